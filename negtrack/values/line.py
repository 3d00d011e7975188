"""Values as sets on one exact line, so that one arithmetic serves every measured kind.

The line counts days, months, points, units of a currency or the issue's unit; options lie on it as the points 0, 1, 2
in the order of the scale. Pieces are sorted, disjoint and not adjacent. A distance is the greatest lower bound over all
pairs of points; it is exact only where two included ends reach it.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from negtrack.frozen import dataclass, hold
from negtrack.values.kind import Dates, Gap, Kind, Rational, fast_number, not_comparable
from negtrack.values.number import print_number
from negtrack.values.shapes import NEVER, End, Value

if TYPE_CHECKING:
    from negtrack.values.notation import Scale


@dataclass(frozen=True)
class Edge:
    """One end of a piece: its point, whether the piece includes it, and the end as written."""

    at: Fraction
    included: bool = True
    written: End | None = None


@dataclass(frozen=True)
class Piece:
    """One interval of the line; an edge of None is unbounded. `about` marks an approximate point."""

    low: Edge | None
    high: Edge | None
    about: bool = False

    @property
    def start(self) -> tuple[int, Rational, int]:
        """Return the sort key of the start: an excluded edge comes just after its point."""
        return (-1, 0, 0) if self.low is None else (0, fast_number(self.low.at), 0 if self.low.included else 1)

    @property
    def stop(self) -> tuple[int, Rational, int]:
        """Return the sort key of the end: an excluded edge comes just before its point."""
        return (1, 0, 0) if self.high is None else (0, fast_number(self.high.at), 0 if self.high.included else -1)

    @property
    def is_empty(self) -> bool:
        """Return whether the piece starts after it stops."""
        return self.start > self.stop


@dataclass(frozen=True)
class Spot:
    """A set of one point, as most values are: two of them are measured in a fraction of the time of two other sets."""

    at: Rational
    unit: str
    about: bool
    kind: str

    def gap_to(self, other: Spot) -> Gap | None:
        """Return the gap to another point on the same line; None where that is the same point, or on another line."""
        if self.at == other.at or self.unit != other.unit:
            return None
        distance = self.at - other.at if self.at > other.at else other.at - self.at
        about = self.about or other.about
        said = {"status": "apart", "distance": Fraction(distance), "about": about, "unit": self.unit, "kind": self.kind}
        return hold(Gap, said)


@dataclass(frozen=True, kw_only=True)
class LineKind(Kind):
    """A kind whose values are sets on a line."""

    line_unit: str = ""
    """Unit of its line, where all values share it."""

    @abstractmethod
    def value_of(self, pieces: Sequence[Piece], like: Value, scale: Scale) -> Value:
        """Return the value that holds exactly these pieces of `like`'s line, with ends as written."""

    def unit(self, value: Value, scale: Scale) -> str | None:
        """Return the unit of the line."""
        return self.line_unit

    def has_line(self, scale: Scale) -> bool:
        """Return True: the points of a line are ordered."""
        return True

    def mismatch(self, a: Value, b: Value, scale: Scale) -> str:
        """Return the reason why two reduced values are not comparable, in one word; empty if they share a line."""
        unit = self.unit(a, scale)
        return "" if unit is not None and unit == self.unit(b, scale) else "unit"

    def gap(self, a: Value, b: Value, scale: Scale, dates: Dates) -> Gap:
        """Return the common part of two sets, otherwise their least distance; `never` has none from any day."""
        if self._is_beside_never(a, b):
            return Gap("apart", kind=self.name)
        unit = self.unit(a, scale) or ""
        a, b = self.align(a, b, scale, dates)
        reason = self.mismatch(a, b, scale)
        ours, theirs = (None, None) if reason else (self.pieces(a, scale, dates), self.pieces(b, scale, dates))
        if ours and theirs and self.has_line(scale):
            one, other = _spot(ours, unit, self.name), _spot(theirs, unit, self.name)
            if one and other and (apart := one.gap_to(other)):
                return apart
        common = common_pieces(ours, theirs) if ours and theirs else ()
        if (common or not (ours and theirs)) and a == b:
            return Gap("overlap", common=a, about=any(item.about for item in a.ranges), unit=unit, kind=self.name)
        if ours is None or theirs is None:
            return not_comparable(reason or "unit")
        if common:
            about = any(piece.about for piece in common)
            return Gap("overlap", self.value_of(common, a, scale), None, True, about, unit, "", self.name)
        if not self.has_line(scale) or not (ours and theirs):
            return Gap("apart", kind=self.name)
        distance, exact, about = distance_between(ours, theirs)
        return Gap("apart", None, distance, exact, about, unit, "", self.name)

    def contains(self, outer: Value, inner: Value, scale: Scale, dates: Dates) -> bool | None:
        """Return whether each piece of `inner` lies in one of `outer`."""
        if self._is_beside_never(outer, inner):
            return False
        outer, inner = self.align(outer, inner, scale, dates)
        if outer == inner:
            return True
        if self.mismatch(outer, inner, scale):
            return None
        wide, narrow = self.pieces(outer, scale, dates), self.pieces(inner, scale, dates)
        if wide is None or narrow is None:
            return None
        return bool(narrow) and all(
            any(big.start <= small.start and small.stop <= big.stop for big in wide) for small in narrow
        )

    def _is_beside_never(self, a: Value, b: Value) -> bool:
        """Return whether one of two values is `never`, and the other any days, whatever they count from."""
        return self.has_never and (NEVER in a.options) != (NEVER in b.options)

    def is_same(self, a: Value, b: Value, scale: Scale, dates: Dates) -> bool:
        """Return whether the pieces are the same; values that are not comparable are not."""
        a, b = self.align(a, b, scale, dates)
        if self.mismatch(a, b, scale):
            return False
        ours, theirs = self.pieces(a, scale, dates), self.pieces(b, scale, dates)
        if ours is None or theirs is None:
            return False
        return [(piece.start, piece.stop) for piece in ours] == [(piece.start, piece.stop) for piece in theirs]

    def ends(self, value: Value, scale: Scale, dates: Dates) -> tuple[tuple[object, ...], ...] | None:
        """Return the ends of all pieces, but of values that count from events of which any hangs on another."""
        is_shifted = self.has_anchor and any(event.base for event in dates.values())
        pieces = None if is_shifted else self.pieces(value, scale, dates)
        return None if pieces is None else tuple([(piece.start, piece.stop) for piece in pieces])

    def spot(self, value: Value, scale: Scale, dates: Dates) -> Spot | None:
        """Return the point of a value of one piece, but of those that count from events."""
        unit = self.unit(value, scale)
        pieces = None if unit is None or self.has_anchor else self.pieces(value, scale, dates)
        return _spot(pieces, unit or "", self.name) if pieces and self.has_line(scale) else None

    def print_distance(self, gap: Gap) -> str:
        """Return the number with its unit; fractions of days in hours."""
        distance, unit = gap.distance or Fraction(0), gap.unit
        if unit == "days" and distance.denominator != 1 and (distance * 24).denominator == 1:
            distance, unit = distance * 24, "hours"
        return f"{print_number(distance)} {unit.removesuffix('s') if distance == 1 else unit}".rstrip()


