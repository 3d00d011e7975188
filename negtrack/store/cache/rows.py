"""Items as plain values that msgpack takes, and back; only what differs from a field's default is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, fields
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from typing import Any, NamedTuple, TypeVar, get_args, get_origin, get_type_hints
from zlib import crc32

from negtrack.dates import When, parse_when
from negtrack.frozen import from_trusted
from negtrack.model import DEFINITIONS, ENTRIES, Delegate, Item, Passage, Term

Row = dict[str, Any]
Model = type[Item] | type[Term] | type[Passage]
ModelT = TypeVar("ModelT", Item, Delegate, Term)
CLASSES: Mapping[str, type[Item]] = {model.table: model for model in (*DEFINITIONS, *ENTRIES)}


class _Form(NamedTuple):
    """How a value that msgpack has no word for is kept, and how it is made of that again."""

    pack: Callable[[Any], object]
    unpack: Callable[[Any], object]


def form_of(models: Iterable[Model]) -> int:
    """Return a number that is another one where a field or a default of the `models` is."""
    shown = [(model.table, [field.name for field in fields(model)], _defaults(model)) for model in models]
    return crc32(repr(shown).encode())


def _defaults(model: Model) -> Mapping[str, object]:
    return {field.name: field.default for field in fields(model) if field.default is not MISSING}


class _Plan(NamedTuple):
    """How the items of a class are kept."""

    defaults: Mapping[str, object]
    forms: Mapping[str, _Form]


def pack_items(items: Iterable[Item]) -> list[tuple[str, Row]]:
    """Return the items as rows, each with its table."""
    return [(item.table, _pack(item)) for item in items]


def unpack_items(rows: Iterable[tuple[str, Row]]) -> list[Item]:
    """Return the items that `pack_items` made `rows` of. Raises `KeyError`, `TypeError` or `ValueError` for others."""
    return [_unpack(CLASSES[table], row) for table, row in rows]


def _pack(item: Item | Term) -> Row:
    defaults, forms = _plan(item.table)
    row = {name: value for name, value in vars(item).items() if name not in defaults or value != defaults[name]}
    for name in row.keys() & forms:
        row[name] = forms[name].pack(row[name])
    return row


def _unpack(model: type[ModelT], row: Row) -> ModelT:
    forms = _plan(model.table).forms
    for name in row.keys() & forms:
        row[name] = forms[name].unpack(row[name])
    return from_trusted(model, row)


def _pack_term(term: Term) -> list[object]:
    """Return issue and value, and the other fields if there are any."""
    row = _pack(term)
    return [row.pop("issue"), row.pop("value"), *([row] if row else [])]


def _unpack_term(raw: list[Any]) -> Term:
    issue, value, *rest = raw
    return _unpack(Term, {"issue": issue, "value": value, **rest[0]}) if rest else Term(issue, value)


def _pack_locator(locator: str | Passage) -> object:
    return vars(locator) if isinstance(locator, Passage) else locator


def _unpack_locator(raw: str | Row) -> str | Passage:
    return raw if isinstance(raw, str) else Passage(**raw)


@cache
def _plan(table: str) -> _Plan:
    model: Model = Term if table == Term.table else CLASSES[table]
    forms = {name: form for name, hint in get_type_hints(model).items() if (form := _form(hint))}
    return _Plan(_defaults(model), forms)


def _form(hint: Any) -> _Form | None:
    """Return the form of a field of the type `hint`, None where msgpack keeps it as it is."""
    if get_origin(hint) is tuple:
        inner = _form(get_args(hint)[0])
        return _tuple_of(inner) if inner else _Form(list, tuple)
    return next((form for kind, form in _FORMS.items() if kind in {hint, *get_args(hint)}), None)


def _tuple_of(form: _Form) -> _Form:
    return _Form(
        lambda values: [form.pack(value) for value in values], lambda raw: tuple(form.unpack(value) for value in raw)
    )


_when = lru_cache(maxsize=1 << 14)(parse_when)


def _pack_when(when: When) -> str | list[object]:
    """Return the text of a date; of one that hangs on an event also that event and the day."""
    return [when.text, when.base, when.first.toordinal() if when.first else 0] if when.base else when.text


def _unpack_when(raw: str | list[Any]) -> When:
    if isinstance(raw, str):
        return _when(raw)
    text, base, number = raw
    day = date.fromordinal(number) if number else None
    return When(text, day, day, base=base)


@lru_cache(maxsize=1 << 12)
def _instant(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


_FORMS: Mapping[type, _Form] = {
    When: _Form(_pack_when, _unpack_when),
    datetime: _Form(lambda instant: int(instant.timestamp()), _instant),
    date: _Form(date.toordinal, date.fromordinal),
    Term: _Form(_pack_term, _unpack_term),
    Passage: _Form(_pack_locator, _unpack_locator),
    Delegate: _Form(_pack, lambda row: _unpack(Delegate, row)),
}
