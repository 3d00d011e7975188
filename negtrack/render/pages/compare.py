"""The page of `compare`: a column for each party where there is room, otherwise a paragraph for each issue."""

from __future__ import annotations

from collections.abc import Iterator

from negtrack.render.clean import mostly_right_to_left
from negtrack.render.page import (
    BLANK,
    GUTTER,
    LEAST_PARTY,
    Element,
    Grid,
    Line,
    Page,
    RenderOptions,
    Rule,
    Span,
    alert,
    breaks_words,
    column_name,
    dim,
    line,
    longest_word,
    strong,
)
from negtrack.render.pages.beside import other_line
from negtrack.views.cell import Cell
from negtrack.views.compare import CompareView
from negtrack.views.compared_issue import IssueRow

_ISSUE, _LEAST_ISSUE = 30, 24
_GAP = 18
_SETTLED = ("overlap", "settled by the fallback", "agreed")


def page(view: CompareView, options: RenderOptions) -> Page:
    """Build the issues under their groups, and what the signs mean."""
    page: list[Element] = [BLANK]
    if not view.issues or not view.parties:
        missing = "issues" if view.parties else "parties"
        return [*page, line(dim(f"no {missing} yet; add them with add-{missing.removesuffix('s').replace('ie', 'y')}"))]
    widths = _widths(view, options)
    table = [_head(view, widths, options), Rule(), *_groups(view, widths, options)] if widths else []
    if table and not (options.layout == "auto" and breaks_words(table, options)):
        return [*page, *table]
    return [*page, *_groups(view, (), options)]


def _groups(view: CompareView, widths: tuple[int, ...], options: RenderOptions) -> Iterator[Element]:
    """Yield the issues under their groups, in columns of the `widths`; without any, a paragraph for each."""
    for name, rows in view.groups:
        yield line(Span(name, "dim"))
        for row in rows:
            yield from _columns(view, row, widths, options) if widths else _stack(view, row, options)
            yield from _others(row, options)


def _widths(view: CompareView, options: RenderOptions) -> tuple[int, ...]:
    """Return the widths of the issue, the parties, the proposal and the gap; empty for a stacked page."""
    count = len(view.parties) + bool(view.proposal)
    if options.layout == "stacked" or not count:
        return ()
    gap = max(_GAP, longest_word([row.gap for row in view.issues], options) + 1)
    room = options.width - GUTTER * (count + 1) - gap
    longest = max((options.measure(cell.value) for row in view.issues for cell in row.cells), default=0)
    wanted = min(max(LEAST_PARTY, longest), LEAST_PARTY + 8)
    least = max(_LEAST_ISSUE, longest_word([row.issue.id for row in view.issues], options) + 2)
    issue = max(least, min(_ISSUE, room - wanted * count))
    party_width = (room - issue) // count
    crowded = party_width < LEAST_PARTY or _right_to_left(view)
    if party_width < 1 or (options.layout == "auto" and crowded):
        return ()
    return (issue, *[party_width] * count, room - party_width * count - issue + gap)


def _right_to_left(view: CompareView) -> bool:
    values = [cell.value for row in view.issues for cell in row.cells if cell.headline]
    return mostly_right_to_left(" ".join(values))


def _head(view: CompareView, widths: tuple[int, ...], options: RenderOptions) -> Grid:
    names = [
        "issue",
        *(column_name(party.name, party.short, widths[1], options) for party in view.parties),
        *([view.proposal.title] if view.proposal else []),
        view.last_column,
    ]
    return Grid(widths, (tuple((line(strong(name)),) for name in names),))


def _columns(view: CompareView, row: IssueRow, widths: tuple[int, ...], options: RenderOptions) -> Iterator[Element]:
    offer = (tuple(_offer_lines(row)),) if view.proposal else ()
    cells = (tuple(_cell_lines(cell, options)) for cell in row.cells)
    last = (_gap_line(row), *([line(dim(row.notes), hang=2)] if row.notes else []))
    yield Grid(widths, ((tuple(_issue_lines(row, options)), *cells, *offer, last),))


def _issue_lines(row: IssueRow, options: RenderOptions) -> Iterator[Line]:
    mark = alert("!") if row.contested else Span(" ")
    yield line(mark, strong(row.issue.id), hang=1)
    if options.detail != "brief":
        yield from (line(dim(detail), indent=3) for detail in _details(row, options))


