"""The relations in SQLite: one statement is asked of a database in memory that holds only the tables it names.

The database is a copy that nothing can be written to: an authorizer allows reading and nothing else, before the
statement is first looked at. A boolean is 1 or 0, a list its texts joined by `; `, a day and an instant their ISO text.
"""

from __future__ import annotations

import re
import sqlite3
from datetime import date
from math import isinf

from negtrack.errors import UsageError
from negtrack.query import Snapshot
from negtrack.views.relations import RELATIONS, ColumnType, Relation
from negtrack.views.sql_errors import not_reading, reword

MAX_ROWS = 1_000_000
"""Rows that an answer may have; beyond, a statement is taken for one that never ends."""
MAX_CELL = 16_000_000
"""Bytes of one text in an answer, or on the way to it; a thousand times the longest text of a record."""
_STEPS = 10_000  # of SQLite's machine, after which Ctrl-C is noticed: a few milliseconds

_DECLARED: dict[ColumnType, str] = {
    "text": "TEXT",
    "integer": "INTEGER",
    "real": "NUMERIC",  # REAL would make whole numbers 14.0
    "boolean": "INTEGER",
    "day": "TEXT",
    "instant": "TEXT",
    "list": "TEXT",
}
_READING = (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE)
_FORBIDDEN = {"load_extension", "readfile", "writefile", "edit", "fts3_tokenizer"}
_MAX_WHOLE = 2**63


class _Guard:
    """Allows reading only, and notes what was refused."""

    refused = ""

    def __call__(self, action: int, one: str | None, two: str | None, *_: str | None) -> int:
        if action == sqlite3.SQLITE_UPDATE and one == "sqlite_master":  # how json_each and its like come into being
            self.refused = "a function in the place of a table"
        elif action not in _READING:
            self.refused = "anything but reading"
        elif action == sqlite3.SQLITE_FUNCTION and (two or "").lower() in _FORBIDDEN:
            self.refused = f"the function {two}"
        return sqlite3.SQLITE_DENY if self.refused else sqlite3.SQLITE_OK


def execute(snapshot: Snapshot, statement: str) -> tuple[tuple[str, ...], tuple[tuple[object, ...], ...]]:
    """The names of the columns, as SQLite gives them, and the rows: texts, whole numbers, reals and None.

    Raises `UsageError` where the statement is not one that reads, and `KeyboardInterrupt` where Ctrl-C ended it.
    """
    if complaint := not_reading(statement):
        raise UsageError(complaint)
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
    """Fills the tables that the statement names, and leaves the database guarded."""
    database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_CELL)
    database.text_factory = lambda raw: raw.decode("utf-8", "replace")
    for relation in RELATIONS.values():
        columns = ", ".join(f'"{column.name}" {_DECLARED[column.type]}' for column in relation.columns)
        database.execute(f'CREATE TABLE "{relation.name}" ({columns})')
    database.set_authorizer(guard)
    database.execute(f"EXPLAIN {statement}")  # finds what is wrong before anything is worked out
    database.set_authorizer(None)
    # SQLite tells its authorizer of most tables that are read, but not of the right one of JOIN ... USING.
    for name in RELATIONS.keys() & set(re.findall(r"\w+", statement.lower())):
        _fill(database, RELATIONS[name], snapshot)
    database.execute("PRAGMA query_only = ON")
    database.set_authorizer(guard)
    database.set_progress_handler(lambda: 0, _STEPS)  # any Python at all lets Ctrl-C through


def _fill(database: sqlite3.Connection, relation: Relation, snapshot: Snapshot) -> None:
    rows = ([_to_sql(value) for value in row] for row in relation.rows(snapshot))
    places = ", ".join("?" * len(relation.columns))
    database.execute("BEGIN")
    database.executemany(f'INSERT INTO "{relation.name}" VALUES ({places})', rows)
    database.execute("COMMIT")
    if relation.columns[0].name == "id":
        database.execute(f'CREATE INDEX "{relation.name}_id" ON "{relation.name}" (id)')


def _to_sql(value: object) -> object:
    if isinstance(value, tuple):
        return "; ".join(value)
    if isinstance(value, date):
        return value.isoformat()
    return float(value) if isinstance(value, int) and abs(value) >= _MAX_WHOLE else value


def _from_sql(value: object) -> object:
    """A value that every format can write: bytes in hexadecimal digits, what is beyond all numbers as a word."""
    if isinstance(value, bytes):
        return value.hex().upper()
    return f"{'-' * (value < 0)}Infinity" if isinstance(value, float) and isinf(value) else value
