"""What stands nearest to lost words, and how other words differ from them: shown to people, never adopted."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from importlib.util import find_spec

from negtrack.text.find import SENTENCE_END

_LEAST_LIKE = 60
"""Percent of letters in common from which a sentence is shown."""
_MOST = 60
"""Sentences that are compared letter by letter: those that share the rarest words with the lost ones."""


class Sentences:
    """The sentences of a text, to find the one that is nearest to a quote."""

    def __init__(self, text: str) -> None:
        self.sentences: Sequence[str] = [part for part in SENTENCE_END.split(text) if part.strip()]

    @cached_property
    def _holders(self) -> Mapping[str, Sequence[int]]:
        """Word -> the sentences that have it."""
        holders: dict[str, list[int]] = {}
        for number, sentence in enumerate(self.sentences):
            for word in sentence.split(" "):
                holders.setdefault(word, []).append(number)
        return holders

    def nearest(self, quote: str) -> str:
        """Return the sentence that is most like a quote; "" where none is, or where rapidfuzz is not installed."""
        if not find_spec("rapidfuzz"):
            return ""
        from rapidfuzz import fuzz, process

        found = process.extractOne(quote, self._candidates(quote), scorer=fuzz.partial_ratio, score_cutoff=_LEAST_LIKE)
        return found[0] if found else ""

    def _candidates(self, quote: str) -> Collection[str]:
        if len(self.sentences) <= _MOST:
            return self.sentences
        shared: Counter[int] = Counter()
        for word in set(quote.split(" ")) & self._holders.keys():
            holders = self._holders[word]
            for number in holders if len(holders) * 10 <= len(self.sentences) + 1_000 else ():
                shared[number] += 1
        best = [self.sentences[number] for number, _ in shared.most_common(_MOST)]
        return best or self.sentences


def word_diff(before: str, after: str) -> str:
    """Return how `after` differs from `before`, word by word: `at least [-two-] {+three+} weeks`."""
    return " ".join(_parts(before.split(), after.split()))


def _parts(before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    for change, first, last, start, end in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        old, new = " ".join(before[first:last]), " ".join(after[start:end])
        if change == "equal":
            yield old
            continue
        yield from ([f"[-{old}-]"] if old else [])
        yield from ([f"{{+{new}+}}"] if new else [])
