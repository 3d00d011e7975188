"""Two texts beside each other: which of their words the other lacks."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from negtrack.frozen import dataclass

MAX_WORDS = 2_000
"""Words between what two texts share at their ends, above which they are compared whole, not word by word."""


@dataclass(frozen=True)
class Piece:
    """A part of a text, and whether the other side lacks it."""

    text: str
    differs: bool


def word_diff(left: str, right: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Split both texts into equal and differing runs; split CJK by letter, and keep marks with their letters. Words
    that differ with nothing but blanks between them are one run."""
    ours, theirs = _words(left), _words(right)
    first, last = _shared_ends(ours, theirs)
    if len(ours) + len(theirs) - 2 * (first + last) > MAX_WORDS:
        return (Piece(left, left != right),), (Piece(right, left != right),)
    begin, end = "".join(ours[:first]), "".join(ours[len(ours) - last :])
    ours, theirs = ours[first : len(ours) - last], theirs[first : len(theirs) - last]
    matcher = difflib.SequenceMatcher(None, ours, theirs, autojunk=False)
    one, other = [Piece(begin, False)], [Piece(begin, False)]
    for tag, start, stop, low, high in matcher.get_opcodes():
        one.append(Piece("".join(ours[start:stop]), tag != "equal"))
        other.append(Piece("".join(theirs[low:high]), tag != "equal"))
    return tuple(_runs([*one, Piece(end, False)])), tuple(_runs([*other, Piece(end, False)]))


def _shared_ends(ours: Sequence[str], theirs: Sequence[str]) -> tuple[int, int]:
    """Return how many words two texts share at their beginnings, and at their ends besides."""
    most = min(len(ours), len(theirs))
    first = next((place for place in range(most) if ours[place] != theirs[place]), most)
    rest = most - first
    last = next((place for place in range(rest) if ours[-1 - place] != theirs[-1 - place]), rest)
    return first, last


def _runs(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield pieces with those that differ joined over blanks, and equal ones with their neighbours."""
    shown = [piece for piece in pieces if piece.text]
    for place, piece in enumerate(shown[1:-1], 1):
        is_between = shown[place - 1].differs and shown[place + 1].differs
        if is_between and not piece.differs and piece.text.isspace():
            shown[place] = Piece(piece.text, True)
    for differs, group in groupby(shown, key=lambda piece: piece.differs):
        yield Piece("".join(piece.text for piece in group), differs)


def _words(text: str) -> list[str]:
    found: list[str] = []
    for run in re.findall(r"\s+|\w+|[^\w\s]+", text):
        found += _letters(run) if any(unicodedata.east_asian_width(char) in "WF" for char in run) else [run]
    joined: list[str] = []
    for word in found:
        if joined and unicodedata.category(word[0]).startswith("M"):
            joined[-1] += word
        else:
            joined.append(word)
    return joined


def _letters(run: str) -> list[str]:
    """Split a run into visible letters; keep joined and modified emoji, flags and marks whole."""
    return re.findall(
        "[\U0001f1e6-\U0001f1ff]{2}|.(?:[\u0300-\u036f\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]|\u200d.)*",
        run,
        re.DOTALL,
    )
