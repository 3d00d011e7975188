"""One spelling for the words of a source, whatever file they came from.

A paragraph is what stands by itself on the page: a heading, a paragraph, a point of a list, a row of a table (its cells
with ` | ` between), a caption, a quotation. In plain text a blank line ends it, and the mark of a point begins one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from hashlib import sha256

CELL = " | "
"""What stands between two cells of a row."""
LINE_HYPHEN = "\u2010"
"""A hyphen at the end of a line, which may belong to the word or to the line alone."""
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
"""Digit -> the same digit, raised."""
LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")

_INVISIBLE = "\u00ad\u200b\u200e\u200f\u061c\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_DOUBLE, _SINGLE = "“”„‟«»＂", "‘’‚‛‹›ʼ＇"
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_LINE_ENDS = "\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]"
_POINT = re.compile(r"[ \t]*(?:[-*•‣◦–—][ \t]+|\(?(?:[0-9]{1,2}[.)]|[a-z]\))[ \t]+)\S")


@cache
def _spelling() -> dict[int, str]:
    """Return the character that stands for each other one; "" for those that nobody sees."""
    controls = "".join(map(chr, range(32))).translate({9: None, 10: None}) + "\x7f"
    return {
        **dict.fromkeys(map(ord, _INVISIBLE + controls), ""),
        **dict.fromkeys(map(ord, _DOUBLE), '"'),
        **dict.fromkeys(map(ord, _SINGLE), "'"),
        **{ord(sign): letters for sign, letters in _LIGATURES.items()},
        0x2011: "-",
    }


def normalise_words(raw: str) -> str:
    """Return `raw` in one spelling and on one line: NFC, single spaces, straight quotation marks, nothing invisible;
    a hyphen at the end of a line between letters becomes `LINE_HYPHEN`."""
    text = unicodedata.normalize("NFC", re.sub(_LINE_ENDS, "\n", raw).translate(_spelling()))
    text = re.sub(r"(?<=(\S))-[^\S\n]*\n\s*(?=(\S))", _join_line, text)
    return " ".join(text.split())


def _join_line(match: re.Match[str]) -> str:
    """Return what stands for the end of a line in a hyphen: its mark between two letters, else the hyphen alone."""
    are_letters = all(unicodedata.category(sign)[0] in "LM" for sign in match.groups())
    return LINE_HYPHEN if are_letters else match[0]


def read_apart(before: str, words: str, digits: Mapping[int, int]) -> str:
    """Return words that stand high, as the mark of a note does, or low; their digits as `digits` of that place (`30³
    days`) where the words before them end in a figure, which would be another one with them."""
    return words.translate(digits) if re.search(r"[0-9][.,]?$", before) else words


def join_paragraphs(paragraphs: Iterable[str]) -> str:
    """Return paragraphs as a normalised text, a line each; blank ones are left out."""
    return "\n".join(filter(None, map(normalise_words, paragraphs)))


def split_plain(text: str) -> Iterator[str]:
    """Yield the paragraphs of a plain text: blank lines part them, and the mark of a point begins one."""
    lines: list[str] = []
    for line in re.sub(_LINE_ENDS, "\n", text).split("\n"):
        if lines and (not line.strip() or _POINT.match(line)):
            yield "\n".join(lines)
            lines = []
        if line.strip():
            lines.append(line)
    yield "\n".join(lines)


def paragraph_at(text: str, start: int) -> int:
    """Return the number of the paragraph that holds a place of a normalised text, from 1."""
    return text.count("\n", 0, start) + 1


def hash_text(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in hexadecimal digits."""
    return sha256(text.encode()).hexdigest()