def _details(row: IssueRow, options: RenderOptions) -> tuple[str, ...]:
    basis = (row.issue.basis,) if row.issue.basis else ()
    return (*row.details, *(row.measures if options.detail == "whole" else basis))


def _cell_lines(cell: Cell, options: RenderOptions) -> Iterator[Line]:
    yield line(strong(cell.value) if cell.headline else dim(cell.value), dim(_aside(cell, options)))
    if cell.headline and options.detail != "brief":
        yield line(dim(_source(cell, options)))
        yield from (line(alert(f"! {mark}"), hang=2) for mark in cell.headline.marks)
    yield from (other_line(other, options) for other in cell.others)


def _aside(cell: Cell, options: RenderOptions) -> str:
    """Return the remark after the value: what no view leaves out if no line below says it, or what a silent party
    withdrew."""
    if cell.headline is None:
        return f"  ({cell.silence.withdrawn})" if cell.silence.withdrawn else ""
    return _least(cell.headline.statement.least, options)


def _least(words: str, options: RenderOptions) -> str:
    return f"  {words}" if words and options.detail == "brief" else ""


def _source(cell: Cell, options: RenderOptions) -> str:
    if cell.headline is None:
        return ""
    statement = cell.headline.statement
    if options.detail != "whole":
        return statement.short
    where = f"{', '.join(statement.position.sources)} {statement.position.locator}".strip()
    return "; ".join(part for part in (statement.long, where, statement.position.id) if part)


def _offer_lines(row: IssueRow) -> Iterator[Line]:
    if row.offer:
        yield line(strong(row.offer.value))
        yield from (line(dim(words), hang=2) for words in row.offer.disclosed)
        yield from (line(dim(f"{name}: {gap}"), hang=2) for name, gap in row.offer.gaps)
        yield from (line(alert(f"! {name}: {breach}"), hang=2) for name, breach in row.offer.breaches)


def _gap_line(row: IssueRow) -> Line:
    status = row.status
    if row.contested and not status:
        return line(alert(row.gap))
    return line(Span(row.gap, "good" if status in _SETTLED else "strong" if status == "apart" else "dim"))


def _stack(view: CompareView, row: IssueRow, options: RenderOptions) -> Iterator[Element]:
    mark = alert("!") if row.contested else Span(" ")
    yield line(
        mark,
        strong(row.issue.id),
        dim(f"  {', '.join(_details(row, options))}" if options.detail != "brief" else ""),
        hang=3,
    )
    for cell in (cell for cell in row.cells if cell.value or cell.others):
        value = strong(cell.value) if cell.headline else dim(cell.value)
        yield line(f"{cell.party.name}: ", value, dim(_aside(cell, options)), indent=3, hang=2)
        if cell.headline and options.detail != "brief":
            yield line(dim(_source(cell, options)), indent=5)
            yield from (line(alert(f"! {mark}"), indent=5, hang=2) for mark in cell.headline.marks)
        yield from (other_line(other, options, indent=5) for other in cell.others)
    if row.offer and view.proposal:
        gaps = "; ".join(f"{name}: {gap}" for name, gap in row.offer.gaps)
        yield line(f"{view.proposal.title}: ", strong(row.offer.value), dim(f"  {gaps}"), indent=3, hang=2)
        yield from (line(dim(words), indent=5, hang=2) for words in row.offer.disclosed)
        yield from (line(alert(f"! {name}: {breach}"), indent=5, hang=2) for name, breach in row.offer.breaches)
    if row.gap:
        notes = [dim(f"  {row.notes}")] if row.notes else []
        yield line(dim("" if row.is_settled else "gap: "), *_gap_line(row).spans, *notes, indent=3, hang=2)


def _others(row: IssueRow, options: RenderOptions) -> Iterator[Element]:
    """Yield the positions of parties without a column."""
    for cell in row.other_cells:
        source = _aside(cell, options) if options.detail == "brief" else f"  {_source(cell, options)}"
        yield line(dim(f"{cell.party.name}: "), cell.value, dim(source), indent=3, hang=2)
        yield from (other_line(other, options, indent=5) for other in cell.others)


def hints(view: CompareView, options: RenderOptions) -> Iterator[str]:
    """Yield what the sign means, and which option shows more or less."""
    if view.issues and view.parties:
        if any(row.contested for row in view.issues):
            yield "! contested"
        if options.detail != "whole":
            whole = "-v shows the whole provenance, --brief hides it"
            yield whole if options.detail == "normal" else "-v shows who says so"
