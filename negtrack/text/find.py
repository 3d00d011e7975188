"""Passages in a text: where words stand that a record quotes, and what is there instead.

Words are attached to a place only where nothing else can be meant: the words themselves, between the same words as
before. Everything else is said and not decided.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from typing import Literal

from negtrack.frozen import dataclass
from negtrack.model import Passage
from negtrack.text.hashes import HashedText, places_of
from negtrack.text.normalise import LINE_HYPHEN, normalise_words

Status = Literal["found", "moved", "ambiguous", "orphaned", "changed"]
_FEW = 50_000_000
"""Characters that may be searched quote by quote; beyond, all quotes are searched in one pass."""
SENTENCE_END = re.compile(r"""(?<=[.!?؟])["')]?\s|(?<=[。！？])|\n""")
"""What ends a sentence."""
_LEAST_CONTEXT = 8
"""Characters before and after a quote that must be known for words between them to be shown as a change; of the next
sentences, that a repeat of its own sentence counts no more."""


@dataclass(frozen=True)
class Finding:
    """What became of a passage: its range in the text where it was found or moved, and the range of the words that
    stand in its place where it was changed; `places` is the number of places that have the words."""

    status: Status
    start: int | None = None
    end: int | None = None
    places: int = 0


class SearchText:
    """A normalised text to look passages up in; `unchanged` says that it is the one that places were counted in."""

    def __init__(self, text: str, unchanged: bool = False) -> None:
        self.text, self.unchanged = text, unchanged

    @cached_property
    def spellings(self) -> Sequence[_Spelling]:
        """The text with the hyphens at line ends kept, and without them."""
        kept = _Spelling(self.text.replace(LINE_HYPHEN, "-"), "-")
        if LINE_HYPHEN not in self.text:
            return (kept,)
        hyphens = [place for place, sign in enumerate(self.text) if sign == LINE_HYPHEN]
        gaps = [place - number for number, place in enumerate(hyphens)]
        return (kept, _Spelling(self.text.replace(LINE_HYPHEN, ""), "", gaps))


class _Spelling:
    """One spelling of a text: `hyphen` stands for a hyphen at a line end, `gaps` are the places where one is left
    out."""

    def __init__(self, text: str, hyphen: str, gaps: Sequence[int] = ()) -> None:
        self.text, self.flat, self.hyphen, self.gaps = text, text.replace("\n", " "), hyphen, gaps

    def words(self, raw: str) -> str:
        """Return words in this spelling."""
        return normalise_words(raw).replace(LINE_HYPHEN, self.hyphen)

    def context(self, raw: str) -> str:
        """Return what stands before or after a quote in this spelling, the ends of paragraphs with it."""
        return "\n".join(map(self.words, raw.split("\n")))

    def origin(self, start: int, length: int) -> tuple[int, int]:
        """Return a range of this spelling in the text itself."""
        last = start + length - 1
        return start + bisect_right(self.gaps, start), last + bisect_right(self.gaps, last) + 1

    def fits(self, start: int, length: int, prefix: str, suffix: str) -> bool:
        """Return whether a range stands between these words."""
        before = "\n"[start > len(prefix) :] + self.text[max(start - len(prefix) - 1, 0) : start]
        end = start + length
        after = self.text[end : end + len(suffix) + 1] + "\n"
        return before.rstrip(" ").endswith(prefix) and after.lstrip(" ").startswith(suffix)


def find_passages(text: SearchText, passages: Sequence[Passage]) -> list[Finding]:
    """Return what became of each passage, in order. A passage without a quote and a hash is orphaned."""
    findings: dict[int, Finding] = {}
    rest: list[int] = []
    hashed = HashedText(text.spellings[0].text)
    for number, passage in enumerate(passages):
        if passage.quote_sha256:
            findings[number] = _find_hash(text, hashed, passage)
        elif text.unchanged and (finding := _stands(text.spellings[0], passage)):
            findings[number] = finding
        else:
            rest.append(number)
    quotes = [
        _occurrences(spelling.flat, {spelling.words(passages[number].quote) for number in rest})
        for spelling in (text.spellings if rest else ())
    ]
    findings |= {number: _judge(text, passages[number], quotes) for number in rest}
    return [findings[number] for number in range(len(passages))]


