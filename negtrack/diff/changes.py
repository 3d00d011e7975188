"""Changes of a party's position between two snapshots, as values.

Movement is a change of the party's own current value; a contest is a dispute about that value. A change can be both and
then has two classes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, get_args

from negtrack.diff.snapshots import defines, is_edited, is_redefined, is_unread, issue_in
from negtrack.frozen import dataclass
from negtrack.gap import Gap, has_shrunk, same_set
from negtrack.model import Issue, Position
from negtrack.query import (
    Snapshot,
    agreed_by,
    contested_positions,
    counterparts_of,
    current_position,
    has_set,
    live_positions,
    position_gap,
    value_of,
)

ChangeClass = Literal[
    "new",
    "closer",
    "farther",
    "hardened",
    "softened",
    "changed",
    "restated",
    "re-sourced",
    "corrected",
    "withdrawn",
    "denied",
    "retracted",
    "deleted",
    "redefined",
    "newly-contested",
    "settled",
]
CHANGE_CLASSES: tuple[ChangeClass, ...] = get_args(ChangeClass)
"""`changed`: a movement that no gap measures. `corrected`: a better reading of ours has another value, or the record
was edited. `deleted`: no file has the record any more. `redefined`: the issue is measured differently. The last two
only occur between two snapshots of different files, such as a commit and the disk."""

MOVEMENTS = frozenset({"new", "closer", "farther", "hardened", "softened", "changed", "withdrawn"})
SET_MOVED = frozenset({"closer", "farther", "hardened", "softened", "retracted", "corrected", "deleted", "redefined"})
"""Classes that exclude those of red lines, which apply at an equal gap only."""


Direction = Literal["closer", "farther", ""]


@dataclass(frozen=True)
class Movement:
    """Movement of a party relative to a counterpart's position: the gap before and after."""

    counterpart: str
    before: Gap
    after: Gap

    @property
    def direction(self) -> Direction:
        """Return whether the gap fell or grew; "" if it did neither or cannot be measured."""
        return direction_between(self.before, self.after)


@dataclass(frozen=True)
class Change:
    """Change of one party's position on one issue between two snapshots."""

    party: str
    issue: Issue
    classes: tuple[ChangeClass, ...]
    before: Position | None
    after: Position | None
    movements: tuple[Movement, ...] = ()
    contested: tuple[Position, ...] = ()

    @property
    def voice_changed(self) -> bool:
        """Return whether another voice states the value now, so that only the reporting may have changed."""
        return bool(self.before and self.after and self.before.voice != self.after.voice)


def changes_between(before: Snapshot, after: Snapshot, parties: Iterable[str], issues: Sequence[Issue]) -> list[Change]:
    """Return every change of the `parties` on the `issues`, party by party, in the given order."""
    found = (change_of(before, after, party, issue) for party in parties for issue in issues)
    return [change for change in found if change]


def change_of(before: Snapshot, after: Snapshot, party: str, issue: Issue) -> Change | None:
    """Return the change of one party's position on one issue; None if nothing changed."""
    old = current_position(before, party, issue_in(before, issue))
    if is_unread(before, party) or is_unread(after, party, old):
        return None
    if not defines(after, party, issue):
        return Change(party, issue_in(before, issue), ("deleted",), old, None) if old else None
    issue = issue_in(after, issue)
    new = current_position(after, party, issue)
    if old and is_redefined(before, after, issue):
        return Change(party, issue, ("redefined",), old, new)
    movements = _movements(before, after, party, issue)
    classes = list(_value_classes(before, after, issue, old, new, movements))
    if old and new and not SET_MOVED & set(classes):
        classes += _red_line_classes(before, after, party, issue)
    classes += _dispute_classes(before, after, party, issue)
    if not classes:
        return None
    contested = contested_positions(after, party, issue) if "newly-contested" in classes else ()
    ordered = sorted(dict.fromkeys(classes), key=CHANGE_CLASSES.index)
    return Change(party, issue, tuple(ordered), old, new, movements, contested)


def _value_classes(
    before: Snapshot,
    after: Snapshot,
    issue: Issue,
    old: Position | None,
    new: Position | None,
    movements: Iterable[Movement],
) -> Iterator[ChangeClass]:
    if old is None:
        if new:
            yield "new"
    elif is_edited(before, after, old):
        yield "corrected"
    elif new and _is_same_record(old, new):  # same for all; it may have moved toward one counterpart
        yield from _directions(movements)
    else:
        yield from _replaced_classes(after, issue, old, new, movements)


