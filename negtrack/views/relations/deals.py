"""Tables of what was settled, and what became of it: agreements, their terms by issue and step, open items and
milestones."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from negtrack.model import Agreement, Issue, Milestone, OpenItem, Record, Term, docs_of
from negtrack.query import Snapshot, deals_of
from negtrack.views.record import standing_of
from negtrack.views.relations.relation import (
    ID,
    NEGOTIATION,
    PROVENANCE,
    Column,
    Facts,
    Relation,
    column,
    columns_of,
    record_facts,
)
from negtrack.views.relations.sets import SET, set_facts, step_facts

_STANDING = Column("standing", "text", "stands or retracted.")
_ISSUE = Column("issue", "text", "The issue of the term that it is about; none for the whole agreement.")
_DEAL = Column("agreement", "text", "The agreement that it is about.")
_STATE = Column(
    "state", "text", "announced, agreed provisionally, agreed, rejected, suspended or ended; null if it does not count."
)
_AGREEMENT = columns_of(Agreement, ID, "title", "kind", "date", _STANDING, _STATE, ..., *PROVENANCE, NEGOTIATION)
_TERM = (
    Column("id", "text", "The agreement and the issue."),
    Column("agreement", "text", "The agreement."),
    Column("issue", "text", "The issue."),
    Column("value", "text", "What was agreed, in the notation of values."),
    *SET,
    Column("standing", "text", "Standing of its agreement: stands or retracted."),
    *(column(doc) for key, doc in docs_of(Term).items() if key != "value"),
    NEGOTIATION,
)
_STEP = (
    Column("term", "text", "The agreement and the issue."),
    Column("agreement", "text", "The agreement."),
    Column("issue", "text", "The issue."),
    Column("step", "text", "The step of the issue."),
    Column("place", "integer", "The place of the step among those of the issue, from 1."),
    Column("value", "text", "What was agreed in this step; unspecified where it was left open."),
    *SET,
    Column("standing", "text", "Standing of the agreement: stands or retracted."),
    NEGOTIATION,
)
_OPEN = columns_of(OpenItem, ID, _DEAL, "issue", _STANDING, ..., *PROVENANCE, NEGOTIATION)
_MILESTONE = columns_of(Milestone, ID, _DEAL, _ISSUE, "milestone", "by", _STANDING, ..., *PROVENANCE, NEGOTIATION)


def _records(select: Callable[[Snapshot], tuple[Record, ...]]) -> Callable[[Snapshot], Iterator[Facts]]:
    """Return a function that yields the rows of a kind of records, oldest first."""

    def rows(snapshot: Snapshot) -> Iterator[Facts]:
        states = {deal.agreement.id: deal.state for deal in deals_of(snapshot)}
        for record in sorted(select(snapshot), key=lambda record: (record.day, record.id)):
            if snapshot.on_record(record):
                state = {"state": states[record.id]} if record.id in states else {}
                yield {**record_facts(record), **_names(record), **state, "standing": standing_of(snapshot, record)}

    return rows


def _names(record: Record) -> Facts:
    """Return the agreement and the issue of a milestone, and its votes, which may be shares."""
    if not isinstance(record, Milestone):
        return {}
    votes = {"for": record.for_, "against": record.against}
    shown = {name: None if count is None else str(count) for name, count in votes.items()}
    return {"agreement": record.deal, "issue": record.issue, **shown}


def _terms_of_all(snapshot: Snapshot) -> Iterator[tuple[Agreement, Term, Issue]]:
    for agreement in sorted(snapshot.negotiation.agreements, key=lambda agreement: (agreement.day, agreement.id)):
        if snapshot.on_record(agreement):
            yield from ((agreement, term, snapshot.negotiation.issues[term.issue]) for term in agreement.terms)


def _terms(snapshot: Snapshot) -> Iterator[Facts]:
    for agreement, term, issue in _terms_of_all(snapshot):
        names = {"id": f"{agreement.id}#{term.issue}", **_term_names(snapshot, agreement, term)}
        yield {**names, **set_facts(snapshot, term.value, issue), **_term_fields(term)}


def _steps(snapshot: Snapshot) -> Iterator[Facts]:
    """Yield each step of the terms on issues that have steps."""
    for agreement, term, issue in _terms_of_all(snapshot):
        names = {"term": f"{agreement.id}#{term.issue}", **_term_names(snapshot, agreement, term)}
        yield from ({**names, **facts} for facts in step_facts(snapshot, term.value, issue))


def _term_names(snapshot: Snapshot, agreement: Agreement, term: Term) -> Facts:
    return {"agreement": agreement.id, "issue": term.issue, "standing": standing_of(snapshot, agreement)}


def _term_fields(term: Term) -> Facts:
    return {doc.column: getattr(term, doc.attribute) for key, doc in docs_of(Term).items() if key != "value"}


DEALS = (
    Relation(
        "agreement",
        "Every agreement, standing or not; it belongs to no party.",
        _AGREEMENT,
        _records(lambda snapshot: snapshot.negotiation.agreements),
    ),
    Relation("agreement_term", "Each term of each agreement.", _TERM, _terms),
    Relation("agreement_step", "The value of each term in each step of an issue that has steps.", _STEP, _steps),
    Relation(
        "open_item",
        "Each issue that an agreement leaves open.",
        _OPEN,
        _records(lambda snapshot: snapshot.negotiation.open_items),
    ),
    Relation(
        "milestone",
        "What became of an agreement or of one of its terms, in whose words.",
        _MILESTONE,
        _records(lambda snapshot: snapshot.negotiation.milestones),
    ),
)
