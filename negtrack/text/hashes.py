"""Words of which only the hash is known: where they stand in a text.

The hash of the words with what stands around them, where a passage has it, tells the place from a repeat of the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from hashlib import sha256
from itertools import accumulate

from negtrack.model import Passage
from negtrack.text.normalise import hash_text

_WIDTHS = (32, 64, 128, 256, 512)
"""Characters on each side that the hash of what stands around words takes in, up to the ends of their paragraph: the
fewest that no repeat of the words shares."""


def hash_around(text: str, start: int, length: int) -> str:
    """Return the hash of words of a normalised text and of what stands around them in their paragraph, with the ends
    of that where they are among it."""
    words = text[start : start + length]
    others = [place for place in places_of(text, words) if place != start]
    for width in _WIDTHS:
        own = _around(text, start, length, width)
        others = [place for place in others if _around(text, place, length, width) == own]
        if not others:
            break
    return hash_text(own)


def _around(text: str, start: int, length: int, width: int) -> str:
    padded, first, last = f"\n{text}\n", start + 1, start + 1 + length
    before = padded[max(first - width, 0) : first]
    after = padded[last : last + width]
    before = before[max(before.rfind("\n"), 0) :]
    return f"{before}{padded[first:last]}{after[: after.find(chr(10)) + 1] or after}"


class HashedText:
    """A text in which words are looked up by their hash; the words themselves, once they are known, are looked up as
    they are."""

    def __init__(self, text: str) -> None:
        self.text, self.flat = text, text.replace("\n", " ")
        self._shift = 0
        """How far the words found last are from where they were."""

    def stands(self, passage: Passage) -> bool:
        """Return whether the words stand where the passage says."""
        start, length = passage.start or 0, passage.length or 0
        return hash_text(self.flat[start : start + length]) == passage.quote_sha256 and self.fits(start, passage)

    def fits(self, place: int, passage: Passage) -> bool:
        """Return whether the same stands around the words at a place; True where the passage does not know."""
        known = passage.around_sha256
        length = passage.length or 0
        return not known or any(hash_text(_around(self.text, place, length, width)) == known for width in _WIDTHS)

    def places(self, passage: Passage) -> list[int]:
        """Return every place that has the words."""
        wanted, length, start = bytes.fromhex(passage.quote_sha256), passage.length or 0, passage.start or 0
        for place in self._candidates(start, length):
            if sha256(self._bytes[self._offsets[place] : self._offsets[place + length]]).digest() == wanted:
                self._shift = place - start
                return [*places_of(self.flat, self.flat[place : place + length])]
        return []

    def _candidates(self, start: int, length: int) -> Iterator[int]:
        """Yield each place that has room for the words, the likely ones first: as far from the old one as the words
        before, then between the ends of words."""
        last = len(self.flat) - length
        if 0 <= start + self._shift <= last:
            yield start + self._shift
        ends = self._ends
        yield from (place for place in ends if place + length in ends)
        yield from (place for place in range(last + 1) if place not in ends or place + length not in ends)

    @cached_property
    def _ends(self) -> Mapping[int, None]:
        """The places where a word begins or ends, in order; every place within one that is not ASCII, as it may hold
        several."""
        ends: dict[int, None] = {0: None}
        for match in re.finditer(r"\w+", self.flat):
            ends.update(
                dict.fromkeys(
                    (match.start(), match.end()) if match[0].isascii() else range(match.start(), match.end() + 1)
                )
            )
        ends[len(self.flat)] = None
        return ends

    @cached_property
    def _bytes(self) -> memoryview:
        return memoryview(self.flat.encode())

    @cached_property
    def _offsets(self) -> Sequence[int]:
        """Place in the text -> place in its bytes."""
        if self.flat.isascii():
            return range(len(self.flat) + 1)
        return list(accumulate((len(sign.encode()) for sign in self.flat), initial=0))


def places_of(text: str, words: str) -> Iterator[int]:
    """Yield every place of a text that has words, overlapping ones too."""
    place = text.find(words)
    while place >= 0:
        yield place
        place = text.find(words, place + 1)
