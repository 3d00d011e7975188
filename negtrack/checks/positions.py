"""Positions by themselves: misplaced fields, those of other records among them, and contradictions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from negtrack.checks.context import CheckContext, note, problem
from negtrack.checks.misplaced import misplaced_fields
from negtrack.errors import Problem
from negtrack.model import TAKING_BACK, Issue, Position, Response, is_same_day
from negtrack.query import UNDECIDED, has_set, position_gap

_MAX_COMPARED = 20
"""Statements of one speaker and day that each further one is compared with: real ones have two or three, and a flood
of them stays quick to check."""


def check_misplaced_field(context: CheckContext) -> Iterator[Problem]:
    """Report limits and givers outside mandates, withdrawn ids outside withdrawals, denied ids outside denials, and
    what other records cannot say beside what they are."""
    for position in filter(_can_be_misplaced, context.of(Position)):
        issue = context.negotiation.issues[position.issue]
        for field in ("limits", "granted_by"):
            if getattr(position, field) and not issue.is_mandate:
                message = f"{position.issue} is a {issue.kind}; only a mandate has {field}, say it in text"
                yield problem(position, field, message)
        for stance, field in TAKING_BACK.items():
            if getattr(position, field) and position.stance != stance:
                message = f"has no effect in a {position.stance}; record a {stance} of its own, or use supersedes"
                yield problem(position, field, message)
    yield from misplaced_fields(context)


def _can_be_misplaced(position: Position) -> bool:
    return bool(position.limits or position.granted_by or position.withdraws or position.denies)


def check_contradiction(context: CheckContext) -> Iterator[Problem]:
    """Report two values of one speaker on one day that are apart for one party and issue, whether they still stand or
    not, and two answers of one party to one proposal."""
    snapshot = context.snapshot
    for party, name in context.groups:
        issue = context.negotiation.issues[name]
        said: dict[tuple[object, ...], list[Position]] = defaultdict(list)
        for position in filter(has_set, snapshot.positions.get((party, name), ())):
            said[position.voice, position.speaker, position.day, position.toward].append(position)
        for group in said.values():
            if len(group) > 1:
                yield from _value_contradictions(context, issue, group)
    yield from _answer_contradictions(context)


def _value_contradictions(context: CheckContext, issue: Issue, group: Sequence[Position]) -> Iterator[Problem]:
    compared: list[Position] = []
    said: set[tuple[object, ...]] = set()
    for position in group:
        others = (other for other in compared if not _are_alternatives(other, position))
        gaps = ((other, position_gap(context.snapshot, issue, other, position)) for other in others)
        other = next((other for other, gap in gaps if gap.status == "apart" and is_same_day(other, position)), None)
        if other:
            message = f', but "{other.value}" ({other.id}) by one speaker on one day'
            yield context.note_on(position, f"{message}; look at both, and let the better one supersede the other")
        statement = (position.value, position.qualifier, position.when, position.after)
        if len(compared) < _MAX_COMPARED and statement not in said:
            said.add(statement)
            compared.append(position)


def _are_alternatives(one: Position, other: Position) -> bool:
    """Return whether both are offers of which exactly one holds."""
    return bool(one.alternatives) and one.alternatives == other.alternatives


def _answer_contradictions(context: CheckContext) -> Iterator[Problem]:
    first: dict[tuple[object, ...], Response] = {}
    for response in filter(context.snapshot.counts, context.of(Response)):
        if response.answer in UNDECIDED or not response.is_said:
            continue
        key = (frozenset(response.to), response.party, response.voice, response.speaker, response.day)
        other = first.setdefault(key, response)
        if other.answer != response.answer:
            message = f'"{response.answer}", but "{other.answer}" ({other.id}) by one speaker on one day'
            yield note(response, "answer", f"{message}; look at both, and retract the wrong one")
