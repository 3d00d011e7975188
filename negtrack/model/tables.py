"""Items as tables of their files, and the digests from which their ids are built."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from operator import attrgetter
from types import MappingProxyType, NoneType
from typing import Annotated, Any, Literal, get_args, get_origin

from negtrack.dates import When, to_toml
from negtrack.field_docs import FieldDoc, FieldType, key_of
from negtrack.frozen import Field, fields
from negtrack.ids import content_hash
from negtrack.model.definitions import Definition, Item
from negtrack.model.entries import Entry, Record
from negtrack.model.fields import SAID
from negtrack.model.locators import Passage
from negtrack.model.terms import Term
from negtrack.model.words import Words

Model = type[Item] | type[Term]
_KEYS_OF: dict[Model, Mapping[str, str]] = {}


def keys_of(model: Model) -> Mapping[str, str]:
    """Return key in the file -> attribute, in file order: the fields of the class, provenance, `recorded` last."""
    if model not in _KEYS_OF:
        _KEYS_OF[model] = MappingProxyType({key_of(name): name for name in _order_fields(model)})
    return _KEYS_OF[model]


_SHARED = (Item, Definition, Entry, Record)
"""The classes whose fields stand after those of the classes that they are the bases of."""


def _order_fields(model: Model) -> list[str]:
    names = [field.name for field in fields(model) if field.name not in model.derived]
    inherited = {field.name for base in model.__mro__[1:-1] if base in _SHARED for field in fields(base)}
    return sorted(names, key=lambda name: (name != "party", name == "recorded", name in inherited))


_DOCS_OF: dict[Model, Mapping[str, FieldDoc]] = {}


def docs_of(model: Model) -> Mapping[str, FieldDoc]:
    """Return the documentation of the fields of a class by key, in the order of `keys_of`."""
    if model not in _DOCS_OF:
        declared = {field.name: field for field in fields(model)}
        docs = (_doc(key, name, declared[name]) for key, name in keys_of(model).items())
        _DOCS_OF[model] = MappingProxyType({doc.key: doc for doc in docs})
    return _DOCS_OF[model]


def _doc(key: str, name: str, declared: Field[Any]) -> FieldDoc:
    kind, words = _type_of(declared.type)
    default = declared.default if isinstance(declared.default, str) else ""
    return FieldDoc(key, name, declared.metadata["doc"], kind, words, default)


def _type_of(hint: Any) -> tuple[FieldType, Mapping[str, str]]:
    """Return the type of a field from its `hint`, and its closed words."""
    origin, parts = get_origin(hint), [part for part in get_args(hint) if part is not NoneType]
    if origin is tuple:
        return "list", {}
    if origin is Mapping:
        return "mapping", {}
    if origin is Literal:
        return "text", dict.fromkeys(parts, "")
    if origin is Annotated:
        kind, words = _type_of(parts[0])
        return kind, next((part.meanings for part in parts[1:] if isinstance(part, Words)), words)
    if parts:
        return _type_of(parts[0])
    return _TYPES.get(hint, "text"), {}


_TYPES: Mapping[type, FieldType] = {When: "date", datetime: "instant", bool: "switch", int: "number"}


_GETTERS: dict[Model, tuple[Sequence[str], Callable[[Any], tuple[object, ...]]]] = {}


def _getter_of(model: Model) -> tuple[Sequence[str], Callable[[Any], tuple[object, ...]]]:
    """Return the keys of `keys_of`, and what gets their values at once from an item."""
    if model not in _GETTERS:
        names = keys_of(model)
        _GETTERS[model] = tuple(names), attrgetter(*names.values())
    return _GETTERS[model]


def to_table(item: Item | Term) -> dict[str, Any]:
    """Return the table of `item`, key -> TOML value, without its party, which is the name of the file; terms with more
    than a value as tables below `term`."""
    table: dict[str, Any] = {}
    keys, get = _getter_of(type(item))
    for key, value in zip(keys, get(item), strict=True):
        if not value and type(value) is not int:  # a vote of 0 is one
            continue
        if key != "party" and (key != "modality" or value != SAID or isinstance(item, Term)):
            table[key] = value if type(value) is str else _toml_value(value)
    if isinstance(item, Item) and item.has_terms:
        _split_terms(table, item.terms)  # type: ignore[attr-defined]  # all classes with `has_terms` have them
    for key in ("to", "follows"):
        if key in table and len(table[key]) == 1:
            table[key] = table[key][0]
    return table


def _split_terms(table: dict[str, Any], terms: Sequence[Term]) -> None:
    """Write the terms with more than a value as tables, and leave the others in the list."""
    if whole := {term.issue: to_table(term) for term in terms if term.own_fields}:
        table["terms"] = [str(term) for term in terms if not term.own_fields]
        if not table["terms"]:
            del table["terms"]
        table["term"] = whole


def _toml_value(value: object) -> object:
    if isinstance(value, When):
        return to_toml(value)
    if isinstance(value, tuple):
        return [str(element) for element in value]
    if isinstance(value, Passage):
        return value.fields
    return dict(value) if isinstance(value, Mapping) else value


def references(entry: Entry) -> Sequence[tuple[str, str]]:
    """Return the names of the entries that an entry names, each with the key that names it."""
    fields, get = _referring_fields(type(entry))
    if not any(get(entry)):  # nearly all
        return ()
    named = [(key, getattr(entry, attribute)) for key, attribute in fields]
    return [(key, name) for key, value in named for name in ([value] if isinstance(value, str) else value) if name]


_REFERRING: dict[type[Entry], tuple[Sequence[tuple[str, str]], Callable[[Entry], Iterable[object]]]] = {}


def _referring_fields(model: type[Entry]) -> tuple[Sequence[tuple[str, str]], Callable[[Entry], Iterable[object]]]:
    """Return the keys and attributes that name entries, and what gets their values at once from an entry."""
    if model not in _REFERRING:
        docs = [doc for doc in docs_of(model).values() if doc.doc.names in ("RECORD", "PROPOSAL", "AGREEMENT")]
        _REFERRING[model] = [(doc.key, doc.attribute) for doc in docs], attrgetter(*[doc.attribute for doc in docs])
    return _REFERRING[model]


def to_plain(value: object) -> object:
    """Return the value of a field in JSON types: dates, instants and passages as texts, "" for None."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return list(map(str, value))
    if isinstance(value, When):
        return value.text
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Passage):
        return value.text
    return dict(value) if isinstance(value, Mapping) else value


