"""Which entries an answer about now can need: what stands, what clears it, and what was taken back last.

A snapshot of these alone gives the same live and current positions, contests, gaps and marks as one of everything,
as long as neither clock is set. So a large negotiation need not be read whole for an answer of today.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from negtrack.model import Issue, Position, Retraction
from negtrack.query.positions import clearing_days, clears_where, has_set, is_cleared, remaining_positions
from negtrack.query.snapshot import Snapshot


def standing_entries(snapshot: Snapshot) -> set[str]:
    """The ids of the entries that an answer about now can need: of positions those that stand, and all else with what
    became of it."""
    known = snapshot.negotiation
    kept = {each.id for each in (*known.proposals, *known.responses, *known.notes)}
    kept |= _retracting(known.retractions, kept)
    for (_, issue), group in snapshot.positions.items():
        kept |= {each.id for each in _standing(snapshot, known.issues[issue], group)}
    return kept | {each.id for each in _taking_back(snapshot, kept)}


def _standing(snapshot: Snapshot, issue: Issue, group: Sequence[Position]) -> Iterator[Position]:
    """What no later statement to all clears, what clears it in the pair with one counterpart, the last of what was
    withdrawn, and the newest, by which one knows the day that a snapshot shows."""
    yield max(group, key=lambda each: each.day)
    left = remaining_positions(group, issue)
    clearing = clearing_days(left)
    yield from (each for each in left if each.value and not is_cleared(each, clearing, issue, ""))
    meant = [each for each in left if each.toward and has_set(each)]
    last = {key: each for each in meant for key in clears_where(each) if clearing[key] == each.day}
    yield from last.values()
    withdrawn = (each for each in group if each.id in snapshot.withdrawn)
    if latest := max(withdrawn, key=lambda each: (each.day, each.id), default=None):
        yield latest


def _retracting(retractions: Sequence[Retraction], kept: set[str]) -> set[str]:
    """The retractions of what is kept, and of these, and so on."""
    found: set[str] = set()
    more = True
    while more:
        new = {each.id for each in retractions if each.of in kept or each.of in found} - found
        found, more = found | new, bool(new)
    return found


def _taking_back(snapshot: Snapshot, kept: set[str]) -> Iterator[Position]:
    """The withdrawals and denials, whoever speaks, of anything that is kept."""
    for group in snapshot.positions.values():
        yield from (each for each in group if not kept.isdisjoint((*each.withdraws, *each.denies)))
