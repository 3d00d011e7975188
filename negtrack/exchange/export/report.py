"""The contents of the report: those of a document, and for each issue its chart and what was said before."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from negtrack.exchange.export.document import Dossier, Remark
from negtrack.exchange.export.dossier import build_dossier_of, compare_for_readers
from negtrack.exchange.export.prose import Prose, in_prose
from negtrack.exchange.export.topics import voice_of
from negtrack.frozen import dataclass, replace
from negtrack.model import Event, Issue, Party, Proposal
from negtrack.query import Snapshot
from negtrack.render.charts.issue_svg import Ruled
from negtrack.views.compared_issue import IssueRow
from negtrack.views.events import event_days
from negtrack.views.issue_chart import IssueChart, build_issue_chart
from negtrack.views.since import build_since
from negtrack.views.statement import Statement
from negtrack.views.voices import party_name

MOST_EARLIER = 20
"""Most earlier statements of an issue; more are counted."""


@dataclass(frozen=True)
class Earlier:
    """What a party held before: its name and the statement."""

    party: str
    remark: Remark


@dataclass(frozen=True)
class IssueHistory:
    """The chart of an issue, None where it has none, its newest earlier statements, and how many there are."""

    chart: IssueChart | None
    earlier: tuple[Earlier, ...] = ()
    count: int = 0


@dataclass(frozen=True)
class NumberedEvent:
    """An event by its number on the page."""

    ruled: Ruled
    days: str
    title: str


@dataclass(frozen=True)
class Report:
    """Everything that a report shows; the histories are by the ids of issues."""

    dossier: Dossier
    histories: Mapping[str, IssueHistory]
    events: tuple[NumberedEvent, ...]


def build_report(
    snapshot: Snapshot,
    parties: Sequence[Party],
    issues: Collection[Issue],
    proposal: Proposal | None = None,
    since: date | None = None,
) -> Report:
    """Return the report of `parties` on `issues`, with what changed `since` a day, beside a proposal or what is
    agreed."""
    view = compare_for_readers(snapshot, parties, issues, proposal)
    prose = Prose(snapshot.negotiation)
    dossier = in_prose(build_dossier_of(view, build_since(snapshot, since, issues) if since else None), prose)
    numbers = {cited.source.id: number for number, cited in enumerate(dossier.sources, 1)}
    histories = {row.issue.id: _in_prose(prose, row.issue, _history(row, numbers)) for row in view.issues}
    first = min((one.chart.first for one in histories.values() if one.chart), default=None)
    events = tuple(_events(snapshot, first)) if first else ()
    return Report(dossier, histories, events)


def _history(row: IssueRow, numbers: Mapping[str, int]) -> IssueHistory:
    chart = build_issue_chart(row)
    if chart is None:
        return IssueHistory(None)
    standing = {line.statement.position.id for cell in row.cells for line in (*cell.lines, *cell.perhaps)}
    earlier = [position for position in reversed(chart.said) if position.id not in standing]
    statements = [Statement(row.snapshot, position, row.issue) for position in earlier[:MOST_EARLIER]]
    return IssueHistory(chart, tuple(_earlier(statement, numbers) for statement in statements), len(earlier))


def _in_prose(prose: Prose, issue: Issue, history: IssueHistory) -> IssueHistory:
    earlier = tuple(replace(one, remark=prose.remark(one.remark, issue)) for one in history.earlier)
    chart = history.chart
    if chart:
        ticks = tuple((at, prose.value(text, issue)) for at, text in chart.ticks)
        chart = replace(chart, levels=prose.texts(chart.levels), ticks=ticks, off_axis=prose.texts(chart.off_axis))
    return replace(history, chart=chart, earlier=earlier)


def _earlier(statement: Statement, numbers: Mapping[str, int]) -> Earlier:
    position = statement.position
    voice = voice_of(position, statement.short, numbers)
    name = party_name(statement.snapshot.negotiation, position.party)
    return Earlier(name, Remark(statement.alone, "", position.text, (voice,), statement.marks))


def _events(snapshot: Snapshot, first: date) -> Iterator[NumberedEvent]:
    """Yield the events from a day to that of the snapshot, in the order of their days."""
    last = snapshot.day or first
    known = [_span(event) for event in snapshot.negotiation.events.values()]
    shown = [(start, end, event) for start, end, event in filter(None, known) if first <= end and start <= last]
    for number, (start, end, event) in enumerate(sorted(shown, key=lambda found: (found[0], found[1], found[2].id)), 1):
        yield NumberedEvent(Ruled(number, start, end), event_days(snapshot, event), event.title)


def _span(event: Event) -> tuple[date, date, Event] | None:
    return (event.start, event.end, event) if event.start and event.end else None
