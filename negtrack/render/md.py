"""Markdown (GitHub's tables), for documents: the few columns that a person would put there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from negtrack.render.clean import clean
from negtrack.views.view import View

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|!~]|&(?=#?\w+;))")


def render_md(view: View, header: bool = True) -> Iterator[str]:
    """The title and one table; characters that Markdown would read as markup are escaped."""
    table = view.table()
    if header:
        yield f"## {escaped(table.title)}\n\n"
    yield f"| {' | '.join(escaped(column) for column in table.columns)} |\n"
    yield f"|{' --- |' * len(table.columns)}\n"
    for row in table.rows:
        yield f"| {' | '.join(escaped(cell) for cell in row)} |\n"


def escaped(text: str) -> str:
    """`text` on one line, as Markdown that shows it as it is."""
    return _MARKUP.sub(r"\\\1", clean(" ".join(text.split("\n"))))
