"""The first page of the desk: the text alone, where the whole page has it, so that reading begins before the records
are loaded. Imports little."""

from __future__ import annotations

from negtrack.desk.layout import GUTTER, lay_out
from negtrack.screen.pager import Pager
from negtrack.screen.rows import Piece, Row, line, of_height


def draw_text(text: str, name: str, width: int, height: int) -> list[Row]:
    """Return the rows of a page that has the beginning of a text, under the name of its source."""
    layout = lay_out(width, height, is_asking=False)
    lines = Pager(text).lines(0, layout.text_width)
    shown = [found for found, _ in zip(lines, range(layout.text_height), strict=False)]
    rows: list[Row] = [
        (Piece(" " * GUTTER), *line(text[slice(*found)], layout.text_width)) if found else () for found in shown
    ]
    return of_height([*[line(name, width, "head")] * layout.head, *rows], height)
