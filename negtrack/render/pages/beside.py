"""Lines for what stands beside a value that a page shows."""

from __future__ import annotations

from collections.abc import Iterator

from negtrack.render.page import Line, RenderOptions, alert, dim, line
from negtrack.views.cell import OtherValue
from negtrack.views.statement import Statement


def other_line(other: OtherValue, options: RenderOptions, indent: int = 0) -> Line:
    """Return a value beside the headline with its standing and who says so; in brief only what no view leaves out."""
    mark = alert("! ") if other.standing == "contested" else dim(f"{other.standing} ")
    who = other.least if options.detail == "brief" else other.who
    return line(mark, other.value, dim(f"  {who}" if who else ""), indent=indent, hang=2)


def mark_lines(statement: Statement, options: RenderOptions, indent: int = 0) -> Iterator[Line]:
    """Yield the withdrawals and denials of a value; in brief its provenance has them."""
    if options.detail != "brief":
        yield from (line(alert(f"! {mark}"), indent=indent, hang=2) for mark in statement.marks)
