"""Whose answer to a proposal is still awaited."""

from __future__ import annotations

from collections.abc import Iterator

from negtrack.model import Issue, Party, Proposal, Response, is_later
from negtrack.query.answers import standing_responses, withdrawn_responses
from negtrack.query.blocs import acting_for, are_counterparts, counterparts_of, is_bloc, stand_together
from negtrack.query.conditions import settlement_of
from negtrack.query.deadlines import has_lapsed
from negtrack.query.deals import Deal, deals_between, is_announced_to
from negtrack.query.derived import concerned
from negtrack.query.positions import is_denied
from negtrack.query.snapshot import Snapshot


def awaited_from(snapshot: Snapshot, proposal: Proposal) -> tuple[Party, ...]:
    """Return the principals that a proposal is meant for and that have neither answered it themselves nor offered
    anything on its issues since that they do not deny; what others say of their answer ends no waiting, though an offer
    that they tabled does, also if others report it. A lapsed one, or one that a later offer or an agreement has
    overtaken, awaits none.
    Every view takes it from here."""
    key = ("awaited", proposal.id)
    if key not in snapshot.day_memo:
        snapshot.day_memo[key] = _awaited_from(snapshot, proposal)
    awaited: tuple[Party, ...] = snapshot.day_memo[key]
    return awaited


def _awaited_from(snapshot: Snapshot, proposal: Proposal) -> tuple[Party, ...]:
    is_gone = proposal.id in snapshot.withdrawn or proposal.id in snapshot.denied
    if is_gone or has_lapsed(snapshot, proposal) or _is_replaced(snapshot, proposal):
        return ()
    unanswered = unanswered_by(snapshot, proposal)
    return tuple(party for party in unanswered if not _is_settled_with(snapshot, proposal, party))


def unanswered_by(snapshot: Snapshot, proposal: Proposal) -> tuple[Party, ...]:
    """Return the principals that a proposal is meant for and of which no own answer or offer followed, also where it
    has lapsed since."""
    return tuple(party for party in snapshot.negotiation.principals if _is_awaited(snapshot, proposal, party))


def answered_in_part_by(snapshot: Snapshot, proposal: Proposal) -> tuple[Party, ...]:
    """Return the principals whose own answers leave some terms of a proposal without one, or were all withdrawn, and
    which neither made an offer since nor have an agreement that overtook it."""
    return tuple(party for party in snapshot.negotiation.principals if _is_half_answered(snapshot, proposal, party))


def still_stands(snapshot: Snapshot, proposal: Proposal) -> bool:
    """Return whether a proposal can still be accepted by a principal that it is meant for: one that gave no own answer
    to the whole, though it may have made an offer since; neither a later offer nor an agreement has replaced it."""
    if _is_replaced(snapshot, proposal):
        return False
    asked = (party for party in snapshot.negotiation.principals if is_asked(snapshot, proposal, party))
    left = (party for party in asked if not _has_answered_all(snapshot, proposal, party))
    return any(not is_overtaken(snapshot, proposal, party) for party in left)


def _has_answered_all(snapshot: Snapshot, proposal: Proposal, party: Party) -> bool:
    """Return whether a party itself answered a proposal as a whole, or each of its terms."""
    answers = _own_answers(snapshot, proposal, party.id)
    named = {issue for answer in answers for issue in answer.issues}
    is_each = bool(answers) and all(term.issue in named for term in snapshot.terms_of(proposal))
    return is_each or any(not answer.issues for answer in answers)


def _is_half_answered(snapshot: Snapshot, proposal: Proposal, party: Party) -> bool:
    answers = _own_answers(snapshot, proposal, party.id)
    is_whole = any(not answer.issues for answer in answers)
    if is_whole or not _has_answered(snapshot, proposal, party.id) or not is_asked(snapshot, proposal, party):
        return False
    named = {issue for answer in answers for issue in answer.issues}
    is_left = not answers or any(term.issue not in named for term in snapshot.terms_of(proposal))
    return is_left and not is_overtaken(snapshot, proposal, party) and not _has_offered(snapshot, proposal, party.id)


def _is_settled_with(snapshot: Snapshot, proposal: Proposal, party: Party) -> bool:
    """Return whether a party has agreed with all its counterparts on all that a proposal names."""
    issues = [snapshot.negotiation.issues[term.issue] for term in snapshot.terms_of(proposal)]
    return bool(issues) and all(_has_agreed(snapshot, party.id, issue) for issue in issues)


def _has_agreed(snapshot: Snapshot, party: str, issue: Issue) -> bool:
    others = counterparts_of(snapshot, party, issue)
    found = (settlement_of(snapshot, issue, party, other) for other in others)
    return bool(others) and all(settlement is not None and settlement.is_settled for settlement in found)


def _is_replaced(snapshot: Snapshot, proposal: Proposal) -> bool:
    """Return whether later offers of the party that tabled a proposal name all of its issues."""
    issues = {term.issue for term in snapshot.terms_of(proposal)}
    named = {term.issue for other in later_offers(snapshot, proposal) for term in snapshot.terms_of(other)}
    return bool(issues) and issues <= named


def later_offers(snapshot: Snapshot, proposal: Proposal) -> Iterator[Proposal]:
    """Yield the later offers of the party that tabled a proposal, oldest first; alternatives to it are none."""
    for other in snapshot.proposals:
        if other.party == proposal.party and is_later(other, proposal) and not _are_alternatives(other, proposal):
            yield other


def _are_alternatives(one: Proposal, other: Proposal) -> bool:
    return one.id in other.alternative_to or other.id in one.alternative_to


