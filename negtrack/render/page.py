"""Elements of a terminal page: lines and grids of marked text, laid out by `terminal`.

The functions of `pages` build pages from views; they know content and order but no escape codes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal

from negtrack.frozen import dataclass

Mark = Literal["", "strong", "dim", "added", "removed", "alert", "good"]
Layout = Literal["auto", "columns", "stacked"]
Detail = Literal["brief", "normal", "whole"]

LEAST_PARTY = 24
"""Least cells of a party's column; a narrower page is stacked."""
GUTTER = 2
_PART = re.compile(r"(?<= ·) |(?<=;) ")
"""Where a part of a heading ends."""


@dataclass(frozen=True)
class Span:
    """A piece of text with one mark."""

    text: str
    mark: Mark = ""


About = tuple[str, ...]
"""What a paragraph is about, for a page on which it can be opened: a kind (`issue`, `party`, `record`, `proposal`,
`agreement`, `source`; `pair` has an issue and two parties; `thing` any of them) and ids."""


@dataclass(frozen=True)
class Line:
    """A paragraph that folds at the page's width, indented by `indent` cells, after its first line by `hang` more."""

    spans: tuple[Span, ...] = ()
    indent: int = 0
    hang: int = 0
    about: About = ()


@dataclass(frozen=True)
class Rule:
    """A horizontal line across the page."""


@dataclass(frozen=True)
class Split:
    """Two texts at the two ends of a line; the second moves to the next line where it does not fit."""

    left: Line
    right: Line


@dataclass(frozen=True)
class Grid:
    """Rows of cells side by side; `widths` are in terminal cells, and a cell has any number of lines."""

    widths: tuple[int, ...]
    rows: tuple[tuple[tuple[Line, ...], ...], ...]


Element = Line | Rule | Split | Grid
Page = Sequence[Element]


@dataclass(frozen=True)
class RenderOptions:
    """Options of a page: its width in cells, layout, amount of provenance, and the function that measures a text."""

    width: int
    layout: Layout = "auto"
    detail: Detail = "normal"
    measure: Callable[[str], int] = len


def line(*parts: str | Span, indent: int = 0, hang: int = 0, about: About = ()) -> Line:
    """Build a `Line` of texts and spans; skip empty ones."""
    spans = (part if isinstance(part, Span) else Span(part) for part in parts)
    return Line(tuple(span for span in spans if span.text), indent, hang, about)


def split(left: Line, right: Line) -> Split | Line:
    """Build a `Split`, or the left line alone where there is nothing on the right, which would be an empty line below a
    left one that fills its own."""
    return Split(left, right) if right.spans else left


def pack(items: Iterable[str], gap: str, options: RenderOptions) -> Iterator[str]:
    """Yield lines of items with `gap` between them, as many to a line as fit the page; none is parted that fits one."""
    packed = ""
    for item in items:
        longer = f"{packed}{gap}{item}" if packed else item
        if packed and options.measure(longer) > options.width:
            yield packed
            longer = item
        packed = longer
    if packed:
        yield packed


def fold_parts(text: str, options: RenderOptions) -> Iterator[str]:
    """Yield the lines of a text of several parts, each of which ends with `·` or `;`, none parted that fits a line;
    what stands in brackets is one part."""
    parts: list[str] = []
    depth = 0
    for part in _PART.split(text):
        if depth > 0:
            parts[-1] += f" {part}"
        else:
            parts.append(part)
        depth += part.count("(") - part.count(")")
    return pack(parts, " ", options)


def pad(text: str, width: int, options: RenderOptions) -> str:
    """Pad `text` with blanks to `width` cells, and with at least `GUTTER` blanks."""
    return text + " " * max(width - options.measure(text), GUTTER)


def column_name(name: str, short: str, width: int, options: RenderOptions) -> str:
    """Return the name that heads a column of `width` cells: `short`, if there is one, where `name` does not fit."""
    return short if short and options.measure(name) > width else name


def strong(text: str) -> Span:
    """Mark text to stand out."""
    return Span(text, "strong")


def dim(text: str) -> Span:
    """Mark text as secondary."""
    return Span(text, "dim")


def alert(text: str) -> Span:
    """Mark text as disputed or wrong."""
    return Span(text, "alert")


BLANK = Line()


def fit(wanted: Iterable[int], width: int, least: Sequence[int]) -> tuple[int, ...] | None:
    """Return the column widths nearest to `wanted` that fit `width` with gutters; None where they cannot fit.

    The widest column shrinks first, none below its `least`.
    """
    widths = list(wanted)
    spare = width - GUTTER * (len(widths) - 1)
    while sum(widths) > spare:
        shrinkable = [index for index, cells in enumerate(widths) if cells > least[index]]
        if not shrinkable:
            return None
        widths[max(shrinkable, key=lambda index: widths[index])] -= 1
    return tuple(widths)


def longest_word(texts: Iterable[str], options: RenderOptions) -> int:
    """Return the cells of the longest word of several texts."""
    return max((_width_of(word, options) for text in texts for word in text.split()), default=0)


def height_of(paragraph: Line, options: RenderOptions, width: int = 0) -> int:
    """Return the lines that a paragraph folds into in `width` cells, by default the page's; perhaps more where a word
    is wider than that."""
    first = max((width or options.width) - paragraph.indent, 1)
    rest = max(first - paragraph.hang, 1)
    lines, left, gap = 1, first, 0
    for word in "".join(span.text for span in paragraph.spans).split(" "):
        cells = _width_of(word, options)
        if gap + cells > left and left < first:
            lines, left, gap = lines + 1, rest, 0
        if cells > left:
            lines, left = lines + cells // max(rest - 1, 1) + 1, 0
        left, gap = left - gap - cells, 1
    return lines


def page_height(paragraphs: Sequence[Element], options: RenderOptions) -> int:
    """Return the lines of paragraphs and grids; perhaps more where a word is wider than its cell."""
    grids = [one for one in paragraphs if isinstance(one, Grid)]
    rows = [zip(row, grid.widths, strict=True) for grid in grids for row in grid.rows]
    in_grids = (max(sum(height_of(one, options, width) for one in cell) for cell, width in row) for row in rows)
    return sum(in_grids) + sum(height_of(one, options) for one in paragraphs if isinstance(one, Line))


def _width_of(word: str, options: RenderOptions) -> int:
    return len(word) if word.isascii() and word.isprintable() else options.measure(word)


def breaks_words(elements: Iterable[Element], options: RenderOptions) -> bool:
    """Return whether a grid has a word that is wider than its cell."""
    return any(
        _is_broken(cell_line, width, options)
        for element in elements
        if isinstance(element, Grid)
        for row in element.rows
        for cell, width in zip(row, element.widths, strict=True)
        for cell_line in cell
    )


def _is_broken(cell_line: Line, width: int, options: RenderOptions) -> bool:
    room = width - cell_line.indent
    text = "".join(span.text for span in cell_line.spans)
    return _width_of(text, options) > room and longest_word([text], options) > room - cell_line.hang