def _replaced_classes(
    after: Snapshot, issue: Issue, old: Position, new: Position | None, movements: Iterable[Movement]
) -> Iterator[ChangeClass]:
    """Yield the classes of a change in which `old` is no longer the current position."""
    names = {old.id, old.proposal}
    if names & after.retracted.keys():
        yield "retracted"
        return
    if names.isdisjoint(after.negotiation.entries):
        yield "deleted"
        return
    if names & after.withdrawn.keys() or new is None:
        yield "withdrawn"
    if new is None:
        return
    corrected = after.superseded.get(old.id)
    if corrected and corrected.id == new.id and not _same_set(after, issue, old, new):
        yield "corrected"
    else:
        yield from moved_between(after, issue, old, new, movements)


def moved_between(
    after: Snapshot, issue: Issue, old: Position, new: Position, movements: Iterable[Movement] = ()
) -> Iterator[ChangeClass]:
    """Yield the classes of a later statement, by the gaps to counterparts if known, otherwise by its set."""
    if _same_set(after, issue, old, new):
        yield "restated" if new.day > old.day else "re-sourced"
    else:
        yield from _set_change(after, issue, old, new, movements)


def _set_change(
    after: Snapshot, issue: Issue, old: Position, new: Position, movements: Iterable[Movement]
) -> Iterator[ChangeClass]:
    directions = _directions(movements)
    if directions:
        yield from directions
        return
    one, other = value_of(old, issue), value_of(new, issue)
    dates = after.negotiation.event_dates
    if one and other and has_shrunk(one, other, issue.scale, dates):
        yield "hardened"
    elif one and other and has_shrunk(other, one, issue.scale, dates):
        yield "softened"
    else:
        yield "changed"


def _directions(movements: Iterable[Movement]) -> list[ChangeClass]:
    found = {movement.direction for movement in movements}
    return [name for name in CHANGE_CLASSES if name in found]


def _red_line_classes(before: Snapshot, after: Snapshot, party: str, issue: Issue) -> Iterator[ChangeClass]:
    """Yield the class of a new red line or of the end of the last one; a later statement alone does not end one."""
    was, now = (
        {position.id for position in live_positions(snapshot, party, issue) if position.stance == "red-line"}
        for snapshot in (before, after)
    )
    if now and not was:
        yield "hardened"
    if not now and was & after.withdrawn.keys():
        yield "softened"


def _dispute_classes(before: Snapshot, after: Snapshot, party: str, issue: Issue) -> Iterator[ChangeClass]:
    live = live_positions(after, party, issue)
    denied = after.denied.keys() - before.denied.keys()
    if any({position.id, position.proposal} & denied for position in live):
        yield "denied"
    was = {position.id for position in contested_positions(before, party, issue)}
    now = {position.id for position in contested_positions(after, party, issue)}
    if now and not was:
        yield "newly-contested"
    if (was and not now) or _has_new_agreement(before, after, party, issue):
        yield "settled"


def _has_new_agreement(before: Snapshot, after: Snapshot, party: str, issue: Issue) -> bool:
    if not after.proposals:
        return False
    others = counterparts_of(after, party, issue)
    known = before.negotiation.parties
    return any(
        agreed_by(after, issue, party, other)
        and not (party in known and other in known and agreed_by(before, issue, party, other))
        for other in others
    )


def _movements(before: Snapshot, after: Snapshot, party: str, issue: Issue) -> tuple[Movement, ...]:
    """Return the movements relative to counterparts' later positions, so that their own movements do not count."""
    others = counterparts_of(after, party, issue)
    found = []
    for name in others:
        theirs = current_position(after, name, issue, toward=party)
        old, new = (current_position(snapshot, party, issue, toward=name) for snapshot in (before, after))
        if theirs and has_set(theirs) and old and new and not _is_same_record(old, new):
            gaps = (position_gap(after, issue, position, theirs) for position in (old, new))
            found.append(Movement(name, *gaps))
    return tuple(found)


def _is_same_record(old: Position, new: Position) -> bool:
    """Return whether both are the same statement; the value of an offer may have been disclosed since."""
    return (old.id, old.value) == (new.id, new.value)


def _same_set(snapshot: Snapshot, issue: Issue, old: Position, new: Position) -> bool:
    one, other = value_of(old, issue), value_of(new, issue)
    if one is None or other is None or (old.qualifier or issue.basis) != (new.qualifier or issue.basis):
        return False
    return one == other or same_set(one, other, issue.scale, snapshot.negotiation.event_dates)


def direction_between(before: Gap, after: Gap) -> Direction:
    """Return whether a gap fell (or the sets meet now) or grew; "" if it did neither or cannot be measured."""
    if {before.status, after.status} == {"overlap", "apart"}:
        return "closer" if after.status == "overlap" else "farther"
    if before.distance is None or after.distance is None:
        return ""
    was, now = (before.distance, not before.exact), (after.distance, not after.exact)
    return "" if was == now else "closer" if now < was else "farther"
