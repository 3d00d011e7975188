"""Positions that proposals and answers amount to: the offers of a party's own papers, what others report of their
terms, and the acceptance of another's terms.

A term counts on the day of its paper; what it says otherwise than the paper (who said so, the basis, conditions, our
caveat) is its own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from negtrack.frozen import from_trusted, replace_fast
from negtrack.model import (
    OWN,
    SAID,
    Agreement,
    OpenItem,
    Party,
    Position,
    Proposal,
    Record,
    Response,
    Strength,
    Term,
    names_of,
)
from negtrack.values import flag_of

_SHARED = tuple(name for name in names_of(Record) if name not in ("id", "stated"))
_WHOSE_WORD = ("speaker", "attribution")
"""What a term with a side of its own does not take from its paper."""


def offers_of(proposal: Proposal) -> Iterator[Position]:
    """Yield what each term of a party's own proposal offers."""
    for term in proposal.terms:
        yield term_position(proposal, term)


def term_position(proposal: Proposal | Agreement, term: Term) -> Position:
    """Return what `term` offers, as a position of the party that tabled the proposal; of nobody, if it is a term of an
    agreement."""
    return _derive(proposal, term, "offer", _said_of(proposal, term), proposal.id)


def fallback_term(item: OpenItem, value: str) -> Position:
    """Return what an open item settles by its fallback, as a position of nobody."""
    said = {name: getattr(item, name) for name in (*_SHARED, "stated") if name != "party"}
    return Position(id=item.id, party="", issue=item.issue, value=value, **said)


def joint_offers(proposal: Proposal) -> Iterator[Position]:
    """Yield what a proposal offers for the parties that tabled it jointly, according to the one that tabled it, or in
    the voice of the record."""
    for party in proposal.with_:
        for term in proposal.terms:
            said = _said_of(proposal, term)
            by = {"side": proposal.party, "voice": proposal.party} if said["side"] == OWN else {}
            offer = _derive(proposal, term, "offer", said | by | {"party": party}, proposal.id)
            yield replace_fast(offer, id=f"{offer.id}/{party}")


def disclosed_offers(disclosure: Proposal, proposal: Proposal, issue: str = "") -> Iterator[Position]:
    """Yield what a record says of the terms of another's proposal, or of its term on `issue`: positions of the party
    that tabled it, in the voice of the record, on its day."""
    for term in disclosure.terms:
        if issue not in ("", term.issue):
            continue
        said = _said_of(disclosure, term)
        if disclosure.party != proposal.party:
            said |= {"party": proposal.party, "side": disclosure.party if said["side"] == OWN else said["side"]}
        yield _derive(disclosure, term, "offer", said, proposal.id)


def acceptances(response: Response, proposal: Proposal, terms: Iterable[tuple[Term, Proposal]]) -> Iterator[Position]:
    """Yield what an answer accepts of the `terms` that a proposal itself gives or carries over, each with the paper
    that named it last: each that it answers and that has a set of outcomes, as no stronger and no less firm a word than
    the term is in either paper, on the same basis and conditions."""
    for term, by in terms:
        is_firm = (term.modality or by.modality) == SAID and (by is proposal or proposal.is_said)
        if response.concerns(term.issue) and not flag_of(term.value) and is_firm:
            said = _accepted_in(response, term)
            at_most = max(term_position(paper, term).strength for paper in (proposal, by))
            yield _derive(response, term, "acceptance", said, at_most=at_most)


def acceptance_of(response: Response, position: Position, toward: str) -> Position:
    """Return what an answer accepts of another party's position, `toward` one counterpart or all, as no stronger a word
    than the position is, on the same basis and conditions."""
    term = Term(position.issue, position.value, qualifier=position.qualifier, requires=position.requires)
    said = _accepted_in(response, position) | {"toward": toward}
    return _derive(response, term, "acceptance", said, at_most=position.strength)


def _accepted_in(response: Response, accepted: Term | Position) -> dict[str, object]:
    """Return the provenance of an acceptance: that of the answer, with its reservations and the caveats of both."""
    said = {name: getattr(response, name) for name in _SHARED}
    return said | {"caveat": "; ".join(filter(None, (*_reserved(response), response.caveat, accepted.caveat)))}


def _reserved(response: Response) -> Iterator[str]:
    """Yield that a party accepted with reservations, and which they are."""
    if response.answer == "accepted-with-reservations":
        yield ": ".join(filter(None, ("with reservations", response.reservations)))


def accepts(response: Response, proposal: Proposal, party: Party) -> bool:
    """Return whether a principal accepts terms of another's proposal that is meant for it; with reservations only terms
    that it names."""
    is_its_own = party.is_principal and party.id != proposal.party and party.id in concerned(proposal, party.id)
    is_accepted = response.answer == "accepted" or (response.answer == "accepted-with-reservations" and response.issues)
    return is_its_own and bool(is_accepted) and response.is_said and not proposal.discloses


def concerned(proposal: Proposal, *everybody: str) -> Collection[str]:
    """Return the parties that a proposal is to bring together, `everybody` if it names none; one name alone means:
    with the party that tabled it."""
    if len(proposal.between) == 1:
        return (proposal.party, *proposal.with_, *proposal.between)
    return proposal.between or everybody


def _said_of(proposal: Proposal | Agreement, term: Term) -> dict[str, object]:
    """Return the provenance of a term: its own, and otherwise that of its proposal."""
    values = vars(proposal)
    said = {name: values[name] for name in _SHARED}
    said |= {"voice": term.voice or proposal.voice} | (dict.fromkeys(_WHOSE_WORD, "") if term.side else {})
    return said | {name: value for name, value in term.own_fields.items() if name in said}


def _derive(
    record: Proposal | Agreement | Response,
    term: Term,
    stance: str,
    said: dict[str, object],
    proposal: str = "",
    at_most: Strength = Strength.STRONG,
) -> Position:
    values = {
        "id": f"{record.id}#{term.issue}",
        "issue": term.issue,
        "stance": stance,
        "value": term.value,
        "qualifier": term.qualifier,
        "requires": term.requires,
        "stated": record.when,
        "proposal": proposal,
        "origin": record.id,
        "expires": record.expires if isinstance(record, Proposal) else None,
        "at_most": at_most,
    }
    return from_trusted(Position, values | said)
