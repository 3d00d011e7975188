"""What a position says: fields that belong elsewhere, conditions that nobody can check, bounds and contradictions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from negtrack.checks.context import CheckContext, note, problem
from negtrack.errors import NotationError, Problem
from negtrack.model import TAKING_BACK, Issue, Position, Response
from negtrack.query import Snapshot, live_positions, position_gap
from negtrack.values import parse_value, print_value

_BACKWARDS = {"more": ("at most ", "under "), "less": ("at least ", "over ")}
_TURNED = {"at most": "at least", "under": "over", "at least": "at most", "over": "under"}
_FEW = 3
"""Values of one speaker and day that each further one is held against: real ones have two or three, and a flood of
them stays quick to check."""


def check_misplaced_field(context: CheckContext) -> Iterator[Problem]:
    """Only a position on a mandate has limits and a giver; only a withdrawal withdraws, and only a denial denies."""
    for position in context.of(Position):
        issue = context.negotiation.issues[position.issue]
        for field in ("limits", "granted_by"):
            if getattr(position, field) and not issue.is_mandate:
                message = f"{position.issue} is a {issue.kind}; only a mandate has {field}, say it in text"
                yield problem(position, field, message)
        for stance, field in TAKING_BACK.items():
            if getattr(position, field) and position.stance != stance:
                message = f"has no effect in a {position.stance}; record a {stance} of its own, or use supersedes"
                yield problem(position, field, message)


def check_unclear_condition(context: CheckContext) -> Iterator[Problem]:
    """A condition that is written as a term is on a known issue, and its value fits."""
    issues = context.negotiation.issues
    for position in context.of(Position):
        for condition in position.requires:
            name, equals, value = (part.strip() for part in condition.partition("="))
            if name in context.negotiation.unsound:
                continue
            if " = " in condition and name not in issues:
                yield note(position, "requires", f'no issue "{name}"; prose needs no " = "')
            elif equals and name in issues:
                try:
                    parse_value(value, issues[name].scale)
                except NotationError as error:
                    yield note(position, "requires", f'"{value}": {error}')


def check_backward_bound(context: CheckContext) -> Iterator[Problem]:
    """A party that wants more does not demand `at most`, nor one that wants less `at least`."""
    for position in context.of(Position):
        issue = context.negotiation.issues[position.issue]
        leaning = issue.wants.get(position.party)
        if not leaning or position.stance not in ("demand", "red-line") or not position.value:
            continue
        written = print_value(parse_value(position.value, issue.scale), issue.scale)
        bound = next((each.strip() for each in _BACKWARDS[leaning] if written.startswith(each)), "")
        if bound:
            message = (
                f'"{position.value}", though {position.party} wants {leaning} of it; is the bound written backwards?'
            )
            yield note(position, "value", f'{message} Write "{_TURNED[bound]}", or correct wants of {issue.id}')


def check_contradiction(context: CheckContext) -> Iterator[Problem]:
    """One speaker is not on record with two values that are apart for one party and issue, nor with two answers of one
    party to one proposal, on one day."""
    snapshot = context.snapshot
    for party, name in context.groups:
        issue = context.negotiation.issues[name]
        said: dict[tuple[object, ...], list[Position]] = defaultdict(list)
        for position in live_positions(snapshot, party, issue):
            said[position.voice, position.speaker, position.day, position.toward].append(position)
        for group in said.values():
            yield from _apart(snapshot, issue, group)
    yield from _two_answers(context)


def _apart(snapshot: Snapshot, issue: Issue, group: Sequence[Position]) -> Iterator[Problem]:
    few: list[Position] = []
    seen: set[tuple[str, str]] = set()
    for position in group:
        against = (each for each in few if position_gap(snapshot, issue, each, position).status == "apart")
        other = next(against, None)
        if other:
            message = f'"{position.value}", but "{other.value}" ({other.id}) by one speaker on one day'
            yield note(position, "value", f"{message}; look at both, and let the better one supersede the other")
        if len(few) < _FEW and (position.value, position.qualifier) not in seen:
            seen.add((position.value, position.qualifier))
            few.append(position)


def _two_answers(context: CheckContext) -> Iterator[Problem]:
    first: dict[tuple[object, ...], Response] = {}
    for response in filter(context.snapshot.counts, context.of(Response)):
        if response.answer == "pending":
            continue
        key = (response.proposal, response.party, response.voice, response.speaker, response.day)
        other = first.setdefault(key, response)
        if other.answer != response.answer:
            message = f'"{response.answer}", but "{other.answer}" ({other.id}) by one speaker on one day'
            yield note(response, "answer", f"{message}; look at both, and retract the wrong one")
