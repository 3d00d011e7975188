"""All positions of a snapshot that proposals and answers amount to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from negtrack.frozen import replace, replace_fast
from negtrack.model import Agreement, Group, Party, Position, Proposal, Response, Term, is_later
from negtrack.query.blocs import are_counterparts
from negtrack.query.deadlines import is_too_late
from negtrack.query.derived import (
    acceptance_of,
    acceptances,
    accepts,
    disclosed_offers,
    joint_offers,
    offers_of,
    term_position,
)
from negtrack.query.strength import has_set, names_outcomes

if TYPE_CHECKING:
    from negtrack.query.snapshot import Snapshot


def derive_positions(snapshot: Snapshot) -> Mapping[Group, tuple[Position, ...]]:
    """Return (party, issue) -> what the party's own proposals offer, what others report of their terms, and what it
    accepted of others' proposals and positions."""
    if not (snapshot.negotiation.proposals or snapshot.negotiation.responses):
        return {}
    groups: dict[Group, list[Position]] = defaultdict(list)
    for offer in _papers(snapshot):
        if not snapshot.superseded or offer.names.isdisjoint(snapshot.superseded):
            groups[offer.party, offer.issue].append(offer)
    for acceptance in _acceptances(snapshot, groups):
        groups[acceptance.party, acceptance.issue].append(acceptance)
    return {key: tuple(group) for key, group in groups.items()}


def _papers(snapshot: Snapshot) -> Iterator[Position]:
    """Yield the terms of the principals' own proposals, as they and others gave them, for each party that tabled
    them."""
    principals = {party.id for party in snapshot.negotiation.principals}
    groups = _alternatives(snapshot)
    for proposal in snapshot.proposals:
        memo, disclosures = snapshot.negotiation.memo, snapshot.disclosures.get(proposal.id, ())
        key = "offers", proposal.id
        if key not in memo:
            memo[key] = (*offers_of(proposal), *joint_offers(proposal))
        disclosed = (offer for disclosure in disclosures for offer in disclosed_offers(disclosure, proposal))
        for offer in (*memo[key], *disclosed):
            if offer.party in principals:
                yield _in_package(offer, proposal, groups[proposal.id]) if proposal.id in groups else offer


def _in_package(offer: Position, proposal: Proposal, alternatives: frozenset[str]) -> Position:
    return replace_fast(offer, alternatives=alternatives, package=_other_terms(proposal, offer.issue))


def tabled_position(snapshot: Snapshot, paper: Proposal | Agreement, term: Term) -> Position:
    """Return what a term offers; of one of several alternatives with its other terms, on which it hangs."""
    offer = term_position(paper, term)
    package = package_of(snapshot, paper, term.issue) if isinstance(paper, Proposal) else ()
    return replace_fast(offer, package=package) if package else offer


def package_of(snapshot: Snapshot, proposal: Proposal, issue: str) -> tuple[str, ...]:
    """Return the other terms of one of several alternatives, which holds as a whole; none of any other proposal."""
    return _other_terms(proposal, issue) if proposal.id in _alternatives(snapshot) else ()


def _other_terms(proposal: Proposal, issue: str) -> tuple[str, ...]:
    return tuple(str(term) for term in proposal.terms if term.issue != issue)


def _alternatives(snapshot: Snapshot) -> Mapping[str, frozenset[str]]:
    """Return proposal -> the proposals of which exactly one holds, itself included; only of those with alternatives."""
    key = ("alternatives",)
    if key not in snapshot.day_memo:
        snapshot.day_memo[key] = _group_alternatives(snapshot.proposals)
    groups: Mapping[str, frozenset[str]] = snapshot.day_memo[key]
    return groups


def _group_alternatives(proposals: Sequence[Proposal]) -> Mapping[str, frozenset[str]]:
    known = {proposal.id: proposal.party for proposal in proposals}
    groups: dict[str, frozenset[str]] = {}
    for proposal in proposals:
        for other in proposal.alternative_to:
            if known.get(other) == proposal.party and other != proposal.id:
                names = groups.get(proposal.id, frozenset((proposal.id,))) | groups.get(other, frozenset((other,)))
                groups |= dict.fromkeys(names, names)
    return groups


