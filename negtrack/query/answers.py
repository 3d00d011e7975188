"""Standing answers to a proposal, and the parties that stand by it in their own voice."""

from __future__ import annotations

from negtrack.model import Proposal, Response
from negtrack.query.positions import grade_order
from negtrack.query.snapshot import Snapshot


def stands_by(snapshot: Snapshot, proposal: Proposal, party: str) -> bool:
    """Return whether `party` tabled the proposal or accepted it in its own voice."""
    if proposal.party == party:
        return True
    own = [response for response in standing_responses(snapshot, proposal.id, party) if response.is_own]
    return bool(own) and own[0].answer == "accepted"


def standing_responses(snapshot: Snapshot, proposal: str, party: str) -> tuple[Response, ...]:
    """Return the standing answers of one party to a proposal, headline first: its own answer of any day, then others'
    descriptions of it. Any answer of the same or a later day clears `pending`."""
    group = [
        response
        for response in snapshot.negotiation.responses
        if response.proposal == proposal and response.party == party and snapshot.counts(response)
    ]
    standing = [response for response in group if not any(_clears(later, response) for later in group)]
    return tuple(sorted(standing, key=_headline_key))


def _headline_key(response: Response) -> tuple[bool, int, str, str]:
    return not response.is_own, -response.day.toordinal(), grade_order(response.grade), response.id


def _clears(later: Response, earlier: Response) -> bool:
    if earlier.answer == "pending" and later.answer != "pending" and later.day >= earlier.day:
        return True
    return later.day > earlier.day and (later.voice == earlier.voice or later.is_own)
