"""The manual as a small site: a page of HTML each, one style sheet, no script, nothing fetched."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from negtrack.manual.topics import GROUPS, PAGES, anchor_of, decisions, list_topics, read_page, title_of

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_FOLDER = Path(__file__).parent


def site_files() -> dict[str, bytes]:
    """Return the files of the site by their paths in its folder."""
    from jinja2 import Environment, StrictUndefined
    from markdown_it import MarkdownIt

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string((_FOLDER / "site.html.j2").read_text("utf-8"))
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    titles = {name: title_of(read_page(name)) for name in PAGES}
    files = {"style.css": (_FOLDER / "site.css").read_bytes()}
    for path, text in _texts():
        root = "../" * path.count("/")
        page = template.render(
            title=title_of(text), body=_body(parser, text), groups=GROUPS, titles=titles, root=root, here=path
        )
        files[path] = page.encode()
    return files


def _texts() -> Iterator[tuple[str, str]]:
    yield "index.html", _list_with_links()
    yield from ((f"{name}.html", read_page(name)) for name in PAGES)
    yield from ((f"decisions/{name}.html", read_page(name)) for name in decisions())


def _list_with_links() -> str:
    text = list_topics()
    for name in PAGES:
        text = text.replace(f"- `{name}`: ", f"- [{title_of(read_page(name))}]({name}.md): ")
    return text


def _body(parser: MarkdownIt, text: str) -> str:
    tokens = parser.parse(text)
    _mark_headings(tokens)
    _turn_links(tokens)
    return str(parser.renderer.render(tokens, parser.options, {}))


def _mark_headings(tokens: list[Token]) -> None:
    """Give each heading the id that links to it end in."""
    for token, following in pairwise(tokens):
        if token.type == "heading_open":
            token.attrSet("id", anchor_of(following.content))


def _turn_links(tokens: Iterable[Token]) -> None:
    """Have links to pages of Markdown lead to those of the site."""
    for token in tokens:
        _turn_links(token.children or ())
        if token.type == "link_open":
            path, mark, anchor = str(token.attrs["href"]).partition("#")
            token.attrSet("href", re.sub(r"\.md$", ".html", path) + mark + anchor)
