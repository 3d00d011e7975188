"""What the formats for machines share: a row's cells as texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from negtrack.views.view import View

LIST_SEPARATOR = "; "


def cell_text(value: object) -> str:
    """One cell as a text: lists and fields joined by `; `, booleans `yes` and `no`, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return LIST_SEPARATOR.join(f"{key} = {each}" for key, each in value.items())
    if isinstance(value, list):
        return LIST_SEPARATOR.join(str(each) for each in value)
    return str(value)


def flat_rows(view: View) -> Iterator[list[str]]:
    """Every row's cells in the order of the columns."""
    columns = view.columns
    for row in view.rows():
        yield [cell_text(row.get(column)) for column in columns]


def ids_of(view: View) -> Iterator[str]:
    """The ids that the view is about, each once."""
    seen: set[str] = set()
    for row in view.rows():
        name = cell_text(row.get(view.id_column))
        if name and name not in seen:
            seen.add(name)
            yield name
