"""docx to rows: the cells of one table of a Word document, read from its XML (ECMA-376, part 1, 17).

The text that python-docx gives for a cell lacks symbols, non-breaking hyphens and tracked changes. Here they are read
by name: what has a letter is taken, anything else makes its cell unreadable, with the reason.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from negtrack.errors import DataError, NegtrackError, Problem, UnknownIdError
from negtrack.exchange.extras import load_extra
from negtrack.exchange.import_.fields import Unreadable
from negtrack.exchange.import_.grid import Area, Arrange, Grid, Line, address
from negtrack.exchange.import_.heads import is_issue_head
from negtrack.exchange.import_.row import RawTable, Remarks
from negtrack.exchange.import_.word_text import CellText, attribute, is_numbered, local_name, read_cell, value_of
from negtrack.exchange.import_.workbook import MAX_UNPACKED
from negtrack.frozen import replace
from negtrack.store.archive import DAMAGES, closed_reason, read_chunks

_WRAPPERS = ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")
"""Elements in which others may stand as if they were not there."""
_CHANGES = ("cellIns", "cellDel", "cellMerge")
_WIDEST = 63
"""Most columns of a table (Word specifications)."""
_SEARCHED = 10
"""Rows of a table among which its head is searched."""


def read_docx(raw: bytes, path: str, table: str, arrange: Arrange, with_hidden: bool = False) -> RawTable:
    """Read the rows of one table of a document, by its number, else of the only one that names issues. Raises
    `DataError`, and `UnknownIdError` for an unknown table."""
    library: Any = load_extra("docx", "office", "docx")
    _refuse_large(raw, path)
    try:
        document = library.Document(io.BytesIO(raw))
        body, styles = document.element.body, list(document.styles.element)
    except Exception as error:  # the library checks little and raises many kinds of errors
        message = "not a Word document (docx); save it as one, or its table as csv"
        raise DataError([Problem(path, 0, "", message)]) from error
    tables = list(_walk(body, "tbl"))
    remarks: Remarks = {}
    number = _choose_table(tables, table, path, remarks)
    numbered = {attribute(style, "styleId") for style in styles if is_numbered(style)}
    grid = read_table(tables[number - 1], path, with_hidden, numbered)
    return arrange(replace(grid, remarks=remarks | grid.remarks))


def _refuse_large(raw: bytes, path: str) -> None:
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
        unpacked = sum(member.file_size for member in archive.infolist())
        is_large = unpacked > MAX_UNPACKED
        start = b"" if is_large else next(read_chunks(archive, "word/document.xml", "save the document again"), b"")
    except (*DAMAGES, KeyError, NegtrackError) as error:
        message = "not a Word document (docx); save it as one, or its table as csv"
        reason = closed_reason(raw, "save it as docx, or its table as csv") or message
        raise DataError([Problem(path, 0, "", reason)]) from error
    if is_large:
        raise DataError([Problem(path, 0, "", f"larger than {MAX_UNPACKED:,} bytes once unpacked; split it")])
    if b"purl.oclc.org/ooxml" in start:
        raise DataError([Problem(path, 0, "", 'a "Strict Open XML" document; save it as "Word Document (.docx)"')])


def _choose_table(tables: Sequence[Any], named: str, path: str, remarks: Remarks) -> int:
    """Return the number of the table that is named, else of the only one that names issues, else of the only one.
    Raises `DataError`, `UnknownIdError`."""
    numbers = [str(number) for number in range(1, len(tables) + 1)]
    if named:
        if named not in numbers:
            raise UnknownIdError("table", named, numbers)
        return int(named)
    if not tables:
        raise DataError([Problem(path, 0, "", "no table in the document")])
    likely = [number for number, table in enumerate(tables, 1) if _names_issues(table)]
    if len(likely) != 1 and len(tables) > 1:
        shown = ", ".join(f'{number} "{_beginning(table)}"' for number, table in enumerate(tables[:5], 1))
        message = f"{len(tables)} tables; say which with --sheet NUMBER: {shown}"
        raise DataError([Problem(path, 0, "", message)])
    chosen = likely[0] if likely else 1
    if len(tables) > 1:
        others = [f'{number} "{_beginning(table)}"' for number, table in enumerate(tables, 1) if number != chosen]
        remarks[f"read table {chosen}; not the others, which --sheet names"] = others
    return chosen


def _names_issues(table: Any) -> bool:
    """Return whether a row at the top of a table has a cell for issues."""
    rows = list(_walk(table, "tr"))[:_SEARCHED]
    texts = (" ".join(read_cell(cell).text.split()) for row in rows for cell in _walk(row, "tc"))
    return any(is_issue_head(text, {}) for text in texts)


def _beginning(table: Any) -> str:
    cells = (cell for row in _walk(table, "tr") for cell in _walk(row, "tc"))
    texts = (" ".join(read_cell(cell).text.split()) for cell in cells)
    return next(filter(None, texts), "")[:30]


def read_table(table: Any, path: str, with_hidden: bool, numbered: Collection[str] = ()) -> Grid:
    """Return the cells of a table; `numbered` are the styles of paragraphs in lists."""
    remarks: Remarks = {}
    lines: list[Line] = []
    areas: list[Area] = []
    open_areas: dict[int, Area] = {}
    for number, row in enumerate(_walk(table, "tr"), 1):
        cells: list[object] = [None] * _number(row, "trPr", "gridBefore")
        is_tracked = any(local_name(mark) in ("ins", "del") for part in _children(row, "trPr") for mark in part)
        for cell in _walk(row, "tc"):
            left, width = len(cells), max(_number(cell, "tcPr", "gridSpan"), 1)
            if _continues(cell) and left in open_areas:
                open_areas[left] = replace(open_areas[left], bottom=number)
                cells += [None] * width
                continue
            if left in open_areas:
                areas.append(open_areas.pop(left))
            open_areas[left] = Area(number, number, left, left + width - 1)
            text = read_cell(cell, with_hidden, numbered)
            _remark(text, address(left, number), remarks)
            is_changed = is_tracked or any(
                local_name(mark) in _CHANGES for part in _children(cell, "tcPr") for mark in part
            )
            value = (
                Unreadable("tracked as a new or deleted cell; accept or reject it") if is_changed else value_of(text)
            )
            cells += [value, *[None] * (width - 1)]
        lines.append((number, cells))
    merged = [area for area in (*areas, *open_areas.values()) if area.top < area.bottom or area.left < area.right]
    return Grid(path, iter(lines), len(lines), merged=merged, remarks=remarks)


def _remark(text: CellText, place: str, remarks: Remarks) -> None:
    for what, is_there in (
        ("comments", text.has_comment),
        ("footnotes", text.has_footnote),
        ("hidden text", text.has_hidden),
        ("numbers and signs of lists", text.has_number and text.text.strip()),
    ):
        if is_there:
            remarks.setdefault(f"{what} of cells not taken", []).append(place)


def _continues(cell: Any) -> bool:
    """Return whether a cell is merged with the one above it."""
    marks = (mark for part in _children(cell, "tcPr") for mark in _children(part, "vMerge"))
    return any(attribute(mark, "val") in ("", "continue") for mark in marks)


def _number(element: Any, part: str, name: str) -> int:
    found = (mark for parent in _children(element, part) for mark in _children(parent, name))
    return next((min(int(text), _WIDEST) for mark in found if (text := attribute(mark, "val")).isdecimal()), 0)


def _children(element: Any, name: str) -> Iterator[Any]:
    return (child for child in element if local_name(child) == name)


def _walk(element: Any, name: str) -> Iterator[Any]:
    """Yield the elements of a name, through what only wraps them, and not those inside each other."""
    for child in element:
        if local_name(child) == name:
            yield child
        elif local_name(child) in _WRAPPERS:
            yield from _walk(child, name)
