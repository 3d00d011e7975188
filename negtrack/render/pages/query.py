"""The page of `query`: a table where it fits, otherwise a paragraph for each row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from negtrack.render.page import (
    BLANK,
    Element,
    Grid,
    Line,
    Page,
    RenderOptions,
    Rule,
    dim,
    fit,
    line,
    longest_word,
    strong,
)
from negtrack.views.query import QueryView

_LEAST = 12


def page(view: QueryView, options: RenderOptions) -> Page:
    """Build the rows; align numbers to the right in a table, and skip nulls in paragraphs."""
    rows = view.table().rows
    if not rows:
        return [BLANK, line(dim("no rows"))]
    widths = None if options.layout == "stacked" else _widths(list(zip(view.columns, *rows, strict=True)), options)
    return [BLANK, *(_paragraphs(view.columns, rows) if widths is None else _grid(view, rows, widths, options))]


def _widths(columns: Sequence[Sequence[str]], options: RenderOptions) -> tuple[int, ...] | None:
    """Return the column widths at which texts fold between words; where these do not fit and a table was asked for,
    anywhere."""
    wanted = [max(map(options.measure, column)) for column in columns]
    words = [longest_word(column, options) for column in columns]
    if options.layout == "auto":
        return fit(wanted, options.width, words)
    least = [min(cells, max(_LEAST, options.measure(name))) for cells, (name, *_) in zip(wanted, columns, strict=True)]
    return fit(wanted, options.width, words) or fit(wanted, options.width, least)


def _grid(
    view: QueryView, rows: Sequence[Sequence[str]], widths: tuple[int, ...], options: RenderOptions
) -> Iterator[Element]:
    numeric = [all(isinstance(cell, int | float | None) for cell in column) for column in zip(*view.lines, strict=True)]

    def cells(texts: Sequence[str], head: bool = False) -> tuple[tuple[Line, ...], ...]:
        rooms = [width - options.measure(text) for text, width in zip(texts, widths, strict=True)]
        return tuple(
            (line(dim(text) if head else text, indent=max(room, 0) if right else 0),)
            for text, room, right in zip(texts, rooms, numeric, strict=True)
        )

    yield Grid(widths, (cells(view.columns, head=True),))
    yield Rule()
    yield Grid(widths, tuple(map(cells, rows)))


def _paragraphs(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[Element]:
    for number, row in enumerate(rows):
        if number:
            yield BLANK
        for place, (name, text) in enumerate(zip(columns, row, strict=True)):
            if text:
                yield line(dim(f"{name} "), strong(text) if place == 0 else text, indent=2 * (place > 0), hang=2)
