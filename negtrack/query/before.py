"""How matters stood before an agreement: the last words of the parties."""

from __future__ import annotations

from dataclasses import replace

from negtrack.model import Agreement, Issue, Proposal
from negtrack.query.conditions import settlement_of
from negtrack.query.pairs import Pair, counterparts_of, pair_of
from negtrack.query.snapshot import Snapshot


def before_deal(snapshot: Snapshot, agreement: Agreement) -> Snapshot:
    """Return the snapshot before the last of the proposals that an agreement follows, or without one before the
    agreement: that offer and the answers to it are the agreement, and no last words."""
    key = ("", "before", agreement.id)
    if key not in snapshot.memo:
        snapshot.memo[key] = _before(snapshot, agreement)
    before: Snapshot = snapshot.memo[key]
    return before


def _before(snapshot: Snapshot, agreement: Agreement) -> Snapshot:
    known = snapshot.negotiation
    followed = [proposal for proposal in snapshot.whole.proposals if proposal.id in agreement.follows]
    day = max((proposal.day for proposal in followed), default=agreement.day)
    last = {proposal.id for proposal in followed if proposal.day == day}
    left_out = {agreement.id, *last}

    def is_left(proposal: Proposal) -> bool:
        return proposal.id not in last and proposal.discloses not in last

    smaller = replace(
        known,
        proposals=tuple(filter(is_left, known.proposals)),
        responses=tuple(answer for answer in known.responses if answer.proposal not in left_out),
        agreements=tuple(one for one in known.agreements if one.id != agreement.id),
    )
    return replace(snapshot, negotiation=smaller, as_of=min(day, snapshot.as_of or day))


def pair_before(snapshot: Snapshot, issue: Issue, pair: Pair) -> Pair | None:
    """Return how a pair stood before the agreement that settles its issue, or before the fallback, which leaves its
    positions as they are; None where no agreement does."""
    settlement = pair.settlement
    if settlement is None or settlement.deal is None or not settlement.is_settled:
        return None
    if settlement.item:
        return pair
    return pair_of(before_deal(snapshot, settlement.deal.agreement), issue, pair.one, pair.other)


def settling_agreement(snapshot: Snapshot, party: str, issue: Issue) -> Agreement | None:
    """Return the newest of the agreements whose terms settle an issue between a party and all its counterparts; None
    where not all are settled so. A fallback comes after all words."""
    if not snapshot.negotiation.agreements:
        return None
    found = [settlement_of(snapshot, issue, party, other) for other in counterparts_of(snapshot, party, issue)]
    deals = [one.deal for one in found if one and one.deal and one.agreed and one.is_settled]
    if not deals or len(deals) < len(found):
        return None
    return max((deal.agreement for deal in deals), key=lambda agreement: (agreement.day, agreement.id))
