"""Classes of another statement of a party in the place of an earlier one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from negtrack.diff.classes import ChangeClass
from negtrack.diff.movement import Movement, is_movement
from negtrack.diff.shift import shift_of
from negtrack.gap import has_shrunk
from negtrack.model import Issue, Position, is_later
from negtrack.query import Snapshot, has_set, is_same_set, value_of
from negtrack.values import KINDS, flag_of


def moved_between(
    after: Snapshot, issue: Issue, old: Position, new: Position, movements: Iterable[Movement] = ()
) -> Iterator[ChangeClass]:
    """Yield the classes of another statement: by the gaps to counterparts, by what the party wants, or by its set."""
    if same_value(after, issue, old, new):
        yield "restated" if is_later(new, old) else "re-sourced"
    elif flag_of(old.value) == "undisclosed" and has_set(new) and new.proposal:
        yield "disclosed"
    elif not is_later(new, old):
        yield "changed" if is_later(old, new) else "order-unknown"
    elif has_set(new) and not has_set(old) and flag_of(old.value) != "undisclosed":
        yield "new"
    elif is_movement(after, issue, old, new):
        yield from _set_change(after, issue, old, new, movements)
    else:
        yield "changed"


def _set_change(
    after: Snapshot, issue: Issue, old: Position, new: Position, movements: Iterable[Movement]
) -> Iterator[ChangeClass]:
    """Yield the classes of another value; of one in place of a refusal those of a movement toward others alone."""
    classes: Iterable[ChangeClass] = _direction_classes(after, issue, old, new, movements)
    if old.stance == "refusal" != new.stance:
        classes = list(classes)
        classes = ["new"] if {"closer", "softened"}.isdisjoint(classes) else classes
    yield from classes


def _direction_classes(
    after: Snapshot, issue: Issue, old: Position, new: Position, movements: Iterable[Movement]
) -> Iterator[ChangeClass]:
    is_measured = False
    for direction in directions_of(movements):
        is_measured = True
        yield direction
    shift = shift_of(after, issue, old, new)
    if shift:
        yield shift.direction
    elif not is_measured:
        yield from _inclusion(after, issue, old, new)


def _inclusion(after: Snapshot, issue: Issue, old: Position, new: Position) -> Iterator[ChangeClass]:
    """Yield whether the set shrank or grew, otherwise `changed`; also of a party whose direction is known, as the end
    that counts did not move."""
    if issue.wants.get(new.party) and KINDS[issue.kind].has_line(issue.scale):
        yield "changed"
        return
    one, other = value_of(old, issue), value_of(new, issue)
    dates = after.negotiation.event_dates
    if one and other and has_shrunk(one, other, issue.scale, dates):
        yield "hardened"
    elif one and other and has_shrunk(other, one, issue.scale, dates):
        yield "softened"
    else:
        yield "changed"


def directions_of(movements: Iterable[Movement]) -> Iterator[ChangeClass]:
    """Yield the directions of some movements, each once; none is looked at after both."""
    directions = (movement.direction for movement in movements if movement.direction)
    if first := next(directions, None):
        yield first
        yield from islice((direction for direction in directions if direction != first), 1)


def same_value(snapshot: Snapshot, issue: Issue, old: Position, new: Position) -> bool:
    """Return whether two positions have values of one basis that accept the same outcomes."""
    if not (old.value and new.value) or (old.qualifier or issue.basis) != (new.qualifier or issue.basis):
        return False
    return is_same_set(snapshot.negotiation, issue, old, new)
