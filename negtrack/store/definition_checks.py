"""What is wrong with a definition by itself: an issue, an event."""

from __future__ import annotations

from collections.abc import Iterator

from negtrack.frozen import dataclass
from negtrack.model import Event, Issue


@dataclass(frozen=True)
class Fault:
    """A field that does not hold: what `Linker` makes a `Problem` of."""

    field: str
    message: str
    code: str = ""


def event_faults(event: Event) -> Iterator[Fault]:
    """An end before the beginning."""
    start, end = (event.date.first if event.date else None), event.end
    if start and end and end < start:
        yield Fault("until", f"{end} lies before the event's date; write the last day")
    if event.until and not event.date:
        yield Fault("date", "missing beside until; write the first day")


def issue_faults(issue: Issue) -> Iterator[Fault]:
    """What an issue's kind asks for and it lacks, or has and cannot use."""
    if issue.kind == "timing" and not issue.anchor:
        yield Fault("anchor", "missing; write the id of the event that the timing counts from")
    if issue.kind == "choice" and not issue.ladder and not issue.options:
        yield Fault("options", "missing; write ladder = [...] from least to most, or options = [...] without order")
    if issue.kind == "mandate" and issue.class_ != "process":
        yield Fault("class", 'a mandate is a process issue; write class = "process"')
    if issue.ladder and issue.options:
        yield Fault("options", "beside ladder; a choice has one or the other")
    if issue.kind != "choice" and (issue.ladder or issue.options):
        yield Fault("ladder" if issue.ladder else "options", f"only a choice has them; {issue.id} is a {issue.kind}")
