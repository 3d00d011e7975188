"""Texts of people in a page, each isolated by its direction, and the numbers of their sources.

Between two pieces of text there is always a blank or a line break in the markup itself, so that text taken out of a
page consists of words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from negtrack.exchange.export.document import Voice
from negtrack.render.markup import Markup, element, join


def paragraph(*children: str, class_: str | None = None) -> Markup:
    """Return a paragraph whose direction is that of its text."""
    return element("p", *children, class_=class_, dir="auto")


def dim(*children: str) -> Markup:
    """Return a paragraph of secondary text."""
    return paragraph(*children, class_="dim")


def isolate(text: str) -> Markup:
    """Return a text within others, isolated by its own direction."""
    return element("bdi", text)


def break_line() -> Markup:
    """Return the end of a line within a paragraph or a cell."""
    return element("br")


def voices(said: Sequence[Voice], has_links: bool = True) -> Markup:
    """Return who says so, with the numbers of the sources, as links or alone."""
    return join([join([isolate(voice.words), *_references(voice, has_links)], " ") for voice in said], "; ")


def _references(voice: Voice, has_links: bool) -> Sequence[Markup]:
    if not has_links:
        return [Markup(f"[{number}]") for number in voice.refs]
    return [element("a", f"[{number}]", href=f"#s{number}") for number in voice.refs]


def head(names: Iterable[str]) -> Markup:
    """Return the head of a table."""
    cells = (element("th", name, scope="col", dir="auto") for name in names)
    return element("thead", element("tr", join(cells)))


def table(*parts: Markup, label: str) -> Markup:
    """Return a table of a head and bodies, perhaps below a caption; `label` is the id of its heading."""
    return element("table", *parts, aria_labelledby=label)


def wide_table(head: Markup, *bodies: Markup, label: str, class_: str = "wide") -> Markup:
    """Return a table that scrolls by itself where it is wider than the page."""
    inner = table(head, *bodies, label=label)
    return element("div", inner, class_=class_, role="region", aria_labelledby=label, tabindex=0)


_MOST_BESIDE = 4
"""Most cells that a narrow screen has room for side by side."""


def stacked_table(names: Sequence[str], cells: Iterable[Sequence[str]], label: str) -> Markup:
    """Return a table of which a narrow screen shows the first cell of each row above the others, if it has room for
    these."""
    beside = len(names) - 1
    kind = f"wide stack n{beside}" if beside <= _MOST_BESIDE else "wide"
    return wide_table(head(names), rows(cells), label=label, class_=kind)


def rows(cells: Iterable[Sequence[str]]) -> Markup:
    """Return rows of texts, the first cell of each as its heading."""
    return element("tbody", join(_row(row) for row in cells))


def _row(cells: Sequence[str]) -> Markup:
    first, *others = cells
    name = element("th", first, scope="row", dir="auto") if first else element("td", first)
    return element("tr", name, *(element("td", cell, dir="auto") for cell in others))
