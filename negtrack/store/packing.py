"""Items as short texts and back, for the index: what a linked item holds beside its defaults, in JSON.

Only texts that this module wrote are read by it; whoever keeps them makes sure of that.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from typing import Any, get_args, get_origin, get_type_hints

from negtrack.dates import When, parse_when
from negtrack.frozen import filled
from negtrack.model import DEFINITIONS, ENTRIES, Delegate, Item, Term, names_of

_CLASSES: Mapping[str, type[Item]] = {model.table: model for model in (*DEFINITIONS, *ENTRIES)}
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def packed(item: Item) -> str:
    """`item` as a text."""
    values = vars(item).items()
    return _encode({name: value if type(value) is str else _plain(value) for name, value in values if value})


def unpacked(table: str, text: str) -> Item:
    """The item that `packed` made `text` of."""
    raw = json.loads(text)
    for name, restore in _restorers(table):
        if name in raw:
            raw[name] = restore(raw[name])
    return filled(_CLASSES[table], raw)


def _plain(value: Any) -> object:
    kind = type(value)
    if kind in (str, int):
        return value
    if kind is When:
        return value.text
    if kind is datetime:
        return int(value.timestamp())
    if kind is date:
        return value.toordinal()
    if kind is tuple:
        return [_plain(each) for each in value]
    if kind is Term:
        return [value.issue, value.value]
    return packed(value) if kind is Delegate else dict(value)


@cache
def _restorers(table: str) -> tuple[tuple[str, Callable[[Any], object]], ...]:
    """The fields whose plain form is not what the item holds, and how they are made."""
    model = _CLASSES[table]
    hints = get_type_hints(model)
    found = ((name, _restorer(hints[name])) for name in names_of(model))
    return tuple((name, restore) for name, restore in found if restore)


def _restorer(hint: Any) -> Callable[[Any], object] | None:
    """How a field of the type `hint` is made of its plain form."""
    kinds = {hint, *get_args(hint)}
    if get_origin(hint) is tuple:
        inner = _restorer(get_args(hint)[0])
        return (lambda raw: tuple(map(inner, raw))) if inner else tuple
    if Delegate in kinds:
        return lambda raw: unpacked(Delegate.table, raw)
    if Term in kinds:
        return lambda raw: Term(*raw)
    return next((restore for kind, restore in _RESTORED.items() if kind in kinds), None)


_when = lru_cache(maxsize=1 << 14)(parse_when)


@lru_cache(maxsize=1 << 12)
def _instant(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


_RESTORED: Mapping[type, Callable[[Any], object]] = {When: _when, datetime: _instant, date: date.fromordinal}
