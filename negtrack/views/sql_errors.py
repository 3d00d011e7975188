"""Error messages of SQLite with a remedy, in one line: the existing columns and tables, the nearest name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from negtrack.errors import nearest
from negtrack.views.relations import RELATIONS

_BEFORE = re.compile(r"\A(?:\s|--[^\n]*(?:\n|$)|/\*.*?(?:\*/|$)|[(;])*", re.DOTALL)
_NOT_CODE = re.compile(r"'(?:[^']|'')*'|--[^\n]*|/\*.*?(?:\*/|$)", re.DOTALL)
_BEGINNINGS = ("select", "with", "values")
_END = r"where|group|order|on|using|join|limit|union|except|intersect|having|left|right|full|inner|cross|natural|window"
_FROM = re.compile(rf"\b(?:from|join)\s(.*?)(?=\b(?:{_END})\b|[();]|$)", re.DOTALL)
_READS = "query is read-only; use SELECT ..."


def read_only_error(statement: str) -> str:
    """Return the error of a statement that its first word shows to be not read-only; "" otherwise."""
    rest = _BEFORE.sub("", statement)
    if not rest:
        return 'the statement is empty; use one such as "SELECT party, issue, value FROM current"'
    word = re.split(r"\W", rest, maxsplit=1)[0]
    return "" if word.lower() in _BEGINNINGS else f'{_READS}, not "{word or rest[:20]}"'


def reword(message: str, statement: str, refused: str) -> str:
    """Return SQLite's `message` about `statement` in plain words; `refused` is the forbidden action, if any."""
    if refused:
        return f"{_READS}; {refused} is not allowed"
    for pattern, words in _WORDINGS:
        if match := re.fullmatch(pattern, message, re.DOTALL):
            return words(match[1] if match.groups() else "", statement)
    return message if message[1:2].isupper() else f"{message[:1].lower()}{message[1:]}"


def _no_column(given: str, statement: str) -> str:
    """List the columns of the tables that the statement reads, or only of the table that `given` is qualified with."""
    tables = _tables_read(statement)
    alias, _, name = given.rpartition(".")
    candidates = [tables[alias.lower()]] if alias.lower() in tables else list(dict.fromkeys(tables.values()))
    if not candidates:
        return f"no such column: {given}; {_tables()}"
    known = {column.name for table in candidates for column in RELATIONS[table].columns}
    lists = [
        f"{'its columns are' if len(candidates) == 1 else f'{table} has'} {_columns(table)}" for table in candidates
    ]
    return f"no such column: {given} in {' or '.join(candidates)}; {_near(name, known)}{'; '.join(lists)}"


def _no_table(given: str, _: str) -> str:
    return f"no such table: {given}; {_near(given.rpartition('.')[2], RELATIONS)}{_tables()}"


def _columns(table: str) -> str:
    return ", ".join(column.name for column in RELATIONS[table].columns)


def _tables() -> str:
    return f"tables are {', '.join(RELATIONS)} (negtrack query --tables lists their columns)"


def _near(given: str, known: Iterable[str]) -> str:
    near = nearest(given.lower(), known)
    return f"did you mean {' or '.join(near)}? " if near else ""


def _tables_read(statement: str) -> dict[str, str]:
    """Map the names and aliases after FROM and JOIN to their tables."""
    found: dict[str, str] = {}
    for listed in _FROM.findall(_NOT_CODE.sub(" ", statement).lower()):
        for item in listed.split(","):
            words = re.findall(r"\w+", item)
            if words and words[0] in RELATIONS:
                found |= {words[0]: words[0], words[-1]: words[0]}
    return found


def _not_sql(token: str, _: str) -> str:
    quoted = f'; write the column as "{token}", with quotes' if token.lower() == "group" else ""
    return f'syntax error at "{token}"{quoted}'


_WORDINGS: tuple[tuple[str, Callable[[str, str], str]], ...] = (
    ("no such column: (.*)", _no_column),
    ("no such table: (.*)", _no_table),
    ("ambiguous column name: (.*)", lambda name, _: f"{name} is in more than one table; use TABLE.{name}"),
    ('near "(.*)": syntax error', _not_sql),
    ("unrecognized token: (.*)", lambda token, _: f"syntax error at {token}; a quote may be missing"),
    ("string or blob too big", lambda *_: "a text is too long; use substr(TEXT, 1, 1000)"),
    ("incomplete input", lambda *_: "the statement is incomplete"),
    ("You can only execute one statement at a time.?", lambda *_: "more than one statement; use one at a time"),
    (".*(?:binding|placeholder).*", lambda *_: "a placeholder (?, :name) has no value; write the value itself"),
    ("'utf-8' codec can't encode.*", lambda *_: "the statement is not UTF-8"),
)
"""Pattern of a message, and the function that rewords it from its first group and the statement."""
