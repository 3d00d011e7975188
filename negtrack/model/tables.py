"""Items as the tables of their files, and what their ids are made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from types import MappingProxyType
from typing import Any

from negtrack.dates import When, to_toml
from negtrack.ids import content_hash
from negtrack.model.definitions import Item
from negtrack.model.records import Entry, Record

_KEYS = {"class_": "class", "container_title": "container-title"}


def key_of(attribute: str) -> str:
    """The key by which files and flags know `attribute`."""
    return _KEYS.get(attribute, attribute)


_KEYS_OF: dict[type[Item], Mapping[str, str]] = {}


def keys_of(model: type[Item]) -> Mapping[str, str]:
    """Key in the file -> attribute, in the order of writing: what the class says first, provenance, `recorded` last."""
    if model not in _KEYS_OF:
        _KEYS_OF[model] = MappingProxyType({key_of(name): name for name in _order_fields(model)})
    return _KEYS_OF[model]


def _order_fields(model: type[Item]) -> list[str]:
    names = [each.name for each in fields(model) if each.name not in model.derived]
    inherited = {each.name for base in model.__mro__[1:-1] if base in (Item, Entry, Record) for each in fields(base)}
    return sorted(names, key=lambda name: (name != "party", name == "recorded", name in inherited))


def to_table(item: Item) -> dict[str, Any]:
    """What stands in the file for `item`: key -> TOML value; without its party, which the file is named by."""
    table: dict[str, Any] = {}
    for key, name in keys_of(type(item)).items():
        value = getattr(item, name)
        if value and key != "party":
            table[key] = value if type(value) is str else _toml_value(value)
    return table


def _toml_value(value: object) -> object:
    if isinstance(value, When):
        return to_toml(value)
    if isinstance(value, tuple):
        return [str(each) for each in value]
    return dict(value) if isinstance(value, Mapping) else value


def digest(entry: Entry) -> str:
    """The hash of everything that an entry says and of whom; not of when it was recorded."""
    table = {key: value for key, value in to_table(entry).items() if key != "recorded"}
    words = {key: value if isinstance(value, list) else str(value) for key, value in table.items()}
    return content_hash({**words, "table": entry.table, "party": entry.party})
