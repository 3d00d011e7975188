"""The cells of a table as they stand, before it is known what its rows and columns are.

Columns are counted from 0 and called by letters, as a spreadsheet does: `C7` is the third cell of row 7.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from negtrack.errors import DataError, NotationError, Problem
from negtrack.exchange.import_.fields import text_of
from negtrack.exchange.import_.row import RawRow, RawTable, Remarks, column_names, row_problem
from negtrack.frozen import dataclass, field

Line = tuple[int, Sequence[object]]
"""The number of a row, and its cells; an empty one is None or blank."""


@dataclass(frozen=True)
class Area:
    """Merged cells: the first and last row, and the first and last column."""

    top: int
    bottom: int
    left: int
    right: int

    def __str__(self) -> str:
        """Return `B7:C7`."""
        return f"{address(self.left, self.top)}:{address(self.right, self.bottom)}"


@dataclass(frozen=True)
class Grid:
    """The rows of a table with cells, read lazily. `total` and `comma` are those of `RawTable`; `is_exact` says that
    every row must have as many cells as there are columns; `hidden` are the columns whose cells are not taken;
    `remarks` grow as the rows are read."""

    path: str
    lines: Iterator[Line]
    total: int = 0
    comma: bool = False
    is_exact: bool = False
    hidden: frozenset[int] = frozenset()
    merged: Sequence[Area] = ()
    remarks: Remarks = field(default_factory=dict)


Arrange = Callable[[Grid], RawTable]
"""Finds what the rows and columns of a table are."""


def is_filled(cell: object) -> bool:
    """Return whether a cell holds anything."""
    return cell is not None and not (isinstance(cell, str) and not cell.strip())


def cell_text(cells: Sequence[object], column: int) -> str:
    """Return the text of a cell on one line; "" for an empty one, and one that is no text."""
    cell = cells[column] if column < len(cells) else None
    try:
        return " ".join(text_of(cell).split()) if is_filled(cell) else ""
    except NotationError:
        return ""


def column_letters(column: int) -> str:
    """Return the letters of a column: `A` for 0, `AA` for 26."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def address(column: int, row: int) -> str:
    """Return the name of a cell: `C7`."""
    return f"{column_letters(column)}{row}"


def arrange_by_row(grid: Grid) -> RawTable:
    """Return a table whose first row names the columns. Raises `DataError` for merged cells and bad names."""
    if grid.merged:
        message = f"the cells {grid.merged[0]} are merged; unmerge them, so that every row is complete"
        raise DataError([Problem(grid.path, 0, "", message)])
    number, first = next(grid.lines, (1, []))
    shown = [column for column in range(len(first)) if column not in grid.hidden]
    columns = column_names(grid.path, list(_names(grid.path, number, [first[column] for column in shown])), number)
    return RawTable(grid.path, columns, _rows(grid, columns), grid.total, grid.comma, grid.remarks)


def _names(path: str, row: int, cells: Sequence[object]) -> Iterator[str]:
    for number, cell in enumerate(cells, 1):
        try:
            yield "" if cell is None else text_of(cell)
        except NotationError as error:
            raise DataError([row_problem(path, row, "", f"column {number}: {error}")]) from error


def _rows(grid: Grid, columns: Sequence[str]) -> Iterator[RawRow]:
    for number, line in grid.lines:
        cells = [cell for column, cell in enumerate(line) if column not in grid.hidden] if grid.hidden else line
        filled = zip(columns, cells, strict=False)
        given = {name: cell for name, cell in filled if (cell.strip() if type(cell) is str else cell is not None)}
        is_long = len(cells) > len(columns) and any(map(is_filled, cells[len(columns) :]))
        if grid.is_exact and (is_long or (given and len(cells) < len(columns))):
            yield RawRow(number, {}, f"{len(cells)} cells under {len(columns)} columns; write one cell a column")
        elif is_long:
            yield RawRow(number, {}, "a cell beyond the named columns; name its column, or empty it")
        elif given:
            yield RawRow(number, given)
