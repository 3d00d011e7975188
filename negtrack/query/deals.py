"""Agreements as they stand: whom they bind, and whether they still hold.

An agreement has ended once any party to it says so, or a source reports it. On each issue the newest agreement that
says anything of it decides: one that it replaced does not come back by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import dropwhile

from negtrack.gap import contains
from negtrack.model import OF_A_TERM, Agreement, Milestone, Response, Term, is_later
from negtrack.query.binding import (
    are_contested,
    are_rejections,
    bindings,
    is_heard,
    once,
    own_answer,
    votes_of,
    word_for,
)
from negtrack.query.blocs import acting_for, concerned_by
from negtrack.query.deal import Deal as Deal
from negtrack.query.deal import DealState as DealState
from negtrack.query.snapshot import Snapshot
from negtrack.values import Scale, parse_value


def deals_of(snapshot: Snapshot) -> tuple[Deal, ...]:
    """Return the agreements that count, the newest first."""
    if not snapshot.negotiation.agreements:
        return ()
    memo, key = snapshot.memo[""], ("deals",)
    if key not in memo:
        newest_first = sorted(snapshot.agreements, key=lambda one: (one.day, one.id), reverse=True)
        memo[key] = tuple(_deal(snapshot, agreement) for agreement in newest_first if agreement.is_said)
    deals: tuple[Deal, ...] = memo[key]
    return deals


def deals_between(snapshot: Snapshot, one: str, other: str) -> Iterator[Deal]:
    """Yield the agreements between two parties, themselves, with their blocs or with all their members, the newest
    first."""
    theirs = _deals_with(snapshot, other)
    yield from (deal for name, deal in _deals_with(snapshot, one).items() if name in theirs)


def deals_down_from(snapshot: Snapshot, newest: Deal, one: str, other: str) -> Iterator[Deal]:
    """Yield the agreements between two parties that are not only announced, from one of them to the oldest."""
    deals = dropwhile(lambda deal: deal is not newest, deals_between(snapshot, one, other))
    yield from (deal for deal in deals if not is_announced_to(snapshot, deal, one, other))


def _deals_with(snapshot: Snapshot, party: str) -> Mapping[str, Deal]:
    memo, key = snapshot.day_memo, ("deals", party)
    if key not in memo:
        memo[key] = {deal.agreement.id: deal for deal in deals_of(snapshot) if is_party(snapshot, deal, party)}
    deals: Mapping[str, Deal] = memo[key]
    return deals


def is_party(snapshot: Snapshot, deal: Deal, party: str) -> bool:
    """Return whether an agreement is between a party and others, itself, with its bloc or with all its members."""
    if any(name in deal.parties for name in acting_for(snapshot.negotiation, party)):
        return True
    members = snapshot.negotiation.members.get(party, ())
    return bool(members) and all(member in deal.parties for member in members)


def is_announced_to(snapshot: Snapshot, deal: Deal, one: str, other: str) -> bool:
    """Return whether one of two parties, its bloc or a member of it answered an agreement otherwise than by accepting,
    and is not bound by it."""
    concerned = concerned_by(snapshot.negotiation, one) | concerned_by(snapshot.negotiation, other)
    return any(answer.party in concerned for answer in deal.answers)


def deciding_deal(snapshot: Snapshot, issue: str, one: str, other: str) -> Deal | None:
    """Return the agreement that decides on an issue between two parties, whether or not it still holds: the newest that
    says anything of it and is not only announced. One that does not bind all replaces one that does only while it
    holds: once it is over or suspended, the last that bound all stands, if it holds. None without one."""
    known: dict[object, Deal | None] = snapshot.day_memo.setdefault(("deciding", issue), {})
    ties = _ties_of(snapshot, one), _ties_of(snapshot, other)
    if ties not in known:
        known[ties] = _deciding_deal(snapshot, issue, one, other)
    return known[ties]


def _ties_of(snapshot: Snapshot, party: str) -> tuple[str, ...]:
    """Return what decides which agreement decides between a party and others: its agreements, and those that it, its
    bloc or a member of it answered otherwise than by accepting."""
    key = ("ties", party)
    if key not in snapshot.day_memo:
        deals = _deals_with(snapshot, party)
        announced = [name for name, deal in deals.items() if is_announced_to(snapshot, deal, party, party)]
        snapshot.day_memo[key] = (*deals, "", *announced)
    ties: tuple[str, ...] = snapshot.day_memo[key]
    return ties


def _deciding_deal(snapshot: Snapshot, issue: str, one: str, other: str) -> Deal | None:
    deals = [deal for deal in deals_between(snapshot, one, other) if deal.decides(issue)]
    found = [deal for deal in deals if not is_announced_to(snapshot, deal, one, other)]
    if not found or found[0].is_binding or not _has_fallen(snapshot, found[0], issue):
        return found[0] if found else None
    bound = next((deal for deal in found if deal.is_binding), None)
    return bound if bound and not _has_fallen(snapshot, bound, issue) else found[0]


def milestones_of(snapshot: Snapshot, agreement: str, issue: str = "") -> tuple[Milestone, ...]:
    """Return what is reported to have happened to an agreement, or to its term on `issue`, oldest first; not what was
    only announced for a later day."""
    name = f"{agreement}#{issue}" if issue else agreement
    return tuple(one for one in snapshot.milestones if one.agreement == name and not one.is_ahead)


def term_endings(snapshot: Snapshot, deal: Deal, issue: str) -> tuple[Milestone, ...]:
    """Return by what a term was suspended or ended: with its agreement, else by itself, unless it was carried on with
    since; oldest first."""
    return deal.endings or endings_of_its_own(snapshot, deal, issue)


def endings_of_its_own(snapshot: Snapshot, deal: Deal, issue: str) -> tuple[Milestone, ...]:
    """Return by what a term, or what an agreement leaves open, was suspended or ended by itself, unless it was carried
    on with since; oldest first."""
    heard = [one for one in milestones_of(snapshot, deal.agreement.id, issue) if deal.hears(one)]
    resumed = [one for one in heard if one.milestone in ("begun", "done")]
    own = (one for one in heard if one.milestone in ("suspended", "ended"))
    return tuple(one for one in own if not any(is_later(other, one) for other in resumed))


def reports_of_done(snapshot: Snapshot, deal: Deal, term: Term, scale: Scale) -> tuple[Milestone, ...]:
    """Return the last reports that all of a term is carried out, in the steps of `scale`: that it was done, else one
    for each party that is said to have done it, oldest first. Who has to do it, a term does not say."""
    reports = milestones_of(snapshot, deal.agreement.id, term.issue)
    heard = (one for one in reports if one.milestone == "done" and deal.hears(one))
    agreed, dates = parse_value(term.value, scale), snapshot.negotiation.event_dates
    last: dict[str, Milestone] = {}
    for one in heard:
        if not one.value or contains(agreed, parse_value(one.value, scale), scale, dates):
            last.pop(one.by, None)
            last[one.by] = one
    return (last[""],) if "" in last else tuple(last.values())


def reports_of_not_done(snapshot: Snapshot, deal: Deal, issue: str) -> tuple[Milestone, ...]:
    """Return the reports that a term is not carried out, oldest first: those that are the last word of their voice, and
    later than every report that all of it, or a part, is done."""
    heard = [one for one in milestones_of(snapshot, deal.agreement.id, issue) if deal.hears(one) and one.is_said]
    last = {one.voice: one for one in heard if one.milestone in OF_A_TERM}
    done = [one for one in heard if one.milestone == "done"]
    undone = (one for one in last.values() if one.milestone == "not-done")
    return tuple(one for one in undone if not any(is_later(other, one) for other in done))


def fallen_agreement(snapshot: Snapshot, issue: str, one: str, other: str) -> Agreement | None:
    """Return the agreement between two parties that decided on an issue and no longer does, as it was suspended or has
    ended: what they had said before it does not come back. None if there is none; a term that was carried out before
    its agreement was suspended stays."""
    deal = deciding_deal(snapshot, issue, one, other)
    if deal is None:
        return None
    if _has_fallen(snapshot, deal, issue):
        return deal.agreement
    return _fallen_in_steps(snapshot, deal, issue, one, other)


def _fallen_in_steps(snapshot: Snapshot, newest: Deal, issue: str, one: str, other: str) -> Agreement | None:
    """Return the newest agreement that has fallen and had settled steps that the one that decides leaves open."""
    definition = snapshot.negotiation.issues[issue]
    if not definition.steps or len(snapshot.agreements) == 1:
        return None
    from negtrack.query.step_deals import older_in_steps

    deals = deals_down_from(snapshot, newest, one, other)
    older = older_in_steps(deals, definition, lambda deal, _: not _has_fallen(snapshot, deal, issue))
    return next((deal.agreement for deal, _ in older if _has_fallen(snapshot, deal, issue)), None)


def _has_fallen(snapshot: Snapshot, deal: Deal, issue: str) -> bool:
    """Return whether an agreement decides no more on an issue; a term that was carried out before stays."""
    term = deal.settling_term(issue)
    scale = snapshot.negotiation.issues[issue].scale
    stays = term and not deal.is_over and reports_of_done(snapshot, deal, term, scale)
    return bool(term_endings(snapshot, deal, issue)) and not stays


def _deal(snapshot: Snapshot, agreement: Agreement) -> Deal:
    milestones = milestones_of(snapshot, agreement.id)
    parties = agreement.between or _principals(snapshot)
    words = {party: word_for(snapshot, agreement, milestones, party) for party in parties}
    found = bindings(agreement, words)
    against = tuple(_contrary_answers(snapshot, agreement, [name for name, record in found.items() if record is None]))
    bound = tuple(record for record in found.values() if record)
    voices = tuple(dict.fromkeys(name for party in parties for name in acting_for(snapshot.negotiation, party)))
    votes = votes_of(snapshot, milestones, parties)
    endings = _endings([one for one in milestones if is_heard(one, voices)], votes)
    is_binding = len(bound) == len(parties)
    state = _state(endings) or ("agreed" if is_binding else "announced" if against else "agreed provisionally")
    items = tuple(item for item in snapshot.open_items if item.agreement == agreement.id and item.is_said)
    contested = once(vote for group in votes if are_contested(group) for vote in group)
    return Deal(agreement, parties, milestones, bound, against, state, endings, items, contested, voices)


def _contrary_answers(snapshot: Snapshot, agreement: Agreement, parties: Sequence[str]) -> Iterator[Response]:
    """Yield the own answers of parties, their blocs and members that are not `accepted`, each once."""
    names = dict.fromkeys(name for party in parties for name in sorted(concerned_by(snapshot.negotiation, party)))
    answers = (own_answer(snapshot, agreement.id, name) for name in names)
    yield from (answer for answer in answers if answer and answer.answer != "accepted")


def _principals(snapshot: Snapshot) -> tuple[str, ...]:
    """Return the principals, without blocs of them."""
    blocs = {party.member_of for party in snapshot.negotiation.principals}
    return tuple(party.id for party in snapshot.negotiation.principals if party.id not in blocs)


def _endings(heard: Sequence[Milestone], votes: Sequence[Sequence[Milestone]]) -> tuple[Milestone, ...]:
    """Return the claims that an agreement is ended, else the votes that rejected it, else the claims that it is
    suspended, unless it is in force again."""
    if ended := tuple(one for one in heard if one.milestone == "ended"):
        return ended
    if rejected := once(vote for group in votes if are_rejections(group) for vote in group):
        return rejected
    resumed = [one for one in heard if one.milestone == "in-force"]
    suspended = (one for one in heard if one.milestone == "suspended")
    return tuple(one for one in suspended if not any(is_later(other, one) for other in resumed))


def _state(endings: Sequence[Milestone]) -> DealState | None:
    states: dict[str, DealState] = {"ended": "ended", "rejected": "rejected", "suspended": "suspended"}
    return states[endings[0].milestone] if endings else None
