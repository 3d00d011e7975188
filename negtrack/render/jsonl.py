"""JSON Lines, for streams: each row one object on a line of its own."""

from __future__ import annotations

from collections.abc import Iterator

from negtrack.render.json import dumps, filled
from negtrack.views.view import View


def render_jsonl(view: View) -> Iterator[str]:
    """The rows, each with the schema that it follows."""
    for row in view.rows():
        yield dumps({"schema": f"negtrack.{view.schema}/1", **filled(row)}) + "\n"
