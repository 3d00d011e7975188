"""The page of `gaps`: a table where it fits, otherwise a paragraph for each pair."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

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
    alert,
    dim,
    fit,
    line,
    longest_word,
    strong,
)
from negtrack.views.compared_issue import CONTESTED
from negtrack.views.gap_row import GapRow
from negtrack.views.gaps import GapsView
from negtrack.views.trends import TREND_SIGNS

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
    """Build the pairs; without the names of the parties where there is one pair, which the title names."""
    if not view.lines:
        return [BLANK, line(dim("no pair of counterparts"))]
    rows = [_lines(row, cells) for row, cells in view.cells(view.shown)]
    names = ("  issue", "between", "gap", "was", "trend", "unchanged since")
    if len(view.pairs) == 1:
        rows = [(issue, (), *rest) for issue, _, *rest in rows]
        names = ("  issue", "", *names[2:])
    return [*_counts(view, options), BLANK, *_body(rows, names, options), *_more(view)]


def _counts(view: GapsView, options: RenderOptions) -> Iterator[Element]:
    """Yield on how many issues each of many counterparts meets the party, the nearest first."""
    if not view.counts:
        return
    heads = ("counterpart", "meets on", "apart on", "neither known")
    rows = [(one.name, str(one.meets), str(one.apart), str(one.others)) for one in view.counts]
    columns = list(zip(heads, *rows, strict=True))
    widths = fit([max(map(options.measure, column)) for column in columns], options.width, [12, 6, 6, 8])
    yield BLANK
    if widths:
        yield Grid(widths, (tuple((line(dim(name)),) for name in heads),))
        yield Rule()
        yield Grid(widths, tuple(tuple((line(cell, hang=1),) for cell in row) for row in rows))
        return
    for name, meets, apart, others in rows:
        yield line(strong(name), f"  meets on {meets}, apart on {apart}, neither known {others}", hang=2)


_Cells = tuple[tuple[Line, ...], ...]


def _body(rows: Sequence[_Cells], names: Sequence[str], options: RenderOptions) -> Iterator[Element]:
    """Yield a table of the columns that have a name; where it does not fit, a paragraph for each row."""
    kept = [number for number, name in enumerate(names) if name]
    columns = [[names[number], *_texts(row[number] for row in rows)] for number in kept]
    wanted = [max(map(options.measure, column)) for column in columns]
    least = [wanted[0], *(_least(column, options) for column in columns[1:])]
    widths = None if options.layout == "stacked" else fit(wanted, options.width, least)
    if not widths:
        yield from (element for cells in rows for element in _paragraph(cells))
        return
    yield Grid(widths, (tuple((line(dim(names[number])),) for number in kept),))
    yield Rule()
    yield Grid(widths, tuple(tuple(row[number] for number in kept) for row in rows))


def _texts(cells: Iterable[Sequence[Line]]) -> list[str]:
    """Return the texts of the lines of several cells."""
    return ["".join(span.text for span in one.spans) for cell in cells for one in cell]


def _more(view: GapsView) -> Iterator[Element]:
    """Yield how many rows the page leaves out."""
    if left := len(view.lines) - sum(len(group.rows) for group in view.shown):
        yield BLANK
        yield line(dim(f"and {left:,} more; --all shows them"))


def _least(column: Sequence[str], options: RenderOptions) -> int:
    """Return the cells that a column needs to be read with ease: no word is broken, no long text becomes a thread."""
    return max(longest_word(column, options) + 1, min(max(options.measure(text) for text in column), _LEAST))


def _lines(row: GapRow, cells: Sequence[str]) -> _Cells:
    issue, between, gap, before, trend, since = cells
    mark = _MARKS.get(row.trend, "")
    return (
        (line(Span(f"{TREND_SIGNS[row.trend]} ", mark), strong(issue), hang=3, about=_about(row)),),
        (line(between, hang=1),),
        (
            line(_gap(row, gap), alert(f", {CONTESTED}" if row.contested else ""), hang=1),
            *(line(dim(remark), hang=1) for remark in row.remarks),
        ),
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


def _paragraph(cells: _Cells) -> Iterator[Element]:
    """Yield the issue with its pair, where there are several, the gap, what it leaves out, and what became of it."""
    (issue,), between, (gap, *remarks), *rest = cells
    before, trend, since = _texts(rest)
    then = [f"{trend}, was {before}"] if before else []
    then += [f"unchanged since {since}"] if since else []
    beside = [] if then or remarks else [dim(f"  {trend}")]
    if names := "".join(_texts([between])):
        yield line(*issue.spans, f"  {names}", hang=4, about=issue.about)
        yield line(*gap.spans, *beside, indent=4, hang=2)
    else:
        yield line(*issue.spans, "  ", *gap.spans, *beside, hang=4, about=issue.about)
    yield from (line(*remark.spans, indent=4, hang=2) for remark in remarks)
    if not beside:
        yield line(dim("; ".join(then) or trend), indent=4, hang=2)
