"""Where things stand in a TOML text, so that a fault can name its line; made from the text alone, sound or not."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Mapping
from functools import cached_property

_KEY = r"""(?:"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[A-Za-z0-9_-]+)"""
_HEADER = rf"(?m)^[ \t]*\[{{1,2}}[ \t]*({_KEY})(?:[ \t]*\.[ \t]*({_KEY}))?(?:[ \t]*\.[ \t]*({_KEY}))?[^\[\n]*\]"
_FIELD = rf"(?m)^[ \t]*({_KEY})[ \t]*[=.]"


class Lines:
    """Where the tables and fields of a TOML text stand, in lines counted from 1."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._numbers: dict[tuple[str, ...], int] = {}
        self._headers: list[tuple[int, tuple[str, ...]]] = [(0, ())]
        for match, line in _numbered(_HEADER, text):
            path = tuple(_bare(part) for part in match.groups() if part)
            for length in range(1, len(path) + 1):
                self._numbers.setdefault(path[:length], line)
            self._headers.append((match.start(), path))

    @cached_property
    def _fields(self) -> Mapping[tuple[str, ...], int]:
        """The path of each key that begins a line -> its line; made only when there is a fault to place."""
        found: dict[tuple[str, ...], int] = {}
        headers = iter([*self._headers[1:], (len(self.text) + 1, ())])
        path, (end, following) = self._headers[0][1], next(headers)
        for match, line in _numbered(_FIELD, self.text):
            while match.start() >= end:
                path, (end, following) = following, next(headers)
            found.setdefault((*path, _bare(match[1])), line)
        return found

    def has(self, *path: str) -> bool:
        """Whether the table at `path` has a header of its own."""
        return path in self._numbers

    def alone(self, tables: Mapping[str, Mapping[str, object]]) -> bool:
        """Whether `tables`, which the text was read into, hold nothing but tables with a header of two names, so that
        the text means the same wherever it is appended."""
        headers = {path for _, path in self._headers[1:]}
        written = {(group, name) for group, each in tables.items() if isinstance(each, dict) for name in each}
        return headers == written and all(isinstance(each, dict) and each for each in tables.values())

    def extends(self) -> bool:
        """Whether tables that are appended to a sound text of this form mean the same as by themselves: it holds tables
        with headers of two names, and keys of one name before them."""
        above = self.text[: self._headers[1][0] if len(self._headers) > 1 else len(self.text)]
        plain = "{" not in above and all(match[0].endswith("=") for match in re.finditer(_FIELD, above))
        return plain and all(len(path) == 2 for _, path in self._headers[1:])

    def header(self, *path: str) -> int:
        """The line where the table at `path` begins, else that of what it is in; 1 where nothing names it."""
        found = self._numbers.get(path) or (self._fields.get(path) if path else 1)
        return found or self.header(*path[:-1])

    def field(self, path: tuple[str, ...], field: str) -> int:
        """The line of `field` in the table at `path`, else that of the table."""
        if not field:
            return self.header(*path)
        at_top = (field,) if path[:1] == ("party",) else ()  # a party's own fields stand above all tables
        found = self._fields.get((*path, field)) or self._numbers.get((*path, field)) or self._fields.get(at_top)
        return found or self.header(*path)


def _numbered(pattern: str, text: str) -> Iterator[tuple[re.Match[str], int]]:
    """The matches of `pattern`, each with its line."""
    line, last = 1, 0
    for match in re.finditer(pattern, text):
        line, last = line + text.count("\n", last, match.start()), match.start()
        yield match, line


def _bare(key: str) -> str:
    """A key without its quotation marks and escapes; one that escapes nothing is as it stands."""
    if "\\" in key and key.startswith('"'):
        import tomllib  # only for keys that hardly anybody writes

        with contextlib.suppress(ValueError):
            return str(next(iter(tomllib.loads(f"{key} = 0"))))
    return key.strip("\"'")
