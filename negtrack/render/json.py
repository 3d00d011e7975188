"""JSON, for programs: `{"schema": "negtrack.<view>/1", ..., "rows": [...]}`; fields are only ever added."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from negtrack.render.clean import escape
from negtrack.views.view import View


def render_json(view: View, header: bool = True) -> Iterator[str]:  # noqa: ARG001  # has no line of names
    """Yield the whole answer as one object; data is kept whole, what could steer a terminal is escaped."""
    whole = {
        "schema": f"negtrack.{view.schema}/1",
        **drop_empty(view.head()),
        "rows": list(map(drop_empty, view.rows())),
    }
    yield dumps(whole, indent=2) + "\n"


def dumps(value: object, indent: int | None = None) -> str:
    """`value` as JSON in readable scripts, safe to print."""
    separators = None if indent else (",", ":")
    text = json.dumps(value, ensure_ascii=False, indent=indent, separators=separators)
    return "\n".join(escape(line) for line in text.split("\n"))


def drop_empty(row: Mapping[str, object]) -> dict[str, object]:
    """A row with null where a text is absent, also in the rows inside it."""
    return {key: _is_filled(value) for key, value in row.items()}


def _is_filled(value: object) -> object:
    if isinstance(value, Mapping):
        return drop_empty(value)
    if isinstance(value, list):
        return [drop_empty(each) if isinstance(each, Mapping) else each for each in value]
    return None if value == "" else value
