"""JSON, for programs: `{"schema": "negtrack.<view>/1", ..., "rows": [...]}`; fields are only added, never removed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache

from negtrack.json_texts import escape_json, is_plain
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
    if indent:
        return _indented(value, indent * " ")
    return escape(_on_one_line()(value))


@cache
def _on_one_line() -> Callable[[object], str]:
    import json  # writes one line faster than we do, but takes longer to import than a whole answer to write

    return json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


_WORDS = {None: "null", True: "true", False: "false"}


def _indented(value: object, step: str, margin: str = "\n") -> str:
    """Return `value` as the standard library's `json` writes it, without hidden characters."""
    if isinstance(value, str):
        return _quoted(value)
    if value is None or isinstance(value, bool):
        return _WORDS[value]
    if isinstance(value, int):
        return int.__repr__(value)
    inner = margin + step
    if isinstance(value, dict):
        lines = [
            f"{_quoted_key(key)}: {_quoted(part) if type(part) is str else _indented(part, step, inner)}"
            for key, part in value.items()
        ]
        return f"{{{inner}{f',{inner}'.join(lines)}{margin}}}" if lines else "{}"
    if isinstance(value, (list, tuple)):
        lines = [_indented(part, step, inner) for part in value]
        return f"[{inner}{f',{inner}'.join(lines)}{margin}]" if lines else "[]"
    import json  # only for a number that is not whole

    return json.dumps(value)


def _quoted(text: str) -> str:
    return f'"{text if is_plain(text) else escape(escape_json(text))}"'


_quoted_key = cache(_quoted)
"""Keys, of which all rows have the same."""


def drop_empty(row: Mapping[str, object]) -> dict[str, object]:
    """Return a row with null in place of empty texts, nested rows included."""
    return {
        key: value or None if type(value) is str else value if type(value) in _PLAIN else _drop_empty_value(value)
        for key, value in row.items()
    }


_PLAIN = (int, float, bool, type(None))
"""Types of values that are never empty."""


def _drop_empty_value(value: object) -> object:
    if isinstance(value, list):
        return [drop_empty(item) if isinstance(item, Mapping) else item for item in value]
    if isinstance(value, str):
        return value or None
    return drop_empty(value) if isinstance(value, Mapping) else value
