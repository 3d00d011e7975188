"""csv and tsv to rows: every line has the same number of cells."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from negtrack.errors import DataError
from negtrack.exchange.import_.grid import Arrange, Grid, Line, arrange_by_row
from negtrack.exchange.import_.row import RawTable, row_problem
from negtrack.exchange.rows import ID, TABLE
from negtrack.render.csv import unescape_formula, unquote_cell

_TSV_ESCAPE = re.compile(r"\\(u[0-9a-f]{4}|.)", re.DOTALL)
_TSV_MARKS = {"t": "\t", "n": "\n", "r": "\r", "\\": "\\"}
_SEPARATORS = ",;\t"
_LIKE = 5
"""Lines that must have as many bars, where these separate the cells."""
_HEAD = 10_000
"""Letters at the beginning of a text in which the separator is detected."""
_QUOTED_CELL = re.compile(r'(?:^|(?<=[,;\t|]))[ ]*"(?:[^"]|"")*"', re.MULTILINE)
"""A cell in quotes, also of several lines."""
_QUOTED = re.compile('(?:^|\t)"', re.MULTILINE)


def read_csv(text: str, path: str, arrange: Arrange = arrange_by_row) -> RawTable:
    """Read comma-separated values (RFC 4180), or semicolons, as spreadsheets write where the comma is a decimal point,
    tabs or bars.

    Remove the apostrophe before a text that a spreadsheet takes for a formula, as export writes it.
    """
    separator, text = _separator(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    lines = (list(map(unescape_formula, cells)) for cells in reader)
    return arrange(Grid(path, _count_rows(path, lines), text.count("\n"), separator in ";|", is_exact=True))


def read_tsv(text: str, path: str, arrange: Arrange = arrange_by_row) -> RawTable:
    """Read tab-separated values: those of an export, with backslash, tab, newline as `\\\\`, `\\t`, `\\n`; or as a
    spreadsheet writes them, which quotes cells with commas, quotes, tabs or line breaks."""
    is_exported = text.startswith(f"{TABLE}\t{ID}\t")
    if not is_exported and _QUOTED.search(text) and (cells := _quoted_cells(text)):
        return arrange(Grid(path, _count_rows(path, iter(cells)), len(cells), is_exact=True))
    rows = (line.split("\t") for line in text.replace("\r\n", "\n").removesuffix("\n").split("\n"))
    lines = (list(map(_unescape, cells)) if is_exported else cells for cells in rows)
    return arrange(Grid(path, _count_rows(path, lines), text.count("\n"), is_exact=True))


def _quoted_cells(text: str) -> list[list[str]]:
    """Return the cells of a text in which some are quoted; none where a quote is a part of its text: also where a cell
    would swallow lines of which each has all cells of a row."""
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter="\t", strict=True))
    except csv.Error:
        return []
    lines = text.splitlines()
    tabs = lines[0].count("\t")
    is_whole = tabs > 0 and all(line.count("\t") == tabs for line in lines if line)
    return [] if is_whole and len(rows) < len(lines) else rows


def _separator(text: str) -> tuple[str, str]:
    """Return the separator, detected in the first line that has one, and the text without a `sep=` line."""
    first, _, rest = text.partition("\n")
    if re.fullmatch(r"sep=.\r?", first):
        return first[4], rest
    lines = re.findall(r".*\S.*", _QUOTED_CELL.sub("", text[:_HEAD]))
    bars = {line.count("|") for line in lines[:_LIKE]}
    if len(lines) > 1 and 0 not in bars and len(bars) == 1 and not any(sign in lines[0] for sign in _SEPARATORS):
        return "|", text
    names = next((line for line in lines if any(sign in line for sign in _SEPARATORS)), first)
    return max(_SEPARATORS, key=names.count), text


def _count_rows(path: str, lines: Iterator[list[str]]) -> Iterator[Line]:
    number = 0
    try:
        for number, cells in enumerate(lines, 1):
            yield number, cells
    except csv.Error as error:
        message = f"not csv: {error}; look for a quote that is not doubled or not closed"
        raise DataError([row_problem(path, number + 1, "", message)]) from error


def _unescape(cell: str) -> str:
    bare = unquote_cell(cell)
    return _TSV_ESCAPE.sub(_escaped_char, bare) if "\\" in bare else bare


def _escaped_char(match: re.Match[str]) -> str:
    mark = match[1]
    return chr(int(mark[1:], 16)) if len(mark) == 5 else _TSV_MARKS.get(mark, match[0])
