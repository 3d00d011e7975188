"""The other parts of the report: what changed, events, proposals, rounds, the scorecard, and the sources as notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from negtrack.exchange.export.document import MOST_OFFERS, Changes, Citation, Dossier, ProposalPart, Scorecard
from negtrack.exchange.export.html.words import dim, head, isolate, paragraph, rows, voices, wide_table
from negtrack.exchange.export.report import NumberedEvent
from negtrack.render.charts.score_svg import draw_shares
from negtrack.render.markup import Markup, element, join
from negtrack.views.view import Table


def draw_changes(changes: Changes) -> Markup:
    """Return what changed, in sentences, then as a table."""
    parts = [element("h2", changes.title, id="since")]
    parts += [dim(changes.counts)] if changes.counts else []
    parts += [element("ul", join(element("li", words, dir="auto") for words in changes.sentences))]
    parts += [_table(changes.table, "since")] if changes.table.rows else []
    return element("section", join(parts))


def _table(content: Table, label: str) -> Markup:
    return wide_table(head(content.columns), rows(content.rows), label=label)


def draw_events(events: Sequence[NumberedEvent]) -> Markup:
    """Return the events by the numbers that the charts have."""
    items = (element("li", event.days, ": ", isolate(event.title), id=f"e{event.ruled.number}") for event in events)
    return element("section", element("h2", "Events in the charts"), element("ol", join(items)))


def draw_proposals(proposals: Sequence[ProposalPart]) -> Markup:
    """Return the proposals with their terms and answers."""
    return element("section", element("h2", "Proposals"), join(map(_proposal, proposals)))


def _proposal(proposal: ProposalPart) -> Markup:
    items = [
        element("li", "Term: ", isolate(issue), ": ", element("b", isolate(value))) for issue, value in proposal.terms
    ]
    for answer in proposal.answers:
        words = join([element("b", answer.answer), *map(isolate, answer.remarks)], ", ")
        voice = [element("span", "; ", voices([answer.voice]), class_="dim")] if answer.voice.words else []
        items.append(element("li", isolate(answer.party), ": ", words, *voice))
    parts = [element("h3", proposal.title, dir="auto"), dim(isolate(proposal.facts), "; ", voices([proposal.voice]))]
    parts += [paragraph(mark, class_="alert") for mark in proposal.marks]
    return join([*parts, *([element("ul", join(items))] if items else [])])


def draw_rounds(dossier: Dossier) -> Markup:
    """Return the offers across in the order in which they were tabled, issues down, a few offers to a table."""
    parts = [element("h2", "Rounds", id="rounds"), dim(dossier.rounds_note)]
    tables = list(dossier.round_tables)
    first, last = 1, len(dossier.rounds.columns) - 2
    for content in tables:
        label = "rounds"
        if len(tables) > 1:
            label, end = f"rounds-{first}", min(first + MOST_OFFERS - 1, last)
            parts.append(element("h3", f"Offers {first} to {end}" if end > first else f"Offer {end}", id=label))
        parts.append(_table(content, label))
        first += MOST_OFFERS
    return element("section", *parts)


def draw_scorecard(scorecard: Scorecard) -> Markup:
    """Return the figures with the shares as bars to both sides, and what became of the demands."""
    columns = ("issue", "shares of the opening gap", *scorecard.table.columns[1:])
    figures = (
        (row[0], _shares(*shares), *row[1:]) for row, shares in zip(scorecard.table.rows, scorecard.shares, strict=True)
    )
    parts = [
        element("h2", "Scorecard", id="scorecard"),
        dim(scorecard.note),
        wide_table(head(columns), rows(figures), label="scorecard"),
    ]
    if scorecard.lists:
        parts.append(element("ul", join(element("li", words, dir="auto") for words in scorecard.lists)))
    return element("section", join(parts))


def _shares(one: Fraction | None, other: Fraction | None) -> Markup:
    return draw_shares(one, other) if one is not None or other is not None else Markup("")


def draw_sources(sources: Sequence[Citation]) -> Markup:
    """Return the sources by number."""
    items = (element("li", join(_source(cited), ", "), id=f"s{number}") for number, cited in enumerate(sources, 1))
    return element("section", element("h2", "Sources"), element("ol", join(items)))


def _source(cited: Citation) -> Iterator[str]:
    yield isolate(cited.words)
    if cited.issued:
        yield cited.issued
    if cited.link:
        yield element("a", isolate(cited.link), href=cited.link, rel="noopener noreferrer")
    elif cited.source.URL:
        yield isolate(cited.source.URL)
    if cited.source.archive:
        yield join(["copy at", isolate(cited.source.archive)], " ")
