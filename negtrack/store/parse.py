"""From text to records: TOML is read, every table checked against its class, and each fault becomes a `Problem`.

Touches no disk. A fault in one record costs that record alone; a text that is not TOML costs the whole text.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, cast

from negtrack.errors import NotationError, Problem, nearest
from negtrack.ids import parse_id
from negtrack.model import DEFINITIONS, ENTRIES, Item, Party, key_of, keys_of
from negtrack.store.lines import Lines

if TYPE_CHECKING:
    from pydantic import TypeAdapter, ValidationError
    from pydantic_core import ErrorDetails

FORMAT = 1
MAX_FILE = 128 * 1024 * 1024
"""Bytes of one file; a party of 100,000 records needs 17 million."""
MAX_LINE = 20_000
"""Letters of one line: room for the longest text, and short enough that no key can be nested to stall the reader."""
MAX_DEPTH = 8
"""Levels of tables and lists; a record needs four."""
_TOO_DEEP = "nested too deeply; tables of records need two levels"
_LONG_KEY = re.compile(r"(?<![A-Za-z0-9_-])(?:[A-Za-z0-9_-]+\.){64}")
_TOO_LARGE = "a number of more than 18 digits; put it in quotes"

ItemT = TypeVar("ItemT", bound=Item)
_CLASSES: tuple[type[Item], ...] = (*DEFINITIONS, *ENTRIES)
MODELS: Mapping[str, type[Item]] = {model.table: model for model in _CLASSES}

_PLAIN_KEYS = {"negotiation": ("format", "title", "summary", "parties"), "sources": ("format",), "party": ()}
_TABLES = {
    "negotiation": ("issue", "event"),
    "sources": ("source",),
    "party": ("delegate", *(model.table for model in ENTRIES)),
    "sheet": tuple(MODELS),
}


@dataclass(frozen=True, slots=True)
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
    if problems:
        return Document(path, {}, broken=frozenset({party}), unreadable=True), problems
    reader = _Reader(path, text, kind, party, recorded)
    return reader.read(tables), reader.problems


def read_toml(text: str, path: str) -> tuple[dict[str, Any], list[Problem]]:
    """The tables of a TOML text, or the one `Problem` that keeps it from being read."""
    oversize = _oversize(text, path)
    if oversize:
        return {}, [oversize]
    try:
        tables = tomllib.loads(text)
        fault = _outsize(tables)
    except tomllib.TOMLDecodeError as error:
        return {}, [_toml_problem(text, path, str(error))]
    except RecursionError:
        fault = _TOO_DEEP
    except ValueError:  # an integer of thousands of digits
        fault = _TOO_LARGE
    return (tables, []) if not fault else ({}, [Problem(path, _line_of(fault, text), "", fault)])


def _outsize(tables: Mapping[str, Any]) -> str:
    """What in `tables` no record can hold and no message can show: deep nesting, huge integers; "" for nothing."""
    level: list[Any] = [tables]
    for _ in range(MAX_DEPTH):
        inner = [each for group in level for each in (group.values() if isinstance(group, dict) else group)]
        if any(isinstance(each, int) and abs(each) >= 2**63 for each in inner):
            return _TOO_LARGE
        level = [each for each in inner if isinstance(each, dict | list)]
    return _TOO_DEEP if level else ""


def _line_of(fault: str, text: str) -> int:
    """The likely line of what `_outsize` found; 0 where none stands out."""
    if fault == _TOO_LARGE:
        match = re.search("[0-9A-Fa-f_]{16,}", text)
        return text.count("\n", 0, match.start()) + 1 if match else 0
    marks, line = max((sum(map(row.count, ".[{")), number) for number, row in enumerate(text.split("\n"), 1))
    return line if marks > MAX_DEPTH else 0


def _oversize(text: str, path: str) -> Problem | None:
    if len(text) > MAX_FILE:
        return Problem(path, 0, "", f"longer than {MAX_FILE:,} letters; split it into several parties or negotiations")
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > MAX_LINE:
            return Problem(path, number, "", f"a line longer than {MAX_LINE:,} letters; shorten the text in it")
        if line.count(".") > 64 and _LONG_KEY.search(line):  # tomllib needs seconds for it
            return Problem(path, number, "", _TOO_DEEP)
    return None


def _toml_problem(text: str, path: str, reason: str) -> Problem:
    place = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)$", reason)
    line = text.count("\n") + 1 if place is None or place[1] is None else int(place[1])
    message = reason[: place.start()] if place else reason
    hint = "; the file may be half written" if place and place[1] is None else ""
    twice = re.match(r"Cannot declare \((.*)\) twice", message)
    if twice:
        name = ".".join(part.strip(" '\"") for part in twice[1].split(",") if part.strip())
        message, hint = f"[{name}] stands here a second time", "; give one of the two another id"
    for mark in ("<<<<<<< ", "=======", ">>>>>>> "):
        if text.split("\n")[line - 1].startswith(mark):
            hint = "; this is a conflict that a merge left: keep both sides' records and delete the marker lines"
    return Problem(path, line, "", f"not TOML: {message[:1].lower()}{message[1:]}{hint}")


class _Reader:
    """Turns the tables of one text into items, gathering problems as it goes."""

    def __init__(self, path: str, text: str, kind: str, party: str, recorded: datetime | None) -> None:
        self.path, self.kind, self.party, self.recorded = path, kind, party, recorded
        self.lines = Lines(text)
        self.problems: list[Problem] = []
        self.broken: set[str] = set()
        self.unsound: set[str] = set()

    def read(self, tables: Mapping[str, Any]) -> Document:
        plain_keys = _PLAIN_KEYS.get(self.kind, _PLAIN_KEYS["negotiation"])
        if self.kind == "party":
            plain_keys = tuple(key for key in keys_of(Party) if key != "party")
        for key in tables:
            if key not in plain_keys and key not in _TABLES[self.kind]:
                self._unknown(key, (*plain_keys, *_TABLES[self.kind]))
        self._check_plain(tables)
        items = list(self._items(tables))
        if self.kind == "party":
            items.insert(0, self._item(Party, self.party, {k: v for k, v in tables.items() if k in plain_keys}))
        sound = tuple(item for item in items if item is not None)
        plain = {key: tables[key] for key in plain_keys if key in tables and key not in self.unsound}
        return Document(self.path, plain, sound, frozenset(self.broken), lines=self.lines)

    def _items(self, tables: Mapping[str, Any]) -> Iterator[Item | None]:
        for name in _TABLES[self.kind]:
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
        where = (model.table, key) if self.lines.has(model.table, key) or model is not Party else ()
        if not isinstance(table, Mapping):
            self._problem(where, "", f"not a table; write [{model.table}.ID] and its fields below")
            return None
        if not key:
            self._problem(where, "", f"an id may not be empty; write [{model.table}.ID]")
            return None
        known = dict(keys_of(model))
        owned = self.kind == "party" and known.pop("party", None) is not None
        for name in table:
            if name not in known:
                self._unknown(name, tuple(known), where)
        values = {known[name]: value for name, value in table.items() if name in known}
        values["line"] = self.lines.header(*where)
        if owned:
            values["party"] = self.party
        if self.recorded and "recorded" in known:
            values.setdefault("recorded", self.recorded)
        item, faults = parse_item(model, key, values)
        for name, message in faults:
            self._problem(where, key_of(name), message)
        return item if len(self.problems) == before else None

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
        near = nearest(field, known)
        hint = f"; did you mean {near[0]}?" if near else f"; known are {', '.join(known)}"
        self._problem(where, field, f"unknown field{hint}")

    def _problem(self, where: tuple[str, ...], field: str, message: str) -> None:
        shown = f"[{'.'.join(where)}]" if where else ""
        separator = " " if shown and field else ""
        line = self.lines.field(where, field)
        self.problems.append(
            Problem(self.path, line, f"{shown}{separator}{field}{':' if field or shown else ''}", message)
        )


@cache
def _adapter(table: str) -> TypeAdapter[Item]:
    from pydantic import TypeAdapter

    return TypeAdapter(MODELS[table])


def parse_item(
    model: type[ItemT], name: str, values: Mapping[str, object]
) -> tuple[ItemT | None, list[tuple[str, str]]]:
    """One item from attribute -> raw value, or None and its faults, each an attribute ("" for the id) and a message.

    An entry that is still to get its id from its content has the name "".
    """
    try:
        named = {**values, "id": parse_id(name) if name else _UNNAMED}
        item = cast(ItemT, _adapter(model.table).validate_python(named))
    except NotationError as error:
        return None, [("", str(error))]
    except OverflowError:  # an instant at the edge of the calendar
        return None, [("recorded", "falls outside the years 1 to 9999 in UTC; write another")]
    except ValueError as error:  # pydantic's ValidationError, which is not imported for its name alone
        faults = {str(each["loc"][0]): explain(each) for each in reversed(cast("ValidationError", error).errors())}
        return None, list(reversed(faults.items()))
    return (item if name else replace(item, id="")), []


_UNNAMED = "unnamed"
_MOST_QUOTED = 80


def explain(detail: ErrorDetails) -> str:
    """One fault that pydantic found, in the words that every other message here uses."""
    kind, given = detail["type"], detail["input"]
    if kind == "missing":
        return "missing; this field is required"
    if kind == "literal_error":
        allowed = re.findall("'([^']+)'", detail["ctx"]["expected"])
        near = nearest(str(given), allowed)
        hint = f"did you mean {near[0]}?" if near else f"write one of {', '.join(allowed)}"
        return f'"{_quoted(given)}" is not known here; {hint}'
    if kind == "value_error":
        shown = f'"{_quoted(given)}": ' if isinstance(given, str) else ""
        message = str(detail["ctx"]["error"])
        return message if shown and str(given) in message else f"{shown}{message}"
    if kind in ("tuple_type", "list_type"):
        return 'not a list; write ["...", "..."]'
    if isinstance(given, date):
        return "a date does not belong here"
    return f"{detail['msg'][:1].lower()}{detail['msg'][1:]}"


def _quoted(given: object) -> str:
    """As much of what was given as a message needs to point at it."""
    text = str(given)
    return text if len(text) <= _MOST_QUOTED else f"{text[:_MOST_QUOTED]}..."
