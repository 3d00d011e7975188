"""Rows of an imported file, and problems in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from negtrack.errors import DataError, Problem
from negtrack.frozen import dataclass, field, replace

_SHOWN = 40
"""Most rows that a problem of several names."""
_ROW = re.compile(r"(row )([0-9]+)((?:, .*)?:)", re.DOTALL)
_BLOCK = re.compile(r"(\[)([^\]]+)(\] .*)", re.DOTALL)
"""The row, or the block of a sheet, between what stands before and behind it in a place."""
CELL = "cell"
"""The noun of a row that is one cell of the file."""
Remarks = dict[str, list[str]]
"""What a reader has to say of a table: a heading, and what it is about."""


NO_PLACES: Mapping[str, str] = MappingProxyType({})
"""Shared, as nearly all rows have none."""


@dataclass(frozen=True)
class RawRow:
    """The cells of one row by column; `number` counts as a spreadsheet does, from 1 for the line of column names, or
    lines where a file has no such line; `error` says why the row cannot be read at all, or its cell at `place`; then
    `cells` are what else is known of it. `places` name the cells of some columns in errors. `noun` says what it is in
    the file, such as one cell of a row; `text` is the text in which its words stand, "" for none; `has_blanks` says
    that the program that wrote it puts blanks into its words."""

    number: int
    cells: Mapping[str, object]
    error: str = ""
    places: Mapping[str, str] = NO_PLACES
    place: str = ""
    noun: str = "row"
    text: str = ""
    has_blanks: bool = False

    @property
    def of_file(self) -> tuple[str, str, bool]:
        """Return what its item keeps of it: the noun, the text and whether it has blanks."""
        return self.noun, self.text, self.has_blanks


@dataclass(frozen=True)
class LeftOut:
    """What is no position in a file of annotations: its name, why, and what it holds."""

    name: str
    reason: str
    words: str = ""
    tags: Sequence[str] = ()
    texts: Sequence[str] = ()


@dataclass(frozen=True)
class RawTable:
    """A file as rows, which are read lazily. `columns` is empty where each row names its own; `total` is about the
    number of rows, 0 if unknown. `comma` says that a comma separates the decimals, not a point. `remarks` are complete
    once the rows are read. `is_export` says that its rows lack nothing, so that no default fills them, `is_by_field`
    that its rows have fields and no columns of the file. `left_out` is what a file of annotations holds besides."""

    path: str
    columns: Sequence[str]
    rows: Iterator[RawRow]
    total: int = 0
    comma: bool = False
    remarks: Remarks = field(default_factory=dict)
    is_export: bool = False
    is_by_field: bool = False
    left_out: Sequence[LeftOut] = ()


def row_problem(path: str, number: int, column: str, message: str) -> Problem:
    """Return a problem in one row: `prices.csv: row 12, Value: ...`."""
    return Problem(path, 0, f"row {number}, {column}:" if column else f"row {number}:", message)


def filled_cells(cells: Mapping[str, object]) -> dict[str, object]:
    """Return what an object of JSON says, without what is empty; true and false as yes and no."""
    return {key: _as_word(cell) for key, cell in cells.items() if _is_filled(cell)}


def _is_filled(value: object) -> bool:
    return value not in (None, [], {}) and (not isinstance(value, str) or bool(value.strip()))


def _as_word(value: object) -> object:
    return ("yes" if value else "no") if isinstance(value, bool) else value


def too_many_rows(path: str, most: int) -> DataError:
    """Return the error for a file with more than `most` rows."""
    return DataError([Problem(path, 0, "", f"more than {most:,} rows; import it in several parts")])


class CellError(Exception):
    """Errors in the cells of one row: field and message of each."""

    def __init__(self, errors: list[tuple[str, str]]) -> None:
        self.errors = errors
        super().__init__(str(errors))


def column_names(path: str, cells: Sequence[str], row: int = 1) -> list[str]:
    """Return the names of the columns, which stand in `row`. Raises `DataError` for a missing or repeated name."""
    names = [cell.strip() for cell in cells]
    while names and not names[-1]:  # a spreadsheet may write empty columns after the last
        names.pop()
    if not names:
        raise DataError([row_problem(path, row, "", "no column names; the first row must name the columns")])
    for number, name in enumerate(names):
        if not name:
            raise DataError([row_problem(path, row, "", f"column {number + 1} has no name; give it one")])
        if name in names[:number]:
            raise DataError([row_problem(path, row, name, "two columns have this name; rename one of them")])
    return names


def join_rows(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield the problems, those of several rows with one cause as one: `row 2, 4, 7 and 31 more, Party: ...`, of blocks
    of a sheet `[position.1, position.4] party: ...`."""
    rows: dict[tuple[str, ...], list[str]] = {}
    first: dict[tuple[str, ...], Problem] = {}
    for problem in problems:
        match = _ROW.fullmatch(problem.where) or _BLOCK.fullmatch(problem.where)
        around = (match[1], match[3]) if match else (problem.where,)
        key = (problem.path, problem.message, *around)
        first.setdefault(key, problem)
        rows.setdefault(key, []).extend([match[2]] if match else [])
    for key, problem in first.items():
        places = list(dict.fromkeys(rows[key]))
        if len(places) < 2:
            yield problem
        else:
            more = f" and {len(places) - _SHOWN} more" if len(places) > _SHOWN else ""
            yield replace(problem, where=f"{key[2]}{', '.join(places[:_SHOWN])}{more}{key[3]}")
