"""Fields that have no meaning beside what the record is: a position toward its own holder, reservations of an answer
that accepts the whole, an agreement of one party."""

from __future__ import annotations

from collections.abc import Iterator

from negtrack.checks.context import CheckContext, problem
from negtrack.errors import Problem
from negtrack.model import TAKING_BACK, Agreement, Negotiation, Position, Proposal, Response
from negtrack.query import is_bloc

_OF_AN_OFFER = ("amends", "answers", "alternative_to", "expires", "final")
"""Fields by which a proposal bears on others or on its own end."""


def misplaced_fields(context: CheckContext) -> Iterator[Problem]:
    """Yield the fields of positions, proposals, answers and agreements that cannot stand beside the rest."""
    known = context.negotiation
    for position in context.of(Position):
        if position.toward and _owner(known, position.toward) == _owner(known, position.party):
            whose = "the party itself" if position.toward == position.party else f"of one party with {position.party}"
            message = f"{position.toward} is {whose}; name a counterpart, or leave it out"
            yield problem(position, "toward", message)
        for field in ("qualifier", "requires") if position.stance in TAKING_BACK else ():
            if getattr(position, field):
                yield problem(
                    position, field, f"has no effect in a {position.stance}, which carries no value; say it in text"
                )
    for proposal in context.of(Proposal):
        yield from _of_proposal(proposal)
    for response in context.of(Response):
        if response.reservations and response.answer == "accepted":
            message = "beside accepted, which accepts the whole; write accepted-with-reservations, or leave it out"
            yield problem(response, "reservations", message)
    for agreement in context.of(Agreement):
        parties = {_owner(known, name) for name in agreement.between}
        if len(parties) == 1 and not any(is_bloc(known, name) for name in parties):
            yield problem(agreement, "between", "names one party; an agreement is between two or more, name the others")


def _of_proposal(proposal: Proposal) -> Iterator[Problem]:
    if proposal.discloses:
        for field in _OF_AN_OFFER:
            if getattr(proposal, field):
                message = f"has no effect in a report of {proposal.discloses}; leave it out, or correct that proposal"
                yield problem(proposal, field, message)
    others = (*proposal.alternative_to, proposal.amends, proposal.answers)
    for name in dict.fromkeys(name for name in proposal.supersedes if name in others):
        message = f"{name}, which this names otherwise too, would be gone from every view; name it in one of the fields"
        yield problem(proposal, "supersedes", message)
    if proposal.between and {*proposal.between} <= {proposal.party, *proposal.with_}:
        message = "names nobody but who tabled it; name the parties that it is put to, or leave it out"
        yield problem(proposal, "between", message)


def _owner(known: Negotiation, name: str) -> str:
    """Return the party that a part of one belongs to; any other party itself."""
    party = known.parties.get(name)
    return party.member_of if party and party.is_part else name
