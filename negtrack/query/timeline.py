"""One issue at the end of each of its days, read so that many days are cheap."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from negtrack.lazy import LazyMapping
from negtrack.model import Entry, Group, Issue, Negotiation, Position, Proposal, Record, records_of
from negtrack.query.deadlines import lapse_day
from negtrack.query.deals import has_passed
from negtrack.query.remaining import Remainder
from negtrack.query.snapshot import Snapshot


def on_issue(snapshot: Snapshot, issue: Issue, parties: Collection[str] = ()) -> Snapshot:
    """Return the snapshot restricted to one issue, so that it is cheap at many days; with `parties`, restricted to
    their positions, and to their answers to all but agreements. The snapshot remembers it."""
    key = "on issue", issue.id, *sorted(parties)
    if key not in snapshot.day_memo:
        snapshot.day_memo[key] = _on_issue(snapshot, issue, parties)
    restricted: Snapshot = snapshot.day_memo[key]
    return restricted


def _on_issue(snapshot: Snapshot, issue: Issue, parties: Collection[str]) -> Snapshot:
    known = snapshot.negotiation
    proposals = _proposals_on(known, issue)
    named, tabled = {proposal.id for proposal in proposals}, {proposal.id for proposal in known.proposals}
    agreed = {agreement.id for agreement in known.agreements}

    def is_selected(record: Record) -> bool:
        return not parties or record.party in parties

    def is_answered(name: str) -> bool:
        return name in named or (name not in tabled and _is_on(known.entries.get(name), issue))

    responses = tuple(
        one for one in known.responses if one.proposal in agreed or (is_selected(one) and is_answered(one.proposal))
    )
    named |= agreed | {response.id for response in responses}

    taking_back = (known.taking_back[number] for number in _taking_back(snapshot, issue, named))
    elsewhere = (position for position in taking_back if position.issue != issue.id and is_selected(position))
    own = (position for party in parties or known.parties for position in known.groups.get((party, issue.id), ()))
    restricted = known.part(positions=(*own, *elsewhere), proposals=proposals, responses=responses, notes=())
    return snapshot.derive(negotiation=restricted, context=snapshot.context or known)


def _taking_back(snapshot: Snapshot, issue: Issue, named: Iterable[str]) -> Sequence[int]:
    """Return the places among the withdrawals and denials of those that take back a position on an issue, or one of the
    `named` records."""
    key = ("taking back",)
    if key not in snapshot.day_memo:
        snapshot.day_memo[key] = _taken(snapshot.negotiation)
    taken: Mapping[tuple[str, str], Sequence[int]] = snapshot.day_memo[key]
    asked = (("issue", issue.id), *(("record", name) for name in named))
    return sorted({number for about in asked for number in taken.get(about, ())})


def _taken(known: Negotiation) -> Mapping[tuple[str, str], Sequence[int]]:
    """Map what is taken back, records and the issues of positions, to the places of what does so."""
    taken: dict[tuple[str, str], list[int]] = {}
    for number, position in enumerate(known.taking_back):
        for name in records_of((*position.withdraws, *position.denies)):
            for about in (("record", name), ("issue", known.issue_of(name))):
                taken.setdefault(about, []).append(number)
    return taken


def _proposals_on(known: Negotiation, issue: Issue) -> tuple[Proposal, ...]:
    """Return the proposals with a term on an issue, of their own or carried over, and all records that disclose."""
    new = {proposal.id for proposal in known.proposals if any(term.issue == issue.id for term in proposal.terms)}
    about = new | {proposal.discloses for proposal in known.proposals if proposal.id in new}
    about -= {""}
    while new:
        new = {proposal.id for proposal in known.proposals if proposal.amends in about} - about
        about |= new
    return tuple(proposal for proposal in known.proposals if proposal.discloses or proposal.id in about)


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


def timeline_of(snapshot: Snapshot, issue: Issue, parties: frozenset[str]) -> Timeline:
    """Return the timeline of some parties on an issue, which the snapshot remembers."""
    key = "timeline", issue.id, issue.step, *sorted(parties)
    if key not in snapshot.day_memo:
        kept = snapshot.day_memo.setdefault(("kept", issue.id, issue.step), _Kept({}, {}))
        snapshot.day_memo[key] = Timeline(on_issue(snapshot, issue, parties), issue, kept)
    timeline: Timeline = snapshot.day_memo[key]
    return timeline


Remained = tuple[Sequence[date], Sequence[Sequence[Position]]]
"""Days on which a party spoke on an issue, and what of its positions remained before them and after each."""
Memo = dict[tuple[str, ...], Any]


class _Kept(NamedTuple):
    """What the timelines of different parties on one issue share."""

    remained: dict[Group, Remained]
    """What remains of a group by the day."""
    memos: dict[tuple[str, int], Memo]
    """Party, and how often it had spoken -> what is known of it; where nothing but its own words bears on it."""


class _DayMemo(defaultdict[str, Memo]):
    """The memo of a snapshot that takes what is known of a party from the days on which the party stood the same."""

    def __init__(self, memo_of: Callable[[str], Memo]) -> None:
        super().__init__()
        self._memo_of = memo_of

    def __missing__(self, party: str) -> Memo:
        self[party] = self._memo_of(party)
        return self[party]


class Timeline:
    """One issue at the end of each day on which anything was said on it, a proposal or a position on it answered, a
    proposal disclosed, or an agreement made or changed; `small` is a snapshot restricted to that issue. What a party
    holds until it speaks again is computed once, and `kept` for the timelines of other parties."""

    def __init__(self, small: Snapshot, issue: Issue, kept: _Kept) -> None:
        self._small, self._issue, self._remained = small, issue, kept.remained
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
        answered = (known.entries.get(response.proposal) for response in known.responses)
        tabling = {proposal.day for proposal in small.proposals} | lapsing
        tabling |= {entry.day for entry in answered if isinstance(entry, Position) and _has_come(small, entry.day)}
        self._other_days |= tabling
        if known.agreements and len(known.principals) > 2:  # who spoke decides on which words an ended one silences
            self._other_days |= set(self.days)
        self._turns = sorted({*self.days, *tabling})
        self._own_turns: dict[str, list[int]] = {}
        self._shared = None if known.proposals or known.responses or known.agreements else kept.memos
        self._memos: dict[tuple[str, int], Memo] = {}

    def at(self, day: date) -> Snapshot:
        """Return the issue at the end of `day`."""
        place = bisect_right(self._turns, day)
        if place not in self._snapshots:
            snapshot = self._small.derive(as_of=self._turns[place - 1] if place else date.min)
            vars(snapshot)["standing"] = LazyMapping(self._small.negotiation.groups, partial(self._remaining, place))
            vars(snapshot)["memo"] = _DayMemo(partial(self._memo_of, place))
            self._snapshots[place] = snapshot
        return self._snapshots[place]

    def _memo_of(self, place: int, party: str) -> Memo:
        """Return what is remembered of a party at a place among the turns, from its last turn until its next."""
        if party not in self._own_turns:
            speakers, nobody = self._speakers, frozenset[str]()
            self._own_turns[party] = [
                number
                for number, day in enumerate(self._turns)
                if day in self._other_days or party in speakers.get(day, nobody)
            ]
        memos = self._memos if self._shared is None or not party else self._shared
        return memos.setdefault((party, bisect_left(self._own_turns[party], place)), {})

    def _remaining(self, place: int, group: Group) -> Sequence[Position]:
        """Return the positions of a group that remain at the end of the day before a place among the turns."""
        if group not in self._remained:
            self._remained[group] = self._remaining_by_day(group)
        days, remained = self._remained[group]
        return remained[bisect_right(days, self._turns[place - 1]) if place else 0]

    def _remaining_by_day(self, group: Group) -> Remained:
        """Return the days on which a party spoke, and what of its positions remained before them and after each."""
        by_day: dict[date, list[tuple[int, Position]]] = {}
        for number, position in enumerate(self._small.said(group)):
            by_day.setdefault(position.day, []).append((number, position))
        days, remainder = sorted(by_day), Remainder(self._small.negotiation, self._issue)
        remained: list[Sequence[Position]] = [()]
        for day in days:
            remainder.add(by_day[day])
            remained.append(remainder.positions)
        return days, remained
