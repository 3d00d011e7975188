"""What has no effect, and why: taking back what is gone already, telling what is known, answering what is off the
table; and what would have its effect in a circle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from negtrack.checks.context import CheckContext, note, problem
from negtrack.errors import Problem
from negtrack.model import TAKING_BACK, Entry, Position, Proposal, Response
from negtrack.query import Snapshot


def check_circular_reference(context: CheckContext) -> Iterator[Problem]:
    """Nothing supersedes, retracts or discloses itself by way of others, also between files."""
    known = context.negotiation
    if not context.with_definitions:
        return
    yield from _circles("supersedes", known.entries, {better.id: better.supersedes for better in known.superseding})
    yield from _circles("of", known.entries, {entry.id: (entry.of,) for entry in known.retractions})
    yield from _circles("discloses", known.entries, {entry.id: (entry.discloses,) for entry in known.proposals})


def _circles(field: str, entries: Mapping[str, Entry], below: Mapping[str, Iterable[str]]) -> Iterator[Problem]:
    """One problem for each circle that is met on the way from a record to what it names, and so on."""
    tangled = _in_circle(below)
    seen: set[str] = set()
    for start in tangled:
        path, name = [], start
        while name not in seen:
            seen.add(name)
            path.append(name)
            name = next(other for other in below[name] if other in tangled)
        if name in path:
            circle = path[path.index(name) :]
            shown = " -> ".join([*circle[:_SHOWN], *["..."][: len(circle) > _SHOWN], name])
            yield problem(entries[name], field, f"{shown} is a circle; delete the wrong one of them")


_SHOWN = 5
"""Ids of a circle that its message names."""


def _in_circle(below: Mapping[str, Iterable[str]]) -> dict[str, None]:
    """Those that lie in a circle or lead into one: what is left when whatever names nothing is taken off, and again."""
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
    """A better reading of ours is of the same statement; who has changed their mind has said something new."""
    known = context.negotiation.entries
    for better in context.of(Position):
        for worse in (known[name] for name in better.supersedes if name in known):
            if isinstance(worse, Position) and better.day != worse.day:
                message = (
                    f"{worse.id} was stated on {worse.day}, this on {better.day}, and what is superseded is gone from "
                    "every view; for a later statement retract this, and record it without supersedes"
                )
                yield note(better, "supersedes", message)


def check_no_effect(context: CheckContext) -> Iterator[Problem]:
    """What is taken back still stood, what is disclosed was not known, and what is answered is on the table."""
    snapshot = context.snapshot
    for position in filter(snapshot.counts, context.of(Position)):
        for field in TAKING_BACK.values():
            for name in getattr(position, field):
                reason = _useless_withdrawals(snapshot, name)
                if reason:
                    yield note(position, field, f"{name} {reason}")
    proposals = {proposal.id: proposal for proposal in context.negotiation.proposals}
    for proposal in filter(snapshot.counts, context.of(Proposal)):
        yield from _useless_disclosures(proposal, proposals.get(proposal.discloses))
    for response in filter(snapshot.counts, context.of(Response)):
        answered = proposals.get(response.proposal)
        reason = _useless_answers(snapshot, response, answered) if answered else ""
        if reason:
            yield note(response, "proposal", f"{response.proposal} {reason}")


def _useless_withdrawals(snapshot: Snapshot, name: str) -> str:
    """Why taking back `name` changes nothing; "" where it does."""
    entry = snapshot.negotiation.entries.get(name)
    if name in snapshot.retracted:
        return "is retracted, so nothing is left to take back; retract this record too"
    if name in snapshot.superseded:
        return f"is superseded, so nothing is left to take back; name {snapshot.superseded[name].id}"
    if isinstance(entry, Position) and not entry.value:
        return f"is itself a {entry.stance}, and taking it back brings nothing back; record the position again"
    return ""


def _useless_disclosures(proposal: Proposal, earlier: Proposal | None) -> Iterator[Problem]:
    if earlier and earlier.discloses:
        yield note(proposal, "discloses", f"{earlier.id} only discloses another; name {earlier.discloses}")
        return
    told = {term.issue: term.value for term in earlier.terms} if earlier else {}
    for term in proposal.terms if earlier else ():
        if told.get(term.issue, "undisclosed").casefold() not in ("undisclosed", term.value.casefold()):
            message = f'"{term}", but {proposal.discloses} gives {told[term.issue]} itself; it has no effect'
            yield note(proposal, "terms", f"{message}, delete it or correct the other")


def _useless_answers(snapshot: Snapshot, response: Response, proposal: Proposal) -> str:
    """Why an answer to `proposal` says nothing; "" where it does."""
    withdrawal = snapshot.withdrawn.get(proposal.id)
    if proposal.party == response.party:
        return f"was tabled by {response.party} itself, which need not answer it; retract this record"
    if proposal.id in snapshot.retracted:
        return "is retracted, so there is nothing to answer; retract this record too"
    if proposal.discloses:
        return f"only discloses terms; answer {proposal.discloses}"
    if withdrawal and response.day > withdrawal.day:
        return f"was withdrawn on {withdrawal.day}, before this; look at the date"
    return ""
