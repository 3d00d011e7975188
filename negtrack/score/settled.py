"""What was settled between two parties, as positions of nobody, and how matters stood before it."""

from __future__ import annotations

from negtrack.model import Agreement, Issue, Position
from negtrack.query import BY_FALLBACK, Settlement, Snapshot, before_deal, deals_between, fallback_term
from negtrack.score.seats import Seat

_AGREED = ("agreed", "agreed provisionally", "reopened", "ended")
"""States in which the two had agreed on a value, even if it holds no more."""


def agreed_position(settlement: Settlement | None) -> Position | None:
    """Return what two parties agreed; None where they agreed on no value, or negotiate on after one of them went back
    on a proposal."""
    if settlement is None or settlement.agreed is None or settlement.state not in _AGREED:
        return None
    if settlement.deal is None and settlement.is_reopened:
        return None
    return settlement.agreed.offer


def fallback_position(settlement: Settlement | None) -> Position | None:
    """Return what holds because nothing was decided in time; None where no fallback settles the issue."""
    if settlement is None or settlement.item is None or settlement.state not in BY_FALLBACK:
        return None
    return fallback_term(settlement.item, settlement.value)


def snapshot_before(snapshot: Snapshot, settlement: Settlement | None) -> Snapshot:
    """Return the snapshot before the offer that became the agreement: that offer and the answers to it are no last
    words; or before the fallback. The snapshot itself where nothing was settled."""
    if settlement and settlement.item and settlement.state in BY_FALLBACK:
        return before_deal(snapshot, settlement.item)
    if settlement is None or agreed_position(settlement) is None or settlement.agreed is None:
        return snapshot
    return before_deal(snapshot, settlement.agreed.record)


def seats_before(
    snapshot: Snapshot, issue: Issue, pair: tuple[str, str], settlement: Settlement | None
) -> tuple[Seat, Seat]:
    """Return where each of two parties stood toward the other before what was settled, with what it offered by its own
    paper that became the agreement."""
    before = snapshot_before(snapshot, settlement)
    one, other = (
        Seat(before, issue, *names, _offers(snapshot, issue, names[0], settlement)) for names in (pair, pair[::-1])
    )
    return one, other


def _offers(snapshot: Snapshot, issue: Issue, party: str, settlement: Settlement | None) -> tuple[Position, ...]:
    if settlement is None or agreed_position(settlement) is None or settlement.agreed is None:
        return ()
    record = settlement.agreed.record
    names = set(record.follows if isinstance(record, Agreement) else (record.id,))
    offers = snapshot.offers.get((party, issue.id), ())
    names.update(*(offer.alternatives for offer in offers if offer.proposal in names))
    return tuple(offer for offer in offers if offer.proposal in names)


def over_without_term(snapshot: Snapshot, issue: Issue, one: str, other: str) -> Agreement | None:
    """Return the newest agreement between two parties that was to settle the talks, if it bound all, no longer holds,
    and said nothing of an issue; what they had demanded on that was not in it."""
    whole = (deal for deal in deals_between(snapshot, one, other) if not deal.is_partial)
    deal = next(whole, None)
    is_over = deal is not None and deal.is_binding and deal.state in ("suspended", "ended")
    return deal.agreement if deal and is_over and not deal.decides(issue.id) else None
