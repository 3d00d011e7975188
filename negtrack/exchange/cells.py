"""Cells of a workbook: texts that are never evaluated, in a few styles, and the layout of a sheet.

A text has the cell type of texts, which neither Excel nor LibreOffice computes; one that begins like a formula is
marked (`quotePrefix`), so that editing it does not make it a formula (CWE-1236). Hidden characters are shown as marks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any, Literal

from negtrack.render.clean import sanitise_lines

Look = Literal["plain", "strong", "dim", "alert"]
Part = tuple[str, Look]
"""A run of text in a cell."""

COMPARE, WRITTEN = "compare", "compare as written"
"""The sheet that people read and change, and the hidden one that holds its texts as they were written."""
HEAD_ROW = 3
"""Row of the header in the sheet `compare`, below the title and the date."""
MAX_CELL = 32_767
"""Most letters in a cell, counted in UTF-16 units (Excel specifications and limits)."""
MAX_ROWS = 1_048_576
"""Most rows of a sheet (the same page)."""
_CUT = "\n... cut here; the sheet records has it whole"
_FORMULA = re.compile(r"[=+\-@\t\r]")
_ESCAPE_LIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""Text that a reader of the format takes for an escaped letter (ECMA-376, part 1, 22.9.2.19)."""
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML does not hold, or changes when it is read."""
_WORDS = re.compile("[^ -]*[ -]|[^ -]+")
"""The parts of a line between which it is broken."""
_FIRST_WIDE = "\u1100"
"""The first letter that takes two cells (Unicode Standard Annex 11)."""
_FONT = "Calibri"
_LOOKS: dict[Look, tuple[float, bool, str]] = {
    "plain": (11, False, "FF000000"),
    "strong": (11, True, "FF000000"),
    "dim": (9, False, "FF595959"),
    "alert": (10, False, "FF9C1C00"),
}
"""Points, bold, colour."""
_HEAD_FILL = "FFD9E2EC"
_PAGE, _MARGIN = 190, 0.4
"""Letters of columns side by side on a printed page, of which of 11 points about 7 remain, and its margins in
inches."""
_BOLD = 0.88
"""Share of the letters of a column for which bold ones have room."""
_LINE, _MAX_HEIGHT = 15, 409
"""Height of a line and greatest height of a row, in points."""


def count_letters(text: str) -> int:
    """Return the number of letters of a text in a cell, after escaping."""
    return len(_units(_escape(text))) // 2


def write_head(cell: Any, name: str) -> None:
    """Write the name of a column."""
    from openpyxl.styles import PatternFill

    write_cell(cell, [(name, "strong")])
    cell.fill = PatternFill("solid", start_color=_HEAD_FILL)


def write_cell(cell: Any, content: Sequence[Part] | float, wrapped: bool = True) -> None:
    """Write a number as a number, everything else as text; cut a text that is too long, with a mark."""
    cell.alignment = _alignment(wrapped)
    if isinstance(content, int | float):
        cell.value = content
        return
    parts = list(_fit(content))
    if not parts:
        return
    if len(parts) == 1:
        cell.value, cell.font = parts[0][0], _font(parts[0][1])
    else:
        cell.value = _rich(parts)
    _make_text(cell, parts[0][0])


def write_plain(cell: Any, content: str | int, whole: bool = False) -> None:
    """Write a plain text or number. A `whole` text keeps its hidden characters, so that it can be read back."""
    cell.alignment, cell.font = _alignment(wrapped=True), _font("plain")
    if isinstance(content, str):
        cell.value = plain_text(content, whole)
        _make_text(cell, cell.value)
    else:
        cell.value = content


def plain_text(content: str, whole: bool) -> str:
    """Return a plain text as a cell holds it; a `whole` one keeps its hidden characters."""
    return _escape_whole(content) if whole else "".join(text for text, _ in _fit([(content, "plain")]))


def is_like_formula(text: str) -> bool:
    """Return whether a text begins like a formula."""
    return bool(_FORMULA.match(text))


def style_numbers(sheet: Any) -> tuple[int, int]:
    """Return the numbers of the styles of plain cells in a sheet's workbook: of most, and of texts like formulas."""
    from openpyxl.cell import WriteOnlyCell

    usual, marked = WriteOnlyCell(sheet), WriteOnlyCell(sheet)
    write_plain(usual, "a")
    write_plain(marked, "=")
    return usual.style_id, marked.style_id


def copy_cell(cell: Any, value: object, number_format: str = "") -> None:
    """Write what another cell holds, already escaped, without its look."""
    if isinstance(value, int | float):
        cell.value, cell.number_format = value, number_format
    else:
        cell.value = str(value)
        _make_text(cell, cell.value)


def _make_text(cell: Any, text: str) -> None:
    cell.data_type = "s"
    if is_like_formula(text):
        cell.quotePrefix = True


def _fit(parts: Sequence[Part]) -> Iterator[Part]:
    """Yield the parts that are not empty, cut to the size of a cell; the first without leading line breaks."""
    room, first = MAX_CELL - (0 if _is_whole(parts) else len(_CUT)), True
    for text, look in parts:
        visible = _escape(text.lstrip("\n") if first else text)
        if not visible:
            continue
        units, first = _units(visible), False
        if len(units) > room * 2:
            yield units[: room * 2].decode("utf-16-le", "ignore"), look
            yield _CUT, "alert"
            return
        room -= len(units) // 2
        yield visible, look


