"""Hidden characters, which could control a terminal, reorder a text, or make two words look alike.

Control characters (C0, DEL, C1), all of Unicode's Bidi_Control (UAX #9; CVE-2021-42574), separators that break lines,
and characters without width or meaning (U+200B, U+FEFF, lone surrogates, U+FFFE and U+FFFF). They include all
characters that XML 1.0 forbids.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

HIDDEN = (
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff]"
)


def escape_unsafe(text: str, mark: Callable[[str], str]) -> str:
    """Return `text` with every hidden character replaced by its `mark`."""
    if text.isprintable():  # as most texts are
        return text
    return re.sub(HIDDEN, lambda match: mark(match[0]), text)


def unsafe_names(text: str) -> str:
    """Return the hidden characters in `text` except newline and tab, such as `U+202E (right-to-left override)`."""
    found = sorted(set(re.findall(HIDDEN, text)) - {"\n", "\t"})
    return ", ".join(f"U+{ord(char):04X} ({unicodedata.name(char, 'control character').lower()})" for char in found)
