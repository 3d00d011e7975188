"""Tab-separated values, for pipes: one record a line, tabs and newlines escaped, no text wrapped or cut."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from negtrack.render.clean import sanitise
from negtrack.render.csv import quote_cell
from negtrack.render.flat import flat_rows
from negtrack.views.view import View

_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def render_tsv(view: View, header: bool = True) -> Iterator[str]:
    """Yield the rows; write backslash, tab, newline and carriage return as `\\\\`, `\\t`, `\\n`, `\\r`, a cell with a
    quotation mark as csv does."""
    if header:
        yield _line(view.columns)
    yield from map(_line, flat_rows(view))


def _line(cells: Iterable[str]) -> str:
    return "\t".join(quote_cell(sanitise(cell.translate(_ESCAPES))) for cell in cells) + "\n"
