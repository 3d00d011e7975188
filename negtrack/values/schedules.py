"""Schedules: values of several steps compared, step by step and, where the issue has a total, all together."""

from __future__ import annotations

import operator
from collections import Counter
from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING

from negtrack.values.kind import Gap, GapStatus
from negtrack.values.kinds import KINDS
from negtrack.values.line import Edge, Piece, common_pieces, distance_between, merge
from negtrack.values.number import print_number
from negtrack.values.shapes import Value
from negtrack.values.steps import join_parts, parts_of, scale_of_step

if TYPE_CHECKING:
    from negtrack.values.notation import Scale

_LEAST_SETTLED: tuple[GapStatus, ...] = ("apart", "not comparable", "unknown", "overlap")
_MOST_PIECES = 1_000
"""Most intervals of a total; beyond, it is not computed."""
_TOTALS = {"sum": "in sum", "compound": "compounded"}
"""Total -> the words after its distance."""


def join_gaps(gaps: Sequence[Gap], a: Value, b: Value, scale: Scale) -> Gap:
    """Return the gap of two values from the gaps of their steps: its status is that of the least settled step that both
    name, `overlap` only where every step is; its distance that of the totals."""
    known = [gap for gap in gaps if not gap.is_open]
    status: GapStatus = min((gap.status for gap in known), key=_LEAST_SETTLED.index, default="unknown")
    if status == "overlap" and len(known) < len(gaps):
        status = "unknown"
    commons = [gap.common for gap in gaps if gap.common is not None]
    common = join_parts(commons, scale) if status == "overlap" and len(commons) == len(gaps) else None
    distance, exact, about = _distance_of_totals(a, b, scale) if status == "apart" else (None, True, False)
    units = {gap.unit for gap in known}
    unit = units.pop() if len(units) == 1 else ""
    return Gap(
        status,
        common=common,
        distance=distance,
        exact=exact,
        about=about or (status == "overlap" and any(gap.about for gap in gaps)),
        unit=unit if distance is None else total_unit(unit, scale),
        reason=next((gap.reason for gap in known if gap.status == status), ""),
        kind=scale.kind,
        steps=tuple(gaps),
        total=scale.total if distance is not None else "",
    )


def total_unit(unit: str, scale: Scale) -> str:
    """Return the unit of a total: amounts a year, one for each year, are amounts together."""
    is_yearly = scale.total == "sum" and scale.over == "year"
    return unit.removesuffix("/year") if is_yearly else unit


@lru_cache(maxsize=1 << 12)  # a history compares the same schedules day after day
def total_pieces(value: Value, scale: Scale) -> tuple[Piece, ...] | None:
    """Return the set of the sum or the compounded rate of all steps; None where there is no total, or where a step is
    unknown. What has a total counts from no event."""
    kind, one = KINDS[scale.kind], scale_of_step(scale)
    parts = parts_of(value, scale)
    if not scale.total or any(part.doubtful or not part.has_set for part in parts):
        return None
    sets = [kind.pieces(part, one, {}) for part in parts]
    if len({kind.unit(part, one) for part in parts}) > 1 or kind.unit(parts[0], one) is None:
        return None
    add = operator.add if scale.total == "sum" else _compound
    total: tuple[Piece, ...] = (Piece(Edge(Fraction(0)), Edge(Fraction(0))),)
    for pieces in sets:
        if pieces is None or len(total) * len(pieces) > _MOST_PIECES:
            return None
        if scale.total == "compound" and not all(map(_is_rate, pieces)):
            return None
        total = merge(_join(one, other, add) for one, other in product(total, pieces))
    return total


