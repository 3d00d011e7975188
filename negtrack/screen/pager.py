"""A long text through a window: its paragraphs are its lines, folded as they come into sight.

`top` is the place of the first character that is in sight, always the beginning of a folded line.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property, lru_cache

from negtrack.screen.cells import Range, fold


class Pager:
    """The lines of a text of any length; only those around the window are folded."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._fold = lru_cache(maxsize=256)(self._folded)

    @cached_property
    def _starts(self) -> list[int]:
        """The places at which paragraphs begin."""
        starts, place = [0], self.text.find("\n")
        while place >= 0:
            starts.append(place + 1)
            place = self.text.find("\n", place + 1)
        return starts

    def paragraph(self, place: int) -> int:
        """Return the number of the paragraph at a place, from 0."""
        return bisect_right(self._starts, place) - 1

    @property
    def paragraphs(self) -> int:
        """Return how many paragraphs it has."""
        return len(self._starts)

    def _folded(self, number: int, width: int) -> list[Range]:
        start = self._starts[number]
        end = self._starts[number + 1] - 1 if number + 1 < len(self._starts) else len(self.text)
        return [(start + first, start + last) for first, last in fold(self.text[start:end], width)]

    def lines(self, top: int, width: int) -> Iterator[Range | None]:
        """Yield the ranges of the lines from `top` on, None for the blank line between two paragraphs."""
        first = self.paragraph(top)
        for number in range(first, self.paragraphs):
            if number > first:
                yield None
            yield from (line for line in self._fold(number, width) if line[1] > top or line[0] >= top)

    def back(self, place: int, width: int, count: int) -> int:
        """Return the beginning of the line that is `count` lines before the one at `place`, or of the first one."""
        number = self.paragraph(place)
        lines = self._fold(number, width)
        line = max(bisect_right([start for start, _ in lines], place) - 1, 0)
        while count > line and number:
            count -= line + 2  # the blank line between the two with it
            number -= 1
            lines = self._fold(number, width)
            line = len(lines) - 1
            if count < 0:
                count = 0
        return lines[max(line - count, 0)][0]

    def scroll(self, top: int, focus: Range, width: int, height: int) -> int:
        """Return `top`, moved where the range `focus` is not in sight: then it stands in the upper third, or begins at
        the top where it is too long."""
        top = self.back(top, width, 0)
        start = self.back(focus[0], width, 0)
        last = self.back(max(focus[1] - 1, focus[0]), width, 0)
        shown = {line[0] for line, _ in zip(self.lines(top, width), range(height), strict=False) if line}
        if start in shown and last in shown:
            return top
        return min(start, max(self.back(start, width, height // 3), self.back(last, width, max(height - 1, 0))))
