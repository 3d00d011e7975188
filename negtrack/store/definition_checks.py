"""Errors of a definition by itself: an issue."""

from __future__ import annotations

from collections.abc import Iterator

from negtrack.frozen import dataclass
from negtrack.model import Issue
from negtrack.values import KINDS, Kind
from negtrack.values.kind import OPTION_FIELDS

SIDE_MISSING = "missing, required with speaker; write own, media, third-party or a party's id"


@dataclass(frozen=True)
class FieldError:
    """An invalid field, which `Linker` reports as a `Problem`."""

    field: str
    message: str
    code: str = ""
    term: str = ""
    """The issue of the term that it is a field of."""


def issue_errors(issue: Issue) -> Iterator[FieldError]:
    """Yield the fields that an issue's kind requires and it lacks, or has and cannot use."""
    kind = KINDS[issue.kind]
    for fields, message in kind.needs:
        if not any(getattr(issue, field) for field in fields):
            yield FieldError(fields[-1], message)
    needed = kind.required_class or issue.class_
    if issue.class_ != needed:
        yield FieldError("class", f'a {kind.name} is a {needed} issue; write class = "{needed}"')
    yield from _option_errors(issue, kind)
    yield from _step_errors(issue, kind)


def _option_errors(issue: Issue, kind: Kind) -> Iterator[FieldError]:
    """Yield several lists of options in one issue, those that only issues of another kind have, and their errors."""
    own = [field for field in OPTION_FIELDS if getattr(issue, field)]
    for owner in (kind,) if set(own) <= set(kind.option_fields) else KINDS.values():
        given = [field for field in owner.option_fields if getattr(issue, field)]
        if len(given) > 1:
            yield FieldError(given[-1], f"not allowed with {given[0]}; {owner.noun} has one or the other")
        if given and given[0] not in kind.option_fields:
            yield FieldError(given[0], f"only {owner.noun} has them; {issue.id} is {kind.noun}")
        elif given:
            yield from (FieldError(given[0], error) for error in kind.option_errors(getattr(issue, given[0])))


def _step_errors(issue: Issue, kind: Kind) -> Iterator[FieldError]:
    """Yield what is wrong with the steps of an issue, and with fields that have a meaning only beside steps."""
    if issue.steps and not kind.is_compared:
        yield FieldError("steps", f"a {kind.name} has no steps; delete them, or choose another kind")
    elif len(issue.steps) == 1:
        yield FieldError("steps", "one step alone; write two or more, or none")
    for name in dict.fromkeys(name for name in issue.steps if issue.steps.count(name) > 1):
        yield FieldError("steps", f"{name} stands twice; delete one")
    for field in ("over", "total"):
        if getattr(issue, field) and not issue.steps:
            yield FieldError(field, "only with steps; write steps, or delete it")
    if issue.steps and issue.total and issue.total not in kind.totals:
        remedy = "".join(f"write {total}, or " for total in kind.totals[:1])
        yield FieldError("total", f"the steps of a {kind.name} issue have no {issue.total}; {remedy}delete it")