def digest(entry: Entry, known: Mapping[str, Any] | None = None) -> str:
    """Return the hash of an entry's content and party, without the instant at which it was recorded; `known` is its
    table, where there is one. A passage counts by its `place`, if it has one, so that a record keeps its id when the
    passage is added to that."""
    table = to_table(entry) if known is None else dict(known)
    table.pop("recorded", None)
    if isinstance(table.get("to"), str):
        table["proposal"] = table.pop("to")  # its former name, with which ids were made
    return content_hash({**_words(table), "table": entry.table, "party": entry.party})


def _words(table: Mapping[str, Any]) -> dict[str, object]:
    return {key: _word(_place_of(value) if key == Passage.table else value) for key, value in table.items()}


def _place_of(locator: object) -> object:
    return locator.get("place", locator) if isinstance(locator, dict) else locator


def _word(value: object) -> object:
    if type(value) in (str, list):
        return value
    return _words(value) if isinstance(value, dict) else str(value)


@lru_cache(maxsize=1)
def term_keys() -> Mapping[str, str]:
    """Return the columns of what terms say besides their values, each with the field: `term-qualifier`."""
    return {f"{Term.table}-{key}": name for key, name in keys_of(Term).items() if name != "value"}


def term_cells(terms: Sequence[Term]) -> dict[str, dict[str, object]]:
    """Return column -> issue -> text or list of texts, for what terms say besides their values."""
    return {
        column: {term.issue: to_plain(value) for term in terms if (value := getattr(term, name))}
        for column, name in term_keys().items()
    }
