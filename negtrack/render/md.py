"""Markdown (GitHub's tables), for documents: the few columns that a person would choose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from negtrack.render.clean import sanitise
from negtrack.views.view import View

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|!~]|&(?=#?\w+;))")


def render_md(view: View, header: bool = True) -> Iterator[str]:
    """Yield the title and one table; escape the characters of Markdown's markup."""
    table, frame = view.table(), view.frame
    if header:
        yield f"## {escape_md(', '.join(part for part in (frame.title, frame.clocks) if part))}\n\n"
    yield f"| {' | '.join(escape_md(column) for column in table.columns)} |\n"
    yield f"|{' --- |' * len(table.columns)}\n"
    for row in table.rows:
        yield f"| {' | '.join(escape_md(cell) for cell in row)} |\n"
    if frame.legend:
        yield f"\n{escape_md('; '.join(frame.legend))}\n"


def escape_md(text: str) -> str:
    """Return `text` on one line, escaped so that Markdown shows it literally."""
    return _MARKUP.sub(r"\\\1", sanitise(" ".join(text.split("\n"))))
