"""Cells of a terminal: how many a text takes once hidden characters are marks, and where its lines end.

A character of a wide script takes two cells, one that combines with the one before it none (UAX #11).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache

from negtrack.render.clean import sanitise

Range = tuple[int, int]
"""First character and the one after the last."""


@cache
def _cells_of(char: str) -> int:
    if not char.isprintable() and sanitise(char) != char:
        return width_of(sanitise(char))
    if unicodedata.category(char) in ("Mn", "Me", "Cf") and char != "\u00ad":
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def width_of(text: str) -> int:
    """Return the cells that `text` takes once it is sanitised."""
    return len(text) if text.isascii() and text.isprintable() else sum(map(_cells_of, text))


def fold(text: str, width: int) -> list[Range]:
    """Return the ranges of the lines of a paragraph, each of at most `width` cells: they end at a blank where there is
    one, and nothing is left out but blanks at their ends."""
    return list(_lines(text, max(width, 2)))


def _lines(text: str, width: int) -> Iterator[Range]:
    start = 0
    while True:
        end = _reach(text, start, width)
        if end == len(text):
            yield start, end
            return
        end = _last_break(text, start, end)
        yield start, start + len(text[start:end].rstrip(" "))
        start = end
        while text.startswith(" ", start):
            start += 1
        if start == len(text):
            return


def _reach(text: str, start: int, width: int) -> int:
    """Return the end of what fits from `start` on."""
    piece = text[start : start + width]
    if piece.isascii() and piece.isprintable():
        return start + len(piece)
    used = 0
    for place in range(start, len(text)):
        used += _cells_of(text[place])
        if used > width and place > start:
            return place
    return len(text)


def _last_break(text: str, start: int, end: int) -> int:
    """Return where the line from `start` ends, of which everything before `end` fits: at its last blank, or between
    characters of a wide script; inside a word only where the line holds nothing else."""
    if text[end] == " ":
        return end
    for place in range(end, start, -1):
        if text[place - 1] == " " or _is_wide(text[place]) or _is_wide(text[place - 1]):
            return _before_marks(text, start, place)
    return end


def _is_wide(char: str) -> bool:
    return not char.isascii() and _cells_of(char) == 2


def _before_marks(text: str, start: int, place: int) -> int:
    """Return a place at which no character is parted from those that combine with it."""
    found = place
    while found > start and not _cells_of(text[found]):
        found -= 1
    return found if found > start else place


def cut(text: str, width: int) -> str:
    """Return the beginning of `text` that fits into `width` cells."""
    end = _reach(text, 0, width) if width > 0 else 0
    return text[:end] if width_of(text[:end]) <= width else ""


def shorten(text: str, width: int) -> str:
    """Return `text`, or where it is wider than `width` cells its beginning, with a sign that there is more."""
    return text if width_of(text) <= width else f"{cut(text, width - 1)}…"
