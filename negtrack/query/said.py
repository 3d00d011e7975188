"""What a party ever said on an issue, filed so that what bears on one of its words is found without looking through all
of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property

from negtrack.model import Issue, Negotiation, Position, is_later
from negtrack.query.measured import is_same_set, same_sets
from negtrack.query.snapshot import Snapshot
from negtrack.query.strength import holds


def withdrawals_on(snapshot: Snapshot, party: str, issue: str) -> Sequence[Position]:
    """Return the withdrawals of a party on an issue that hold, which the snapshot remembers."""
    key = "withdrawals", party, issue
    if key not in snapshot.day_memo:
        snapshot.day_memo[key] = snapshot.select_counting(_said(snapshot.negotiation, party, issue).withdrawals)
    withdrawals: Sequence[Position] = snapshot.day_memo[key]
    return withdrawals


def perhaps_withdrawn(snapshot: Snapshot, issue: Issue, position: Position) -> Iterator[Position]:
    """Yield what the party of a position said on the issue that accepts the same outcomes, but for most of what no
    withdrawal has ended."""
    known, party = snapshot.negotiation, position.party
    alike = same_sets(known, issue, position, _said(known, party, issue.id).perhaps_withdrawn)
    yield from filter(snapshot.counts, alike)
    for offer in snapshot.offers.get((party, issue.id), ()):
        if offer.value and is_same_set(known, issue, offer, position):
            yield offer


def last_of_voice(snapshot: Snapshot, party: str, issue: str, voice: str) -> Position | None:
    """Return what a voice said last of the value of a party on an issue; of one day what was recorded last."""
    said = _said(snapshot.negotiation, party, issue).by_voice.get(voice, ())
    places = range(bisect_left(said, -(snapshot.as_of or date.max).toordinal(), key=_back), len(said))
    last = next((said[place] for place in places if snapshot.counts(said[place])), None)
    offers = [one for one in snapshot.offers.get((party, issue), ()) if one.voice == voice and one.value]
    return max((*filter(None, (last,)), *offers), key=_day_and_record, default=None)


class _Said:
    """The positions of a party on an issue."""

    def __init__(self, known: Negotiation, group: Sequence[Position]) -> None:
        self.group, self._known = group, known

    @cached_property
    def by_voice(self) -> Mapping[str, Sequence[Position]]:
        """Voice -> its positions with a value, the last by day and by record first."""
        found: dict[str, list[Position]] = {}
        for position in sorted(self.group, key=_day_and_record, reverse=True):
            if position.value:
                found.setdefault(position.voice, []).append(position)
        return found

    @cached_property
    def withdrawals(self) -> Sequence[Position]:
        """The withdrawals that hold."""
        return [position for position in self.group if position.stance == "withdrawal" and holds(position)]

    @cached_property
    def perhaps_withdrawn(self) -> Sequence[Position]:
        """What a withdrawal on record names, or may have ended as it was said later."""
        names = self._known.withdrawn_names
        latest = sorted(self.withdrawals, key=_back)
        return [
            position
            for position in self.group
            if position.id in names or any(is_later(withdrawal, position) for withdrawal in latest)
        ]


def _said(known: Negotiation, party: str, issue: str) -> _Said:
    """Return what a party said on an issue, which the negotiation remembers beside the group itself."""
    filed: dict[int, _Said] = known.memo.setdefault(("said",), {})
    group = known.groups.get((party, issue), ())
    if id(group) not in filed:
        filed[id(group)] = _Said(known, group)
    return filed[id(group)]


def _back(position: Position) -> int:
    return -position.day.toordinal()


def _day_and_record(position: Position) -> tuple[date, datetime]:
    return position.day, position.recorded
