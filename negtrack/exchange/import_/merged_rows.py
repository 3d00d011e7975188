"""Cells that are merged down a column of a table with a record a row, such as one day over several rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from negtrack.exchange.import_.grid import Area, Grid, Line, cell_text, column_letters, is_filled
from negtrack.frozen import replace


def fill_down(grid: Grid, first: Line, is_shared: Callable[[str], bool]) -> Grid:
    """Return a grid in which a cell that is merged over rows of one column stands in each of them, where the name of
    the column in the `first` line may be shared by rows, by `is_shared`; the remarks name these columns."""
    number, names = first
    below = (area for area in grid.merged if area.left == area.right and area.top > number)
    found = [area for area in sorted(below, key=_place) if is_shared(cell_text(names, area.left))]
    if not found:
        return grid
    columns = {f"{cell_text(names, area.left)} ({column_letters(area.left)})": None for area in found}
    grid.remarks["merged cells read in each of their rows, under"] = list(columns)
    others = [area for area in grid.merged if area not in found]
    return replace(grid, lines=_filled(grid.lines, found), merged=others)


def _place(area: Area) -> tuple[int, int]:
    """Return the first row and column of an area."""
    return area.top, area.left


def _filled(lines: Iterator[Line], areas: Sequence[Area]) -> Iterator[Line]:
    """Yield the lines with the cells of the `areas`, which are sorted by their first rows; one without cells of its own
    stays empty."""
    begun, waiting = list[tuple[Area, object]](), list(reversed(areas))
    for number, cells in lines:
        begun = [(area, cell) for area, cell in begun if area.bottom >= number]
        filled = list(cells)
        for area, cell in begun if any(map(is_filled, cells)) else ():
            filled += [None] * (area.left + 1 - len(filled))
            filled[area.left] = cell
        yield number, filled
        while waiting and waiting[-1].top <= number:
            area = waiting.pop()
            is_read = area.top == number and area.left < len(cells)  # else its first row is hidden
            begun.append((area, cells[area.left] if is_read else None))
