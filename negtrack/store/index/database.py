"""The file of an index: where it is, what it looks like, and that it is ours."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import sys
from pathlib import Path

from negtrack import __version__
from negtrack.store.locate import Place

_OURS = 0x6E656774
"""What SQLite's header names the program by that a file belongs to: `negt`."""
_FORM = f"1 {__version__} {sys.version_info[0]}.{sys.version_info[1]}"
_WAIT = 2.0
"""Seconds to wait for another negtrack that is writing to it."""

_TABLES = """
create table meta (form text, folder text);
create table file (
    path text primary key, kind text, size int, modified int, changed int, inode int, device int,
    checked real, digest blob, lines int, extends int, plain text
);
create table definition (number integer primary key, file text, kind text, id text, body text, checksum int);
create table entry (
    number integer primary key, file text, kind text, id text, party text, issue text, day int, standing int,
    body text, checksum int
);
create table mention (target text, id text);
create table verdict (state blob, problems text, checksum int);
"""
_INDEXES = """
create unique index entry_id on entry (id);
create index entry_group on entry (party, issue);
create index entry_issue on entry (issue);
create index entry_file on entry (file);
create index entry_standing on entry (standing) where standing;
create index mention_target on mention (target);
create index mention_id on mention (id);
"""


class UnusableError(Exception):
    """There is no index to be had, or it is not one of ours, or of files with faults."""


def index_path(place: Place) -> Path:
    """Where the index of `place` is kept."""
    from platformdirs import user_cache_path

    name = hashlib.sha256(os.fsencode(os.path.realpath(place.folder))).hexdigest()[:24]
    return user_cache_path("negtrack", appauthor=False) / f"{name}.sqlite"


def opened(place: Place) -> sqlite3.Connection:
    """The index of `place`. Raises `UnusableError`, `OSError`, and `sqlite3.Error` where it is damaged."""
    path = index_path(place)
    if not path.is_file():
        raise UnusableError("there is none yet")
    connection = _connected(path)
    ours = connection.execute("pragma application_id").fetchone() == (_OURS,)
    if not ours or connection.execute("select * from meta").fetchall() != [(_FORM, _folder(place))]:
        connection.close()
        raise UnusableError("it is of another version, or not ours")
    return connection


def _connected(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_WAIT, isolation_level=None)
    connection.execute("pragma trusted_schema = off")
    connection.execute("pragma synchronous = normal")
    connection.execute("pragma cache_size = -16000")
    return connection


def created(place: Place, path: Path) -> sqlite3.Connection:
    """A new index at `path`, still without what finds things in it; `finish` adds that. Raises `sqlite3.Error`."""
    connection = _connected(path)
    connection.execute(f"pragma application_id = {_OURS}")
    connection.execute("pragma journal_mode = off")
    connection.execute("pragma synchronous = off")
    connection.executescript(_TABLES)
    connection.execute("insert into meta values (?, ?)", (_FORM, _folder(place)))
    connection.execute("begin")
    return connection


def finish(connection: sqlite3.Connection) -> None:
    """Adds what finds things. Raises `sqlite3.IntegrityError` where an id stands twice."""
    for statement in filter(None, map(str.strip, _INDEXES.split(";"))):
        connection.execute(statement)
    connection.execute("commit")


def _folder(place: Place) -> str:
    return os.path.realpath(place.folder)
