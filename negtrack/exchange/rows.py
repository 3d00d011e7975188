"""Items as flat rows, the shape that spreadsheets and JSON Lines share: `table`, `id`, then the keys of the files.

A row has the fields of a table in a file, with the party that the file is named after; the negotiation's own title
and summary are a row of the table `negotiation`. Dates are EDTF texts, lists are lists of texts. In a cell, which
is a text, a list is joined by `; `, with a backslash before each semicolon or backslash of its elements.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from operator import attrgetter

from negtrack.cell_lists import LIST_SEPARATOR, escape_element, mapping_text
from negtrack.errors import NotationError
from negtrack.model import Issue, Item, Negotiation, Position, keys_of, term_cells, term_keys, to_plain
from negtrack.store.file_kinds import FILE_KINDS, MODELS
from negtrack.values import parse_value, print_value

NEGOTIATION = "negotiation"
TABLE, ID = "table", "id"
STEP_COLUMN = "value:"
"""What stands before a step as a column; an import reads `value` alone."""
Row = Mapping[str, object]
"""Key -> text, list of texts, or mapping of texts or lists; without absent fields."""

_NEGOTIATION_KEYS = tuple(key for key in FILE_KINDS["negotiation"].plain if key != "format")


def items_of(negotiation: Negotiation) -> Iterator[Item]:
    """Yield every definition, then every entry, in the order of `MODELS`."""
    yield from negotiation.parties.values()
    for party in negotiation.parties.values():
        yield from party.delegates
    yield from negotiation.issues.values()
    yield from negotiation.events.values()
    yield from negotiation.sides.values()
    yield from negotiation.sources.values()
    yield from negotiation.records
    yield from negotiation.retractions


def rows_of(negotiation: Negotiation) -> Iterator[Row]:
    """Yield the negotiation as rows, one per item."""
    yield first_row(negotiation)
    yield from map(row_of, items_of(negotiation))


def first_row(negotiation: Negotiation) -> Row:
    """Return the row of the negotiation itself."""
    return _without_empty(
        {
            TABLE: NEGOTIATION,
            ID: negotiation.id,
            "title": negotiation.title,
            "summary": negotiation.summary,
            "parties": list(negotiation.parties),
        }
    )


def row_of(item: Item) -> Row:
    """Return an item as a row."""
    keys, fields_of = _fields(type(item))  # type: ignore[arg-type]  # mypy confuses the hash of classes and objects
    fields = zip(keys, fields_of(item), strict=True)
    values = {key: to_plain(value) for key, value in fields if value or value == 0}
    below = term_cells(item.terms) if item.has_terms else {}  # type: ignore[attr-defined]  # all such classes have them
    return _without_empty({TABLE: item.table, ID: item.id, **values, **below})


@cache
def _fields(model: type[Item]) -> tuple[Sequence[str], Callable[[Item], Sequence[object]]]:
    """Return the keys of a model, and what gives an item's values of them."""
    names = keys_of(model)
    return tuple(names), attrgetter(*names.values())


def _without_empty(row: Row) -> Row:
    return {key: value for key, value in row.items() if value not in (None, "", [], {})}


@cache
def columns() -> tuple[str, ...]:
    """Return every column of rows: `table`, `id`, `party`, the keys of positions, then those of other tables."""
    models: tuple[type[Item], ...] = (Position, *MODELS.values())
    keys = [key for model in models for key in keys_of(model)]
    return tuple(dict.fromkeys((TABLE, ID, "party", *keys, *term_keys(), *_NEGOTIATION_KEYS)))


def filled_columns(rows: Iterable[Row]) -> tuple[str, ...]:
    """Return the columns that any of `rows` fills, in order; those of steps after `value`."""
    used = dict.fromkeys(key for row in rows for key in row)
    steps = [name for name in used if name.startswith(STEP_COLUMN)]
    filled = [(name, *steps) if name == "value" else (name,) for name in columns() if name in used]
    return tuple(name for names in filled for name in names)


def add_steps(negotiation: Negotiation, rows: Iterable[Row]) -> Iterator[Row]:
    """Return rows for a table, in which a position on an issue with steps has a cell for each step that its value
    names, beside the whole value."""
    return (with_steps(negotiation, row) for row in rows)


def with_steps(negotiation: Negotiation, row: Row) -> Row:
    """Return a row as `add_steps` does."""
    issue = negotiation.issues.get(str(row.get("issue", ""))) if row[TABLE] == Position.table else None
    return {**row, **_step_cells(issue, str(row.get("value", "")))} if issue and issue.steps else row


def _step_cells(issue: Issue, text: str) -> Mapping[str, str]:
    from negtrack.values.steps import parts_of

    try:
        value = parse_value(text, issue.scale)
    except NotationError:
        return {}
    parts = zip(issue.steps, parts_of(value, issue.scale), strict=True)
    return {f"{STEP_COLUMN}{step}": print_value(part, issue.scale) if part.has_set else "" for step, part in parts}


def cell_of(value: object) -> str:
    """Return a value of a row as the text of a cell."""
    if isinstance(value, Mapping):
        return mapping_text(value)
    if isinstance(value, list):
        return LIST_SEPARATOR.join(escape_element(str(element)) for element in value)
    return "" if value is None else str(value)
