"""Pairs of counterparts on an issue: the gap between their current positions, or their agreement."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from itertools import combinations
from typing import Literal

from negtrack.frozen import dataclass
from negtrack.gap import Gap
from negtrack.model import Issue, Negotiation, Party, Position, Proposal
from negtrack.query.answers import stands_by
from negtrack.query.positions import current_position, live_positions, position_gap
from negtrack.query.snapshot import Snapshot

Status = Literal["apart", "not comparable", "unknown", "silent", "overlap", "agreed"]
LEAST_SETTLED: tuple[Status, ...] = ("apart", "not comparable", "unknown", "silent", "overlap", "agreed")


@dataclass(frozen=True)
class Pair:
    """Two counterparts on one issue: the `gap` between their current positions, and `agreed`, the proposal by which
    they provisionally settled it."""

    one: str
    other: str
    gap: Gap
    left: Position | None
    right: Position | None
    agreed: Proposal | None = None

    @property
    def status(self) -> Status:
        """Return `agreed`, otherwise the status of the gap."""
        return "agreed" if self.agreed else self.gap.status


def pair_of(snapshot: Snapshot, issue: Issue, one: str, other: str) -> Pair:
    """Return the pair of `one` and `other` on `issue`."""
    left = current_position(snapshot, one, issue, toward=other)
    right = current_position(snapshot, other, issue, toward=one)
    gap = position_gap(snapshot, issue, left, right)
    return Pair(one, other, gap, left, right, agreed_by(snapshot, issue, one, other))


def counterparts_of(snapshot: Snapshot, party: str, issue: Issue) -> tuple[str, ...]:
    """Return the principals with which `party`, itself one, must agree on a substance issue, in display order."""
    known = snapshot.negotiation.parties[party]
    principals = _counterpart_parties(snapshot, issue)
    if issue.class_ == "process" or known not in principals:
        return ()
    return tuple(other.id for other in principals if bloc(other) != bloc(known))


def pairs_of(snapshot: Snapshot, issue: Issue) -> tuple[Pair, ...]:
    """Return every pair of counterparts on a substance issue, in display order; none on a process issue."""
    if issue.class_ == "process":
        return ()
    pairs = combinations(_counterpart_parties(snapshot, issue), 2)
    return tuple(pair_of(snapshot, issue, one.id, other.id) for one, other in pairs if bloc(one) != bloc(other))


def _counterpart_parties(snapshot: Snapshot, issue: Issue) -> list[Party]:
    return [party for party in snapshot.negotiation.principals if speaks_for_itself(snapshot, party, issue)]


def least_settled(pairs: Iterable[Pair]) -> Pair | None:
    """Return the pair that represents an issue: the least settled, and the widest of those that are apart."""
    return min(pairs, key=_settledness, default=None)


def _settledness(pair: Pair) -> tuple[int, Fraction, bool]:
    return LEAST_SETTLED.index(pair.status), -(pair.gap.distance or Fraction(0)), pair.gap.exact


def bloc(party: Party) -> str:
    """Return the id of the bloc in which the party negotiates; its own id if none."""
    return party.member_of or party.id


def is_bloc(negotiation: Negotiation, party: str) -> bool:
    """Return whether other parties are members of it."""
    return any(member.member_of == party for member in negotiation.parties.values())


def speaks_for_itself(snapshot: Snapshot, party: Party, issue: Issue) -> bool:
    """Return whether a party is a counterpart on `issue`; a bloc is one only if it spoke as a bloc."""
    return not is_bloc(snapshot.negotiation, party.id) or bool(live_positions(snapshot, party.id, issue))


def agreed_by(snapshot: Snapshot, issue: Issue, one: str, other: str) -> Proposal | None:
    """Return the newest proposal of two principals with a term on `issue` that both stand by in their own voice."""
    if any(snapshot.negotiation.parties[name].role != "principal" for name in (one, other)):
        return None
    for proposal in reversed(snapshot.proposals):
        between = {*proposal.between, proposal.party} if proposal.between else {one, other}
        stands = proposal.id not in snapshot.withdrawn and proposal.id not in snapshot.denied
        on_issue = any(term.issue == issue.id for term in snapshot.terms_of(proposal))
        if not (stands and on_issue and {one, other} <= between):
            continue
        if stands_by(snapshot, proposal, one) and stands_by(snapshot, proposal, other):
            return proposal
    return None
