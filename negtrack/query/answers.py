"""Which answers to a proposal still stand, and who stands by it in its own voice."""

from __future__ import annotations

from negtrack.model import Proposal, Response
from negtrack.query.positions import grade_order
from negtrack.query.snapshot import Snapshot


def stands_by(snapshot: Snapshot, proposal: Proposal, party: str) -> bool:
    """Whether `party` tabled the proposal, or accepted it in its own voice."""
    if proposal.party == party:
        return True
    own = [response for response in standing_responses(snapshot, proposal.id, party) if response.is_own]
    return bool(own) and own[0].answer == "accepted"


def standing_responses(snapshot: Snapshot, proposal: str, party: str) -> tuple[Response, ...]:
    """One party's answers to a proposal that still stand, the headline first: its own answer whatever the day, then
    others' descriptions of it. Any answer of the same or a later day clears `pending`."""
    group = [
        response
        for response in snapshot.negotiation.responses
        if response.proposal == proposal and response.party == party and snapshot.counts(response)
    ]
    standing = [each for each in group if not any(_answers_over(later, each) for later in group)]
    return tuple(
        sorted(standing, key=lambda each: (not each.is_own, -each.day.toordinal(), grade_order(each.grade), each.id))
    )


def _answers_over(later: Response, earlier: Response) -> bool:
    if earlier.answer == "pending" and later.answer != "pending" and later.day >= earlier.day:
        return True
    return later.day > earlier.day and (later.voice == earlier.voice or later.is_own)
