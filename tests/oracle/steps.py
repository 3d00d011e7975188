"""Values of an issue, also of one with steps, compared by the rules of the page: step by step, and in sum."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from negtrack.gap import UNKNOWN, contains, gap_between
from negtrack.model import Issue, Negotiation
from negtrack.values import Gap, GapStatus, Value

LEAST_SETTLED: tuple[GapStatus, ...] = ("apart", "not comparable", "unknown", "overlap")


def plain(issue: Issue) -> Issue:
    """Return an issue without its steps: how each of them is measured."""
    return replace(issue, steps=(), over=None, total=None)


def parts(issue: Issue, value: Value) -> Mapping[str, Value | None]:
    """The value in each step, None where it is left open; one plain value is that of all steps."""
    named = {step.name: step.value for step in value.steps}
    found = {name: named.get(name) if named else value for name in issue.steps}
    return {name: part if part and part.flag != "unspecified" else None for name, part in found.items()}


def value_gap(known: Negotiation, issue: Issue, a: Value, b: Value) -> Gap:
    """The gap of two values with a set; of steps that of the least settled one that both name, `overlap` only where
    none is left open, with the distance of the sums where all steps are known."""
    dates = known.event_dates
    if not issue.steps:
        return gap_between(a, b, issue.scale, dates)
    if not (a.has_set and b.has_set):
        return UNKNOWN
    one, other = parts(issue, a), parts(issue, b)
    both = [(one[name], other[name]) for name in issue.steps if one[name] and other[name]]
    gaps = [gap_between(x, y, plain(issue).scale, dates) for x, y in both]
    status: GapStatus = min((gap.status for gap in gaps), key=LEAST_SETTLED.index, default="unknown")
    if status == "overlap" and len(gaps) < len(issue.steps):
        status = "unknown"
    return Gap(status, distance=sum_distance(issue, a, b) if status == "apart" else None)


def sum_distance(issue: Issue, a: Value, b: Value) -> Fraction | None:
    """How far two sums are apart, each from the sum of the low ends to that of the high ones; None where a step is not
    known, or only as one of several figures."""
    sums = []
    for value in (a, b):
        known = list(parts(issue, value).values())
        if not all(part and part.has_set and not part.doubtful for part in known):
            return None
        ranges = [part.ranges[0] for part in known if part]
        lows = [item.low.point.number if item.low else None for item in ranges]
        highs = [item.high.point.number if item.high else None for item in ranges]
        sums.append([None if None in ends else sum(filter(None, ends), Fraction(0)) for ends in (lows, highs)])
    (low, high), (lower, higher) = sums
    spaces = [start - end for start, end in ((low, higher), (lower, high)) if start is not None and end is not None]
    return max([Fraction(0), *spaces])


def value_holds(known: Negotiation, issue: Issue, outer: Value, inner: Value) -> bool | None:
    """Whether one set holds another; of steps in each that the outer one names. None where that is not known."""
    if not issue.steps:
        return contains(outer, inner, issue.scale, known.event_dates)
    wide, narrow = parts(issue, outer), parts(issue, inner)
    found = []
    for name in issue.steps:
        big, small = wide[name], narrow[name]
        if big:
            is_known = small is not None and small.has_set and big.has_set
            found.append(contains(big, small, plain(issue).scale, known.event_dates) if is_known and small else None)
    return False if False in found else None if None in found or not found else True


def is_whole(issue: Issue, value: Value) -> bool:
    """Whether a value settles all steps of an issue, and not only some."""
    return not issue.steps or all(part and part.has_set for part in parts(issue, value).values())
