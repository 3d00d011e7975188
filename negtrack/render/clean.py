"""Sanitise all foreign text before it is printed: hidden characters become visible marks."""

from __future__ import annotations

import unicodedata

from negtrack.unsafe_chars import escape_unsafe


def sanitise(text: str) -> str:
    """Return `text` on one line, with a visible mark for every hidden character."""
    return escape_unsafe(text, _mark)


def sanitise_lines(text: str) -> str:
    """Return `text` as `sanitise` does, but keep line breaks."""
    return "\n".join(sanitise(line) for line in text.split("\n"))


def escape(text: str) -> str:
    """Return the inside of a JSON text with hidden characters as JSON escapes, so that no data is lost."""
    return escape_unsafe(text, lambda char: f"\\u{ord(char):04x}")


def mostly_right_to_left(text: str) -> bool:
    """Return whether more than half of the letters run from right to left."""
    letters = [unicodedata.bidirectional(char) for char in text if char.isalpha()]
    return sum(kind in ("R", "AL") for kind in letters) * 2 > len(letters)


def _mark(char: str) -> str:
    code = ord(char)
    if code < 0x20:
        return chr(0x2400 + code)  # the control pictures, such as the one for ESC
    return "\u2421" if code == 0x7F else f"<U+{code:04X}>"
