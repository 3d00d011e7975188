"""Conditions that are written as terms, and fit no issue."""

from __future__ import annotations

from collections.abc import Iterator

from negtrack.checks.context import CheckContext, note, problem
from negtrack.errors import NotationError, Problem, nearest
from negtrack.ids import fold
from negtrack.model import Agreement, Entry, Negotiation, Position, Proposal
from negtrack.values import parse_value


def check_wrong_condition(context: CheckContext) -> Iterator[Problem]:
    """Report conditions on an issue that is not there or that they stand on, and those whose value does not fit
    theirs."""
    known = context.negotiation
    for entry, condition, term in _conditions_of(context):
        name, equals, value = _split(condition)
        if not equals or name in known.unsound:
            continue
        message = _value_error(known, name, value) if name in known.issues else _name_error(known, name)
        if name == (entry.issue if isinstance(entry, Position) else term):
            message = f"{name} is the issue itself; name another, or write it in the value"
        if message:
            yield problem(entry, "requires", message, term=term)


def check_unclear_condition(context: CheckContext) -> Iterator[Problem]:
    """Report prose with an equals sign, which reads like a condition on an issue."""
    for entry, condition, term in _conditions_of(context):
        name, _, _ = _split(condition)
        if " = " in condition and " " in name:
            yield note(entry, "requires", f'no issue "{name}"; prose needs no " = "', term)


def _conditions_of(context: CheckContext) -> Iterator[tuple[Entry, str, str]]:
    """Yield each condition of an entry, with the issue of the term that has it, "" for a position's."""
    yield from ((position, condition, "") for position in context.of(Position) for condition in position.requires)
    papers: tuple[Proposal | Agreement, ...] = (*context.of(Proposal), *context.of(Agreement))
    for paper in papers:
        for term in paper.terms:
            yield from ((paper, condition, term.issue) for condition in term.requires)


def _split(condition: str) -> tuple[str, str, str]:
    name, equals, value = condition.partition("=")
    return name.strip(), equals, value.strip()


def _value_error(known: Negotiation, name: str, value: str) -> str:
    try:
        parse_value(value, known.issues[name].scale)
    except NotationError as error:
        return f'"{value}": {error}'
    return ""


def _name_error(known: Negotiation, name: str) -> str:
    """Return why the name before an equals sign is no issue; "" for prose."""
    if not name or fold(name) != name.casefold():
        return ""
    near = nearest(name, known.issues)
    hint = f"did you mean {near[0]}?" if near else 'define it with add-issue, or write prose without "="'
    return f'no issue "{name}"; {hint}'
