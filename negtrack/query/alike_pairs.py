"""Pairs of counterparts that stand alike on an issue, so that those of many parties are counted and not built one by
one."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from itertools import combinations, combinations_with_replacement, product
from typing import NamedTuple

from negtrack.model import Issue, Party, Strength
from negtrack.query.blocs import bloc, is_bloc, parties_facing, side_of, speaks_for_itself
from negtrack.query.deals import Deal, deals_of
from negtrack.query.live import live_positions
from negtrack.query.pairs import Pair, pair_of
from negtrack.query.positions import current_position
from negtrack.query.snapshot import Snapshot
from negtrack.query.strength import has_set


class PairGroup(NamedTuple):
    """Pairs with one status and gap: each of `ones` with each of `others`, or all of them with each other where both
    are the same parties; `pair` is the first of them."""

    pair: Pair
    ones: tuple[str, ...]
    others: tuple[str, ...]

    @property
    def size(self) -> int:
        """Return the number of pairs."""
        many = len(self.ones)
        return many * (many - 1) // 2 if self.ones == self.others else many * len(self.others)

    @property
    def parties(self) -> frozenset[str]:
        """Return all that are in one of the pairs."""
        return frozenset((*self.ones, *self.others))

    def names(self) -> Iterator[tuple[str, str]]:
        """Yield the two parties of each pair."""
        yield from combinations(self.ones, 2) if self.ones == self.others else product(self.ones, self.others)


def pair_groups(snapshot: Snapshot, issue: Issue) -> tuple[PairGroup, ...]:
    """Return all pairs of counterparts on a substance issue, those that stand alike as one group; none on a process
    issue."""
    if issue.class_ == "process":
        return ()
    key = "groups", issue.id, issue.step
    if key not in snapshot.day_memo:
        snapshot.day_memo[key] = _pair_groups(snapshot, issue)
    groups: tuple[PairGroup, ...] = snapshot.day_memo[key]
    return groups


def _pair_groups(snapshot: Snapshot, issue: Issue) -> tuple[PairGroup, ...]:
    classes: dict[Hashable, list[str]] = {}
    parties = [party for party in snapshot.negotiation.principals if speaks_for_itself(snapshot, party, issue)]
    single = _single_parties(snapshot, issue, parties)
    for party in parties:
        key = party.id if party.id in single else _class_of(snapshot, party, issue)
        classes.setdefault(key, []).append(party.id)
    facing = {party.id: {other.id for other in parties_facing(snapshot.negotiation, party)} for party in parties}
    groups: list[PairGroup] = []
    for ones, others in combinations_with_replacement(map(tuple, classes.values()), 2):
        one, *rest = ones[:2] if ones is others else (ones[0], others[0])  # in display order, as the classes are
        if rest and rest[0] in facing[one]:
            groups.append(PairGroup(pair_of(snapshot, issue, one, rest[0]), ones, others))
    return tuple(groups)


def _single_parties(snapshot: Snapshot, issue: Issue, parties: Iterable[Party]) -> frozenset[str]:
    """Return the parties that may stand otherwise to one party than to the next: whose word on the issue is an offer,
    has a condition, is meant for one party alone, did not come before the day of an agreement, or came before one that
    is not between all of them, that one, and who answered or was answered."""
    found: set[str] = set()
    parties = [*parties]
    by_all = {deal.agreement.id for deal in deals_of(snapshot) if all(_is_in(deal, party) for party in parties)}
    for party in parties:
        group = snapshot.enough_positions((party.id, issue.id))
        found.update(position.toward for position in group)
        if any(position.toward or position.requires or position.proposal or position.origin for position in group):
            found.add(party.id)
        deals = _deals_of(snapshot, party)
        agreed = [deal.agreement.first_day for deal in deals]
        if group and any(deal.agreement.id not in by_all for deal in deals):
            found.add(party.id)
        if agreed and any(position.day >= min(agreed) for position in group):
            found.add(party.id)
    offers = [one for one in snapshot.proposals if any(term.issue == issue.id for term in snapshot.terms_of(one))]
    found.update(name for offer in offers for name in offer.between)
    answered = {offer.id: offer.party for offer in offers}
    answered |= {position.id: position.party for position in snapshot.answered.values() if position.issue == issue.id}
    answered |= {deal.agreement.id: "" for deal in deals_of(snapshot)}
    for record, by in snapshot.responses:
        if record in answered:
            found |= {by, answered[record]}
    return frozenset(found)


def _class_of(snapshot: Snapshot, party: Party, issue: Issue) -> Hashable:
    """Return what decides how a party stands to each other one: its bloc, its side, its agreements and
    the values that it holds, which of them heads, and whether they are on record."""
    live, current = live_positions(snapshot, party.id, issue), current_position(snapshot, party.id, issue)
    own = {position.id for position in live if position.is_own and has_set(position)}
    counting = own or {current.id if current else ""}
    held = frozenset(
        (
            *(position.value, position.qualifier, has_set(position), position.stance == "red-line"),
            *(position.id in counting, position is current, position.strength == Strength.STRONG),
        )
        for position in live
        if position.id in counting or position.stance == "red-line"
    )
    is_member = bool(party.member_of) or is_bloc(snapshot.negotiation, party.id)
    deals = frozenset(deal.agreement.id for deal in _deals_of(snapshot, party))
    return bloc(party) if is_member else "", side_of(snapshot.negotiation, party), deals, held


def _deals_of(snapshot: Snapshot, party: Party) -> list[Deal]:
    """Return the agreements that a party is in, itself or with its bloc."""
    return [deal for deal in deals_of(snapshot) if _is_in(deal, party)]


def _is_in(deal: Deal, party: Party) -> bool:
    return party.id in deal.parties or party.member_of in deal.parties
