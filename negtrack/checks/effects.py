"""Records without effect: that take back what is gone already, disclose what is known, or answer what is off the
table; and circular references."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from negtrack.checks.answers import answers_without_effect
from negtrack.checks.context import CheckContext, note, problem, term_note
from negtrack.errors import Problem
from negtrack.model import TAKING_BACK, Entry, Position, Proposal, record_of
from negtrack.query import Snapshot


def check_circular_reference(context: CheckContext) -> Iterator[Problem]:
    """Report records that supersede, retract, amend or disclose themselves through others, also between files."""
    known = context.negotiation
    if not context.with_definitions:
        return
    yield from _circles("supersedes", known.entries, {better.id: better.supersedes for better in known.superseding})
    yield from _circles("of", known.entries, {entry.id: (entry.of,) for entry in known.retractions})
    yield from _circles("amends", known.entries, {entry.id: (entry.amends,) for entry in known.proposals})
    yield from _circles("discloses", known.entries, {entry.id: (entry.discloses,) for entry in known.proposals})


def _circles(field: str, entries: Mapping[str, Entry], below: Mapping[str, Iterable[str]]) -> Iterator[Problem]:
    """Yield one problem for each circle among the records and what they name."""
    in_circle = _circle_members(below)
    seen: set[str] = set()
    for start in in_circle:
        path, name = [], start
        while name not in seen:
            seen.add(name)
            path.append(name)
            name = next(other for other in below[name] if other in in_circle)
        if name in path:
            circle = path[path.index(name) :]
            shown = " -> ".join([*circle[:_SHOWN], *["..."][: len(circle) > _SHOWN], name])
            yield problem(entries[name], field, f"{shown} is a circle; delete the wrong one of them")


_SHOWN = 5
"""Ids of a circle that its message names."""


def _circle_members(below: Mapping[str, Iterable[str]]) -> dict[str, None]:
    """Return those that lie in a circle or lead into one: the rest once those that name nothing are removed
    repeatedly."""
    above: dict[str, list[str]] = {}
    for name, others in below.items():
        for other in others:
            above.setdefault(other, []).append(name)
    open_ends = {name: sum(other in below for other in others) for name, others in below.items()}
    done = [name for name, count in open_ends.items() if not count]
    while done:
        for name in above.get(done.pop(), ()):
            open_ends[name] -= 1
            if not open_ends[name]:
                done.append(name)
    return {name: None for name, count in open_ends.items() if count}


def check_other_day(context: CheckContext) -> Iterator[Problem]:
    """Report positions that supersede one of another day: a changed mind is a new statement."""
    known = context.negotiation.entries
    for better in context.acts:
        for worse in (known[record_of(name)] for name in better.supersedes if record_of(name) in known):
            if isinstance(worse, Position | Proposal) and better.day != worse.day:
                message = (
                    f"{worse.id} was stated on {worse.day}, this on {better.day}, and what is superseded is gone from "
                    "every view; for a later statement retract this, and record it without supersedes"
                )
                yield note(better, "supersedes", message)


def check_no_effect(context: CheckContext) -> Iterator[Problem]:
    """Report records that take back what is gone, disclose what is known, or answer what is off the table."""
    snapshot = context.snapshot
    for position in filter(snapshot.counts, context.acts):
        for field in TAKING_BACK.values():
            for name in getattr(position, field):
                reason = _withdrawal_problem(snapshot, name)
                if reason:
                    yield note(position, field, f"{name} {reason}")
    proposals = {proposal.id: proposal for proposal in context.negotiation.proposals}
    for proposal in filter(snapshot.counts, context.of(Proposal)):
        yield from _disclosure_problems(proposal, proposals.get(proposal.discloses))
    yield from answers_without_effect(context)


def _withdrawal_problem(snapshot: Snapshot, name: str) -> str:
    """Return why taking back `name` changes nothing; "" where it does."""
    entry = snapshot.negotiation.entries.get(record_of(name))
    if record_of(name) in snapshot.retracted:
        return "is retracted, so nothing is left to take back; retract this record too"
    if name in snapshot.superseded:
        return f"is superseded, so nothing is left to take back; name {snapshot.superseded[name].id}"
    if isinstance(entry, Position) and not entry.value:
        return f"is itself a {entry.stance}, and taking it back brings nothing back; record the position again"
    return ""


def _disclosure_problems(proposal: Proposal, earlier: Proposal | None) -> Iterator[Problem]:
    if earlier and earlier.discloses:
        yield note(proposal, "discloses", f"{earlier.id} only discloses another; name {earlier.discloses}")
        return
    given = {term.issue: term.value for term in earlier.terms} if earlier else {}
    for term in proposal.terms if earlier else ():
        if given.get(term.issue, "undisclosed").casefold() not in ("undisclosed", term.value.casefold()):
            message = f'"{term}", but {proposal.discloses} gives {given[term.issue]} itself; it has no effect'
            yield term_note(proposal, term, f"{message}, delete it or correct the other")
