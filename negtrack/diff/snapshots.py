"""What two readings of different files, such as a commit and the disk, need not have in common: their definitions, and
what one record says.
"""

from __future__ import annotations

from dataclasses import replace

from negtrack.model import Issue, Position
from negtrack.query import Snapshot


def issue_in(snapshot: Snapshot, issue: Issue) -> Issue:
    """`issue` as the snapshot's own files define it; as it is where they do not."""
    return snapshot.negotiation.issues.get(issue.id, issue)


def defines(snapshot: Snapshot, party: str, issue: Issue) -> bool:
    """Whether the snapshot's files know both the party and the issue."""
    return party in snapshot.negotiation.parties and issue.id in snapshot.negotiation.issues


def is_unread(snapshot: Snapshot, party: str, position: Position | None = None) -> bool:
    """Whether the snapshot's files may hold the party or the position, but could not be read; so nothing is known."""
    names = {party, position.id, position.proposal} if position else {party}
    return not names.isdisjoint(snapshot.negotiation.unsound)


def redefined(before: Snapshot, after: Snapshot, issue: Issue) -> bool:
    """Whether the two readings measure `issue` otherwise, so that no value of one is compared with one of the other."""
    one, other = issue_in(before, issue), issue_in(after, issue)
    return one is not other and (one.scale, one.basis, one.class_) != (other.scale, other.basis, other.class_)


def changed_entries(before: Snapshot, after: Snapshot, old: Position) -> bool:
    """Whether the files of the two readings hold the record behind `old` otherwise, but for when it was recorded."""
    name = old.proposal or old.id
    one, other = (snapshot.negotiation.entries.get(name) for snapshot in (before, after))
    if one is other or one is None or other is None:
        return False
    return replace(one, recorded=other.recorded) != other
