"""One issue through time: each dated position with what it changed, and the gap of each pair day by day.

A snapshot restricted to the issue is taken at the end of every day on which something was said on it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta

from negtrack.diff import DIRECTIONS, SET_MOVED, Change, ChangeClass, change_of, moved_between
from negtrack.frozen import dataclass
from negtrack.gap import Gap
from negtrack.model import Entry, Issue, Negotiation, Position, Record, records_of
from negtrack.query import Pair, Snapshot, contested_positions, current_position, has_passed, lapse_day, pair_of


@dataclass(frozen=True)
class Step:
    """One dated position: whether it became its party's current one, what that changed, and whether it is contested."""

    position: Position
    headline: bool
    classes: tuple[ChangeClass, ...]
    change: Change | None
    contested: bool
    alternative_to: str = ""
    """The proposal that is current, if this is an alternative to it: it is offered beside it and moves nothing."""


@dataclass(frozen=True)
class GapDay:
    """How a pair stood at the end of one day."""

    day: date
    pair: Pair


def steps_of(snapshot: Snapshot, issue: Issue, parties: Collection[str], newest_first: bool = False) -> Iterator[Step]:
    """Yield every position of `parties` on `issue` that counts, with its movement; each is computed on demand."""
    small = on_issue(snapshot, issue)
    principals = frozenset(party.id for party in snapshot.negotiation.principals)
    order = list(snapshot.negotiation.parties)
    counting = [position for party in parties for position in small.positions.get((party, issue.id), ())]
    counting.sort(key=lambda position: (position.day, order.index(position.party), position.id), reverse=newest_first)

    for position in counting:
        whose = principals if position.party in principals else frozenset((position.party,))  # others have no gap
        days = _timeline_of(snapshot, issue, whose)
        yield _step(days.at(position.day - timedelta(days=1)), days.at(position.day), issue, position)


def _step(before: Snapshot, after: Snapshot, issue: Issue, position: Position) -> Step:
    current = current_position(after, position.party, issue)
    headline = current is not None and current.id == position.id
    contested = position.id in {position.id for position in contested_positions(after, position.party, issue)}
    if headline:
        change = change_of(before, after, position.party, issue)
        return Step(position, True, change.classes if change else (), change, contested)
    if current and position.proposal in current.alternatives - {current.proposal}:
        return Step(position, False, (), None, contested, current.proposal)
    classes = _voice_classes(before, after, issue, position)
    kept = (name for name in classes if not contested or name not in DIRECTIONS)  # what is disputed moved nothing
    return Step(position, False, tuple(kept), None, contested)


def _voice_classes(before: Snapshot, after: Snapshot, issue: Issue, position: Position) -> Iterator[ChangeClass]:
    """Yield what a voice changed of its own earlier statements."""
    if not position.value:
        if position.is_own:  # said by others it is only a claim
            yield "withdrawn" if position.stance == "withdrawal" else "denied"
        return
    group = before.positions.get((position.party, issue.id), ())
    earlier = [other for other in group if other.voice == position.voice and other.value]
    if not earlier:
        yield "new"
        return
    latest = max(earlier, key=lambda other: (other.day, other.recorded))
    classes = tuple(moved_between(after, issue, latest, position))
    if position.stance == "red-line" != latest.stance and not SET_MOVED & set(classes):
        yield "hardened"
    yield from classes


def headlines_of(snapshot: Snapshot, issue: Issue, party: str) -> Iterator[tuple[date, Position | None]]:
    """Yield each day from which on another position of a party was its current one, oldest first; None where it fell
    silent."""
    known = snapshot.negotiation
    whose = {party, *(one.id for one in known.principals)} if known.agreements else {party}  # for whom one has ended
    timeline = _timeline_of(snapshot, issue, frozenset(whose))
    last: Position | None = None
    for day in timeline.days:
        current = current_position(timeline.at(day), party, issue)
        if (current.id if current else "") != (last.id if last else ""):
            yield day, current
        last = current


def on_issue(snapshot: Snapshot, issue: Issue, parties: Collection[str] = ()) -> Snapshot:
    """Return the snapshot restricted to one issue, so that it is cheap at many days; with `parties`, restricted to
    their positions and answers."""
    known = snapshot.negotiation
    about = {proposal.id for proposal in known.proposals if any(term.issue == issue.id for term in proposal.terms)}
    about |= {proposal.discloses for proposal in known.proposals if proposal.id in about}
    proposals = tuple(proposal for proposal in known.proposals if proposal.discloses or proposal.id in about)
    named, tabled = {proposal.id for proposal in proposals}, {proposal.id for proposal in known.proposals}
    named |= {agreement.id for agreement in known.agreements}

    def is_taking_back(position: Position) -> bool:
        elsewhere = position.issue != issue.id
        return elsewhere and not named.isdisjoint(records_of((*position.withdraws, *position.denies)))

    def is_selected(record: Record) -> bool:
        return not parties or record.party in parties

    def is_answered(name: str) -> bool:
        return name in named or (name not in tabled and _is_on(known.entries.get(name), issue))

    taking_back = filter(is_taking_back, known.taking_back) if named else ()
    own = (position for party in parties or known.parties for position in known.groups.get((party, issue.id), ()))
    restricted = known.part(
        positions=(*own, *filter(is_selected, taking_back)),
        proposals=proposals,
        responses=tuple(
            response for response in known.responses if is_selected(response) and is_answered(response.proposal)
        ),
        notes=(),
    )
    return snapshot.derive(negotiation=restricted, context=snapshot.context or known)


