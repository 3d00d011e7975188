"""The border that every foreign text crosses on its way to a reader: what could steer a terminal is shown as a mark.

Control characters (C0, DEL, C1), marks that reorder text (UAX #9: U+202A-202E, U+2066-2069), separators that break
lines and characters without width or meaning of their own (U+200B, U+FEFF, half surrogates) never pass.
"""

from __future__ import annotations

import re
import unicodedata

_HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u200b\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def clean(text: str) -> str:
    """`text` on one line, with a visible mark for every character that is not meant to be seen."""
    return _HIDDEN.sub(lambda match: _mark(match[0]), text)


def clean_lines(text: str) -> str:
    """Like `clean`, with line breaks kept."""
    return "\n".join(clean(line) for line in text.split("\n"))


def escape(text: str) -> str:
    """The inside of a JSON text with the same characters as JSON's own escapes, so that no data is lost."""
    return _HIDDEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def mostly_right_to_left(text: str) -> bool:
    """Whether more of the letters run from right to left than not."""
    letters = [unicodedata.bidirectional(char) for char in text if char.isalpha()]
    return sum(kind in ("R", "AL") for kind in letters) * 2 > len(letters)


def _mark(char: str) -> str:
    code = ord(char)
    if code < 0x20:
        return chr(0x2400 + code)  # the control pictures, such as the one for ESC
    return "\u2421" if code == 0x7F else f"<U+{code:04X}>"