def print_step_gaps(gap: Gap) -> str:
    """Return the gap of an issue with steps in words: `apart in 4 of 5, USD 22m in sum`, `overlap in 2 of 5, 3
    open`."""
    known = [step for step in gap.steps if not step.is_open]
    if not known:
        return f"unknown, {len(gap.steps)} open"
    counts = Counter(step.status for step in known)
    status = min(counts, key=_LEAST_SETTLED.index)
    reason = f": {gap.reason}" if status == "not comparable" else ""
    words = [f"{status} in {counts[status]} of {len(gap.steps)}{reason}"]
    if gap.distance is not None:
        words.append(print_total(gap))
    others: list[GapStatus] = ["not comparable", "unknown"]
    words += [f"{counts[name]} {name}" for name in others if name != status and counts[name]]
    if len(known) < len(gap.steps):
        words.append(f"{len(gap.steps) - len(known)} open")
    return ", ".join(words)


def print_total(gap: Gap) -> str:
    """Return the distance of the totals: `USD 22m in sum`, `3.65 points compounded`."""
    signs = f"{'' if gap.exact else '> '}{'about ' if gap.about else ''}"
    if gap.total == "compound":
        return f"{signs}{print_number(round(gap.distance or Fraction(0), 2))} {gap.unit} {_TOTALS[gap.total]}"
    return f"{signs}{KINDS[gap.kind].print_distance(gap)} {_TOTALS[gap.total]}"


def gap_of_totals(a: Value, b: Value, scale: Scale) -> Gap:
    """Return the gap of the totals of two values, whatever that of their steps; unknown where a step of either is."""
    distance, exact, about = _distance_of_totals(a, b, scale)
    if distance is None:
        return Gap("unknown", kind=scale.kind)
    unit = total_unit(KINDS[scale.kind].unit(parts_of(a, scale)[0], scale_of_step(scale)) or "", scale)
    status: GapStatus = "apart" if distance or not exact else "overlap"
    apart = distance if status == "apart" else None
    return Gap(status, distance=apart, exact=exact, about=about, unit=unit, kind=scale.kind, total=scale.total)


def print_total_at(at: Fraction, value: Value, scale: Scale) -> str:
    """Return a point on the line of totals: `USD 1084m`, `43.65%`."""
    unit = total_unit(KINDS[scale.kind].unit(parts_of(value, scale)[0], scale_of_step(scale)) or "", scale)
    if unit == "points":
        return f"{print_number(round(at, 2))}%"
    sign = "minus " if at < 0 else ""
    return sign + KINDS[scale.kind].print_distance(Gap("apart", distance=abs(at), unit=unit, kind=scale.kind))


def _distance_of_totals(a: Value, b: Value, scale: Scale) -> tuple[Fraction | None, bool, bool]:
    """Return the distance of the totals, whether it is exact, and whether it is approximate."""
    ours, theirs = total_pieces(a, scale), total_pieces(b, scale)
    kind, one = KINDS[scale.kind], scale_of_step(scale)
    units = {kind.unit(parts_of(value, scale)[0], one) for value in (a, b)}
    if ours is None or theirs is None or len(units) > 1:
        return None, True, False
    common = common_pieces(ours, theirs)
    if common:
        return Fraction(0), True, any(piece.about for piece in common)
    return distance_between(ours, theirs)


def _join(one: Piece, other: Piece, add: Callable[[Fraction, Fraction], Fraction]) -> Piece:
    return Piece(_join_edges(one.low, other.low, add), _join_edges(one.high, other.high, add), one.about or other.about)


def _join_edges(one: Edge | None, other: Edge | None, add: Callable[[Fraction, Fraction], Fraction]) -> Edge | None:
    if one is None or other is None:
        return None
    return Edge(add(one.at, other.at), one.included and other.included)


def _compound(rate: Fraction, other: Fraction) -> Fraction:
    """Return the rate of two rates in percent, one after the other."""
    return ((1 + rate / 100) * (1 + other / 100) - 1) * 100


def _is_rate(piece: Piece) -> bool:
    """Return whether a piece can be compounded: what falls by 100 % or more has no order any more."""
    return all(edge is None or edge.at > -100 for edge in (piece.low, piece.high))
