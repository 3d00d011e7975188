"""What a check found, kept as long as nothing that it rests on has changed: as a whole, and file by file."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import NamedTuple

from negtrack.errors import Problem
from negtrack.store.index.fill import checksum_of

WHOLE = ""
"""Stands for all files, where a file's path is asked for."""
_NAMES = tuple(each.name for each in fields(Problem) if each.init)


class Verdict(NamedTuple):
    """What is wrong, and the sources that the records in question cite."""

    problems: list[Problem]
    cited: list[str]


def kept(connection: sqlite3.Connection, path: str, state: bytes) -> Verdict | None:
    """The verdict on the file `path` in the state `state`; None where there is none."""
    with contextlib.suppress(sqlite3.Error):
        question = "select body, checksum from verdict where path = ? and state = ?"
        row = connection.execute(question, (path, state)).fetchone()
        if row and checksum_of(row[0]) == row[1]:
            problems, cited = json.loads(row[0])
            return Verdict([Problem(**each) for each in problems], cited)
    return None


def keep(connection: sqlite3.Connection, verdicts: Mapping[tuple[str, bytes], Verdict]) -> None:
    """Keeps the verdict on each file and its state, where the index can be written to."""
    rows = [(path, state, body := _body(verdict), checksum_of(body)) for (path, state), verdict in verdicts.items()]
    with contextlib.suppress(sqlite3.Error):
        connection.execute("begin immediate")
        try:
            connection.executemany("insert or replace into verdict values (?, ?, ?, ?)", rows)
            connection.execute("commit")
        except sqlite3.Error:
            connection.execute("rollback")


def _body(verdict: Verdict) -> str:
    return json.dumps([_plain(verdict.problems), verdict.cited])


def _plain(problems: Iterable[Problem]) -> list[dict[str, object]]:
    return [{name: getattr(each, name) for name in _NAMES} for each in problems]
