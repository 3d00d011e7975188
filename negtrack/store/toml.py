"""From text to plain tables: TOML that is neither too large nor too deep, or the one `Problem` that keeps it from being
read. Independent of records.

Valid texts are read by `rtoml`. What it rejects goes to the standard library's reader, which names the error, and which
reads everything where `rtoml` is not installed, in six times as long. Both read alike what both accept; `rtoml` also
accepts TOML 1.1, and the library only from Python 3.15 on.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

try:
    import rtoml
except ImportError:
    rtoml = None  # type: ignore[assignment]

from negtrack.errors import Problem
from negtrack.store.safe_read import MAX_FILE

MAX_LINE = 20_000
"""Letters of one line: room for the longest text."""
MAX_DEPTH = 8
"""Levels of tables and lists; a record needs four."""
MAX_LINES = 3_000_000
"""Lines of one file; 100,000 records need 2 million."""
MAX_TABLES = 100_000
"""Tables of one file."""
MAX_COMMAS = 3_000_000
"""Commas of one file, so that lists of numbers cannot take gigabytes; 100,000 records have half a million."""
_PART = 1 << 16
"""Letters after which the next part of a long text begins: the values of more do not stay in the processor's own
memory."""
_BOXES = (dict, list)
"""The types of tables and lists."""
_TWO_NAMES = r"\n\[[^.\]\n]*\.[^.\]\n]*\]"
"""A header of two names."""
_TOO_DEEP = "nested too deeply; tables of records need two levels"
_CONFLICT = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")
_KEY_PART = r"""(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')[ \t]*\.[ \t]*"""
_LONG_KEY = rf"(?:^|[\[{{,])[ \t]*(?:{_KEY_PART}){{64}}"
"""A key for which the standard library's reader needs time by the square of its parts: minutes for 4 MB of those."""
_LONG_LINE = r"[^\n]{128,}"
"""A line in which there can be one."""
_SPLIT = "split it into several parties or negotiations"
_TOO_LARGE = "a number of more than 18 digits; put it in quotes"


_FIXES = {
    "Illegal character '\\n'": "a quotation mark is not closed in this line",
    "Invalid date or datetime": "there is no such day or time; write year-month-day, such as 2024-03-25",
    "Invalid value": "put a text in quotation marks",
    "Expected '=' after a key": 'write KEY = "VALUE"',
    "Unescaped '\\'": "write \\\\ for a backslash",
    "Cannot overwrite a value": "the key stands twice; delete one of the two",
    "Duplicate inline table key": "the key stands twice; delete one of the two",
    "Expected newline or end of document after a statement": "begin a new line for the next key",
    "Unclosed array": "close the list with ]",
}
"""Message of a TOML reader -> how to fix it."""
_FIX = "fix this line, or restore the last valid version of the file"


def read_toml(text: str, path: str) -> tuple[dict[str, Any], list[Problem]]:
    """Return the tables of a TOML text, or the one `Problem` that keeps it from being read."""
    oversize = size_problem(text, path)
    if oversize:
        return {}, [oversize]
    tables = _read_fast(text)
    if tables is None:
        tables, problem = _read_exactly(text, path)
        if problem:
            return {}, [problem]
    if _too_deep(tables):
        return {}, [_unreadable(path, _line_of(_TOO_DEEP, text), _TOO_DEEP)]
    return tables, []


class NotPlainError(ValueError):
    """A text that is not read in parts, as it is short, or something about it is unusual or wrong."""


def read_parts(text: str) -> Iterator[dict[str, Any]]:
    """Yield the tables of a long text part by part, which takes half of the time and little memory; the first has no
    tables. Raises `NotPlainError`; what was yielded before does not count then.

    Each further part begins with a header: what stands before it, valid by itself, does not end inside of a text or a
    list. The names of the tables so far stand before it as headers, so that it has none that may stand only once.
    """
    if len(text) < 2 * _PART or size_problem(text, ""):
        raise NotPlainError
    end = 0 if text.startswith("[") else text.find("\n[") + 1
    head = _read_fast(text[:end])
    if head is None or any(type(value) is dict for value in head.values()) or _too_deep(head):
        raise NotPlainError
    yield head
    known: dict[str, set[str]] = {}
    while (begin := end) < len(text):
        split = re.compile(_TWO_NAMES).search(text, begin + _PART)
        end = split.start() + 1 if split else len(text)
        tables = _read_fast("".join(f"[{name}]\n" for name in known) + text[begin:end])
        if tables is None or _too_deep(tables) or not head.keys().isdisjoint(tables) or not _are_new(tables, known):
            raise NotPlainError
        yield tables


def _are_new(tables: Mapping[str, Any], known: dict[str, set[str]]) -> bool:
    """Return whether tables are in groups with plain names, and none is one of the `known` ones, to which they are
    added."""
    for name, group in tables.items():
        before = known.setdefault(name, set())
        if not (type(group) is dict and name.isascii() and name.isalpha() and before.isdisjoint(group)):
            return False
        before.update(group)
    return True


def _read_fast(text: str) -> dict[str, Any] | None:
    """Return the tables of `text`, None where anything about it is unusual."""
    if rtoml is not None and not text.startswith("\ufeff"):  # a second byte order mark is an error
        with contextlib.suppress(rtoml.TomlParsingError):
            return rtoml.loads(text.replace("\r\n", "\n"))  # it keeps them in texts of several lines, unlike the other
    return None


def _read_exactly(text: str, path: str) -> tuple[dict[str, Any], Problem | None]:
    """Return the tables of `text`, or the problem that keeps it from being read."""
    import tomllib  # its import takes as long as reading a small negotiation

    for match in re.finditer(_LONG_LINE, text):
        if match[0].count(".") > 64 and re.search(_LONG_KEY, match[0]):
            return {}, _unreadable(path, text.count("\n", 0, match.start()) + 1, _TOO_DEEP)
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return {}, _toml_problem(text, path, str(error))
    except RecursionError:
        reason = _TOO_DEEP
    except ValueError:  # an integer of thousands of digits
        reason = _TOO_LARGE
    else:
        if not _has_huge(tables):
            return tables, None
        reason = _TOO_LARGE
    return {}, _unreadable(path, _line_of(reason, text), reason)


def _has_huge(tables: Mapping[str, Any]) -> bool:
    """Return whether an integer in `tables`, down to the deepest level allowed, is too large for a message."""
    values = (value for level in _levels(tables)[:-1] for box in level for value in _values_in(box))
    return any(isinstance(value, int) and not -(2**63) <= value < 2**63 for value in values)


def _too_deep(tables: Mapping[str, Any]) -> bool:
    """Return whether tables and lists are nested more deeply than any record's."""
    return bool(_levels(tables)[MAX_DEPTH])


def _levels(tables: Mapping[str, Any]) -> list[list[Any]]:
    """Return `tables`, the tables and lists in them, those in these, and so on, down to the deepest level allowed."""
    levels: list[list[Any]] = [[tables]]
    for _ in range(MAX_DEPTH):
        levels.append([value for box in levels[-1] for value in _values_in(box) if type(value) in _BOXES])
    return levels


def _values_in(box: Any) -> Iterable[Any]:
    """Return the values in a table or a list."""
    return box.values() if type(box) is dict else box


def _line_of(reason: str, text: str) -> int:
    """Return the likely line of what is too large or too deep; 0 where none is likely."""
    if reason == _TOO_LARGE:
        match = re.search("[0-9A-Fa-f_]{16,}", text)
        return text.count("\n", 0, match.start()) + 1 if match else 0
    marks, line = max((sum(map(row.count, ".[{")), number) for number, row in enumerate(text.split("\n"), 1))
    return line if marks > MAX_DEPTH else 0


def size_problem(text: str, path: str) -> Problem | None:
    """Return what makes a text too large to be read, None where nothing does."""
    if len(text) > MAX_FILE:
        return _unreadable(path, 0, f"longer than {MAX_FILE:,} letters; {_SPLIT}")
    if _has_more(text, "\n", MAX_LINES):
        return _unreadable(path, 0, f"more than {MAX_LINES:,} lines; {_SPLIT}")
    if _has_more(text, "\n[", MAX_TABLES):
        return _unreadable(path, 0, f"more than {MAX_TABLES:,} tables; {_SPLIT}")
    if _has_more(text, ",", MAX_COMMAS):
        return _unreadable(path, 0, f"more than {MAX_COMMAS:,} commas; {_SPLIT}")
    if line := _long_line(text):
        return _unreadable(path, line, f"a line longer than {MAX_LINE:,} letters; shorten the text in it")
    return None


def _has_more(text: str, sign: str, most: int) -> bool:
    """Return whether a sign stands in a text more than `most` times; a text without room for them is not searched."""
    return len(text) > most * len(sign) and text.count(sign) > most


def _long_line(text: str) -> int:
    """Return the first line that is too long, 0 for none; it looks only for the last line end within the allowed
    length."""
    begin = 0
    while len(text) - begin > MAX_LINE:
        end = text.rfind("\n", begin, begin + MAX_LINE + 1)
        if end < 0:
            return text.count("\n", 0, begin) + 1
        begin = end + 1
    return 0


def _unreadable(path: str, line: int, message: str) -> Problem:
    return Problem(path, line, "", message, code="unreadable-file")


def _toml_problem(text: str, path: str, reason: str) -> Problem:
    place = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)$", reason)
    line = text.count("\n") + 1 if place is None or place[1] is None else int(place[1])
    message = reason[: place.start()] if place else reason
    half = "; the file may be half written" if place and place[1] is None else ""
    hint = half or next((f"; {fix}" for words, fix in _FIXES.items() if words in message), f"; {_FIX}")
    code = "unreadable-file"
    twice = re.match(r"Cannot declare \((.*)\) twice", message)
    if twice:
        name = ".".join(part.strip(" '\"") for part in twice[1].split(",") if part.strip())
        message, hint, code = f"[{name}] stands here a second time", "; give one of the two another id", "doubled-id"
    if text.split("\n")[line - 1].startswith(_CONFLICT):
        hint = "; this is a conflict that a merge left: keep each record once, and delete the marker lines"
        code = "conflict-marker"
    return Problem(path, line, "", f"not TOML: {message[:1].lower()}{message[1:]}{hint}", code=code)
