"""csv and tsv to rows: the first line names the columns, every other line has the same number of cells."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping

from negtrack.errors import DataError
from negtrack.exchange.import_.row import RawRow, RawTable, column_names, row_problem
from negtrack.exchange.rows import ID, TABLE
from negtrack.render.csv import unescape_formula

_TSV_ESCAPE = re.compile(r"\\(u[0-9a-f]{4}|.)", re.DOTALL)
_TSV_MARKS = {"t": "\t", "n": "\n", "r": "\r", "\\": "\\"}
_SEPARATORS = ",;\t"
_QUOTED = re.compile('(?:^|\t)"', re.MULTILINE)


def read_csv(text: str, path: str) -> RawTable:
    """Read comma-separated values (RFC 4180), or semicolons, as spreadsheets write where the comma is a decimal point.

    Remove the apostrophe before a text that a spreadsheet takes for a formula, as export writes it.
    """
    separator, text = _separator(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    return _table(path, (list(map(unescape_formula, cells)) for cells in reader), text.count("\n"), separator == ";")


def read_tsv(text: str, path: str) -> RawTable:
    """Read tab-separated values: those of an export, with backslash, tab, newline as `\\\\`, `\\t`, `\\n`; or as a
    spreadsheet writes them, which quotes cells with commas, quotes, tabs or line breaks."""
    is_exported = text.startswith(f"{TABLE}\t{ID}\t")
    if not is_exported and _QUOTED.search(text) and (cells := _quoted_cells(text)):
        return _table(path, iter(cells), len(cells))
    rows = (line.split("\t") for line in text.replace("\r\n", "\n").removesuffix("\n").split("\n"))
    lines = (list(map(_unescape, cells)) if is_exported else cells for cells in rows)
    return _table(path, lines, text.count("\n"))


def _quoted_cells(text: str) -> list[list[str]]:
    """Return the cells of a text in which some are quoted; none where a quote is a part of its text."""
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter="\t", strict=True))
    except csv.Error:
        return []


def _separator(text: str) -> tuple[str, str]:
    """Return the separator, detected in the line of column names, and the text without a `sep=` line."""
    first, _, rest = text.partition("\n")
    if re.fullmatch(r"sep=.\r?", first):
        return first[4], rest
    names = re.sub(r'"[^"]*"', "", first)
    return max(_SEPARATORS, key=names.count), text


def _table(path: str, lines: Iterator[list[str]], total: int, comma: bool = False) -> RawTable:
    counted = _count_rows(path, lines)
    _, first = next(counted, (1, []))
    columns = column_names(path, first)
    return RawTable(path, columns, _rows(columns, counted), total, comma)


def _count_rows(path: str, lines: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    number = 0
    try:
        for number, cells in enumerate(lines, 1):
            yield number, cells
    except csv.Error as error:
        message = f"not csv: {error}; look for a quote that is not doubled or not closed"
        raise DataError([row_problem(path, number + 1, "", message)]) from error


def _rows(columns: list[str], lines: Iterator[tuple[int, list[str]]]) -> Iterator[RawRow]:
    for number, cells in lines:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) < len(columns) or any(cells[len(columns) :]):
            yield RawRow(number, {}, f"{len(cells)} cells under {len(columns)} columns; write one cell a column")
        else:
            yield RawRow(number, _filled_cells(columns, cells))


def _filled_cells(columns: list[str], cells: list[str]) -> Mapping[str, object]:
    return {name: cell for name, cell in zip(columns, cells, strict=False) if cell.strip()}


def _unescape(cell: str) -> str:
    return _TSV_ESCAPE.sub(_escaped_char, cell) if "\\" in cell else cell


def _escaped_char(match: re.Match[str]) -> str:
    mark = match[1]
    return chr(int(mark[1:], 16)) if len(mark) == 5 else _TSV_MARKS.get(mark, match[0])
