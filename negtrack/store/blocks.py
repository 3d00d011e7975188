"""Where the statements and tables of a TOML text begin, by its tokens, so that a line inside of a text or a list is
never taken for a header.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

_TOKEN = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|#[^\n]*|[\[\]{}]|\n', re.DOTALL
)


def headers(text: str) -> Iterator[tuple[str, ...]]:
    """The dotted key of every table header of `text`, in parts and in order; () for one that cannot be read."""
    for line in statements(text):
        path = header_of(line)
        if path is not None:
            yield path


def statements(text: str) -> Iterator[str]:
    """`text` in pieces that begin where a header, a key, a comment or an empty line does, never inside of a value."""
    depth = begin = 0
    for match in _TOKEN.finditer(text):
        token = match[0]
        if token in "[{":
            depth += 1
        elif token in "]}":
            depth = max(depth - 1, 0)
        elif token == "\n" and not depth:
            yield text[begin : match.end()]
            begin = match.end()
    if begin < len(text):
        yield text[begin:]


def comments(text: str) -> list[str]:
    """The comments of `text`, as they stand."""
    return [comment for _, comment in comments_at(text)]


def comments_at(text: str) -> Iterator[tuple[int, str]]:
    """Each comment of `text` with its line."""
    line, last = 1, 0
    for match in _TOKEN.finditer(text):
        if match[0].startswith("#"):
            line, last = line + text.count("\n", last, match.start()), match.start()
            yield line, match[0].rstrip()


def header_of(statement: str) -> tuple[str, ...] | None:
    """The dotted key in parts where a statement is a table's header, () where that cannot be read; None elsewhere."""
    line = statement.strip()
    if not line.startswith("["):
        return None
    try:
        found: object = tomllib.loads(line)
    except (ValueError, RecursionError):
        return ()
    path = []
    while isinstance(found, dict) and found:
        ((key, found),) = found.items()
        path.append(key)
    return tuple(path) if isinstance(found, dict) else ()
