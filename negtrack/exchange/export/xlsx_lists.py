"""The sheets of a workbook that are plain lists: a header and rows, to filter, to print or, whole, to import again.

The sheet `records` has more columns than any page: it prints those in which a record says who wants what since when and
who says so, the first on the sheet, of the records alone; definitions have sheets of their own or stand on the screen.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from negtrack.exchange.cells import finish, fit_row, print_part, write_head, write_plain
from negtrack.model import DEAL_ENTRIES, PARTY_ENTRIES

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
Cells = Sequence[Sequence[str | int]]


def fill_list(sheet: Any, rows: Cells) -> None:
    """Fill a sheet with a header and plain rows."""
    widths = _widths(rows)
    _fill(sheet, rows, widths, is_whole=False)
    finish(sheet, widths, 1, names=1)


def fill_records(sheet: Any, rows: Cells) -> None:
    """Fill a sheet with the rows of records and definitions, whole, so that they can be imported again; print the
    records."""
    widths = [_PRINTED.get(str(name), width) for name, width in zip(rows[0], _widths(rows), strict=True)]
    printed = sum(name in _PRINTED for name in rows[0])
    _fill(sheet, rows, widths)
    finish(sheet, widths, 1, names=2, printed=printed)
    first = next((number for number, row in enumerate(rows[1:], 2) if row[0] in _RECORDS), 2)
    left = f"{printed} of {len(rows[0])} columns of the records" if printed < len(rows[0]) else ""
    print_part(sheet, first, printed, left)


def printed_first(columns: Collection[str]) -> Sequence[str]:
    """Return the columns of the records, first those that are printed."""
    first = [name for name in _PRINTED if name in columns]
    return [*first, *(name for name in columns if name not in _PRINTED)]


def _fill(sheet: Any, rows: Cells, widths: Sequence[int], is_whole: bool = True) -> None:
    for column, name in enumerate(rows[0], 1):
        write_head(sheet.cell(1, column), str(name))
    model = None
    for number, row in enumerate(rows[1:], 2):
        for column, content in enumerate(row, 1):
            if content != "":
                model = write_plain(sheet.cell(number, column), content, model, is_whole)
        fit_row(sheet, number, map(str, row), widths)


def _widths(rows: Cells) -> Sequence[int]:
    """Return the widths of the columns, as rows from the first to the last need them."""
    longest = (max(len(line) for cell in column for line in str(cell).split("\n")) + 2 for column in _columns(rows))
    return [min(max(width, _LEAST), _MOST) for width in longest]


def _columns(rows: Cells) -> Iterator[Sequence[str | int]]:
    """Yield the columns, cut to the rows that are measured."""
    yield from zip(rows[0], *rows[1 :: -(-len(rows) // _SAMPLE)], strict=True)
