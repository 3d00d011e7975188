"""Cells that are merged down a column of a table with a record a row, such as one day over several rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from negtrack.exchange.import_.grid import Area, Grid, Line, cell_text, is_filled
from negtrack.frozen import replace


def fill_down(grid: Grid, first: Line, is_shared: Callable[[str], bool]) -> Grid:
    """Return a grid in which a cell that is merged over rows of one column stands in each of them, where the name of
    the column in the `first` line may be shared by rows, by `is_shared`; the remarks name these cells."""
    number, names = first
    found = [
        area
        for area in grid.merged
        if area.left == area.right and area.top > number and is_shared(cell_text(names, area.left))
    ]
    if not found:
        return grid
    grid.remarks["merged cells read in each of their rows"] = [str(area) for area in found]
    others = [area for area in grid.merged if area not in found]
    return replace(grid, lines=_filled(grid.lines, sorted(found, key=lambda area: area.top)), merged=others)


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
