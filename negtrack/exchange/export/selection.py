"""The part of a negotiation to export: a smaller negotiation that can be imported again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import TypeVar

from negtrack.frozen import replace
from negtrack.model import (
    Agreement,
    Entry,
    Issue,
    Milestone,
    Negotiation,
    OpenItem,
    Position,
    Proposal,
    Record,
    Response,
    record_of,
    references,
)
from negtrack.query import Snapshot

EntryType = TypeVar("EntryType", bound=Entry)


def select_part(snapshot: Snapshot, parties: Collection[str] = (), issues: Collection[str] = ()) -> Negotiation:
    """Return the entries of `parties` on `issues` (empty: all) in `snapshot`, with everything that they name and all
    entries that take them back: without these they would stand again.

    With a selection, only the issues and sources that are named stay; parties and events always do.
    """
    known = snapshot.negotiation
    entries = {name: entry for name, entry in known.entries.items() if _was_recorded(entry, snapshot)}
    stated = (record for record in known.records if snapshot.as_of is None or record.day <= snapshot.as_of)
    chosen = {record.id for record in stated if record.id in entries and _is_chosen(record, entries, parties, issues)}
    smaller = _filter_entries(known, _closure(chosen, known.entries, _find_removals(snapshot)))
    if not parties and not issues:
        return smaller
    named = (_issues_of(smaller) | set(issues)) & known.issues.keys()
    cited = {name for record in smaller.records for name in record.cites} | set(known.cited_by_definitions)
    return replace(
        smaller,
        issues={name: _drop_links(issue, named) for name, issue in known.issues.items() if name in named},
        sources={name: source for name, source in known.sources.items() if name in cited},
    )


def _was_recorded(entry: Entry, snapshot: Snapshot) -> bool:
    return snapshot.known_at is None or entry.recorded <= snapshot.known_at


def _is_chosen(record: Record, entries: Mapping[str, Entry], parties: Collection[str], issues: Collection[str]) -> bool:
    if parties and not _is_of(record, entries, parties):
        return False
    return not issues or not _topics(record, entries).isdisjoint(issues)


def _is_of(record: Record, entries: Mapping[str, Entry], parties: Collection[str]) -> bool:
    """Return whether a record is of one of `parties`; an agreement and what is about it, of those that it binds."""
    agreement = entries.get(record_of(record.agreement)) if isinstance(record, OpenItem | Milestone) else record
    if not isinstance(agreement, Agreement):
        return record.party in parties
    return not agreement.between or not set(agreement.between).isdisjoint(parties)


def _topics(record: Record, entries: Mapping[str, Entry]) -> set[str]:
    """Return the issues that a record is about; for an answer those of its proposal."""
    if isinstance(record, Response) and record.issues:
        return set(record.issues)
    if isinstance(record, Milestone) and record.issue:
        return {record.issue}
    named = {Response: "proposal", Milestone: "deal"}.get(type(record))
    about = entries.get(getattr(record, named)) if named else record
    if isinstance(about, Position | OpenItem):
        return {about.issue}
    return {term.issue for term in about.terms} if isinstance(about, Proposal | Agreement) else set()


def _find_removals(snapshot: Snapshot) -> Mapping[str, set[str]]:
    """Return entry -> entries that end or correct it by then: retractions, corrections, also of a later day,
    withdrawals, denials, and for a proposal the records that disclose its terms."""
    known = snapshot.negotiation
    found: dict[str, set[str]] = defaultdict(set)
    for retraction in known.retractions:
        if _was_recorded(retraction, snapshot):
            found[retraction.of].add(retraction.id)
    for proposal in known.proposals:
        if snapshot.on_record(proposal):
            found[proposal.discloses].add(proposal.id)
    for ended in (snapshot.superseded, snapshot.withdrawn, snapshot.denied):
        for name, by in ended.items():
            found[record_of(name)].add(by.id)
    for name, claims in snapshot.claims.items():
        found[record_of(name)].update(claim.id for claim in claims)
    return found


def _closure(chosen: Iterable[str], entries: Mapping[str, Entry], removals: Mapping[str, set[str]]) -> set[str]:
    """Return `chosen`, all `entries` that these name, also entries recorded later, and the entries that take them
    back."""
    found: set[str] = set()
    waiting = set(chosen)
    while waiting:
        found |= waiting
        named = {name for id in waiting if id in entries for _, name in references(entries[id])}
        named |= {name for id in waiting for name in removals.get(id, ())}
        waiting = {name for name in map(record_of, named) if name in entries} - found
    return found


def _filter_entries(known: Negotiation, names: Collection[str]) -> Negotiation:
    def keep(entries: Iterable[EntryType]) -> tuple[EntryType, ...]:
        return tuple(entry for entry in entries if entry.id in names)

    return replace(
        known,
        positions=keep(known.positions),
        proposals=keep(known.proposals),
        responses=keep(known.responses),
        notes=keep(known.notes),
        retractions=keep(known.retractions),
        agreements=keep(known.agreements),
        open_items=keep(known.open_items),
        milestones=keep(known.milestones),
    )


def _issues_of(known: Negotiation) -> set[str]:
    """Return the names of issues in the records; a condition in prose may give words that name no issue."""
    limits = (limit for position in known.positions for limit in position.limits)
    papers: tuple[Proposal | Agreement, ...] = (*known.proposals, *known.agreements)
    terms = [term for paper in papers for term in paper.terms]
    required = [*(position.requires for position in known.positions), *(term.requires for term in terms)]
    conditions = (text.partition("=")[0].strip() for texts in required for text in texts)
    left = (item.issue for item in known.open_items)
    return {
        *left,
        *(position.issue for position in known.positions),
        *(term.issue for term in (*terms, *limits)),
        *conditions,
    }


def _drop_links(issue: Issue, named: Collection[str]) -> Issue:
    return replace(issue, linked=tuple(name for name in issue.linked if name in named))
