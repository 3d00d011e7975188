"""From text to records: TOML is read, every table checked against its class, and each fault becomes a `Problem`.

Touches no disk. A fault in one record costs that record alone; a text that is not TOML costs the whole text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

from negtrack.errors import MAX_HINTS, NotationError, Problem, nearest
from negtrack.frozen import dataclass
from negtrack.model import Item, Party, key_of, keys_of
from negtrack.model.fields import parse_own_id
from negtrack.store.coerce import coerce_item
from negtrack.store.file_kinds import FILE_KINDS, FORMAT, MODELS
from negtrack.store.toml import read_toml
from negtrack.store.toml_source import Lines

if TYPE_CHECKING:
    from pydantic import TypeAdapter, ValidationError
    from pydantic_core import ErrorDetails

ItemT = TypeVar("ItemT", bound=Item)


@dataclass(frozen=True)
class Document:
    """One text, read: its plain keys, the sound items of its tables, and the ids of the unsound ones."""

    path: str
    plain: Mapping[str, Any]
    items: tuple[Item, ...] = ()
    broken: frozenset[str] = frozenset()
    unreadable: bool = False
    lines: Lines = field(default_factory=lambda: Lines(""), compare=False)


def parse_document(
    text: str, path: str, kind: str, party: str = "", recorded: datetime | None = None
) -> tuple[Document, list[Problem]]:
    """`text` as a `negotiation`, `sources`, `party` or `sheet` file; `party` is the id that a party's file is named by,
    `recorded` the instant for entries that have none of their own (in a sheet that is being imported)."""
    tables, problems = read_toml(text, path)
    if kind == "negotiation" and not tables and not problems:
        message = "empty, so that nobody knows what the talks are about; take the file from its last sound version"
        problems = [Problem(path, 0, "", message, code="unreadable-file")]
    if problems:
        return Document(path, {}, broken=frozenset({party} if party else ()), unreadable=True), problems
    reader = _Reader(path, text, kind, party, recorded)
    return reader.read(tables), reader.problems


def parse_tail(text: str, path: str, kind: str, party: str, before: int) -> tuple[tuple[Item, ...], list[Problem]]:
    """The items of the tables that were appended to a sound file of `before` lines. What is not such a table by itself,
    so that it could belong to what stands above it, is a problem."""
    tables, problems = read_toml(text, path)
    reader = _Reader(path, text, kind, party, None)
    if not problems and tables.keys() <= set(FILE_KINDS[kind].tables) and reader.lines.alone(tables):
        items = tuple(replace(item, line=item.line + before) for item in reader.items(tables) if item is not None)
        return items, reader.problems
    return (), problems or [Problem(path, 0, "", "not appended tables alone")]


class _Keys(NamedTuple):
    """What a kind of table may hold."""

    known: Mapping[str, str]
    """Key -> attribute."""
    renamed: Sequence[str]
    """The keys that are not called as the attribute is."""
    owned: bool
    """Whether it is its party's for standing in its file."""


