"""The page of `gaps`: a table where it fits, otherwise a paragraph for each pair."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from negtrack.render.page import (
    BLANK,
    About,
    Element,
    Grid,
    Line,
    Mark,
    Page,
    RenderOptions,
    Rule,
    Span,
    dim,
    fit,
    line,
    longest_word,
    strong,
)
from negtrack.views.gaps import TREND_SIGNS, GapRow, GapsView

_MARKS: dict[str, Mark] = {
    "closer": "good",
    "agreed": "good",
    "done": "good",
    "farther": "alert",
    "reopened": "alert",
    "new": "added",
    "gone": "removed",
}
_LEAST = 22


def page(view: GapsView, options: RenderOptions) -> Page:
    """Build the pairs."""
    table = view.table()
    page: list[Element] = [BLANK]
    if not view.lines:
        return [*page, line(dim("no pair of counterparts"))]
    rows = [(*cells[:2], row.words, *cells[3:]) for row, cells in zip(view.lines, table.rows, strict=True)]
    columns = [list(column) for column in zip(table.columns, *rows, strict=True)]
    columns[2] += [remark for row in view.lines for remark in row.remarks]
    wanted = [max(options.measure(text) for text in column) for column in columns]
    wanted[0] += 2
    least = [wanted[0], *(_least(column, options) for column in columns[1:])]
    widths = None if options.layout == "stacked" else fit(wanted, options.width, least)
    if not widths:
        pairs = zip(view.lines, rows, strict=True)
        return [*page, *(element for row, cells in pairs for element in _paragraph(row, cells))]
    names = [f"  {table.columns[0]}", *table.columns[1:]]
    head = Grid(widths, (tuple((line(dim(name)),) for name in names),))
    body = tuple(_row(row, cells) for row, cells in zip(view.lines, rows, strict=True))
    return [*page, head, Rule(), Grid(widths, body)]


def _least(column: Sequence[str], options: RenderOptions) -> int:
    """Return the cells that a column needs to be read with ease: no word is broken, no long text becomes a thread."""
    return max(longest_word(column, options) + 1, min(max(options.measure(text) for text in column), _LEAST))


def _row(row: GapRow, cells: Sequence[str]) -> tuple[tuple[Line, ...], ...]:
    issue, between, gap, before, trend, since = cells
    mark = _MARKS.get(row.trend, "")
    return (
        (line(Span(f"{TREND_SIGNS[row.trend]} ", mark), strong(issue), hang=3, about=_about(row)),),
        (line(between, hang=1),),
        (line(_gap(row, gap), hang=1), *(line(dim(remark), hang=1) for remark in row.remarks)),
        (line(dim(before), hang=1),),
        (line(Span(trend, mark)),),
        (line(dim(since)),),
    )


def _about(row: GapRow) -> About:
    return "pair", row.issue.id, row.now.one, row.now.other


def _gap(row: GapRow, text: str) -> Span:
    if row.now.status in ("overlap", "agreed"):
        return Span(text, "good")
    return strong(text) if row.now.status == "apart" else dim(text)


def _paragraph(row: GapRow, cells: Sequence[str]) -> Iterator[Element]:
    issue, between, gap, before, trend, since = cells
    sign = Span(f"{TREND_SIGNS[row.trend]} ", _MARKS.get(row.trend, ""))
    yield line(sign, strong(issue), "  ", _gap(row, gap), hang=4, about=_about(row))
    yield from (line(dim(remark), indent=4, hang=2) for remark in row.remarks)
    yield line(dim(between), indent=4, hang=2)
    then = [f"{trend}, before: {before}"] if before else []
    then += [f"unchanged since {since}"] if since else []
    yield line(dim("; ".join(then) or trend), indent=4, hang=2)
