"""Dates as values. A month or a year is the interval of its days: `at most 2035` ends on its last day, `over 2035`
starts on the day after it. Of an issue that counts years, a year is a point.

A line of whole days has no open ends: what is after a day begins on the next one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime
from fractions import Fraction
from typing import TYPE_CHECKING

from negtrack.dates import add_months, parse_when, rewrite_dates
from negtrack.errors import NotationError
from negtrack.frozen import replace
from negtrack.values.everyday import Rule, rewrite_whole
from negtrack.values.kind import Dates, EventDay, Gap
from negtrack.values.line import Edge, Piece, merge
from negtrack.values.number import print_number
from negtrack.values.ranges import RangeKind, fold_words
from negtrack.values.shapes import End, Point, Value
from negtrack.values.spelling import Spelling

if TYPE_CHECKING:
    from negtrack.values.notation import Scale

_DATE = r"[0-9]{4}(?:-[0-9]{2}){0,2}"
_UNIT_OF_LENGTH = {4: "year", 7: "month", 10: "day"}
_LENGTH_OF_UNIT = {unit: length for length, unit in _UNIT_OF_LENGTH.items()}

_PHRASES: tuple[Rule, ...] = (
    (r"(?:by|until|till|(?:no|not) later than|not after|up to|on or before) (.+)", r"at most \1"),
    (r"(.+) (?:at the latest|or earlier|or before)", r"at most \1"),
    (r"(?:from|since|not before|(?:no|not) (?:earlier|sooner) than|on or after) ([^ ]+)", r"at least \1"),
    (r"(.+) (?:at the earliest|or later|or after|onwards)", r"at least \1"),
    (r"(?:before|earlier than|prior to) (.+)", r"under \1"),
    (r"(?:after|later than) (.+)", r"over \1"),
    (r"((?:19|20|21)[0-9]{2}) ?[-\u2013] ?((?:19|20|21)[0-9]{2})", r"\1..\2"),
    (r"between (.+) and (.+)|(?:from )?([^ ]+) (?:to|until) ([^ ]+)", r"\1\3..\2\4"),
)
"""What people write for bounds and ranges of dates."""


YEARS = "years"
"""The unit of an issue that counts years."""
_YEAR = Fraction(1461, 4)
"""Days of a year, on the average of four."""
_LONG = 2 * _YEAR
"""Days from which a distance is also said in years."""


class _Date(RangeKind):
    """Dates; a common part is written to the day if its ends have different precision. An issue whose unit is `years`
    has whole years on its line, all others days."""

    def parse(self, text: str, scale: Scale) -> Value:
        """Parse dates, where the issue counts years whole years alone."""
        value = super().parse(text, scale)
        if value.ranges and self._pieces(value.ranges, None) is None:
            raise NotationError("the range is empty: no whole day lies between its ends; write a range that has days")
        ends = (end for item in value.ranges for end in (item.low, item.high) if end)
        if _counts_years(scale) and any(end.point.unit != "year" for end in ends):
            raise NotationError(
                f'"{text.strip()}" is not a whole year, and the issue counts years; write one such as "2030"'
            )
        return value

    def unit(self, value: Value, scale: Scale) -> str:
        """Return years for an issue that counts these, else days."""
        return YEARS if _counts_years(scale) else self.line_unit

    def pieces(self, value: Value, scale: Scale, dates: Dates) -> tuple[Piece, ...] | None:
        """Return the ranges as pieces of the line of days, or of years."""
        found = super().pieces(value, scale, dates)
        if found is None or not _counts_years(scale):
            return found
        return merge(Piece(_year_edge(piece.low), _year_edge(piece.high), piece.about) for piece in found)

    def _edge(self, end: End | None, low: bool, event: EventDay | None) -> Edge | None:
        """Return the first or the last day of a range."""
        edge = super()._edge(end, low, event)
        return edge if edge is None or edge.included else Edge(edge.at + (1 if low else -1), True, end)

    def value_of(self, pieces: Sequence[Piece], like: Value, scale: Scale) -> Value:
        """Return the ranges of the pieces; of one day, or year, that alone, however its ends were written."""
        is_year = _counts_years(scale)
        return super().value_of([_as_point(piece, is_year) for piece in pieces], like, scale)

    def print_distance(self, gap: Gap) -> str:
        """Return the distance with its unit; many days also in years, rounded: `1462 days (about 4 years)`."""
        distance = gap.distance or Fraction(0)
        if gap.unit == YEARS or distance < _LONG:
            return super().print_distance(gap)
        return f"{super().print_distance(gap)} (about {print_number(Fraction(round(distance / _YEAR * 10), 10))} years)"

    def rewrite(self, text: str) -> str:
        """Return a text as people write it in the words of the notation."""
        return rewrite_whole(rewrite_dates(fold_words(text)), self.phrases)

    def respell(self, text: str, spelling: Spelling) -> str:
        """Return a text that is one date in the format of the file in the notation."""
        if spelling.date_format:
            with suppress(ValueError):
                return datetime.strptime(text.strip(), spelling.date_format).date().isoformat()
        return text

    def sharpen(self, low: End, high: End) -> tuple[End, End]:
        """Return the same two ends, to the day if their precision differs (`2035-06-01..2035`)."""
        if low.point.unit == high.point.unit:
            return low, high
        return _day_end(low, low=True), _day_end(high, low=False)


def _counts_years(scale: Scale) -> bool:
    return scale.unit in (YEARS, "year")


def _as_point(piece: Piece, is_year: bool) -> Piece:
    """Return a piece that is one day, or one year, with that as both ends."""
    low, high = piece.low, piece.high
    if low is None or high is None or low.at != high.at or (low.written and low.written.included):
        return piece
    point = Point(Fraction(date(int(low.at), 1, 1).toordinal()), "year") if is_year else Point(low.at, "day")
    return replace(piece, low=replace(low, written=End(point)))


def _year_edge(edge: Edge | None) -> Edge | None:
    """Return an end of a piece of the line of days on that of years."""
    return edge and replace(edge, at=Fraction(_year_of(int(edge.at))))


def _year_of(day: int) -> int:
    """Return the year of a day, which may lie just outside the calendar."""
    if 1 <= day <= date.max.toordinal():
        return date.fromordinal(day).year
    return date.min.year - 1 if day < 1 else date.max.year + 1


def _place(end: End, low: bool, event: EventDay | None = None) -> Fraction:
    """Return the ordinal of the day on which a range starts (`low`) or ends."""
    point = end.point
    first = date.fromordinal(int(point.number))
    if low == end.included or point.unit == "day":
        return point.number
    if point.unit == "year":
        return Fraction(date(first.year, 12, 31).toordinal())
    if (first.year, first.month) == (9999, 12):
        return Fraction(date.max.toordinal())
    return Fraction(add_months(first, 1).toordinal() - 1)


def _day_end(end: End, low: bool) -> End:
    return End(Point(_place(end, low), "day"), end.included)


def _parse(atom: str) -> Point | None:
    if not re.fullmatch(_DATE, atom):
        return None
    when = parse_when(atom)
    return None if when.first is None else Point(Fraction(when.first.toordinal()), _UNIT_OF_LENGTH[len(when.text)])


def _parts(point: Point) -> tuple[str, str, str]:
    return "", date.fromordinal(int(point.number)).isoformat()[: _LENGTH_OF_UNIT[point.unit]], ""


DATE = _Date(
    name="date",
    noun="a date",
    examples=("2024-04-10", "at most 2035", "2024-04..2024-06", "never"),
    help="2024-04-10, at most 2035",
    breadth=8,
    line_unit="days",
    origin=date(1970, 1, 1).toordinal(),
    origin_unit="days since 1970-01-01",
    parse_point=_parse,
    parts=_parts,
    place=_place,
    shared="never",
    has_never=True,
    phrases=_PHRASES,
)
