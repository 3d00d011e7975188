"""Pages to terminal text, with every span sanitised. The caller decides about colour; without it no escape code is
written.

An element of narrow signs alone is laid out here: each takes one cell and reads from left to right. All others are for
`wide`, as rich knows all scripts, and takes more time to import than most pages to make. Both give the same lines, to
which `tests/render/test_narrow.py` holds them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise

from negtrack.frozen import replace
from negtrack.render.clean import sanitise
from negtrack.render.page import GUTTER, Element, Grid, Line, Mark, Page, Rule, Split

Parts = list[tuple[str, Mark]]
"""The texts of one line, each with its mark."""

_CODES: dict[Mark, str] = {"strong": "1", "dim": "2", "added": "32", "removed": "31", "alert": "35", "good": "32"}
"""Mark -> the number of its look in an escape code (ECMA-48); no yellow, which is faint on a light ground."""
_RANGES = (
    (0x20, 0x7E),  # ASCII
    (0xA1, 0xAC),  # Latin, without the soft hyphen
    (0xAE, 0x2FF),
    (0x391, 0x481),  # Greek and Cyrillic
    (0x2010, 0x2027),  # punctuation
    (0x2030, 0x205E),
    (0x20A0, 0x20BF),  # currencies
    (0x2190, 0x22FF),  # arrows and mathematics
    (0x2500, 0x259F),  # frames and bars
)
"""First and last of the narrow signs."""


def width_of(text: str) -> int:
    """Return the cells that `text` occupies once it is sanitised."""
    clean = sanitise(text)
    if _is_narrow(clean):
        return len(clean)
    from negtrack.render.wide import cells_of

    return cells_of(clean)


def render_page(page: Page, width: int, colour: bool) -> Iterator[str]:
    """Yield the lines of the page, none wider than `width` cells."""
    for part in page:
        element = unindent(part, width) if isinstance(part, Line) and part.indent + part.hang else part
        if all(map(_is_narrow, _texts_of(element))):
            yield from (_print(parts, colour) for parts in _lines(element, width))
        else:
            from negtrack.render.wide import render_element

            yield from render_element(element, width, colour)


def unindent(element: Line, width: int) -> Line:
    """Return a paragraph with as much less indent as its longest word needs, if that fits the page at all."""
    text = "".join(span.text for span in element.spans)
    below = element.indent + element.hang
    if len(text) + below <= width and text.isascii():
        return element
    longest = max(map(len if text.isascii() else width_of, text.split()), default=0)
    if not width - below < longest <= width:
        return element
    indent, below = (min(cells, width - longest) for cells in (element.indent, below))
    return replace(element, indent=indent, hang=below - indent)


@cache
def _narrow_signs() -> frozenset[str]:
    return frozenset(chr(code) for first, last in _RANGES for code in range(first, last + 1))


def _is_narrow(text: str) -> bool:
    return (text.isascii() and text.isprintable()) or _narrow_signs().issuperset(text)


def _texts_of(element: Element) -> Iterable[str]:
    """Return the texts of an element."""
    if isinstance(element, Grid):
        return (span.text for row in element.rows for cell in row for line in cell for span in line.spans)
    if isinstance(element, Split):
        return (span.text for line in (element.left, element.right) for span in line.spans)
    return (span.text for span in element.spans) if isinstance(element, Line) else ()


def _lines(element: Element, width: int) -> Iterator[Parts]:
    """Yield the lines of an element of narrow signs."""
    if isinstance(element, Rule):
        yield [("─" * width, "")]
    elif isinstance(element, Split):
        yield from _split(element, width)
    elif isinstance(element, Grid):
        for row in element.rows:
            yield from _grid_row(element.widths, row)
    else:
        yield from _fold(element, width)


def _split(element: Split, width: int) -> Iterator[Parts]:
    left, right = _parts(element.left), _parts(element.right)
    room = width - _length(left) - _length(right)
    if room < GUTTER:
        yield from _lines(element.left, width)
        yield from _lines(element.right, width)
    else:
        yield [*left, (" " * room, ""), *right]


def _grid_row(widths: tuple[int, ...], row: tuple[tuple[Line, ...], ...]) -> Iterator[Parts]:
    cells = [[parts for line in cell for parts in _fold(line, width)] for cell, width in zip(row, widths, strict=True)]
    for number in range(max(map(len, cells), default=0)):
        parts: Parts = []
        for cell, width in zip(cells, widths, strict=True):
            found = cell[number] if number < len(cell) else []
            parts += [*found, (" " * (width - _length(found) + GUTTER), "")]
        yield parts


def _fold(element: Line, width: int) -> Iterator[Parts]:
    """Yield the paragraph in lines of at most `width` cells; all but the first are indented by `hang` more."""
    parts = _parts(element)
    text = "".join(piece for piece, _ in parts)
    if element.indent + len(text) <= width:
        yield [(" " * element.indent, ""), *parts]
        return
    start, end = next(_folds(text, max(width - element.indent, 1)))
    yield [(" " * element.indent, ""), *_cut(parts, start, end)]
    rest = len(text) - len(text[end:].lstrip())
    hang = element.indent + element.hang
    for start, end in _folds(text[rest:], max(width - hang, 1)):
        yield [(" " * hang, ""), *_cut(parts, rest + start, rest + end)]


def _folds(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Yield where each line of a text begins and ends, without the blanks at its end."""
    starts = [0, *_breaks(text, width), len(text)]
    for start, end in pairwise(starts):
        yield start, start + len(text[start : min(end, start + width)].rstrip())


def _breaks(text: str, width: int) -> Iterator[int]:
    """Yield where a line begins after the first: at words, and inside of words that are longer than a line."""
    used = 0
    for word in re.finditer(r"\s*\S+\s*", text):
        start, end, length = word.start(), word.end(), len(word[0].rstrip())
        if length <= width - used:
            used += end - start
        elif length > width:
            yield from (place for place in range(start, end, width) if place)
            used = (end - start - 1) % width + 1
        elif start:
            yield start
            used = end - start


def _parts(element: Line) -> Parts:
    return [(sanitise(span.text), span.mark) for span in element.spans]


def _length(parts: Parts) -> int:
    return sum(len(text) for text, _ in parts)


def _cut(parts: Parts, start: int, end: int) -> Parts:
    """Return what stands between two places of a line."""
    found: Parts = []
    place = 0
    for text, mark in parts:
        found.append((text[max(start - place, 0) : max(end - place, 0)], mark))
        place += len(text)
    return found


def _print(parts: Parts, colour: bool) -> str:
    """Return a line without the blanks at its end."""
    text = "".join(piece for piece, _ in parts).rstrip()
    if not colour:
        return f"{text}\n"
    pieces = ((piece, _CODES.get(mark)) for piece, mark in _cut(parts, 0, len(text)) if piece)
    return "".join(f"\x1b[{code}m{piece}\x1b[0m" if code else piece for piece, code in pieces) + "\n"
