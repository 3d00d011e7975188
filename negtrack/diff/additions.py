"""Records between two snapshots that changed no current position: claims, proposals, answers, agreements and the
like."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Literal, get_args

from negtrack.diff.changes import Change
from negtrack.diff.classes import ChangeClass
from negtrack.diff.snapshots import names_of, withdrawal_of
from negtrack.frozen import dataclass
from negtrack.model import (
    Agreement,
    Entry,
    Group,
    Issue,
    Milestone,
    Negotiation,
    Note,
    OpenItem,
    Position,
    Proposal,
    Record,
    Response,
    Retraction,
)
from negtrack.query import Snapshot, holds, is_since, live_positions, settlements_with, settling_record, standing_of

Part = Literal[
    "claim",
    "proposal",
    "disclosure",
    "answer",
    "withdrawal",
    "denial",
    "note",
    "agreement",
    "open",
    "milestone",
    "retraction",
]
PARTS: tuple[Part, ...] = get_args(Part)
AdditionStanding = Literal[
    "",
    "contested",
    "divided",
    "denied",
    "order unknown",
    "beside",
    "overtaken",
    "withdrawn",
    "since the deal",
    "disputes",
]
"""How a claim stands to the current position now, if it is live; otherwise what became of it."""


@dataclass(frozen=True)
class Addition:
    """One record that was stated or recorded between two snapshots, and that is not the subject of a `Change`."""

    record: Entry
    part: Part
    change: ChangeClass
    target: str = ""
    """Id of what a denial denies."""
    standing: AdditionStanding = ""


def additions_between(
    before: Snapshot, after: Snapshot, parties: Iterable[str], issues: Sequence[Issue], changes: Iterable[Change]
) -> list[Addition]:
    """Return what the `parties` added on the `issues` besides the `changes`, part by part, oldest first; notes only if
    all issues are asked for."""
    order = {party: number for number, party in enumerate(parties)}
    names = {issue.id for issue in issues}
    known = after.negotiation
    reported = set(_reported(after, changes))
    found = [
        addition
        for entry in _added_entries(before, after, order, names)
        if entry.id not in reported and _concerns(known, entry, order) and _is_selected(known, entry, names)
        for addition in _additions(after, entry)
    ]
    part = {name: number for number, name in enumerate(PARTS)}
    return sorted(found, key=lambda one: (part[one.part], _day(one.record), order.get(one.record.party, -1)))


def _added_entries(
    before: Snapshot, after: Snapshot, parties: Collection[str], issues: Collection[str]
) -> Iterator[Entry]:
    """Yield the positions of the `parties` on the `issues`, and all other entries, that count in `after` and did not in
    `before`, but for those that `before` could not read."""
    one, other, unread = before.negotiation, after.negotiation, before.negotiation.unsound
    asked = [(party, issue) for party, issue in other.groups if party in parties and issue in issues]
    counted = {record.id for record in _counting(before, asked if one is other else one.groups)}
    yield from (record for record in _counting(after, asked) if record.id not in counted and record.id not in unread)
    for retraction in other.retractions:
        if retraction.id not in unread and _takes_back(before, after, retraction):
            yield retraction


def _counting(snapshot: Snapshot, groups: Iterable[Group]) -> Iterator[Record]:
    """Yield the positions of some groups, and all other records, that count."""
    for group in groups:
        yield from snapshot.said(group)
    yield from snapshot.select_counting(snapshot.negotiation.other_records)


def _concerns(negotiation: Negotiation, entry: Entry, parties: Collection[str]) -> bool:
    """Return whether an entry belongs to one of the `parties`, or is about an agreement between any of them."""
    if entry.party:
        return entry.party in parties
    about = negotiation.entries.get(entry.of) if isinstance(entry, Retraction) else entry
    name = about.deal if isinstance(about, Milestone) else about.agreement if isinstance(about, OpenItem) else ""
    agreement = negotiation.entries.get(name) if name else about
    between = agreement.between if isinstance(agreement, Agreement) else ()
    return not between or not set(between).isdisjoint(parties)


def _day(entry: Entry) -> tuple[int, str]:
    day = entry.day if isinstance(entry, Record) else entry.recorded.date()
    return day.toordinal(), entry.id


def _reported(after: Snapshot, changes: Iterable[Change]) -> Iterator[str]:
    """Yield the records that the changes report."""
    for change in changes:
        if change.after:
            yield change.after.id
        if change.before:
            names = names_of(change.before)
            if "withdrawn" in change.classes and (withdrawal := withdrawal_of(after, change.before)):
                yield withdrawal.id
            if "retracted" in change.classes:
                yield from (after.retracted[name].id for name in names if name in after.retracted)


def _is_selected(negotiation: Negotiation, entry: Entry, issues: Collection[str]) -> bool:
    """Return whether an entry is about one of the `issues`; always if they are all that there are."""
    if isinstance(entry, Position):
        return entry.issue in issues
    if negotiation.issues.keys() <= set(issues):
        return True
    if isinstance(entry, Retraction):
        taken_back = negotiation.entries.get(entry.of)
        return taken_back is not None and _is_selected(negotiation, taken_back, issues)
    if isinstance(entry, Response) and entry.issues:
        return not entry.issues.isdisjoint(issues)
    if isinstance(entry, OpenItem) or (isinstance(entry, Milestone) and entry.issue):
        return entry.issue in issues
    name = entry.proposal if isinstance(entry, Response) else entry.deal if isinstance(entry, Milestone) else ""
    about = negotiation.entries.get(name) if name else entry
    if isinstance(about, Position):
        return about.issue in issues
    return isinstance(about, Proposal | Agreement) and any(term.issue in issues for term in about.terms)


def _takes_back(before: Snapshot, after: Snapshot, retraction: Retraction) -> bool:
    """Return whether a retraction stands and took back a record that had counted."""
    standing = after.retracted.get(retraction.of)
    taken_back = before.negotiation.entries.get(retraction.of)
    was = isinstance(taken_back, Record) and before.counts(taken_back)
    return standing is not None and standing.id == retraction.id and was


def _additions(after: Snapshot, entry: Entry) -> Iterator[Addition]:
    if isinstance(entry, Position):
        yield from _position_additions(after, entry)
    elif isinstance(entry, Proposal):
        yield (
            Addition(entry, "disclosure", "disclosure") if entry.discloses else Addition(entry, "proposal", "proposal")
        )
    elif isinstance(entry, Response):
        yield Addition(entry, "answer", "answer", entry.proposal)
    elif isinstance(entry, Note):
        yield Addition(entry, "note", "note")
    elif isinstance(entry, Agreement):
        yield Addition(entry, "agreement", "agreement")
    elif isinstance(entry, OpenItem):
        yield Addition(entry, "open", "open", entry.agreement)
    elif isinstance(entry, Milestone):
        yield Addition(entry, "milestone", "milestone", entry.agreement)
    else:
        yield Addition(entry, "retraction", "retracted", entry.of if isinstance(entry, Retraction) else "")


def _position_additions(after: Snapshot, position: Position) -> Iterator[Addition]:
    """Yield a claim, a withdrawal, or a denial of each thing that it denies; said by others the last two are claims."""
    if position.stance == "denial":
        for name in position.denies:
            yield Addition(position, "denial", "denied" if position.is_own else "claim", name)
    elif position.stance == "withdrawal":
        yield Addition(position, "withdrawal", "withdrawn" if holds(position) else "claim")
    else:
        change: ChangeClass = "corrected" if position.supersedes else "claim"
        yield Addition(position, "claim", change, "", _standing(after, position))


def _standing(after: Snapshot, position: Position) -> AdditionStanding:
    issue = after.negotiation.issues[position.issue]
    live = live_positions(after, position.party, issue)
    if all(other.id != position.id for other in live):
        return "withdrawn" if withdrawal_of(after, position) else "overtaken"
    settling = settling_record(after, position.party, issue)
    if settling and position.is_own and is_since(position, settling):
        settlements = settlements_with(after, position.party, issue)
        return "disputes" if any(position in one.against for one in settlements) else "since the deal"
    standing = standing_of(after, position, issue)
    return standing if standing in ("contested", "divided", "denied", "order unknown") else "beside"
