"""Markup of HTML and SVG, in which every text is escaped where it enters: a `str` is a text, a `Markup` is not."""

from __future__ import annotations

import re
from collections.abc import Iterable

from negtrack.render.clean import sanitise_lines

_LINE = "\n"
_VOID = frozenset({"br", "meta"})
"""Elements of HTML that have no content and no end."""
_EMPTY = frozenset({"path", "rect", "stop", "line"})
"""Elements of SVG without content."""
_BLOCKS = frozenset(
    (
        "body",
        "br",
        "caption",
        "div",
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "header",
        "li",
        "main",
        "ol",
        "p",
        "section",
        "ul",
    )
) | {"desc", "svg", "table", "tbody", "td", "text", "th", "thead", "title", "tr"}
"""Elements that begin on a line of their own, so that text taken out of a page has a blank between any two of them."""
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
"""Characters of scripts that run from right to left."""
_DIRECTIONS = re.compile(r"</?bdi>| dir=auto(?=>)")
_PARTS = re.compile(r"(?=\n<(?:tr|section|h[123]|li)\b)")
"""Where a part begins whose marks of direction mean nothing for other parts."""


class Markup(str):
    """A text that is markup, with all foreign text in it escaped."""

    __slots__ = ()


def escape(text: str) -> Markup:
    """Return a text with marks for hidden characters and without characters that mean anything in markup; markup as it
    is."""
    return text if isinstance(text, Markup) else Markup(_escape(text))


def _escape(text: str) -> str:
    return (text if text.isprintable() else sanitise_lines(text)).translate(_ESCAPES)


def join(parts: Iterable[str], between: str = "") -> Markup:
    """Return texts and markup one after the other, as markup."""
    return Markup(_joined(parts, escape(between)))


def _joined(parts: Iterable[str], between: str = "") -> str:
    return between.join([part if isinstance(part, Markup) else _escape(part) for part in parts])


def element(tag: str, /, *children: str, **attributes: str | int | None) -> Markup:
    """Return an element with children, which are texts or markup. An attribute of None is left out; `class_` is
    `class`, `aria_label` is `aria-label`."""
    is_empty = tag in _EMPTY
    given = [_attribute(key, str(value), is_empty) for key, value in attributes.items() if value is not None]
    start = f"{_LINE if tag in _BLOCKS else ''}<{tag}{''.join(given)}"
    if is_empty:
        return Markup(f"{start}/>")
    return Markup(f"{start}>" if tag in _VOID else f"{start}>{_joined(children)}</{tag}>")


def drop_directions(markup: Markup) -> Markup:
    """Return markup whose rows, headings and items of lists have no marks of direction where all that stands in them
    runs from left to right, so that they would change nothing."""
    if markup.isascii() or not _RIGHT_TO_LEFT.search(markup):
        return Markup(_DIRECTIONS.sub("", markup))
    parts = _PARTS.split(markup)
    return Markup("".join(part if _RIGHT_TO_LEFT.search(part) else _DIRECTIONS.sub("", part) for part in parts))


def _attribute(key: str, value: str, is_quoted: bool) -> str:
    """Return an attribute; without quotes where HTML needs none."""
    is_word = value.isascii() and value.replace("-", "a").replace("#", "a").isalnum()
    shown = value if is_word and not is_quoted else f'"{escape(value)}"'
    return f" {key.rstrip('_').replace('_', '-')}={shown}"
