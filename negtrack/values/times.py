"""Timing and duration. A timing counts days after an event; a duration is a length, in days or in months.

A month has no fixed number of days: in a timing it needs the event's date, in a duration it compares with months only.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from negtrack import ids
from negtrack.dates import add_months
from negtrack.errors import NotationError
from negtrack.values.number import parse_number, parse_with_unit, print_number
from negtrack.values.ranges import Family, fold_words, parse_ranges, print_ranges
from negtrack.values.shapes import End, Point, Scale, Value

# "now" is `immediately`, "day" the count of `day 30`; the others stand as they are printed in the plural.
DAYS = {
    "now": Fraction(0),
    "hours": Fraction(1, 24),
    "day": Fraction(1),
    "days": Fraction(1),
    "weeks": Fraction(7),
}
MONTHS = {"months": 1, "years": 12}

_WORDS = {word: unit for unit in (*DAYS, *MONTHS) if unit.endswith("s") for word in (unit, unit.removesuffix("s"))}
"""A unit in the singular or the plural -> as it stands in a point."""
_MAX_MONTHS = 120_000  # more than lie between the years 1 and 9999


def parse_timing(text: str, scale: Scale) -> Value:
    """A timing; a trailing ` after EVENT` holds for the whole value."""
    words, event = fold_words(text), ""
    before, after, name = words.rpartition(" after ")
    if after and " " not in name:
        words, event = before, name
        if event != ids.fold(event):
            raise NotationError(f'"{event[:40]}" is not an event id; write letters, digits and hyphens')
    return Value(scale.kind, parse_ranges(words, TIMING), event=event)


def print_timing(value: Value, scale: Scale | None) -> str:
    """The canonical text, without the event where it is the issue's anchor anyway."""
    text = print_ranges(value.ranges, TIMING)
    default = scale.anchor if scale else ""
    return text if value.event in ("", default) else f"{text} after {value.event}"


def parse_duration(text: str, scale: Scale) -> Value:
    """A length of time."""
    return Value(scale.kind, parse_ranges(fold_words(text), DURATION))


def days_after(point: Point, event: date | None) -> Fraction | None:
    """How many days after the event a timing's point lies.

    None where that cannot be told: months without the event's date, broken months, or days beyond the calendar.
    """
    if point.unit in DAYS:
        return point.number * DAYS[point.unit]
    months = point.number * MONTHS[point.unit]
    if event is None or months.denominator != 1 or abs(months) > _MAX_MONTHS:
        return None
    try:
        return Fraction((add_months(event, int(months)) - event).days)
    except NotationError:
        return None


def length(point: Point) -> Fraction:
    """A duration's point in days or in months, whichever its unit belongs to."""
    return point.number * (DAYS[point.unit] if point.unit in DAYS else MONTHS[point.unit])


def _places(low: End, high: End) -> tuple[Fraction, Fraction]:
    if low.point.unit in MONTHS and high.point.unit in MONTHS:
        return length(low.point), length(high.point)
    return _bound(low.point, least=True), _bound(high.point, least=False)


def _bound(point: Point, least: bool) -> Fraction:
    """The least or the most days that the point may stand for: a month has 28 to 31."""
    if point.unit in DAYS:
        return length(point)
    return length(point) * (28 if least == (point.number > 0) else 31)


def _parse_amount(atom: str) -> Point | None:
    found = parse_with_unit(atom, _WORDS)
    return Point(found[0], _WORDS[found[1]]) if found else None


def _parse_length(atom: str) -> Point | None:
    point = _parse_amount(atom)
    return None if point is None or point.number < 0 else point


def _parse_time(atom: str) -> Point | None:
    if atom == "immediately":
        return Point(Fraction(0), "now")
    day, _, count = atom.partition(" ")
    number = parse_number(count) if day == "day" and count.isdigit() else None
    return _parse_amount(atom) if number is None else Point(number, "day")


def _parts(point: Point) -> tuple[str, str, str]:
    if point.unit == "now":
        return "", "immediately", ""
    number = print_number(point.number)
    if point.unit == "day":
        return "day ", number, ""
    return "", number, f" {point.unit.removesuffix('s') if abs(point.number) == 1 else point.unit}"


TIMING = Family("a timing", ("immediately", "2 weeks", "at least 14 days after EVENT"), _parse_time, _parts, _places)
DURATION = Family("a duration", ("6 weeks", "12..16 months", "at least 10 days"), _parse_length, _parts, _places)
