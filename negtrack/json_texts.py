"""JSON of texts, lists and objects, without the standard library's `json`, which takes longer to import than a record
to check."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

_ESCAPES = {code: f"\\u{code:04x}" for code in range(32)}
_ESCAPES |= str.maketrans({'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\f": "\\f", "\b": "\\b"})


def is_plain(text: str) -> bool:
    """Return whether a text stands in JSON as it is, without a character that cannot be printed."""
    return text.isprintable() and '"' not in text and "\\" not in text


def escape_json(text: str) -> str:
    """Return a text as it stands between the quotation marks of JSON; letters of all scripts stay as they are."""
    return text if is_plain(text) else text.translate(_ESCAPES)


def sorted_json(value: object) -> str:
    """Return a value as JSON without blanks, the keys of each object in order."""
    if isinstance(value, str):
        return f'"{escape_json(value)}"'
    if isinstance(value, Mapping):
        pairs = (f"{sorted_json(key)}:{sorted_json(value[key])}" for key in sorted(value))
        return f"{{{','.join(pairs)}}}"
    if isinstance(value, Sequence):
        return f"[{','.join(map(sorted_json, value))}]"
    import json  # only for what is none of them

    return json.dumps(value)
