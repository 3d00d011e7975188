"""A negotiation as csv or tsv: one row an item, with every column that any of them fills.

Importing it gives the same negotiation, in an empty folder too. A csv keeps its texts unchanged, in a file and into a
pipe; on a terminal hidden characters are shown as marks.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator

from negtrack.exchange.rows import Row, add_steps, cell_of, filled_columns, rows_of
from negtrack.model import Negotiation
from negtrack.render.csv import escape_formula, quote_cell
from negtrack.unsafe_chars import escape_unsafe

_ESCAPES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}


def csv_lines(negotiation: Negotiation, show: Callable[[str], str]) -> Iterator[str]:
    """Yield comma-separated values (RFC 4180), with texts that a spreadsheet takes for formulas escaped; `show`
    converts each cell."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    for cells in _lines(negotiation):
        writer.writerow([escape_formula(show(cell)) for cell in cells])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def tsv_lines(negotiation: Negotiation) -> Iterator[str]:
    """Yield tab-separated values; escape backslash, tab, newline and hidden characters, and write a cell with a
    quotation mark as csv does, so that nothing is lost and every reader finds one row a line."""
    for cells in _lines(negotiation):
        yield "\t".join(map(tsv_cell, cells)) + "\n"


def _lines(negotiation: Negotiation) -> Iterator[list[str]]:
    rows: list[Row] = list(add_steps(negotiation, rows_of(negotiation)))
    columns = filled_columns(rows)
    yield list(columns)
    for row in rows:
        yield [cell_of(row.get(column)) for column in columns]


def tsv_cell(cell: str) -> str:
    """Return a text as a cell of tsv, from which it can be read back."""
    marked = cell.replace("\\", _ESCAPES["\\"])
    return quote_cell(escape_unsafe(marked, lambda char: _ESCAPES.get(char, f"\\u{ord(char):04x}")))
