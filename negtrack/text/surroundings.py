"""What stands around words in a text: enough of their paragraph to judge who says them, and of what."""

from __future__ import annotations

from negtrack.text.find import SENTENCE_END

_MOST = 400
"""Most characters that are shown on each side."""


def surroundings(text: str, start: int, end: int) -> tuple[str, str]:
    """Return what stands before and after a range, in its paragraph: the rest of its sentences and one more on each
    side."""
    first = max(text.rfind("\n", 0, start) + 1, start - _MOST)
    last = min(_end_of(text, end), end + _MOST)
    begins = [first, *(match.end() for match in SENTENCE_END.finditer(text, first, start))]
    ends = [match.end() for match in SENTENCE_END.finditer(text, max(end - 1, start), last)]
    return text[begins[-2] if len(begins) > 1 else first : start], text[end : ends[1] if len(ends) > 1 else last]


def _end_of(text: str, place: int) -> int:
    found = text.find("\n", place)
    return found if found >= 0 else len(text)
