"""Lines for what stands beside a value that a page shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from negtrack.render.page import GUTTER, Line, RenderOptions, alert, dim, line, pad
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


def field_lines(fields: Iterable[tuple[str, str]], options: RenderOptions) -> Iterator[Line]:
    """Yield the fields of a record with their names, in a column where that leaves the texts two thirds of the page."""
    named = list(fields)
    room = max((options.measure(key) for key, _ in named), default=0) + GUTTER
    has_column = room <= options.width // 3
    for key, text in named:
        label = pad(key, room, options) if has_column else f"{key}: "
        yield line(dim(label), text, indent=1, hang=room if has_column else GUTTER)
