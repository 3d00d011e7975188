"""A file as flat lines, `issue.field = value`, so that line-wise tools such as `git diff` read it as positions.

One paragraph per table, tables of a kind together. A position's lines begin with its issue, all others with `kind.id`;
the first line of a position has its id. Only the raw tables are read, so that an invalid record is shown like any
other, and a text that is not TOML stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from negtrack.store.toml import read_toml

_FIRST = ("value", "stance")
"""The content of a position, before its provenance."""
_TERMS = ("terms", "limits")
"""Lists of `issue = value`: one line per element, as elements change one by one."""


def textconv_lines(text: str) -> Iterator[str]:
    """Yield the flat lines of `text`; its own lines where it is not TOML."""
    tables, problems = read_toml(text, "")
    if problems:
        yield from (line.rstrip("\r") for line in text.removesuffix("\n").split("\n"))
        return
    paragraphs = [list(_fields("", {key: value for key, value in tables.items() if not _is_group(value)}))]
    for kind, group in tables.items():
        if _is_group(group):
            paragraphs += [list(_item(kind, name, table)) for name, table in group.items()]
    for number, paragraph in enumerate(paragraph for paragraph in paragraphs if paragraph):
        yield from ("",) if number else ()
        yield from paragraph


def _is_group(value: object) -> bool:
    """Return whether `value` holds tables by id."""
    return isinstance(value, dict) and all(isinstance(table, dict) for table in value.values())


def _item(kind: str, name: str, table: Mapping[str, Any]) -> Iterator[str]:
    issue = table.get("issue")
    if kind != "position" or not isinstance(issue, str):
        yield from _fields(f"{kind}.{name}.", table) if table else [f"{kind}.{name} ="]
        return
    first = {key: table[key] for key in _FIRST if key in table}
    rest = {key: value for key, value in table.items() if key not in ("issue", *_FIRST)}
    yield from _fields(f"{issue}.", {"id": name, **first, **rest})


def _fields(prefix: str, table: Mapping[str, Any]) -> Iterator[str]:
    for key, value in table.items():
        if value in ({}, []):
            yield f"{prefix}{key} ="
        elif isinstance(value, dict):
            yield from _fields(f"{prefix}{key}.", value)
        elif isinstance(value, list) and key in _TERMS:
            yield from (_term(f"{prefix}{key}", _as_text(element)) for element in value)
        else:
            yield f"{prefix}{key} = {_as_text(value)}"


def _term(prefix: str, text: str) -> str:
    issue, equals, value = (part.strip() for part in text.partition("="))
    return f"{prefix}.{issue} = {value}" if equals else f"{prefix} = {text}"


def _as_text(value: object) -> str:
    if isinstance(value, list):
        texts = [_as_text(element) for element in value]
        return ("; " if any("," in text for text in texts) else ", ").join(texts)
    return str(value).lower() if isinstance(value, bool) else str(value)