def _stands(spelling: _Spelling, passage: Passage) -> Finding | None:
    """Return that a passage stands where it is said to, None where it does not."""
    quote, start = passage.quote, passage.start
    if start is None or not quote:
        return None
    whole = f"{passage.prefix}{quote}{passage.suffix}"
    if spelling.text.startswith(whole, max(start - len(passage.prefix), 0)) and start >= len(passage.prefix):
        return Finding("found", *spelling.origin(start, len(quote)), 1)  # in the very same spelling, as nearly always
    quote = spelling.words(quote)
    if not spelling.flat.startswith(quote, start):
        return None
    if not spelling.fits(start, len(quote), spelling.context(passage.prefix), spelling.context(passage.suffix)):
        return None
    return Finding("found", *spelling.origin(start, len(quote)), 1)


def _judge(text: SearchText, passage: Passage, quotes: Sequence[Mapping[str, Sequence[int]]]) -> Finding:
    """Return what became of a passage whose quote stands at `quotes`, of each spelling. A place fits between the same
    words; a sentence that repeats the passage's word for word is its rival, unless the passage knows words of the
    sentences before and after its own, which only one of the two stands between."""
    places: dict[tuple[int, int], tuple[bool, bool]] = {}
    for spelling, found in zip(text.spellings, quotes, strict=True):
        quote = spelling.words(passage.quote)
        around = spelling.context(passage.prefix), spelling.context(passage.suffix)
        sentence = _sentence_of(passage, around)
        for start in found.get(quote, ()):
            place, length = spelling.origin(start, len(quote)), len(quote)
            fits, is_rival = (spelling.fits(start, length, *words) for words in (around, sentence))
            before = places.get(place, (False, False))
            places[place] = (before[0] or fits, before[1] or is_rival)
    fitting = [place for place, (fits, _) in places.items() if fits]
    rivals = [place for place, (_, is_rival) in places.items() if is_rival]
    if len(fitting) == 1 and (rivals in ([], fitting) or _is_anchored(passage, text.spellings[0])):
        (place,) = fitting
        return Finding("found" if passage.start in (None, place[0]) else "moved", *place, len(places))
    changed = None if rivals else _changed(text.spellings[0], passage)
    return changed or Finding("ambiguous" if places else "orphaned", places=len(places))


def _sentence_of(passage: Passage, around: tuple[str, str]) -> tuple[str, str]:
    """Return what of the words around a quote is of its own sentence, which may begin or end with the quote."""
    last = passage.quote.rstrip()[-1:]
    before = around[0] + " " * passage.prefix[-1:].isspace()
    after = last + " " * passage.suffix[:1].isspace() + around[1]
    return SENTENCE_END.split(before)[-1].strip(), SENTENCE_END.split(after)[0][len(last) :].strip()


def _is_anchored(passage: Passage, spelling: _Spelling) -> bool:
    """Return whether a passage knows enough of the sentences before and after its own to tell a place."""
    around = spelling.context(passage.prefix), spelling.context(passage.suffix)
    beyond = zip(around, _sentence_of(passage, around), strict=True)
    return all(len("".join(words.split())) - len("".join(own.split())) >= _LEAST_CONTEXT for words, own in beyond)


def _find_hash(text: SearchText, hashed: HashedText, passage: Passage) -> Finding:
    """Return what became of a passage of which only the hash is known. Words that stand where they stood, among other
    words, may be meant as well as those that the hash of what was around them fits elsewhere."""
    start, length = passage.start or 0, passage.length or 0
    if text.unchanged and hashed.stands(passage):
        return Finding("found", start, start + length, 1)
    places = hashed.places(passage)
    fitting = [place for place in places if hashed.fits(place, passage)]
    if len(fitting) != 1 or (fitting != [start] and start in places):
        return Finding("ambiguous" if places else "orphaned", places=len(places))
    return Finding("found" if fitting == [start] else "moved", fitting[0], fitting[0] + length, len(places))


