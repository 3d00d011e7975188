"""The gap between two values: whether the sets meet, and if not, how far apart they are.

All sets lie on one exact line (negtrack.values.line). A distance is the greatest lower bound over all pairs of points;
it is exact only where two included ends reach it. A wrong number is worse than no number: what does not share a line is
refused with the reason.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Literal

from negtrack.frozen import dataclass
from negtrack.values import Scale, Value, print_value, same_set
from negtrack.values.line import Piece, at_anchor, line_unit, merge, pieces_of, refusal_reason, value_of
from negtrack.values.number import MULTIPLIERS, print_number

GapStatus = Literal["overlap", "apart", "not comparable", "unknown", "silent"]

_NO_DATES: Mapping[str, date] = {}


@dataclass(frozen=True)
class Gap:
    """How two values stand to each other."""

    status: GapStatus
    common: Value | None = None
    """What both accept, where they overlap."""
    distance: Fraction | None = None
    """In `unit`, where they are apart; None between options without order."""
    exact: bool = True
    """False where they are more than `distance` apart: an end is excluded."""
    about: bool = False
    """Whether a point that is only `about` took part."""
    unit: str = ""
    """`days`, `months`, `rungs`, `points`, `USD/year`, a quantity's unit; empty for ratios."""
    reason: str = ""
    """Why they are not comparable: `anchor`, `unit`, `currency`, `period`, `words`."""
    kind: str = ""


SILENT = Gap("silent")
UNKNOWN = Gap("unknown")


def not_comparable(reason: str) -> Gap:
    """The gap between values that share no line."""
    return Gap("not comparable", reason=reason)


def gap_between(a: Value | None, b: Value | None, scale: Scale, dates: Mapping[str, date] = _NO_DATES) -> Gap:
    """The gap between two values of one issue (None: no position); `dates` are the exact days of events, by id."""
    if a is None or b is None:
        return SILENT
    if not (a.has_set and b.has_set):
        return UNKNOWN
    a, b = at_anchor(a, scale), at_anchor(b, scale)
    unit = line_unit(a, scale) or ""
    if a == b and a.kind != "text":
        return Gap("overlap", common=a, about=any(item.about for item in a.ranges), unit=unit, kind=a.kind)
    reason = refusal_reason(a, b, scale)
    if reason:
        return not_comparable(reason)
    ours, theirs = pieces_of(a, scale, dates), pieces_of(b, scale, dates)
    if ours is None or theirs is None:
        return not_comparable("unit")
    common = _common(ours, theirs)
    if common:
        about = any(piece.about for piece in common)
        return Gap("overlap", common=value_of(common, a, scale), about=about, unit=unit, kind=a.kind)
    if a.options and not scale.is_ladder:
        return Gap("apart", kind=a.kind)
    distance, exact, about = _distance(ours, theirs)
    return Gap("apart", distance=distance, exact=exact, about=about, unit=unit, kind=a.kind)


def contains(outer: Value, inner: Value, scale: Scale, dates: Mapping[str, date] = _NO_DATES) -> bool | None:
    """Whether all that `inner` accepts is accepted by `outer`; None where they are not comparable."""
    outer, inner = at_anchor(outer, scale), at_anchor(inner, scale)
    if not (outer.has_set and inner.has_set) or refusal_reason(outer, inner, scale) == "words":
        return None
    if outer == inner:
        return True
    if refusal_reason(outer, inner, scale):
        return None
    wide, narrow = pieces_of(outer, scale, dates), pieces_of(inner, scale, dates)
    if wide is None or narrow is None:
        return None
    return all(any(big.start <= small.start and small.stop <= big.stop for big in wide) for small in narrow)


def shrank(before: Value, after: Value, scale: Scale, dates: Mapping[str, date] = _NO_DATES) -> bool:
    """Whether `after` accepts less than `before` and nothing new; False where they are not comparable."""
    return contains(before, after, scale, dates) is True and not same_set(before, after, scale, dates)


def print_gap(gap: Gap, scale: Scale) -> str:
    """One short phrase: `apart 14 days`, `overlap 700..800`, `not comparable: anchor`, `silent`."""
    if gap.common is not None:
        return f"overlap {print_value(gap.common, scale)}"
    if gap.status == "not comparable":
        return f"not comparable: {gap.reason}"
    return f"{gap.status} {print_distance(gap)}".rstrip()


def print_distance(gap: Gap) -> str:
    """The distance alone: `14 days`, `> 0`, `about 100`, `USD 2m/year`; empty where there is none."""
    if gap.distance is None:
        return ""
    signs = f"{'' if gap.exact else '> '}{'about ' if gap.about else ''}"
    return signs + _print_measure(gap.distance, gap)


def _common(ours: Sequence[Piece], theirs: Sequence[Piece]) -> tuple[Piece, ...]:
    """What lies in both sets."""
    met = (_meet(one, other) for one in ours for other in theirs)
    return merge(piece for piece in met if not piece.holds_nothing)


def _meet(one: Piece, other: Piece) -> Piece:
    late, early = max(one, other, key=lambda piece: piece.start), min(one, other, key=lambda piece: piece.stop)
    return Piece(late.low, early.high, about=one.about or other.about)


def _distance(ours: Sequence[Piece], theirs: Sequence[Piece]) -> tuple[Fraction, bool, bool]:
    """The least distance of two sets that do not meet, whether it is reached, and whether an `about` took part."""
    spaces = [space for one in ours for other in theirs if (space := _space(one, other))]
    least = min(distance for distance, _, _ in spaces)
    tied = [space for space in spaces if space[0] == least]
    return least, any(exact for _, exact, _ in tied), any(about for _, _, about in tied)


def _space(one: Piece, other: Piece) -> tuple[Fraction, bool, bool] | None:
    left, right = (one, other) if one.start < other.start else (other, one)
    if left.high is None or right.low is None:
        return None
    exact = left.high.included and right.low.included
    return right.low.at - left.high.at, exact, one.about or other.about


def _print_measure(distance: Fraction, gap: Gap) -> str:
    if gap.kind == "money":
        return _print_money(distance, gap.unit)
    if gap.kind in ("quantity", "ratio"):
        return print_number(distance)
    unit = gap.unit
    if unit == "days" and distance.denominator != 1 and (distance * 24).denominator == 1:
        distance, unit = distance * 24, "hours"
    return f"{print_number(distance)} {unit.removesuffix('s') if distance == 1 else unit}"


def _print_money(distance: Fraction, unit: str) -> str:
    """In millions and above where that takes three decimals at most."""
    currency, slash, period = unit.partition("/")
    number = print_number(distance)
    for multiplier in ("m", "bn", "tn"):
        part = distance / MULTIPLIERS[multiplier]
        if part >= 1 and (part * 1000).denominator == 1:
            number = f"{print_number(part)}{multiplier}"
    if number[-2:-1] == ".":
        number += "0"
    return f"{currency} {number}{slash}{period}"
