"""Rows as text cells, for the machine formats."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from negtrack.cell_lists import LIST_SEPARATOR, mapping_text
from negtrack.views.quotient import Quotient
from negtrack.views.view import View


def cell_text(value: object) -> str:
    """Return one cell as text: lists and fields joined by `; `, booleans as `yes` and `no`, None as an empty text; what
    belongs to several keys as import reads it; a fraction as spreadsheets read it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return mapping_text(value)
    if isinstance(value, list):
        return LIST_SEPARATOR.join(str(item) for item in value)
    return value.mixed if isinstance(value, Quotient) else str(value)


def flat_rows(view: View) -> Iterator[list[str]]:
    """Yield the cells of every row in the order of the columns."""
    columns = view.columns
    for row in view.rows():
        yield [cell_text(row.get(column)) for column in columns]


def ids_of(view: View) -> Iterator[str]:
    """Yield the ids of the view without duplicates."""
    seen: set[str] = set()
    for row in view.rows():
        name = cell_text(row.get(view.id_column))
        if name and name not in seen:
            seen.add(name)
            yield name
