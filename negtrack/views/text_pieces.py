"""Two texts beside each other: which of their words the other lacks."""

from __future__ import annotations

import difflib
import re
import unicodedata

from negtrack.frozen import dataclass

MAX_WORDS = 2_000
"""Words above which two texts are compared whole, not word by word."""


@dataclass(frozen=True)
class Piece:
    """A part of a text, and whether the other side lacks it."""

    text: str
    differs: bool


def word_diff(left: str, right: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Split both texts into equal and differing pieces; split CJK by letter, and keep marks with their letters."""
    ours, theirs = _words(left), _words(right)
    if len(ours) + len(theirs) > MAX_WORDS:
        return (Piece(left, left != right),), (Piece(right, left != right),)
    matcher = difflib.SequenceMatcher(None, ours, theirs, autojunk=False)
    one, other = [], []
    for tag, start, stop, begin, end in matcher.get_opcodes():
        one.append(Piece("".join(ours[start:stop]), tag != "equal"))
        other.append(Piece("".join(theirs[begin:end]), tag != "equal"))
    return tuple(piece for piece in one if piece.text), tuple(piece for piece in other if piece.text)


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
