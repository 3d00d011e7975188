"""One issue through time: each dated position with what it changed, and the gap of each pair day by day.

A snapshot restricted to the issue is taken at the end of every day on which something was said on it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from negtrack.diff import SET_MOVED, Change, ChangeClass, change_of, moved_between
from negtrack.frozen import dataclass
from negtrack.gap import Gap
from negtrack.model import Issue, Position, Record
from negtrack.query import Pair, Snapshot, contested_positions, current_position, pair_of


@dataclass(frozen=True)
class Step:
    """One dated position: whether it became its party's current one, what that changed, and whether it is contested."""

    position: Position
    headline: bool
    classes: tuple[ChangeClass, ...]
    change: Change | None
    contested: bool


@dataclass(frozen=True)
class GapDay:
    """How a pair stood at the end of one day."""

    day: date
    pair: Pair


def steps_of(snapshot: Snapshot, issue: Issue, parties: Collection[str], newest_first: bool = False) -> Iterator[Step]:
    """Every position of `parties` on `issue` that counts, with the movement that it made; each is worked out when it is
    asked for."""
    small = on_issue(snapshot, issue)
    principals = frozenset(party.id for party in snapshot.negotiation.principals)
    order = list(snapshot.negotiation.parties)
    counting = [position for party in parties for position in small.positions.get((party, issue.id), ())]
    counting.sort(key=lambda position: (position.day, order.index(position.party), position.id), reverse=newest_first)

    @cache
    def timeline(whose: frozenset[str]) -> Timeline:
        return Timeline(on_issue(snapshot, issue, whose), issue)

    for position in counting:
        whose = principals if position.party in principals else frozenset((position.party,))  # others have no gap
        days = timeline(whose)
        yield _step(days.at(position.day - timedelta(days=1)), days.at(position.day), issue, position)


def _step(before: Snapshot, after: Snapshot, issue: Issue, position: Position) -> Step:
    current = current_position(after, position.party, issue)
    headline = current is not None and current.id == position.id
    contested = position.id in {position.id for position in contested_positions(after, position.party, issue)}
    if headline:
        change = change_of(before, after, position.party, issue)
        return Step(position, True, change.classes if change else (), change, contested)
    return Step(position, False, tuple(_voice_classes(before, after, issue, position)), None, contested)


def _voice_classes(before: Snapshot, after: Snapshot, issue: Issue, position: Position) -> Iterator[ChangeClass]:
    """What a voice changed of what it said itself before."""
    if not position.value:
        if position.is_own:  # said by others it is only a claim
            yield "withdrawn" if position.stance == "withdrawal" else "denied"
        return
    group = before.positions.get((position.party, issue.id), ())
    earlier = [each for each in group if each.voice == position.voice and each.value]
    if not earlier:
        yield "new"
        return
    latest = max(earlier, key=lambda each: (each.day, each.recorded))
    classes = tuple(moved_between(after, issue, latest, position))
    if position.stance == "red-line" != latest.stance and not SET_MOVED & set(classes):
        yield "hardened"
    yield from classes


def on_issue(snapshot: Snapshot, issue: Issue, parties: Collection[str] = ()) -> Snapshot:
    """The snapshot with only what bears on one issue, so that it can be taken at many days at little cost; with
    `parties` only their positions and answers."""
    known = snapshot.negotiation
    proposals = tuple(
        proposal
        for proposal in known.proposals
        if proposal.discloses or any(term.issue == issue.id for term in proposal.terms)
    )
    named = {proposal.id for proposal in proposals}

    def takes_back(position: Position) -> bool:
        elsewhere = position.issue != issue.id
        return elsewhere and not named.isdisjoint((*position.withdraws, *position.denies))

    def of_them(record: Record) -> bool:
        return not parties or record.party in parties

    taking_back = filter(takes_back, known.taking_back) if named else ()
    own = (position for party in parties or known.parties for position in known.groups.get((party, issue.id), ()))
    few = replace(
        known,
        positions=(*own, *filter(of_them, taking_back)),
        proposals=proposals,
        responses=tuple(response for response in known.responses if of_them(response) and response.proposal in named),
        notes=(),
    )
    return replace(snapshot, negotiation=few)


class Timeline:
    """One issue at the end of each day on which anything was said on it, or on which a proposal on it was answered or
    disclosed; `small` is a snapshot on that issue alone. What a party holds until it speaks again is found out once."""

    def __init__(self, small: Snapshot, issue: Issue) -> None:
        self._small = small
        self._taken: dict[int, Snapshot] = {}
        self._spoke: dict[date, set[str]] = {}
        for (party, name), group in small.positions.items():
            for position in group:
                if name == issue.id or not position.value:
                    self._spoke.setdefault(position.day, set()).add(party)
        known = small.negotiation
        told = (each for each in known.proposals if each.discloses in {proposal.id for proposal in small.proposals})
        self._others = {record.day for record in (*known.responses, *told) if small.counts(record)}
        self.days = sorted(self._spoke.keys() | self._others)
        """The days, oldest first."""

    def at(self, day: date) -> Snapshot:
        """Return the issue at the end of `day`."""
        place = bisect_right(self.days, day)
        if place not in self._taken:
            taken = replace(self._small, as_of=self.days[place - 1] if place else date.min)
            for near, between in ((place - 1, place - 1), (place + 1, place)):
                if near in self._taken:
                    self._share(self._taken[near], taken, self.days[between])
            self._taken[place] = taken
        return self._taken[place]

    def _share(self, known: Snapshot, other: Snapshot, day: date) -> None:
        """Have `other` know what `known` knows of the parties that said nothing on `day`, which lies between them."""
        if day not in self._others:
            spoke = self._spoke[day]
            other.memo.update((key, found) for key, found in known.memo.items() if key[0] not in spoke)


def gap_days(snapshot: Snapshot, issue: Issue, one: str, other: str, newest_first: bool = False) -> Iterator[GapDay]:
    """How two parties stood on `issue` at the end of each day on which either said anything on it; each day is worked
    out when it is asked for."""
    timeline = Timeline(on_issue(snapshot, issue, (one, other)), issue)
    for day in reversed(timeline.days) if newest_first else timeline.days:
        yield GapDay(day, pair_of(timeline.at(day), issue, one, other))


def unchanged_since(days: Iterable[GapDay]) -> date | None:
    """The day since which the gap is what it is now, from its days, newest first; None where nothing was ever said."""
    since, now = None, None
    for day in days:
        now = now or day.pair
        if not _alike(day.pair, now):
            break
        since = day.day
    return since


def _alike(one: Pair, other: Pair) -> bool:
    return one.status == other.status and _is_measured(one.gap) == _is_measured(other.gap)


def _is_measured(gap: Gap) -> tuple[object, ...]:
    return gap.status, gap.distance, gap.exact, gap.common, gap.reason
