"""JSON Lines, for streams: each row one object on a line of its own."""

from __future__ import annotations

from collections.abc import Iterator

from negtrack.render.json import drop_empty, dumps
from negtrack.views.view import View


def render_jsonl(view: View, header: bool = True) -> Iterator[str]:  # noqa: ARG001  # has no line of names
    """Yield the rows, each with the schema that it follows."""
    for row in view.rows():
        yield dumps({"schema": f"negtrack.{view.schema}/1", **drop_empty(row)}) + "\n"
