"""Items as flat rows, the shape that spreadsheets and JSON Lines share: `table`, `id`, then the keys of the files.

A row has the fields of a table in a file, with the party that the file is named after; the negotiation's own title
and summary are a row of the table `negotiation`. Dates are EDTF texts, lists are lists of texts. In a cell, which
is a text, a list is joined by `; `, with a backslash before each semicolon or backslash of its elements.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from negtrack.cell_lists import LIST_SEPARATOR, escape_element, mapping_text
from negtrack.model import Item, Negotiation, Position, keys_of, term_cells, term_keys, to_plain
from negtrack.store.file_kinds import FILE_KINDS, MODELS

NEGOTIATION = "negotiation"
TABLE, ID = "table", "id"
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
    yield _without_empty(
        {
            TABLE: NEGOTIATION,
            ID: negotiation.id,
            "title": negotiation.title,
            "summary": negotiation.summary,
            "parties": list(negotiation.parties),
        }
    )
    yield from map(row_of, items_of(negotiation))


def row_of(item: Item) -> Row:
    """Return an item as a row."""
    values = {key: to_plain(getattr(item, name)) for key, name in keys_of(type(item)).items()}
    below = term_cells(item.terms) if item.has_terms else {}  # type: ignore[attr-defined]  # all such classes have them
    return _without_empty({TABLE: item.table, ID: item.id, **values, **below})


def _without_empty(row: Row) -> Row:
    return {key: value for key, value in row.items() if value not in (None, "", [], {})}


@cache
def columns() -> tuple[str, ...]:
    """Return every column of rows: `table`, `id`, `party`, the keys of positions, then those of other tables."""
    models: tuple[type[Item], ...] = (Position, *MODELS.values())
    keys = [key for model in models for key in keys_of(model)]
    return tuple(dict.fromkeys((TABLE, ID, "party", *keys, *term_keys(), *_NEGOTIATION_KEYS)))


def filled_columns(rows: Sequence[Row]) -> tuple[str, ...]:
    """Return the columns that any of `rows` fills, in order."""
    used = {key for row in rows for key in row}
    return tuple(name for name in columns() if name in used)


def cell_of(value: object) -> str:
    """Return a value of a row as the text of a cell."""
    if isinstance(value, Mapping):
        return mapping_text(value)
    if isinstance(value, list):
        return LIST_SEPARATOR.join(escape_element(str(element)) for element in value)
    return "" if value is None else str(value)
