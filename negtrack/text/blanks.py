"""Blanks that a program puts into words which it exports, taken out again by the text in which the words stand."""

from __future__ import annotations

import re

from negtrack.text.normalise import CELL, RAISED, normalise_words

_PLAIN = {raised: digit for digit, raised in RAISED.items()}


def close_blanks(text: str, words: str) -> str:
    """Return words as a normalised text has them, where it has them in one spelling alone that lacks some of their
    blanks, or parts the cells of a row by more than a blank; else as they are. A raised digit is as the digit is."""
    flat, own = text.replace("\n", " "), normalise_words(words)
    if not own or own in flat:
        return words
    level = flat.translate(_PLAIN)
    between = f"(?: |{re.escape(CELL)})?"
    matches = re.finditer(between.join(map(re.escape, own.split(" "))), level)
    found = {flat[match.start() : match.end()] for match in matches if match[0] != own}
    return found.pop() if len(found) == 1 else words
