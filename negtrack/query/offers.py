"""All positions of a snapshot that proposals and answers amount to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from negtrack.model import Group, Position, Response
from negtrack.query.derived import acceptances, accepts, disclosed_offers, offers_of
from negtrack.query.strength import has_set

if TYPE_CHECKING:
    from negtrack.query.snapshot import Snapshot


def derive_positions(snapshot: Snapshot) -> Mapping[Group, tuple[Position, ...]]:
    """Return (party, issue) -> what the party's own proposals offer, what others report of their terms, and what it
    accepted of others' proposals."""
    groups: dict[Group, list[Position]] = defaultdict(list)
    for offer in _papers(snapshot):
        if offer.names.isdisjoint(snapshot.superseded):
            groups[offer.party, offer.issue].append(offer)
    for acceptance in _acceptances(snapshot, groups):
        groups[acceptance.party, acceptance.issue].append(acceptance)
    return {key: tuple(group) for key, group in groups.items()}


def _papers(snapshot: Snapshot) -> Iterator[Position]:
    """Yield the terms of the principals' own proposals, as they and others gave them."""
    for proposal in snapshot.proposals:
        holder = snapshot.negotiation.parties.get(proposal.party)
        if holder and holder.is_principal:
            yield from offers_of(proposal)
            for disclosure in snapshot.disclosures.get(proposal.id, ()):
                yield from disclosed_offers(disclosure, proposal)


def _acceptances(snapshot: Snapshot, papers: Mapping[Group, Sequence[Position]]) -> Sequence[Position]:
    """Return what the answers of principals accept, but for issues on which their own paper or offer of that day has a
    word; what they accept with reservations, on which they name nothing themselves that day."""
    known = {proposal.id: proposal for proposal in snapshot.proposals}
    found = []
    for group in snapshot.responses.values():
        for response in group:
            proposal, party = known.get(response.proposal), snapshot.negotiation.parties.get(response.party)
            if proposal and party and accepts(response, proposal, party):
                accepted = acceptances(response, proposal)
                found += [one for one in accepted if not _has_own_word(snapshot, response, papers, one)]
    return found


def _has_own_word(
    snapshot: Snapshot, response: Response, papers: Mapping[Group, Sequence[Position]], acceptance: Position
) -> bool:
    key = acceptance.party, acceptance.issue
    recorded = filter(snapshot.counts, snapshot.negotiation.groups.get(key, ()))
    named = (word for word in recorded if word.stance == "offer" or (response.answer != "accepted" and has_set(word)))
    return any(word.is_own and word.day == acceptance.day for word in (*papers.get(key, ()), *named))
