"""One issue through time: each dated position with what it changed, and the gap of each pair day by day.

A snapshot restricted to the issue is taken at the end of every day on which something was said on it, or on which a
condition may have come to be met.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date, timedelta
from functools import cached_property

from negtrack.diff import DIRECTIONS, SET_MOVED, Change, ChangeClass, change_of, moved_between, own_classes
from negtrack.frozen import dataclass, replace
from negtrack.gap import Gap
from negtrack.model import Issue, Position
from negtrack.query import (
    GapDay,
    Pair,
    Settlement,
    Snapshot,
    Timeline,
    contested_positions,
    current_position,
    last_of_voice,
    pair_of,
    past_of_pair,
    timeline_of,
)

_FIRM = ("apart", "silent")
"""Statuses that no condition changes."""


@dataclass(frozen=True)
class Step:
    """One dated position, and the issue as it stood the day before and on its day; what it changed is found when it is
    asked for."""

    position: Position
    before: Snapshot
    after: Snapshot
    issue: Issue

    @cached_property
    def headline(self) -> bool:
        """Whether it became its party's current position."""
        current = self._current
        return current is not None and current.id == self.position.id

    @cached_property
    def change(self) -> Change | None:
        """What it changed as the current position; None where it did not become that, or changed nothing."""
        return change_of(self.before, self.after, self.position.party, self.issue) if self.headline else None

    @cached_property
    def classes(self) -> tuple[ChangeClass, ...]:
        """The classes of what it changed."""
        if self.headline:
            return self.change.classes if self.change else ()
        if self.alternative_to:
            return ()
        classes = _voice_classes(self.before, self.after, self.issue, self.position)
        # what is disputed moved nothing
        return tuple(name for name in classes if not self.contested or name not in DIRECTIONS)

    @property
    def own_classes(self) -> Iterator[ChangeClass]:
        """Yield the classes of what the party did to its position by it, as they are found."""
        return own_classes(self.before, self.after, self.position.party, self.issue)

    @cached_property
    def contested(self) -> bool:
        """Whether it is contested."""
        contested = contested_positions(self.after, self.position.party, self.issue)
        return self.position.id in {position.id for position in contested}

    @property
    def alternative_to(self) -> str:
        """Return the proposal that is current, if this is an alternative to it: it is offered beside it and moves
        nothing."""
        current, proposal = self._current, self.position.proposal
        is_beside = not self.headline and current and proposal in current.alternatives - {current.proposal}
        return current.proposal if current and is_beside else ""

    @property
    def _current(self) -> Position | None:
        return current_position(self.after, self.position.party, self.issue)


def steps_of(snapshot: Snapshot, issue: Issue, parties: Collection[str]) -> Iterator[Step]:
    """Yield every position of `parties` on `issue` that counts, oldest first."""
    return _steps_of(snapshot, issue, parties)


def headline_steps(snapshot: Snapshot, issue: Issue, party: str) -> Iterator[Step]:
    """Yield the positions of a party that became its current one, newest first; each is looked at on demand."""
    return (step for step in _steps_of(snapshot, issue, [party], newest_first=True) if step.headline)


def _steps_of(snapshot: Snapshot, issue: Issue, parties: Collection[str], newest_first: bool = False) -> Iterator[Step]:
    principals = frozenset(party.id for party in snapshot.negotiation.principals)
    order = {party: number for number, party in enumerate(snapshot.negotiation.parties)}
    counting = [position for party in parties for position in snapshot.positions.get((party, issue.id), ())]
    counting.sort(key=lambda position: (position.day, order[position.party], position.id), reverse=newest_first)
    others = frozenset(position.party for position in counting) - principals  # they have no gap, and days of their own
    for position in counting:
        days = timeline_of(snapshot, issue, principals if position.party in principals else others)
        yield Step(position, days.at(position.day - timedelta(days=1)), days.at(position.day), issue)


def _voice_classes(before: Snapshot, after: Snapshot, issue: Issue, position: Position) -> Iterator[ChangeClass]:
    """Yield what a voice changed of its own earlier statements."""
    if not position.value:
        if position.is_own:  # said by others it is only a claim
            yield "withdrawn" if position.stance == "withdrawal" else "denied"
        return
    latest = last_of_voice(before, position.party, issue.id, position.voice)
    if latest is None:
        yield "new"
        return
    classes = tuple(moved_between(after, issue, latest, position))
    if position.stance == "red-line" != latest.stance and not SET_MOVED & set(classes):
        yield "hardened"
    yield from classes


