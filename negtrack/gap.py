"""The gap between two values: whether the sets meet, and if not, how far apart they are.

The kind of the values compares them. A wrong number is worse than no number: values that cannot be compared get the
status `not comparable` and a reason.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

from negtrack.frozen import replace
from negtrack.values import KINDS, Dates, Gap, GapStatus, Scale, Value, not_comparable, print_value

if TYPE_CHECKING:
    from negtrack.values.line import Spot

__all__ = [
    "SILENT",
    "UNKNOWN",
    "Gap",
    "GapStatus",
    "contains",
    "ends_of",
    "gap_between",
    "has_shrunk",
    "not_comparable",
    "print_distance",
    "print_gap",
    "same_set",
    "spot_of",
]

_NO_DATES: Dates = {}

SILENT = Gap("silent")
UNKNOWN = Gap("unknown")
OPEN_STEP = Gap("unknown", reason="open")
"""The gap in a step that a side left open."""


def gap_between(a: Value | None, b: Value | None, scale: Scale, dates: Dates = _NO_DATES) -> Gap:
    """Return the gap between two values of one issue (None: no position); `dates` are the days of events."""
    if a is None or b is None:
        return SILENT
    if scale.is_stepped:
        return _gap_by_step(a, b, scale, dates) if KINDS[scale.kind].has_anchor else _gap_without_events(a, b, scale)
    if not (a.has_set and b.has_set):
        return UNKNOWN
    kind = KINDS[scale.kind]
    if a.doubtful or b.doubtful:
        return _doubtful_gap(a, b, scale, dates)
    return kind.gap(kind.reduce(a, scale), kind.reduce(b, scale), scale, dates)


@lru_cache(maxsize=1 << 12)  # a history compares the same schedules day after day
def _gap_without_events(a: Value, b: Value, scale: Scale) -> Gap:
    return _gap_by_step(a, b, scale, _NO_DATES)


def _gap_by_step(a: Value, b: Value, scale: Scale, dates: Dates) -> Gap:
    """Return the gap of values of an issue with steps: a plain one is that value in every step."""
    from negtrack.values.schedules import join_gaps
    from negtrack.values.steps import OPEN, parts_of, scale_of_step

    if not (a.has_set and b.has_set):
        return UNKNOWN
    pairs = list(zip(parts_of(a, scale), parts_of(b, scale), strict=True))
    one = scale_of_step(scale)
    gaps = [OPEN_STEP if OPEN in (x.flag, y.flag) else gap_between(x, y, one, dates) for x, y in pairs]
    return join_gaps(gaps, a, b, scale)


def _doubtful_gap(a: Value, b: Value, scale: Scale, dates: Dates) -> Gap:
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


def contains(outer: Value, inner: Value, scale: Scale, dates: Dates = _NO_DATES) -> bool | None:
    """Return whether `outer` accepts all that `inner` accepts; None if they are not comparable, or if a report
    leaves it open. A step that `outer` leaves open is not restricted."""
    if scale.is_stepped:
        found = _by_step(contains, outer, inner, scale, dates)
        return False if False in found else None if None in found or not found else True
    if not (outer.has_set and inner.has_set):
        return None
    kind = KINDS[scale.kind]
    if outer.doubtful or inner.doubtful:
        status = gap_between(outer, inner, scale, dates).status
        return False if status == "apart" else True if status == "overlap" and not outer.doubtful else None
    return kind.contains(kind.reduce(outer, scale), kind.reduce(inner, scale), scale, dates)


def same_set(a: Value, b: Value, scale: Scale, dates: Dates = _NO_DATES) -> bool:
    """Return whether both accept the same outcomes: `2 weeks` and `14 days` do.

    Values written alike always do; other values that are not comparable do not.
    """
    if scale.is_stepped:
        return all(_by_step(same_set, a, b, scale, dates, skip=""))
    kind = KINDS[scale.kind]
    a, b = kind.reduce(a, scale), kind.reduce(b, scale)
    if a == b:
        return True
    return a.has_set and b.has_set and a.doubtful == b.doubtful and kind.is_same(a, b, scale, dates)


def ends_of(value: Value, scale: Scale, dates: Dates = _NO_DATES) -> tuple[tuple[object, ...], ...] | None:
    """Return what values that accept the same outcomes have in common: those with different ends are not the same set;
    None where that takes `same_set` to tell."""
    if scale.is_stepped or not value.has_set:
        return None
    kind = KINDS[scale.kind]
    return kind.ends(kind.reduce(value, scale), scale, dates)


def spot_of(value: Value, scale: Scale, dates: Dates = _NO_DATES) -> Spot | None:
    """Return the one point that a value is on the line of its kind; None for all other values, and where the issue has
    steps."""
    if scale.is_stepped or value.doubtful or not value.has_set:
        return None
    kind = KINDS[scale.kind]
    return kind.spot(kind.reduce(value, scale), scale, dates)


def _by_step(
    compare: Callable[[Value, Value, Scale, Dates], bool | None],
    a: Value,
    b: Value,
    scale: Scale,
    dates: Dates,
    skip: str = "unspecified",
) -> list[bool | None]:
    """Return the comparison of each step, but of those that `a` leaves open."""
    from negtrack.values.steps import parts_of, scale_of_step

    pairs = zip(parts_of(a, scale), parts_of(b, scale), strict=True)
    return [compare(x, y, scale_of_step(scale), dates) for x, y in pairs if not skip or x.flag != skip]


def has_shrunk(before: Value, after: Value, scale: Scale, dates: Dates = _NO_DATES) -> bool:
    """Return whether `after` accepts less than `before` and nothing new; False if they are not comparable, or if they
    leave other steps open."""
    if _open_steps(before) != _open_steps(after):
        return False
    return contains(before, after, scale, dates) is True and not same_set(before, after, scale, dates)


def _open_steps(value: Value) -> list[str]:
    return [step.name for step in value.steps if step.value.flag == "unspecified"]


def print_gap(gap: Gap, scale: Scale) -> str:
    """Return the gap as a short phrase: `apart 14 days`, `overlap 700..800`, `not comparable: anchor`, `silent`."""
    if gap.common is not None:
        return f"overlap {print_value(gap.common, scale)}"
    if gap.steps:
        from negtrack.values.schedules import print_step_gaps

        return print_step_gaps(gap)
    if gap.status == "not comparable":
        return f"not comparable: {gap.reason}"
    return f"{gap.status} {print_distance(gap)}".rstrip()


def print_distance(gap: Gap) -> str:
    """Return the distance alone: `14 days`, `> 0`, `about 100`, `USD 2m/year`; empty if there is none."""
    if gap.distance is None:
        return ""
    if gap.total:
        from negtrack.values.schedules import print_total

        return print_total(gap)
    signs = f"{'' if gap.exact else '> '}{'about ' if gap.about else ''}"
    return signs + KINDS[gap.kind].print_distance(gap)
