"""How long an answer to a proposal took, or is awaited, in days; a day that is not known makes a range."""

from __future__ import annotations

from negtrack.model import Agreement, Party, Proposal, Response, Strength
from negtrack.query import Snapshot, concerned
from negtrack.views.phrasing import count_text, waiting_text


def delay_text(proposal: Proposal, later: Response | Agreement) -> str:
    """Return how long after a proposal its answer or its agreement came: `after 15 days`, `after 2 to 3 days` where a
    day is inexact, `after at least 2 days` where the first day is open, `after at most 12 days` where it may have been
    the same day; "" on the same day, where it may have come before, and for an answer that is pending or not the
    party's own on record, of which only the day of the report is known."""
    tabled, when = proposal.when, later.when
    if not (tabled and when and tabled.last and when.first):
        return ""
    if isinstance(later, Response) and not _is_act(later):
        return ""
    least = (when.first - tabled.last).days
    if least < 0:
        return ""
    if not (tabled.first and when.last):
        return f"after at least {count_text(least, 'day')}" if least else ""
    most = (when.last - tabled.first).days
    if most == 0:
        return ""
    if least == most:
        return f"after {count_text(most, 'day')}"
    return f"after {f'{least} to' if least else 'at most'} {count_text(most, 'day')}"


def _is_act(answer: Response) -> bool:
    return answer.answer != "pending" and answer.is_said and answer.strength == Strength.STRONG


def next_offer(snapshot: Snapshot, proposal: Proposal, party: Party) -> str:
    """Return which offer of its own, meant for who made the proposal, a party certainly tabled later, the first of
    them, and after how many days, at least where a day is not known; "" for none."""
    tabled = proposal.when
    own = (offer for offer in snapshot.proposals if _is_offer_of(snapshot, offer, party, proposal))
    begun = [(offer.when.first, offer.id, offer.when) for offer in own if offer.when and offer.when.first]
    later = [found for found in begun if tabled and tabled.last and found[0] > tabled.last]
    if not (later and tabled and tabled.last):
        return ""
    first, name, when = min(later, key=lambda found: found[:2])
    least = "" if tabled.first == tabled.last and when.first == when.last else "at least "
    return f"its next dated offer {name} came {least}{count_text((first - tabled.last).days, 'day')} later"


def _is_offer_of(snapshot: Snapshot, offer: Proposal, party: Party, proposal: Proposal) -> bool:
    """Return whether a party tabled an offer, which it does not deny, not to others than who made the proposal."""
    makers = [name for name in (proposal.party, *proposal.with_) if snapshot.negotiation.parties[name].is_principal]
    is_meant = not makers or not {*makers}.isdisjoint(concerned(offer, *makers))
    is_said = offer.is_said and offer.id not in snapshot.denied
    return party.id in (offer.party, *offer.with_) and is_said and is_meant


def waiting_days(snapshot: Snapshot, proposal: Proposal, response: Response | None) -> tuple[int | None, str]:
    """Return the days for which the answer has been pending, up to the snapshot's day, as a number and in words."""
    asked = min(proposal.day, response.day) if response else proposal.day
    if snapshot.day is None:
        return None, ""
    days = (snapshot.day - asked).days
    return days, waiting_text(proposal, days)
