"""The sheets of a workbook that are plain lists: a header and rows, to filter, to print or, whole, to import again.

The sheet `records` has more columns than any page: it prints those in which a record says who wants what since when and
who says so, the first on the sheet, of the records alone; definitions have sheets of their own or stand on the screen.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any, TypeVar

from negtrack.errors import UsageError
from negtrack.exchange.cells import (
    MAX_CELL,
    MAX_ROWS,
    count_letters,
    finish,
    print_part,
    row_height,
    write_head,
    write_plain,
)
from negtrack.exchange.export.archive import Filling
from negtrack.exchange.export.xlsx_rows import Cells, fill_between
from negtrack.exchange.rows import ID, Row, cell_of, filled_columns, first_row, items_of, row_of, with_steps
from negtrack.model import DEAL_ENTRIES, PARTY_ENTRIES, Item, Negotiation

_LEAST, _MOST, _SAMPLE = 10, 60, 200
"""Least and greatest width of a column in letters, and the number of rows to measure."""
_PRINTED = {
    "table": 10,
    "id": 19,
    "party": 11,
    "issue": 15,
    "stance": 9,
    "value": 14,
    "to": 11,
    "answer": 10,
    "stated": 12,
    "speaker": 14,
    "side": 8,
    "attribution": 11,
    "grade": 6,
    "sources": 13,
    "text": 27,
}
"""Columns of the records that are printed, side by side on one page, with their widths in letters."""
_RECORDS = frozenset(entry.table for entry in (*PARTY_ENTRIES, *DEAL_ENTRIES))
T = TypeVar("T")
_TOO_LONG = "export to csv, jsonl or toml"


def fill_list(sheet: Any, columns: Sequence[str], rows: Sequence[Cells]) -> Filling:
    """Fill a sheet with a header and plain rows, and return what its XML still lacks of them."""
    widths = _widths(columns, _sample(rows))
    filling = _fill(sheet, columns, rows, tuple, widths, whole=False)
    finish(sheet, widths, 1, names=1)
    return filling


def fill_records(sheet: Any, negotiation: Negotiation) -> Filling:
    """Fill a sheet with the rows of records and definitions, whole, so that they can be imported again; print the
    records. Return what its XML still lacks of them. Raises `UsageError` where there are more than a sheet holds, and,
    as what lacks is written, for a text that is too long for a cell."""
    items = [None, *items_of(negotiation)]
    if len(items) >= MAX_ROWS:
        raise UsageError(f"{len(items)} records are more than the {MAX_ROWS} rows of a sheet of xlsx; {_TOO_LONG}")

    def row_of_item(item: Item | None) -> Row:  # made twice, as all of them take a third of the memory of the records
        return with_steps(negotiation, row_of(item) if item else first_row(negotiation))

    def cells_of(item: Item | None) -> Cells:
        return _record_cells(row_of_item(item), columns)

    columns = printed_first(filled_columns(map(row_of_item, items)))
    measured = _widths(columns, [cells_of(item) for item in _sample(items)])
    widths = [_PRINTED.get(name, width) for name, width in zip(columns, measured, strict=True)]
    printed = sum(name in _PRINTED for name in columns)
    filling = _fill(sheet, columns, items, cells_of, widths, whole=True)
    finish(sheet, widths, 1, names=2, printed=printed)
    first = next((number for number, item in enumerate(items, 2) if item and item.table in _RECORDS), 2)
    left = f"{printed} of {len(columns)} columns of the records" if printed < len(columns) else ""
    print_part(sheet, first, printed, left)
    return filling


def _record_cells(row: Row, columns: Sequence[str]) -> Cells:
    """Return a flat row. Raises `UsageError` for a text that is too long, as a cut record could be imported again."""
    cells = {name: cell_of(value) for name, value in row.items()}
    if sum(map(len, cells.values())) > MAX_CELL // 8:  # one letter becomes eight at most
        for name in columns:
            if count_letters(cells.get(name, "")) > MAX_CELL:
                held = f"the {MAX_CELL} letters that a cell of xlsx holds"
                raise UsageError(f"[{row.get(ID)}] {name} has more than {held}; {_TOO_LONG}")
    return [cells.get(name, "") for name in columns]


def printed_first(columns: Collection[str]) -> Sequence[str]:
    """Return the columns of the records, first those that are printed."""
    first = [name for name in _PRINTED if name in columns]
    return [*first, *(name for name in columns if name not in _PRINTED)]


def _fill(
    sheet: Any,
    columns: Sequence[str],
    rows: Sequence[T],
    cells_of: Callable[[T], Cells],
    widths: Sequence[int],
    whole: bool,
) -> Filling:
    for column, name in enumerate(columns, 1):
        write_head(sheet.cell(1, column), name)
    if rows:
        last, cells = len(rows) + 1, cells_of(rows[-1])
        for column, content in enumerate(cells, 1):
            if content != "":
                write_plain(sheet.cell(last, column), content, whole)
        sheet.row_dimensions[last].height = row_height(zip(map(str, cells), widths, strict=True))
    return fill_between(sheet, rows, cells_of, widths, whole)


def _widths(columns: Sequence[str], rows: Sequence[Cells]) -> Sequence[int]:
    """Return the widths of the columns, as these rows need them."""
    cells = zip(columns, *rows, strict=True)
    longest = (max(len(line) for cell in column for line in str(cell).split("\n")) + 2 for column in cells)
    return [min(max(width, _LEAST), _MOST) for width in longest]


def _sample(rows: Sequence[T]) -> Sequence[T]:
    """Return the rows that are measured, from the first to the last."""
    return rows[:: -(-(len(rows) + 1) // _SAMPLE)]
