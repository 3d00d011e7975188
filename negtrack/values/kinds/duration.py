"""Durations: lengths of time in days or in months, which are not comparable with each other."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from negtrack.values.kind import EventDay
from negtrack.values.lengths import (
    DAYS,
    LENGTH_PHRASES,
    LENGTHS_WRITTEN,
    MONTHS,
    LengthKind,
    length_of,
    parse_amount,
    print_parts,
)
from negtrack.values.shapes import End, Point, Value

if TYPE_CHECKING:
    from negtrack.values.notation import Scale


class _Duration(LengthKind):
    """Lengths of time."""

    def unit(self, value: Value, scale: Scale) -> str | None:
        """Return `days` or `months`; None if a value has both."""
        units = {end.point.unit for item in value.ranges for end in (item.low, item.high) if end}
        if units <= DAYS.keys():
            return "days"
        return "months" if units <= MONTHS.keys() else None


def _place(end: End, low: bool, event: EventDay | None) -> Fraction:
    return length_of(end.point)


def _parse(atom: str) -> Point | None:
    point = parse_amount(atom)
    return None if point is None or point.number < 0 else point


DURATION = _Duration(
    name="duration",
    noun="a duration",
    examples=("6 weeks", "12..16 months", "at least 10 days"),
    help="6 weeks, 12..16 months",
    breadth=7,
    parse_point=_parse,
    parts=print_parts,
    place=_place,
    words=LENGTHS_WRITTEN,
    phrases=((r"for (.+)", r"\1"), *LENGTH_PHRASES),
    totals=("sum",),
)
