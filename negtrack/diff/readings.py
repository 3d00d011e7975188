"""What two readings of different files, such as a commit and the disk, need not have in common: their definitions, and
what one record says.
"""

from __future__ import annotations

from dataclasses import replace

from negtrack.model import Issue, Position
from negtrack.query import Reading


def issue_in(reading: Reading, issue: Issue) -> Issue:
    """`issue` as the reading's own files define it; as it is where they do not."""
    return reading.negotiation.issues.get(issue.id, issue)


def defines(reading: Reading, party: str, issue: Issue) -> bool:
    """Whether the reading's files know both the party and the issue."""
    return party in reading.negotiation.parties and issue.id in reading.negotiation.issues


def left_out(reading: Reading, party: str, position: Position | None = None) -> bool:
    """Whether the reading's files may hold the party or the position, but could not be read; so nothing is known."""
    names = {party, position.id, position.proposal} if position else {party}
    return not names.isdisjoint(reading.negotiation.unsound)


def redefined(before: Reading, after: Reading, issue: Issue) -> bool:
    """Whether the two readings measure `issue` otherwise, so that no value of one is compared with one of the other."""
    one, other = issue_in(before, issue), issue_in(after, issue)
    return one is not other and (one.scale, one.basis, one.class_) != (other.scale, other.basis, other.class_)


def edited(before: Reading, after: Reading, old: Position) -> bool:
    """Whether the files of the two readings hold the record behind `old` otherwise, but for when it was recorded."""
    name = old.proposal or old.id
    one, other = (reading.negotiation.entries.get(name) for reading in (before, after))
    if one is other or one is None or other is None:
        return False
    return replace(one, recorded=other.recorded) != other
