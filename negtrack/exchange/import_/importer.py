"""Rows to items: the fields of each row validated as those of a file are, each fault with its row and column."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import field
from datetime import datetime

from negtrack.errors import DataError, NotationError, Problem, nearest
from negtrack.exchange.export.selection import pointers
from negtrack.exchange.import_.columns import Columns, find_field
from negtrack.exchange.import_.fields import PARTED, parse_cell, text_of
from negtrack.exchange.import_.names import NameResolver
from negtrack.exchange.import_.row import RawRow, RawTable, row_problem
from negtrack.exchange.rows import ID, NEGOTIATION, TABLE, elements_of
from negtrack.frozen import dataclass
from negtrack.model import REPORTED, Definition, Entry, Item, Position, Proposal, Record, key_of, keys_of
from negtrack.store.file_kinds import MODELS
from negtrack.store.parse import parse_document, parse_item
from negtrack.store.toml_source import Lines

_TABLES = (*MODELS, NEGOTIATION)
SCHEMA = "schema"
"""What our own JSON Lines say of themselves; no field, and no column that a user would miss."""


MAX_ROWS = 200_000
"""Rows of one file."""


@dataclass(frozen=True)
class ImportRules:
    """How rows are read: what is filled in where a cell is empty (field -> text), the instant that counts as recorded
    where a row has none, and how dates are written that are not in negtrack's notation."""

    recorded: datetime
    given: Mapping[str, str] = field(default_factory=dict)
    date_format: str = ""


@dataclass(frozen=True)
class Imported:
    """An item, and where it comes from: a file's row, with its columns (field -> column); a table of a sheet, with the
    sheet's lines; or the row that it was made for."""

    item: Item
    path: str = ""
    row: int = 0
    columns: Mapping[str, str] | None = None
    lines: Lines | None = None

    def problem(self, found: Problem) -> Problem:
        """What is wrong with the item, told with the place that it comes from."""
        key = found.where.rpartition("] ")[2].rstrip(":")
        if self.lines:
            line = self.lines.field((self.item.table, self.item.id), key)
            return Problem(self.path, line, found.where, found.message)
        column = found.where.rstrip(":") if self.columns is None else self.columns.get(key, key)
        return row_problem(self.path, self.row, column, found.message)

    def rests_on(self, ids: Container[str]) -> bool:
        """Whether the item names any of `ids`."""
        return any(id in ids for _, id in _referenced_names(self.item))