def _is_awaited(snapshot: Snapshot, proposal: Proposal, party: Party) -> bool:
    if not is_asked(snapshot, proposal, party):
        return False
    if is_overtaken(snapshot, proposal, party):
        return False
    speakers = acting_for(snapshot.negotiation, party.id)  # its bloc answers for it, too
    is_answered = any(_has_answered(snapshot, proposal, name) for name in speakers)
    return not is_answered and not _has_offered(snapshot, proposal, party.id)


def is_overtaken(snapshot: Snapshot, proposal: Proposal, party: Party) -> bool:
    """Return whether agreements between a party and the one that tabled a proposal have overtaken the proposal; where a
    mediator tabled it, between the party and each of the others that it is put to. One that was to settle some issues
    only does so if it settles all that the proposal names or leaves them open until a day."""
    return bool(overtaken_by(snapshot, proposal, party))


def overtaken_by(snapshot: Snapshot, proposal: Proposal, party: Party) -> tuple[Deal, ...]:
    """Return the agreements by which a proposal to a party is overtaken, the first with each of the others; none if one
    of these has none."""
    tabled = snapshot.negotiation.parties[proposal.party]
    others = [tabled] if tabled.is_principal else _others_asked(snapshot, proposal, party)
    found = [_deal_since(snapshot, proposal, party.id, other.id) for other in others]
    return tuple(dict.fromkeys(deal for deal in found if deal)) if all(found) else ()


def _others_asked(snapshot: Snapshot, proposal: Proposal, party: Party) -> list[Party]:
    """Return the counterparts of a party to which a proposal is put, too."""
    known = snapshot.negotiation
    asked = (other for other in known.principals if is_asked(snapshot, proposal, other))
    return [other for other in asked if are_counterparts(known, party, other)]


def overtaking_deal(snapshot: Snapshot, proposal: Proposal) -> Deal | None:
    """Return the last of the agreements by which a proposal is overtaken for all whom it asks; None where it is not."""
    asked = [party for party in snapshot.negotiation.principals if is_asked(snapshot, proposal, party)]
    found = [overtaken_by(snapshot, proposal, party) for party in asked] if snapshot.negotiation.agreements else []
    deals = [deal for every in found for deal in every]
    return max(deals, key=lambda deal: deal.agreement.day) if deals and all(found) else None


def deal_before(snapshot: Snapshot, answer: Response) -> Deal | None:
    """Return the agreement that had overtaken what an answer is to, or that a proposal had become, before the answer
    was given; None where none had that holds."""
    if not snapshot.agreements or answer.party not in snapshot.negotiation.parties:
        return None
    proposal = next((one for one in snapshot.proposals if one.id == answer.proposal), None)
    position = snapshot.answered.get(answer.proposal)
    deals: tuple[Deal | None, ...] = ()
    if proposal:
        deals = overtaken_by(snapshot, proposal, snapshot.negotiation.parties[answer.party])
    elif position and position.party != answer.party:
        issue = snapshot.negotiation.issues[position.issue]
        settlement = settlement_of(snapshot, issue, answer.party, position.party)
        deals = (settlement.deal if settlement and settlement.agreed and settlement.is_settled else None,)
        deals = tuple(deal for deal in deals if deal and is_later(deal.agreement, position))
    held = (deal for deal in deals if deal and not deal.is_over and is_later(answer, deal.agreement))
    return next(held, None)


def _deal_since(snapshot: Snapshot, proposal: Proposal, one: str, other: str) -> Deal | None:
    """Return the first agreement between two parties that overtook a proposal; None without one."""
    issues = {term.issue for term in snapshot.terms_of(proposal)}
    found = [
        deal
        for deal in deals_between(snapshot, one, other)
        if not is_announced_to(snapshot, deal, one, other)
        and not is_later(proposal, deal.agreement)
        and (not deal.is_partial or (bool(issues) and all(map(deal.decides, issues))))
    ]
    return found[-1] if found else None


def is_asked(snapshot: Snapshot, proposal: Proposal, party: Party) -> bool:
    """Return whether a proposal is put to a principal: one that it names, else one that does not stand together with
    the party that tabled it; a bloc is asked through its members."""
    known = snapshot.negotiation
    if not party.is_principal or party.id in (proposal.party, *proposal.with_) or is_bloc(known, party.id):
        return False
    if proposal.between:
        return party.id in concerned(proposal)
    return not stand_together(known, known.parties[proposal.party], party)


def _has_answered(snapshot: Snapshot, proposal: Proposal, party: str) -> bool:
    """Return whether a party itself answered a proposal, also where it withdrew its answer since."""
    withdrawn = withdrawn_responses(snapshot, proposal.id, party)
    return bool(_own_answers(snapshot, proposal, party)) or any(_is_own_answer(snapshot, one) for one in withdrawn)


def _own_answers(snapshot: Snapshot, proposal: Proposal, party: str) -> list[Response]:
    """Return the standing answers of a party itself, without those that it denies and those that only wait."""
    standing = standing_responses(snapshot, proposal.id, party)
    return [answer for answer in standing if _is_own_answer(snapshot, answer)]


def _is_own_answer(snapshot: Snapshot, answer: Response) -> bool:
    is_denied = answer.id in snapshot.denied
    return answer.is_own and answer.is_said and answer.answer != "pending" and not is_denied


def _has_offered(snapshot: Snapshot, proposal: Proposal, party: str) -> bool:
    offers = (
        offer
        for term in snapshot.terms_of(proposal)
        for offer in snapshot.positions.get((party, term.issue), ())
        if offer.stance == "offer" and (offer.is_own or offer.proposal) and offer.is_said
    )
    return any(is_later(offer, proposal) and not is_denied(snapshot, offer) for offer in offers)
