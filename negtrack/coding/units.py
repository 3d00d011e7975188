"""Units: the statements that both coders read out of the same words of a source, about one party and one issue.

Where both say where the words stand, they must share some of them; where one does not say, the two are a unit only if
neither could be another's.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from negtrack.coding.codings import Coder, Coding
from negtrack.frozen import dataclass
from negtrack.model import Passage, Source

Pair = tuple[Coding, Coding]
_PLACE = r"(?P<label>\D*?)\s*(?P<first>\d+)(?:\s*[-–]\s*(?P<last>\d+))?"
"""A place for readers: `p. 3`, `¶4-6`."""
_LABELS = {
    **dict.fromkeys(("page", "pages", "p", "pp", "pg"), "page"),
    **dict.fromkeys(("paragraph", "paragraphs", "para", "paras", "par", "¶", "¶¶"), "paragraph"),
    **dict.fromkeys(("section", "sections", "sect", "sec", "§", "§§"), "section"),
    **dict.fromkeys(("line", "lines", "l", "ll"), "line"),
    **dict.fromkeys(("article", "articles", "art", "arts"), "article"),
}
"""Spellings of what is counted, without points."""


@dataclass(frozen=True)
class Units:
    """The pairs of codings that are about the same words, and what only one coder read out."""

    pairs: tuple[Pair, ...]
    only_one: tuple[Coding, ...]
    only_other: tuple[Coding, ...]


def match_codings(one: Coder, other: Coder) -> Units:
    """Return the units of two coders, in the order of the first."""
    same = _same_sources(one.negotiation.sources, other.negotiation.sources)
    groups: dict[tuple[str, str], tuple[list[Coding], list[Coding]]] = defaultdict(lambda: ([], []))
    for side, coder in enumerate((one, other)):
        for coding in coder.codings:
            groups[coding.position.party, coding.position.issue][side].append(coding)
    pairs = [pair for ours, theirs in groups.values() for pair in _pairs(ours, theirs, same)]
    matched = {coding.id for coding, _ in pairs}, {coding.id for _, coding in pairs}
    order = {coding.id: place for place, coding in enumerate(one.codings)}
    return Units(
        tuple(sorted(pairs, key=lambda pair: order[pair[0].id])),
        tuple(coding for coding in one.codings if coding.id not in matched[0]),
        tuple(coding for coding in other.codings if coding.id not in matched[1]),
    )


def _same_sources(ours: Mapping[str, Source], theirs: Mapping[str, Source]) -> Mapping[str, str]:
    """Return source of the other -> source of the first: the one with its id, else with its URL."""
    by_url = {source.URL: name for name, source in ours.items() if source.URL}
    return {name: name if name in ours else by_url.get(source.URL, name) for name, source in theirs.items()}


def _pairs(ours: Sequence[Coding], theirs: Sequence[Coding], same: Mapping[str, str]) -> list[Pair]:
    """Return the pairs of one party and issue: those that share most of their words first, then those of which one
    does not say where its words stand, if there is only one way to pair them."""
    shared: list[tuple[int, bool, int, int]] = []
    unknown: list[tuple[int, int]] = []
    for first, mine in enumerate(ours):
        for second, yours in enumerate(theirs):
            if not _share_source(mine, yours, same):
                continue
            words = shared_words(mine, yours)
            if words is None:
                unknown.append((first, second))
            elif words:
                shared.append((-words, mine.position.toward != yours.position.toward, first, second))
    found: dict[int, int] = {}
    for *_, first, second in sorted(shared):
        if first not in found and second not in found.values():
            found[first] = second
    left = [pair for pair in unknown if pair[0] not in found and pair[1] not in found.values()]
    firsts, seconds = ([pair[side] for pair in left] for side in (0, 1))
    found |= {first: second for first, second in left if firsts.count(first) == seconds.count(second) == 1}
    return [(ours[first], theirs[second]) for first, second in found.items()]


def _share_source(mine: Coding, yours: Coding, same: Mapping[str, str]) -> bool:
    named = {same.get(name, name) for name in yours.position.sources}
    return bool(named.intersection(mine.position.sources)) or not (named or mine.position.sources)


def shared_words(mine: Coding, yours: Coding) -> int | None:
    """Return how much two codings share of their words in the source, 0 if they are about other words; None if one
    does not say where its words stand."""
    for compare in _COMPARISONS:
        shared = compare(mine, yours)
        if shared is not None:
            return shared
    return None


def _share_span(mine: Coding, yours: Coding) -> int | None:
    spans = [_span(coding) for coding in (mine, yours)]
    if None in spans:
        return None
    (start, stop), (begin, end) = filter(None, spans)
    return max(min(stop, end) - max(start, begin), 0)


def _span(coding: Coding) -> tuple[int, int] | None:
    """Return the first character of the words of a coding in the source, and the one after the last."""
    locator = coding.position.locator
    if not isinstance(locator, Passage) or locator.start is None:
        return None
    length = locator.length or len(_quote(coding))
    return (locator.start, locator.start + length) if length else None


def _share_quote(mine: Coding, yours: Coding) -> int | None:
    from difflib import SequenceMatcher  # needed for words without a place alone

    one, other = (" ".join(_quote(coding).split()).casefold() for coding in (mine, yours))
    if not (one and other):
        return None
    size = SequenceMatcher(None, one, other, autojunk=False).find_longest_match().size
    return size if 2 * size >= min(len(one), len(other)) else 0


def _quote(coding: Coding) -> str:
    locator = coding.position.locator
    return (locator.quote if isinstance(locator, Passage) else "") or coding.position.quote


def _share_place(mine: Coding, yours: Coding) -> int | None:
    """Return how many pages, paragraphs and so on two places share; 0 where they count different things."""
    one, other = (_place(coding) for coding in (mine, yours))
    if not (one and other):
        return None
    found = [match for match in (re.fullmatch(_PLACE, one), re.fullmatch(_PLACE, other)) if match]
    if len(found) < 2 or len({_label(match["label"]) for match in found}) > 1:
        return int(one == other)
    (start, stop), (begin, end) = ((int(place["first"]), int(place["last"] or place["first"])) for place in found)
    return max(min(stop, end) - max(start, begin) + 1, 0)


def _label(text: str) -> str:
    bare = text.strip().rstrip(".")
    return _LABELS.get(bare, bare)


def _place(coding: Coding) -> str:
    locator = coding.position.locator
    return " ".join((locator.place if isinstance(locator, Passage) else locator).casefold().split())


_COMPARISONS: Sequence[Callable[[Coding, Coding], int | None]] = (_share_span, _share_quote, _share_place)
"""Where words stand, the most exact first."""
