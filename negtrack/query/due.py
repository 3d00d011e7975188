"""Due dates: the days that offers, agreements and events name, each with the later records about it.

A bound is due on its last day; what names no last day is never due. What people who are no party to an agreement report
of it is shown and decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import chain, combinations
from typing import Literal

from negtrack.dates import When
from negtrack.frozen import dataclass, replace, replace_fast
from negtrack.model import Agreement, Event, Issue, Milestone, OpenItem, Proposal, Response, Term
from negtrack.query.alike_pairs import pair_groups
from negtrack.query.answers import standing_responses, withdrawn_responses
from negtrack.query.binding import is_heard
from negtrack.query.blocs import acting_for, are_counterparts
from negtrack.query.conditions import settlement_of
from negtrack.query.deadlines import lapse_day
from negtrack.query.deals import Deal, deals_of, deciding_deal, milestones_of, reports_of_done, reports_of_not_done
from negtrack.query.outcomes import (
    WAITING,
    DueState,
    Outcome,
    event_of,
    is_said_later,
    last_day,
    least_settled_outcome,
    outcome_of,
)
from negtrack.query.settlements import Settlement
from negtrack.query.snapshot import Snapshot
from negtrack.query.term_reports import reports_of_other
from negtrack.query.waiting import answered_in_part_by, is_asked, overtaking_deal, still_stands, unanswered_by
from negtrack.values import Value, parse_value

DueKind = Literal["offer", "open", "milestone", "term", "event"]
_ACTS = ("initialled", "signed", "recommended", "ratified")
"""Milestones that each party reaches by an act of its own."""


@dataclass(frozen=True)
class Due:
    """One thing that is due, by `name`: an offer, an open item, a milestone, a term (`DEAL#ISSUE`) or an event."""

    kind: DueKind
    name: str
    record: Proposal | OpenItem | Milestone | Agreement | Event
    state: DueState
    day: date | None
    """The last day on which it is in time; None where that hangs on an event without a date."""
    instant: datetime | None = None
    parties: tuple[str, ...] = ()
    issue: Issue | None = None
    term: Term | None = None
    step: str = ""
    value: Value | None = None
    """What a term names, in its step."""
    event: str = ""
    """The event from which a term counts."""
    reports: tuple[Milestone, ...] = ()
    """What is reported of it, oldest first, rival claims included."""
    answers: tuple[Response, ...] = ()
    """The standing answer of each party that an offer asks, its own or what others say of it, and the last that it
    withdrew."""
    awaited: tuple[str, ...] = ()
    """The parties of which no own answer to an offer followed, or nothing where others did their part."""
    deal: Deal | None = None
    """The agreement of a term, an open item or a milestone; of an offer the one that overtook it."""
    settlements: tuple[tuple[str, str, Settlement], ...] = ()
    """What became of an open item between each two counterparts."""
    linked: tuple[Due, ...] = ()
    """The terms of the agreement of an open item, on issues linked with its own, that are due on its day."""
    late: int = 0
    """Days by which it is late; 0 where that is not known."""
    is_least: bool = False
    """Whether it may be late by more days."""


def due_of(snapshot: Snapshot) -> list[Due]:
    """Return everything that is due, ahead or past, by day; what has no day yet last."""
    found = chain(_offers(snapshot), _open_items(snapshot), _milestones(snapshot), _terms(snapshot), _events(snapshot))
    return sorted(found, key=_order)


def _order(due: Due) -> tuple[bool, date, str, str, str]:
    instant = due.instant.isoformat() if due.instant else ""
    return due.day is None, due.day or date.max, due.event if due.day is None else instant, due.name, due.step


def _today(snapshot: Snapshot) -> date:
    return snapshot.as_of or snapshot.whole.day or date.min


def _offers(snapshot: Snapshot) -> Iterator[Due]:
    for proposal in snapshot.proposals:
        if proposal.expires and proposal.expires.last:
            yield _offer(snapshot, proposal, proposal.expires)


def _offer(snapshot: Snapshot, proposal: Proposal, expires: When) -> Due:
    asked = [party.id for party in snapshot.negotiation.principals if is_asked(snapshot, proposal, party)]
    answers = tuple(one for party in asked for one in _answers_of(snapshot, proposal, party))
    unanswered = tuple(party.id for party in unanswered_by(snapshot, proposal))
    is_open = unanswered or not asked or answered_in_part_by(snapshot, proposal)
    until = _until(snapshot, expires)
    state = until if is_open or (until == "ahead" and still_stands(snapshot, proposal)) else "answered"
    if proposal.id in snapshot.withdrawn or proposal.id in snapshot.denied:
        state = "withdrawn"
    due = Due("offer", proposal.id, proposal, state, expires.last, expires.instant, (proposal.party, *proposal.with_))
    deal = overtaking_deal(snapshot, proposal) if state == "answered" else None
    is_first = deal is not None and expires.last is not None and deal.agreement.day <= expires.last
    return replace_fast(due, answers=answers, awaited=unanswered, deal=deal if is_first else None)


def _answers_of(snapshot: Snapshot, proposal: Proposal, party: str) -> Sequence[Response]:
    """Return the headlines of the standing answers of a party, then those that it withdrew and gave no other since."""
    withdrawn = withdrawn_responses(snapshot, proposal.id, party)
    return (*_headlines(standing_responses(snapshot, proposal.id, party)), *withdrawn)


def _headlines(answers: Sequence[Response]) -> Sequence[Response]:
    """Return the first of the standing answers of a party; where it answers some terms, those to other terms too."""
    return [one for one in answers if one is answers[0] or (one.issues and answers[0].issues)]


def _until(snapshot: Snapshot, deadline: When) -> DueState:
    """Return whether a deadline has passed: a day at its end."""
    ended = lapse_day(deadline)
    return "passed" if ended and ended <= _today(snapshot) else "ahead"


def _open_items(snapshot: Snapshot) -> Iterator[Due]:
    for deal in deals_of(snapshot):
        for item in deal.items:
            if deal.item_on(item.issue) is item:
                yield from _open_item(snapshot, deal, item)


def _open_item(snapshot: Snapshot, deal: Deal, item: OpenItem) -> Iterator[Due]:
    issue, day = snapshot.negotiation.issues[item.issue], item.decide_by.last
    settlements = tuple(_settlements(snapshot, deal, item))
    if settlements and day and not (deal.is_over and deal.since <= day):
        is_settled = all(settlement.is_settled for _, _, settlement in settlements)
        state = "settled" if is_settled else _until(snapshot, item.decide_by)
        due = Due("open", item.id, item, state, day, item.decide_by.instant, deal.parties, issue)
        yield replace_fast(due, deal=deal, settlements=settlements, linked=tuple(_linked(snapshot, deal, issue, day)))


def _linked(snapshot: Snapshot, deal: Deal, issue: Issue, day: date) -> Iterator[Due]:
    """Yield the terms of an agreement on issues linked with an issue that are due on a day."""
    for term in deal.terms:
        other = snapshot.negotiation.issues[term.issue]
        is_linked = other.id in issue.linked or issue.id in other.linked
        if is_linked and other.kind in _DATED:
            yield from (due for due in _term(snapshot, deal, term, other) if due.day == day)


def _settlements(snapshot: Snapshot, deal: Deal, item: OpenItem) -> Iterator[tuple[str, str, Settlement]]:
    """Yield what became of an open item between each two counterparts; nothing where a newer item took its place."""
    for one, other, found in _pairs_on(snapshot, deal, snapshot.negotiation.issues[item.issue]):
        if found and found.state != "announced" and found.item in (None, item):
            yield one, other, found


def _pairs_on(snapshot: Snapshot, deal: Deal, issue: Issue) -> Iterator[tuple[str, str, Settlement | None]]:
    """Yield what is settled on an issue between each two counterparts of an agreement; where none of them speaks for
    itself on the issue, as those of blocs, of all of them."""
    known, groups = snapshot.negotiation, pair_groups(snapshot, issue)
    found = [(*names, group.pair.settlement) for group in groups for names in group.names()]
    if of_deal := [pair for pair in found if {*pair[:2]} <= {*deal.parties}]:
        yield from of_deal
        return
    for one, other in combinations([known.parties[name] for name in deal.parties], 2):
        if are_counterparts(known, one, other):
            yield one.id, other.id, settlement_of(snapshot, issue, one.id, other.id)


def _milestones(snapshot: Snapshot) -> Iterator[Due]:
    """Yield what was announced for a later day, unless the agreement had ended before; a suspension may be lifted."""
    deals = {deal.agreement.id: deal for deal in deals_of(snapshot)}
    for planned in snapshot.milestones:
        day = planned.date.last if planned.date and planned.is_ahead and planned.is_said else None
        deal = deals.get(planned.deal)
        if day:
            due = _milestone(snapshot, deal, planned, day)
            if due.reports or not (deal and deal.is_over and deal.since < day):
                yield due


def _milestone(snapshot: Snapshot, deal: Deal | None, planned: Milestone, day: date) -> Due:
    reports = tuple(other for other in snapshot.milestones if _is_report_of(other, planned))
    parties = (planned.by,) if planned.by else deal.parties if deal else ()
    issue, today = snapshot.negotiation.issues.get(planned.issue), _today(snapshot)
    if planned.milestone in _ACTS and parties:
        heard = {party: [one for one in reports if _is_act_of(snapshot, one, party)] for party in parties}
    else:
        heard = {"": [one for one in reports if is_heard(one, deal.voices if deal else ())]}
    outcomes = {party: outcome_of(snapshot, today, day, found, issue) for party, found in heard.items()}
    outcome = least_settled_outcome(outcomes.values())
    awaited = tuple(party for party, one in outcomes.items() if one.state in WAITING)
    due = _with_outcome(Due("milestone", planned.id, planned, outcome.state, day, None, parties, issue), outcome)
    return replace_fast(due, deal=deal, reports=reports, awaited=awaited if len(awaited) < len(outcomes) else ())


def _with_outcome(due: Due, outcome: Outcome) -> Due:
    return replace_fast(due, late=outcome.late, is_least=outcome.is_least)


def _is_report_of(milestone: Milestone, planned: Milestone) -> bool:
    """Return whether a milestone says what became of a planned one, and was not said before it."""
    words = (planned.milestone, "not-done", *(("rejected",) if planned.milestone == "ratified" else ()))
    is_report = milestone.milestone in words and not milestone.is_ahead and milestone.is_said
    is_of_them = not planned.by or milestone.by in ("", planned.by)
    is_of_organ = not planned.body or milestone.body in ("", planned.body)
    is_about = milestone.agreement == planned.agreement and is_of_them and is_of_organ
    return is_about and is_report and not is_said_later(planned, milestone)


def _is_act_of(snapshot: Snapshot, milestone: Milestone, party: str) -> bool:
    """Return whether a milestone is the act of a party or of its bloc, or of all, in its own words or as a source
    reports it."""
    acting = acting_for(snapshot.negotiation, party)
    return milestone.by in ("", *acting) and is_heard(milestone, acting)


def _terms(snapshot: Snapshot) -> Iterator[Due]:
    """Yield the terms of agreements that decide on their issue between any two parties, and name a day or are reported
    as not done, or done otherwise; of an agreement that has ended what was due before, of one that is suspended all."""
    for deal in deals_of(snapshot):
        if deal.state in ("announced", "rejected"):
            continue
        for term in deal.terms:
            issue = snapshot.negotiation.issues.get(term.issue)
            if issue and _decides(snapshot, deal, issue):
                due = (_term if issue.kind in _DATED else _undone_term)(snapshot, deal, term, issue)
                yield from (one for one in due if not deal.is_over or (one.day and one.day < deal.since))


_DATED = ("timing", "date")


def _decides(snapshot: Snapshot, deal: Deal, issue: Issue) -> bool:
    pairs = combinations(deal.parties, 2)
    return any(deciding_deal(snapshot, issue.id, one, other) is deal for one, other in pairs)


def _term(snapshot: Snapshot, deal: Deal, term: Term, issue: Issue) -> Iterator[Due]:
    value, name = parse_value(term.value, issue.scale), f"{deal.agreement.id}#{term.issue}"
    claims = milestones_of(snapshot, deal.agreement.id, term.issue)
    for step, part in [(one.name, one.value) for one in value.steps] or [("", value)]:
        if part.has_set and part.ranges and all(item.high for item in part.ranges):
            reports = tuple(one for one in claims if _is_about_step(one, step, issue))
            heard = [one for one in reports if deal.hears(one)]
            day = last_day(snapshot, part, issue)
            today = min(_today(snapshot), deal.since) if deal.endings else _today(snapshot)
            outcome = outcome_of(snapshot, today, day, heard, issue) if day else Outcome("undated")
            if outcome.state == "ahead" and day and day < _today(snapshot):  # suspended on that day: nobody was late
                outcome = Outcome("passed")
            due = Due("term", name, deal.agreement, outcome.state, day, None, deal.parties, issue, term, step, part)
            yield replace_fast(_with_outcome(due, outcome), deal=deal, event=event_of(part, issue), reports=reports)


def _undone_term(snapshot: Snapshot, deal: Deal, term: Term, issue: Issue) -> Iterator[Due]:
    """Yield a term that names no day, where the last reports say that it is not carried out, otherwise or in part."""
    done = reports_of_done(snapshot, deal, term, issue.scale)
    undone, otherwise = reports_of_not_done(snapshot, deal, term.issue), reports_of_other(snapshot, deal, issue, done)
    if reports := sorted((*undone, *otherwise), key=lambda report: (report.day, report.id)):
        name = f"{deal.agreement.id}#{term.issue}"
        state: DueState = "late" if undone else "ahead"
        due = Due("term", name, deal.agreement, state, None, None, deal.parties, issue, term)
        yield replace_fast(due, deal=deal, reports=tuple(reports))


def _is_about_step(milestone: Milestone, step: str, issue: Issue) -> bool:
    """Return whether a report is about a step: it names none, or this one."""
    value = parse_value(milestone.value, issue.scale) if milestone.value and step else None
    return value is None or not value.steps or any(one.name == step and one.value.has_set for one in value.steps)


def _events(snapshot: Snapshot) -> Iterator[Due]:
    """Yield the events that are ahead, and those without a date as that on which they hang has none."""
    for event in snapshot.negotiation.events.values():
        when, day = event.date, event.start
        if when and (when.base or day) and (day is None or day > _today(snapshot)) and _is_expected(snapshot, when):
            due = Due("event", event.id, event, "ahead" if day else "undated", day, when.instant, event.participants)
            yield replace_fast(due, event=when.base)


def _is_expected(snapshot: Snapshot, when: When) -> bool:
    """Return whether an event was expected on the day asked for: it hangs on one that had begun; of others nobody knows
    in view of later records."""
    base = snapshot.negotiation.events.get(when.base)
    today, newest = _today(snapshot), replace(snapshot.whole, as_of=None).day
    has_begun = base is not None and base.start is not None and base.start <= today
    return has_begun or newest is None or newest <= today
