"""The text of a source in sentences, and where it names a known party or a word of an issue."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from negtrack.frozen import dataclass
from negtrack.model import Issue, Negotiation, Party
from negtrack.screen.cells import Range
from negtrack.screen.pager import Pager
from negtrack.text.find import SENTENCE_END

_LEAST = 4
"""Letters of a word of an issue's title or id that says what the issue is about."""
_COMMON = frozenset(
    (
        *("about", "after", "against", "among", "been", "before", "between", "both", "during", "each", "from", "have"),
        *("into", "more", "most", "only", "other", "over", "than", "that", "their", "them", "these", "they", "this"),
        *("those", "under", "until", "were", "what", "when", "where", "which", "while", "with", "within", "without"),
    )
)
"""Words of titles that say nothing of an issue."""
_UNSPACED = "\u2e80"
"""From here on scripts put no blanks between words."""


@dataclass(frozen=True)
class Mention:
    """A range of the text that names a party, or issues that share a word."""

    range: Range
    ids: Sequence[str]


class Article:
    """A normalised text to read: its sentences in order, and its lines for a window."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.pager = Pager(text)

    @cached_property
    def sentences(self) -> Sequence[Range]:
        """The ranges of its sentences, without the blanks between them."""
        return list(self._sentences())

    def _sentences(self) -> Iterator[Range]:
        start = 0
        for match in SENTENCE_END.finditer(self.text):
            if match[0] != "\n" and self.text[match.end() : match.end() + 1].islower():
                continue  # after an abbreviation, as in "U.S. officials"
            end = match.start() + len(match[0].rstrip())
            if self.text[start:end].strip():
                yield start, end
            start = match.end()
        if self.text[start:].strip():
            yield start, len(self.text)

    def sentence_at(self, place: int) -> int:
        """Return the number of the sentence at a place, from 0: the one that begins last before it."""
        return max(bisect_right(self.sentences, (place, len(self.text))) - 1, 0)

    def words(self, span: Range) -> str:
        """Return the words of a range on one line."""
        return self.text[slice(*span)].replace("\n", " ")


class Mentions:
    """Words that name the parties and issues of a negotiation."""

    def __init__(self, known: Negotiation) -> None:
        self._ids: dict[str, list[str]] = {}
        last_words = Counter(party.name.split(" ")[-1].casefold() for party in known.parties.values())
        for party in known.parties.values():
            self._name(_names_of(party), party.id)
            last = party.name.split(" ")[-1]
            if last and last_words[last.casefold()] == 1:  # a port whose name ends so is "the port"
                self._name((f"the {last}",), party.id)
        names = set(self._ids)
        for issue in known.issues.values():
            self._name((word for word in _words_of(issue) if word.casefold() not in names), issue.id)

    def _name(self, words: Iterable[str], id: str) -> None:
        for word in {word.casefold() for word in words if word.strip()}:
            self._ids.setdefault(word, []).append(id)

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        names = [re.escape(name) for name in sorted(self._ids, key=len, reverse=True)]
        words = "|".join(name for name in names if name[0] < _UNSPACED)
        others = [name for name in names if name[0] >= _UNSPACED]
        whole = [rf"(?<!\w)(?:{words})(?:e?s)?(?!\w)"] if words else []
        return re.compile("|".join([*whole, *others]), re.IGNORECASE) if names else None

    def within(self, text: str, span: Range) -> Iterator[Mention]:
        """Yield the mentions in a range, in order."""
        for match in self._pattern.finditer(text, *span) if self._pattern else ():
            yield Mention(match.span(), self._ids_of(match[0].casefold()))

    def _ids_of(self, word: str) -> Sequence[str]:
        found = (self._ids.get(singular) for singular in (word, word[:-1], word[:-2]))
        return next(filter(None, found), ())


def _names_of(party: Party) -> Iterator[str]:
    """Yield what a text may call a party, and its delegates by their last names."""
    yield from (party.name, party.short, party.id.replace("-", " "))
    for delegate in party.delegates:
        yield from (delegate.name, delegate.name.split(" ")[-1])


def _words_of(issue: Issue) -> Iterator[str]:
    """Yield the words of an issue's title and id that say what it is about, in the singular."""
    title = re.sub(r"\bper \w+", " ", issue.title)  # a unit is nothing that it is about
    for word in re.findall(r"[^\W\d_]+", f"{title} {issue.id}"):
        is_telling = len(word) >= _LEAST and word.casefold() not in _COMMON
        if is_telling or word[0] >= _UNSPACED:
            yield word.removesuffix("s") if len(word) > _LEAST else word
