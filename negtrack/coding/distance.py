"""How far apart two values of an issue were coded.

It is their gap. Two values that overlap have none and are still coded otherwise, so that the ends which both have count
as well: `at least 7` and `at least 8` are 1 apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from negtrack.gap import gap_between, same_set
from negtrack.values import KINDS, Dates, Scale, Value
from negtrack.values.line import Piece


def coded_distance(a: Value, b: Value, scale: Scale, dates: Dates) -> Fraction | None:
    """Return how far apart two values are; None if that is no number: between options without order, a value and
    `unspecified`, `at least 7` and `7`, values that cannot be compared."""
    if same_set(a, b, scale, dates):
        return Fraction(0)
    if scale.is_stepped:
        return _distance_in_steps(a, b, scale, dates)
    gap = gap_between(a, b, scale, dates)
    if a.doubtful or b.doubtful or gap.status not in ("apart", "overlap"):
        return None
    kind = KINDS[scale.kind]
    aligned = kind.align(kind.reduce(a, scale), kind.reduce(b, scale), scale, dates)
    ours, theirs = (kind.pieces(value, scale, dates) for value in aligned)
    if not (kind.has_line(scale) and ours and theirs) or (gap.status == "apart" and gap.distance is None):
        return gap.distance
    return max(gap.distance or Fraction(0), _distance_of_ends(ours, theirs)) or None


def point_of(value: Value, scale: Scale, dates: Dates) -> Fraction | None:
    """Return the number that a value is; None if it is a range, or no number."""
    kind = KINDS[scale.kind]
    if scale.is_stepped or value.doubtful or not value.has_set or not kind.has_line(scale):
        return None
    pieces = kind.pieces(kind.reduce(value, scale), scale, dates) or ()
    low, high = (pieces[0].low, pieces[0].high) if len(pieces) == 1 else (None, None)
    return low.at if low and high and low.at == high.at else None


def _distance_in_steps(a: Value, b: Value, scale: Scale, dates: Dates) -> Fraction | None:
    """Return the sum of the distances in all steps."""
    from negtrack.values.steps import parts_of, scale_of_step

    pairs = zip(parts_of(a, scale), parts_of(b, scale), strict=True)
    found = [coded_distance(one, other, scale_of_step(scale), dates) for one, other in pairs]
    known = [distance for distance in found if distance is not None]
    return sum(known, Fraction(0)) if len(known) == len(found) else None


def _distance_of_ends(ours: Sequence[Piece], theirs: Sequence[Piece]) -> Fraction:
    """Return the greatest distance between the lowest or the highest ends that both sets have; 0 without any."""
    ends = ((ours[0].low, theirs[0].low), (ours[-1].high, theirs[-1].high))
    return max((abs(one.at - other.at) for one, other in ends if one and other), default=Fraction(0))
