"""How far a set went on the line of its issue: by the point of it that is nearest to the counterpart.

A range counts by one end, and a bound by its only one; where a set reaches the set of the counterpart, by the end of
that.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from negtrack.frozen import replace
from negtrack.gap import Gap
from negtrack.values.line import Edge, Piece

Pieces = Sequence[Piece]


def is_within(first: Pieces, second: Pieces) -> bool:
    """Return whether each piece of the second of two sets lies in one of the first."""
    return all(any(big.start <= one.start and one.stop <= big.stop for big in first) for one in second)


def step_between(first: Pieces, second: Pieces, toward: int, theirs: Pieces) -> Fraction | None:
    """Return how far a set went, upward as a positive number, whose counterpart lies above (`toward` is 1) or below
    (-1), with the set `theirs` where that is comparable; without a side by the only end that differs. None where that
    tells nothing."""
    if not toward:
        ends = ((first[0].low, second[0].low), (first[-1].high, second[-1].high))
        steps = {new.at - old.at for old, new in ends if old and new} - {Fraction(0)}
        is_one = len(steps) == 1 and all((old is None) == (new is None) for old, new in ends)
        return steps.pop() if is_one else None
    edge = (theirs[0].low if toward > 0 else theirs[-1].high) if theirs else None
    start, end = (_nearest(pieces, toward, edge) for pieces in (first, second))
    return None if start is None or end is None else end - start


def gap_of_step(gap: Gap, step: Fraction | None, is_about: bool) -> Gap:
    """Return the gap of two sets as one of a step; without a number where the sets meet and nothing tells the step."""
    if step is None:
        return gap if gap.status == "apart" else replace(gap, status="apart", common=None)
    if step == 0 or abs(step) == gap.distance:
        return gap
    return replace(gap, status="apart", common=None, distance=abs(step), exact=True, about=is_about)


def _nearest(pieces: Pieces, toward: int, edge: Edge | None) -> Fraction | None:
    """Return the point of a set that is nearest to an edge above or below it, else its end on that side; None where it
    goes on without end."""
    if edge is None:
        end = pieces[-1].high if toward > 0 else pieces[0].low
        return end.at if end else None
    points = (_clip(piece, edge.at) for piece in pieces)
    return min(points, key=lambda point: (abs(point - edge.at), point * toward))


def _clip(piece: Piece, at: Fraction) -> Fraction:
    """Return the point of a piece that is nearest to a point."""
    if piece.low and at < piece.low.at:
        return piece.low.at
    return piece.high.at if piece.high and at > piece.high.at else at
