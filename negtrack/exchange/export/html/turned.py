"""The table of an issue of many parties: a row for each value, with those that hold it."""

from __future__ import annotations

from collections.abc import Iterator

from negtrack.exchange.export.document import Topic
from negtrack.exchange.export.held import HeldValue, Holders, counted_values, held_values, others_count, silence_counts
from negtrack.exchange.export.html.words import isolate, paragraph, voices
from negtrack.render.markup import Markup, element, join

COLUMNS = ("Position", "Parties", "Who says so")


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


def draw_held(topic: Topic) -> Iterator[Markup]:
    """Yield rows: a value, then for all that hold it alike who they are and who says so."""
    for held in held_values(topic):
        yield from _rows(held)


def _rows(held: HeldValue) -> Iterator[Markup]:
    for number, holders in enumerate(held.holders):
        name = [] if number else [_value(held)]
        yield element("tr", *name, element("td", _names(holders)), element("td", voices(holders.voices)))


def _value(held: HeldValue) -> Markup:
    mark = "alert" if held.is_disputed else None if held.is_headline else "dim"
    count = [element("span", f"({held.count})", class_="dim")] if held.count > 1 else []
    words = join([element("span", held.words, class_=mark) if mark else held.words, *count], " ")
    span = len(held.holders) if len(held.holders) > 1 else None
    return element("th", words, scope="row", rowspan=span, dir="auto")


def _names(holders: Holders) -> Markup:
    parts: list[Markup] = [join(map(isolate, holders.parties), ", ")]
    parts += [element("mark", holders.changed)] if holders.changed else []
    parts += [paragraph(holders.text, class_="text")] if holders.text else []
    parts += [paragraph(remark, class_="alert") for remark in holders.remarks]
    return join(parts, " ")
