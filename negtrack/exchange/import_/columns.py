"""Which column is which field: by the field's name in any spelling, or as the user says."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from functools import cache

from negtrack.errors import UnknownIdError, UsageError
from negtrack.exchange.rows import columns as known_fields
from negtrack.frozen import dataclass
from negtrack.ids import fold
from negtrack.model import docs_of
from negtrack.store.file_kinds import MODELS

_ONE_OF_SEVERAL = {"limit": "limits"}
"""Spellings of fields, beside their names and those of their options."""


@dataclass(frozen=True)
class Columns:
    """Column -> field, for the columns that are used; `mapped` is what the user said, field -> column."""

    fields: Mapping[str, str]
    unused: Sequence[str]


def find_field(text: str) -> str:
    """The field that `text` names, in any case, with blanks, hyphens or underscores; "" for none."""
    return _spellings().get(fold(text.replace("_", "-")), "")


@cache
def _spellings() -> Mapping[str, str]:
    spelled = {fold(name.replace("_", "-")): name for name in known_fields()}
    docs = (doc for model in MODELS.values() for doc in docs_of(model).values())
    options = {fold(flag.removeprefix("--")): doc.key for doc in docs for flag in doc.flags}
    return {**_ONE_OF_SEVERAL, **options, **spelled}


def known_field(text: str) -> str:
    """Like `field_named`; raises `UnknownIdError` where there is none."""
    found = find_field(text)
    if not found:
        raise UnknownIdError("field", text, known_fields())
    return found


def find_columns(names: Sequence[str], mapped: Mapping[str, str], known: Container[str]) -> Columns:
    """The fields of the columns `names`, of those `known`; `mapped` (field -> column) goes before names that are alike.

    Raises `UsageError` where a column is mapped twice or does not exist, or where two columns are one field.
    """
    fields = dict(map_columns({field: _existing(column, names) for field, column in mapped.items()}).fields)
    for name in names:
        field = find_field(name)
        if field in known and name not in fields and field not in mapped:
            _refuse_second(field, name, fields)
            fields[name] = field
    return Columns(fields, [name for name in names if name not in fields])


def map_columns(mapped: Mapping[str, str]) -> Columns:
    """The columns that are `mapped` (field -> column) alone. Raises `UsageError` where one is mapped twice."""
    fields: dict[str, str] = {}
    for field, column in mapped.items():
        if column in fields:
            raise UsageError(f'--map: the column "{column}" is mapped twice; map it to one field')
        fields[column] = field
    return Columns(fields, [])


def _existing(column: str, names: Sequence[str]) -> str:
    if column in names:
        return column
    alike = [name for name in names if name.casefold() == column.casefold()]
    if len(alike) != 1:
        raise UnknownIdError("column", column, names)
    return alike[0]


def _refuse_second(field: str, name: str, fields: Mapping[str, str]) -> None:
    first = next((column for column, taken in fields.items() if taken == field), None)
    if first is not None:
        raise UsageError(f'the columns "{first}" and "{name}" are both {field}; say which with --map {field}=COLUMN')


def parse_assignments(option: str, texts: Iterable[str]) -> dict[str, str]:
    """`FIELD=TEXT`, repeated, as field -> text. Raises `UsageError` and `UnknownIdError`."""
    found: dict[str, str] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals or not value.strip():
            raise UsageError(f'{option} "{text}": write FIELD=...')
        field = known_field(name.strip())
        if field in found:
            raise UsageError(f"{option}: {field} is given twice; give it once")
        found[field] = value.strip()
    return found
