"""The past of pairs whose own words alone bear on an issue, as of most of many: what a party says is found once from
its words until its next, and a pair on a day is the gap between two words."""

# No annotations as texts: a named tuple compiles each, and the first in a process takes longer than reading the files.
from bisect import bisect_right
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from negtrack.model import Issue
from negtrack.query.pairs import Pair, pair_of, plain_pair
from negtrack.query.plain import SILENT_WORD, PlainWord, plain_word
from negtrack.query.snapshot import Snapshot
from negtrack.query.timeline import Timeline, timeline_of_all


class GapDay(NamedTuple):
    """How a pair stood at the end of one day."""

    day: date
    pair: Pair


class _OwnPast:
    """The word of one party at the end of each day on which it spoke, each looked for when it is asked for."""

    def __init__(self, timeline: Timeline, issue: Issue, party: str) -> None:
        self._timeline, self._issue, self._party = timeline, issue, party
        self.days = sorted(timeline.spoken_days(party))
        self._words: dict[int, PlainWord | None] = {0: SILENT_WORD}

    def word_on(self, day: date) -> PlainWord | None:
        """Return the plain word of the party at the end of `day`; None where it has no such."""
        place = bisect_right(self.days, day)
        if place not in self._words:
            self._words[place] = plain_word(self._timeline.at(self.days[place - 1]), self._party, self._issue)
        return self._words[place]


class PairPast(NamedTuple):
    """Two principals on an issue at the end of each day on which one of them spoke."""

    snapshot: Snapshot
    issue: Issue
    timeline: Timeline
    names: tuple[str, str]
    pasts: tuple[_OwnPast, _OwnPast]

    def days(self, newest_first: bool = False) -> Iterator[GapDay]:
        """Yield each day."""
        one, other = self.pasts
        yield from map(self._on, sorted({*one.days, *other.days}, reverse=newest_first))

    def days_of_both(self) -> Iterator[GapDay]:
        """Yield each day from the first by which both had spoken, the oldest first."""
        one, other = self.pasts
        if one.days and other.days:
            first = max(one.days[0], other.days[0])
            yield from map(self._on, sorted(day for day in {*one.days, *other.days} if day >= first))

    def _on(self, day: date) -> GapDay:
        left, right = self.pasts[0].word_on(day), self.pasts[1].word_on(day)
        if left and right:
            return GapDay(day, plain_pair(self.snapshot, self.issue, self.names, (left, right)))
        return GapDay(day, pair_of(self.timeline.at(day), self.issue, *self.names))


def past_of_pair(snapshot: Snapshot, issue: Issue, one: str, other: str) -> PairPast | None:
    """Return the past of two principals; None where a condition, a paper, an answer or an agreement bears on it."""
    known = snapshot.negotiation.parties
    timeline = timeline_of_all(snapshot, issue) if known[one].is_principal and known[other].is_principal else None
    if timeline is None or timeline.is_bound(one) or timeline.is_bound(other):
        return None
    pasts = _own_past(snapshot, issue, one, timeline), _own_past(snapshot, issue, other, timeline)
    return PairPast(snapshot, issue, timeline, (one, other), pasts)


def _own_past(snapshot: Snapshot, issue: Issue, party: str, timeline: Timeline) -> _OwnPast:
    key = "own past", issue.id, issue.step, party
    if key not in snapshot.day_memo:
        snapshot.day_memo[key] = _OwnPast(timeline, issue, party)
    past: _OwnPast = snapshot.day_memo[key]
    return past
