"""Estimates of how wide a text is in a picture; a little too wide rather than too narrow, as fonts differ."""

from __future__ import annotations

import unicodedata
from math import ceil

FONT = 10
"""Pixels of the letters in a chart."""
_NARROW, _BROAD, _WIDE = 0.62, 0.8, 1.05
"""Widths of most letters, of capitals and of wide letters, in parts of the height."""


def text_width(text: str, size: int = FONT) -> int:
    """Return the pixels of a text in letters of `size` pixels."""
    return ceil(size * sum(map(_width_of, text)))


def _width_of(char: str) -> float:
    if char.isascii():
        return _BROAD if char.isupper() or char in "%@&" else _NARROW
    if unicodedata.combining(char):
        return 0
    return _WIDE if unicodedata.east_asian_width(char) in "WF" else _BROAD
