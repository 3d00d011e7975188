"""Values as sets on one exact line, so that one piece of arithmetic serves every kind that can be measured.

The line counts days, months, points, units of a currency or the issue's unit; options lie on it as the points 0, 1, 2
in the order of the scale. Pieces are sorted, disjoint and not adjacent.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from negtrack.values import counts, days, times
from negtrack.values.number import scale_number
from negtrack.values.shapes import End, Point, Range, Scale, Value


class Edge(NamedTuple):
    """Where a piece ends, whether it includes that point, and the end as it was written."""

    at: Fraction
    included: bool = True
    written: End | None = None


class Piece(NamedTuple):
    """One interval of the line; an edge of None is without bound. `about` marks a point that is not meant exactly."""

    low: Edge | None
    high: Edge | None
    about: bool = False

    @property
    def start(self) -> tuple[int, Fraction, int]:
        """Sorts where the piece begins: an excluded edge just after its point."""
        return (-1, Fraction(0), 0) if self.low is None else (0, self.low.at, 0 if self.low.included else 1)

    @property
    def stop(self) -> tuple[int, Fraction, int]:
        """Sorts where the piece ends: an excluded edge just before its point."""
        return (1, Fraction(0), 0) if self.high is None else (0, self.high.at, 0 if self.high.included else -1)

    @property
    def holds_nothing(self) -> bool:
        """Whether it begins after it ends."""
        return self.start > self.stop


def line_unit(value: Value, scale: Scale) -> str | None:
    """What the line of a value counts; None where its own points do not fit on one line (weeks and months)."""
    if value.kind in ("timing", "date"):
        return "days"
    if value.kind == "duration":
        units = {end.point.unit for item in value.ranges for end in (item.low, item.high) if end}
        if units <= times.DAYS.keys():
            return "days"
        return "months" if units <= times.MONTHS.keys() else None
    if value.kind == "money":
        return f"{value.currency}/{value.period}" if value.period else value.currency
    if value.kind in ("choice", "yes-no", "mandate"):
        return "rungs" if scale.is_ladder else ""
    return {"quantity": scale.unit, "percent": "points"}.get(value.kind, "")


def at_anchor(value: Value, scale: Scale) -> Value:
    """The same value without its event, where that is the issue's anchor anyway."""
    return replace(value, event="") if value.event and value.event == scale.anchor else value


def same_set(a: Value, b: Value, scale: Scale, dates: Mapping[str, date]) -> bool:
    """Whether both accept the same outcomes: `2 weeks` and `14 days` do.

    Equal values as written always do; otherwise what cannot be compared is not the same.
    """
    a, b = at_anchor(a, scale), at_anchor(b, scale)
    if a == b:
        return True
    if refusal_reason(a, b, scale) or not (a.has_set and b.has_set):
        return False
    ours, theirs = pieces_of(a, scale, dates), pieces_of(b, scale, dates)
    if ours is None or theirs is None:
        return False
    return [(piece.start, piece.stop) for piece in ours] == [(piece.start, piece.stop) for piece in theirs]


def refusal_reason(a: Value, b: Value, scale: Scale) -> str:
    """Why two values cannot be compared, in one word; empty where they share a line."""
    if "text" in (a.kind, b.kind):
        return "words"
    if (a.event or scale.anchor) != (b.event or scale.anchor):
        return "anchor"
    if a.currency != b.currency:
        return "currency"
    if a.period != b.period:
        return "period"
    unit = line_unit(a, scale)
    return "" if unit is not None and unit == line_unit(b, scale) else "unit"


def pieces_of(value: Value, scale: Scale, dates: Mapping[str, date]) -> tuple[Piece, ...] | None:
    """The set of a value that has one; None where a point has no place (months without the event's date)."""
    if value.options:
        return merge(_rung(scale.names.index(option)) for option in value.options)
    event = dates.get(value.event or scale.anchor)
    pieces = []
    for item in value.ranges:
        low, high = _edge(item.low, value.kind, event, low=True), _edge(item.high, value.kind, event, low=False)
        piece = Piece(low, high, item.about)
        if (item.low and not low) or (item.high and not high) or piece.holds_nothing:
            return None
        pieces.append(piece)
    return merge(pieces)


def value_of(pieces: Sequence[Piece], like: Value, scale: Scale) -> Value:
    """The value that holds just these pieces of `like`'s line, its ends as they were written."""
    if like.options:
        held = {piece.low.at for piece in pieces if piece.low}
        return replace(like, options=tuple(name for index, name in enumerate(scale.names) if index in held))
    ranges = [item for piece in pieces for item in _ranges(piece, like)]
    units = {end.point.unit for item in ranges for end in (item.low, item.high) if end}
    if like.kind in ("quantity", "money") and "" in units and len(units) > 1:
        # "5..2tn" would read as 5tn..2tn
        ranges = [replace(item, low=_in_full(item.low), high=_in_full(item.high)) for item in ranges]
    return replace(like, ranges=tuple(ranges))


def merge(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """The union of pieces: sorted, what overlaps or touches joined."""
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
    return joined._replace(about=any(piece.about for piece in same))


def _rung(index: int) -> Piece:
    edge = Edge(Fraction(index))
    return Piece(edge, edge)


def _edge(end: End | None, kind: str, event: date | None, low: bool) -> Edge | None:
    if end is None:
        return None
    at: Fraction | None
    if kind == "timing":
        at = times.days_after(end.point, event)
    elif kind == "duration":
        at = times.length(end.point)
    else:
        at = days.edge(end, low) if kind == "date" else counts.place(end.point)
    return None if at is None else Edge(at, end.included, end)


def _ranges(piece: Piece, like: Value) -> list[Range]:
    low, high = (edge.written if edge else None for edge in (piece.low, piece.high))
    if low is None and high is None:
        # The whole line has no notation of its own: "at most A or at least A", whichever the A.
        end = next(End(end.point) for item in like.ranges for end in (item.low, item.high) if end)
        return [Range(None, end), Range(end, None)]
    if low and high and like.kind == "date":
        low, high = days.sharpen(low, high)
    if piece.low and piece.high and piece.low.at == piece.high.at:
        high = low
    return [Range(low, high, about=piece.about and low == high)]


def _in_full(end: End | None) -> End | None:
    return replace(end, point=Point(scale_number(end.point))) if end else None
