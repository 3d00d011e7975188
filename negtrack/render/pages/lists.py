"""The page of a list: a table where it fits, otherwise a paragraph for each row."""

from __future__ import annotations

from collections.abc import Sequence

from negtrack.render.page import (
    BLANK,
    About,
    Element,
    Grid,
    Page,
    RenderOptions,
    Rule,
    dim,
    fit,
    line,
    longest_word,
    strong,
)
from negtrack.views.lists import ListView

_LEAST = 16
"""Cells that a column of long texts needs at least, so that none becomes a thread."""
_KINDS = {"parties": "party", "issues": "issue", "proposals": "proposal", "sources": "source", "verify": "record"}
"""Schema of a list -> kind of what its rows are about."""


def page(view: ListView, options: RenderOptions) -> Page:
    """Build the rows; skip empty columns."""
    table = view.whole_table() if options.detail == "whole" else view.short_table()
    kept = [number for number in range(len(table.columns)) if any(row[number] for row in table.rows)]
    names = [table.columns[number] for number in kept]
    rows = [[row[number] for number in kept] for row in table.rows]
    page: list[Element] = [BLANK]
    if not rows:
        return [*page, line(dim(view.empty))]
    columns = list(zip(names, *rows, strict=True))
    wanted = [max(options.measure(text) for text in column) for column in columns]
    least = [
        max(longest_word(column, options) + 1, min(most, _LEAST)) for column, most in zip(columns, wanted, strict=True)
    ]
    widths = None if options.layout == "stacked" else fit(wanted, options.width, least)
    abouts = [(_KINDS.get(view.schema, "thing"), str(row["id"])) for row in view.lines]
    return [*page, *(_grid(names, rows, abouts, widths) if widths else _paragraphs(names, rows, abouts))]


def _grid(
    names: Sequence[str], rows: Sequence[Sequence[str]], abouts: Sequence[About], widths: tuple[int, ...]
) -> list[Element]:
    head = Grid(widths, (tuple((line(dim(name)),) for name in names),))
    body = tuple(
        ((line(strong(first), hang=1, about=about),), *((line(text, hang=1),) for text in others))
        for (first, *others), about in zip(rows, abouts, strict=True)
    )
    return [head, Rule(), Grid(widths, body)]


def _paragraphs(names: Sequence[str], rows: Sequence[Sequence[str]], abouts: Sequence[About]) -> list[Element]:
    """Return a paragraph for each row, with the names of the columns; a problem as the loader prints it."""
    page: list[Element] = []
    for row, about in zip(rows, abouts, strict=True):
        if not names[0]:
            severity, *where, message = row
            page.append(
                line(strong(severity), dim(f"  {': '.join(filter(None, where))}: "), message, hang=2, about=about)
            )
            continue
        (_, heading), *fields = ((name, text) for name, text in zip(names, row, strict=True) if text)
        page.append(line(strong(heading), hang=2, about=about))
        page += [line(dim(f"{name}: "), text, indent=2, hang=2) for name, text in fields]
    return page
