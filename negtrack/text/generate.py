"""Passages from ranges of a text: with as much around them as tells them from every other place, or as hashes."""

from __future__ import annotations

from negtrack.model import Passage
from negtrack.text.find import SENTENCE_END, SearchText, find_passages, words_between
from negtrack.text.hashes import hash_around
from negtrack.text.normalise import hash_text

_CONTEXT = 32
"""Characters on each side that a passage has at least, if its paragraph has as many."""
_BEYOND = 12
"""Characters of the sentences before and after its own that it has, if its paragraph has as many: they tell its
sentence from one that repeats it elsewhere."""
_MOST = 256
"""Characters on each side that it has at most: its sentence, or what tells it from other places."""


def make_passage(text: str, start: int, end: int) -> Passage:
    """Return the passage of a range of a normalised text, with the sentence that it stands in; what is around it ends
    with its paragraph where that suffices."""
    whole = SearchText(text)
    own = _sentence_context(text, start, end)
    passage = _passage(text, start, end, own, is_within=True)
    size = _CONTEXT
    while size <= _MOST and not _is_unique(whole, passage):
        passage = _passage(text, start, end, (max(size, own[0]), max(size, own[1])), is_within=False)
        size *= 2
    return passage


def make_hash(text: str, start: int, end: int) -> Passage:
    """Return the passage of a range of a normalised text of which only hashes are kept: of the words, and of these with
    what stands around them."""
    spelling, length = SearchText(text).spellings[0], end - start
    return Passage(
        start=start,
        length=length,
        quote_sha256=hash_text(spelling.flat[start:end]),
        around_sha256=hash_around(spelling.text, start, length),
    )


def _sentence_context(text: str, start: int, end: int) -> tuple[int, int]:
    """Return how many characters before and after a range to take, so that its sentence is among them, and a part of
    the next ones."""
    first = max((match.end() for match in SENTENCE_END.finditer(text, max(start - _MOST, 0), start)), default=0)
    last = SENTENCE_END.search(text, end, end + _MOST)
    after = last.end() if last else len(text)
    return min(max(start - first + _BEYOND, _CONTEXT), _MOST), min(max(after - end + _BEYOND, _CONTEXT), _MOST)


def _passage(text: str, start: int, end: int, sizes: tuple[int, int], is_within: bool) -> Passage:
    padded = f"\n{text}\n"
    before, after = padded[max(start + 1 - sizes[0], 0) : start + 1], padded[end + 1 : end + 1 + sizes[1]]
    if is_within:
        before = before[max(before.rfind("\n"), 0) :]
        after = after[: after.find("\n") + 1] or after
    return Passage(quote=text[start:end], prefix=before, suffix=after, start=start)


def _is_unique(text: SearchText, passage: Passage) -> bool:
    """Return whether neither the quote nor other words stand between the same words elsewhere."""
    (finding,) = find_passages(text, [passage])
    return finding.status == "found" and len(words_between(text.spellings[0], passage)) < 2