@dataclasses.dataclass
class Importer:
    """Takes in rows; afterwards `taken` are the items, `problems` the faults, `plain` the negotiation's own fields."""

    names: NameResolver
    rules: ImportRules
    taken: list[Imported] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    plain: dict[str, object] = field(default_factory=dict)
    unused: dict[str, None] = field(default_factory=dict)
    """Columns that no field was found for."""
    broken: set[str] = field(default_factory=set)
    """The ids of what is at fault; what rests on them is not to blame."""

    def take(self, table: RawTable, columns: Columns, on_progress: Callable[[float], None]) -> None:
        """Takes in every row of `table`, whose `columns` were found, or are found row by row where it has none; `tell`
        hears how far it has come."""
        self.unused.update(dict.fromkeys(columns.unused))
        shown = {key: name for name, key in columns.fields.items()}
        unseen = set() if table.columns else set(columns.fields)
        for number, row in enumerate(table.rows, 1):
            if number > MAX_ROWS:
                raise DataError(
                    [Problem(table.path, 0, "", f"more than {MAX_ROWS:,} rows; import it in several parts")]
                )
            unseen -= row.cells.keys()
            on_progress(min(number / table.total, 1.0) if table.total else 0.0)
            if row.fault:
                self.problems.append(row_problem(table.path, row.number, "", row.fault))
                continue
            own = shown if table.columns else {key: name for name, key in self._own(row, columns).items()}
            self._take_row(table, row, own)
        missing = (f'no row has the "{name}" that --map names; write it as the rows do' for name in sorted(unseen))
        self.problems += (Problem(table.path, 0, "", message) for message in missing)

    def take_sheet(self, text: str, path: str) -> None:
        """Takes in a coding sheet (TOML), whose tables name everything by its id."""
        document, faults = parse_document(text, path, "sheet", recorded=self.rules.recorded)
        self.problems += faults
        self.broken |= document.broken
        self.taken += [Imported(item, path, lines=document.lines) for item in document.items]
        self.plain = self.plain or dict(document.plain)
        for item in document.items:
            if isinstance(item, Definition):
                self.names.define(item)

    def made(self, taken: Iterable[Imported]) -> list[Imported]:
        """The definitions that had to be made for the rows that are `taken`, each for the first row that names it."""
        first: dict[tuple[str, str], Imported] = {}
        for each in taken:
            for name in _referenced_names(each.item):
                first.setdefault(name, each)
        needed = ((item, first.get((item.table, item.id))) for item in self.names.definitions())
        return [Imported(item, each.path, each.row) for item, each in needed if each]

    def _own(self, row: RawRow, columns: Columns) -> Mapping[str, str]:
        """The columns of a row that names its own: column -> field."""
        found = dict(columns.fields)
        for name in row.cells:
            if name not in found and name != SCHEMA:
                known = find_field(name)
                if known and known not in found.values():
                    found[name] = known
                else:
                    self.unused[name] = None
        return found

    def _take_row(self, table: RawTable, row: RawRow, columns: Mapping[str, str]) -> None:
        cells = {**self.rules.given, **{key: row.cells[name] for key, name in columns.items() if name in row.cells}}
        try:
            if table.comma and (parted := PARTED.search(str(cells.get("value", "")))):
                told = f'"{parted[0]}" may be {parted[0].replace(".", "")} in this file; write that, or {parted[0]}0'
                raise _CellError([("value", told)])
            item = self._item(cells)
        except _CellError as error:
            for key, message in error.faults:
                self.problems.append(row_problem(table.path, row.number, columns.get(key, key), message))
            return
        if item is not None:
            self.taken.append(Imported(item, table.path, row.number, columns))

    def _item(self, cells: dict[str, object]) -> Item | None:
        """The item of one row; None for the row of the negotiation itself. Raises `_CellError`."""
        table, name = (_pop_text(cells, key) for key in (TABLE, ID))
        try:
            return self._validated(table or Position.table, name, cells)
        except _CellError:
            if name:
                self.broken.add(name)
                self.names.expect(table, name)
            raise

    def _validated(self, table: str, name: str, cells: dict[str, object]) -> Item | None:
        if table == NEGOTIATION:
            parties = cells.pop("parties", [])
            self.plain.update({**cells, "parties": elements_of(parties) if isinstance(parties, str) else parties})
            return None
        model = MODELS.get(table)
        if model is None:
            near = nearest(table, _TABLES)
            hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(_TABLES)}"
            raise _CellError([(TABLE, f'no table "{table}"; {hint}')])
        item, faults = parse_item(model, name, self._values(model, cells))
        if item is None:
            raise _CellError([(key_of(attribute) if attribute else ID, message) for attribute, message in faults])
        if isinstance(item, Definition):
            if not name:
                raise _CellError([(ID, f"missing; a {table} needs one")])
            self.names.define(item)
        return item

    def _values(self, model: type[Item], cells: Mapping[str, object]) -> dict[str, object]:
        """Attribute -> raw value. Raises `_CellError` with every cell that cannot be read."""
        known = keys_of(model)
        values: dict[str, object] = {}
        faults = []
        for key, cell in cells.items():
            if key not in known:
                if key not in self.rules.given:
                    faults.append((key, f"a {model.table} has no such field; leave the cell empty"))
                continue
            try:
                raw = parse_cell(model, key, cell, self.rules.date_format)
                found = self._named(model, key, raw) if key in _NAMED else raw
                if found != "":  # the side of what the source reports in its own voice
                    values[known[key]] = found
            except NotationError as error:
                faults.append((key, str(error)))
        if faults:
            raise _CellError(faults)
        if issubclass(model, Position) and "issue" in values and "value" in values:
            values["value"] = self.names.value_on(str(values["issue"]), str(values["value"]))
            if self.names.is_process(str(values["issue"])):  # as add-position has it
                values.setdefault("stance", "statement")
        if issubclass(model, Entry) and "recorded" not in values:
            values["recorded"] = self.rules.recorded
            if issubclass(model, Record) and not values.keys() & {"side", "speaker"}:  # as the add-* commands have it
                values.setdefault("attribution", REPORTED)
        return values

    def _named(self, model: type[Item], key: str, raw: object) -> object:
        """What names something, as ids; the definitions of an import name each other by id alone."""
        if not issubclass(model, Entry):
            return raw
        find = _NAMED[key](self.names)
        return [find(str(each)) for each in raw] if isinstance(raw, list) else find(str(raw))


def _pop_text(cells: dict[str, object], key: str) -> str:
    """The text of a cell that is taken out. Raises `_CellError`."""
    try:
        return text_of(cells.pop(key, "")).strip()
    except NotationError as error:
        raise _CellError([(key, str(error))]) from error


def _referenced_names(item: Item) -> Iterator[tuple[str, str]]:
    """The table ("entry" for all entries) and id of what an entry names."""
    if isinstance(item, Entry):
        yield "party", item.party
        yield from (("entry", name) for name in pointers(item))
    if isinstance(item, Record):
        yield "party", item.side
        yield from (("source", name) for name in item.sources)
    if isinstance(item, Position):
        yield from (("issue", item.issue), ("party", item.toward))
    if isinstance(item, Proposal):
        yield from (("party", name) for name in item.between)
        yield from (("issue", term.issue) for term in item.terms)


class _CellError(Exception):
    """What is wrong with the cells of one row: field and message of each."""

    def __init__(self, faults: list[tuple[str, str]]) -> None:
        self.faults = faults
        super().__init__(str(faults))


_NAMED: Mapping[str, Callable[[NameResolver], Callable[[str], str]]] = {
    "party": lambda names: names.party,
    "issue": lambda names: names.issue,
    "side": lambda names: names.side,
    "toward": lambda names: names.other_party,
    "between": lambda names: names.other_party,
    "sources": lambda names: names.source,
}
"""The fields of records that name something, and how the name is found."""
