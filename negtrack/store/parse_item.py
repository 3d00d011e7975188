"""One table to an item: its fields are validated by the class of the item, each error in words."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar, cast

from negtrack.errors import NotationError, nearest
from negtrack.model import Item, Party
from negtrack.model.fields import parse_own_id
from negtrack.store.coerce import coerce_item

if TYPE_CHECKING:
    from pydantic import TypeAdapter, ValidationError
    from pydantic_core import ErrorDetails

ItemT = TypeVar("ItemT", bound=Item)
ModelT = TypeVar("ModelT")
Errors = list[tuple[str, str]]
"""Errors of a table: attribute, "" for the id, and message."""


_ADAPTERS: dict[type, TypeAdapter[Any]] = {}


def _adapter(model: type) -> TypeAdapter[Any]:
    from pydantic import TypeAdapter

    if model not in _ADAPTERS:
        _ADAPTERS[model] = TypeAdapter(model)
    return _ADAPTERS[model]


def parse_item(model: type[ItemT], name: str, values: dict[str, object]) -> tuple[ItemT | None, Errors]:
    """Return one item from attribute -> raw value, or None and its errors, each an attribute ("" for the id) and a
    message.

    An entry that still gets its id from its content has the name "".
    """
    try:
        item, errors = parse_fields(model, values | {"id": parse_own_id(name)})
    except NotationError as error:
        return None, [("", str(error))]
    if model is Party and not (values.get("role") or values.get("member_of")):
        return None, [*errors, ("role", NO_ROLE)]
    return item, errors


def parse_fields(model: type[ModelT], values: dict[str, object]) -> tuple[ModelT | None, Errors]:
    """Return an item or a term from attribute -> raw value, or None and its errors."""
    if item := coerce_item(model, values):
        return item, []
    try:
        item = cast(ModelT, _adapter(model).validate_python(values))
    except OverflowError:  # an instant at the edge of the calendar
        return None, [("recorded", "falls outside the years 1 to 9999 in UTC; write another")]
    except ValueError as error:  # pydantic's ValidationError, which is not imported for its name alone
        errors = {str(error["loc"][0]): explain(error) for error in reversed(cast("ValidationError", error).errors())}
        return None, list(reversed(errors.items()))
    return item, []


_MAX_QUOTED = 80
REQUIRED = "missing; this field is required"
NO_ROLE = "missing; write its role, or name in member_of the party that it is part of"


def explain(detail: ErrorDetails) -> str:
    """Return the message for one error that pydantic found."""
    kind, given = detail["type"], detail["input"]
    if kind == "missing":
        return REQUIRED
    if kind == "literal_error":
        allowed = re.findall("'([^']+)'", detail["ctx"]["expected"])
        near = nearest(str(given), allowed)
        hint = f"did you mean {near[0]}?" if near else f"write one of {', '.join(allowed)}"
        if isinstance(given, list):
            return f"only one word may stand here, not a list; write one of {', '.join(allowed)}"
        return f'"{_quote(given)}" is not known here; {hint}'
    if kind == "value_error":
        shown = f'"{_quote(given)}": ' if isinstance(given, str) else ""
        message = str(detail["ctx"]["error"])
        return message if shown and str(given) in message else f"{shown}{message}"
    if kind in ("tuple_type", "list_type"):
        return 'not a list; write ["...", "..."]'
    if isinstance(given, date):
        return "a date does not belong here"
    return f"{detail['msg'][:1].lower()}{detail['msg'][1:]}"


def _quote(given: object) -> str:
    """Return a given value as messages quote it, cut short where it is long."""
    text = str(given)
    return text if len(text) <= _MAX_QUOTED else f"{text[:_MAX_QUOTED]}..."
