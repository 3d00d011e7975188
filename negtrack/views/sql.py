"""The relations in SQLite: run one statement on a database in memory that holds only the tables it names.

The database is a read-only copy: an authorizer allows only read actions, from before the statement is first parsed.
A boolean is 1 or 0, a list its texts joined by `; `, a day and an instant their ISO text.
"""

from __future__ import annotations

import re
import sqlite3
from datetime import date
from decimal import Decimal
from math import isinf

from negtrack.errors import UsageError
from negtrack.query import Snapshot
from negtrack.views.relations import RELATIONS, ColumnType, Relation
from negtrack.views.sql_errors import read_only_error, reword

MAX_ROWS = 1_000_000
"""Most rows of an answer; a statement with more is treated as endless."""
MAX_CELL = 16_000_000
"""Most bytes of one text, in an answer or while it is computed; a thousand times the longest text of a record."""
_STEPS = 10_000  # of SQLite's virtual machine between checks for Ctrl-C: a few milliseconds

_DECLARED: dict[ColumnType, str] = {
    "text": "TEXT",
    "integer": "INTEGER",
    "decimal": "TEXT",  # SQLite has no decimals
    "real": "NUMERIC",  # REAL would make whole numbers 14.0
    "boolean": "INTEGER",
    "day": "TEXT",
    "instant": "TEXT",
    "list": "TEXT",
}
_READ_ACTIONS = (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE)
_FORBIDDEN = {"load_extension", "readfile", "writefile", "edit", "fts3_tokenizer"}
_MAX_WHOLE = 2**63
_COUNT_ALL = re.compile(r"\bcount\s*\(\s*\*\s*\)")
_DISTINCT_FROM = re.compile(r"\bdistinct\s+from\b")


class _Guard:
    """Authorizer that allows only read actions and stores the first refusal."""

    refused = ""

    def __call__(self, action: int, one: str | None, two: str | None, *_: str | None) -> int:
        # json_each and similar functions create their tables by an update
        if action == sqlite3.SQLITE_UPDATE and one == "sqlite_master":
            self.refused = "a table-valued function"
        elif action not in _READ_ACTIONS:
            self.refused = "an action other than reading"
        elif action == sqlite3.SQLITE_FUNCTION and (two or "").lower() in _FORBIDDEN:
            self.refused = f"the function {two}"
        return sqlite3.SQLITE_DENY if self.refused else sqlite3.SQLITE_OK


def execute(snapshot: Snapshot, statement: str) -> tuple[tuple[str, ...], tuple[tuple[object, ...], ...]]:
    """Return the column names from SQLite, and the rows: texts, whole numbers, reals and None.

    Raises `UsageError` if the statement is invalid or not read-only, and `KeyboardInterrupt` after Ctrl-C.
    """
    if message := read_only_error(statement):
        raise UsageError(message)
    statement = statement.rstrip("; \t\r\n")
    database = sqlite3.connect(":memory:", isolation_level=None)
    guard = _Guard()
    try:
        _prepare(database, snapshot, statement, guard)
        cursor = database.execute(statement)
        rows = cursor.fetchmany(MAX_ROWS + 1)
    except (sqlite3.Error, sqlite3.Warning, UnicodeEncodeError) as error:
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT:
            raise KeyboardInterrupt from error
        raise UsageError(reword(str(error), statement, guard.refused)) from error
    finally:
        database.close()
    if len(rows) > MAX_ROWS:
        raise UsageError(f"the answer has more than {MAX_ROWS} rows; narrow it with WHERE or LIMIT")
    return tuple(name for name, *_ in cursor.description), tuple(tuple(map(_from_sql, row)) for row in rows)


def _prepare(database: sqlite3.Connection, snapshot: Snapshot, statement: str, guard: _Guard) -> None:
    """Fill the tables that the statement names, and leave the database read-only."""
    database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_CELL)
    database.text_factory = lambda raw: raw.decode("utf-8", "replace")
    for relation in RELATIONS.values():
        columns = ", ".join(f'"{column.name}" {_DECLARED[column.type]}' for column in relation.columns)
        database.execute(f'CREATE TABLE "{relation.name}" ({columns})')
    database.set_authorizer(guard)
    database.execute(f"EXPLAIN {statement}")  # find errors before any table is filled
    database.set_authorizer(None)
    # SQLite reports most tables to its authorizer, but not the right-hand one of JOIN ... USING.
    for name in RELATIONS.keys() & set(re.findall(r"\w+", statement.lower())):
        _fill(database, _needed(RELATIONS[name], statement), snapshot)
    database.execute("PRAGMA query_only = ON")
    database.set_authorizer(guard)
    database.set_progress_handler(lambda: 0, _STEPS)  # running any Python code lets Ctrl-C through


def _needed(relation: Relation, statement: str) -> Relation:
    """Return a table with the columns that a statement may read: all where it says `*` or joins by all names alike,
    otherwise those of which the name stands in it, and not only as the table's own."""
    text = _DISTINCT_FROM.sub("", _COUNT_ALL.sub("", statement.lower()))
    text = re.sub(rf"\b(from|join)\s+{relation.name}\b|\b{relation.name}\s*\.", "", text)
    words = set(re.findall(r"\w+", text))
    return relation if "*" in text or "natural" in words else relation.only(words)


def _fill(database: sqlite3.Connection, relation: Relation, snapshot: Snapshot) -> None:
    rows = ([_to_sql(value) for value in row] for row in relation.rows(snapshot))
    places = ", ".join("?" * len(relation.columns))
    database.execute("BEGIN")
    names = ", ".join(f'"{column.name}"' for column in relation.columns)
    database.executemany(f'INSERT INTO "{relation.name}" ({names}) VALUES ({places})', rows)
    database.execute("COMMIT")
    if relation.columns[0].name == "id":
        database.execute(f'CREATE INDEX "{relation.name}_id" ON "{relation.name}" (id)')


def _to_sql(value: object) -> object:
    if isinstance(value, tuple):
        return "; ".join(value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    return float(value) if isinstance(value, int) and abs(value) >= _MAX_WHOLE else value


def _from_sql(value: object) -> object:
    """Return a value that all formats can write: bytes as hexadecimal digits, infinity as a word."""
    if isinstance(value, bytes):
        return value.hex().upper()
    return f"{'-' * (value < 0)}Infinity" if isinstance(value, float) and isinf(value) else value
