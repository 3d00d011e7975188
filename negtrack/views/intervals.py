"""The sets of positions as intervals on the axis of a chart, where they share one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from negtrack.frozen import dataclass
from negtrack.model import Issue, Position
from negtrack.query import Snapshot, position_gap, value_of
from negtrack.values import KINDS, Range, Value, print_value
from negtrack.values.line import Edge

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


def shared_axis(snapshot: Snapshot, issue: Issue, positions: Iterable[Position]) -> Axis:
    """Return the axis of `positions`; those that were not said as they stand have no place on any."""
    drawn = {position.id: tuple(_intervals(snapshot, issue, position)) for position in positions}
    groups: list[list[Position]] = []
    for position in (candidate for candidate in positions if drawn[candidate.id]):
        alike = (group for group in groups if not _mismatch(snapshot, issue, group[0], position))
        group = next(alike, None)
        if group is None:
            groups.append([position])
        else:
            group.append(position)
    main = max(groups, key=lambda group: (len(group), group[-1].day), default=[])
    others = [position for group in groups if group is not main for position in group]
    reasons = {position.id: _mismatch(snapshot, issue, main[0], position) for position in others}
    return Axis({position.id: drawn[position.id] for position in main}, reasons)


def _mismatch(snapshot: Snapshot, issue: Issue, one: Position, other: Position) -> str:
    """Return why two positions share no line; "" where they do."""
    gap = position_gap(snapshot, issue, one, other)
    if gap.status != "not comparable":
        return ""
    return _REASONS.get(gap.reason, f"another {gap.reason}")


def _intervals(snapshot: Snapshot, issue: Issue, position: Position) -> Iterator[Interval]:
    value = value_of(position, issue)
    if value is None or not value.has_set or not issue.scale.has_line or not position.is_said:
        return
    for piece in KINDS[issue.kind].pieces(value, issue.scale, snapshot.negotiation.event_dates) or ():
        low, high = piece.low, piece.high
        yield Interval(
            low.at if low else None,
            high.at if high else None,
            low is None or low.included,
            high is None or high.included,
            piece.about,
            tuple((edge.at, _end_text(edge, value)) for edge in (low, high) if edge and edge.written),
        )


def _end_text(edge: Edge, value: Value) -> str:
    end = edge.written
    point = Value(value.kind, ranges=(Range(end, end),), currency=value.currency, period=value.period)
    return print_value(point)


def ticks_of(issue: Issue, intervals: Iterable[Sequence[Interval]]) -> Iterator[tuple[Fraction, str]]:
    """Yield the labels of an axis: the rungs of a ladder, then the ends of all sets."""
    if issue.scale.is_ladder:
        yield from ((Fraction(number), name) for number, name in enumerate(issue.scale.names))
    for interval in (interval for group in intervals for interval in group):
        yield from interval.labels
