"""Characters that no reader can see: they could steer a terminal, reorder a text, or make two words look alike.

Control characters (C0, DEL, C1), all of Unicode's Bidi_Control (UAX #9; CVE-2021-42574), separators that break lines,
and characters without width or meaning of their own (U+200B, U+FEFF, half surrogates, U+FFFE and U+FFFF). What XML 1.0
cannot hold is among them.
"""

from __future__ import annotations

import re
import unicodedata

HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff]"
)


def hidden_names(text: str) -> str:
    """What is hidden in `text`, such as `U+202E (right-to-left override)`; newline and tab are meant to be there."""
    found = sorted(set(HIDDEN.findall(text)) - {"\n", "\t"})
    return ", ".join(f"U+{ord(char):04X} ({unicodedata.name(char, 'control character').lower()})" for char in found)
