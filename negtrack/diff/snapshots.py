"""Comparison of two snapshots of different files, such as a commit and the disk, in which definitions and records may
differ.
"""

from __future__ import annotations

from collections.abc import Collection

from negtrack.frozen import replace
from negtrack.model import Issue, Position, is_later
from negtrack.query import Snapshot, withdrawals_on


def issue_in(snapshot: Snapshot, issue: Issue) -> Issue:
    """Return `issue` as the snapshot's own files define it; unchanged if they do not."""
    return snapshot.negotiation.issues.get(issue.id, issue)


def defines(snapshot: Snapshot, party: str, issue: Issue) -> bool:
    """Return whether the snapshot's files define both the party and the issue."""
    return party in snapshot.negotiation.parties and issue.id in snapshot.negotiation.issues


def is_unread(snapshot: Snapshot, party: str, position: Position | None = None) -> bool:
    """Return whether the party or the position is in tables with errors, so that nothing is known about it."""
    names = {party, *names_of(position)} if position else {party}
    return not names.isdisjoint(snapshot.negotiation.unsound)


def names_of(position: Position) -> tuple[str, ...]:
    """Return the ids of a position and of the records that it is derived from, and the name of its term."""
    return tuple(sorted(filter(None, position.names)))


def is_named_in(names: Collection[str], position: Position) -> bool:
    """Return whether the id of a position is among `names`, or that of a record that it is derived from."""
    if not position.origin:  # of many most are not derived
        return position.id in names
    return any(name in names for name in position.names)


def withdrawal_of(snapshot: Snapshot, position: Position) -> Position | None:
    """Return the withdrawal that ended a position: one that names it, else a later one on its issue."""
    found: Position | None = None
    if is_named_in(snapshot.withdrawn, position):
        named = (snapshot.withdrawn.get(name) for name in names_of(position))
        found = next((one for one in named if one and not is_later(position, one)), None)
    if found or position.stance == "red-line":
        return found
    later = (one for one in withdrawals_on(snapshot, position.party, position.issue) if is_later(one, position))
    return min(later, key=lambda one: (one.day, one.id), default=None)


def is_redefined(before: Snapshot, after: Snapshot, issue: Issue) -> bool:
    """Return whether two snapshots measure `issue` differently, so that their values are not comparable."""
    one, other = issue_in(before, issue), issue_in(after, issue)
    return one is not other and (one.scale, one.basis, one.class_) != (other.scale, other.basis, other.class_)


def is_edited(before: Snapshot, after: Snapshot, old: Position) -> bool:
    """Return whether the record of `old` differs between two snapshots, apart from when it was recorded."""
    name = old.origin or old.id
    one, other = (snapshot.negotiation.entries.get(name) for snapshot in (before, after))
    if one is other or one is None or other is None:
        return False
    return replace(one, recorded=other.recorded) != other
