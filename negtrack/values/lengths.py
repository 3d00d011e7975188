"""Lengths of time, shared by timings and durations.

A month has no fixed number of days: in a timing it needs the event's date, in a duration it compares with months only.
"""

from __future__ import annotations

from fractions import Fraction

from negtrack.values.everyday import BOUNDS, RANGES, Rule
from negtrack.values.number import parse_with_unit, print_number
from negtrack.values.ranges import RangeKind
from negtrack.values.shapes import End, Point

# "now" is `immediately`, "day" the unit of `day 30`; the others are the printed plurals.
DAYS = {
    "now": Fraction(0),
    "hours": Fraction(1, 24),
    "day": Fraction(1),
    "days": Fraction(1),
    "weeks": Fraction(7),
}
MONTHS = {"months": 1, "years": 12}

_WORDS = {word: unit for unit in (*DAYS, *MONTHS) if unit.endswith("s") for word in (unit, unit.removesuffix("s"))}
"""A unit in the singular or the plural -> the unit of a point."""

_NUMERALS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_UNIT = r"(?=(?:hours?|days?|weeks?|months?|years?)\b)"
LENGTHS_WRITTEN: tuple[Rule, ...] = (
    (r"(?<=[0-9])-(?=[a-z])", " "),
    (r"(?<=[0-9]) ?(?:hrs?|h)\b\.?", " hours"),
    (r"(?<=[0-9]) ?d\b", " days"),
    (r"(?<=[0-9]) ?(?:wks?|w)\b\.?", " weeks"),
    (r"(?<=[0-9]) ?(?:mos?|mths?)\b\.?", " months"),
    (r"(?<=[0-9]) ?(?:yrs?|y)\b\.?", " years"),
    *((rf"\b{word}[ -]{_UNIT}", f"{number} ") for number, word in enumerate(_NUMERALS, 1)),
    (rf"\ban? {_UNIT}", "1 "),
)
"""Units and numbers of other spellings. `m` is none: it may be minutes or months."""
LENGTH_PHRASES: tuple[Rule, ...] = ((r"within (.+)", r"at most \1"), *BOUNDS, *RANGES)


class LengthKind(RangeKind):
    """A kind whose points are amounts of hours, days, weeks, months or years."""

    def places(self, low: End, high: End) -> tuple[Fraction, Fraction]:
        """Return the ends in months if both are, otherwise the least and the most days that they may mean."""
        if low.point.unit in MONTHS and high.point.unit in MONTHS:
            return length_of(low.point), length_of(high.point)
        return _bound(low.point, least=True), _bound(high.point, least=False)


def length_of(point: Point) -> Fraction:
    """Return the length of a point: in months if its unit is months or years, otherwise in days."""
    return point.number * (DAYS[point.unit] if point.unit in DAYS else MONTHS[point.unit])


def parse_amount(atom: str) -> Point | None:
    """Return the amount that an atom names; None if it names none."""
    found = parse_with_unit(atom, _WORDS)
    return Point(found[0], _WORDS[found[1]]) if found else None


def print_parts(point: Point) -> tuple[str, str, str]:
    """Return a point's head, number and tail: `day 30`, `2 weeks`."""
    if point.unit == "now":
        return "", "immediately", ""
    number = print_number(point.number)
    if point.unit == "day":
        return "day ", number, ""
    return "", number, f" {point.unit.removesuffix('s') if abs(point.number) == 1 else point.unit}"


def _bound(point: Point, least: bool) -> Fraction:
    """Return the least or the most days that the point may mean: a month has 28 to 31."""
    if point.unit in DAYS:
        return length_of(point)
    return length_of(point) * (28 if least == (point.number > 0) else 31)
