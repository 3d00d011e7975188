"""Sound tables into items without pydantic, which takes ten times as long to be imported as to read a small file.

It takes only what pydantic would take, by the same annotations and the same checks of fields, and gives the same item;
of everything else it knows nothing, not even what is wrong. A test holds the two against each other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from datetime import date
from functools import lru_cache
from types import NoneType
from typing import Any, Literal, TypeVar, get_args, get_origin

from negtrack.dates import When, parse_when
from negtrack.errors import NotationError
from negtrack.frozen import from_trusted
from negtrack.model import Checked, Item

Take = Callable[[Any], Any]
ItemT = TypeVar("ItemT", bound=Item)


class _UncertainError(ValueError):
    """A value that is not plainly right."""


def coerce_item(model: type[ItemT], values: Mapping[str, object]) -> ItemT | None:
    """The item with the fields `values`; None where one of them is not plainly right."""
    if model not in _PLANS:
        _PLANS[model] = _plan(model)
    takes, required = _PLANS[model]
    if not required <= values.keys():
        return None
    try:
        return from_trusted(model, {name: takes[name](value) for name, value in values.items()})
    except (_UncertainError, NotationError, KeyError, OverflowError):  # a KeyError: an unknown field
        return None


_PLANS: dict[type[Item], tuple[Mapping[str, Take], frozenset[str]]] = {}


def _plan(model: type[Item]) -> tuple[Mapping[str, Take], frozenset[str]]:
    """How each field is taken, and the fields that must be there."""
    required = (field.name for field in fields(model) if field.default is MISSING and field.default_factory is MISSING)
    return {field.name: _take(field.type) for field in fields(model)}, frozenset(required)


def _take(hint: Any) -> Take:
    """How a field of the type `hint` is taken."""
    checked = [each for each in getattr(hint, "__metadata__", ()) if isinstance(each, Checked)]
    if checked:
        return _when if checked[0].parse is parse_when else checked[0].parse
    origin, parts = get_origin(hint), [word for word in get_args(hint) if word is not NoneType]
    if origin is Literal:
        return _one_of(frozenset(parts))
    if origin is tuple:
        return _each(_take(parts[0]))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _mapping(_take(parts[0]), _take(parts[1]))
    return _take(parts[0]) if parts else _exactly(hint)


def _when(raw: object) -> When:
    return _known_when(raw) if type(raw) in (str, date) else parse_when(raw)  # type: ignore[arg-type]


_known_when = lru_cache(maxsize=1 << 14)(parse_when)
"""Only for days and texts: two instants are equal whatever their offsets, and a statement keeps its own."""


def _one_of(words: frozenset[str]) -> Take:
    def take(raw: object) -> object:
        if type(raw) is not str or raw not in words:
            raise _UncertainError
        return raw

    return take


def _each(inner: Take) -> Take:
    def take(raw: object) -> object:
        if type(raw) not in (list, tuple):
            raise _UncertainError
        return tuple(map(inner, raw))  # type: ignore[call-overload]

    return take


def _mapping(key: Take, value: Take) -> Take:
    def take(raw: object) -> object:
        if type(raw) is not dict:
            raise _UncertainError
        return {key(name): value(each) for name, each in raw.items()}

    return take


def _exactly(kind: type) -> Take:
    def take(raw: object) -> object:
        if type(raw) is not kind:
            raise _UncertainError
        return raw

    return take
