"""JSON, for programs: `{"schema": "negtrack.<view>/1", ..., "rows": [...]}`; fields are only added, never removed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from negtrack.render.clean import escape
from negtrack.views.view import View


def render_json(view: View, header: bool = True) -> Iterator[str]:  # noqa: ARG001  # JSON has no header
    """Yield the whole answer as one object; keep all data and escape terminal control characters."""
    whole = {
        "schema": f"negtrack.{view.schema}/1",
        **drop_empty(view.head()),
        **view.frame.fields,
        "rows": list(map(drop_empty, view.rows())),
    }
    yield dumps(whole, indent=2) + "\n"


def dumps(value: object, indent: int | None = None) -> str:
    """Return `value` as JSON that is safe to print; letters of all scripts stay readable."""
    separators = None if indent else (",", ":")
    text = json.dumps(value, ensure_ascii=False, indent=indent, separators=separators)
    return "\n".join(escape(line) for line in text.split("\n"))


def drop_empty(row: Mapping[str, object]) -> dict[str, object]:
    """Return a row with null in place of empty texts, nested rows included."""
    return {key: _drop_empty_value(value) for key, value in row.items()}


def _drop_empty_value(value: object) -> object:
    if isinstance(value, Mapping):
        return drop_empty(value)
    if isinstance(value, list):
        return [drop_empty(item) if isinstance(item, Mapping) else item for item in value]
    return None if value == "" else value