def headlines_of(snapshot: Snapshot, issue: Issue, party: str) -> Iterator[tuple[date, Position | None]]:
    """Yield each day from which on another position of a party was its current one, oldest first; None where it fell
    silent."""
    known = snapshot.negotiation
    whose = {party, *(one.id for one in known.principals)} if known.agreements else {party}  # for whom one has ended
    timeline = timeline_of(snapshot, issue, frozenset(whose))
    last: Position | None = None
    for day in timeline.days:
        current = current_position(timeline.at(day), party, issue)
        if (current.id if current else "") != (last.id if last else ""):
            yield day, current
        last = current


def gap_days(snapshot: Snapshot, issue: Issue, one: str, other: str, newest_first: bool = False) -> Iterator[GapDay]:
    """Yield how two parties stood on `issue` at the end of each day on which either said anything on it, or on which
    something else changed how they stand, as it met a condition; each day is computed on demand."""
    if past := past_of_pair(snapshot, issue, one, other):
        yield from past.days(newest_first)
        return
    timeline = timeline_of(snapshot, issue, frozenset((one, other)))
    said = set(timeline.days)
    for day in sorted((*timeline.days, *timeline.silent_days), reverse=newest_first):
        if day in said or _turns(timeline, issue, one, other, day):
            yield GapDay(day, pair_of(timeline.at(day), issue, one, other))


def _turns(timeline: Timeline, issue: Issue, one: str, other: str, day: date) -> bool:
    """Return whether two parties stand otherwise since a day on which neither said anything. Conditions do not bear on
    words that are apart, nor on silence, but on what they accepted of an offer."""
    since = timeline.last_said(day)
    if not timeline.has_offers and (not since or pair_of(timeline.at(since), issue, one, other).status in _FIRM):
        return False
    eve = timeline.at(day - timedelta(days=1))
    return pair_of(timeline.at(day), issue, one, other) != pair_of(eve, issue, one, other)


def unchanged_since(days: Iterable[GapDay]) -> date | None:
    """Return the day since which the gap is unchanged, from its days, newest first; None where nothing was ever
    said."""
    return last_change(days)[0]


def last_change(
    days: Iterable[GapDay], is_alike: Callable[[Pair, Pair], bool] | None = None
) -> tuple[date | None, Pair | None]:
    """Return the day since which the gap is unchanged, and how the pair stood before it, from its days, newest first;
    None where nothing was ever said, and before the first day. What is agreed counts from the day on which the two
    agreed, also where that was provisional; `is_alike` is another rule."""
    is_alike = is_alike or _is_same_gap
    since, now = None, None
    for day in days:
        now = now or day.pair
        if not is_alike(day.pair, now):
            return since, day.pair
        since = day.day
    return since, None


def first_gap(snapshot: Snapshot, issue: Issue, one: str, other: str) -> GapDay | None:
    """Return the first day on which a measured distance lay between two parties; None where it never did."""
    if not issue.scale.has_distance:
        return None
    past = past_of_pair(snapshot, issue, one, other)
    days = past.days_of_both() if past else gap_days(snapshot, issue, one, other)
    return next((day for day in days if day.pair.status == "apart" and day.pair.gap.distance is not None), None)


def _is_same_gap(one: Pair, other: Pair) -> bool:
    if one.status != other.status:
        return False
    if one.settlement and other.settlement and one.is_settled and other.is_settled:
        return one.settlement.value == other.settlement.value
    was, now = one.gap, other.gap
    return was is now or _measure_of(was) == _measure_of(now)


def stands_as_it_did(one: Pair, other: Pair) -> bool:
    """Return whether the whole gap of a pair is the same, or what is settled: also how firmly, who disputes it, and
    what is reported of it."""
    if not (one.is_settled and other.is_settled):
        return (one.status, one.gap) == (other.status, other.gap)
    return _standing_of(one.settlement) == _standing_of(other.settlement)


def _standing_of(settlement: Settlement | None) -> tuple[object, ...]:
    if settlement is None:
        return ()
    against = {word.party for word in settlement.against}
    older = _standing_of(settlement.meanwhile)
    return (replace(settlement, deal=None, against=(), meanwhile=None), against, older)


def _measure_of(gap: Gap) -> tuple[object, ...]:
    return gap.status, gap.distance, gap.exact, gap.common, gap.reason
