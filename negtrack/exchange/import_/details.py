"""Details of the definitions that an import creates: what columns such as `issue.title` or `source.URL` say of them."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import field

from negtrack.errors import NotationError, UsageError
from negtrack.exchange.import_.fields import parse_cell
from negtrack.ids import fold
from negtrack.model import Definition, Issue, Item, Party, Position, Record, Source, docs_of, key_of, keys_of, to_plain
from negtrack.store.parse_item import parse_item
from negtrack.values.kinds.choice import CHOICE

DESCRIBED: Mapping[str, type[Definition]] = {model.table: model for model in (Issue, Party, Source)}
"""What the part of a column before its point names."""
_OF_IDS = ("ladder", "options", "steps", "linked")
"""Lists of ids, whose elements commas may separate."""


def split_detail(name: str) -> tuple[str, str]:
    """Return the table and the key of `TABLE.KEY`; "" for both where it is no detail."""
    if "." not in name:  # as nearly all columns
        return "", ""
    table, _, key = name.partition(".")
    is_known = table in DESCRIBED and key in docs_of(DESCRIBED[table])
    return (table, key) if is_known else ("", "")


def named_by(item: Item, table: str) -> Iterable[str]:
    """Return the ids of a table that a row names, of which its details are."""
    if table == Issue.table:
        return [item.issue] if isinstance(item, Position) else []
    if table == Party.table:
        return [item.party] if isinstance(item, Record) else []
    return item.sources if isinstance(item, Record) and len(item.sources) == 1 else []


@dataclasses.dataclass
class Details:
    """What the rows say of definitions: table and id -> key -> raw value."""

    found: dict[tuple[str, str], dict[str, object]] = field(default_factory=dict)
    kept: dict[tuple[str, str, str], tuple[str, str]] = field(default_factory=dict)
    """What rows say otherwise of definitions that were there: table, id and key -> the text there and that of the
    row."""
    _compared: set[tuple[str, str, str, str]] = field(default_factory=set)

    def compare(self, table: str, id: str, known: Definition | None, key: str, cell: object) -> None:
        """Remember what a row says of a definition if it says otherwise; `known` is the one that was there, None where
        the rows define it. Raises `NotationError`."""
        said = (table, id, key, str(cell))
        if said in self._compared:
            return
        self._compared.add(said)
        raw = _raw(table, key, cell)
        there = to_plain(getattr(known, keys_of(DESCRIBED[table])[key])) if known else ""
        if _text(raw) != _text(there):
            self.kept.setdefault((table, id, key), (_text(there), _text(raw)))

    def add(self, table: str, id: str, key: str, cell: object) -> None:
        """Add what a row says. Raises `NotationError` where another row says otherwise."""
        raw = _raw(table, key, cell)
        first = self.found.setdefault((table, id), {}).setdefault(key, raw)
        if first != raw:
            raise NotationError(f"{table} {id} has another {key} in an earlier row; write one of them")

    def kind_of(self, issue: str) -> str:
        """Return the kind that the rows give an issue, a choice where they list its options; "" for none."""
        given = self.found.get((Issue.table, issue), {})
        return str(given.get("kind", CHOICE.name if {"ladder", "options"} & given.keys() else ""))

    def complete(self, item: Definition) -> Definition:
        """Return a definition with what the rows say of it. Raises `UsageError` for an invalid field."""
        given = self.found.get((item.table, item.id))
        if not given:
            return item
        keys = keys_of(type(item))
        own = {name: getattr(item, name) for name in keys.values()}
        if "ladder" in given:
            own["options"] = ()
        values = {name: value for name, value in own.items() if value not in ("", (), None, {})}
        completed, errors = parse_item(type(item), item.id, values | {keys[key]: raw for key, raw in given.items()})
        if completed is None:
            name, message = errors[0]
            raise UsageError(f"{item.table}.{key_of(name)} of {item.id}: {message}")
        return completed


def _raw(table: str, key: str, cell: object) -> object:
    """Return a cell as the raw value of a field of a definition. Raises `NotationError`."""
    raw = parse_cell(DESCRIBED[table], key, cell)
    if key in _OF_IDS and isinstance(raw, list):
        raw = [fold(part) for text in raw for part in text.split(",")]
    words = docs_of(DESCRIBED[table])[key].words
    if words and raw not in words:
        raise NotationError(f"write one of {', '.join(words)}")
    return raw


def _text(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
