"""Web pages: every block of the article, short points and tables included; no menu, script or hidden part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from negtrack.text.normalise import CELL, LOWERED, RAISED, read_apart

_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt"),
        *("fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr"),
        *("legend", "li", "main", "ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "tr"),
        "ul",
    )
)
_DROPPED = frozenset(
    ("button", "iframe", "nav", "noscript", "object", "script", "select", "style", "svg", "template", "textarea")
)
_MARGINS = frozenset(("aside", "footer", "header"))
"""Parts of the page that belong to the text only within an article."""
_CELLS = ("td", "th")
_SIGNS = {"br": "\n", "q": '"'}


def read_html(text: str) -> Iterator[str]:
    """Yield the paragraphs of a page; none where a script fills it."""
    from lxml import etree, html

    try:
        page = html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text))
    except etree.ParserError:  # nothing in it but comments
        return
    yield from _Blocks().read(_article(page))


def _article(page: Any) -> Any:
    """Return the part that holds the article: the only `article` with half of the words or more, else `main`, else
    all."""
    body = page.find("body")
    whole = page if body is None else body
    articles, mains = whole.findall(".//article"), whole.findall(".//main")
    around = mains[0] if len(mains) == 1 and _size(mains[0]) * 2 >= _size(whole) else whole
    if len(articles) == 1 and _size(articles[0]) * 2 >= _size(around):
        return articles[0]
    return around


def _size(element: Any) -> int:
    return sum(len(text.strip()) for text in element.itertext())


class _Blocks:
    """Collect the words of a page until a block begins or ends."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.places: list[Mapping[int, int]] = []
        """The digits of the places, high or low, in which the elements around the present place set their words."""
        self.rows: list[Any] = []
        """The rows around the present place that are one paragraph each."""

    def read(self, root: Any) -> Iterator[str]:
        """Yield the paragraphs below `root`; two line breaks in a row part them too."""
        from lxml import etree

        walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        for event, element in walk:
            if event == "start" and _is_dropped(element, root):
                walk.skip_subtree()
            elif event == "start":
                yield from self._begin(element)
            elif event == "end" and not _is_dropped(element, root):
                yield from self._end(element)
            if event != "start" and element is not root:
                self._add(element.tail)
        yield from self._flush()

    def _begin(self, element: Any) -> Iterator[str]:
        if element.tag in _BLOCKS:
            yield from self._part()
        if element.tag == "tr" and not self.rows and _is_row(element):
            self.rows.append(element)
        if element.tag in _CELLS:
            if not self.rows:
                yield from self._flush()
            elif "".join(self.words).strip():
                self.words.append(CELL)
        self.places += _place_of(element)
        self.words.append("/" if _is_last_in(element, "mfrac") else _SIGNS.get(element.tag, ""))
        self._add(element.text)

    def _end(self, element: Any) -> Iterator[str]:
        del self.places[len(self.places) - len(_place_of(element)) :]
        if element.tag == "q":
            self.words.append('"')
        if self.rows and element is self.rows[-1]:
            self.rows.pop()
        if element.tag in _BLOCKS:
            yield from self._part()

    def _add(self, text: str | None) -> None:
        words = re.sub(r"\s+", " ", text or "")
        self.words.append(read_apart("".join(self.words)[-2:], words, self.places[-1]) if self.places else words)

    def _part(self) -> Iterator[str]:
        """End a paragraph, unless it is a row that goes on."""
        if self.rows:
            self.words.append(" ")
        else:
            yield from self._flush()

    def _flush(self) -> Iterator[str]:
        paragraphs = re.split(r"\n[ \n]*\n", "".join(self.words))
        self.words = []
        for paragraph in paragraphs:
            yield paragraph.replace("\n", " ")


def _place_of(element: Any) -> list[Mapping[int, int]]:
    """Return the digits of the place in which an element sets its words, [] for that of the line."""
    if element.tag == "sup" or _is_last_in(element, "msup"):
        return [RAISED]
    return [LOWERED] if element.tag == "sub" else []


def _is_last_in(element: Any, tag: str) -> bool:
    """Return whether an element is the second part of a formula of this kind in MathML."""
    parent = element.getparent()
    return parent is not None and parent.tag == tag and element.getnext() is None


def _is_dropped(element: Any, root: Any) -> bool:
    if element.tag in _DROPPED or element.get("hidden") is not None:
        return True
    if re.search(r"display\s*:\s*none", element.get("style") or ""):
        return True
    is_margin = element.tag in _MARGINS and element is not root and root.tag != "article"
    return is_margin and next(element.iterancestors("article", "blockquote", "figure"), None) is None


def _is_row(row: Any) -> bool:
    """Return whether a row is one of a table of words, and no frame for the layout of a page."""
    return all(sum(part.tag in _BLOCKS for part in cell.iterdescendants()) < 2 for cell in row)
