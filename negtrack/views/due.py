"""`due`: what is due and when, whose it is, and what later records say of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time

from negtrack.model import Event, Milestone, Proposal, Record, Response
from negtrack.query import WAITING, Due, Settlement, Snapshot, due_of, has_lapsed
from negtrack.values import KINDS, print_value
from negtrack.views.clocks import as_of_date
from negtrack.views.deal_states import milestone_text
from negtrack.views.deal_words import when_it_did_not_hold
from negtrack.views.lists import ListView, list_frame
from negtrack.views.phrasing import (
    add_caveat,
    answer_text,
    caveat_text,
    count_text,
    day_text,
    when_text,
    withdrawal_text,
    year_of,
)
from negtrack.views.proposal_facts import final_text
from negtrack.views.view import Row
from negtrack.views.voices import party_name, said_by, voice_beside

NOTHING = "nothing on record here"
_NAMED = 4
"""Most pairs that are named."""
_COLUMNS = (
    *("id", "kind", "day", "instant", "days", "state", "late", "issue", "step", "value", "event"),
    *("what", "parties", "words", "remarks", "as_of"),
)


def build_due(snapshot: Snapshot, within: int | None = None) -> ListView:
    """Build the list of what is due, by day; with `within`, only what is due in so many days and what still waits for
    somebody."""
    lines = tuple(_line(snapshot, due) for due in due_of(snapshot) if within is None or is_near(snapshot, due, within))
    headings = (("when", "when"), ("shown", "what"), ("whose", "whose"), ("words", "state"))
    aside = "" if within is None else f"within {count_text(within, 'day')}"
    empty = f"nothing is due{f' {aside}' if aside else ''}"
    frame, title = list_frame(snapshot, "due", aside), snapshot.negotiation.title
    return ListView("due", frame, _COLUMNS, lines, headings, empty, title=title)


def is_near(snapshot: Snapshot, due: Due, within: int) -> bool:
    """Return whether a thing still waits for somebody, and is due in so many days, or has been."""
    days, is_over = days_left(snapshot, due), due.deal is not None and due.deal.is_over
    return due.state in WAITING and not is_over and (days is None or days <= within)


def days_left(snapshot: Snapshot, due: Due) -> int | None:
    """Return the days until a thing is due, below 0 once it was; None without a day."""
    return (due.day - snapshot.day).days if due.day and snapshot.day else None


def _line(snapshot: Snapshot, due: Due) -> Row:
    remarks = list(due_remarks(snapshot, due))
    return {
        "id": due.name,
        "kind": due.kind,
        "day": due.day.isoformat() if due.day else None,
        "instant": due.instant.isoformat() if due.instant else None,
        "days": days_left(snapshot, due),
        "state": due.state,
        "late": due.late or None,
        "issue": due.issue.id if due.issue else "",
        "step": due.step,
        "value": _value(due),
        "event": due.event,
        "what": what_text(snapshot, due),
        "parties": list(due.parties),
        "words": state_text(snapshot, due),
        "remarks": remarks,
        "as_of": as_of_date(snapshot) or "",
        "when": when_due(snapshot, due),
        "shown": "; ".join((what_text(snapshot, due), *remarks)),
        "whose": _whose(snapshot, due.parties),
        "until": due.record.end if isinstance(due.record, Event) else due.day,
        "stamp": _stamp(due),
    }


def _value(due: Due) -> str:
    if due.kind == "open":
        return getattr(due.record, "otherwise", "")
    return print_value(due.value, due.issue.scale) if due.value and due.issue else ""


def _stamp(due: Due) -> datetime:
    """Return when what is known of it was last recorded; for an event, which has no such instant, its day."""
    records = [record for record in (due.record, *due.reports, *due.answers) if isinstance(record, Record)]
    return max((one.recorded for one in records), default=datetime.combine(due.day or date.min, time(), UTC))


def when_due(snapshot: Snapshot, due: Due) -> str:
    """Return when it is due in words: `25 Jul`, `1 Mar 17:00 -05`, `day 16 = 3 Feb 2025`, `day 16 after ceasefire`."""
    day = day_text(due.day, year_of(snapshot)) if due.day else ""
    if due.instant:
        return f"{day} {due.instant:%H:%M} {offset_text(due.instant)}"
    if isinstance(due.record, Event) and due.record.date and due.record.date.base:
        return " = ".join(filter(None, (due.record.date.text, day)))
    if due.value is None or due.issue is None:
        return day
    words = print_value(due.value, due.issue.scale)
    if not day:
        return words if words.endswith(f" after {due.event}") else f"{words} after {due.event}"
    is_plain = due.value.is_point and not KINDS[due.issue.kind].has_anchor
    return day if is_plain and due.day and words == due.day.isoformat() else f"{words} = {day}"


def offset_text(instant: datetime) -> str:
    """Return the offset of an instant: `-05`, `+05:30`, `UTC`."""
    offset = f"{instant:%z}"
    return "UTC" if offset == "+0000" else offset[:3] + (f":{offset[3:]}" if offset[3:] != "00" else "")


def what_text(snapshot: Snapshot, due: Due) -> str:
    """Return what is due, without its day and values that have caveats: `offer-1 lapses`, `strike-pay, else yes`."""
    if isinstance(due.record, Milestone):
        return f"{due.record.agreement}: {milestone_text(snapshot, due.record)}"
    if isinstance(due.record, Event):
        title = due.record.title
        return title if title.casefold() == due.name.replace("-", " ") else f"{due.name}: {title}"
    if due.kind == "offer":
        return " ".join(filter(None, (due.name, _lapse_word(snapshot, due))))
    fallback = f", else {_value(due)}" if due.kind == "open" and _value(due) else ""
    return f"{due.issue.id if due.issue else ''}{f' {due.step}' if due.step else ''}{fallback}"


def _lapse_word(snapshot: Snapshot, due: Due) -> str:
    """Return that an offer lapses, or has; "" of one that was off the table before."""
    if isinstance(due.record, Proposal) and has_lapsed(snapshot, due.record):
        return "lapsed" if due.state != "withdrawn" else ""
    return "" if due.deal or due.state == "withdrawn" else "lapses"


def _whose(snapshot: Snapshot, parties: Sequence[str]) -> str:
    principals = {party.id for party in snapshot.negotiation.principals}
    if len(parties) > 1 and principals <= set(parties):
        return "both" if len(parties) == 2 else "all"
    return ", ".join(_short_name(snapshot, party) for party in parties)


def due_remarks(snapshot: Snapshot, due: Due) -> Iterator[str]:
    """Yield what no view leaves out: that an offer is called final, who announced a milestone, conditions, caveats."""
    if isinstance(due.record, Proposal) and due.record.final:
        yield final_text(snapshot, due.record)
    if isinstance(due.record, Milestone) and (whose := voice_beside(snapshot.negotiation, due.record)):
        yield whose
    if due.term:
        yield from (f"if {condition}" for condition in due.term.requires)
    yield from dict.fromkeys(
        caveat_text(one) for one in (due.term, due.record) if one and not isinstance(one, Event) and one.caveat
    )


def state_text(snapshot: Snapshot, due: Due) -> str:
    """Return how it stands, and what is reported of it: `open, 136 days`, `late 2 days: done 27 Jan, Israel`."""
    words = {"offer": _offer_state, "open": _open_state}.get(due.kind, _other_state)(snapshot, due)
    return ", ".join(filter(None, (words, _deal_state(snapshot, due))))


def _offer_state(snapshot: Snapshot, due: Due) -> str:
    if due.state == "withdrawn":
        return next(iter(withdrawal_text(snapshot, due.name)), "")
    words = [*_overtaken_words(snapshot, due), *(_answer_words(snapshot, answer) for answer in due.answers)]
    missing = ", ".join(_short_name(snapshot, party) for party in due.awaited)
    if due.state == "answered":
        return "; ".join(words) or "overtaken by a later offer"
    if due.state == "ahead":
        awaited = f"awaits {missing}" if missing else ""
        return "; ".join((*words, ", ".join(filter(None, (awaited, _days_text(snapshot, due))))))
    return "; ".join((*words, f"passed, no answer of {missing} on record here" if missing else "passed"))


def _overtaken_words(snapshot: Snapshot, due: Due) -> Iterator[str]:
    """Yield by which agreement an offer was overtaken."""
    if due.deal:
        yield f"overtaken by {due.deal.agreement.id}, {day_text(due.deal.agreement.day, year_of(snapshot))}"


def _answer_words(snapshot: Snapshot, answer: Response) -> str:
    """Return an answer with who gave it and when: `Union: rejected 1 Mar`, `..., according to Press` if others say
    so, `..., withdrawn by the party, 3 Mar`."""
    firmness = "" if answer.is_said else f"{answer.modality}: "
    when = when_text(answer.stated, year_of(snapshot))
    words = f"{_short_name(snapshot, answer.party)}: {firmness}{answer_text(answer)} {when}"
    parts = (words, voice_beside(snapshot.negotiation, answer), *withdrawal_text(snapshot, answer.id))
    return add_caveat(", ".join(filter(None, parts)), answer)


def _short_name(snapshot: Snapshot, party: str) -> str:
    known = snapshot.negotiation.parties.get(party)
    return known.short if known and known.short else party_name(snapshot.negotiation, party)


def _open_state(snapshot: Snapshot, due: Due) -> str:
    """Return how an open item stands: `open, 4 days`; where not for all alike, between whom: `open, 4 days (Union and
    State); agreed: day 20, more (Union and Employers)`."""
    pairs: dict[str, list[str]] = {}
    for one, other, settlement in due.settlements:
        names = f"{_short_name(snapshot, one)} and {_short_name(snapshot, other)}"
        pairs.setdefault(_settled_words(snapshot, due, settlement), []).append(names)
    if len(pairs) == 1:
        return next(iter(pairs))
    open_first = sorted(pairs, key=lambda words: words != _not_settled(snapshot, due))
    return "; ".join(f"{words} ({_pairs_text(pairs[words])})" for words in open_first)


def _pairs_text(names: Sequence[str]) -> str:
    return ", ".join(names) if len(names) <= _NAMED else f"{len(names):,} pairs"


def _settled_words(snapshot: Snapshot, due: Due, settlement: Settlement) -> str:
    if settlement.is_overdue and settlement.item and settlement.item.otherwise:
        return f"passed, {when_it_did_not_hold(snapshot, settlement)}: no fallback came"
    if not (settlement.is_settled or settlement.steps):
        return _not_settled(snapshot, due)
    by = (part.agreed.record.id for part in settlement.holding if part.agreed)
    return ", ".join((f"{settlement.state}: {settlement.value}", *by))


def _not_settled(snapshot: Snapshot, due: Due) -> str:
    is_past = (days_left(snapshot, due) or 0) < 0 or due.state == "passed"
    if not is_past:
        return f"open, {_days_text(snapshot, due)}"
    linked = [f"{what_text(snapshot, one)}: {_other_state(snapshot, one)}" for one in due.linked if one.reports]
    return "; ".join(("passed", *linked)) if linked else f"passed, {NOTHING}"


def _other_state(snapshot: Snapshot, due: Due) -> str:
    reports = "; ".join(_report_text(snapshot, report) for report in due.reports)
    if due.state == "passed" and not due.awaited:
        return _passed_words(due, reports)
    late = _late_words(snapshot, due)
    head = {"late": late, "done late": late, "contested": "contested", "undated": "no date yet"}
    words = _days_text(snapshot, due) if due.state == "ahead" else head.get(due.state, "")
    if due.awaited:
        return "; ".join(filter(None, (reports, _awaited_words(snapshot, due))))
    return ": ".join(filter(None, (words, reports)))


def _late_words(snapshot: Snapshot, due: Due) -> str:
    """Return by how many days a thing is late by the reports, and how long ago it was due if it is not done; of an
    agreement that has ended that it was late. Nothing of what has no day."""
    least = "at least " if due.is_least else ""
    if due.day is None:
        return ""
    late = f"late {least}{count_text(due.late, 'day')}" if due.late else "late"
    if due.deal and due.deal.endings and due.state == "late":
        return f"was {late}"
    days = days_left(snapshot, due)
    return f"{late}, due {count_text(-days, 'day')} ago" if days and due.state == "late" else late


def _passed_words(due: Due, reports: str) -> str:
    """Return that a day has passed, with the reports; that none is of that day or later, where all were before."""
    if not reports:
        return f"passed, {NOTHING}"
    is_before = due.day and all(report.day < due.day for report in due.reports)
    return f"passed, nothing on record since: {reports}" if is_before else f"passed: {reports}"


def _awaited_words(snapshot: Snapshot, due: Due) -> str:
    """Return who has not done what others did: `awaits Employers, 1 day`."""
    missing = ", ".join(_short_name(snapshot, party) for party in due.awaited)
    if due.state == "ahead":
        return f"awaits {missing}, {_days_text(snapshot, due)}"
    return f"passed, nothing of {missing} on record here"


def _deal_state(snapshot: Snapshot, due: Due) -> str:
    """Return how the agreement itself stands, where it is not in force."""
    if due.deal is None or due.deal.state == "agreed" or due.state not in WAITING:
        return ""
    is_over = due.deal.state != "agreed provisionally"
    return f"{due.deal.state} {day_text(due.deal.since, year_of(snapshot))}" if is_over else due.deal.state


def _days_text(snapshot: Snapshot, due: Due) -> str:
    days = days_left(snapshot, due)
    return "" if days is None else count_text(days, "day") if days else "today"


def _report_text(snapshot: Snapshot, report: Milestone) -> str:
    """Return a report with its day and who says so: `done, 27 Jan, according to Israel`."""
    words = (milestone_text(snapshot, report), when_text(report.when, year_of(snapshot)))
    return add_caveat(", ".join((*words, said_by(snapshot.negotiation, report))), report)
