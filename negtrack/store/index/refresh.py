"""The index of a folder, as its files are now: extended by what was appended, mended file by file, or built anew."""

from __future__ import annotations

import sqlite3
import time
from codecs import BOM_UTF8
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Literal, NamedTuple

from negtrack.model import Definition, Entry, Item
from negtrack.store.index.build import built, refuse_dangling, seen, understood
from negtrack.store.index.database import UnusableError, is_in_use, opened
from negtrack.store.index.fill import Held, linked_entries, put_file, put_rows, rows_of
from negtrack.store.index.marks import digest_of, is_settled, mark_of
from negtrack.store.index.read import definitions, entries, frame, held_files, sources_of
from negtrack.store.index.stand import Group, restand, touched_by
from negtrack.store.load import decode
from negtrack.store.locate import Place
from negtrack.store.parse import parse_tail

_MUCH = 4 * 1024 * 1024
"""Bytes of files that are read anew, beyond which reading all is not slower."""


class Change(NamedTuple):
    """One file that is not what it was, as it is now."""

    how: Literal["touched", "grown", "changed", "new"]
    held: Held
    content: bytes
    before: Held | None


def fresh(place: Place, files: Mapping[Path, str]) -> tuple[sqlite3.Connection, str]:
    """The index of `files` (each with its kind, in the order in which they are read into one negotiation), as they are
    now, and why it had to be built anew, "" where it had not. Raises `UnusableError` where the files are at fault,
    `OSError`, `NegtrackError`, `sqlite3.Error`."""
    try:
        connection = opened(place)
        if found := changes(connection, place, files):
            _catch_up(connection, place, files, found)
    except (UnusableError, sqlite3.DatabaseError) as error:
        if isinstance(error, sqlite3.Error) and is_in_use(error):
            raise
        connection = built(place, files)
        if any(each.how != "touched" for each in changes(connection, place, files)):
            raise UnusableError("the files change while they are read") from error
        return connection, str(error)
    return connection, ""


def changes(connection: sqlite3.Connection, place: Place, files: Mapping[Path, str]) -> list[Change]:
    """What became of the files, the last to be replaced first, so that whoever sees a record sees what it names."""
    known = held_files(connection)
    if known.keys() - {place.shown(path) for path in files}:
        raise UnusableError("a file is gone")
    found = (_change(place, path, kind, known.get(place.shown(path))) for path, kind in reversed(list(files.items())))
    return [each for each in found if each][::-1]


def _change(place: Place, path: Path, kind: str, before: Held | None) -> Change | None:
    mark = mark_of(path)
    if before and before.mark == mark and is_settled(mark, before.checked, time.time()):
        return None
    held, content = seen(place, path, kind)
    if before is None:
        return Change("new", held, content, None)
    if before.digest == held.digest:
        return Change("touched", before._replace(mark=held.mark, checked=held.checked), content, before)
    old = memoryview(content)[: before.mark.size]
    grown = before.extends and content[: before.mark.size].endswith(b"\n") and digest_of(old) == before.digest
    return Change("grown" if grown else "changed", held, content, before)


def _catch_up(connection: sqlite3.Connection, place: Place, files: Mapping[Path, str], seen: Iterable[Change]) -> None:
    """Brings the index up to date in one step. Raises `UnusableError` where it must be built anew; that a file was
    only touched need not be noted."""
    try:
        connection.execute("begin immediate")
    except sqlite3.OperationalError:
        if all(each.how == "touched" for each in seen):
            return
        raise
    try:
        found = changes(connection, place, files)
        if sum(len(each.content) for each in found if each.how in ("changed", "new")) > _MUCH:
            raise UnusableError("so much has changed that it is built anew faster")
        for change in found:
            _apply(connection, place.id, change)
        connection.execute("commit")
    except BaseException:
        connection.execute("rollback")
        raise


def _apply(connection: sqlite3.Connection, name: str, change: Change) -> None:
    if change.how == "touched":
        put_file(connection, change.held)
        return
    if change.how == "grown":
        held, items = _tail(change)
    else:
        held, document = understood(change.held, change.content)
        items = document.items
    touched: set[Group] = set()
    if change.how == "changed":
        touched = touched_by(connection, entries(connection, "party = ?", (held.party,)))
        _forget(connection, held, items)
    last = connection.execute("select coalesce(max(rowid), 0) from mention").fetchone()[0]
    put_rows(connection, rows_of(held, items, ()))
    known = frame(connection, name)
    new = [item for item in items if isinstance(item, Entry)]
    linked = linked_entries(replace(known, sources=sources_of(connection, new)), new)
    put_rows(connection, rows_of(held, (), linked))
    refuse_dangling(connection, 0 if change.how == "changed" else last)
    party = {(held.party, None)} if held.party and change.how == "changed" else set()
    restand(connection, known, touched | touched_by(connection, linked) | party)


def _forget(connection: sqlite3.Connection, held: Held, items: Iterable[Item]) -> None:
    """Removes what a file held. Raises `UnusableError` where a definition is not what it was: all may rest on it."""
    now = {(item.table, getattr(item, "party", ""), item.id): item for item in items if isinstance(item, Definition)}
    for _, item in definitions(connection, "file = ?", (held.path,)):
        if now.get((item.table, getattr(item, "party", ""), item.id)) != item:
            raise UnusableError("a definition has changed")
    connection.execute("delete from mention where id in (select id from entry where party = ?)", (held.party,))
    connection.execute("delete from entry where party = ?", (held.party,))
    connection.execute("delete from definition where file = ?", (held.path,))


def _tail(change: Change) -> tuple[Held, tuple[Item, ...]]:
    """What was appended to a file. Raises `UnusableError` where it is not sound by itself."""
    before = change.before
    assert before is not None
    tail = change.content[before.mark.size :]
    if tail.startswith(BOM_UTF8):
        raise UnusableError(f"{before.path} is at fault")
    items, problems = parse_tail(decode(tail), before.path, before.kind, before.party, before.lines)
    if problems:
        raise UnusableError(f"{before.path} is at fault")
    return change.held._replace(extends=True, plain=before.plain), items