def merge(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Return the union of pieces: sorted, with overlapping and adjacent pieces joined."""
    merged: list[Piece] = []
    for piece in sorted(pieces, key=lambda piece: (piece.start, piece.stop)):
        if merged and _touch(merged[-1], piece):
            merged[-1] = _join(merged[-1], piece)
        else:
            merged.append(piece)
    return tuple(merged)


def _touch(left: Piece, right: Piece) -> bool:
    if right.start <= left.stop:
        return True
    ends = left.high, right.low
    return bool(ends[0] and ends[1] and ends[0].at == ends[1].at and (ends[0].included or ends[1].included))


def _join(left: Piece, right: Piece) -> Piece:
    high = max(left, right, key=lambda piece: piece.stop)
    joined = Piece(left.low, high.high)
    same = [piece for piece in (left, right) if (piece.start, piece.stop) == (joined.start, joined.stop)]
    return Piece(joined.low, joined.high, any(piece.about for piece in same))


def common_pieces(ours: Sequence[Piece], theirs: Sequence[Piece]) -> tuple[Piece, ...]:
    """Return the intersection of two sets."""
    shared = [piece for one in ours for other in theirs if not (piece := _meet(one, other)).is_empty]
    return merge(shared) if len(shared) > 1 else tuple(shared)


def _meet(one: Piece, other: Piece) -> Piece:
    late, early = other if one.start < other.start else one, other if other.stop < one.stop else one
    return Piece(late.low, early.high, one.about or other.about)


def _spot(pieces: Sequence[Piece], unit: str, kind: str) -> Spot | None:
    point = _point(pieces[0]) if len(pieces) == 1 else None
    return None if point is None else Spot(fast_number(point), unit, pieces[0].about, kind)


def _point(piece: Piece) -> Fraction | None:
    """Return the point that a piece is; None for an interval."""
    low, high = piece.low, piece.high
    if low is None or high is None or not (low.included and high.included):
        return None
    return low.at if low is high or low.at == high.at else None


def distance_between(ours: Sequence[Piece], theirs: Sequence[Piece]) -> tuple[Fraction, bool, bool]:
    """Return the least distance of two disjoint sets, whether it is reached, and whether an `about` end bounds it."""
    spaces = [space for one in ours for other in theirs if (space := _space(one, other))]
    if len(spaces) == 1:
        return spaces[0]
    least = min(distance for distance, _, _ in spaces)
    tied = [space for space in spaces if space[0] == least]
    return least, any(exact for _, exact, _ in tied), any(about for _, _, about in tied)


def _space(one: Piece, other: Piece) -> tuple[Fraction, bool, bool] | None:
    left, right = (one, other) if one.start < other.start else (other, one)
    if left.high is None or right.low is None:
        return None
    exact = left.high.included and right.low.included
    return right.low.at - left.high.at, exact, one.about or other.about
