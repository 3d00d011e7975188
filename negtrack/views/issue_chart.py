"""One issue through time as a picture: what each party held, on the issue's own axis, and what was settled.

Nothing is drawn between two statements but the first of them, and nothing that has no place on the axis: that is said
in words. An inexact date is an interval.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from negtrack.frozen import dataclass, replace
from negtrack.history import headlines_of
from negtrack.model import Issue, Party, Position
from negtrack.query import Pair, Snapshot, deals_of, is_denied, limiting_mandate, value_of
from negtrack.values import KINDS, Value
from negtrack.views.compared_issue import IssueRow
from negtrack.views.deal_lines import settled_positions
from negtrack.views.intervals import Axis, Interval, has_levels, shared_axis, ticks_of
from negtrack.views.statement import Statement

_NOT_DRAWN = ("announced", "rejected")
"""States of an agreement that settles nothing."""


@dataclass(frozen=True)
class Held:
    """What a party held from one statement to the next."""

    first: date | None
    """The first day on which it may have been said; None if that is open."""
    start: date
    """The last such day, from which on it counts."""
    end: date | None
    """The day on which it ended; None if it still stands."""
    lines: tuple[tuple[Interval, ...], ...]
    """Its set, on an issue with steps one for each step; empty for a step that it leaves open."""
    is_own: bool
    """Whether it is the party's own word; else somebody else's about it."""
    is_doubtful: bool
    """Whether it is one of these outcomes, unknown which."""


@dataclass(frozen=True)
class Track:
    """One party in a chart: what it held, what now disputes that, and the limits of its mandate."""

    party: Party
    held: tuple[Held, ...]
    rivals: tuple[Held, ...] = ()
    limits: tuple[Held, ...] = ()

    @property
    def everything(self) -> tuple[Held, ...]:
        """Return all that is drawn of it."""
        return (*self.held, *self.rivals, *self.limits)


@dataclass(frozen=True)
class Space:
    """The space between what two parties held, while they held it."""

    start: date
    end: date
    low: Fraction
    high: Fraction


@dataclass(frozen=True)
class IssueChart:
    """One issue through time; without a track that has a set on the axis there is no chart."""

    issue: Issue
    first: date
    last: date
    tracks: tuple[Track, ...]
    deals: tuple[Held, ...]
    spaces: tuple[Space, ...]
    levels: tuple[str, ...]
    """The names of the levels; empty where the axis has numbers."""
    ticks: tuple[tuple[Fraction, str], ...]
    off_axis: tuple[str, ...]
    """What has no place on the axis, and why: `Hamas: EUR 5m, another currency`."""
    said: tuple[Position, ...]
    """All that was a headline, oldest first, drawn or not."""

    @property
    def intervals(self) -> Iterator[Interval]:
        """Yield every interval that is drawn."""
        for held in (*self.deals, *(held for track in self.tracks for held in track.everything)):
            yield from (interval for line in held.lines for interval in line)


def build_issue_chart(row: IssueRow) -> IssueChart | None:
    """Build the chart of one issue for the parties of its row; None where nothing has a place on an axis."""
    snapshot, issue = row.snapshot, row.issue
    if not (issue.scale.has_line or has_levels(issue)) or snapshot.day is None:
        return None
    spans = {cell.party.id: tuple(_spans(snapshot, issue, cell.party.id)) for cell in row.cells}
    rivals = {cell.party.id: tuple(line.statement.position for line in cell.rivals) for cell in row.cells}
    limits = {cell.party.id: _limits(snapshot, issue, cell.party.id) for cell in row.cells}
    positions = [span.position for found in spans.values() for span in found]
    positions += [position for found in rivals.values() for position in found]
    settled = settled_positions(deals_of(snapshot), issue)
    axes = _Axes(snapshot, issue, (*positions, *settled, *(limit for found in limits.values() for limit in found)))
    tracks = tuple(
        _track(axes, party, spans[party.id], rivals[party.id], limits[party.id])
        for party in (cell.party for cell in row.cells)
    )
    tracks = tuple(track for track in tracks if track.held or track.rivals)
    if not tracks:
        return None
    deals = tuple(_deals(axes, settled))
    everything = [held for track in tracks for held in (*track.held, *track.rivals)]
    first = min(held.first or held.start for held in (*everything, *deals))
    said = {span.position.id: span.position for found in spans.values() for span in found}
    by_day = tuple(sorted(said.values(), key=lambda position: (position.day, position.party, position.id)))
    levels = issue.scale.names if has_levels(issue) else ()
    chart = IssueChart(
        issue, first, snapshot.day, tracks, deals, (), levels, (), tuple(axes.off_axis(positions)), by_day
    )
    ticks = tuple(dict.fromkeys(ticks_of(issue, [tuple(chart.intervals)]))) if not chart.levels else ()
    return replace(chart, ticks=ticks, spaces=tuple(_spaces(row.pair, tracks, snapshot.day)))


class _Axes:
    """The line of an issue, or of each of its steps, and what has a place on it."""

    def __init__(self, snapshot: Snapshot, issue: Issue, positions: Sequence[Position]) -> None:
        self.snapshot, self.issue = snapshot, issue
        steps = issue.steps if issue.scale.is_stepped else ("",)
        self.issues = [replace(issue, step=step) if step else issue for step in steps]
        axes = [shared_axis(snapshot, one, positions, levels=True) for one in self.issues]
        units = [self._unit_of(one, axis, positions) for one, axis in zip(self.issues, axes, strict=True)]
        main = next(filter(None, units), "")
        self._axes = [axis if unit in ("", main) else _other_unit(axis) for axis, unit in zip(axes, units, strict=True)]

    def _unit_of(self, issue: Issue, axis: Axis, positions: Iterable[Position]) -> str:
        """Return the unit of the line of an issue, or of one of its steps; "" where nothing has a place on it."""
        values = (value_of(position, issue) for position in positions if position.id in axis.intervals)
        return next((KINDS[issue.kind].unit(value, issue.scale) or "" for value in values if value), "")

    def lines(self, position: Position) -> tuple[tuple[Interval, ...], ...]:
        """Return the sets of a position, step by step; nothing where none has a place."""
        lines = tuple(axis.intervals.get(position.id, ()) for axis in self._axes)
        return lines if any(lines) else ()

    def hold(self, position: Position, end: date | None, start: date | None = None) -> Held | None:
        """Return what a position holds until `end`, from its own day or a later `start`; None where it has no place."""
        lines = self.lines(position)
        if not lines:
            return None
        value = value_of(position, self.issue)
        first = position.when.first if position.when else position.day
        start = max(start or position.day, position.day)
        first = first and min(first, start)  # a source may be older than the days that it reports on
        return Held(first, start, end, lines, position.is_own, value is not None and is_doubtful(value))

    def off_axis(self, positions: Iterable[Position]) -> Iterator[str]:
        """Yield what of `positions` has a set but no place, and why."""
        parties = self.snapshot.negotiation.parties
        for position in {position.id: position for position in positions}.values():
            reason = next((axis.reasons[position.id] for axis in self._axes if position.id in axis.reasons), "")
            if reason and not self.lines(position):
                words = Statement(self.snapshot, position, self.issue).alone
                yield f"{parties[position.party].name}: {words}, {reason}"


def _other_unit(axis: Axis) -> Axis:
    """Return an axis without places, as its line is another than that of the other steps."""
    return Axis({}, dict.fromkeys(axis.intervals, "another unit than the other steps"))


def is_doubtful(value: Value) -> bool:
    """Return whether a value is one of its outcomes, unknown which; or whether one of its steps is."""
    return any(part.doubtful for part in value.parts)


@dataclass(frozen=True)
class _Span:
    """A headline with the days on which it became and ceased to be one."""

    position: Position
    start: date
    end: date | None


def _spans(snapshot: Snapshot, issue: Issue, party: str) -> Iterator[_Span]:
    """Yield the headlines of a party; what it held when an agreement settled the issue ends with that."""
    deals = [deal for deal in deals_of(snapshot) if deal.state not in _NOT_DRAWN and party in deal.parties]
    agreements = [deal.agreement for deal in deals if deal.settling_term(issue.id)]
    settled = sorted(agreement.day for agreement in agreements)
    offers = {name for agreement in agreements for name in agreement.follows}
    changes = [*headlines_of(snapshot, issue, party), (date.max, None)]
    for (start, position), (end, _) in pairwise(changes):
        ends = [day for day in (*settled, end) if day > start and day != date.max]
        is_offer = position is not None and (position.stance == "acceptance" or position.proposal in offers)
        if position and not (is_offer and start in settled):  # the offer and its acceptance are the agreement
            yield _Span(position, start, min(ends, default=None))


def _track(
    axes: _Axes, party: Party, spans: Iterable[_Span], rivals: Iterable[Position], limits: Iterable[Position]
) -> Track:
    held = (axes.hold(span.position, span.end, span.start) for span in spans)
    disputing = (axes.hold(position, None) for position in rivals if not is_denied(axes.snapshot, position))
    limiting = (axes.hold(limit, None) for limit in limits)
    return Track(party, tuple(filter(None, held)), tuple(filter(None, disputing)), tuple(filter(None, limiting)))


def _limits(snapshot: Snapshot, issue: Issue, party: str) -> tuple[Position, ...]:
    """Return what the mandate of a party limits an issue to, as positions of the day of the mandate."""
    mandate = limiting_mandate(snapshot, party)
    terms = [limit for limit in mandate.limits if limit.issue == issue.id] if mandate else ()
    return tuple(
        replace(mandate, id=f"{mandate.id}#{number}", issue=issue.id, value=term.value, qualifier="")
        for number, term in enumerate(terms)
        if mandate
    )


def _deals(axes: _Axes, terms: Iterable[Position]) -> Iterator[Held]:
    """Yield what agreements settled, each until it ended."""
    found = {deal.agreement.id: deal for deal in deals_of(axes.snapshot) if deal.state not in _NOT_DRAWN}
    for term in terms:
        deal = found.get(term.proposal)
        held = axes.hold(term, deal.since if deal.endings else None) if deal else None
        if held:
            yield held


def _spaces(pair: Pair | None, tracks: Sequence[Track], last: date) -> Iterator[Space]:
    """Yield the spaces between the two of a pair, which hold one set each."""
    sides = [track for track in tracks if pair and track.party.id in (pair.one, pair.other)]
    if len(sides) != 2:
        return
    for one in sides[0].held:
        for other in sides[1].held:
            start, end = max(one.start, other.start), min(one.end or last, other.end or last)
            between = _between(one, other)
            if start < end + timedelta(days=one.end is None and other.end is None) and between:
                yield Space(start, end, *between)


def _between(one: Held, other: Held) -> tuple[Fraction, Fraction] | None:
    """Return the space between two sets of one interval each; None where they meet, or are several."""
    if [len(line) for line in (*one.lines, *other.lines)] != [1, 1]:
        return None
    (left,), (right,) = one.lines[0], other.lines[0]
    for lower, upper in ((left, right), (right, left)):
        if lower.high is not None and upper.low is not None and lower.high < upper.low:
            return lower.high, upper.low
    return None
