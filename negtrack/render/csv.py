"""Comma-separated values (RFC 4180), for spreadsheets; cells that look like formulas are escaped."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from negtrack.render.clean import sanitise_lines
from negtrack.render.flat import flat_rows
from negtrack.views.view import View

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_ESCAPED_FORMULA = re.compile(r"'+[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?%?")


def render_csv(view: View, header: bool = True) -> Iterator[str]:
    """Yield the rows; prefix text that begins like a formula with an apostrophe (CWE-1236), but not numbers."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    if header:
        writer.writerow([escape_formula(sanitise_lines(name)) for name in view.columns])
    for cells in flat_rows(view):
        writer.writerow([escape_formula(sanitise_lines(cell)) for cell in cells])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def escape_formula(cell: str) -> str:
    """Prefix `cell` with an apostrophe if a spreadsheet would read it as a formula; see `unescape_formula`."""
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell


def unescape_formula(cell: str) -> str:
    """Remove the apostrophe that `escape_formula`, or a person, put before a formula."""
    return cell[1:] if _ESCAPED_FORMULA.match(cell) else cell


def quote_cell(cell: str) -> str:
    """Return a cell that holds a quotation mark in quotation marks, its own doubled: most readers of tsv take a mark at
    the beginning of a cell, some any mark, for one that encloses tabs and newlines."""
    return '"' + cell.replace('"', '""') + '"' if '"' in cell else cell


def unquote_cell(cell: str) -> str:
    """Return the cell that `quote_cell` was given; one that it does not write stays as it is."""
    inner = cell[1:-1]
    return inner.replace('""', '"') if quote_cell(inner.replace('""', '"')) == cell else cell
