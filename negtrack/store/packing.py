"""Items as short texts and back, for the index: what a linked item holds beside its defaults, in JSON.

Only texts that this module wrote are read by it; whoever keeps them makes sure of that.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints

from negtrack.dates import When, parse_when
from negtrack.frozen import filled
from negtrack.model import DEFINITIONS, ENTRIES, Delegate, Item, Term, names_of

_CLASSES: Mapping[str, type[Item]] = {model.table: model for model in (*DEFINITIONS, *ENTRIES)}
_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode
_decode = json.JSONDecoder().raw_decode


def packed(item: Item) -> str:
    """`item` as a text."""
    values = {name: value for name, value in vars(item).items() if value}
    for name, plain in _plains(item.table):
        if name in values:
            values[name] = plain(values[name])
    return _encode(values)


def unpacked(table: str, text: str) -> Item:
    """The item that `packed` made `text` of."""
    raw, _ = _decode(text)
    for name, form in _forms(table):
        if name in raw:
            raw[name] = form.restored(raw[name])
    return filled(_CLASSES[table], raw)


class _Form(NamedTuple):
    """How something is kept in JSON that JSON has no word for (None: as the encoder does it by itself), and how it is
    made of that again."""

    plain: Callable[[Any], object] | None
    restored: Callable[[Any], object]


@cache
def _forms(table: str) -> tuple[tuple[str, _Form], ...]:
    """The fields that hold such a thing."""
    model = _CLASSES[table]
    hints = get_type_hints(model)
    found = ((name, _form(hints[name])) for name in names_of(model))
    return tuple((name, form) for name, form in found if form)


@cache
def _plains(table: str) -> tuple[tuple[str, Callable[[Any], object]], ...]:
    """The fields that the encoder cannot take as they are, and what makes them so."""
    return tuple((name, form.plain) for name, form in _forms(table) if form.plain)


def _form(hint: Any) -> _Form | None:
    """The form of a field of the type `hint`."""
    kinds = {hint, *get_args(hint)}
    if get_origin(hint) is tuple:
        inner = _form(get_args(hint)[0])
        return _each(inner) if inner else _Form(None, tuple)
    return next((form for kind, form in _FORMS.items() if kind in kinds), None)


def _each(form: _Form) -> _Form:
    """The form of a tuple of what has `form`."""
    plain = form.plain
    return _Form(plain and (lambda values: list(map(plain, values))), lambda raw: tuple(map(form.restored, raw)))


_when = lru_cache(maxsize=1 << 14)(parse_when)


@lru_cache(maxsize=1 << 12)
def _instant(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


_FORMS: Mapping[type, _Form] = {
    When: _Form(lambda when: when.text, _when),
    datetime: _Form(lambda instant: int(instant.timestamp()), _instant),
    date: _Form(date.toordinal, date.fromordinal),
    Term: _Form(lambda term: [term.issue, term.value], lambda raw: Term(*raw)),
    Delegate: _Form(packed, lambda raw: unpacked(Delegate.table, raw)),
}
