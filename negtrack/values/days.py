"""Dates as values. A month or a year is the interval of its days: `at most 2035` ends on its last day, `over 2035`
begins after it."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

from negtrack.dates import add_months, parse_when
from negtrack.values.ranges import Family, fold_words, parse_ranges
from negtrack.values.shapes import End, Point, Scale, Value

_DATE = r"[0-9]{4}(?:-[0-9]{2}){0,2}"
_UNIT_OF_LENGTH = {4: "year", 7: "month", 10: "day"}
_LENGTH_OF_UNIT = {unit: length for length, unit in _UNIT_OF_LENGTH.items()}


def parse_date(text: str, scale: Scale) -> Value:
    """A date, or a range of dates."""
    return Value(scale.kind, parse_ranges(fold_words(text), DATE))


def edge(end: End, low: bool) -> Fraction:
    """The day, as an ordinal, on which a range begins (`low`) or ends."""
    point = end.point
    first = date.fromordinal(int(point.number))
    if low == end.included or point.unit == "day":
        return point.number
    if point.unit == "year":
        return Fraction(date(first.year, 12, 31).toordinal())
    if (first.year, first.month) == (9999, 12):
        return Fraction(date.max.toordinal())
    return Fraction(add_months(first, 1).toordinal() - 1)


def sharpen(low: End, high: End) -> tuple[End, End]:
    """The same two ends, to the day where they are written to different lengths (`2035-06-01..2035`)."""
    if low.point.unit == high.point.unit:
        return low, high
    return End(Point(edge(low, low=True), "day"), low.included), End(Point(edge(high, low=False), "day"), high.included)


def _parse_point(atom: str) -> Point | None:
    if not re.fullmatch(_DATE, atom):
        return None
    when = parse_when(atom)
    return None if when.first is None else Point(Fraction(when.first.toordinal()), _UNIT_OF_LENGTH[len(when.text)])


def _parts(point: Point) -> tuple[str, str, str]:
    return "", date.fromordinal(int(point.number)).isoformat()[: _LENGTH_OF_UNIT[point.unit]], ""


def _places(low: End, high: End) -> tuple[Fraction, Fraction]:
    return edge(low, low=True), edge(high, low=False)


DATE = Family("a date", ("2024-04-10", "at most 2035", "2024-04..2024-06"), _parse_point, _parts, _places, "never")
