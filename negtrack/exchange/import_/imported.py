"""Imported items with the place that each comes from, and the rules by which rows are read."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from datetime import datetime

from negtrack.errors import Problem
from negtrack.exchange.import_.row import row_problem
from negtrack.exchange.rows import TABLE
from negtrack.frozen import dataclass, field
from negtrack.model import (
    ISSUE_COLUMN,
    Agreement,
    Entry,
    Item,
    Position,
    Proposal,
    Record,
    Term,
    docs_of,
    record_of,
    references,
)
from negtrack.store.toml_source import Lines
from negtrack.values.spelling import NOTATION, UNKNOWN, Spelling


@dataclass(frozen=True)
class ImportRules:
    """How rows are read: `given` fills empty cells (field -> text), `recorded` is the instant of rows without one,
    `spelling` says how numbers and dates are written."""

    recorded: datetime
    given: Mapping[str, str] = field(default_factory=dict)
    spelling: Spelling = UNKNOWN
    offers: bool = False
    """Whether each row is an offer, and its columns that are no field are issues."""
    mapped: Mapping[str, str] = field(default_factory=dict)
    """Field -> column, as the user names them."""

    @property
    def defaults(self) -> Mapping[str, str]:
        """Return the texts of empty cells: those `given`, and for offers that each row is a proposal."""
        return {TABLE: Proposal.table, **self.given} if self.offers else self.given


@dataclass(frozen=True)
class Imported:
    """An item and its origin: a file's row, with its columns (field -> column); a table of a sheet, with the sheet's
    lines; or the row that it was created for."""

    item: Item
    path: str = ""
    row: int = 0
    columns: Mapping[str, str] | None = None
    lines: Lines | None = None
    place: tuple[str, ...] = ()
    """Its table in the sheet, where that has another name."""
    spelling: Spelling = NOTATION
    """How the row spells numbers and dates."""
    noun: str = "record"
    """What it is in the file: a cell, a row, a record of a coding sheet."""
    text: str = ""
    """The text of its source, where the file has it."""
    has_blanks: bool = False
    """Whether blanks in its words may be those of the program that wrote it."""

    def problem_of(self, found: Problem) -> Problem:
        """Return a problem of the item with the place that the item comes from."""
        key = found.where.rpartition("] ")[2].rstrip(":")
        if self.lines:
            place = self.place or (self.item.table, self.item.id)
            line = self.lines.field((*place, *found.record.split(".")[2:]), key)
            where = re.sub(r"^\[[^].]+\.[^].]+", f"[{'.'.join(place)}", found.where) if self.place else found.where
            return Problem(self.path, line, where, found.message)
        if f".{Term.table}." in found.record:
            key = "terms" if key in ("", "value") else f"{Term.table}-{key}"
        column = found.where.rstrip(":") if self.columns is None else self.columns.get(key, key)
        return row_problem(self.path, self.row, column, found.message)

    def place_of(self, key: str = "") -> str:
        """Return where a field of the item stands: `row 5, Union (C5)`; without one where the item does."""
        if self.lines:
            return f"[{'.'.join(self.place or (self.item.table, self.item.id))}]"
        return f"row {self.row}, {(self.columns or {}).get(key, key)}" if key else f"row {self.row}"

    def cell_problem(self, key: str, column: str, message: str) -> Problem:
        """Return a problem of the field `key`, which comes from a column, or from a block of a sheet."""
        if self.lines is None:
            return row_problem(self.path, self.row, column, message)
        return Problem(self.path, self.lines.field(self.place, key), f"[{'.'.join(self.place)}] {key}:", message)

    def value_problem(self, key: str, issue: str, message: str) -> Problem:
        """Return a problem of a value on an issue: of the column of that issue, else of that of `key`."""
        columns = self.columns or {}
        column = columns.get(f"{ISSUE_COLUMN}{issue}" if key == "terms" else key) or columns.get(key, key)
        return self.cell_problem(key, column, message)

    def values_in(self, known: Container[tuple[str, str]]) -> list[tuple[str, str, str]]:
        """Return the values of the item that are `known` (issue, value), each after its field."""
        item = self.item
        terms = item.terms if isinstance(item, Proposal | Agreement) else ()
        said = [("terms", term.issue, term.value) for term in terms]
        said += [("value", item.issue, item.value)] if isinstance(item, Position) else []
        return [(key, issue, value) for key, issue, value in said if (issue, value) in known]

    def rests_on(self, ids: Container[str]) -> bool:
        """Return whether the item names any of `ids`."""
        return any(id in ids for _, id in referenced_names(self.item))


_NAMING: dict[type[Entry], Sequence[tuple[str, str]]] = {}


def _naming_fields(model: type[Entry]) -> Sequence[tuple[str, str]]:
    """Return the attributes that name parties and issues, each with the table that they name."""
    if model not in _NAMING:
        docs = docs_of(model).values()
        _NAMING[model] = [(doc.attribute, doc.doc.names.lower()) for doc in docs if doc.doc.names in ("PARTY", "ISSUE")]
    return _NAMING[model]


def referenced_names(item: Item) -> Iterator[tuple[str, str]]:
    """Yield the table ("entry" for all entries) and id of everything that an entry names."""
    if not isinstance(item, Entry):
        return
    yield from (("entry", record_of(name)) for _, name in references(item))
    for attribute, table in _naming_fields(type(item)):
        value = getattr(item, attribute)
        yield from ((table, name) for name in ([value] if isinstance(value, str) else value))
    if isinstance(item, Record):
        yield "party", item.side
        yield from (("source", name) for name in item.cites)
    terms = item.terms if isinstance(item, Proposal | Agreement) else ()
    yield from (("issue", term.issue) for term in terms)
