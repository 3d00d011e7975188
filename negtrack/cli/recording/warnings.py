"""Warnings about what was just recorded, which refuse nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from negtrack.checks import (
    NAMING_UNITS,
    CheckContext,
    answers_without_effect,
    backward_bounds,
    check_early_answer,
    check_lost_vote,
    ended_beside_text,
    other_speakers,
    other_units,
    remarks_beside_papers,
    rival_votes,
    settled_and_open_text,
    settled_twice,
    taken_along_text,
    twice_text,
)
from negtrack.cli.output.printing import log
from negtrack.errors import Problem
from negtrack.gap import contains
from negtrack.model import (
    Agreement,
    Definition,
    Entry,
    Milestone,
    Negotiation,
    OpenItem,
    Position,
    Response,
)
from negtrack.query import deals_of, reservations_of
from negtrack.store.plan import Added
from negtrack.values import flag_of, parse_value

_MOST = 20
"""Most warnings of one command."""


def log_warnings(known: Negotiation, added: Sequence[Added]) -> None:
    """Log what is to be warned of in new records."""
    for warning in warnings_of(known, added):
        log(f"negtrack: {warning}")


def warnings_of(known: Negotiation, added: Sequence[Added]) -> Iterator[str]:
    """Yield a sentence on each fault of new records that `check` would note: bounds written backwards, speakers of
    another party, values in a unit of their own, answers without effect, votes that were lost or contradict others,
    remarks beside a paper, and issues that two agreements settle, or that one settles and leaves open; and what views
    will show beside what is agreed. `known` is what was there before."""
    new = [result.item for result in added if result.state == "new"]
    entries = {item.id: item for item in new if isinstance(item, Entry)}
    defined = known.with_new([item for item in new if isinstance(item, Definition)])
    problems = [*_backward_bounds(defined, entries), *other_speakers(entries.values(), defined.parties)]
    if any(_bears_on_others(defined, entry) for entry in entries.values()):
        recorded = [entry for name, entry in entries.items() if name not in known.entries]
        context = CheckContext(
            defined.with_entries(recorded), date.max, tuple(entries.values()), with_definitions=False
        )
        yield from _deal_warnings(context, entries)
        yield from _taken_along(context)
        problems += _problems(context)
    for problem in problems[:_MOST]:
        where = problem.where.rpartition("] ")[2] if len(added) == 1 else problem.where
        yield f"warning: {where} {problem.message}"
    if len(problems) > _MOST:
        yield f"{len(problems) - _MOST} more warnings; negtrack check lists them"


def _bears_on_others(known: Negotiation, entry: Entry) -> bool:
    """Return whether other records decide if there is something to warn of: not for most positions of many."""
    if not isinstance(entry, Position):
        return True
    return bool(known.proposals or entry.requires) or known.issues[entry.issue].kind in NAMING_UNITS


def _backward_bounds(known: Negotiation, entries: Mapping[str, Entry]) -> Iterator[Problem]:
    """Yield a note on each bound of new records that is written backwards."""

    def find_entry(name: str) -> Entry | None:
        return entries.get(name) or known.entries.get(name)

    for entry in entries.values() if any(issue.wants for issue in known.issues.values()) else ():
        yield from backward_bounds(entry, known.issues, known.parties, find_entry)


def _problems(context: CheckContext) -> Iterator[Problem]:
    """Yield the notes that `check` has on the new records."""
    yield from other_units(context)
    yield from answers_without_effect(context)
    yield from check_early_answer(context)
    yield from check_lost_vote(context)
    yield from remarks_beside_papers(context.snapshot, context.of(Position), ("apart", "overlap"))


def _deal_warnings(context: CheckContext, new: Mapping[str, Entry]) -> Iterator[str]:
    """Yield a sentence on the issues that a new agreement and another one settle, on each count of a vote that
    contradicts another, and on what is settled and left open at once."""
    snapshot = context.snapshot
    for issues, one, other in settled_twice(snapshot) if {*map(type, new.values())} & {Agreement, Milestone} else ():
        if one.id in new or other.id in new:
            yield f"warning: {twice_text(issues, one, other)}"
    for _, text in rival_votes(snapshot.milestones, new):
        yield f"warning: {text}"
    for item in context.of(OpenItem):
        if text := settled_and_open_text(item, context.negotiation.entries.get(item.agreement)):
            yield f"warning: {text}"
    yield from _reservations(context)
    yield from _done_otherwise(context)


def _taken_along(context: CheckContext) -> Iterator[str]:
    """Yield a sentence on each withdrawal or denial of a whole paper or answer that takes back more than its issue, or
    something else on it."""
    for position in context.of(Position):
        for text in (taken_along_text(context.snapshot, position), ended_beside_text(context.snapshot, position)):
            if text:
                yield f"warning: {position.id} {text}"


def _reservations(context: CheckContext) -> Iterator[str]:
    """Yield a sentence on each acceptance with reservations of what became a term of a new agreement."""
    new, shown = {agreement.id for agreement in context.of(Agreement)}, dict[str, Response]()
    for deal in deals_of(context.snapshot) if new else ():
        if deal.agreement.id in new:
            shown |= {one.id: one for term in deal.terms for one in reservations_of(context.snapshot, deal, term.issue)}
    for answer in shown.values():
        reserved = f': "{answer.reservations}"' if answer.reservations else ""
        named = f"{answer.party} accepted {', '.join(answer.to)} with reservations{reserved}"
        yield f"warning: {named}; views show that beside what is agreed"


def _done_otherwise(context: CheckContext) -> Iterator[str]:
    """Yield a sentence on each new report that something else than the agreed value is carried out."""
    known = context.negotiation
    for report in context.of(Milestone):
        agreement, issue = known.entries.get(report.deal), known.issues.get(report.issue)
        terms = agreement.terms if isinstance(agreement, Agreement) and report.milestone == "done" else ()
        term = next((term for term in terms if term.issue == report.issue and not flag_of(term.value)), None)
        if term and issue and report.value:
            agreed, done = parse_value(term.value, issue.scale), parse_value(report.value, issue.scale)
            if not contains(agreed, done, issue.scale, known.event_dates):
                text = f'{report.agreement} is "{term.value}", and done "{report.value}" is not all of that'
                yield f"warning: {text}; views show both"
