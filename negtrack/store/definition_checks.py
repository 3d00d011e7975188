"""What is wrong with a definition by itself: an issue, an event."""

from __future__ import annotations

from collections.abc import Iterator

from negtrack.frozen import dataclass
from negtrack.model import Event, Issue
from negtrack.values import KINDS, Kind


@dataclass(frozen=True)
class Fault:
    """A field that does not hold: what `Linker` makes a `Problem` of."""

    field: str
    message: str
    code: str = ""


def event_faults(event: Event) -> Iterator[Fault]:
    """Yield an end before the beginning."""
    start, end = (event.date.first if event.date else None), event.end
    if start and end and end < start:
        yield Fault("until", f"{end} lies before the event's date; write the last day")
    if event.until and not event.date:
        yield Fault("date", "missing beside until; write the first day")


def issue_faults(issue: Issue) -> Iterator[Fault]:
    """Yield what an issue's kind needs and it lacks, or has and cannot use."""
    kind = KINDS[issue.kind]
    for fields, message in kind.needs:
        if not any(getattr(issue, field) for field in fields):
            yield Fault(fields[-1], message)
    needed = kind.required_class or issue.class_
    if issue.class_ != needed:
        yield Fault("class", f'a {kind.name} is a {needed} issue; write class = "{needed}"')
    yield from _option_faults(issue, kind)


def _option_faults(issue: Issue, kind: Kind) -> Iterator[Fault]:
    """Yield lists of options beside each other, and those that only issues of another kind have."""
    for owner in KINDS.values():
        given = [field for field in owner.option_fields if getattr(issue, field)]
        if len(given) > 1:
            yield Fault(given[-1], f"beside {given[0]}; a {owner.name} has one or the other")
        if given and given[0] not in kind.option_fields:
            yield Fault(given[0], f"only a {owner.name} has them; {issue.id} is a {issue.kind}")
