"""The gap between two values: whether the sets meet, and if not, how far apart they are.

The kind of the values compares them. A wrong number is worse than no number: values that cannot be compared get the
status `not comparable` and a reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from negtrack.values import KINDS, Gap, GapStatus, Scale, Value, not_comparable, print_value

__all__ = [
    "SILENT",
    "UNKNOWN",
    "Gap",
    "GapStatus",
    "contains",
    "gap_between",
    "has_shrunk",
    "not_comparable",
    "print_distance",
    "print_gap",
    "same_set",
]

_NO_DATES: Mapping[str, date] = {}

SILENT = Gap("silent")
UNKNOWN = Gap("unknown")


def gap_between(a: Value | None, b: Value | None, scale: Scale, dates: Mapping[str, date] = _NO_DATES) -> Gap:
    """Return the gap between two values of one issue (None: no position); `dates` are the exact days of events."""
    if a is None or b is None:
        return SILENT
    if not (a.has_set and b.has_set):
        return UNKNOWN
    kind = KINDS[scale.kind]
    if a.doubtful or b.doubtful:
        return _doubtful_gap(a, b, scale, dates)
    return kind.gap(kind.reduce(a, scale), kind.reduce(b, scale), scale, dates)


def _doubtful_gap(a: Value, b: Value, scale: Scale, dates: Mapping[str, date]) -> Gap:
    """Return the gap where one value is a single outcome of its set, unknown which: they overlap only if every one of
    these outcomes is acceptable, and are apart only if none is."""
    one, other = (replace(value, doubtful=False) for value in (a, b))
    gap = gap_between(one, other, scale, dates)
    if gap.status != "overlap" or gap.common is None:
        return gap
    wide, narrow = (one, other) if b.doubtful else (other, one)
    if (a.doubtful and b.doubtful) or not contains(wide, narrow, scale, dates):
        return UNKNOWN
    return replace(gap, common=replace(gap.common, doubtful=True))


def contains(outer: Value, inner: Value, scale: Scale, dates: Mapping[str, date] = _NO_DATES) -> bool | None:
    """Return whether `outer` accepts all that `inner` accepts; None if they are not comparable, or if a report
    leaves it open."""
    if not (outer.has_set and inner.has_set):
        return None
    kind = KINDS[scale.kind]
    if outer.doubtful or inner.doubtful:
        status = gap_between(outer, inner, scale, dates).status
        return False if status == "apart" else True if status == "overlap" and not outer.doubtful else None
    return kind.contains(kind.reduce(outer, scale), kind.reduce(inner, scale), scale, dates)


def same_set(a: Value, b: Value, scale: Scale, dates: Mapping[str, date] = _NO_DATES) -> bool:
    """Return whether both accept the same outcomes: `2 weeks` and `14 days` do.

    Values written alike always do; other values that are not comparable do not.
    """
    kind = KINDS[scale.kind]
    a, b = kind.reduce(a, scale), kind.reduce(b, scale)
    if a == b:
        return True
    return a.has_set and b.has_set and a.doubtful == b.doubtful and kind.is_same(a, b, scale, dates)


def has_shrunk(before: Value, after: Value, scale: Scale, dates: Mapping[str, date] = _NO_DATES) -> bool:
    """Return whether `after` accepts less than `before` and nothing new; False if they are not comparable."""
    return contains(before, after, scale, dates) is True and not same_set(before, after, scale, dates)


def print_gap(gap: Gap, scale: Scale) -> str:
    """Return the gap as a short phrase: `apart 14 days`, `overlap 700..800`, `not comparable: anchor`, `silent`."""
    if gap.common is not None:
        return f"overlap {print_value(gap.common, scale)}"
    if gap.status == "not comparable":
        return f"not comparable: {gap.reason}"
    return f"{gap.status} {print_distance(gap)}".rstrip()


def print_distance(gap: Gap) -> str:
    """Return the distance alone: `14 days`, `> 0`, `about 100`, `USD 2m/year`; empty if there is none."""
    if gap.distance is None:
        return ""
    signs = f"{'' if gap.exact else '> '}{'about ' if gap.about else ''}"
    return signs + KINDS[gap.kind].print_distance(gap)
