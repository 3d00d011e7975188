"""xlsx to rows: the cells of one sheet as a reader sees them; cells that only a spreadsheet can compute are refused."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from negtrack.errors import DataError, NotationError, Problem, UnknownIdError
from negtrack.exchange.extras import load_extra
from negtrack.exchange.import_.fields import ExactNumber, Unreadable, round_as_shown, text_of
from negtrack.exchange.import_.number_formats import UnknownFormatError, shown_date, shown_text
from negtrack.exchange.import_.row import RawRow, RawTable, column_names, row_problem

RECORDS = "records"
"""The sheet that export fills with all records; import reads it, else the first sheet."""
MAX_UNPACKED = 512 * 1024 * 1024
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*ref="([^"]+)"')
_CHUNK = 1 << 20
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
"""The escape of a letter that XML cannot hold, or of a text that looks like an escape (ECMA-376, 22.9.2.19)."""


def read_xlsx(raw: bytes, path: str, sheet: str = "") -> RawTable:
    """Read the rows of one sheet of a workbook. Raises `DataError`, and `UnknownIdError` for an unknown sheet."""
    library: Any = load_extra("openpyxl", "office", "xlsx")
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
        unpacked = sum(member.file_size for member in archive.infolist())
        sheets = {} if unpacked > MAX_UNPACKED else _sheets(library.load_workbook(io.BytesIO(raw), read_only=True))
    except Exception as error:  # the library checks little and raises many kinds of errors
        raise DataError([Problem(path, 0, "", "not a workbook (xlsx); save it as one, or as csv")]) from error
    if unpacked > MAX_UNPACKED:
        raise DataError([Problem(path, 0, "", f"larger than {MAX_UNPACKED:,} bytes once unpacked; split it")])
    if _is_strict(archive):
        message = 'a "Strict Open XML" workbook; save it as "Excel Workbook (.xlsx)", or as csv'
        raise DataError([Problem(path, 0, "", message)])
    chosen = sheet or (RECORDS if RECORDS in sheets else next(iter(sheets), ""))
    if chosen not in sheets:
        raise UnknownIdError("sheet", chosen, sheets)
    _refuse_merged(archive, sheets[chosen], path)
    sheets[chosen].reset_dimensions()  # the size stored in a sheet may be wrong
    return _table(path, _cells(sheets[chosen], path))


def _is_strict(archive: zipfile.ZipFile) -> bool:
    """Return whether a workbook has the names of ISO/IEC 29500 strict, which the library does not read."""
    return "xl/workbook.xml" in archive.namelist() and b"purl.oclc.org/ooxml" in archive.read("xl/workbook.xml")


def _sheets(book: Any) -> dict[str, Any]:
    """Return the sheets that have cells, by name."""
    return {sheet.title: sheet for sheet in book.worksheets}


def _refuse_merged(archive: zipfile.ZipFile, sheet: Any, path: str) -> None:
    """Raise `DataError` for merged cells. A sheet that is read row by row does not list them, so search its XML."""
    before = b""
    with archive.open(sheet._worksheet_path) as file:  # the library's own name for the member; it has no public one
        while chunk := file.read(_CHUNK):
            found = _MERGED.search(before + chunk)
            if found:
                cells = found[1].decode(errors="replace")
                message = f"the cells {cells} are merged; unmerge them, so that every row is complete"
                raise DataError([Problem(path, 0, "", message)])
            before = chunk[-200:]


def _cells(sheet: Any, path: str) -> Iterator[list[object]]:
    number = 0
    try:
        for row in sheet.iter_rows():
            number += 1
            yield [_value(cell) for cell in row]
    except Exception as error:  # as above
        message = "cannot be read, nor what follows it; save the workbook again"
        raise DataError([row_problem(path, number + 1, "", message)]) from error


def _table(path: str, rows: Iterator[list[object]]) -> RawTable:
    names = column_names(path, list(_names(path, next(rows, []))))
    return RawTable(path, names, _rows(names, rows))


def _names(path: str, cells: Sequence[object]) -> Iterator[str]:
    for number, cell in enumerate(cells, 1):
        try:
            yield "" if cell is None else text_of(cell)
        except NotationError as error:
            raise DataError([row_problem(path, 1, "", f"column {number}: {error}")]) from error


def _rows(columns: Sequence[str], rows: Iterator[list[object]]) -> Iterator[RawRow]:
    for number, cells in enumerate(rows, 2):
        if any(cell is not None for cell in cells[len(columns) :]):
            yield RawRow(number, {}, "a cell beyond the named columns; name its column, or empty it")
        else:
            given = {name: cell for name, cell in zip(columns, cells, strict=False) if cell is not None}
            if given:
                yield RawRow(number, given)


def _value(cell: Any) -> object:
    """Return the value of a cell: a text, a number as it is shown, a date; None for an empty one."""
    value = cell.value
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if cell.data_type == "f":
        return Unreadable("a formula; paste its value instead")
    if cell.data_type == "e":
        return Unreadable(f"{value}, an error of the spreadsheet")
    if isinstance(value, str):
        return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return _shown_value(value, str(cell.number_format))


def _shown_value(value: object, number_format: str) -> object:
    """Return a number or a date with what its format shows."""
    if isinstance(value, datetime):
        return shown_date(value, number_format)
    if not isinstance(value, int | float):
        return value
    try:
        return ExactNumber(shown_text(round_as_shown(value), number_format))
    except UnknownFormatError as error:
        return Unreadable(str(error))
