"""Rows to items: the fields of each row are validated as those of a file, each error with its row and column."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field

from negtrack.cell_lists import elements_of
from negtrack.errors import NotationError, Problem, nearest
from negtrack.exchange.import_.columns import Columns, is_heading, is_second_heading, own_columns, step_columns
from negtrack.exchange.import_.details import named_by, split_detail
from negtrack.exchange.import_.doubts import doubt_problems, empty_sources
from negtrack.exchange.import_.fields import ExactNumber, text_of
from negtrack.exchange.import_.imported import Imported, ImportRules, referenced_names
from negtrack.exchange.import_.names import NameResolver
from negtrack.exchange.import_.no_values import refuse_no_value
from negtrack.exchange.import_.offers import issue_columns, offer_title, read_offer
from negtrack.exchange.import_.row import CellError, LeftOut, RawRow, RawTable, Remarks, row_problem, too_many_rows
from negtrack.exchange.import_.skipped import FILE, Skipped, skipped_blocks, skipped_item, skipped_row
from negtrack.exchange.import_.terms import build_terms
from negtrack.exchange.import_.values_by_text import ValuesByText
from negtrack.exchange.rows import ID, NEGOTIATION, TABLE
from negtrack.frozen import replace
from negtrack.ids import id_of
from negtrack.model import (
    ISSUE_COLUMN,
    REPORTED,
    Definition,
    Entry,
    Item,
    Position,
    Proposal,
    Record,
    key_of,
    keys_of,
    term_keys,
)
from negtrack.store.file_kinds import MODELS
from negtrack.store.parse import parse_document
from negtrack.store.parse_item import parse_item
from negtrack.store.toml import read_toml
from negtrack.values.spelling import NOTATION, UNKNOWN, Spelling

_TABLES = (*MODELS, NEGOTIATION)
MAX_ROWS = 200_000
"""Most rows of one file."""
_AGAIN = "headings once more; delete the row, or import what is below it as a table of its own"


@dataclasses.dataclass
class Importer:
    """An import of rows: the items, the errors, the negotiation's own fields, and annotations that are no position."""

    names: NameResolver
    rules: ImportRules
    imported: list[Imported] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    plain: dict[str, object] = field(default_factory=dict)
    unused: dict[str, None] = field(default_factory=dict)
    """Columns without a field."""
    skipped: list[Skipped] = field(default_factory=list)
    """The rows that cannot be read."""
    remarks: list[Remarks] = field(default_factory=list)
    """What the readers have to say of each table."""
    left_out: list[tuple[str, LeftOut]] = field(default_factory=list)
    taken: set[str] = field(default_factory=lambda: {TABLE, ID})
    """The fields that any row could take."""
    idle: set[str] = field(init=False)
    """The fields of `--set` that have filled no cell."""
    empty: set[str] = field(default_factory=set)
    """The fields of `--map` whose column is empty in all rows."""
    broken: set[str] = field(default_factory=set)
    """The ids of invalid items; items that rest on them are not reported."""
    _issues: Mapping[str, str] = field(default_factory=dict)
    """Column -> issue, in the table that is being imported."""
    _spelling: Spelling = UNKNOWN
    """How that table spells numbers and dates."""
    _values_by_text: ValuesByText = field(init=False)

    def __post_init__(self) -> None:
        self._values_by_text = ValuesByText(self.names, self.rules.spelling.date_format)
        self.idle = set(self.rules.given)

    def import_table(self, table: RawTable, columns: Columns, on_progress: Callable[[float], None]) -> None:
        """Import every row of `table` with its `columns`, which are found row by row where the table names none.
        `on_progress` gets the progress from 0 to 1."""
        self._spelling = replace(self.rules.spelling, has_semicolons=table.comma)
        self._values_by_text.start(columns.fields)
        self._issues = issue_columns(columns.unused, self.names, self.rules.offers)
        known = (*self._issues, *(step_columns(columns.unused) if "value" in columns.fields.values() else ()))
        self.unused.update((name, None) for name in columns.unused if name not in known)
        names = {key: name for name, key in columns.fields.items()}
        unseen = set() if table.columns else set(columns.fields)
        self.empty |= self.rules.mapped.keys() & names.keys()
        self.remarks.append(table.remarks)
        self.left_out += ((table.path, one) for one in table.left_out)
        for number, row in enumerate(table.rows, 1):
            if number > MAX_ROWS:
                raise too_many_rows(table.path, MAX_ROWS)
            unseen -= row.cells.keys()
            on_progress(min(number / table.total, 1.0) if table.total else 0.0)
            if row.error:
                self.problems.append(row_problem(table.path, row.number, row.place, row.error))
                self._skip(table, row, row.place, row.cells)
                continue
            is_again = is_heading(row.cells, columns) or (number == 1 and is_second_heading(row.cells))
            if table.columns and is_again:
                self.problems.append(row_problem(table.path, row.number, "", _AGAIN))
                self._skip(table, row, "", {})
                continue
            own = names if table.columns else self._own_columns(row, columns)
            self._import_row(table, row, own)
        missing = 'no row has the column "{}" of --map; write it as in the rows'
        self.problems += (Problem(table.path, 0, "", missing.format(name)) for name in sorted(unseen))

    def import_sheet(self, text: str, path: str) -> None:
        """Import a coding sheet (TOML)."""
        document, problems = parse_document(text, path, "sheet", recorded=self.rules.recorded)
        self.problems += problems
        self.broken |= document.broken
        self.imported += [Imported(self.names.resolve(item), path, lines=document.lines) for item in document.items]
        self.plain = self.plain or dict(document.plain)
        for item in (item for item in document.items if isinstance(item, Definition)):
            self.names.define(item)
        self.remarks.append(empty_sources(document.items))
        if document.broken:
            self.skipped += skipped_blocks(read_toml(text, path)[0], path, document.broken, self.names)

    def drop_doubtful(self) -> None:
        """Report issues whose numbers may be no quantity, each once in a file, and leave out their rows."""
        doubts = self.names.take_doubtful()
        doubtful = [row for row in self.imported if row.values_in(doubts)]
        self.problems += doubt_problems(doubts, doubtful)
        self.skipped += (skipped_item(row, self.names) for row in doubtful)
        self.imported = [row for row in self.imported if not row.values_in(doubts)] if doubts else self.imported

    def skip_file(self, path: str) -> None:
        """Add a file to what is skipped, or its rest."""
        noun = "unread rest" if any(imported.path == path for imported in self.imported) else FILE
        self.skipped.append(Skipped(path, path, noun))

    def build_definitions(self, rows: Sequence[Imported]) -> list[Imported]:
        """Return the definitions to create for `rows`, each for the first that names it, and extended issues."""
        created = {(item.table, item.id): item for item in self.names.definitions()}
        first: dict[tuple[str, str], Imported] = {}
        for row in rows:
            if len(first) == len(created):
                break
            for name in referenced_names(row.item):
                if name in created:
                    first.setdefault(name, row)
        new = [Imported(item, first[name].path, first[name].row) for name, item in created.items() if name in first]
        return [*new, *self.names.new_options.used_by(rows)]

    def _own_columns(self, row: RawRow, columns: Columns) -> Mapping[str, str]:
        """Return the columns of a row that names its own: field -> column."""
        found, unused = own_columns(row.cells, columns.fields, self.rules.defaults.get(TABLE, "") or Position.table)
        self.unused.update(dict.fromkeys(unused))
        return found

    def _skip(self, table: RawTable, row: RawRow, place: str, cells: Mapping[str, object]) -> None:
        self.skipped.append(skipped_row(table.path, row, place, {**self.rules.defaults, **cells}, self.names))

    def _import_row(self, table: RawTable, row: RawRow, columns: Mapping[str, str]) -> None:
        defaults = {} if table.is_export else self.rules.defaults
        own = {key: row.cells[name] for key, name in columns.items() if name in row.cells}
        cells = {**defaults, **own}
        if self.idle or self.empty:
            self.idle -= defaults.keys() - own.keys()
            self.empty -= own.keys()
        details = {key: cells.pop(key) for key in list(cells) if split_detail(key)[0]}
        try:
            offered = {name: row.cells[name] for name in self._issues if name in row.cells}
            spelling = self._spelling_of(cells)
            item = self._item(cells, offered)
            if item is not None and details:
                self._describe(item, details)
        except CellError as error:
            for key, message in error.errors:
                column = row.places.get(key) or columns.get(key, key)
                self.problems.append(row_problem(table.path, row.number, column, message))
            offered = {"terms": [self._issues[name] for name in row.cells if name in self._issues]}
            self._skip(table, row, column, {**cells, **(offered if self._issues else {})})
            return
        if item is not None:
            offers = {f"{ISSUE_COLUMN}{self._issues[name]}": name for name in offered}
            named = {**columns, **row.places, **offers} if row.places or offers else columns
            self.imported.append(Imported(item, table.path, row.number, named, None, (), spelling, *row.of_file))

    def _describe(self, item: Item, details: Mapping[str, object]) -> None:
        """Add what a row says of the definitions that it names. Raises `CellError`."""
        errors = []
        for name, cell in details.items():
            table, key = split_detail(name)
            for id in named_by(item, table):
                self.taken.add(name)
                try:
                    self.names.describe(table, id, key, cell)
                except NotationError as error:
                    errors.append((name, str(error)))
        if errors:
            raise CellError(errors)

    def _spelling_of(self, cells: Mapping[str, object]) -> Spelling:
        """Return how a row spells numbers and dates: as the notation does if exported, or a number of the format."""
        is_exported = bool(cells.get(ID)) and (bool(cells.get("recorded")) or self.names.knows_entry(str(cells[ID])))
        is_number = isinstance(cells.get("value"), int | float | ExactNumber)
        return NOTATION if is_exported or is_number else self._spelling

    def _item(self, cells: dict[str, object], offered: Mapping[str, object]) -> Item | None:
        """Return the item of one row, with what an offer says on each of its `offered` columns; None for the row of the
        negotiation itself. Raises `CellError`."""
        table, name = _pop_text(cells, TABLE), self._row_id(_pop_text(cells, ID))
        if table == Proposal.table and offered:
            offer, errors = read_offer(cells, offered, self._issues, self.names)
            if errors:
                raise CellError(errors)
            cells |= offer | (offer_title(cells) if self.rules.offers else {})
        try:
            return self._validate(table or Position.table, name, cells)
        except CellError:
            if name:
                self.broken.add(name)
                self.names.expect(table, name)
            raise

    def _row_id(self, name: str) -> str:
        """Return the id of a row in the spelling of ids. Raises `CellError`."""
        try:
            return id_of(name) if name else ""
        except NotationError as error:
            raise CellError([(ID, str(error))]) from error

    def _validate(self, table: str, name: str, cells: dict[str, object]) -> Item | None:
        if table == NEGOTIATION:
            parties = cells.pop("parties", [])
            self.plain.update({**cells, "parties": elements_of(parties) if isinstance(parties, str) else parties})
            return None
        model = MODELS.get(table)
        if model is None:
            near = nearest(table, _TABLES)
            hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(_TABLES)}"
            raise CellError([(TABLE, f'no table "{table}"; {hint}')])
        item, errors = parse_item(model, name, self._values(model, cells))
        if item is None:
            raise CellError([(key_of(attribute) if attribute else ID, message) for attribute, message in errors])
        if isinstance(item, Definition):
            if not name:
                raise CellError([(ID, f"missing; a {table} needs one")])
            self.names.define(item)
        return self.names.resolve(item)

    def _values(self, model: type[Item], cells: Mapping[str, object]) -> dict[str, object]:
        """Return attribute -> raw value. Raises `CellError` with every cell that cannot be read."""
        known = keys_of(model)
        values: dict[str, object] = {}
        errors = []
        below = {key: cell for key, cell in cells.items() if key in term_keys()} if model.has_terms else {}
        self.taken.update(key for key in cells if key in known or key in below)
        for key, cell in cells.items():
            if key in below:
                continue
            if key not in known:
                if key not in self.rules.defaults:
                    errors.append((key, f"a {model.table} has no such field; leave the cell empty"))
                continue
            try:
                found = self._values_by_text.read(model, key, cell)
                if found != "":  # "" is the side of a report in the source's own voice
                    values[known[key]] = found
            except NotationError as error:
                errors.append((key, str(error)))
        if below:
            values["terms"], more = build_terms(values.get("terms", []), below, self.rules.spelling.date_format)
            errors += more
        if errors:
            raise CellError(errors)
        if issubclass(model, Position) and "issue" in values and "value" in values:
            try:
                issue, value = str(values["issue"]), str(values["value"])
                if not ("recorded" in values or self.names.lists(issue, value)):  # as in the rows of an export
                    refuse_no_value(value, is_row=True)
                values["value"] = self.names.value_on(issue, value)
            except NotationError as error:
                raise CellError([("value", str(error))]) from error
            values |= {"stance": values.get("stance", "statement")} if self.names.is_process(issue) else {}
        if issubclass(model, Entry) and "recorded" not in values:
            values["recorded"] = self.rules.recorded
            if issubclass(model, Record) and not values.keys() & {"side", "speaker"}:  # as in the add-* commands
                values.setdefault("attribution", REPORTED)
        return values


def _pop_text(cells: dict[str, object], key: str) -> str:
    """Remove a cell and return its text. Raises `CellError`."""
    try:
        return text_of(cells.pop(key, "")).strip()
    except NotationError as error:
        raise CellError([(key, str(error))]) from error