class _Reader:
    """Turns the tables of one text into items, gathering problems as it goes."""

    def __init__(self, path: str, text: str, kind: str, party: str, recorded: datetime | None) -> None:
        self.path, self.kind, self.party, self.recorded = path, kind, party, recorded
        self.lines = Lines(text)
        self.problems: list[Problem] = []
        self.broken: set[str] = set()
        self.unsound: set[str] = set()
        self.hints = MAX_HINTS
        self.known: dict[str, _Keys] = {}
        self.meant: set[tuple[tuple[str, ...], str]] = set()
        """Fields that an unknown key is likely to mean."""

    def read(self, tables: Mapping[str, Any]) -> Document:
        kind = FILE_KINDS[self.kind]
        for key in tables:
            if key not in kind.plain and key not in kind.tables:
                self._unknown(key, (*kind.plain, *kind.tables))
        self._check_plain(tables)
        items = list(self.items(tables))
        if self.kind == "party":
            party = self._item(Party, self.party, {k: v for k, v in tables.items() if k in kind.plain})
            items.insert(0, party)
            self.broken.update(() if party else (self.party,))
        sound = tuple(item for item in items if item is not None)
        plain = {key: tables[key] for key in kind.plain if key in tables and key not in self.unsound}
        return Document(self.path, plain, sound, frozenset(self.broken), lines=self.lines)

    def items(self, tables: Mapping[str, Any]) -> Iterator[Item | None]:
        """What the tables hold, None for each that is at fault."""
        for name in FILE_KINDS[self.kind].tables:
            group = tables.get(name, {})
            if not isinstance(group, Mapping):
                how = f"write one [{name}.ID] table each, not [[{name}]] or a plain value"
                self._problem((name,), "", how)
                continue
            for key, table in group.items():
                item = self._item(MODELS[name], key, table)
                if item is None:
                    self.broken.add(key)
                yield item

    def _item(self, model: type[Item], key: str, table: object) -> Item | None:
        before = len(self.problems)
        line = self.lines.own(model.table, key)
        where = (model.table, key) if line or model is not Party else ()
        if not isinstance(table, dict):
            self._problem(where, "", f"not a table; write [{model.table}.ID] and its fields below")
            return None
        if not key:
            self._problem(where, "", f"an id may not be empty; write [{model.table}.ID]")
            return None
        values = self._values(model, table, where)
        values["line"] = line or self.lines.header(*where)
        item, faults = parse_item(model, key, values)
        for name, message in faults:
            if message != _REQUIRED or (where, key_of(name)) not in self.meant:  # a typo in its key is one fault
                self._problem(where, key_of(name), message)
        return item if len(self.problems) == before else None

    def _values(self, model: type[Item], table: dict[str, object], where: tuple[str, ...]) -> dict[str, object]:
        """Attribute -> value, of a table whose unknown keys are told."""
        keys = self._keys(model)
        values = dict(table)
        if not table.keys() <= keys.known.keys():
            for name in [each for each in table if each not in keys.known]:
                self._unknown(name, tuple(keys.known), where)
                del values[name]
        for name in keys.renamed:
            if name in values:
                values[keys.known[name]] = values.pop(name)
        if keys.owned:
            values["party"] = self.party
        if self.recorded and "recorded" in keys.known:
            values.setdefault("recorded", self.recorded)
        return values

    def _keys(self, model: type[Item]) -> _Keys:
        if model.table not in self.known:
            known = dict(keys_of(model))
            owned = self.kind == "party" and known.pop("party", None) is not None
            self.known[model.table] = _Keys(known, [key for key, name in known.items() if key != name], owned)
        return self.known[model.table]

    def _check_plain(self, tables: Mapping[str, Any]) -> None:
        if (number := tables.get("format", FORMAT)) != FORMAT or isinstance(number, bool | float):
            self._problem((), "format", f"{number} is not a format that this negtrack reads ({FORMAT}); upgrade it")
        if self.kind == "negotiation" and "title" not in tables:
            self._problem((), "title", "missing; write what the talks are about")
        for key in ("title", "summary"):
            if self.kind != "party" and not isinstance(tables.get(key, "-"), str):
                self._problem((), key, "not a text; put it in quotes")
                self.unsound.add(key)
        order = tables.get("parties", [])
        if not isinstance(order, list) or not all(isinstance(name, str) for name in order):
            self._problem((), "parties", 'not a list of party ids; write ["...", "..."]')
            self.unsound.add("parties")

    def _unknown(self, field: str, known: Sequence[str], where: tuple[str, ...] = ()) -> None:
        self.hints -= 1
        near = nearest(field, known) if self.hints >= 0 else []
        hint = f"; did you mean {near[0]}?" if near else f"; known are {', '.join(known)}"
        self._problem(where, field, f"unknown field{hint}", "unknown-field")
        self.meant.update((where, name) for name in near[:1])

    def _problem(self, where: tuple[str, ...], field: str, message: str, code: str = "") -> None:
        shown = f"[{'.'.join(where)}]" if where else ""
        separator = " " if shown and field else ""
        place = f"{shown}{separator}{field}{':' if field or shown else ''}"
        line = self.lines.field(where, field)
        self.problems.append(Problem(self.path, line, place, message, code=code or field_code(message)))


def field_code(message: str) -> str:
    """The code of what is wrong with a field: it is missing, or what it holds does not fit."""
    return "missing-field" if message.startswith("missing") else "invalid-field"


@cache
def _adapter(table: str) -> TypeAdapter[Item]:
    from pydantic import TypeAdapter

    return TypeAdapter(MODELS[table])


def parse_item(model: type[ItemT], name: str, values: dict[str, object]) -> tuple[ItemT | None, list[tuple[str, str]]]:
    """One item from attribute -> raw value, or None and its faults, each an attribute ("" for the id) and a message.

    An entry that is still to get its id from its content has the name "".
    """
    if item := coerce_item(model, values | {"id": name}):
        return item, []
    try:
        named = values | {"id": parse_own_id(name)}
        item = cast(ItemT, _adapter(model.table).validate_python(named))
    except NotationError as error:
        return None, [("", str(error))]
    except OverflowError:  # an instant at the edge of the calendar
        return None, [("recorded", "falls outside the years 1 to 9999 in UTC; write another")]
    except ValueError as error:  # pydantic's ValidationError, which is not imported for its name alone
        faults = {str(error["loc"][0]): explain(error) for error in reversed(cast("ValidationError", error).errors())}
        return None, list(reversed(faults.items()))
    return item, []


_MOST_QUOTED = 80
_REQUIRED = "missing; this field is required"


def explain(detail: ErrorDetails) -> str:
    """One fault that pydantic found, in the words that every other message here uses."""
    kind, given = detail["type"], detail["input"]
    if kind == "missing":
        return _REQUIRED
    if kind == "literal_error":
        allowed = re.findall("'([^']+)'", detail["ctx"]["expected"])
        near = nearest(str(given), allowed)
        hint = f"did you mean {near[0]}?" if near else f"write one of {', '.join(allowed)}"
        return f'"{_quote(given)}" is not known here; {hint}'
    if kind == "value_error":
        shown = f'"{_quote(given)}": ' if isinstance(given, str) else ""
        message = str(detail["ctx"]["error"])
        return message if shown and str(given) in message else f"{shown}{message}"
    if kind in ("tuple_type", "list_type"):
        return 'not a list; write ["...", "..."]'
    if isinstance(given, date):
        return "a date does not belong here"
    return f"{detail['msg'][:1].lower()}{detail['msg'][1:]}"


def _quote(given: object) -> str:
    """As much of what was given as a message needs to point at it."""
    text = str(given)
    return text if len(text) <= _MOST_QUOTED else f"{text[:_MOST_QUOTED]}..."
