"""Rows of a page: pieces of text, each with a mark that says what it is; the terminal decides how a mark looks."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Literal

from negtrack.frozen import dataclass
from negtrack.render.clean import sanitise
from negtrack.screen.cells import cut, fold, shorten, width_of

Mark = Literal["", "head", "dim", "current", "chosen", "found", "alert"]
"""What a piece is: a heading, provenance, where the reader is, what is chosen, what was looked for, what went wrong."""
_ISOLATE, _END_ISOLATE = "\u2068", "\u2069"


@dataclass(frozen=True)
class Piece:
    """Text of one look; it is sanitised where it is made by `piece`."""

    text: str
    mark: Mark = ""


Row = Sequence[Piece]


def piece(text: str, mark: Mark = "") -> Piece:
    """Return a piece with a text from elsewhere, whose hidden characters become marks."""
    return Piece(sanitise(text), mark)


def plain(row: Row) -> str:
    """Return a row without its looks."""
    return "".join(part.text for part in row)


def row_width(row: Row) -> int:
    """Return the cells that a row takes, the marks that isolate it aside."""
    return sum(width_of(part.text.strip(_ISOLATE + _END_ISOLATE)) for part in row)


def folded(text: str, width: int, mark: Mark = "", hang: int = 2) -> list[Row]:
    """Return a text as rows of at most `width` cells; all but the first are indented by `hang`."""
    shown = sanitise(text)
    first, *others = fold(shown, width)
    rows: list[Row] = [isolated([Piece(shown[slice(*first)], mark)])]
    if not others:
        return rows
    rest = shown[others[0][0] :]
    hang = min(hang, width // 4)
    for start, end in fold(rest, width - hang):
        rows.append((Piece(" " * hang), *isolated([Piece(rest[start:end], mark)])))
    return rows


def isolated(row: Row) -> Row:
    """Return a row so that letters from right to left change nothing around it (UAX #9)."""
    text = plain(row)
    if text.isascii() or not any(unicodedata.bidirectional(char) in ("R", "AL") for char in text):
        return row
    return (Piece(_ISOLATE), *row, Piece(_END_ISOLATE))


def line(text: str, width: int, mark: Mark = "") -> Row:
    """Return a text as one row, shortened where it is wider than `width`; for what is shown in whole elsewhere."""
    return isolated([Piece(shorten(sanitise(text), width), mark)])


def beside(left: Sequence[Row], right: Sequence[Row], width: int, height: int) -> list[Row]:
    """Return two panes side by side, the left one `width` cells wide, in `height` rows."""
    rows: list[Row] = []
    for number in range(height):
        one = left[number] if number < len(left) else ()
        other = right[number] if number < len(right) else ()
        gap = Piece(" " * max(width - row_width(one), 0))
        rows.append((*one, gap, Piece("│ ", "dim"), *other))
    return rows


def fit(row: Row, width: int) -> Row:
    """Return a row without what goes beyond `width`, as in a window of a few cells."""
    if row_width(row) <= width:
        return row
    fitting: list[Piece] = []
    for part in row:
        text = cut(part.text, width)
        fitting.append(Piece(text, part.mark))
        width -= width_of(text)
        if text != part.text:
            break
    return fitting


def of_height(rows: Iterable[Row], height: int) -> list[Row]:
    """Return exactly `height` rows: the first ones, or blank ones after the last."""
    taken = list(rows)[:height]
    return taken + [()] * (height - len(taken))
