"""The values that a workbook holds for its formulas: what a spreadsheet computed when it last saved the file.

They are what its reader saw, but may be out of date: a program that changes cells need not compute the others anew.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from typing import Any

from negtrack.exchange.extras import load_extra
from negtrack.exchange.import_.fields import Unreadable
from negtrack.exchange.import_.grid import address
from negtrack.exchange.import_.row import Remarks

_NOT_COMPUTED = re.compile(rb'<(?:\w+:)?calcPr\b[^>]*\bfullCalcOnLoad\s*=\s*"(?:1|true)"')
"""What a workbook says whose formulas are to be computed when it is opened (ECMA-376, part 1, 18.2.2)."""
REFUSED = Unreadable("a formula; paste its value instead, or use --computed to take the value that the file holds")
_EMPTY = Unreadable("a formula without a value; open and save the workbook in a spreadsheet")
STALE = Unreadable(
    "a formula that the file says is to be computed anew; paste its value instead, or open and save the workbook in a "
    "spreadsheet and use --computed"
)
_REMARK = "values of formulas, as last computed"


def is_stale(workbook: bytes) -> bool:
    """Return whether the part `xl/workbook.xml` says that the formulas are to be computed anew."""
    return bool(_NOT_COMPUTED.search(workbook))


class Computed:
    """The cells of one sheet with the values of formulas; reads row by row, beside the formulas themselves."""

    def __init__(self, raw: bytes, stale: bool, title: str, remarks: Remarks) -> None:
        library: Any = load_extra("openpyxl", "office", "xlsx")
        book = library.load_workbook(io.BytesIO(raw), read_only=True, data_only=True, rich_text=True)
        sheet = book[title]
        sheet.reset_dimensions()
        self._rows: Iterator[Sequence[Any]] = sheet.iter_rows()
        self._is_stale = stale
        self._remarks = remarks

    def next_row(self) -> Sequence[Any]:
        """Return the cells of the next row."""
        return next(self._rows, ())

    def check(self, cell: object, place: tuple[int, int]) -> object:
        """Return the value of a formula, at a column and a row, and remark on it; why it cannot be taken where it
        cannot."""
        if cell is None or self._is_stale:
            return STALE if self._is_stale else _EMPTY
        if not isinstance(cell, Unreadable):
            self._remarks.setdefault(_REMARK, []).append(address(*place))
        return cell
