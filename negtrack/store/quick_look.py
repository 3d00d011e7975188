"""A quick look at the tables of a TOML text and their strings, without reading it as TOML: for a shell that completes
words, and for counting."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_STRING = r"""("(?:[^"\\\n]|\\.)*"|'[^'\n]*')"""


def tables_in(text: str, tables: Sequence[str], start: str = "") -> Iterator[tuple[str, str, str]]:
    """Yield those of `tables` whose ids begin with `start`: table, id, and the text below the header. A quick look, in
    line endings of one character, for a shell that completes words."""
    header = (
        rf"""^\[[ \t]*({"|".join(tables)})[ \t]*\.[ \t]*["']?({re.escape(start)}[^\]"'.\s]*)["']?[ \t]*\][^\n]*\n"""
    )
    for match in re.finditer(header, text, re.MULTILINE):
        end = text.find("\n[", match.end() - 1)
        yield match[1], match[2], text[match.end() : end if end >= 0 else len(text)]


def string_in(body: str, key: str) -> str:
    """Return the string on one line that is the value of `key` in the text below a header, "" where there is none."""
    found = re.search(rf"^[ \t]*{key}[ \t]*=[ \t]*{_STRING}[ \t]*(?:#.*)?$", body, re.MULTILINE)
    return _read_string(found[1]) if found else ""


def strings_in(body: str, key: str) -> list[str]:
    """Return the strings of the list that is the value of `key` in the text below a header."""
    found = re.search(rf"^[ \t]*{key}[ \t]*=[ \t]*\[([^\]]*)\]", body, re.MULTILINE)
    return [_read_string(quoted) for quoted in re.findall(_STRING, found[1])] if found else []


def _read_string(quoted: str) -> str:
    """Return the text of a TOML string on one line; "" where only a TOML reader can read it."""
    if quoted.startswith("'") or "\\" not in quoted:
        return quoted[1:-1]
    import json  # only for a text with escapes

    try:
        return str(json.loads(quoted, strict=False))
    except ValueError:
        return ""
