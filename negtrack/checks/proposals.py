"""Offers and terms that a delegation may not agree to."""

from __future__ import annotations

from collections.abc import Iterator

from negtrack.checks.context import CheckContext, note
from negtrack.errors import Problem
from negtrack.model import Proposal
from negtrack.query import Snapshot, live_positions, offer_breach, term_breach

_ADVICE = "look at both, the newer one may be wrong"


def check_outside_mandate(context: CheckContext) -> Iterator[Problem]:
    """No offer lies outside the newest mandate's limits, nor a term outside those of a party that it is put to."""
    snapshot = context.snapshot
    for party, name in context.groups:
        issue = context.negotiation.issues[name]
        for position in live_positions(snapshot, party, issue):
            breach = offer_breach(snapshot, position, issue)
            if breach and not position.proposal:
                message = f'"{position.value}" is {breach}, as {breach.mandate.id} has it; {_ADVICE}'
                yield note(position, "value", message)
    reported = {entry.id for entry in context.of(Proposal)}
    for proposal in snapshot.proposals:
        if proposal.id in reported and proposal.id not in snapshot.withdrawn:
            yield from _terms(snapshot, proposal)


def _terms(snapshot: Snapshot, proposal: Proposal) -> Iterator[Problem]:
    known = snapshot.negotiation
    asked = proposal.between or [party.id for party in known.principals]
    for term in snapshot.terms_of(proposal):
        for party in dict.fromkeys((proposal.party, *asked)):
            breach = term_breach(snapshot, party, term, known.issues[term.issue])
            if breach:
                message = f'"{term}" is {breach} of {party}, as {breach.mandate.id} has it; {_ADVICE}'
                yield note(proposal, "terms", message)
