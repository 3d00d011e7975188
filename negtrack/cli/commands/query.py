"""`negtrack query`: SQL over the documented tables."""

from __future__ import annotations

import sys
from typing import Annotated

from negtrack.cli.options import Clocks, Output, Scope, argument, option
from negtrack.cli.session import emit, open_session
from negtrack.errors import UsageError
from negtrack.views.query import build_query, build_tables

MAX_STATEMENT = 1_000_000
"""Most bytes of a statement on stdin; SQLite accepts no longer one."""


EXAMPLES = (
    "negtrack query 'SELECT party, issue, value FROM current'",
    "negtrack query --tables",
    "negtrack query - < gaps.sql",
)


def command(
    sql: Annotated[str, argument(metavar="[SQL]", help="SELECT statement; - reads it from stdin.")] = "",
    *,
    tables: Annotated[bool, option("--tables", help="List the tables and their columns.")] = False,
    clocks: Clocks,
    output: Output,
    scope: Scope,
) -> None:
    """Query in SQL: one SELECT over tables such as position, current, gap, proposal and source (SQLite, read only)."""
    if tables:
        if sql:
            raise UsageError("--tables takes no statement; remove one of them")
        if clocks.as_of or clocks.known_at:
            raise UsageError("--tables lists what every moment has; leave out --as-of and --known-at")
        emit(build_tables(), output, scope.color)
        return
    session = open_session(scope)
    session.answer(build_query(session.snapshot(clocks), _statement(sql)), output)


def _statement(given: str) -> str:
    if given != "-":
        return given
    raw = sys.stdin.buffer.read(MAX_STATEMENT + 1)
    if len(raw) > MAX_STATEMENT:
        raise UsageError(f"stdin: a statement has at most {MAX_STATEMENT:,} bytes; this one is longer")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"stdin: byte {error.start + 1} is not UTF-8") from error
