"""Rows of plain cells as the XML of a sheet (ECMA-376, part 1, 18.3.1.73 and 18.3.1.4), for lists of any length.

openpyxl takes 10 microseconds and 500 bytes for a cell, and a list of 10,000 records has 150,000. So it writes the
first and the last row of a list, which give the sheet its size, and the XML that it would write of those between goes
into its archive row by row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any, TypeVar
from xml.sax.saxutils import escape

from negtrack.exchange.cells import is_like_formula, plain_text, row_height, style_numbers
from negtrack.exchange.export.archive import Filling

Cells = Sequence[str | int]
T = TypeVar("T")


def fill_between(
    sheet: Any, rows: Sequence[T], cells_of: Callable[[T], Cells], widths: Sequence[int], whole: bool
) -> Filling:
    """Return what to fill the sheet's XML with: `rows` from the second row of the sheet on, but for the last of them.
    `whole` texts keep their hidden characters, so that they can be read back."""
    styles = style_numbers(sheet) if len(rows) > 1 else (0, 0)  # now, as openpyxl writes the styles before the pieces
    return Filling(b'<row r="%d"' % (len(rows) + 1), _rows(rows[:-1], cells_of, widths, styles, whole))


def _rows(
    rows: Sequence[T], cells_of: Callable[[T], Cells], widths: Sequence[int], styles: tuple[int, int], whole: bool
) -> Iterator[bytes]:
    from openpyxl.utils import get_column_letter

    letters = [get_column_letter(number) for number in range(1, len(widths) + 1)]
    for number, row in enumerate(rows, 2):
        filled = [cell for cell in zip(cells_of(row), widths, letters, strict=True) if cell[0] != ""]
        height = row_height((str(content), width) for content, width, _ in filled)
        written = (_cell(letter, number, content, styles, whole) for content, _, letter in filled)
        yield f'<row r="{number}" ht="{height}" customHeight="1">{"".join(written)}</row>'.encode()


def _cell(letter: str, row: int, content: str | int, styles: tuple[int, int], whole: bool) -> str:
    """Return a cell, "" for a text of which nothing is shown."""
    if not isinstance(content, str):
        return f'<c r="{letter}{row}" s="{styles[0]}" t="n"><v>{content}</v></c>'
    like_formula, element = _text(content, whole)
    return element and f'<c r="{letter}{row}" s="{styles[like_formula]}" t="inlineStr"><is>{element}</is></c>'


@lru_cache(1024)  # names, days and grades stand in many rows
def _text(content: str, whole: bool) -> tuple[bool, str]:
    """Return whether a text begins like a formula, and its element, "" where nothing of it is shown."""
    text = plain_text(content, whole)
    space = "" if text == text.strip() else ' xml:space="preserve"'
    return is_like_formula(text), f"<t{space}>{escape(text)}</t>" if text else ""
