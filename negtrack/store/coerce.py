"""Conversion of valid tables into items without pydantic, whose import takes ten times as long as reading a small file.

It accepts only what pydantic accepts, by the same annotations and the same checks of fields, and builds the same item.
It rejects everything else without a reason. A test compares the two.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from types import NoneType
from typing import Any, Literal, TypeVar, get_args, get_origin

from negtrack.dates import When, parse_when
from negtrack.errors import NotationError
from negtrack.frozen import MISSING, fields, from_trusted
from negtrack.ids import parse_id
from negtrack.model import Checked
from negtrack.model.fields import parse_grade, parse_side

Coerce = Callable[[Any], Any]
ModelT = TypeVar("ModelT")


class _UncertainError(ValueError):
    """A value that is not certainly valid."""


_REFUSALS = (_UncertainError, NotationError, KeyError, TypeError, OverflowError)
"""What a coercion raises: a `KeyError` for an unknown field or word, a `TypeError` for a list in its place."""


def coerce_item(model: type[ModelT], values: Mapping[str, object]) -> ModelT | None:
    """Return the item with the fields `values`; None where one of them is not certainly valid."""
    if model not in _PLANS:
        _PLANS[model] = _plan(model)
    coercions, required = _PLANS[model]
    if not required <= values.keys():
        return None
    try:
        return from_trusted(model, {name: coercions[name](value) for name, value in values.items()})
    except _REFUSALS:
        return None


def coerce_columns(model: type[ModelT], columns: Mapping[str, Iterable[object]]) -> Sequence[ModelT]:
    """Return the items whose fields are `columns`, each with a value of every item; none where one of them is not
    certainly valid. A field of all at a time takes half as long as all fields of an item."""
    if model not in _PLANS:
        _PLANS[model] = _plan(model)
    coercions, required = _PLANS[model]
    if not required <= columns.keys():
        return ()
    try:
        rows = zip(*[list(map(coercions[name], column)) for name, column in columns.items()], strict=True)
        return [from_trusted(model, dict(zip(columns, row))) for row in rows]  # noqa: B905  # as many by their making
    except _REFUSALS:
        return ()


_PLANS: dict[type, tuple[Mapping[str, Coerce], frozenset[str]]] = {}


def _plan(model: type) -> tuple[Mapping[str, Coerce], frozenset[str]]:
    """Return the coercion of each field, and the names of the required ones."""
    required = (field.name for field in fields(model) if field.default is MISSING and field.default_factory is MISSING)
    return {field.name: _coercion_of(field.type) for field in fields(model)}, frozenset(required)


def _coercion_of(hint: Any) -> Coerce:
    """Return the coercion of a field of the type `hint`."""
    checked = [check for check in getattr(hint, "__metadata__", ()) if isinstance(check, Checked)]
    if checked:
        parse = checked[0].parse
        return _when if parse is parse_when else lru_cache(1 << 16, typed=True)(parse) if parse in _SHARED else parse
    origin, parts = get_origin(hint), [word for word in get_args(hint) if word is not NoneType]
    if origin is Literal:
        return {word: word for word in parts}.__getitem__
    if origin is tuple:
        return _tuple_of(_coercion_of(parts[0]))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _mapping_of(_coercion_of(parts[0]), _coercion_of(parts[1]))
    return _coercion_of(parts[0]) if parts else _exactly(hint)


def _when(raw: object) -> When:
    return _known_when(raw) if type(raw) in (str, date) else parse_when(raw)  # type: ignore[arg-type]


_known_when = lru_cache(maxsize=1 << 14)(parse_when)
"""Only for days and texts: two instants are equal whatever their offsets, and a statement keeps its own."""


_SHARED = (parse_id, parse_side, parse_grade)
"""Fields whose few values many records share: each is parsed once, and all have the same object."""


def _tuple_of(inner: Coerce) -> Coerce:
    def coerce(raw: object) -> object:
        if type(raw) not in (list, tuple):
            raise _UncertainError
        return tuple(map(inner, raw))  # type: ignore[call-overload]

    return coerce


def _mapping_of(key: Coerce, value: Coerce) -> Coerce:
    def coerce(raw: object) -> object:
        if type(raw) is not dict:
            raise _UncertainError
        return {key(name): value(part) for name, part in raw.items()}

    return coerce


def _exactly(kind: type) -> Coerce:
    def coerce(raw: object) -> object:
        if type(raw) is not kind:
            raise _UncertainError
        return raw

    return coerce
