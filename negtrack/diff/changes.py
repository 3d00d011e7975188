"""Changes of a party's position between two snapshots, as values.

Movement is a change of the party's own current value; a contest is a dispute about that value. A change can be both and
then has two classes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Literal

from negtrack.diff.classes import SET_MOVED, ChangeClass, order_classes
from negtrack.diff.held import held_last, held_snapshot, is_still_held
from negtrack.diff.moved import directions_of, moved_between, same_value
from negtrack.diff.movement import AgreementStep, Movement, agreements_of, is_movement, is_same_record, movements_of
from negtrack.diff.shift import Shift, shift_of
from negtrack.diff.snapshots import (
    defines,
    is_edited,
    is_redefined,
    is_unread,
    issue_in,
    names_of,
    withdrawal_of,
)
from negtrack.frozen import dataclass, field
from negtrack.lazy import LazyItems
from negtrack.model import Agreement, Issue, Position, Proposal, is_later
from negtrack.query import (
    Snapshot,
    contested_positions,
    current_position,
    has_lapsed,
    live_positions,
    overtaking_deal,
    perhaps_withdrawn,
    position_gap,
    settling_record,
    silencing_agreement,
)


@dataclass(frozen=True)
class Change:
    """Change of one party's position on one issue between two snapshots."""

    party: str
    issue: Issue
    classes: tuple[ChangeClass, ...]
    before: Position | None
    after: Position | None
    moves: Iterable[Movement] = field(default=(), repr=False, compare=False)
    """What `movements` are made of."""
    contested: tuple[Position, ...] = ()
    shift: Shift | None = None
    reason: str = ""
    """Why the two values are not comparable: `basis`, `anchor`, `unit`."""
    agreements: tuple[AgreementStep, ...] = ()

    @cached_property
    def movements(self) -> tuple[Movement, ...]:
        """The movements of the party relative to its counterparts; of most changes no page asks for all."""
        return tuple(self.moves)

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
    ends = _ends_of(before, after, party, issue)
    if ends is None or ends.fate:
        return Change(party, ends.issue, (ends.fate,), ends.old, ends.new) if ends and ends.fate else None
    issue, old, new = ends.issue, ends.old, ends.new
    classes = list(_own_classes(before, after, ends))
    classes += ["lapsed"] if _is_newly_lapsed(before, after, old, new) else []
    classes += _dispute_classes(before, after, party, issue)
    agreements = agreements_of(before, after, party, issue)
    classes += [step.change for step in agreements]
    if not classes:
        return None
    contested = contested_positions(after, party, issue) if "newly-contested" in classes else ()
    shift = _shift(after, issue, old, new) if old and new and {"softened", "hardened"} & set(classes) else None
    reason = position_gap(after, issue, old, new).reason if "changed" in classes else ""
    return Change(party, issue, order_classes(classes), old, new, ends.movements, contested, shift, reason, agreements)


def own_classes(before: Snapshot, after: Snapshot, party: str, issue: Issue) -> Iterator[ChangeClass]:
    """Yield the classes of what a party itself did to its position, each looked for when it is asked for: those of
    `change_of` but for lapsed offers, disputes and agreements."""
    ends = _ends_of(before, after, party, issue)
    if ends:
        yield from (ends.fate,) if ends.fate else _own_classes(before, after, ends)


@dataclass(frozen=True)
class _Ends:
    """What a party held before and after, and how it moved in between."""

    party: str
    issue: Issue
    old: Position | None
    new: Position | None
    movements: Iterable[Movement] = ()
    fate: Literal["deleted", "redefined", ""] = ""
    """Why the two are not compared."""


