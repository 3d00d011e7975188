"""Wide tables to rows: issues down, parties across, with titles above, sections between and notes beside them.

Each cell of a party becomes a row for the import. What a cell cannot say by itself is refused with its address, and
what is left out is remarked on.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence

from negtrack.errors import NotationError
from negtrack.exchange.import_.cell_parts import Parts, split_cells
from negtrack.exchange.import_.fields import text_of
from negtrack.exchange.import_.grid import Grid, address, cell_text, is_filled
from negtrack.exchange.import_.heads import Head, is_issue_head
from negtrack.exchange.import_.names import NameResolver
from negtrack.exchange.import_.no_values import SILENT, refusal_of, word_of
from negtrack.exchange.import_.row import CELL, RawRow, RawTable
from negtrack.exchange.import_.sections import Sections
from negtrack.exchange.import_.titles import remark_on_titles
from negtrack.exchange.import_.wide_head import WideHead, unlike_columns, unreadable
from negtrack.values.spelling import Spelling

_RULE = re.compile(r":?-{2,}:?")


def arrange_wide(grid: Grid, head: WideHead, names: NameResolver, spelling: Spelling) -> RawTable:
    """Return the cells of the parties as rows. Raises `DataError` for merged cells with two readings."""
    grid.remarks["read as a wide table"] = [f"issues in {head.issue.place}", *map(_column_text, head.parties)]
    uses = (
        ("notes of the table", ("note",)),
        ("said of each row", ("field", "group")),
        ("columns not used", ("unused",)),
    )
    for heading, known in uses:
        if columns := [column.place for column in head.columns.values() if column.use in known]:
            grid.remarks[heading] = columns
    remark_on_titles(grid, head.titles)
    wide = WideRows(grid, head, names, dataclasses.replace(spelling, has_semicolons=grid.comma))
    return RawTable(grid.path, (), wide.read(), len(head.body), grid.comma, grid.remarks, is_by_field=True)


def _column_text(head: Head) -> str:
    """Return a column of a party, with what its head was read as."""
    more = ", ".join(filter(None, (head.stance, head.stated)))
    words = f"{head.party} ({more})" if more else head.party
    return head.place if words == head.text else f"{head.place} as {words}"


class WideRows:
    """The rows of a wide table."""

    def __init__(self, grid: Grid, head: WideHead, names: NameResolver, spelling: Spelling) -> None:
        self._grid, self._head, self._names, self._spelling = grid, head, names, spelling
        self._sections = Sections(grid, head)
        self._rows: dict[str, int] = {}
        """Issue -> row."""

    def read(self) -> Iterator[RawRow]:
        """Yield a row for each cell of a party, and one with its error for each that cannot be read."""
        for number, cells in self._sections.lines():
            label = cell_text(cells, self._head.issue.column)
            if is_issue_head(label, {}) and len(self._filled(cells)) > 1:
                if unlike := unlike_columns(self._head, cells):
                    yield RawRow(number, {}, unlike)
            elif self._is_rule(cells):
                continue
            elif not self._sections.speaks(cells):
                self._sections.read_heading(number, cells)
            elif error := self._row_error(number, label, cells):
                yield from self._without_row(number, label, cells, *error)
            else:
                self._rows.setdefault(label.casefold(), number)
                yield from self._read_row(number, label, cells)

    def _filled(self, cells: Sequence[object]) -> list[int]:
        return [column for column, cell in enumerate(cells) if is_filled(cell)]

    def _is_rule(self, cells: Sequence[object]) -> bool:
        """Return whether a row is the line below the head of a table of Markdown: `|---|:---|`."""
        return all(_RULE.fullmatch(cell_text(cells, column)) for column in self._filled(cells))

    def _row_error(self, number: int, label: str, cells: Sequence[object]) -> tuple[str, str] | None:
        """Return why no cell of a row can be read, and the cell that is to blame; None if they can."""
        for column in self._filled(cells):
            if column not in self._head.columns:
                return "a cell beyond the named columns; name its column, or empty it", address(column, number)
            if (reason := unreadable(cells[column])) and self._head.columns[column].use not in ("party", "unused"):
                return reason, address(column, number)
        if self._grid.is_exact and len(cells) <= max(self._head.columns):
            return f"{len(cells)} cells under {max(self._head.columns) + 1} columns; write one cell a column", ""
        if not label:
            where = address(self._head.issue.column, number)
            return f"no issue in {where}; write it, or join the row with the one above", ""
        if first := self._rows.get(label.casefold()):
            return f'"{label}" stands in row {first} too; write what tells the two apart, or join them', ""
        return None

    def _without_row(
        self, number: int, label: str, cells: Sequence[object], message: str, place: str
    ) -> Iterator[RawRow]:
        """Yield one error for all cells of parties in a row, which says what each is about."""
        spoken = [head for head in self._head.parties if cell_text(cells, head.column)]
        for given in [self._subject(label, head) for head in spoken] or [{}]:
            yield RawRow(number, given, message, place=place)

    def _subject(self, label: str, head: Head) -> dict[str, object]:
        """Return what a cell is about: the party, the issue, the stance and the day."""
        return {"party": head.party, "issue": label, "stance": head.stance, "stated": head.stated}

    def _read_row(self, number: int, label: str, cells: Sequence[object]) -> Iterator[RawRow]:
        """Yield the rows of one issue."""
        spoken = {}
        for head in self._head.parties:
            text = word_of(cell_text(cells, head.column))
            if text in SILENT:
                self._remark("no value", head.column, number, cells)
            elif (reason := refusal_of(text)) and not self._names.lists(label, text):
                message = f'"{cell_text(cells, head.column)}" is no value; {reason}'
                yield RawRow(number, self._subject(label, head), message, place=_place(head, number), noun=CELL)
            elif head.column < len(cells) and is_filled(cells[head.column]):
                spoken[head] = cells[head.column]
        parts = self._parts(label, list(spoken.values()))
        for head, part in zip(spoken, parts, strict=True):
            yield self._position(number, label, head, cells, part)
        yield from self._lost_notes(number, cells, [head.party for head in spoken])

    def _parts(self, label: str, cells: Sequence[object]) -> list[Parts | None]:
        """Return the parts of the cells on one issue."""
        texts = []
        for cell in cells:
            try:
                texts.append(text_of(cell))
            except NotationError:  # reported by the import
                texts.append("")
        return split_cells(texts, self._names.scale_of(label), self._spelling)

    def _position(self, number: int, label: str, head: Head, cells: Sequence[object], parts: Parts | None) -> RawRow:
        """Return the row of one cell of a party."""
        where, place = address(head.column, number), _place(head, number)
        given = {**self._subject(label, head), "value": cells[head.column]}
        if parts:
            whole = cell_text(cells, head.column)
            given |= {"value": parts.value, "text": whole, "caveat": parts.caveat, "qualifier": parts.qualifier}
            more = {"caveat": parts.caveat, "basis": parts.qualifier}
            beside = "".join(f' and the {name} "{text}"' for name, text in more.items() if text)
            self._say("cells in parts", f'{where} "{whole}" as "{parts.value}"{beside}')
        given["note"] = "; ".join(text for _, text in self._notes(cells, head.party))
        given |= {column.field: cells[column.column] for column in self._fields(cells)}
        given.setdefault("issue.group", self._sections.group_of(cells))
        places = dict.fromkeys(("party", "value", "stance", "text", "caveat", "qualifier", ""), place)
        places["issue"] = f"{self._head.issue.text} ({address(self._head.issue.column, number)})"
        return RawRow(number, {key: cell for key, cell in given.items() if is_filled(cell)}, places=places, noun=CELL)

    def _fields(self, cells: Sequence[object]) -> list[Head]:
        """Return the columns that say a field of all positions of a row, and do in this one."""
        heads = self._head.columns.values()
        return [head for head in heads if head.use == "field" and cell_text(cells, head.column)]

    def _notes(self, cells: Sequence[object], party: str) -> Iterator[tuple[Head, str]]:
        """Yield the notes on what one party says, and on the issue."""
        for head in self._head.columns.values():
            if head.use == "note" and head.party in ("", party) and (text := cell_text(cells, head.column)):
                yield head, text

    def _lost_notes(self, number: int, cells: Sequence[object], parties: Sequence[str]) -> Iterator[RawRow]:
        """Yield an error for each note that no position of the row can keep."""
        for head in self._head.columns.values():
            if head.use != "note" or not cell_text(cells, head.column):
                continue
            if not parties or (head.party and head.party not in parties):
                message = "a note without a value to keep it with; write it elsewhere"
                yield RawRow(number, {}, message, place=_place(head, number), noun=CELL)

    def _remark(self, heading: str, column: int, number: int, cells: Sequence[object]) -> None:
        self._say(heading, f'{address(column, number)} "{cell_text(cells, column)}"')

    def _say(self, heading: str, text: str) -> None:
        self._grid.remarks.setdefault(heading, []).append(text)


def _place(head: Head, number: int) -> str:
    """Return the cell of a row under a head in errors: `Union (C7)`."""
    return f"{head.text} ({address(head.column, number)})"
