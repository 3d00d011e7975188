"""Beginnings and ends of long texts, with what is left out counted."""

from __future__ import annotations

MOST_LETTERS = 2_000
"""Most letters of a text that is shown whole."""
_SHOWN = 480
"""Letters that remain of a longer one, up to the end of a word."""


def begin_of(text: str) -> tuple[str, str]:
    """Return the beginning of a text of more than `MOST_LETTERS`, and how long it is; a shorter one whole, and ""."""
    if len(text) <= MOST_LETTERS:
        return text, ""
    return text[:_SHOWN].rsplit(None, 1)[0], f" ... ({len(text):,} letters in all)"


def elide(text: str, most: int, end: int) -> str:
    """Return a text of more than `most` letters with `end` letters at each end, up to words, and how many are between;
    a shorter one whole."""
    if len(text) <= most:
        return text
    first, last = text[:end].rsplit(None, 1)[0], text[-end:].split(None, 1)[-1]
    return f"{first} ... ({len(text) - len(first) - len(last):,} letters the same) ... {last}"
