"""xlsx to rows: the cells of one sheet as a reader sees them; cells that only a spreadsheet can compute are refused."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Container, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from negtrack.errors import DataError, NegtrackError, Problem, UnknownIdError
from negtrack.exchange.cells import COMPARE, WRITTEN
from negtrack.exchange.extras import load_extra
from negtrack.exchange.import_.fields import ExactNumber, Unreadable, round_as_shown
from negtrack.exchange.import_.formulas import REFUSED, STALE, Computed, is_stale
from negtrack.exchange.import_.grid import Arrange, Grid, Line, arrange_by_row, column_letters
from negtrack.exchange.import_.number_formats import UnknownFormatError, shown_date, shown_text
from negtrack.exchange.import_.row import RawTable, Remarks, row_problem
from negtrack.exchange.import_.shared_texts import keep_letters
from negtrack.exchange.import_.sheet_layout import REMEDY, Layout, read_layout
from negtrack.frozen import replace
from negtrack.store.archive import closed_reason, read_part

RECORDS = "records"
"""The sheet that export fills with all records; import reads it, else the first sheet."""
_WORKBOOK = "xl/workbook.xml"
_PROPERTIES = "docProps/app.xml"
_TAKE_BACK = "delete it, or take the line away"
MAX_UNPACKED = 512 * 1024 * 1024
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
"""The escape of a letter that XML cannot hold, or of a text that looks like an escape (ECMA-376, 22.9.2.19)."""


def read_xlsx(
    raw: bytes,
    path: str,
    sheet: str = "",
    arrange: Arrange = arrange_by_row,
    with_hidden: bool = False,
    with_computed: bool = False,
) -> RawTable:
    """Read the rows of one sheet of a workbook, the hidden rows and columns only `with_hidden`, the values of formulas
    only `with_computed`. Raises `DataError`, and `UnknownIdError` for an unknown sheet."""
    raw = keep_letters(raw, MAX_UNPACKED)
    archive, sheets = _open(raw, path)
    chosen = _choose_sheet(sheets, sheet, path)
    is_export = not sheet and chosen == RECORDS and {COMPARE, WRITTEN} <= sheets.keys()
    others = [] if sheet else _others(sheets, chosen)
    heading = f'read the sheet "{chosen}"; not the others, which --sheet names'
    remarks: Remarks = {heading: others} if others and not is_export else {}
    computed = Computed(raw, is_stale(_part(archive, _WORKBOOK, path)), chosen, remarks) if with_computed else None
    try:
        table = arrange(_grid(archive, sheets[chosen], path, with_hidden, remarks, computed))
    except DataError as error:
        which = f' (on the sheet "{chosen}"; --sheet names another: {", ".join(others)})' if others else ""
        raise DataError(replace(one, message=f"{one.message}{which}") for one in error.problems) from error
    return replace(table, is_export=is_export)


def read_compare(raw: bytes, path: str, with_hidden: bool) -> tuple[Grid, list[Line]]:
    """Return the cells of the first sheet of an export as they are, and the rows of those that it wrote."""
    archive, sheets = _open(keep_letters(raw, MAX_UNPACKED), path)
    written = _grid(archive, sheets[WRITTEN], path, True, {})
    return _grid(archive, sheets[COMPARE], path, with_hidden, {}), list(written.lines)


def _open(raw: bytes, path: str) -> tuple[zipfile.ZipFile, Mapping[str, Any]]:
    """Return the archive of a workbook, and its sheets by name. Raises `DataError`."""
    library: Any = load_extra("openpyxl", "office", "xlsx")
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
        unpacked = sum(member.file_size for member in archive.infolist())
        is_large = unpacked > MAX_UNPACKED
        book = None if is_large else library.load_workbook(io.BytesIO(raw), read_only=True, rich_text=True)
    except Exception as error:  # the library checks little and raises many kinds of errors
        reason = closed_reason(raw, "save it as xlsx, or as csv") or "not a workbook (xlsx); save it as one, or as csv"
        raise DataError([Problem(path, 0, "", reason)]) from error
    if book is None:
        raise DataError([Problem(path, 0, "", f"larger than {MAX_UNPACKED:,} bytes once unpacked; split it")])
    if b"purl.oclc.org/ooxml" in _part(archive, _WORKBOOK, path):  # ISO/IEC 29500 strict, which the library cannot read
        message = 'a "Strict Open XML" workbook; save it as "Excel Workbook (.xlsx)", or as csv'
        raise DataError([Problem(path, 0, "", message)])
    return archive, {sheet.title: sheet for sheet in book.worksheets}  # those that have cells


def _grid(
    archive: zipfile.ZipFile,
    sheet: Any,
    path: str,
    with_hidden: bool,
    remarks: Remarks,
    computed: Computed | None = None,
) -> Grid:
    """Return the cells of a sheet."""
    layout = _layout(archive, sheet, path)
    if layout.commented:
        remarks["comments of cells not taken"] = list(layout.commented)
    sheet.reset_dimensions()  # the size stored in a sheet may be wrong
    rows, columns = (frozenset(), frozenset()) if with_hidden else (layout.hidden_rows, layout.hidden_columns)
    by_gnumeric = b">gnumeric<" in _part(archive, _PROPERTIES, path)
    cells = _cells(sheet, path, layout.struck, computed, by_gnumeric)
    if computed is None and is_stale(_part(archive, _WORKBOOK, path)):
        cells = ([STALE if cell is REFUSED else cell for cell in row] for row in cells)
    lines = _lines(cells, rows, columns, remarks)
    return Grid(path, lines, hidden=columns, merged=layout.merged, remarks=remarks)


def _choose_sheet(sheets: Mapping[str, Any], named: str, path: str) -> str:
    """Return the sheet that is named, else that of the records, else the first; hidden ones only where they are named.
    Raises `DataError`, also for an export without its records, and `UnknownIdError`."""
    shown = [name for name, sheet in sheets.items() if sheet.sheet_state == "visible"]
    if named:
        if named not in sheets:
            raise UnknownIdError("sheet", named, sheets)
        return named
    if not shown:
        raise DataError([Problem(path, 0, "", "no sheet that is shown; name one with --sheet")])
    if RECORDS in shown:
        return RECORDS
    if WRITTEN in sheets:
        lost = "hidden; show it again" if RECORDS in sheets else "not there under this name; put it back"
        message = f'an export of which the sheet "{RECORDS}" is {lost}, or name a sheet with --sheet'
        raise DataError([Problem(path, 0, "", message)])
    return shown[0]


def _others(sheets: Mapping[str, Any], chosen: str) -> list[str]:
    """Return the names of the sheets that are not read, with those that are hidden marked."""
    names = (name for name in sheets if name != chosen)
    return [name if sheets[name].sheet_state == "visible" else f"{name} (hidden)" for name in names]


def _part(archive: zipfile.ZipFile, name: str, path: str) -> bytes:
    """Return a part of a workbook, empty where it has none of that name. Raises `DataError`."""
    try:
        return read_part(archive, name, REMEDY) if name in archive.namelist() else b""
    except NegtrackError as error:
        raise DataError([Problem(path, 0, "", str(error))]) from error


def _cells(
    sheet: Any, path: str, struck: Container[tuple[int, int]], computed: Computed | None, by_gnumeric: bool
) -> Iterator[list[object]]:
    number = 0
    read = partial(_value, styles={}, by_gnumeric=by_gnumeric)
    try:
        for row in sheet.iter_rows():
            number += 1
            cells = list(map(read, row))
            for column, cell in enumerate(computed.next_row() if computed else ()):
                if computed and column < len(cells) and cells[column] is REFUSED:
                    cells[column] = computed.check(read(cell), (column, number))
            for column in range(len(cells)) if struck else ():
                if (number, column) in struck:
                    cells[column] = Unreadable(
                        f"a part is struck through, or set high as the sign of a note; {_TAKE_BACK}"
                    )
            yield cells
    except Exception as error:  # as above
        message = "cannot be read, nor what follows it; save the workbook again"
        raise DataError([row_problem(path, number + 1, "", message)]) from error


def _layout(archive: zipfile.ZipFile, sheet: Any, path: str) -> Layout:
    """Return the layout of a sheet. Raises `DataError`."""
    try:
        return read_layout(archive, sheet._worksheet_path)  # the library's own name for the member; none is public
    except NegtrackError as error:
        raise DataError([Problem(path, 0, "", str(error))]) from error
    except (ValueError, KeyError) as error:
        raise DataError([Problem(path, 0, "", f"cannot be read; {REMEDY}")]) from error


def _lines(
    rows: Iterator[list[object]], hidden_rows: Container[int], hidden_columns: Container[int], remarks: Remarks
) -> Iterator[Line]:
    """Yield the rows without what is hidden, and remark on it."""
    for number, cells in enumerate(rows, 1):
        if number in hidden_rows:
            if any(cell is not None for cell in cells):
                _remark(remarks, "rows", str(number))
            continue
        for column, cell in enumerate(cells) if hidden_columns else ():
            if column in hidden_columns and cell is not None:
                _remark(remarks, "columns", column_letters(column))
                cells[column] = None
        yield number, cells


def _remark(remarks: Remarks, what: str, name: str) -> None:
    found = remarks.setdefault(f"hidden {what} not taken (--hidden takes them)", [])
    if name not in found:
        found.append(name)


def _value(cell: Any, styles: dict[int, bool], by_gnumeric: bool) -> object:
    """Return the value of a cell: a text, a number as it is shown, a date; None for an empty one. `styles` remembers
    which of them strike their text through."""
    value = cell.value
    if cell.data_type == "f":
        return REFUSED
    if value is not None and not isinstance(value, str | bool | int | float | date | time | timedelta):
        if lines := [part.text for part in value if not isinstance(part, str) and part.font and part.font.strike]:
            return Unreadable(f'"{"".join(lines).strip()}" is struck through; {_TAKE_BACK}')
        if signs := [part.text for part in value if not isinstance(part, str) and part.font and _is_raised(part.font)]:
            return Unreadable(f'"{"".join(signs).strip()}" is set high or low, as the sign of a note is; delete it')
        value = str(value)
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    style = cell._style_id  # the library's own number of the style; finding the font of each cell would take longer
    if style not in styles:
        styles[style] = bool(cell.font and cell.font.strike)
    if styles[style]:
        return Unreadable(f"struck through; {_TAKE_BACK}")
    if cell.data_type == "e":
        return Unreadable(f"{value}, an error of the spreadsheet")
    if isinstance(value, str):
        return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return _shown_value(value, str(cell.number_format), by_gnumeric)


def _is_raised(font: Any) -> bool:
    return font.vertAlign in ("superscript", "subscript")


def _shown_value(value: object, number_format: str, by_gnumeric: bool) -> object:
    """Return a number or a date with what its format shows."""
    if not isinstance(value, datetime | int | float):
        return value
    try:
        if isinstance(value, datetime):
            return shown_date(value, number_format, by_gnumeric)
        return ExactNumber(shown_text(round_as_shown(value), number_format))
    except UnknownFormatError as error:
        return Unreadable(str(error))
