"""Dates as values. A month or a year is the interval of its days: `at most 2035` ends on its last day, `over 2035`
starts after it."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, datetime
from fractions import Fraction
from typing import TYPE_CHECKING

from negtrack.dates import add_months, parse_when, rewrite_dates
from negtrack.frozen import dataclass
from negtrack.values.everyday import Rule, rewrite_whole
from negtrack.values.kind import Dates, EventDay, Gap
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
    (r"between (.+) and (.+)|(?:from )?([^ ]+) (?:to|until) ([^ ]+)", r"\1\3..\2\4"),
)
"""What people write for bounds and ranges of dates."""


@dataclass(frozen=True)
class YearsGap(Gap):
    """A gap between two values of whole years, of which readers count the years: 2030 and 2040 are 10 years apart."""

    years: int = 0


class _Date(RangeKind):
    """Dates; a common part is written to the day if its ends have different precision."""

    def gap(self, a: Value, b: Value, scale: Scale, dates: Dates) -> Gap:
        """Return the gap in days; with the years where both values are of whole years."""
        found = super().gap(a, b, scale, dates)
        years = _years_between(a, b) if found.distance is not None else 0
        if not years:
            return found
        return YearsGap(
            "apart", None, found.distance, found.exact, found.about, found.unit, kind=self.name, years=years
        )

    def print_distance(self, gap: Gap) -> str:
        """Return the years between whole years, else the days."""
        if isinstance(gap, YearsGap):
            return f"{gap.years} year{'s' * (gap.years != 1)}"
        return super().print_distance(gap)

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


def _years_between(a: Value, b: Value) -> int:
    """Return the least number of years between two values; 0 where an end is no whole year, or they touch."""
    ends = [end for value in (a, b) for item in value.ranges for end in (item.low, item.high) if end]
    if not ends or any(end.point.unit != "year" for end in ends):
        return 0
    spaces = [
        date.fromordinal(int(later.low.point.number)).year - date.fromordinal(int(earlier.high.point.number)).year
        for one, other in ((a, b), (b, a))
        for earlier in one.ranges
        for later in other.ranges
        if earlier.high and later.low
    ]
    return min((space for space in spaces if space > 0), default=0)


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
