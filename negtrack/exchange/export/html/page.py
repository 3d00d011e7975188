"""The report as one self-contained HTML page: no script, no external resources, all text escaped where it enters.

Texts of people are isolated by direction and show hidden characters as marks. The page's own policy (Content Security
Policy 3) allows only its style sheet, by its hash. The same data gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator

from negtrack.exchange.export.document import Dossier
from negtrack.exchange.export.held import is_turned
from negtrack.exchange.export.html.frame import frame_page, style_sheet
from negtrack.exchange.export.html.issues import count_statuses, draw_glance, draw_issues
from negtrack.exchange.export.html.parts import (
    draw_changes,
    draw_events,
    draw_proposals,
    draw_rounds,
    draw_scorecard,
    draw_sources,
)
from negtrack.exchange.export.html.words import dim, paragraph
from negtrack.exchange.export.report import Report
from negtrack.render.charts.track_svg import draw_patterns
from negtrack.render.markup import Markup, element, join

_CHARTS = (
    "In the charts a line or a band is what is on record of a party, from one statement to the next: with a filled "
    "mark and a thick line in its own word, with a hollow mark and a thin line in somebody else's about it. "
    "Dashed before a mark: the day is not known. Fading: no limit is known. Dotted edge: that end does not belong to "
    "it. Hatched: disputed. Long dashes: the mandate's limit. Grey: the space between two parties. Green: agreed. "
    "Numbers on top: events."
)


def html_text(report: Report) -> str:
    """Return a report as an HTML page."""
    dossier = report.dossier
    body = join([_header(dossier), element("main", join(_sections(report)))])
    return frame_page(f"{dossier.title}, {dossier.clocks}", body, style_sheet("page.css"))


def _header(dossier: Dossier) -> Markup:
    parties = f" · {len(dossier.parties)} parties" if is_turned(dossier) else ""
    parts = [element("h1", dossier.title, dir="auto"), dim(f"{dossier.clocks}{parties}")]
    parts += [paragraph(dossier.summary, class_="text")] if dossier.summary else []
    counts = count_statuses(dossier.topics)
    return element("header", join([*parts, *([paragraph(counts)] if counts else [])]))


def _sections(report: Report) -> Iterator[Markup]:
    dossier = report.dossier
    if not dossier.groups:
        yield paragraph("No issues yet.")
        return
    if dossier.changes:
        yield draw_changes(dossier.changes)
    yield draw_glance(dossier)
    yield from _legend(report)
    yield draw_patterns()
    yield from draw_issues(report)
    yield from _rest(report)


def _legend(report: Report) -> Iterator[Markup]:
    if report.dossier.legend:
        yield dim(" · ".join(report.dossier.legend))
    if any(history.chart for history in report.histories.values()):
        yield dim(_CHARTS)


def _rest(report: Report) -> Iterator[Markup]:
    dossier = report.dossier
    if report.events:
        yield draw_events(report.events)
    if dossier.proposals:
        yield draw_proposals(dossier.proposals)
    if dossier.rounds.rows:
        yield draw_rounds(dossier)
    if dossier.scorecard:
        yield draw_scorecard(dossier.scorecard)
    if dossier.sources:
        yield draw_sources(dossier.sources)
