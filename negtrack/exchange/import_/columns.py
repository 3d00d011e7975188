"""Columns as fields: by the field's name in any spelling, or as the user maps them."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from functools import cache, lru_cache

from negtrack.errors import UnknownIdError, UsageError
from negtrack.exchange.import_.details import split_detail
from negtrack.exchange.rows import ID, STEP_COLUMN, TABLE
from negtrack.exchange.rows import columns as known_fields
from negtrack.frozen import dataclass
from negtrack.ids import fold
from negtrack.model import docs_of, keys_of, term_keys
from negtrack.store.file_kinds import MODELS

_ONE_OF_SEVERAL = {"limit": "limits"} | {
    former: key for model in MODELS.values() for former, key in model.former_keys.items()
}
"""Spellings of fields in addition to their names and those of their options."""

_SCHEMA = "schema"
"""The column of the schema in negtrack's own JSON Lines; neither a field nor reported as unused."""
_HEADINGS = """
    name names party parties actor actors country countries delegation organisation organization side holder who issue
    issues topic topics question questions item items subject what value values answer answers position positions
    statement statements offer demand text quote stance date day when stated said source sources reference page notes
    note comment comments speaker title
"""
"""Words that head columns, whatever the columns are called."""


@dataclass(frozen=True)
class Columns:
    """Column -> field, for the columns that are used; `unused` are the other columns."""

    fields: Mapping[str, str]
    unused: Sequence[str]


def is_heading(cells: Mapping[str, object], columns: Columns) -> bool:
    """Return whether the cells of a row are headings once more: that of the party or the issue and another one."""
    parts = [name for name, key in columns.fields.items() if key in ("party", "issue")]
    if not any(find_field(str(cells.get(name, ""))) == columns.fields[name] for name in parts):
        return False
    return sum(1 for name in columns.fields if find_field(str(cells.get(name, "")))) > 1


def is_second_heading(cells: Mapping[str, object]) -> bool:
    """Return whether the first row below the names of the columns names them again, in other words."""
    texts = [fold(str(cell)) for cell in cells.values() if str(cell).strip()]
    return len(texts) > 1 and all(text in _HEADINGS.split() for text in texts)


@lru_cache(4096)
def find_field(text: str) -> str:
    """Return the field that `text` names, in any case, with blanks, hyphens or underscores; "" for none."""
    table, point, key = text.partition(".")
    if point:
        detail = f"{fold(table)}.{_spellings().get(fold(key.replace('_', '-')), '')}"
        return detail if split_detail(detail)[0] else ""
    return _spellings().get(fold(text.replace("_", "-")), "")


@cache
def _spellings() -> Mapping[str, str]:
    spelled = {fold(name.replace("_", "-")): name for name in known_fields()}
    docs = (doc for model in MODELS.values() for doc in docs_of(model).values())
    options = {fold(flag.removeprefix("--")): doc.key for doc in docs for flag in doc.flags}
    return {**_ONE_OF_SEVERAL, **options, **spelled}


def fields_of(table: str) -> Collection[str]:
    """Return the fields that a row of `table` may have."""
    model = MODELS[table]
    return (TABLE, ID, *keys_of(model), *(term_keys() if model.has_terms else ()))


def step_columns(names: Iterable[str]) -> list[str]:
    """Return the columns that repeat one step of the value of a row."""
    return [name for name in names if name.startswith(STEP_COLUMN)]


def require_field(text: str) -> str:
    """Return the field that `text` names. Raises `UnknownIdError` where there is none."""
    found = find_field(text)
    if not found:
        raise UnknownIdError("field", text, known_fields())
    return found


def find_columns(names: Sequence[str], mapped: Mapping[str, str], known: Container[str]) -> Columns:
    """Return the fields of the columns `names`, limited to `known`; `mapped` (field -> column) overrides equal names.

    Raises `UsageError` where a column is mapped twice or does not exist, or where two columns are one field.
    """
    fields = dict(map_columns({field: _find_column(column, names) for field, column in mapped.items()}).fields)
    for name in names:
        field = find_field(name)
        if (field in known or split_detail(field)[0]) and name not in fields and field not in mapped:
            _refuse_duplicate(field, name, fields)
            fields[name] = field
    return Columns(fields, [name for name in names if name not in fields])


def own_columns(
    cells: Mapping[str, object], fields: Mapping[str, str], usual: str
) -> tuple[Mapping[str, str], Sequence[str]]:
    """Return the columns of a row that names its own, field -> column, and those that are no field of its table;
    `fields` (column -> field) are known, `usual` is the table of a row that names none."""
    named = next((cell for name, cell in cells.items() if find_field(name) == TABLE), None)
    table = str(named or usual)
    known = fields_of(table) if table in MODELS else known_fields()
    found, unused = dict(fields), []
    for name in (name for name in cells if name not in fields and name != _SCHEMA):
        field = find_field(name)
        if (field in known or split_detail(field)[0]) and field not in found.values():
            found[name] = field
        else:
            unused.append(name)
    return {field: name for name, field in found.items()}, unused


def map_columns(mapped: Mapping[str, str]) -> Columns:
    """Return only the columns that are `mapped` (field -> column). Raises `UsageError` where one is mapped twice."""
    fields: dict[str, str] = {}
    for field, column in mapped.items():
        if column in fields:
            raise UsageError(f'--map: the column "{column}" is mapped twice; map it to one field')
        fields[column] = field
    return Columns(fields, [])


def _find_column(column: str, names: Sequence[str]) -> str:
    if column in names:
        return column
    matches = [name for name in names if name.casefold() == column.casefold()]
    if len(matches) != 1:
        raise UnknownIdError("column", column, names)
    return matches[0]


def _refuse_duplicate(field: str, name: str, fields: Mapping[str, str]) -> None:
    first = next((column for column, known in fields.items() if known == field), None)
    if first is not None:
        raise UsageError(f'the columns "{first}" and "{name}" are both {field}; say which with --map {field}=COLUMN')


def parse_assignments(option: str, texts: Iterable[str]) -> dict[str, str]:
    """Parse repeated `FIELD=TEXT` into field -> text. Raises `UsageError` and `UnknownIdError`."""
    found: dict[str, str] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals or not value.strip():
            raise UsageError(f'{option} "{text}": write FIELD=...')
        field = require_field(name.strip())
        if field in found:
            raise UsageError(f"{option}: {field} is given twice; give it once")
        found[field] = value.strip()
    return found
