"""Blocs of parties: who negotiates with whom as one."""

from __future__ import annotations

from negtrack.model import Issue, Negotiation, Party
from negtrack.query.live import live_positions
from negtrack.query.snapshot import Snapshot


def bloc(party: Party) -> str:
    """Return the id of the bloc in which the party negotiates; its own id if none."""
    return party.member_of or party.id


def is_bloc(negotiation: Negotiation, party: str) -> bool:
    """Return whether other parties are members of it."""
    return any(member.member_of == party for member in negotiation.parties.values())


def speaks_for_itself(snapshot: Snapshot, party: Party, issue: Issue) -> bool:
    """Return whether a party is a counterpart on `issue`; a bloc is one only if it spoke as a bloc."""
    return not is_bloc(snapshot.negotiation, party.id) or bool(live_positions(snapshot, party.id, issue))
