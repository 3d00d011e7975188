"""The cells of the sheet `compare` of an exported workbook that were changed since, as rows.

A hidden sheet of the workbook holds the texts that the export wrote, with the ids of issues and parties. Only the cells
of parties are taken: the first line of one is the value, its other new lines are the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from negtrack.errors import NotationError
from negtrack.exchange.cells import COMPARE, HEAD_ROW
from negtrack.exchange.import_.cell_parts import split_cells
from negtrack.exchange.import_.fields import text_of
from negtrack.exchange.import_.grid import Grid, Line, address, is_filled
from negtrack.exchange.import_.names import NameResolver
from negtrack.exchange.import_.no_values import SILENT, word_of
from negtrack.exchange.import_.row import CELL, RawRow, RawTable
from negtrack.values.spelling import Spelling


class ChangedCells:
    """The changed cells of a sheet."""

    def __init__(self, grid: Grid, written: Sequence[Line], names: NameResolver, spelling: Spelling) -> None:
        self._grid, self._names, self._spelling = grid, names, spelling
        ids, *rows = [list(cells) or [None] for _, cells in written]
        self._parties = {column - 1: str(id) for column, id in enumerate(ids) if is_filled(id)}
        self._issue = min(self._parties, default=2) - 1
        """The column of the issues, before those of the parties."""
        self._rows: dict[str, list[tuple[str, Sequence[object]]]] = {}
        self._head: Sequence[object] = rows[HEAD_ROW - 1][1:]
        """Text of the issue -> the id and the cells of each issue that has it."""
        for id, *cells in rows:
            if is_filled(id):
                self._rows.setdefault(self._label(cells), []).append((str(id), cells))
        self._texts = {_text(cell) for row in rows for cell in row}

    def _label(self, cells: Sequence[object]) -> str:
        return _text(cells[self._issue]) if len(cells) > self._issue else ""

    def table(self) -> RawTable:
        """Return the rows of the changed cells."""
        rows = list(self._read())
        return RawTable(self._grid.path, (), iter(rows), len(rows), remarks=self._grid.remarks)

    def _read(self) -> Iterator[RawRow]:
        lines = dict(self._grid.lines)
        head = next((number for number, cells in lines.items() if self._is_head(cells)), 0)
        if not head:
            yield RawRow(HEAD_ROW, {}, f"the heads of the sheet {COMPARE} were changed; {_BACK}")
            return
        seen = set()
        for number, cells in lines.items():
            label = self._label(cells)
            seen.add(label)
            if number <= head or self._is_beside(label):
                yield from self._read_beside(number, cells)
            elif any(_texts(cells) == _texts(written) for _, written in self._rows.get(label, ())):
                continue
            elif len(self._rows.get(label, ())) != 1:
                message = f"no issue of the export, or one of several; {_BACK}"
                yield RawRow(number, {}, message, place=address(self._issue, number), noun=CELL)
            else:
                yield from self._read_row(number, cells, *self._rows[label][0])
        if gone := [label.split("\n")[0] for label in self._rows if label not in seen]:
            self._grid.remarks[f"rows deleted from the sheet {COMPARE}, which changes nothing"] = gone

    def _is_head(self, cells: Sequence[object]) -> bool:
        return [_text(cell) for cell in cells if is_filled(cell)] == [
            _text(cell) for cell in self._head if is_filled(cell)
        ]

    def _is_beside(self, label: str) -> bool:
        """Return whether a row is none of an issue: without a label, or with what was written below the table."""
        return not label or (label not in self._rows and label in self._texts)

    def _read_beside(self, number: int, cells: Sequence[object]) -> Iterator[RawRow]:
        """Yield errors for what was written above and below the issues."""
        for column, cell in enumerate(cells):
            if is_filled(cell) and _text(cell) not in self._texts:
                yield RawRow(number, {}, f"not a part of the table; {_BACK}", place=address(column, number), noun=CELL)

    def _read_row(
        self, number: int, cells: Sequence[object], issue: str, written: Sequence[object]
    ) -> Iterator[RawRow]:
        for column in range(max(len(cells), len(written))):
            new, old = (row[column] if column < len(row) else None for row in (cells, written))
            if _text(new) == _text(old):
                continue
            if column in self._parties:
                yield self._read_cell(number, column, issue, new, _text(old).split("\n"))
            else:
                yield RawRow(
                    number,
                    {},
                    f"only the cells of parties are taken; {_BACK}",
                    place=address(column, number),
                    noun=CELL,
                )

    def _read_cell(self, number: int, column: int, issue: str, cell: object, old: Sequence[str]) -> RawRow:
        """Return the row of one changed cell."""
        where = address(column, number)
        name = f"{_text(self._head[column])} ({where})"
        known: dict[str, object] = {"party": self._parties[column], "issue": issue}
        first, *more = _text(cell).split("\n")
        if not first or word_of(first) in SILENT:
            message = f"emptied; record a withdrawal with add-position, or {_BACK}"
            return RawRow(number, known, message, place=name, noun=CELL)
        if first == old[0]:
            return RawRow(number, known, f"the value in the first line is unchanged; {_BACK}", place=name, noun=CELL)
        words = [line for line in more if line not in old]
        value, qualifier = self._split_qualifier(issue, first, old[0])
        (parts,) = split_cells([value], self._names.scale_of(issue), self._spelling)
        given = {**known, "qualifier": qualifier}
        given["value"] = value if more or qualifier else cell
        if parts:
            given |= {"value": parts.value, "caveat": parts.caveat}
            words.insert(0, first)
        given["text"] = " ".join(words)
        self._grid.remarks.setdefault(f"changed on the sheet {COMPARE}", []).append(f'{where} "{old[0]}" -> "{first}"')
        places: Mapping[str, str] = dict.fromkeys(("party", "issue", "value", "text", "caveat"), name)
        return RawRow(number, {key: cell for key, cell in given.items() if is_filled(cell)}, places=places, noun=CELL)

    def _split_qualifier(self, issue: str, new: str, old: str) -> tuple[str, str]:
        """Return the value of a changed line, and the basis in brackets that it still has as the export wrote it."""
        known = {position.qualifier for position in self._names.negotiation.positions if position.issue == issue}
        for qualifier in filter(None, known):
            if new.endswith(f" ({qualifier})") and old.endswith(f" ({qualifier})"):
                return new.removesuffix(f" ({qualifier})"), qualifier
        return new, ""


_BACK = "put it back, or use --sheet records"


def _texts(cells: Sequence[object]) -> list[str]:
    """Return the texts of a row, without empty cells at its end."""
    texts = [_text(cell) for cell in cells]
    while texts and not texts[-1]:
        texts.pop()
    return texts


def _text(cell: object) -> str:
    """Return the text of a cell without blanks at the ends of its lines."""
    try:
        text = text_of(cell) if is_filled(cell) else ""
    except NotationError as error:
        return str(error)
    return "\n".join(line.strip() for line in text.strip().splitlines())
