"""Offers and terms outside the mandate of a delegation."""

from __future__ import annotations

from collections.abc import Iterator

from negtrack.checks.context import CheckContext, term_note
from negtrack.errors import Problem
from negtrack.model import Proposal, Term
from negtrack.query import Snapshot, limiting_mandate, live_positions, offer_breach, term_breach

_ADVICE = "look at both, the newer one may be wrong"


def check_outside_mandate(context: CheckContext) -> Iterator[Problem]:
    """Report offers outside the newest mandate's limits, and terms outside those of a party that they are put to."""
    snapshot = context.snapshot
    for party, name in context.groups:
        if limiting_mandate(snapshot, party) is None:
            continue
        issue = context.negotiation.issues[name]
        for position in live_positions(snapshot, party, issue):
            breach = offer_breach(snapshot, position, issue)
            if breach and not position.proposal:
                yield context.note_on(position, f" is {breach}, as {breach.mandate.id} has it; {_ADVICE}")
    reported = {entry.id for entry in context.of(Proposal)}
    for proposal in snapshot.proposals:
        if proposal.id in reported and proposal.id not in snapshot.withdrawn:
            yield from _term_breaches(snapshot, proposal)


def _terms_of(snapshot: Snapshot, proposal: Proposal) -> Iterator[Term]:
    """Yield the terms that a proposal names, and what later records disclose of them."""
    for term in snapshot.named_terms(proposal):
        yield term
        yield from (Term(term.issue, offer.value) for offer in snapshot.disclosed(proposal, term.issue))


def _term_breaches(snapshot: Snapshot, proposal: Proposal) -> Iterator[Problem]:
    known = snapshot.negotiation
    parties = proposal.between or [party.id for party in known.principals]
    for term in _terms_of(snapshot, proposal):
        for party in dict.fromkeys((proposal.party, *parties)):
            breach = term_breach(snapshot, party, term, known.issues[term.issue])
            if breach:
                message = f'"{term}" is {breach} of {party}, as {breach.mandate.id} has it; {_ADVICE}'
                yield term_note(proposal, term, message)
