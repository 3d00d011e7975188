"""Errors of a definition by itself: an issue, an event."""

from __future__ import annotations

from collections.abc import Iterator

from negtrack.frozen import dataclass
from negtrack.model import Event, Issue
from negtrack.values import KINDS, Kind


@dataclass(frozen=True)
class FieldError:
    """An invalid field, which `Linker` reports as a `Problem`."""

    field: str
    message: str
    code: str = ""
    term: str = ""
    """The issue of the term that it is a field of."""


def event_errors(event: Event) -> Iterator[FieldError]:
    """Yield the errors of an event's dates."""
    start, end = (event.date.first if event.date else None), event.end
    if start and end and end < start:
        yield FieldError("until", f"{end} lies before the event's date; write the last day")
    if event.until and not event.date:
        yield FieldError("date", "missing, required with until; write the first day")


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


def _option_errors(issue: Issue, kind: Kind) -> Iterator[FieldError]:
    """Yield several lists of options in one issue, those that only issues of another kind have, and their errors."""
    for owner in KINDS.values():
        given = [field for field in owner.option_fields if getattr(issue, field)]
        if len(given) > 1:
            yield FieldError(given[-1], f"not allowed with {given[0]}; {owner.noun} has one or the other")
        if given and given[0] not in kind.option_fields:
            yield FieldError(given[0], f"only {owner.noun} has them; {issue.id} is {kind.noun}")
        elif given:
            yield from (FieldError(given[0], error) for error in kind.option_errors(getattr(issue, given[0])))
