"""What is due: the days that offers, agreements and events name, and what later records say of each.

A bound is due on its last day; what names no last day is never due. Lateness is never guessed: a thing is late only if
a record says that it was not done, or was done later.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import chain, combinations
from math import ceil
from typing import Literal

from negtrack.dates import When
from negtrack.frozen import dataclass, replace_fast
from negtrack.model import Agreement, Event, Issue, Milestone, OpenItem, Proposal, Response, Term
from negtrack.query.answers import standing_responses
from negtrack.query.conditions import settlement_of
from negtrack.query.deadlines import lapse_day
from negtrack.query.deals import Deal, deals_of, deciding_deal, milestones_of
from negtrack.query.settlements import SETTLED, Settlement
from negtrack.query.snapshot import Snapshot
from negtrack.query.waiting import is_asked, unanswered_by
from negtrack.values import KINDS, Value, parse_value

DueKind = Literal["offer", "open", "milestone", "term", "event"]
DueState = Literal[
    "ahead", "passed", "late", "contested", "undated", "answered", "withdrawn", "settled", "done", "done late"
]
"""`ahead`: its day has not passed; `passed`: it has, and nothing is on record of what became of it; `contested`:
reports of that contradict each other."""
WAITING: tuple[DueState, ...] = ("ahead", "passed", "late", "contested", "undated")
"""States of what still waits for somebody."""


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
    """The standing answer of each party that an offer asks, its own or what others say of it."""
    unanswered: tuple[str, ...] = ()
    """The parties of which no own answer to an offer followed."""
    deal: Deal | None = None
    """The agreement of a term or an open item."""
    settlement: Settlement | None = None
    """What became of an open item."""
    late: int = 0
    """Days by which it is late; 0 where that is not known."""


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
    answers = tuple(one for party in asked for one in standing_responses(snapshot, proposal.id, party)[:1])
    unanswered = tuple(party.id for party in unanswered_by(snapshot, proposal))
    state = _until(snapshot, expires) if unanswered or not asked else "answered"
    if proposal.id in snapshot.withdrawn or proposal.id in snapshot.denied:
        state = "withdrawn"
    due = Due("offer", proposal.id, proposal, state, expires.last, expires.instant, (proposal.party, *proposal.with_))
    return replace_fast(due, answers=answers, unanswered=unanswered)


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
    found = (settlement_of(snapshot, issue, one, other) for one, other in combinations(deal.parties, 2))
    settlement = next(filter(None, found), None)
    if settlement is None or settlement.state == "announced" or settlement.item not in (None, item):
        return
    if day and not (deal.endings and deal.since <= day):
        state = "settled" if settlement.state in SETTLED else _until(snapshot, item.decide_by)
        due = Due("open", item.id, item, state, day, item.decide_by.instant, deal.parties, issue)
        yield replace_fast(due, deal=deal, settlement=settlement)


def _milestones(snapshot: Snapshot) -> Iterator[Due]:
    """Yield what was announced for a later day."""
    for planned in snapshot.milestones:
        day = planned.date.last if planned.date and planned.is_ahead and planned.is_said else None
        if day:
            reports = tuple(other for other in snapshot.milestones if _is_report_of(other, planned))
            parties = (planned.by,) if planned.by else _parties_of(snapshot, planned.deal)
            state, late = _state_by(snapshot, _today(snapshot), day, reports)
            issue = snapshot.negotiation.issues.get(planned.issue)
            due = Due("milestone", planned.id, planned, state, day, None, parties, issue)
            yield replace_fast(due, reports=reports, late=late)


def _parties_of(snapshot: Snapshot, agreement: str) -> tuple[str, ...]:
    return next((deal.parties for deal in deals_of(snapshot) if deal.agreement.id == agreement), ())


def _is_report_of(milestone: Milestone, planned: Milestone) -> bool:
    """Return whether a milestone says what became of a planned one, and was not said before it."""
    words = (planned.milestone, "not-done", *(("rejected",) if planned.milestone == "ratified" else ()))
    is_about = milestone.agreement == planned.agreement and planned.by in ("", milestone.by)
    is_report = milestone.milestone in words and not milestone.is_ahead and milestone.is_said
    return is_about and is_report and not _is_said_later(planned, milestone)


def _terms(snapshot: Snapshot) -> Iterator[Due]:
    """Yield the terms of agreements that name a day and decide on its issue between any two parties; of an agreement
    that has ended what was due before."""
    for deal in deals_of(snapshot):
        if deal.state in ("announced", "rejected"):
            continue
        for term in deal.terms:
            issue = snapshot.negotiation.issues.get(term.issue)
            if issue and issue.kind in _DATED and _decides(snapshot, deal, issue):
                due = _term(snapshot, deal, term, issue)
                yield from (one for one in due if not deal.endings or (one.day and one.day < deal.since))


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
            day = _last_day(snapshot, part, issue)
            today = min(_today(snapshot), deal.since) if deal.endings else _today(snapshot)
            state, late = _state_by(snapshot, today, day, heard, issue) if day else ("undated", 0)
            due = Due("term", name, deal.agreement, state, day, None, deal.parties, issue, term, step, part)
            yield replace_fast(due, deal=deal, event=_anchor(part, issue), reports=reports, late=late)


def _anchor(value: Value, issue: Issue) -> str:
    return (value.event or issue.anchor) if KINDS[issue.kind].has_anchor else ""


def _is_about_step(milestone: Milestone, step: str, issue: Issue) -> bool:
    """Return whether a report is about a step: it names none, or this one."""
    value = parse_value(milestone.value, issue.scale) if milestone.value and step else None
    return value is None or not value.steps or any(one.name == step and one.value.has_set for one in value.steps)


def _last_day(snapshot: Snapshot, value: Value, issue: Issue) -> date | None:
    """Return the last day that a timing or a date accepts; None where its event has no date."""
    kind, dates, event = KINDS[issue.kind], snapshot.negotiation.event_dates, _anchor(value, issue)
    pieces = kind.pieces(value, issue.scale, dates)
    end = pieces[-1].high if pieces else None
    from_day = dates[event].day if event in dates else None
    if end is None or (event and from_day is None):
        return None
    day = ceil(end.at) - (0 if end.included else 1) + (from_day.toordinal() if from_day else 0)
    return date.fromordinal(day) if 1 <= day <= date.max.toordinal() else None


def _state_by(
    snapshot: Snapshot, today: date, day: date, reports: Sequence[Milestone], issue: Issue | None = None
) -> tuple[DueState, int]:
    """Return what became by `today` of what was due on a day, by the last report of each voice that tells, and by how
    many days it is late. That a thing was not done yet is no contest to its being done later."""
    telling = [one for one in reports if one.milestone != "begun"]
    last = [
        one for one in telling if not any(_is_said_later(other, one) for other in telling if other.voice == one.voice)
    ]
    undone = [one for one in last if one.milestone == "not-done"]
    days = [(_days_of(snapshot, one, issue), one) for one in last if one.milestone != "not-done"]
    if days and any(one.first_day > done[1] for one in undone for done, _ in days):
        return "contested", 0
    if not days:
        is_past = day < today
        return ("late", (today - day).days) if undone and is_past else ("passed" if is_past else "ahead", 0)
    states: set[tuple[DueState, int]] = {
        ("done late", (latest - day).days) if first > day else ("done", 0) for (first, latest), _ in days
    }
    return states.pop() if len(states) == 1 else ("contested", 0)


def _days_of(snapshot: Snapshot, report: Milestone, issue: Issue | None) -> tuple[date, date]:
    """Return the first and the last possible day on which a thing was done: that which its value names, else the day of
    the report."""
    value = parse_value(report.value, issue.scale) if report.value and issue else None
    named = _last_day(snapshot, value, issue) if value and issue and value.ranges else None
    return named or report.first_day, named or report.day


def _is_said_later(one: Milestone, other: Milestone) -> bool:
    """Return whether a report was certainly said later than another, whatever the day that it is about."""
    said, before = one.stated or one.date, other.stated or other.date
    return bool(said and before and said.first and before.last and said.first > before.last)


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