def _ends_of(before: Snapshot, after: Snapshot, party: str, issue: Issue) -> _Ends | None:
    """Return what a party held before and after; None where that is not known, or was defined nowhere."""
    earlier = held_snapshot(before, party, issue)
    old = current_position(earlier, party, issue_in(before, issue))
    if is_unread(before, party) or is_unread(after, party, old):
        return None
    if not defines(after, party, issue):
        return _Ends(party, issue_in(before, issue), old, None, fate="deleted") if old else None
    issue = issue_in(after, issue)
    held = held_snapshot(after, party, issue)
    old, new = held_last(before, after, party, issue), current_position(held, party, issue)
    if old and held is not after and is_still_held(after, old, new):
        new, held = old, earlier
    if old and is_redefined(before, after, issue):
        return _Ends(party, issue, old, new, fate="redefined")
    return _Ends(party, issue, old, new, LazyItems(movements_of(earlier, held, party, issue)))


def _own_classes(before: Snapshot, after: Snapshot, ends: _Ends) -> Iterator[ChangeClass]:
    found: list[ChangeClass] = []
    for name in _value_classes(before, after, ends.issue, ends.old, ends.new, ends.movements):
        found.append(name)
        yield name
    if ends.old and ends.new and SET_MOVED.isdisjoint(found):
        yield from _red_line_classes(before, after, ends.party, ends.issue)


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
            yield "brought-back" if _is_brought_back(after, issue, new) else "new"
    elif is_edited(before, after, old):
        yield "corrected"
    elif new and is_same_record(old, new):  # same for all; it may have moved toward one counterpart
        yield from directions_of(movements)
    else:
        yield from _replaced_classes(after, issue, old, new, movements)


def _replaced_classes(
    after: Snapshot, issue: Issue, old: Position, new: Position | None, movements: Iterable[Movement]
) -> Iterator[ChangeClass]:
    """Yield the classes of a change in which `old` is no longer the current position."""
    names = {*names_of(old)}
    if names & after.retracted.keys():
        yield "retracted"
        return
    if not any(name in after.negotiation.entries for name in names):
        yield "deleted"
        return
    if new and _is_brought_back(after, issue, new):
        yield "brought-back"
        return
    if new is None and silencing_agreement(after, old.party, issue):  # the end of the agreement says it
        return
    is_withdrawn = new is None or withdrawal_of(after, old) is not None
    if is_withdrawn:
        yield "withdrawn"
    if new is None:
        return
    corrected = after.superseded.get(old.id)
    if corrected and corrected.id == new.id and not same_value(after, issue, old, new):
        yield "corrected"
    elif not is_withdrawn or is_later(new, old) or same_value(after, issue, old, new):
        yield from moved_between(after, issue, old, new, movements)


def _is_newly_lapsed(before: Snapshot, after: Snapshot, old: Position | None, new: Position | None) -> bool:
    """Return whether the offer that the party still holds, or had made by then, has lapsed in between. What an
    agreement overtook, or settled the issue of, is no loss."""
    if not new or not has_lapsed(after, new) or _is_settled(after, new):
        return False
    return not (old and is_same_record(old, new) and has_lapsed(before, old))


def _is_settled(after: Snapshot, offer: Position) -> bool:
    """Return whether an agreement overtook an offer, or settles its issue."""
    known = after.negotiation
    if not known.agreements:
        return False
    paper = known.entries.get(offer.proposal)
    is_overtaken = isinstance(paper, Proposal) and overtaking_deal(after, paper) is not None
    return is_overtaken or isinstance(settling_record(after, offer.party, known.issues[offer.issue]), Agreement)


def _is_brought_back(after: Snapshot, issue: Issue, new: Position) -> bool:
    """Return whether the party had withdrawn the same value before it stated `new`."""
    basis = new.qualifier or issue.basis
    alike = (one for one in perhaps_withdrawn(after, issue, new) if (one.qualifier or issue.basis) == basis)
    return any((withdrawal := withdrawal_of(after, one)) and is_later(new, withdrawal) for one in alike)


def _shift(after: Snapshot, issue: Issue, old: Position, new: Position) -> Shift | None:
    return shift_of(after, issue, old, new) if is_movement(after, issue, old, new) else None


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
    was, now = (contested_positions(snapshot, party, issue) for snapshot in (before, after))
    if now and not was:
        yield "newly-contested"
    if was and not now:
        yield "no-longer-contested"
