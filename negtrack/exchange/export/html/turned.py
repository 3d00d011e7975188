"""The table of an issue of many parties: a row for each value, with those that hold it and who says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from negtrack.exchange.export.document import Topic, Voice
from negtrack.exchange.export.held import HeldValue, Holders, counted_values, held_values, others_count, silence_counts
from negtrack.exchange.export.html.words import isolate, paragraph, voices
from negtrack.render.markup import Markup, element, join

COLUMNS = ("Position", "Parties, and who says so")
_LEAST_ALIKE = 3
"""Least parties of which the same voice speaks, for it to be said once above the table."""


def draw_counts(topic: Topic) -> Markup:
    """Return how many parties hold what: `agree 12 · disagree 13 (2 by others' words or with a caveat) · nothing on
    record 3`."""
    parts = [join([element("b", held.value), f" {held.count}{_reserved(held)}"]) for held in counted_values(topic)]
    rest = others_count(topic)
    parts += [Markup(f"another value {rest}")] if rest else []
    for words, count in silence_counts(topic):
        parts.append(element("span", f"{words} {count}", class_="dim"))
    return join(parts, " · ")


def _reserved(held: HeldValue) -> str:
    return f" ({held.reserved} by others' words or with a caveat)" if held.reserved else ""


def usual_voices(topic: Topic) -> Sequence[Voice]:
    """Return the voices of at least half of the parties of an issue, which are said once above its table; none where
    they differ."""
    counts: Counter[Sequence[Voice]] = Counter()
    for holders in (holders for held in held_values(topic) for holders in held.holders if holders.voices):
        counts[holders.voices] += len(holders.parties)
    found, count = counts.most_common(1)[0] if counts else ((), 0)
    return found if count >= _LEAST_ALIKE and 2 * count >= counts.total() else ()


def draw_usual(usual: Sequence[Voice]) -> Sequence[Markup]:
    """Return the caption of a table with the voices that its rows do not repeat."""
    return [element("caption", voices(usual), ", where nothing else is said")] if usual else []


def draw_held(topic: Topic, usual: Sequence[Voice]) -> Iterator[Markup]:
    """Yield a row for each value: those that hold it, with who says so where that is not the `usual`."""
    for held in held_values(topic):
        mark = "alert" if held.is_disputed else None if held.is_headline else "dim"
        words = [element("span", held.words, class_=mark) if mark else held.words]
        words += [element("small", f"({held.count})")] if held.count > 1 else []
        name = element("th", join(words, " "), dir="auto")
        yield element("tr", name, element("td", *_holders(held.holders, usual)))


def _holders(groups: Sequence[Holders], usual: Sequence[Voice]) -> Iterator[Markup]:
    """Yield the parties in groups that hold a value alike, a paragraph each where one of them has more to say."""
    texts = [_names(holders, usual) for holders in groups]
    if any(holders.text or holders.remarks for holders in groups):
        for holders, text in zip(groups, texts, strict=True):
            beside = [paragraph(holders.text, class_="text")] if holders.text else []
            beside += [paragraph(remark, class_="alert") for remark in holders.remarks]
            yield join([paragraph(text), *beside])
    else:
        yield join(texts, "; ")


def _names(holders: Holders, usual: Sequence[Voice]) -> Markup:
    parts: list[Markup] = [join(map(isolate, holders.parties), ", ")]
    if holders.voices and holders.voices != usual:
        parts.append(join([Markup("("), voices(holders.voices), Markup(")")]))
    parts += [element("mark", holders.changed)] if holders.changed else []
    return join(parts, " ")