def carried_terms(
    snapshot: Snapshot, proposal: Proposal, path: tuple[str, ...] = ()
) -> Sequence[tuple[Term, Proposal]]:
    """Return the terms that carry over from the proposal that `proposal` amends, each with the one that named it last;
    none from an offer that had lapsed or was tabled later, and none that was taken back."""
    if not proposal.amends:
        return ()
    earlier = next((one for one in snapshot.proposals if one.id == proposal.amends), None)
    is_void = earlier is None or earlier.id in path or is_too_late(proposal, earlier) or is_later(earlier, proposal)
    if earlier is None or is_void:
        return ()
    named = {term.issue for term in proposal.terms}
    terms = [(_as_said(term, earlier), earlier) for term in earlier.terms]
    terms += carried_terms(snapshot, earlier, (*path, proposal.id))
    return [(term, by) for term, by in terms if term.issue not in named and not _is_taken_back(snapshot, term, by)]


def _as_said(term: Term, proposal: Proposal) -> Term:
    """Return a term as firmly as its paper said it: what was only considered there is so wherever it carries over."""
    return term if term.modality or proposal.is_said else replace(term, modality=proposal.modality)


def _is_taken_back(snapshot: Snapshot, term: Term, proposal: Proposal) -> bool:
    names = {proposal.id, f"{proposal.id}#{term.issue}"}
    ends = (snapshot.withdrawn, snapshot.denied, snapshot.superseded)
    return any(name in ended for ended in ends for name in names)


def _acceptances(snapshot: Snapshot, papers: Mapping[Group, Sequence[Position]]) -> Sequence[Position]:
    """Return what the answers of principals accept, but for issues on which their own paper or offer of that day has a
    word; what they accept with reservations, on which they name nothing themselves that day, however firmly."""
    known = {proposal.id: proposal for proposal in snapshot.proposals}
    found = []
    for (name, by), group in snapshot.responses.items():
        proposal, party = known.get(name), snapshot.negotiation.parties.get(by)
        for response in group:
            accepted = _accepted_by(snapshot, response, proposal, party) if party else ()
            found += [one for one in accepted if not _has_own_word(snapshot, response, papers, one)]
    return found


def _accepted_by(snapshot: Snapshot, response: Response, proposal: Proposal | None, party: Party) -> Iterator[Position]:
    """Yield what one answer to a proposal, or without one to a position, accepts."""
    if proposal is None:
        position = snapshot.answered.get(response.proposal)
        if position and _accepts_position(snapshot, response, position, party):
            is_for_one = bool(position.toward) or _has_other_counterparts(snapshot, party, position.party)
            yield acceptance_of(response, position, position.party if is_for_one else "")
    elif accepts(response, proposal, party) and not is_too_late(response, proposal):
        named = (term for term in proposal.terms if f"{proposal.id}#{term.issue}" not in snapshot.superseded)
        own = ((term, proposal) for term in named)
        yield from acceptances(response, proposal, (*own, *carried_terms(snapshot, proposal)))


def _has_other_counterparts(snapshot: Snapshot, party: Party, holder: str) -> bool:
    """Return whether `holder` is a counterpart of a party among others, of whom an acceptance of its word says
    nothing."""
    known = snapshot.negotiation
    others = {other.id for other in known.principals if are_counterparts(known, party, other)}
    return holder in others and len(others) > 1


def _accepts_position(snapshot: Snapshot, response: Response, position: Position, party: Party) -> bool:
    """Return whether a principal accepts another's position of substance that names outcomes and is meant for it."""
    is_its_own = party.is_principal and position.party != party.id and position.toward in ("", party.id)
    is_substance = snapshot.negotiation.issues[position.issue].class_ == "substance"
    return is_its_own and is_substance and response.answer == "accepted" and response.is_said and has_set(position)


def answered_positions(snapshot: Snapshot) -> Mapping[str, Position]:
    """Return the positions that count and that answers name, by id; also those of parties that a snapshot of a part of
    the negotiation leaves out."""
    tabled = {proposal.id for proposal in snapshot.proposals}
    found = {}
    for name in dict.fromkeys(name for name, _ in snapshot.responses if name not in tabled):
        holder = snapshot if name in snapshot.negotiation.entries else snapshot.whole
        entry = holder.negotiation.entries.get(name)
        if isinstance(entry, Position) and holder.counts(entry):
            found[name] = entry
    return found


def _has_own_word(
    snapshot: Snapshot, response: Response, papers: Mapping[Group, Sequence[Position]], acceptance: Position
) -> bool:
    key = acceptance.party, acceptance.issue
    recorded = filter(snapshot.counts, snapshot.negotiation.groups.get(key, ()))
    is_reserved = response.answer != "accepted"
    named = (word for word in recorded if word.stance == "offer" or (is_reserved and names_outcomes(word)))
    return any(word.is_own and word.day == acceptance.day for word in (*papers.get(key, ()), *named))