def _is_on(entry: Entry | None, issue: Issue) -> bool:
    return isinstance(entry, Position) and entry.issue == issue.id


def _deal_records(known: Negotiation, issue: Issue) -> Iterator[Record]:
    """Yield the agreements, what happened to them or to their terms on an issue, and what they leave open of it."""
    yield from known.agreements
    yield from (milestone for milestone in known.milestones if milestone.issue in ("", issue.id))
    yield from (item for item in known.open_items if item.issue == issue.id)


def _fallback_days(small: Snapshot, issue: Issue) -> Iterator[date]:
    """Yield the days from which on fallbacks settle an issue."""
    for item in small.open_items:
        if item.issue == issue.id and has_passed(small, item) and (day := lapse_day(item.decide_by)):
            yield day


def _has_come(snapshot: Snapshot, day: date) -> bool:
    return snapshot.as_of is None or day <= snapshot.as_of


def _timeline_of(snapshot: Snapshot, issue: Issue, parties: frozenset[str]) -> Timeline:
    """Return the timeline of some parties on an issue, which the snapshot remembers."""
    key = ("", "timeline", issue.id, issue.step, *sorted(parties))
    if key not in snapshot.memo:
        snapshot.memo[key] = Timeline(on_issue(snapshot, issue, parties), issue)
    timeline: Timeline = snapshot.memo[key]
    return timeline


class Timeline:
    """One issue at the end of each day on which anything was said on it, a proposal or a position on it answered, a
    proposal disclosed, or an agreement made or changed; `small` is a snapshot restricted to that issue. What a party
    holds until it speaks again is computed once."""

    def __init__(self, small: Snapshot, issue: Issue) -> None:
        self._small = small
        self._snapshots: dict[int, Snapshot] = {}
        self._speakers: dict[date, set[str]] = {}
        for (party, name), group in small.positions.items():
            for position in group:
                if name == issue.id or not position.value:
                    self._speakers.setdefault(position.day, set()).add(party)
        known = small.negotiation
        tabled = {proposal.id for proposal in small.proposals}
        disclosures = (proposal for proposal in known.proposals if proposal.discloses in tabled)
        others = (*known.responses, *disclosures, *_deal_records(known, issue))
        self._other_days = {record.day for record in others if small.counts(record)}
        self._other_days |= set(_fallback_days(small, issue))
        self.days = sorted(self._speakers.keys() | self._other_days)
        """The days, oldest first."""
        lapsing = {day for proposal in small.proposals if (day := lapse_day(proposal.expires))}
        lapsing = {day for day in lapsing if _has_come(small, day)}
        tabling = {proposal.day for proposal in small.proposals} | lapsing
        self._other_days |= tabling
        if known.agreements and len(known.principals) > 2:  # who spoke decides on which words an ended one silences
            self._other_days |= set(self.days)
        self._turns = sorted({*self.days, *tabling})

    def at(self, day: date) -> Snapshot:
        """Return the issue at the end of `day`."""
        place = bisect_right(self._turns, day)
        if place not in self._snapshots:
            snapshot = self._small.derive(as_of=self._turns[place - 1] if place else date.min)
            for near, between in ((place - 1, place - 1), (place + 1, place)):
                if near in self._snapshots:
                    self._share(self._snapshots[near], snapshot, self._turns[between])
            self._snapshots[place] = snapshot
        return self._snapshots[place]

    def _share(self, known: Snapshot, other: Snapshot, day: date) -> None:
        """Copy to `other` what `known` has computed of the parties that said nothing on `day`, which lies between
        them."""
        if day not in self._other_days:
            speakers = self._speakers[day]
            other.memo.update((key, found) for key, found in known.memo.items() if key[0] not in speakers)


def gap_days(snapshot: Snapshot, issue: Issue, one: str, other: str, newest_first: bool = False) -> Iterator[GapDay]:
    """Yield how two parties stood on `issue` at the end of each day on which either said anything on it; each day is
    computed on demand."""
    timeline = _timeline_of(snapshot, issue, frozenset((one, other)))
    for day in reversed(timeline.days) if newest_first else timeline.days:
        yield GapDay(day, pair_of(timeline.at(day), issue, one, other))


def unchanged_since(days: Iterable[GapDay]) -> date | None:
    """Return the day since which the gap is unchanged, from its days, newest first; None where nothing was ever
    said."""
    return last_change(days)[0]


def last_change(days: Iterable[GapDay]) -> tuple[date | None, Pair | None]:
    """Return the day since which the gap is unchanged, and how the pair stood before it, from its days, newest first;
    None where nothing was ever said, and before the first day."""
    since, now = None, None
    for day in days:
        now = now or day.pair
        if not _is_same_gap(day.pair, now):
            return since, day.pair
        since = day.day
    return since, None


def first_gap(snapshot: Snapshot, issue: Issue, one: str, other: str) -> GapDay | None:
    """Return the first day on which a measured distance lay between two parties; None where it never did."""
    days = gap_days(snapshot, issue, one, other)
    return next((day for day in days if day.pair.status == "apart" and day.pair.gap.distance is not None), None)


def _is_same_gap(one: Pair, other: Pair) -> bool:
    if one.settlement and other.settlement and one.is_settled and other.is_settled:
        return one.status == other.status and one.settlement.value == other.settlement.value
    return one.status == other.status and _measure_of(one.gap) == _measure_of(other.gap)


def _measure_of(gap: Gap) -> tuple[object, ...]:
    return gap.status, gap.distance, gap.exact, gap.common, gap.reason
