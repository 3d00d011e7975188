"""From text to plain tables: TOML that is neither too large nor too deep, or the one `Problem` that keeps it from being
read. Knows nothing of records.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

try:
    import tomli
except ImportError:  # where it cannot be had; the standard library's is by the same author, and takes thrice as long
    import tomllib as tomli  # type: ignore[no-redef]

from negtrack.errors import Problem
from negtrack.store.raw import MAX_FILE

MAX_LINE = 20_000
"""Letters of one line: room for the longest text."""
MAX_DEPTH = 8
"""Levels of tables and lists; a record needs four."""
MAX_LINES = 3_000_000
"""Lines of one file; 100,000 records need 2 million."""
MAX_TABLES = 100_000
"""Tables of one file."""
_TOO_DEEP = "nested too deeply; tables of records need two levels"
_CONFLICT = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")
_KEY_PART = r"""(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')[ \t]*\.[ \t]*"""
_LONG_KEY = rf"(?:^|[\[{{,])[ \t]*(?:{_KEY_PART}){{64}}"
"""A key for which the reader needs time by the square of its parts: half a minute for 4 MB of those it allows."""
_LONG_LINE = r"[^\n]{128,}"
"""A line that is looked at closer; a key of so many parts needs as many letters."""
_SPLIT = "split it into several parties or negotiations"
_TOO_LARGE = "a number of more than 18 digits; put it in quotes"


_MENDS = {
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
"""What TOML readers say -> what to do."""
_MEND = "mend this line, or take the file from its last sound version"


def read_toml(text: str, path: str) -> tuple[dict[str, Any], list[Problem]]:
    """The tables of a TOML text, or the one `Problem` that keeps it from being read."""
    oversize = _oversize(text, path)
    if oversize:
        return {}, [oversize]
    try:
        tables = tomli.loads(text)
        fault = _outsize(tables)
    except tomli.TOMLDecodeError as error:
        return {}, [_toml_problem(text, path, str(error))]
    except RecursionError:
        fault = _TOO_DEEP
    except ValueError:  # an integer of thousands of digits
        fault = _TOO_LARGE
    return (tables, []) if not fault else ({}, [_unreadable(path, _line_of(fault, text), fault)])


def _outsize(tables: Mapping[str, Any]) -> str:
    """What in `tables` no record can hold and no message can show: deep nesting, huge integers; "" for nothing."""
    level: list[Any] = [tables]
    for _ in range(MAX_DEPTH):
        inner = [each for group in level for each in (group.values() if isinstance(group, dict) else group)]
        if any(isinstance(each, int) and abs(each) >= 2**63 for each in inner):
            return _TOO_LARGE
        level = [each for each in inner if isinstance(each, dict | list)]
    return _TOO_DEEP if level else ""


def _line_of(fault: str, text: str) -> int:
    """The likely line of what `_outsize` found; 0 where none stands out."""
    if fault == _TOO_LARGE:
        match = re.search("[0-9A-Fa-f_]{16,}", text)
        return text.count("\n", 0, match.start()) + 1 if match else 0
    marks, line = max((sum(map(row.count, ".[{")), number) for number, row in enumerate(text.split("\n"), 1))
    return line if marks > MAX_DEPTH else 0


def _oversize(text: str, path: str) -> Problem | None:
    if len(text) > MAX_FILE:
        return _unreadable(path, 0, f"longer than {MAX_FILE:,} letters; {_SPLIT}")
    if text.count("\n") > MAX_LINES:
        return _unreadable(path, 0, f"more than {MAX_LINES:,} lines; {_SPLIT}")
    if text.count("\n[") > MAX_TABLES:
        return _unreadable(path, 0, f"more than {MAX_TABLES:,} tables; {_SPLIT}")
    for match in re.finditer(_LONG_LINE, text):
        if len(match[0]) > MAX_LINE:
            message = f"a line longer than {MAX_LINE:,} letters; shorten the text in it"
        elif match[0].count(".") > 64 and re.search(_LONG_KEY, match[0]):
            message = _TOO_DEEP
        else:
            continue
        return _unreadable(path, text.count("\n", 0, match.start()) + 1, message)
    return None


def _unreadable(path: str, line: int, message: str) -> Problem:
    return Problem(path, line, "", message, code="unreadable-file")


def _toml_problem(text: str, path: str, reason: str) -> Problem:
    place = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)$", reason)
    line = text.count("\n") + 1 if place is None or place[1] is None else int(place[1])
    message = reason[: place.start()] if place else reason
    half = "; the file may be half written" if place and place[1] is None else ""
    hint = half or next((f"; {what}" for words, what in _MENDS.items() if words in message), f"; {_MEND}")
    code = "unreadable-file"
    twice = re.match(r"Cannot declare \((.*)\) twice", message)
    if twice:
        name = ".".join(part.strip(" '\"") for part in twice[1].split(",") if part.strip())
        message, hint, code = f"[{name}] stands here a second time", "; give one of the two another id", "doubled-id"
    if text.split("\n")[line - 1].startswith(_CONFLICT):
        hint = "; this is a conflict that a merge left: keep each record once, and delete the marker lines"
        code = "conflict-marker"
    return Problem(path, line, "", f"not TOML: {message[:1].lower()}{message[1:]}{hint}", code=code)
