"""`proposal`, `term`, `response`, `note` and `retraction`: the records other than positions."""

from __future__ import annotations

from collections.abc import Iterator

from negtrack.frozen import replace
from negtrack.model import Note, Proposal, Response, Retraction, Term, docs_of
from negtrack.query import Snapshot, standing_responses
from negtrack.views.record import standing_of, term_standing
from negtrack.views.relations.relation import (
    ID,
    NEGOTIATION,
    PROVENANCE,
    Column,
    Facts,
    Relation,
    column,
    columns_of,
    field_facts,
    record_facts,
)
from negtrack.views.relations.sets import SET, set_facts

_PROPOSAL_STANDING = Column("standing", "text", "stands, withdrawn, denied or retracted.")
_STANDING = Column("standing", "text", "stands or retracted.")
_PROPOSAL = columns_of(Proposal, ID, "party", "title", "kind", _PROPOSAL_STANDING, ..., *PROVENANCE, NEGOTIATION)
_TERM = (
    Column("id", "text", "The proposal and the issue; also the id of its offer in `position`, if any."),
    Column("proposal", "text", "The proposal."),
    Column("issue", "text", "The issue."),
    Column("value", "text", "The outcomes that would be accepted, in the notation of values."),
    *SET,
    Column("standing", "text", "Standing of the term: stands, withdrawn, denied, superseded or retracted."),
    *(column(doc) for key, doc in docs_of(Term).items() if key != "value"),
    NEGOTIATION,
)
_RESPONSE = columns_of(
    Response,
    ID,
    Column("proposal", "text", "The proposal, or the record of another party, that it answers."),
    "party",
    ...,
    Column("standing", "text", "current (the headline answer), live, cleared or retracted."),
    *PROVENANCE,
    NEGOTIATION,
)
_NOTE = columns_of(Note, ID, "party", _STANDING, *PROVENANCE, ..., NEGOTIATION)
_RETRACTION = columns_of(Retraction, ID, "party", ..., _STANDING, "recorded", NEGOTIATION)


def _proposals(snapshot: Snapshot) -> Iterator[Facts]:
    for proposal in _proposals_on_record(snapshot):
        yield {**record_facts(proposal), "standing": standing_of(snapshot, proposal)}


def _proposals_on_record(snapshot: Snapshot) -> Iterator[Proposal]:
    """Yield the proposals, oldest first, with the terms disclosed so far."""
    for proposal in sorted(snapshot.negotiation.proposals, key=lambda proposal: (proposal.day, proposal.id)):
        if snapshot.on_record(proposal):
            yield replace(proposal, terms=snapshot.named_terms(proposal))


def _terms(snapshot: Snapshot) -> Iterator[Facts]:
    for proposal in _proposals_on_record(snapshot):
        if proposal.discloses:  # its terms are listed under the disclosed proposal
            continue
        for term in proposal.terms:
            yield {
                "id": f"{proposal.id}#{term.issue}",
                "proposal": proposal.id,
                "issue": term.issue,
                **set_facts(snapshot, term.value, snapshot.negotiation.issues[term.issue]),
                "standing": term_standing(snapshot, proposal, term.issue),
                **{doc.column: getattr(term, doc.attribute) for key, doc in docs_of(Term).items() if key != "value"},
            }


def _responses(snapshot: Snapshot) -> Iterator[Facts]:
    for response in sorted(snapshot.negotiation.responses, key=lambda response: (response.day, response.id)):
        if snapshot.on_record(response):
            proposal = response.proposal
            yield {**record_facts(response), "proposal": proposal, "standing": _standing(snapshot, response)}


def _standing(snapshot: Snapshot, response: Response) -> str:
    standing = [response.id for response in standing_responses(snapshot, response.proposal, response.party)]
    if response.id in standing:
        return "current" if response.id == standing[0] else "live"
    return snapshot.fate_of(response) or "cleared"


def _notes(snapshot: Snapshot) -> Iterator[Facts]:
    for note in sorted(snapshot.negotiation.notes, key=lambda note: (note.day, note.id)):
        if snapshot.on_record(note):
            yield {**record_facts(note), "standing": standing_of(snapshot, note)}


def _retractions(snapshot: Snapshot) -> Iterator[Facts]:
    for retraction in sorted(
        snapshot.negotiation.retractions, key=lambda retraction: (retraction.recorded, retraction.id)
    ):
        if snapshot.on_record(retraction):
            yield {**field_facts(retraction), "standing": standing_of(snapshot, retraction)}


RECORDS = (
    Relation("proposal", "Every proposal that was tabled, standing or not.", _PROPOSAL, _proposals),
    Relation("term", "Each term of each proposal.", _TERM, _terms),
    Relation("response", "Each answer to a proposal or a position, standing or not.", _RESPONSE, _responses),
    Relation("note", "Context figures and remarks, which are not positions.", _NOTE, _notes),
    Relation("retraction", "Retractions of entries that were errors.", _RETRACTION, _retractions),
)
