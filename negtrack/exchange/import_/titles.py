"""The lines above a table: its title, who keeps it, of which day it is. They are named, and not taken."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain, islice

from negtrack.exchange.import_.grid import Grid, Line, address, cell_text, is_filled
from negtrack.frozen import replace

_SEARCHED = 40
"""Rows among which the names of the columns are searched."""


def drop_titles(grid: Grid, is_head: Callable[[Sequence[str]], bool]) -> Grid:
    """Return a grid that begins with the first row whose texts are the names of columns, by `is_head`; the same where
    none is, or a line above it has as many cells, so that it may name the columns too. The lines above are named in the
    remarks, and cells that are merged there are not looked at."""
    lines = list(islice(grid.lines, _SEARCHED))
    rows = [[text for column in range(len(cells)) if (text := cell_text(cells, column))] for _, cells in lines]
    begin = next((index for index, names in enumerate(rows) if is_head(names)), 0)
    begin = 0 if any(len(row) >= len(rows[begin]) for row in rows[:begin]) else begin
    if begin:
        remark_on_titles(grid, lines[:begin])
    below = [area for area in grid.merged if not begin or area.bottom >= lines[begin][0]]
    return replace(grid, lines=chain(lines[begin:], grid.lines), merged=below)


def remark_on_titles(grid: Grid, titles: Sequence[Line]) -> None:
    """Say which cells stand above the table."""
    places = [(number, cells, place) for number, cells in titles for place in range(len(cells))]
    found = [f'{address(place, number)} "{cell_text(cells, place)}"' for number, cells, place in places
             if is_filled(cells[place])]  # fmt: skip
    if found:
        grid.remarks["not taken, above the table"] = found
