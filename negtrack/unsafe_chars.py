"""Characters that no reader can see: they could steer a terminal, reorder a text, or make two words look alike.

Control characters (C0, DEL, C1), all of Unicode's Bidi_Control (UAX #9; CVE-2021-42574), separators that break lines,
and characters without width or meaning of their own (U+200B, U+FEFF, half surrogates, U+FFFE and U+FFFF). What XML 1.0
cannot hold is among them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

HIDDEN = (
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff]"
)


def escape_unsafe(text: str, mark: Callable[[str], str]) -> str:
    """`text` with what `mark` makes of it in the place of every hidden character."""
    if text.isprintable():  # as most texts are; then there is nothing to look for
        return text
    return re.sub(HIDDEN, lambda match: mark(match[0]), text)


def unsafe_names(text: str) -> str:
    """What is hidden in `text`, such as `U+202E (right-to-left override)`; newline and tab are meant to be there."""
    found = sorted(set(re.findall(HIDDEN, text)) - {"\n", "\t"})
    return ", ".join(f"U+{ord(char):04X} ({unicodedata.name(char, 'control character').lower()})" for char in found)
