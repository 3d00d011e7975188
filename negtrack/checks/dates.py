"""Impossible dates of statements, sources and recordings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from negtrack.checks.context import CheckContext, note, problem
from negtrack.dates import When
from negtrack.errors import Problem
from negtrack.model import (
    ENDING,
    Agreement,
    Entry,
    Milestone,
    OpenItem,
    Position,
    Proposal,
    Record,
    Response,
    Source,
    record_of,
)

_AHEAD = timedelta(days=1)
"""Days are counted in UTC; somewhere it is tomorrow already."""
_FIRST_ZONE = timedelta(hours=14)
"""How far ahead of UTC the clocks of Kiribati are, where a day begins first."""


def check_impossible_date(context: CheckContext) -> Iterator[Problem]:
    """Report statements in the future, after they were recorded, after their source appeared, or in answer to what came
    later, and sources that were read before they appeared."""
    for record in context.of(Record):
        yield from _check_day(record, "stated", record.stated, context)
        if isinstance(record, Proposal):
            yield from _check_day_before_said(record, "tabled", record.tabled, context)
            yield from _check_expiry(record)
        if isinstance(record, Agreement):
            yield from _check_day_before_said(record, "date", record.date, context)
        yield from _check_source_of(record, context)
    for source in context.of(Source):
        yield from _check_source(source, context.today)
    yield from _check_early_answer(context)
    yield from _check_decide_by(context)
    yield from _check_ended(context)
    yield from _check_after(context)


def _check_day(record: Record, field: str, when: When | None, context: CheckContext) -> Iterator[Problem]:
    first = _first_day(when)
    if when is None or first is None:
        return
    if first > context.today + _AHEAD:
        yield problem(record, field, f"{when.text} lies in the future; correct it, today is {context.today}")
    elif first > (record.recorded + _FIRST_ZONE).date():
        message = f"{when.text} is after it was recorded, {record.recorded.date()}; correct one or the other"
        yield problem(record, field, message)


def _check_expiry(proposal: Proposal) -> Iterator[Problem]:
    first, last = _first_day(proposal.when), proposal.expires.last if proposal.expires else None
    moment, tabled = proposal.expires and proposal.expires.instant, proposal.when and proposal.when.instant
    if proposal.expires and ((first and last and last < first) or (moment and tabled and moment < tabled)):
        when = proposal.when.text if proposal.when else ""
        yield problem(proposal, "expires", f"{proposal.expires.text} is before it was tabled, {when}; correct one")


def _check_day_before_said(record: Record, field: str, when: When | None, context: CheckContext) -> Iterator[Problem]:
    """Yield what is wrong with the day on which a thing happened: nobody can say before that it did."""
    problems = [*_check_day(record, field, when, context)]
    yield from problems
    said = record.stated
    if not problems and when and when.first and said and said.last and when.first > said.last:
        message = f"{when.text} is after it was said, {said.text}; correct one or the other"
        yield problem(record, field, message)


def _check_decide_by(context: CheckContext) -> Iterator[Problem]:
    for item in context.of(OpenItem):
        agreement = context.negotiation.entries.get(item.agreement)
        first = _first_day(agreement.date) if isinstance(agreement, Agreement) else None
        if first and item.decide_by.last and item.decide_by.last < first:
            message = f"{item.decide_by.text} is before {item.agreement} was made, {first}; correct one or the other"
            yield problem(item, "decide-by", message)


def _check_ended(context: CheckContext) -> Iterator[Problem]:
    for milestone in context.of(Milestone):
        agreement = context.negotiation.entries.get(milestone.deal)
        first = _first_day(agreement.date) if isinstance(agreement, Agreement) else None
        if first and milestone.milestone in ENDING and milestone.day < first:
            field = "date" if milestone.date else "stated"
            message = f"{milestone.day} is before {milestone.deal} was made, {first}; correct one or the other"
            yield problem(milestone, field, message)


def _check_source_of(record: Record, context: CheckContext) -> Iterator[Problem]:
    first = _first_day(record.stated)
    for name in record.sources if first else ():
        source = context.negotiation.sources.get(name)
        if source and source.issued and source.issued.last and first and first > source.issued.last:
            message = (
                f"the source {name} appeared on {source.issued.text} and cannot report a statement of "
                f"{record.stated.text if record.stated else ''}; correct the date, or name another source"
            )
            yield problem(record, "stated", message)


def _check_source(source: Source, today: date) -> Iterator[Problem]:
    for field, when in (("issued", source.issued), ("accessed", source.accessed)):
        first = _first_day(when)
        if when and first and first > today + _AHEAD:
            yield problem(source, field, f"{when.text} lies in the future; correct it, today is {today}")
    issued, accessed = source.issued, source.accessed
    if issued and accessed and issued.first and accessed.last and accessed.last + _AHEAD < issued.first:
        message = f"{accessed.text} is before it appeared, {issued.text}; correct one or the other"
        yield problem(source, "accessed", message)


def _check_early_answer(context: CheckContext) -> Iterator[Problem]:
    entries = context.negotiation.entries
    for response in context.of(Response):
        first, verb = _beginning_of(entries.get(response.proposal))
        if first and response.day < first:
            message = f"{response.day} lies before {response.proposal} was {verb}, on {first}; say when with stated"
            yield problem(response, "stated", message)


def _beginning_of(answered: Entry | None) -> tuple[date | None, str]:
    """Return the first day on which what is answered may have been tabled or stated, and the verb for it."""
    if isinstance(answered, Proposal):
        return answered.tabled.first if answered.tabled else None, "tabled"
    if isinstance(answered, Position):
        return answered.stated.first if answered.stated else None, "stated"
    return None, ""


def _check_after(context: CheckContext) -> Iterator[Problem]:
    entries = context.negotiation.entries
    for record in context.of(Record):
        for name in record.after:
            earlier = entries.get(record_of(name))
            if record_of(name) == record.id or (isinstance(earlier, Record) and earlier.first_day > record.day):
                message = f"{name} was not said before this; correct a date, or leave it out"
                yield problem(record, "after", message)


def check_recorded_ahead(context: CheckContext) -> Iterator[Problem]:
    """Report entries that were recorded later than today."""
    for entry in context.entries:
        if entry.recorded.date() > context.today + _AHEAD:
            message = f"{entry.recorded.date()} is later than today, {context.today}; set the clock, or correct it"
            yield note(entry, "recorded", message)


def check_recorded_early(context: CheckContext) -> Iterator[Problem]:
    """Report entries that were recorded before what they name, which nobody could name yet; what supersedes is
    `wrong-reference`."""
    entries = context.negotiation.entries
    for entry, field, name in context.naming:
        named = entries.get(record_of(name))
        if named and field != "supersedes" and entry.recorded < named.recorded:
            instants = f"{entry.recorded} is before {name} was recorded, {named.recorded}"
            yield note(entry, "recorded", f"{instants}, which it names in {field}; correct one or the other")


def _first_day(when: When | None) -> date | None:
    """Return the first possible day; for a period that is open to the past, the last."""
    return when.first or when.last if when else None
