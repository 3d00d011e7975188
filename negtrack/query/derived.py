"""Positions that proposals and answers amount to: the offers of a party's own papers, what others report of their
terms, and the acceptance of another's terms."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from negtrack.model import OWN, Party, Position, Proposal, Record, Response, Strength, Term, names_of
from negtrack.values import flag_of

_SHARED = tuple(name for name in names_of(Record) if name not in ("id", "stated"))


def offers_of(proposal: Proposal) -> Iterator[Position]:
    """Yield what each term of a party's own proposal offers."""
    for term in proposal.terms:
        yield term_position(proposal, term)


def term_position(proposal: Proposal, term: Term) -> Position:
    """Return what `term` offers, as a position of the party that tabled the proposal."""
    return _derive(proposal, term, "offer", proposal=proposal.id)


def disclosed_offers(disclosure: Proposal, proposal: Proposal) -> Iterator[Position]:
    """Yield what a record says of the terms of another's proposal: positions of the party that tabled it, in the
    voice of the record, on its day."""
    side = disclosure.party if disclosure.side == OWN else disclosure.side
    changed = {"party": proposal.party, "side": side} if disclosure.party != proposal.party else {}
    for term in disclosure.terms:
        yield _derive(disclosure, term, "offer", changed, proposal=proposal.id)


def acceptances(response: Response, proposal: Proposal) -> Iterator[Position]:
    """Yield what an answer accepts: each term to which the proposal itself gives a set of outcomes, as no stronger a
    word than the term is."""
    for term in proposal.terms:
        if not flag_of(term.value):
            yield _derive(response, term, "acceptance", at_most=proposal.strength)


def accepts(response: Response, proposal: Proposal, party: Party) -> bool:
    """Return whether a principal accepts the terms of another's proposal that is meant for it."""
    is_its_own = party.is_principal and party.id != proposal.party and party.id in concerned(proposal, party.id)
    return is_its_own and response.answer == "accepted" and response.is_said and not proposal.discloses


def concerned(proposal: Proposal, *everybody: str) -> Collection[str]:
    """Return the parties that a proposal is to bring together, `everybody` if it names none; one name alone means:
    with the party that tabled it."""
    if len(proposal.between) == 1:
        return (proposal.party, *proposal.between)
    return proposal.between or everybody


def _derive(
    record: Proposal | Response,
    term: Term,
    stance: str,
    changed: Mapping[str, str] | None = None,
    proposal: str = "",
    at_most: Strength = Strength.STRONG,
) -> Position:
    shared = {name: getattr(record, name) for name in _SHARED} | dict(changed or {})
    return Position(
        id=f"{record.id}#{term.issue}",
        issue=term.issue,
        stance=stance,
        value=term.value,
        stated=record.when,
        proposal=proposal,
        origin=record.id,
        at_most=at_most,
        **shared,
    )
