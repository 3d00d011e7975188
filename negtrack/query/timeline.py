"""One issue at the end of each of its days, read so that many days are cheap."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from copy import copy
from datetime import date
from functools import cached_property, partial
from typing import Any

from negtrack.frozen import dataclass
from negtrack.lazy import LazyMapping
from negtrack.model import Group, Issue, Position, Remembered
from negtrack.query.issue_days import condition_days, other_days, required_by, speakers_by_day, tabling_days
from negtrack.query.remaining import Remainder
from negtrack.query.restricted import on_issue
from negtrack.query.snapshot import Snapshot


def timeline_of(snapshot: Snapshot, issue: Issue, parties: frozenset[str]) -> Timeline:
    """Return the timeline of some parties on an issue, which the snapshot remembers."""
    key = "timeline", issue.id, issue.step, *sorted(parties)
    if key not in snapshot.day_memo:
        known = snapshot.negotiation.parties
        is_part = bool(parties) and all(known[party].is_principal for party in parties)
        shared = timeline_of_all(snapshot, issue) if is_part else None
        snapshot.day_memo[key] = shared.part(parties) if shared else _build(snapshot, issue, parties)
    timeline: Timeline = snapshot.day_memo[key]
    return timeline


def timeline_of_all(snapshot: Snapshot, issue: Issue) -> Timeline | None:
    """Return the timeline of all principals where nothing but the own words of a party bears on it, so that each two of
    many share what is known of the one and of the other; None elsewhere."""
    key = "timeline of all", issue.id, issue.step
    if key not in snapshot.day_memo:
        principals = frozenset(party.id for party in snapshot.negotiation.principals)
        everybody = None if snapshot.negotiation.agreements else _build(snapshot, issue, principals)
        snapshot.day_memo[key] = everybody if everybody and everybody.has_own_words_only else None
    timeline: Timeline | None = snapshot.day_memo[key]
    return timeline


def _build(snapshot: Snapshot, issue: Issue, parties: frozenset[str]) -> Timeline:
    kept = snapshot.day_memo.setdefault(("kept", issue.id, issue.step), _Kept({}, {}, {}))
    small = on_issue(snapshot, issue, parties)
    required = required_by(small, issue)
    days_of = partial(condition_days, snapshot)
    return Timeline(small, issue, parties, kept, required, days_of)


Remained = tuple[Sequence[date], Sequence[Sequence[Position]]]
"""Days on which a party spoke on an issue, and what of its positions remained before them and after each."""
Memo = dict[tuple[str, ...], Any]


@dataclass(frozen=True)
class _Kept:
    """What the timelines of different parties on one issue share."""

    remained: dict[Group, Remained]
    """What remains of a group by the day."""
    memos: dict[tuple[str, int], Memo]
    """Party, and how often it had spoken -> what is known of it; where nothing but its own words bears on it."""
    wholes: dict[date, Snapshot]
    """Day -> the whole negotiation at its end, on which conditions are judged."""


class _DayMemo(defaultdict[str, Memo]):
    """The memo of a snapshot that takes what is known of a party from the days on which the party stood the same."""

    def __init__(self, memo_of: Callable[[str], Memo]) -> None:
        super().__init__()
        self._memo_of = memo_of

    def __missing__(self, party: str) -> Memo:
        self[party] = self._memo_of(party)
        return self[party]


class Timeline:
    """One issue at the end of each day on which one of `parties` said anything on it, a proposal or a position on it
    was answered, a proposal disclosed, or an agreement made or changed; `small` is a snapshot restricted to that issue.
    What a party holds until it speaks again is computed once, and `kept` for the timelines of other parties."""

    def __init__(
        self,
        small: Snapshot,
        issue: Issue,
        parties: frozenset[str],
        kept: _Kept,
        required: Mapping[str, Collection[str]],
        condition_days_of: Callable[[Collection[str]], frozenset[date]],
    ) -> None:
        self._small, self._issue, self._kept = small, issue, kept
        self._required, self._condition_days_of = required, condition_days_of
        self._snapshots: dict[int, Snapshot] = {}
        self._speakers = speakers_by_day(small, issue)
        self._other_days = other_days(small, issue)
        tabling, known = tabling_days(small), small.negotiation
        heard = parties if known.agreements else known.parties.keys()  # others are there for what bears on the parties
        spoken = (day for day, names in self._speakers.items() if not names.isdisjoint(heard))
        self.days = sorted({*spoken, *self._other_days})
        """The days, oldest first."""
        self._other_days |= tabling
        if known.proposals or known.agreements:  # what is taken back may be a paper, or an answer to one
            self._other_days |= {position.day for position in known.taking_back}
        if known.agreements and len(known.principals) > 2:  # who spoke decides on which words an ended one silences
            self._other_days |= self._speakers.keys()
        conditions = condition_days_of(set[str]().union(*required.values()))
        self.silent_days = sorted({*conditions, *tabling, *self._speakers}.difference(self.days))
        """The other days on which it may change how matters stand, as an offer that was answered before is tabled, a
        condition is met, or the bloc of a party goes back on an agreement; oldest first."""
        self._turns = sorted({*self.days, *self.silent_days})
        self._own_turns: dict[str, list[int]] = {}
        self.has_own_words_only = not (known.proposals or known.responses or known.agreements)
        """Whether no paper, answer or agreement bears on the issue."""
        self._shared = kept.memos if self.has_own_words_only else None
        self._memos: dict[tuple[str, int], Memo] = {}

    def part(self, parties: frozenset[str]) -> Timeline:
        """Return the timeline of some of the parties, where each party's own words alone bear on the issue."""
        part = copy(self)
        part.days = sorted(set[date]().union(*map(self.spoken_days, parties)))
        required = {name for party in parties for name in self._required.get(party, ())}
        part.silent_days = sorted(self._condition_days_of(required).difference(part.days)) if required else []
        return part

    def spoken_days(self, party: str) -> Collection[date]:
        """Return the days on which a party spoke."""
        return self._spoken_days.get(party, ())

    def is_bound(self, party: str) -> bool:
        """Return whether conditions of a party bear on the issue."""
        return bool(self._required.get(party))

    @cached_property
    def _spoken_days(self) -> Mapping[str, Collection[date]]:
        """Party -> the days on which it spoke."""
        spoken: dict[str, set[date]] = {}
        for day, names in self._speakers.items():
            for party in names:
                spoken.setdefault(party, set()).add(day)
        return spoken

    @cached_property
    def _corrections(self) -> Mapping[str, object]:
        """What our own corrections ended, by attribute: they count on every day, as they say when they were
        recorded."""
        return {name: getattr(self._small, name) for name in ("retracted", "superseded", "_void_ids")}

    @property
    def has_offers(self) -> bool:
        """Return whether proposals, answers or agreements bear on the issue."""
        return bool(self._small.proposals or self._small.responses or self._small.agreements)

    def last_said(self, day: date) -> date | None:
        """Return the last of the days before `day`."""
        place = bisect_left(self.days, day)
        return self.days[place - 1] if place else None

    def at(self, day: date) -> Snapshot:
        """Return the issue at the end of `day`."""
        place = bisect_right(self._turns, day)
        if place not in self._snapshots:
            turn = self._turns[place - 1] if place else date.min
            snapshot = self._small.derive(as_of=turn)
            vars(snapshot).update(self._corrections)
            if turn not in self._kept.wholes:
                self._kept.wholes[turn] = snapshot.whole
            vars(snapshot)["whole"] = self._kept.wholes[turn]
            standing = LazyMapping(self._small.negotiation.groups, partial(self._remaining, place))
            vars(snapshot)["remembered"] = Remembered(standing=standing)
            vars(snapshot)["memo"] = _DayMemo(partial(self._memo_of, place))
            self._snapshots[place] = snapshot
        return self._snapshots[place]

    def memo_of(self, party: str, day: date) -> Memo:
        """Return what is remembered of a party at the end of `day`, from its last words until its next."""
        return self._memo_of(bisect_right(self._turns, day), party)

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
        if group not in self._kept.remained:
            self._kept.remained[group] = self._remaining_by_day(group)
        days, remained = self._kept.remained[group]
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
