"""Who may speak in a sentence, so that a name need not be typed: only offered, nothing is concluded from it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from negtrack.model import Party

_MOST_WORDS = 8
"""Words of a speaker."""
_SAYING = (
    "said|says|say|added|adds|announced|argued|argues|asked|believe|believes|claimed|claims|confirmed|confirms|"
    "demanded|denied|denies|described|doubted|doubts|insisted|insists|reported|reports|stated|stressed|suggested|"
    "tells|tol[d]|warned|warns|wrote"
)
_ROLES = (
    "aides?|ambassadors?|diplomats?|envoys?|delegates?|mediators?|ministers?|ministry|negotiators?|officials?|"
    "president|secretary|sources|spokes(?:man|woman|person|people)"
)
_BEFORE = frozenset(
    (
        *(
            "a",
            "according",
            "an",
            "and",
            "as",
            "at",
            "but",
            "by",
            "for",
            "from",
            "in",
            "of",
            "on",
            "or",
            "that",
            "the",
            "to",
        ),
        *("when", "where", "which", "while", "who", "with"),
    )
)
"""Words with which no speaker begins."""
_PRONOUNS = frozenset(("he", "i", "it", "one", "she", "they", "this", "we", "you"))


@cache
def _patterns() -> Sequence[re.Pattern[str]]:
    """Return what finds a phrase that may be a speaker: before a word of saying, after `according to`, and with what
    such people are called."""
    word = r"[^\W_](?:[\w'’-]|\.(?=\w))*"
    phrase = rf"{word}(?: {word}){{0,{_MOST_WORDS - 1}}}"
    return (
        re.compile(rf"({phrase}) (?:{_SAYING})\b"),
        re.compile(rf"[Aa]ccording to ({phrase})"),
        re.compile(rf"((?:{word} ){{0,3}}(?:{_ROLES}))\b", re.IGNORECASE),
    )


def names_in(text: str, parties: Mapping[str, Party]) -> Sequence[str]:
    """Return who may speak in a sentence: delegates that it names, then phrases that may be a speaker."""
    found = [delegate.name for party in parties.values() for delegate in party.delegates if delegate.name in text]
    for phrase in _phrases(text):
        if not any(phrase in longer for longer in found):
            found.append(phrase)
    return found


def _phrases(text: str) -> Iterator[str]:
    for pattern in _patterns():
        for match in pattern.finditer(text):
            words = match[1].rstrip(".").split(" ")
            while words and words[0].casefold() in _BEFORE:
                words.pop(0)
            if words and " ".join(words).casefold() not in _PRONOUNS:
                yield " ".join(words)
