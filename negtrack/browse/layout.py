"""The elements of a printed page as rows of a window, with what each row is about.

They fold as in print, without rich, which costs more to import than the first page may take.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from negtrack.frozen import dataclass
from negtrack.render.clean import sanitise
from negtrack.render.page import GUTTER, About, Element, Grid, Line, Rule, Split
from negtrack.render.page import Mark as PrintMark
from negtrack.screen.cells import Range, fold
from negtrack.screen.rows import Mark, Piece, Row, isolated, row_width

_LOOKS: Mapping[PrintMark, Mark] = {"strong": "head", "dim": "dim", "alert": "alert"}
"""How marks of a printed page look; signs and words say what the others say."""
_LEAST_ROOM = 12
"""Cells that an indent leaves of a line."""


@dataclass(frozen=True)
class AboutRow:
    """A row, and what it is about; () where that is nothing, or said by a row before."""

    row: Row = ()
    about: About = ()


def lay_out(elements: Iterable[Element], width: int) -> Iterator[AboutRow]:
    """Yield the rows of elements, none wider than `width`."""
    for element in elements:
        if isinstance(element, Rule):
            yield AboutRow((Piece("─" * width, "dim"),))
        elif isinstance(element, Split):
            yield from _split(element, width)
        elif isinstance(element, Grid):
            for row in element.rows:
                yield from _grid_row(element.widths, row)
        else:
            yield from _paragraph(element, width)


def _split(element: Split, width: int) -> Iterator[AboutRow]:
    left, right = _pieces(element.left), _pieces(element.right)
    room = width - row_width(left) - row_width(right)
    if room < GUTTER:
        yield from _paragraph(element.left, width)
        yield from _paragraph(element.right, width)
    else:
        yield AboutRow((*isolated(left), Piece(" " * room), *isolated(right)), element.left.about)


def _grid_row(widths: Sequence[int], row: Sequence[Sequence[Line]]) -> Iterator[AboutRow]:
    cells = [
        [found for paragraph in cell for found in _paragraph(paragraph, width)]
        for cell, width in zip(row, widths, strict=True)
    ]
    for number in range(max(map(len, cells), default=0)):
        pieces: list[Piece] = []
        about: About = ()
        for cell, width in zip(cells, widths, strict=True):
            found = cell[number] if number < len(cell) else AboutRow()
            pieces += (*found.row, Piece(" " * (width - row_width(found.row) + GUTTER)))
            about = about or found.about
        yield AboutRow(_without_end(pieces), about)


def _without_end(pieces: Sequence[Piece]) -> Row:
    """Return pieces without the blanks after the last one."""
    last = len(pieces)
    while last and not pieces[last - 1].text.strip():
        last -= 1
    return pieces[:last]


def _paragraph(element: Line, width: int) -> Iterator[AboutRow]:
    """Yield a paragraph in rows; all but the first are indented by its `hang` more."""
    pieces = _pieces(element)
    text = "".join(piece.text for piece in pieces)
    about = element.about
    for indent, part in _lines(text, width, element):
        yield AboutRow((*_indented(indent), *isolated(slice_pieces(pieces, part))), about)
        about = ()


def _lines(text: str, width: int, element: Line) -> Iterator[tuple[int, Range]]:
    """Yield the indent and the range of each line of a paragraph; an indent leaves room in a narrow window."""
    most = max(width - _LEAST_ROOM, 0)
    indent, hang = min(element.indent, most), min(element.indent + element.hang, most)
    first, *others = fold(text, width - indent)
    yield indent, first
    if others:
        start = others[0][0]
        yield from ((hang, (start + one, start + other)) for one, other in fold(text[start:], width - hang))


def _indented(cells: int) -> Row:
    return (Piece(" " * cells),) if cells else ()


def _pieces(element: Line) -> list[Piece]:
    return [Piece(sanitise(span.text), _LOOKS.get(span.mark, "")) for span in element.spans]


def slice_pieces(pieces: Sequence[Piece], part: Range) -> list[Piece]:
    """Return what of some pieces lies in a range of their whole text."""
    found, place = [], 0
    for piece in pieces:
        start, end = max(part[0] - place, 0), min(part[1] - place, len(piece.text))
        if start < end:
            found.append(Piece(piece.text[start:end], piece.mark))
        place += len(piece.text)
    return found
