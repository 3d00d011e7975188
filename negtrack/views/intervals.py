"""The sets of positions as intervals on the axis of a chart, where they share one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from negtrack.frozen import dataclass, replace
from negtrack.model import Issue, Position
from negtrack.query import Snapshot, position_gap, value_of
from negtrack.values import KINDS, Dates, Range, Scale, Value, print_value
from negtrack.values.line import Edge, Piece

_REASONS = {"anchor": "counts from another event", "basis not said": "only one says on which basis"}


@dataclass(frozen=True)
class Interval:
    """An interval on the issue's line; an end of None is unbounded."""

    low: Fraction | None
    high: Fraction | None
    low_included: bool
    high_included: bool
    about: bool
    labels: tuple[tuple[Fraction, str], ...]
    """Its ends in words."""


@dataclass(frozen=True)
class Axis:
    """The line of the values that can be compared with one another; where there are several, that of the most
    positions, then of the latest."""

    intervals: Mapping[str, tuple[Interval, ...]]
    """Position -> its set on the line."""
    reasons: Mapping[str, str]
    """Position with a set of its own line -> why that is another: `another currency`."""


def shared_axis(snapshot: Snapshot, issue: Issue, positions: Iterable[Position], levels: bool = False) -> Axis:
    """Return the axis of `positions`; those that were not said as they stand have no place on any. Of an issue with
    steps it is that of the total, else of the first step. With `levels`, yes and no are places, too."""
    issue = charted_issue(issue)
    drawn = _drawn(snapshot, issue, positions, levels)
    groups: list[list[Position]] = []
    for position in (candidate for candidate in positions if drawn[candidate.id]):
        alike = (group for group in groups if not _mismatch(snapshot, issue, group[0], position))
        group = next(alike, None)
        if group is None:
            groups.append([position])
        else:
            group.append(position)
    main = max(groups, key=lambda group: (len(group), group[-1].day), default=[])
    drawn |= _on_one_line(snapshot, issue, main)
    others = [position for group in groups if group is not main for position in group]
    reasons = {position.id: _mismatch(snapshot, issue, main[0], position) for position in others}
    return Axis({position.id: drawn[position.id] for position in main}, reasons)


def charted_issue(issue: Issue) -> Issue:
    """Return the issue as its values are drawn: restricted to the first step, where it has steps and no total."""
    return replace(issue, step=issue.steps[0]) if issue.scale.is_stepped and not issue.total else issue


_TOTALS = {"sum": "sum of all steps", "compound": "all steps compounded"}


def chart_text(issue: Issue) -> str:
    """Return what a chart of an issue with steps shows: `sum of all steps`, `2022, the first step`."""
    return _TOTALS[issue.total] if issue.total else f"{issue.steps[0]}, the first step"


def _mismatch(snapshot: Snapshot, issue: Issue, one: Position, other: Position) -> str:
    """Return why two positions share no line; "" where they do."""
    gap = position_gap(snapshot, issue, one, other)
    if gap.status != "not comparable":
        return ""
    return _REASONS.get(gap.reason, f"another {gap.reason}")


def _on_one_line(snapshot: Snapshot, issue: Issue, group: Sequence[Position]) -> dict[str, tuple[Interval, ...]]:
    """Return the sets of values that count from different events, which hang together, from the first of these; nothing
    where all count from one."""
    values = {position.id: value for position in group if (value := value_of(position, issue))}
    if len({value.event for value in values.values()}) < 2 or issue.scale.is_stepped:
        return {}
    align, dates = KINDS[issue.scale.kind].align, snapshot.negotiation.event_dates
    first = next(iter(values.values()))
    for value in values.values():
        first, _ = align(first, value, issue.scale, dates)
    aligned = {name: align(first, value, issue.scale, dates)[1] for name, value in values.items()}
    return {name: tuple(_intervals(snapshot, issue, value)) for name, value in aligned.items()}


def _drawn(
    snapshot: Snapshot, issue: Issue, positions: Iterable[Position], levels: bool
) -> dict[str, tuple[Interval, ...]]:
    """Map positions to their sets, each value drawn once."""
    known: dict[tuple[str, bool], tuple[Interval, ...]] = {}
    drawn: dict[str, tuple[Interval, ...]] = {}
    for position in positions:
        key = position.value, position.is_said
        if key not in known:
            known[key] = intervals_of(snapshot, issue, position, levels)
        drawn[position.id] = known[key]
    return drawn


def intervals_of(snapshot: Snapshot, issue: Issue, position: Position, levels: bool = False) -> tuple[Interval, ...]:
    """Return the set of a position on its own line; nothing where it has none. With `levels`, yes and no are places."""
    value = value_of(position, issue)
    is_drawn = issue.scale.has_line or (levels and has_levels(issue))
    return tuple(_intervals(snapshot, issue, value)) if value and is_drawn and position.is_said else ()


def has_levels(issue: Issue) -> bool:
    """Return whether the outcomes of an issue are the rungs of a ladder, or yes and no."""
    return issue.scale.is_ladder or KINDS[issue.scale.kind].is_binary


def _intervals(snapshot: Snapshot, issue: Issue, value: Value) -> Iterator[Interval]:
    if not value.has_set:
        return
    for piece in _pieces(value, issue.scale, snapshot.negotiation.event_dates):
        low, high = piece.low, piece.high
        yield Interval(
            low.at if low else None,
            high.at if high else None,
            low is None or low.included,
            high is None or high.included,
            piece.about,
            tuple(
                (edge.at, _end_text(edge, value, issue.scale))
                for edge in ((low,) if low is high else (low, high))
                if edge and (edge.written or issue.scale.is_stepped)
            ),
        )


def _pieces(value: Value, scale: Scale, dates: Dates) -> Sequence[Piece]:
    if scale.is_stepped:
        from negtrack.values.schedules import total_pieces

        return total_pieces(value, scale) or ()
    return KINDS[scale.kind].pieces(value, scale, dates) or ()


def _end_text(edge: Edge, value: Value, scale: Scale) -> str:
    end = edge.written
    if end is None:
        from negtrack.values.schedules import print_total_at

        return print_total_at(edge.at, value, scale)
    point = Value(value.kind, ranges=(Range(end, end),), currency=value.currency, period=value.period)
    return print_value(point)


def ticks_of(issue: Issue, intervals: Iterable[Sequence[Interval]]) -> Iterator[tuple[Fraction, str]]:
    """Yield the labels of an axis: the ends of all sets; on a ladder the rungs on which one ends, then the others."""
    known = [interval for group in intervals for interval in group]
    yield from sorted(label for interval in known for label in interval.labels)
    if issue.scale.is_ladder:
        rungs = [(Fraction(number), name) for number, name in enumerate(issue.scale.names)]
        ends = {end for interval in known for end in (interval.low, interval.high)}
        yield from sorted(rungs, key=lambda rung: rung[0] not in ends)
