"""What a record takes from what it names: its dates and the publication from its sources, and its voice."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from negtrack.dates import When
from negtrack.frozen import replace_fast
from negtrack.model import (
    MEDIA,
    OWN,
    REPORTED,
    THIRD_PARTY,
    Agreement,
    Milestone,
    Party,
    Position,
    Proposal,
    Record,
    Source,
    Term,
)
from negtrack.values import KINDS, Value, print_value

RecordT = TypeVar("RecordT", bound=Record)


def link_record(record: RecordT, sources: Mapping[str, Source], parties: Mapping[str, Party]) -> RecordT:
    """Return `record` with `stated` filled in, by default with its first source's date (a proposal's: when it was
    tabled), with the `day` that it counts on (that of an agreement or a milestone: its date, or when it was said, if it
    was said before), and with its `voice`; a record that nothing dates counts on the last of
    all days."""
    issued = issue_dates(record, sources)
    first = min(issued, key=lambda when: when.last or date.max) if len(issued) > 1 else issued[0] if issued else None
    voice = _voice_of(record, record.holder, sources, parties)
    if isinstance(record, Position):  # nearly all
        return record.linked(_first_day(record.stated, first), record.stated or first, voice)
    tabled = record.tabled if isinstance(record, Proposal) else None
    stated = record.stated or tabled or first
    happened = record.date if isinstance(record, Agreement | Milestone) else None
    linked = record.linked(_first_day(tabled or stated, first, happened), stated, voice)
    if isinstance(record, Proposal | Agreement) and any(term.side or term.speaker for term in record.terms):
        terms = (replace_fast(term, voice=_term_voice(term, record, sources, parties)) for term in record.terms)
        return replace_fast(linked, terms=tuple(terms))
    return linked


def _first_day(*dates: When | None) -> date:
    """Return the first of the last possible days of `dates`; the last of all days without any."""
    first = date.max
    for when in dates:
        if when is not None and when.last is not None and when.last < first:
            first = when.last
    return first


def _term_voice(
    term: Term, proposal: Proposal | Agreement, sources: Mapping[str, Source], parties: Mapping[str, Party]
) -> str:
    """Return whose word a term is that has a side or a speaker of its own; "" for others."""
    if not (term.side or term.speaker):
        return ""
    named = replace_fast(term, sources=term.sources or proposal.sources, side=term.side or proposal.side)
    return _voice_of(named, proposal.holder, sources, parties)


def issue_dates(record: Record, sources: Mapping[str, Source]) -> list[When]:
    """Return the known dates on which the sources of a record appeared."""
    return [when for name in record.sources if name in sources and (when := sources[name].issued)]


def _voice_of(record: Record | Term, holder: str, sources: Mapping[str, Source], parties: Mapping[str, Party]) -> str:
    if holder and record.side in (OWN, holder):
        party = parties.get(holder) if record.speaker else None
        delegates = party.delegates if party else ()
        if not delegates:
            return holder
        named = (person.id for person in delegates if record.speaker in (person.id, person.name, *person.formerly))
        return next((f"{holder}/{name}" for name in named), holder)
    if record.side and record.side not in (MEDIA, THIRD_PARTY):
        return record.side
    return record.speaker or _publication_of(record, sources)


def _publication_of(record: Record | Term, sources: Mapping[str, Source]) -> str:
    source = sources.get(record.sources[0]) if record.sources else None
    return source.container_title or source.publisher or source.id if source else REPORTED


def refusal_hint(text: str, value: Value) -> str:
    """Return what to write for a refusal with the plain outcome `value`, which it would accept; "" for other values.

    A party that refuses `yes` accepts `no`, which therefore stands for itself.
    """
    if not value.is_point:
        return ""
    if value.steps:
        return _step_hint(value)
    if KINDS[value.kind].is_binary:
        return '"not yes"' if value.options == ("yes",) and text.strip().casefold() == "yes" else ""
    return f'"not {text}" or "under {text}"' if value.ranges or value.options else '"not NAME"'


def _step_hint(value: Value) -> str:
    """Return `refusal_hint` for the first step in which a schedule names a plain outcome; of `yes` and `no` none, as
    refusing one is accepting the other."""
    step = next(step for step in value.steps if step.value.is_point)
    if KINDS[value.kind].is_binary:
        return ""
    words = print_value(step.value)
    hint = f'"not {words}" or "under {words}"' if step.value.ranges or step.value.options else '"not NAME"'
    return f"{hint} in {step.name}"