def _changed(spelling: _Spelling, passage: Passage) -> Finding | None:
    """Return the only words that stand between those before and after a lost quote; None where none or several do."""
    between = words_between(spelling, passage)
    if len(between) != 1 or not spelling.text[slice(*between[0])].strip():
        return None
    return Finding("changed", *between[0])


def words_between(spelling: _Spelling, passage: Passage) -> Sequence[tuple[int, int]]:
    """Return the ranges between the words before and after a passage, without the blanks around them; none where
    these words are too few to tell a place."""
    prefix, suffix = spelling.context(passage.prefix), spelling.context(passage.suffix)
    if min(len(prefix), len(suffix)) < _LEAST_CONTEXT:
        return ()
    return list(_between(spelling.text, prefix, suffix, 2 * len(passage.quote) + 80))


def _between(text: str, prefix: str, suffix: str, most: int) -> Iterator[tuple[int, int]]:
    padded = f"\n{text}\n"
    for place in places_of(padded, prefix):
        start = place + len(prefix)
        end = padded.find(suffix, start, start + most + len(suffix))
        if end >= 0:
            words = padded[start:end]
            yield end - 1 - len(words.lstrip(" ")), end - 1 - len(words) + len(words.rstrip(" "))


def _occurrences(flat: str, quotes: Collection[str]) -> Mapping[str, Sequence[int]]:
    """Return quote -> the places that have it."""
    if len(quotes) * len(flat) <= _FEW:
        return {quote: list(places_of(flat, quote)) for quote in quotes if quote}
    return _Index(flat).find(quotes)


_Nexts = Mapping[str, Sequence[tuple[str, int]]]
"""The word after an anchor, "" for any -> quotes, each with the offset of the anchor in it."""


class _Index:
    """The words of a long text, to look up many quotes at once by the rarest word of each and the next one."""

    def __init__(self, flat: str) -> None:
        self.flat = flat
        self.words = flat.split(" ")
        self.counts = Counter(self.words)

    def find(self, quotes: Collection[str]) -> Mapping[str, Sequence[int]]:
        """Return quote -> the places that have it."""
        found: dict[str, list[int]] = {quote: [] for quote in quotes if quote}
        anchors: dict[str, dict[str, list[tuple[str, int]]]] = {}
        for quote in found:
            word, following = self._anchor_of(quote.split(" ")[1:-1])
            if word:
                offset = quote.index(f" {word} ") + 1
                anchors.setdefault(word, {}).setdefault(following, []).append((quote, offset))
            else:
                found[quote] += places_of(self.flat, quote)
        for place, nexts, after in self._places_of(anchors):
            for quote, offset in (*nexts.get(after, ()), *nexts.get("", ())):
                if self.flat.startswith(quote, place - offset):
                    found[quote].append(place - offset)
        return found

    def _anchor_of(self, inner: Sequence[str]) -> tuple[str, str]:
        """Return the rarest word of those that a quote has whole, and the one after its first place; "" for none."""
        word = min(inner[:-1] or inner, key=lambda word: self.counts[word], default="")
        return word, inner[inner.index(word) + 1] if len(inner) > 1 else ""

    def _places_of(self, anchors: Mapping[str, _Nexts]) -> Iterator[tuple[int, _Nexts, str]]:
        """Yield each place of an anchor, the quotes by the word after it, and that word."""
        starts = accumulate((len(word) + 1 for word in self.words), initial=0)
        following = (*self.words[1:], "\n")
        for place, word, after in zip(starts, self.words, following, strict=False):
            if word in anchors:
                yield place, anchors[word], after
