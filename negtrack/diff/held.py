"""What a party held last before something settled an issue, so that its settlement is no movement of the party."""

from __future__ import annotations

from negtrack.diff.movement import is_same_record
from negtrack.diff.snapshots import defines, issue_in, withdrawal_of
from negtrack.model import Issue, Position, is_later
from negtrack.query import Snapshot, before_deal, current_position, settling_record


def held_last(before: Snapshot, after: Snapshot, party: str, issue: Issue) -> Position | None:
    """Return what a party held before, on an issue that was settled its last word before that; what it had said since,
    or what became the deal, where that has ended or was amended in between, and the party says the same."""
    held, own = held_snapshot(before, party, issue), issue_in(before, issue)
    old = current_position(held, party, own)
    if held is before:
        return old
    said, new = current_position(before, party, own), current_position(held_snapshot(after, party, issue), party, issue)
    return said if said and new and is_same_record(said, new) else old


def is_still_held(after: Snapshot, old: Position, new: Position | None) -> bool:
    """Return whether a party said last what an agreement came of, and took nothing of it back: it does not move back to
    what it held before that, if anything."""
    counting = {position.id for position in after.positions.get((old.party, old.issue), ())}
    if old.id not in counting or not old.names.isdisjoint(after.withdrawn):
        return False
    if new:
        return is_later(old, new)
    is_answer = old.stance == "acceptance" and old.origin
    return not withdrawal_of(after, old) and (not is_answer or old.id in after.standing_answers)


def held_snapshot(snapshot: Snapshot, party: str, issue: Issue) -> Snapshot:
    """Return the snapshot that holds a party's last words before the agreement, or the fallback, that settles an
    issue: the offer that became it, the acceptance of that, and later words are no movement. Without one the snapshot
    itself."""
    issue = issue_in(snapshot, issue)
    settling = settling_record(snapshot, party, issue) if defines(snapshot, party, issue) else None
    return before_deal(snapshot, settling) if settling else snapshot
