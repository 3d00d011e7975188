"""How documents write options, whose ids have hyphens between words: as the people of the negotiation spell them.

Where none of its texts has the words of an option, blanks stand for the hyphens, but for those of numbers: `two-thirds`
stays what it is in `two-thirds-majority`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from negtrack.model import Negotiation

_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_PARTS = "half|halves|third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
_NUMBERS = rf"(?:^|(?<=-))(?:(?:{_TENS})-(?:{_ONES})|(?:{_ONES}|ten)-(?:{_PARTS})s?|[0-9]+-[0-9]+)(?=-|$)"
"""Numbers that have a hyphen in plain English, or that are two."""
_FIELDS = ("title", "summary", "name", "text", "quote", "note", "caveat", "reservations", "qualifier")
"""Fields in which people write freely."""


def option_words(known: Negotiation) -> Mapping[str, str]:
    """Return option -> how documents write it, for those with hyphens."""
    options = {name for issue in known.issues.values() for name in issue.scale.names if "-" in name}
    found: dict[str, Counter[str]] = {name: Counter() for name in options}
    if options:
        forms = "|".join(re.escape(name).replace(r"\-", "[- ]") for name in sorted(options, key=lambda n: (-len(n), n)))
        pattern = re.compile(rf"(?<![\w-])(?:{forms})(?![\w-])", re.IGNORECASE)
        for text in _texts(known):
            for spelled in pattern.findall(text):
                found[spelled.lower().replace(" ", "-")][spelled.lower()] += 1
    return {name: _spelling(name, spelled) for name, spelled in found.items()}


def _spelling(name: str, spelled: Counter[str]) -> str:
    """Return the most common spelling but the id itself, else the words of the id."""
    del spelled[name]
    if spelled:
        return min(spelled, key=lambda words: (-spelled[words], words))
    return re.sub(rf"({_NUMBERS})|-", lambda match: match[1] or " ", name)


def _texts(known: Negotiation) -> Iterable[str]:
    yield known.title
    yield known.summary
    for thing in (*known.definitions, *known.records):
        yield from _texts_of(vars(thing))


def _texts_of(fields: Mapping[str, object]) -> Iterator[str]:
    yield from (text for name in _FIELDS if isinstance(text := fields.get(name), str) and text)
