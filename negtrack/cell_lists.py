"""Lists in one cell: their elements are joined by `; `, with a backslash before each semicolon or backslash of their
own, so that they can be read again."""

from __future__ import annotations

import re
from collections.abc import Mapping

LIST_SEPARATOR = "; "
_SPECIAL = r"[\\;]|^\s|\s$"
_ELEMENT = r"(?s)(?:[^\\;]|\\.?)+"


def mapping_text(value: Mapping[str, object]) -> str:
    """Return a mapping as one text, `key = text; key = text`; a key with several texts stands before each."""
    pairs = ((key, part) for key, parts in value.items() for part in (parts if isinstance(parts, list) else [parts]))
    return LIST_SEPARATOR.join(f"{escape_element(key)} = {escape_element(str(part))}" for key, part in pairs)


def escape_element(text: str) -> str:
    """Return an element of a list for a cell, so that its own semicolons separate nothing."""
    return re.sub(_SPECIAL, lambda match: f"\\{match[0]}", text)


def elements_of(cell: str) -> list[str]:
    """Return the texts of a list from a cell."""
    if ";" not in cell and "\\" not in cell:
        return [cell.strip()] if cell.strip() else []
    found = (_unescape(match[0]) for match in re.finditer(_ELEMENT, cell))
    return [element for element in found if element]


def _unescape(text: str) -> str:
    bare = text.lstrip()
    stripped = re.sub(r"(?<!\\)((?:\\\\)*)\s+$", r"\1", bare)
    return re.sub(r"\\(.)", r"\1", stripped, flags=re.DOTALL)
