"""Offers and terms that a delegation may not agree to."""

from __future__ import annotations

from collections.abc import Iterator

from negtrack.checks.setting import Setting, note
from negtrack.errors import Problem
from negtrack.model import Proposal
from negtrack.query import Reading, live_positions, offer_breach, term_breach

_ADVICE = "look at both, the newer one may be wrong"


def check_outside_mandate(setting: Setting) -> Iterator[Problem]:
    """No offer lies outside the newest mandate's limits, nor a term outside those of a party that it is put to."""
    reading = setting.reading
    for party, name in reading.positions:
        issue = setting.negotiation.issues[name]
        for position in live_positions(reading, party, issue):
            breach = offer_breach(reading, position, issue)
            if breach and not position.proposal:
                message = f'"{position.value}" is {breach}, as {breach.mandate.id} has it; {_ADVICE}'
                yield note(position, "value", message)
    for proposal in reading.proposals:
        if proposal.id not in reading.withdrawn:
            yield from _terms(reading, proposal)


def _terms(reading: Reading, proposal: Proposal) -> Iterator[Problem]:
    known = reading.negotiation
    asked = proposal.between or [each.id for each in known.principals]
    for term in reading.terms_of(proposal):
        for party in dict.fromkeys((proposal.party, *asked)):
            breach = term_breach(reading, party, term, known.issues[term.issue])
            if breach:
                message = f'"{term}" is {breach} of {party}, as {breach.mandate.id} has it; {_ADVICE}'
                yield note(proposal, "terms", message)
