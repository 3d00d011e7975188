"""Items as short texts and back, for the index: the fields of a linked item in their order, in JSON.

Only texts that this module wrote are read by it, and only as long as the classes have the fields that they had; whoever
keeps them makes sure of that.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from operator import itemgetter
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints

from negtrack.dates import When, parse_when
from negtrack.frozen import from_values
from negtrack.model import DEFINITIONS, ENTRIES, Delegate, Item, Term, names_of

_CLASSES: Mapping[str, type[Item]] = {model.table: model for model in (*DEFINITIONS, *ENTRIES)}
_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode
_decode = json.JSONDecoder().raw_decode


def packed(item: Item) -> str:
    """`item` as a text."""
    plan = _plan(item.table)
    values = list(plan.values(vars(item)))
    for place, plain in plan.plain:
        if values[place]:
            values[place] = plain(values[place])
    return _encode(values)


def unpacked(table: str, text: str) -> Item:
    """The item that `packed` made `text` of."""
    plan = _plan(table)
    values, _ = _decode(text)
    for place, restored in plan.lists:
        values[place] = restored(values[place]) if values[place] else ()
    for place, restored in plan.restored:
        if values[place] is not None:
            values[place] = restored(values[place])
    return from_values(_CLASSES[table], values)


class _Form(NamedTuple):
    """How something is kept in JSON that JSON has no word for (None: as the encoder does it by itself), and how it is
    made of that again."""

    plain: Callable[[Any], object] | None
    restored: Callable[[Any], object]


class _Plan(NamedTuple):
    """How the items of a class are kept."""

    values: Callable[[Mapping[str, object]], Iterable[Any]]
    """Gives what an item holds, in the order of its fields."""
    plain: list[tuple[int, Callable[[Any], object]]]
    """The places of what the encoder does not take as it is, each with what makes it so."""
    lists: list[tuple[int, Callable[[Any], object]]]
    """The places of lists, which items hold as tuples, each with what makes it so again."""
    restored: list[tuple[int, Callable[[Any], object]]]
    """The places of all else that the decoder does not give as it was, each with what makes it so again."""


@cache
def _plan(table: str) -> _Plan:
    model = _CLASSES[table]
    hints = get_type_hints(model)
    names = names_of(model)
    forms = [(place, form) for place, name in enumerate(names) if (form := _form(hints[name]))]
    plain = [(place, form.plain) for place, form in forms if form.plain]
    tuples = {place for place, name in enumerate(names) if get_origin(hints[name]) is tuple}
    lists = [(place, form.restored) for place, form in forms if place in tuples]
    others = [(place, form.restored) for place, form in forms if place not in tuples]
    return _Plan(itemgetter(*names), plain, lists, others)


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
