"""How matters stood before an agreement, or before a fallback: the last words of the parties."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from negtrack.dates import When
from negtrack.frozen import dataclass, replace_fast
from negtrack.model import Agreement, Entry, Issue, Negotiation, OpenItem, Position, Proposal, Record, Term, is_later
from negtrack.query.blocs import counterparts_of
from negtrack.query.conditions import settlement_of
from negtrack.query.deadlines import is_after_deadline
from negtrack.query.settlements import Settlement
from negtrack.query.snapshot import RecordT, Snapshot
from negtrack.values import parse_value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from negtrack.query.pairs import Pair


@dataclass(frozen=True)
class _Before(Snapshot):
    """A snapshot without what was certainly said after some records of its last day, or after a deadline."""

    records: tuple[Record, ...] = ()
    deadline: When | None = None
    """When a fallback came."""

    def on_record(self, entry: Entry) -> bool:
        return super().on_record(entry) and not (isinstance(entry, Record) and self._is_after(entry))

    def select_counting(self, records: Iterable[RecordT]) -> list[RecordT]:
        return [record for record in super().select_counting(records) if not self._is_after(record)]

    def _is_after(self, record: Record) -> bool:
        if self.deadline and is_after_deadline(record, self.deadline):
            return True
        may_be = record.day == self.as_of or bool(record.after)
        return may_be and any(is_later(record, other) for other in self.records)


def before_deal(snapshot: Snapshot, deal: Agreement | Proposal | OpenItem) -> Snapshot:
    """Return the snapshot before the last of the proposals that an agreement follows, or without one before the
    agreement: that offer and the answers to it are the agreement, and no last words, but for what they say otherwise
    than the agreement does. Of a proposal that was accepted itself before it; of an open item before its fallback."""
    memo, key = snapshot.memo[""], ("before", deal.id)
    if key not in memo:
        memo[key] = _before_fallback(snapshot, deal) if isinstance(deal, OpenItem) else _before(snapshot, deal)
    before: Snapshot = memo[key]
    return before


def is_since(record: Record, settling: Agreement | OpenItem) -> bool:
    """Return whether a record is certainly of after an agreement, or after the fallback of an open item came."""
    if isinstance(settling, OpenItem):
        return is_after_deadline(record, settling.decide_by)
    return is_later(record, settling)


def _before_fallback(snapshot: Snapshot, item: OpenItem) -> Snapshot:
    due = item.decide_by
    until = min(filter(None, (due.last, snapshot.as_of)), default=None)
    page = snapshot.page or snapshot
    known = snapshot.negotiation
    return _Before(known, until, snapshot.known_at, snapshot.context, page, deadline=due)


def _before(snapshot: Snapshot, deal: Agreement | Proposal) -> Snapshot:
    known = snapshot.negotiation
    names = deal.follows if isinstance(deal, Agreement) else (deal.id,)
    followed = [proposal for proposal in snapshot.whole.proposals if proposal.id in names]
    day = max((proposal.day for proposal in followed), default=deal.day)
    last = {proposal.id: proposal for proposal in followed if proposal.day == day}
    others = {name: _without_agreed(known, proposal, deal) for name, proposal in last.items()}
    left_out = {deal.id, *(name for name, other in others.items() if other is None)}
    proposals = (others.get(one.id, one) for one in known.proposals if one.discloses not in last)
    smaller = known.part(
        proposals=tuple(proposal for proposal in proposals if proposal),
        responses=tuple(answer for answer in known.responses if answer.proposal not in left_out),
        agreements=tuple(one for one in known.agreements if one.id != deal.id),
    )
    latest = (one for one in last.values() if not any(is_later(other, one) for other in last.values()))
    until = min(day, snapshot.as_of or day)
    page = snapshot.page or snapshot
    return _Before(smaller, until, snapshot.known_at, snapshot.context, page, (*latest, deal))


def _without_agreed(known: Negotiation, offer: Proposal, deal: Agreement | Proposal) -> Proposal | None:
    """Return what an offer says otherwise than the agreement that follows it, on the issues on which that has a term;
    None where it says nothing so."""
    agreed = {term.issue: term.value for term in deal.terms}

    def differs(term: Term) -> bool:
        scale = known.issues[term.issue].scale
        value = parse_value(term.value, scale)
        return term.issue in agreed and value.has_set and value != parse_value(agreed[term.issue], scale)

    terms = tuple(filter(differs, offer.terms))
    return replace_fast(offer, terms=terms) if terms else None


def pair_before(snapshot: Snapshot, issue: Issue, pair: Pair) -> Pair | None:
    """Return how a pair stood before the agreement, or the fallback, that settles its issue; None where neither
    does."""
    from negtrack.query.pairs import pair_of

    settling = pair.settlement.settling_record if pair.settlement else None
    return pair_of(before_deal(snapshot, settling), issue, pair.one, pair.other) if settling else None


def measured_position(snapshot: Snapshot, issue: Issue, pair: Pair | None, held: Position) -> Position:
    """Return the position from which the gap of a pair is measured in place of what one of the two `held`: of several
    alternatives the one that counts, also for the gap before an agreement; any other position itself."""
    if pair is None or not held.alternatives or held.party not in (pair.one, pair.other):
        return held
    measured = pair_before(snapshot, issue, pair) or pair
    found = measured.left if held.party == pair.one else measured.right
    return found if found and found.proposal in held.alternatives else held


def settlements_with(snapshot: Snapshot, party: str, issue: Issue) -> tuple[Settlement, ...]:
    """Return how agreements settle an issue between a party and each of its counterparts; nothing where they do not
    settle it with all."""
    if not snapshot.agreements:
        return ()
    key = "settlements with", issue.id, issue.step, party
    if key not in snapshot.day_memo:
        snapshot.day_memo[key] = _settlements_with(snapshot, party, issue)
    settled: tuple[Settlement, ...] = snapshot.day_memo[key]
    return settled


def _settlements_with(snapshot: Snapshot, party: str, issue: Issue) -> tuple[Settlement, ...]:
    settled: list[Settlement] = []
    for other in counterparts_of(snapshot, party, issue):
        settlement = settlement_of(snapshot, issue, party, other)
        if settlement is None or settlement.deal is None or not settlement.is_settled:
            return ()  # one that is not settled is enough, and of many parties each has many counterparts
        settled.append(settlement)
    return tuple(settled)


def settling_record(snapshot: Snapshot, party: str, issue: Issue) -> Agreement | OpenItem | None:
    """Return the newest of the agreements whose terms settle an issue between a party and all its counterparts, or the
    last of the open items whose fallbacks do; None where not all are settled in one of these ways."""
    found = [settlement.settling_record for settlement in settlements_with(snapshot, party, issue)]
    agreements = [one for one in found if isinstance(one, Agreement)]
    items = [one for one in found if isinstance(one, OpenItem)]
    if not found or (agreements and items) or len(agreements) + len(items) < len(found):
        return None
    if agreements:
        return max(agreements, key=lambda agreement: (agreement.day, agreement.id))
    return max(items, key=lambda item: (item.decide_by.last or date.max, item.id))
