"""Places in the text of an annotation program as passages: the words, and enough of their line around them to tell them
from the same words elsewhere.

Programs count characters in two ways: Python's count code points, Java's and a browser's count units of UTF-16, in
which a sign beyond the basic plane is two. Where nobody can say which was meant, and it matters, the place is refused.
"""

from __future__ import annotations

import json
from typing import Literal

from negtrack.errors import NotationError
from negtrack.exchange.import_.annotations.tags import NoPositionError
from negtrack.frozen import dataclass
from negtrack.model.locators import MAX_CONTEXT, MAX_QUOTE

Unit = Literal["code points", "utf-16", "either"]
_LEAST = 40
"""Least characters of context on each side, where the line has so many."""


@dataclass(frozen=True)
class Marked:
    """Words that an annotation marks: a text, and the places in code points, from 0, between which they stand."""

    text: str
    start: int
    end: int

    @property
    def words(self) -> str:
        """Return the words, on one line."""
        return " ".join(self.text[self.start : self.end].split())

    @property
    def locator(self) -> str:
        """Return the words with what stands before and after them on their line, as JSON; the places alone for more
        words than a passage holds."""
        if len(self.words) > MAX_QUOTE:
            return f"characters {self.start + 1:,} to {self.end:,}"
        before = self.text[self.text.rfind("\n", 0, self.start) + 1 : self.start][-MAX_CONTEXT:]
        after = self.text[self.end :].partition("\n")[0][:MAX_CONTEXT]
        own, most = self.text[self.start : self.end], _LEAST
        while most < MAX_CONTEXT and self.text.count(before[-most:] + own + after[:most]) > 1:
            most *= 2
        fields = {"quote": self.words, "prefix": before[-most:], "suffix": after[:most]}
        return json.dumps({key: part for key, part in fields.items() if part.strip()}, ensure_ascii=False)


def whole(text: str) -> Marked:
    """Return all words of a text. Raises `NoPositionError` where it has none."""
    return _filled(Marked(text, 0, len(text)))


def find_marked(text: str, start: object, end: object, unit: Unit) -> Marked:
    """Return the words between two places, counted in `unit`, from 0. Raises `NotationError` for places that are
    outside the text, run backwards or part a sign, and `NoPositionError` for blank words, or places that can be counted
    in two ways."""
    if type(start) is not int or type(end) is not int:
        raise NotationError("its place is not two whole numbers")
    found: list[Marked] = []
    errors: list[NotationError] = []
    for read, units in ((_from_utf16, ("utf-16", "either")), (_checked, ("code points", "either"))):
        try:
            found += [read(text, start, end)] if unit in units else []
        except NotationError as error:
            errors.append(error)
    if not found:
        raise errors[0]
    if found[0] != found[-1]:
        raise NoPositionError(
            "its place can be counted in two ways, as an emoji or the like is before its end; --places says which"
        )
    return _filled(found[0])


def _filled(marked: Marked) -> Marked:
    """Return the words without the blanks at their ends, which belong to what stands around them."""
    own = marked.text[marked.start : marked.end]
    if not own.strip():
        raise NoPositionError("it marks no words")
    start = marked.start + len(own) - len(own.lstrip())
    return Marked(marked.text, start, start + len(own.strip()))


def _checked(text: str, start: int, end: int) -> Marked:
    if not 0 <= start <= end <= len(text):
        raise _outside(start, end, len(text))
    return Marked(text, start, end)


def _outside(start: int, end: int, length: int) -> NotationError:
    return NotationError(f"its place, {start:,} to {end:,}, is outside the text of {length:,} characters")


def _from_utf16(text: str, start: int, end: int) -> Marked:
    if text.isascii() or max(text) < "\U00010000":
        return _checked(text, start, end)
    raw = text.encode("utf-16-le", "surrogatepass")
    if not 0 <= start <= end <= len(raw) // 2:
        raise _outside(start, end, len(raw) // 2)
    try:
        return Marked(text, len(raw[: 2 * start].decode("utf-16-le")), len(raw[: 2 * end].decode("utf-16-le")))
    except UnicodeDecodeError as error:
        raise NotationError("its place begins or ends within a sign") from error
