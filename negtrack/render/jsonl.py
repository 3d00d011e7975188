"""JSON Lines, for streams: one object a line for each row."""

from __future__ import annotations

from collections.abc import Iterator

from negtrack.render.json import drop_empty, dumps
from negtrack.views.view import View


def render_jsonl(view: View, header: bool = True) -> Iterator[str]:  # noqa: ARG001  # JSON Lines has no header
    """Yield the rows, each with its schema."""
    for row in view.rows():
        yield dumps({"schema": f"negtrack.{view.schema}/1", **drop_empty(row)}) + "\n"