def _is_whole(parts: Sequence[Part]) -> bool:
    """Return whether a cell holds all of the parts. One letter becomes eight at most, so few texts need counting."""
    return (
        sum(len(text) for text, _ in parts) <= MAX_CELL // 8
        or sum(count_letters(part[0]) for part in parts) <= MAX_CELL
    )


def _units(text: str) -> bytes:
    return text.encode("utf-16-le")


def _escape(text: str) -> str:
    """Return the text with hidden characters as marks, and without sequences that a reader takes for an escape."""
    return _ESCAPE_LIKE.sub("_x005F_", sanitise_lines(text))


def _escape_whole(text: str) -> str:
    """Return the text with what XML does not hold as escapes, which readers of the format read back."""
    return _UNWRITABLE.sub(lambda match: f"_x{ord(match[0]):04X}_", _ESCAPE_LIKE.sub("_x005F_", text))


def _rich(parts: Iterable[Part]) -> Any:
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont
    from openpyxl.styles.colors import Color

    blocks = []
    for text, look in parts:
        size, bold, colour = _LOOKS[look]
        blocks.append(TextBlock(InlineFont(rFont=_FONT, sz=size, b=bold, color=Color(colour)), text))
    return CellRichText(*blocks)


@cache
def _font(look: Look) -> Any:
    from openpyxl.styles import Font

    size, bold, colour = _LOOKS[look]
    return Font(_FONT, size, bold, color=colour)


@cache
def _alignment(wrapped: bool) -> Any:
    from openpyxl.styles import Alignment

    return Alignment(vertical="top", wrap_text=wrapped)


def finish(
    sheet: Any, widths: Sequence[int], head: int, names: int, frozen: bool = False, printed: int | None = None
) -> None:
    """Set column widths, a filter, and panes frozen below the header and, if `frozen`, right of the row names, the
    first `names` columns. Print the first `printed` columns, scaled to as many pages side by side as keep letters
    readable, each with the header and the row names."""
    from openpyxl.utils import get_column_letter

    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = f"{get_column_letter(names + 1 if frozen else 1)}{head + 1}"
    sheet.auto_filter.ref = f"A{head}:{get_column_letter(len(widths))}{max(sheet.max_row, head + 1)}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    margins = sheet.page_margins
    margins.left = margins.right = margins.top = _MARGIN
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    across = -(-sum(widths[:printed]) // _PAGE)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = across, 0
    if across > 1:
        sheet.print_title_cols = f"A:{get_column_letter(names)}"
    sheet.print_options.gridLines = True
    sheet.print_title_rows = f"{head}:{head}"
    sheet.oddFooter.right.text = "&P / &N"


def print_part(sheet: Any, first: int, columns: int, left: str) -> None:
    """Print the rows from `first` on alone, and their first `columns`; `left` stands at the foot of each page."""
    from openpyxl.utils import get_column_letter

    sheet.print_area = f"A{first}:{get_column_letter(columns)}{max(sheet.max_row, first)}"
    sheet.oddFooter.left.text = left


def row_height(texts: Iterable[tuple[str, int]]) -> int:
    """Return how high a row is in points: as its texts, each wrapped in a column of its width."""
    lines = max((_lines(text, width) for text, width in texts if not _is_short(text, width)), default=1)
    return min(lines * _LINE, _MAX_HEIGHT)


def _is_short(text: str, width: int) -> bool:
    """Return whether a text is seen at once to take one line; no letter is wider than two."""
    return len(text) <= width and (text.isascii() or 2 * len(text) <= width) and "\n" not in text


def fit_parts(sheet: Any, number: int, contents: Iterable[Sequence[Part] | float], widths: Iterable[int]) -> None:
    """Set the height of a row to that of its cells, of which each part has the size of its look."""
    cells = zip(contents, widths, strict=True)
    heights = (_height(cell, width) for cell, width in cells if not isinstance(cell, int | float))
    sheet.row_dimensions[number].height = min(max(heights, default=_LINE), _MAX_HEIGHT)


def _height(parts: Sequence[Part], width: int) -> float:
    """Return about how high a cell is in points, in a column `width` letters of the plain size wide."""
    full = _LOOKS["plain"][0]
    height = 0.0
    for text, look in parts:
        size, bold, _ = _LOOKS[look]
        room = int(width * full / size * (_BOLD if bold else 1))
        height += _lines(text.strip("\n"), room) * _LINE * size / full if text else 0
    return max(height, _LINE)


def _lines(text: str, width: int) -> int:
    """Return about how many lines a text takes in a column `width` letters wide, broken at blanks and hyphens;
    LibreOffice does not measure it."""
    return sum(_folds(line, width) for line in text.split("\n"))


def _folds(line: str, width: int) -> int:
    """Return how many lines one takes; a word that is too long for any of them is broken."""
    if _cells(line) <= width:
        return 1
    count, used = 1, 0
    for word in _WORDS.findall(line):
        long = _cells(word.rstrip(" "))
        if used and used + long > width:
            count, used = count + 1, 0
        count += max(long - 1, 0) // width
        used = (used + long - 1) % width + 1 + len(word) - len(word.rstrip(" ")) if long else used + len(word)
    return count


def _cells(line: str) -> int:
    if line.isascii() or max(line) < _FIRST_WIDE:
        return len(line)
    return len(line) + sum(unicodedata.east_asian_width(char) in "WF" for char in line)
