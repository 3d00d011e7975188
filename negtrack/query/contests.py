"""Which live positions of a party on an issue dispute each other."""

from __future__ import annotations

from negtrack.model import Issue, Position
from negtrack.query.before import settlements_with
from negtrack.query.live import live_positions
from negtrack.query.positions import current_position, is_denied, standing_of
from negtrack.query.snapshot import Snapshot


def contested_positions(snapshot: Snapshot, party: str, issue: Issue) -> tuple[Position, ...]:
    """Return the headline and every live position that disputes it, contested or divided, and those that their holder
    denies; the headline first, then the latest. None on an issue that is settled with every counterpart."""
    memo, key = snapshot.memo[party], ("contested", issue.id)
    if key not in memo:
        memo[key] = _contested(snapshot, party, issue)
    contested: tuple[Position, ...] = memo[key]
    return contested


def _contested(snapshot: Snapshot, party: str, issue: Issue) -> tuple[Position, ...]:
    live = live_positions(snapshot, party, issue)
    if len(live) < 2 and not snapshot.denied:
        return ()
    if settlements_with(snapshot, party, issue):
        return ()
    current = current_position(snapshot, party, issue)
    found = []
    is_disputed = False
    for position in live:
        standing = standing_of(snapshot, position, issue)
        if standing in ("contested", "divided") or is_denied(snapshot, position):
            is_disputed |= standing in ("contested", "divided")
            found.append(position)
    first = [current] if current and is_disputed and current not in found else []
    return tuple(sorted([*first, *found], key=lambda position: position is not current))
