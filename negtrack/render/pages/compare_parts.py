"""The parts of which the page of `compare` is laid out: an issue, what a party holds on it, how the pairs stand."""

from __future__ import annotations

from collections.abc import Iterator

from negtrack.render.page import About, Line, Mark, RenderOptions, Span, alert, dim, line, strong
from negtrack.render.pages.beside import other_line
from negtrack.views.cell import Cell
from negtrack.views.compared_issue import CONTESTED, IssueRow

_SETTLED = ("overlap", "settled by the fallback", "agreed")


def issue_line(row: IssueRow, options: RenderOptions) -> Line:
    """Return an issue with its title in one line."""
    mark = alert("!") if row.contested else Span(" ")
    details = f"  {', '.join(details_of(row, options))}" if options.detail != "brief" else ""
    return line(mark, strong(row.issue.id), dim(details), hang=3, about=about_issue(row))


def details_of(row: IssueRow, options: RenderOptions) -> tuple[str, ...]:
    """Return the title of an issue and what is said of it: its basis, or all of how it is measured."""
    basis = (row.issue.basis,) if row.issue.basis else ()
    return (*row.details, *(row.measures if options.detail == "whole" else basis))


def about_issue(row: IssueRow) -> About:
    """Return what a line on an issue is about."""
    return "issue", row.issue.id


def cell_lines(cell: Cell, options: RenderOptions) -> Iterator[Line]:
    """Yield what a party holds, in whose words, and what stands beside it."""
    yield line(strong(cell.value) if cell.headline else dim(cell.value), dim(aside(cell, options)))
    if cell.headline and options.detail != "brief":
        yield line(dim(source_of(cell, options)))
        yield from (line(alert(f"! {mark}"), hang=2) for mark in cell.headline.marks)
    yield from other_lines(cell, options)


def other_lines(cell: Cell, options: RenderOptions, indent: int = 0) -> Iterator[Line]:
    """Yield what stands beside the headline; in brief only what disputes it."""
    if options.detail != "brief":
        yield from (other_line(other, options, indent) for other in cell.others)
        return
    for other in (other for other in cell.others if other.is_rival):
        yield line(alert("! "), f"{other.value}{other.brief}", indent=indent, hang=2)


def aside(cell: Cell, options: RenderOptions) -> str:
    """Return what stands right after the value: in brief a star for whose words it is, else what a silent party
    withdrew."""
    if cell.headline is None:
        return f"  ({cell.silence.withdrawn})" if cell.silence.withdrawn and options.detail != "brief" else ""
    return cell.headline.statement.brief if options.detail == "brief" else ""


def source_of(cell: Cell, options: RenderOptions) -> str:
    """Return whose words the headline of a cell is, and where they stand."""
    if cell.headline is None:
        return ""
    statement = cell.headline.statement
    if options.detail != "whole":
        return statement.short
    where = f"{', '.join(statement.position.sources)} {statement.position.locator}".strip()
    return "; ".join(part for part in (statement.long, where, statement.position.id) if part)


def gap_lines(row: IssueRow, options: RenderOptions) -> list[Line]:
    """Return how the pairs stand: each in a line of its own where they stand otherwise; in brief all in one."""
    if options.detail == "brief":
        return [line(Span(row.short_gap, _gap_mark(row.status)))]
    if len(row.pairs) > 1:
        return [line(Span(text.words, _gap_mark(text.status)), hang=2) for text in row.gaps]
    return [line(Span(row.gap, _gap_mark(row.status or (CONTESTED if row.contested else ""))))]


def _gap_mark(status: str) -> Mark:
    if status == CONTESTED:
        return "alert"
    return "good" if status in _SETTLED else "strong" if status == "apart" else "dim"
