"""The file of an index: where it is, what it looks like, and that it is ours."""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
import sys
from pathlib import Path

from negtrack import __version__
from negtrack.store.locate import Place

_OURS = 0x6E656774
"""What SQLite's header names the program by that a file belongs to: `negt`."""
_FORM = f"6 {__version__} {sys.version_info[0]}.{sys.version_info[1]}"
_WAIT = 2.0
"""Seconds to wait for another negtrack that is writing to it."""

_TABLES = """
create table meta (form text, folder blob);
create table file (path text primary key, body text, checksum int);
create table definition (number integer primary key, file text, kind text, id text, body text, checksum int);
create table entry (
    number integer primary key, file text, kind text, id text, party text, issue text, day int, standing int,
    body text, checksum int
);
create table mention (target text, id text, bears int);
create table verdict (path text primary key, state blob, body text, checksum int);
"""
_INDEXES = """
create unique index definition_id on definition (file, kind, id);
create unique index entry_id on entry (id);
create index entry_group on entry (issue, party);
create index entry_party on entry (party);
create index entry_standing on entry (party) where standing;
create index entry_standing_file on entry (file) where standing;
create index entry_newest on entry (day) where standing and issue <> '';
create index mention_target on mention (target);
create index mention_id on mention (id);
"""


class UnusableError(Exception):
    """There is no index to be had, or it is not one of ours, or of files with faults."""


def index_path(place: Place) -> Path:
    """Where the index of `place` is kept. Raises `UnusableError` for a user without a home."""
    from platformdirs import user_cache_path

    try:
        cache = user_cache_path("negtrack", appauthor=False)
    except RuntimeError as error:
        raise UnusableError("there is no folder for caches") from error
    return cache / f"{hashlib.sha256(_folder(place)).hexdigest()[:24]}.sqlite"


def removed(path: Path) -> None:
    """Removes the index at `path`, if that can be done, with what SQLite keeps beside it to undo a change that was cut
    off, and would undo in the next file of that name."""
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)
        Path(f"{path}-journal").unlink(missing_ok=True)


def placed(unfinished: Path, path: Path) -> None:
    """Puts the index `unfinished` in the place of another at `path`."""
    Path(f"{path}-journal").unlink(missing_ok=True)
    os.replace(unfinished, path)


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
    return connection


def created(place: Place, path: Path) -> sqlite3.Connection:
    """A new index at `path`, still without what finds things in it; `finish` adds that. Raises `sqlite3.Error`."""
    connection = _connected(path)
    connection.execute(f"pragma application_id = {_OURS}")
    connection.execute("pragma journal_mode = off")
    connection.execute("pragma synchronous = off")
    connection.execute("pragma cache_size = -16000")  # to sort what finds things; who only reads is no faster by it
    connection.executescript(_TABLES)
    connection.execute("insert into meta values (?, ?)", (_FORM, _folder(place)))
    connection.execute("begin")
    return connection


def finish(connection: sqlite3.Connection) -> None:
    """Adds what finds things. Raises `sqlite3.IntegrityError` where an id stands twice."""
    for statement in filter(None, map(str.strip, _INDEXES.split(";"))):
        connection.execute(statement)
    connection.execute("commit")


def _folder(place: Place) -> bytes:
    return os.fsencode(os.path.realpath(place.folder))


def is_in_use(error: sqlite3.Error) -> bool:
    """Whether `error` says that an index cannot be had just now, and not that it is at fault: another negtrack is at
    it, or it cannot be written or read."""
    primary = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return primary in (
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
    )
