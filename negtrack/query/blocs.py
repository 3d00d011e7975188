"""Blocs of parties and sides of the table: who negotiates with whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from negtrack.model import Issue, Negotiation, Party

if TYPE_CHECKING:
    from negtrack.query.snapshot import Snapshot


def bloc(party: Party) -> str:
    """Return the id of the bloc in which the party negotiates, or of the party that it is part of; else its own id."""
    return party.member_of or party.id


def is_bloc(negotiation: Negotiation, party: str) -> bool:
    """Return whether principals are members of it."""
    return party in negotiation.members


def acting_for(negotiation: Negotiation, party: str) -> tuple[str, ...]:
    """Return the parties whose acts bind a party: itself, then its bloc."""
    known = negotiation.parties.get(party)
    return (party, known.member_of) if known and known.member_of else (party,)


def concerned_by(negotiation: Negotiation, party: str) -> frozenset[str]:
    """Return the parties whose answers concern a party: itself, its bloc, or its members."""
    return frozenset((*acting_for(negotiation, party), *negotiation.members.get(party, ())))


def side_of(negotiation: Negotiation, party: Party) -> str:
    """Return the id of the side of the table on which the party stands, by itself or with its bloc; "" for none."""
    sides = negotiation.side_of
    return sides.get(party.id) or sides.get(party.member_of, "")


def stand_together(negotiation: Negotiation, one: Party, other: Party) -> bool:
    """Return whether two parties are of one bloc, or on one side of the table."""
    side = side_of(negotiation, one)
    return bloc(one) == bloc(other) or (bool(side) and side == side_of(negotiation, other))


def are_counterparts(negotiation: Negotiation, one: Party, other: Party) -> bool:
    """Return whether two parties negotiate with each other; a part of a party does with nobody."""
    return not (one.is_part or other.is_part or stand_together(negotiation, one, other))


def counterpart_pairs(snapshot: Snapshot, parties: Sequence[Party]) -> Sequence[tuple[Party, Party]]:
    """Return those pairs of `parties` that negotiate with each other, which the snapshot remembers, as most issues have
    the same."""
    key = "counterpart pairs", *(party.id for party in parties)
    if key not in snapshot.day_memo:
        pairs = combinations(parties, 2)
        snapshot.day_memo[key] = [pair for pair in pairs if are_counterparts(snapshot.negotiation, *pair)]
    found: Sequence[tuple[Party, Party]] = snapshot.day_memo[key]
    return found


def are_any_counterparts(negotiation: Negotiation, parties: Iterable[Party]) -> bool:
    """Return whether any two of `parties` negotiate with each other."""
    return any(are_counterparts(negotiation, one, other) for one, other in combinations(parties, 2))


def speaks_for_itself(snapshot: Snapshot, party: Party, issue: Issue) -> bool:
    """Return whether a party is a counterpart on `issue`; a bloc, or a principal that is a member of one, is one only
    where something is on record as its own holding, said by anybody."""
    is_of_bloc = bool(party.member_of) or is_bloc(snapshot.negotiation, party.id)
    group = snapshot.enough_positions((party.id, issue.id)) if is_of_bloc else ()
    return not is_of_bloc or any(position.value for position in group)


def counterparts_of(snapshot: Snapshot, party: str, issue: Issue) -> tuple[str, ...]:
    """Return the principals with which `party`, itself one, must agree on a substance issue, in display order."""
    key = "counterparts", issue.id, party
    if key not in snapshot.day_memo:
        snapshot.day_memo[key] = _counterparts_of(snapshot, party, issue)
    others: tuple[str, ...] = snapshot.day_memo[key]
    return others


def _counterparts_of(snapshot: Snapshot, party: str, issue: Issue) -> tuple[str, ...]:
    known = snapshot.negotiation.parties[party]
    if issue.class_ == "process" or not (known.is_principal and speaks_for_itself(snapshot, known, issue)):
        return ()
    others = parties_facing(snapshot.negotiation, known)
    return tuple(other.id for other in others if speaks_for_itself(snapshot, other, issue))


def parties_facing(negotiation: Negotiation, party: Party) -> Sequence[Party]:
    """Return the principals that negotiate with a party on any issue, which the negotiation remembers."""
    known: dict[str, Sequence[Party]] = negotiation.memo.setdefault(("counterparts",), {})
    if party.id not in known:
        own, side = bloc(party), side_of(negotiation, party)
        others = [one for one in negotiation.principals if not one.is_part and bloc(one) != own]
        allies = {one.id for one in others if side_of(negotiation, one) == side} if side else ()
        known[party.id] = [] if party.is_part else [one for one in others if one.id not in allies]
    return known[party.id]


def counterpart_parties(snapshot: Snapshot, issue: Issue) -> list[Party]:
    """Return the principals that are counterparts on an issue, in display order."""
    return [party for party in snapshot.negotiation.principals if speaks_for_itself(snapshot, party, issue)]
