"""Answers that have no effect, or were given before what they answer."""

from __future__ import annotations

from collections.abc import Iterator

from negtrack.checks.context import CheckContext, note
from negtrack.errors import Problem
from negtrack.model import Entry, Position, Proposal, Response, is_later, record_of
from negtrack.query import Snapshot, deal_before, is_too_late, later_offers

_ACCEPTING = ("accepted", "accepted-with-reservations")
_FIRM = (*_ACCEPTING, "rejected", "countered", "restated")


def answers_without_effect(context: CheckContext) -> Iterator[Problem]:
    """Yield a note on each answer to what is off the table, to a record that only discloses, or to one's own offer."""
    snapshot = context.snapshot
    for response in filter(snapshot.counts, context.of(Response)):
        answered = context.negotiation.entries.get(response.proposal)
        reason = _reason(snapshot, response, answered) if isinstance(answered, Proposal | Position) else ""
        if reason:
            yield note(response, "to", f"{response.proposal} {reason}")


def _reason(snapshot: Snapshot, response: Response, answered: Proposal | Position) -> str:
    """Return why an answer to `answered` has no effect; "" where it has one."""
    withdrawals = map(snapshot.withdrawn.get, (answered.id, *response.to))
    withdrawal = next(filter(None, withdrawals), None)
    if isinstance(answered, Proposal) and answered.party == response.party:
        return f"was tabled by {response.party} itself, which need not answer it; retract this record"
    if answered.id in snapshot.retracted:
        return "is retracted, so there is nothing to answer; retract this record too"
    if isinstance(answered, Position) and answered.id in snapshot.superseded:
        return f"is superseded, so there is nothing to answer; answer {snapshot.superseded[answered.id].id}"
    if isinstance(answered, Proposal) and answered.discloses:
        return f"only discloses terms; answer {answered.discloses}"
    if withdrawal and response.day > withdrawal.day:
        return f"was withdrawn on {withdrawal.day}, before this; look at the date"
    late = _late_reason(snapshot, response, answered) if isinstance(answered, Proposal) else ""
    return late or _deal_reason(snapshot, response)


def _deal_reason(snapshot: Snapshot, response: Response) -> str:
    """Return which agreement had overtaken what an answer is to, or that it had become; "" for answers that change
    nothing."""
    deal = deal_before(snapshot, response) if response.is_said and response.answer in _FIRM else None
    if deal is None:
        return ""
    agreement, is_accepting = deal.agreement, response.answer in _ACCEPTING
    if response.proposal in map(record_of, agreement.follows):
        advice = "look at the date" if is_accepting else f"to go back on what is agreed, answer {agreement.id}"
        return f"became {agreement.id} on {agreement.day}, before this; {advice}"
    advice = f"look at the date, or answer {agreement.id}"
    return f"was overtaken by {agreement.id} on {agreement.day}, before this; {advice}" if is_accepting else ""


def _late_reason(snapshot: Snapshot, response: Response, offer: Proposal) -> str:
    """Return why an offer could no longer be accepted; "" where it could, and for other answers."""
    if response.answer not in _ACCEPTING or not response.is_said:
        return ""
    if offer.expires and is_too_late(response, offer):
        return f"lapsed on {offer.expires.text}, before this, and makes no agreement; look at the date"
    accepted = response.issues or {term.issue for term in snapshot.terms_of(offer)}
    since = [other for other in later_offers(snapshot, offer) if is_later(response, other)]
    named = {term.issue for other in since for term in snapshot.terms_of(other)}
    if not accepted or not accepted <= named:
        return ""
    newest = since[-1]
    return f"was replaced by {newest.id} on {newest.day}, before this; look at the date, or answer that"


def check_early_answer(context: CheckContext) -> Iterator[Problem]:
    """Report answers that lie before the day on which the offer counts, of which nothing says when it was tabled."""
    entries = context.negotiation.entries
    for response in filter(context.snapshot.counts, context.of(Response)):
        offer = entries.get(response.proposal)
        if isinstance(offer, Proposal) and not offer.tabled and _is_before(response, offer):
            message = f"{response.day} lies before {offer.id}, which counts from {offer.first_day}"
            yield note(response, "stated", f"{message}; correct the date, or say in {offer.id} when it was tabled")


def _is_before(response: Response, offer: Entry) -> bool:
    return isinstance(offer, Proposal) and response.day < offer.first_day
