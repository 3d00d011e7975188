"""Positions in a TOML text: the lines of its tables and fields, so that an error can name its line, and its statements
by their tokens, so that a line inside of a text or a list is never taken for a header. Found in the text itself,
whether it is valid or not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain

KEY = r"""(?:"[^"\\\n]*(?:\\.[^"\\\n]*)*"|'[^'\n]*'|[A-Za-z0-9_-]+)"""
"""A pattern of one key: bare, or in quotation marks."""
_BELOW = rf"(?:[ \t]*\.[ \t]*({KEY}))?"
_HEADER = rf"\n[ \t]*\[{{1,2}}[ \t]*({KEY}){_BELOW * 3}[^\[\n]*\]"
_KEYS = 4
"""Keys that are read of a header."""
_INDENTED = r"\n[ \t]+\["
"""What may be a header that does not begin its line."""
_FIELD = rf"\n[ \t]*({KEY})[ \t]*[=.]"


class Lines:
    """The lines of the tables and fields of a TOML text, counted from 1."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._keys: dict[tuple[str, ...], dict[str, int]] = {}
        """Table -> the lines of its keys, for the tables looked up so far."""

    @cached_property
    def _numbers(self) -> Mapping[tuple[str, ...], int]:
        """The path of each table, and of what it is in -> the line of the first header that names it."""
        numbers: dict[tuple[str, ...], int] = {}
        for _, path, line in self._headers:
            while path and path not in numbers:  # where it is, so is what it is in
                numbers[path] = line
                path = path[:-1]
        return numbers

    @cached_property
    def _headers(self) -> list[tuple[int, tuple[str, ...], int]]:
        """Each header: where it begins, in letters, its path, and its line."""
        if (plain := plain_headers(self.text)) is not None:
            return plain
        matches = _find_lines(_HEADER, self.text)
        return [(match.start(), tuple(map(read_key, filter(None, match.groups()))), line) for match, line in matches]

    @cached_property
    def _parts(self) -> Mapping[tuple[str, ...], list[tuple[int, int, int]]]:
        """The path of each table -> where its parts begin and end, in letters, and the line that they begin in."""
        starts = [(0, (), 1), *self._headers]
        ends = [start for start, _, _ in starts[1:]]
        parts: dict[tuple[str, ...], list[tuple[int, int, int]]] = {}
        for (start, path, line), end in zip(starts, [*ends, len(self.text)], strict=True):
            parts.setdefault(path, []).append((start, end, line))
        return parts

    def _field(self, *path: str) -> int:
        """Return the line that begins with a key of a table, whose path comes before it; 0 where none does."""
        table = path[:-1]
        if path and table not in self._keys:
            self._keys[table] = self._keys_of(table)
        return self._keys[table].get(path[-1], 0) if path else 0

    def _keys_of(self, table: tuple[str, ...]) -> dict[str, int]:
        """Return each key that begins a line of a table -> the first such line."""
        keys: dict[str, int] = {}
        for start, end, first in self._parts.get(table, ()):
            for match, line in _find_lines(_FIELD, self.text[start:end]):
                keys.setdefault(read_key(match[1]), first + line - 1)
        return keys

    def own(self, *path: str) -> int:
        """Return the line of the first header that names the table at `path`, 0 where none does."""
        return self._numbers.get(path, 0)

    def alone(self, tables: Mapping[str, Mapping[str, object]]) -> bool:
        """Return whether `tables`, read from the text, all have a header of two names, or are below such, so that the
        text means the same wherever it is appended."""
        headers = {path for _, path, _ in self._headers}
        named = {(kind, name) for kind, group in tables.items() if isinstance(group, dict) for name in group}
        whole = {path for path in headers if path[:2] not in headers or len(path) == 2}
        return whole == named and all(isinstance(table, dict) and table for table in tables.values())

    def extends(self) -> bool:
        """Return whether tables appended to this valid text mean the same as by themselves: it holds tables with
        headers of two names or below such, and keys of one name before them."""
        above = self.text[: self._headers[0][0]] if self._headers else self.text
        plain = "{" not in above and all(match[0].endswith("=") for match, _ in _find_lines(_FIELD, above))
        headers = {path for _, path, _ in self._headers}
        return plain and all(path[:2] in headers and len(path) > 1 for path in headers)

    def header(self, *path: str) -> int:
        """Return the line where the table at `path` begins, else that of what it is in; 1 where nothing names it."""
        found = self._numbers.get(path) or (self._field(*path) if path else 1)
        return found or self.header(*path[:-1])

    def has(self, path: tuple[str, ...], field: str) -> bool:
        """Return whether the table at `path` has a line for `field`."""
        return bool(self._field(*path, field))

    def field(self, path: tuple[str, ...], field: str) -> int:
        """Return the line of `field` in the table at `path`, else that of the table."""
        if not field:
            return self.header(*path)
        at_top = (field,) if path[:1] == ("party",) else ()  # a party's own fields stand above all tables
        found = self._field(*path, field) or self._numbers.get((*path, field)) or self._field(*at_top)
        return found or self.header(*path)


def plain_headers(text: str) -> list[tuple[int, tuple[str, ...], int]] | None:
    """Return each header of a text: where it begins, in letters, its path, and its line; None where any is not in the
    usual form, in a line of its own and with bare keys, in quotation marks or not. Compiling the pattern takes as long
    as reading a small file."""
    text = f"\n{text}"
    above, *tables = text.split("\n[")
    found: list[tuple[int, tuple[str, ...], int]] = []
    begin, line = len(above), above.count("\n") + 1
    for table in tables:
        found.append((begin, _plain_path(table.partition("\n")[0]), line))
        begin, line = begin + len(table) + 2, line + table.count("\n") + 1
    paths = [path for _, path, _ in found]
    is_plain = all(paths) and _are_bare(chain.from_iterable(paths)) and not re.search(_INDENTED, text)
    return found if is_plain else None


def _plain_path(line: str) -> tuple[str, ...]:
    """Return the keys of a header without its first bracket, without quotation marks; () where it is not in the usual
    form."""
    keys = line[:-1].split(".")
    if '"' in line:
        keys = [key[1:-1] if key[:1] == '"' == key[-1:] else key for key in keys]
    return () if line[-1:] != "]" or len(keys) > _KEYS or "" in keys else tuple(keys)


def _are_bare(keys: Iterable[str]) -> bool:
    """Return whether all keys are of the letters, digits, hyphens and underscores of bare ones."""
    signs = "".join(keys).replace("-", "").replace("_", "")
    return signs.isascii() and (not signs or signs.isalnum())


def _find_lines(pattern: str, text: str) -> Iterator[tuple[re.Match[str], int]]:
    """Yield the matches of `pattern`, which begins with the end of the line before, each with its line. A match starts
    where its line does in `text`, as one more line is put before it."""
    line, last = 1, 0
    for match in re.finditer(pattern, f"\n{text}"):
        line, last = line + text.count("\n", last, match.start()), match.start()
        yield match, line


def read_key(key: str) -> str:
    """Return a key without its quotation marks and escapes; one with an invalid escape keeps it."""
    if "\\" in key and key.startswith('"'):
        import tomllib  # only for rare keys

        try:
            return str(next(iter(tomllib.loads(f"{key} = 0"))))
        except ValueError:
            pass
    return key.strip("\"'")


_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_DAY_KEY = rf"(?<![\"\w-]){_DAY}[A-Za-z0-9_-]*"


def quote_key(name: str) -> str:
    """Return an id as a key: quoted where TOML asks for it, and where it begins with a day, which other readers of TOML
    take for a date."""
    return name if re.fullmatch(rf"(?!{_DAY})[A-Za-z0-9_-]+", name) else f'"{name}"'


def quote_days(text: str) -> str:
    """Return a text as tomli-w writes it with the keys that begin with a day quoted, in headers and before values."""
    if not re.search(rf"(?m)^(?:\[.*)?{_DAY}", text):
        return text
    return re.sub(rf"(?m)^(?:\[.*\]$|{_DAY_KEY}(?= =))", lambda line: re.sub(_DAY_KEY, r'"\g<0>"', line[0]), text)


def plain_header(statement: str) -> str:
    """Return a table's header with its keys as new ones are written, any other statement as it is."""
    path = header_of(statement)
    end = re.match(rf"\s*\[[ \t]*{KEY}(?:[ \t]*\.[ \t]*{KEY})*[ \t]*\]", statement) if path else None
    return f"[{'.'.join(map(quote_key, path or ()))}]{statement[end.end() :]}" if end else statement


TOKEN = r'(?s)"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|#[^\n]*|[\[\]{}]|\n'
"""A pattern of the strings, comments, brackets and ends of lines of a text."""


def headers(text: str) -> Iterator[tuple[str, ...]]:
    """Yield the dotted key of every table header of `text`, in parts and in order; () for one that cannot be read."""
    for line in statements(text):
        path = header_of(line)
        if path is not None:
            yield path


def statements(text: str) -> Iterator[str]:
    """Yield `text` in pieces that begin where a header, a key, a comment or an empty line does, never inside of a
    value."""
    depth = begin = 0
    for match in re.finditer(TOKEN, text):
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


def without_table(text: str, path: tuple[str, ...]) -> str:
    """Return `text` without the table at `path`, those below it, and the comments right above it; every other byte
    stays. The line that names a schema is no such comment."""
    kept: list[str] = []
    above: list[str] = []
    inside = False
    for statement in statements(text):
        if statement.startswith("#") and not statement.startswith("#:"):
            above.append(statement)
            continue
        header = header_of(statement)
        inside = header[: len(path)] == path if header is not None else inside
        kept += [] if inside else [*above, statement]
        above = []
    return "".join([*kept, *above])


def comments(text: str) -> list[str]:
    """Return the comments of `text`, as they stand."""
    return [comment for _, comment in comments_at(text)]


def comments_at(text: str) -> Iterator[tuple[int, str]]:
    """Yield each comment of `text` with its line."""
    line, last = 1, 0
    for match in re.finditer(TOKEN, text):
        if match[0].startswith("#"):
            line, last = line + text.count("\n", last, match.start()), match.start()
            yield line, match[0].rstrip()


def header_of(statement: str) -> tuple[str, ...] | None:
    """Return the dotted key in parts where a statement is a table's header, () where that cannot be read; None
    elsewhere."""
    line = statement.strip()
    if not line.startswith("["):
        return None
    import tomllib  # only where a header is parsed

    try:
        found: object = tomllib.loads(line)
    except (ValueError, RecursionError):
        return ()
    path = []
    while isinstance(found, dict) and found:
        ((key, found),) = found.items()
        path.append(key)
    return tuple(path) if isinstance(found, dict) else ()
