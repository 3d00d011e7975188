"""Timings: days after an event, the anchor of their issue unless they name another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from negtrack import ids
from negtrack.dates import add_months
from negtrack.errors import NotationError
from negtrack.values.lengths import DAYS, MONTHS, LengthKind, parse_amount, print_parts
from negtrack.values.number import parse_number
from negtrack.values.ranges import fold_words, parse_ranges, print_ranges
from negtrack.values.shapes import End, Point, Value

if TYPE_CHECKING:
    from negtrack.values.notation import Scale

_MAX_MONTHS = 120_000  # more than the months between the years 1 and 9999


class _Timing(LengthKind):
    """Timings; a trailing ` after EVENT` applies to the whole value."""

    def parse(self, text: str, scale: Scale) -> Value:
        """Parse the event and the ranges before it."""
        words, event = fold_words(text), ""
        before, after, name = words.rpartition(" after ")
        if after and " " not in name:
            words, event = before, name
            if event != ids.fold(event):
                raise NotationError(f'"{event[:40]}" is not an event id; write letters, digits and hyphens')
        return Value(self.name, parse_ranges(words, self), event=event)

    def print(self, value: Value, scale: Scale | None) -> str:
        """Return the canonical text, without the event if it is the issue's anchor."""
        text = print_ranges(value.ranges, self)
        default = scale.anchor if scale else ""
        return text if value.event in ("", default) else f"{text} after {value.event}"

    def add_unit(self, text: str, like: Value) -> Sequence[str]:
        """Return the text with the unit and the event of `like`."""
        event = f" after {like.event}" if like.event else ""
        return [f"{reading}{event}" for reading in super().add_unit(text, like)]

    def reduce(self, value: Value, scale: Scale) -> Value:
        """Return the value without its event if that is the issue's anchor."""
        return replace(value, event="") if value.event and value.event == scale.anchor else value

    def mismatch(self, a: Value, b: Value, scale: Scale) -> str:
        """Return `anchor` where the events differ."""
        return "" if (a.event or scale.anchor) == (b.event or scale.anchor) else "anchor"


def _place(end: End, low: bool, event: date | None) -> Fraction | None:
    """Return the days from the event to a point.

    Return None if unknown: months without the event's date, fractions of months, or days beyond the calendar.
    """
    point = end.point
    if point.unit in DAYS:
        return point.number * DAYS[point.unit]
    months = point.number * MONTHS[point.unit]
    if event is None or months.denominator != 1 or abs(months) > _MAX_MONTHS:
        return None
    try:
        return Fraction((add_months(event, int(months)) - event).days)
    except NotationError:
        return None


def _parse(atom: str) -> Point | None:
    if atom == "immediately":
        return Point(Fraction(0), "now")
    day, _, count = atom.partition(" ")
    number = parse_number(count) if day == "day" and count.isdigit() else None
    return parse_amount(atom) if number is None else Point(number, "day")


TIMING = _Timing(
    name="timing",
    noun="a timing",
    examples=("immediately", "2 weeks", "at least 14 days after EVENT"),
    help="days after an event: immediately, at least 2 weeks",
    has_anchor=True,
    needs=((("anchor",), "missing; write the id of the event that the timing counts from"),),
    line_unit="days",
    parse_point=_parse,
    parts=print_parts,
    place=_place,
)
