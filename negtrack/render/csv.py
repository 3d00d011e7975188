"""Comma-separated values (RFC 4180), for spreadsheets: a cell that one would take for a formula is defused."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from negtrack.render.clean import sanitise_lines
from negtrack.render.flat import flat_rows
from negtrack.views.view import View

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_DEFUSED = re.compile(r"'+[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?%?")


def render_csv(view: View, header: bool = True) -> Iterator[str]:
    """The rows; a text that begins like a formula gets an apostrophe in front (CWE-1236), a number does not."""
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
    """`cell` with an apostrophe in front where a spreadsheet would take it for a formula; `fused` takes it off."""
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell


def unescape_formula(cell: str) -> str:
    """What `defused` was given, and what a person means who wrote the apostrophe."""
    return cell[1:] if _DEFUSED.match(cell) else cell
