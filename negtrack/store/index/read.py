"""What an index holds, out of its tables again.

A row whose bytes are not those that were written is never taken for it, but for those that say who names whom; rows
that somebody removes are not missed.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from negtrack.model import Entry, Item, Negotiation, Record, Source
from negtrack.store.index.database import UnusableError
from negtrack.store.index.fill import Held, checksum_of
from negtrack.store.index.marks import Mark
from negtrack.store.link import link_negotiation
from negtrack.store.packing import unpacked
from negtrack.store.parse import Document

Home = tuple[str, int]
"""Where an entry stands: the file, and its number, which grows from entry to entry of a file."""
_AT_ONCE = 500
"""Values in one question, fewer than any SQLite allows."""
PROPOSALS = "issue = '' and kind = 'proposal'"
"""Which entries are proposals; what is no position has no issue, by which it is found fast."""
_DAMAGED = "a row of it is damaged"


@contextlib.contextmanager
def snapshot(connection: sqlite3.Connection) -> Iterator[None]:
    """One state of the index, whoever else writes to it. Raises `sqlite3.Error`."""
    connection.execute("begin")
    try:
        yield
    finally:
        connection.execute("rollback")


def held_files(connection: sqlite3.Connection) -> dict[str, Held]:
    """The files that the index was made from, by path. Raises `UnusableError`."""
    return dict(map(_held, connection.execute("select path, body, checksum from file")))


def definitions(
    connection: sqlite3.Connection, where: str = "true", values: Sequence[str] = ()
) -> Iterator[tuple[str, Item]]:
    """The definitions of which `where` holds, each with its file, in the order of the files. Raises `UnusableError`."""
    question = f"select file, kind, id, body, checksum from definition where {where} order by file, number"
    for path, kind, name, body, checksum in connection.execute(question, values):
        if checksum_of(path, kind, name, body) != checksum:
            raise UnusableError(_DAMAGED)
        yield path, unpacked(kind, body)


def frame(connection: sqlite3.Connection, name: str, sources: bool = False) -> Negotiation:
    """The negotiation `name` without its entries, and unless asked for without its sources. Raises `UnusableError` for
    definitions that do not hold together."""
    items: dict[str, list[Item]] = {}
    for path, item in definitions(connection, "true" if sources else "kind <> 'source'"):
        items.setdefault(path, []).append(item)
    documents = [
        Document(held.path, json.loads(held.plain), tuple(items.get(held.path, ())))
        for held in sorted(held_files(connection).values(), key=lambda held: (held.kind == "party", held.path))
    ]
    known, problems = link_negotiation(name, documents)
    if problems:
        raise UnusableError(f"the files are at fault: {problems[0]}")
    return known


def sources_of(connection: sqlite3.Connection, entries: Iterable[Entry]) -> dict[str, Source]:
    """The sources that records name."""
    names = {name for each in entries if isinstance(each, Record) for name in each.sources}
    parts = among("id", names)
    items = [
        item for where, values in parts for _, item in definitions(connection, f"kind = 'source' and {where}", values)
    ]
    return {item.id: item for item in items if isinstance(item, Source)}


def entries(connection: sqlite3.Connection, where: str, values: Sequence[object] = ()) -> list[Entry]:
    """The entries of which `where` holds, in the order of the files. Raises `UnusableError`."""
    return [entry for _, entry in _numbered(connection, where, values)]


def placed(connection: sqlite3.Connection, questions: Iterable[tuple[str, Sequence[object]]]) -> dict[Home, Entry]:
    """The entries of which any of several conditions hold, each with its values, by their places. Raises
    `UnusableError`."""
    return {home: entry for where, values in questions for home, entry in _numbered(connection, where, values)}


def in_order(found: Mapping[Home, Entry]) -> list[Entry]:
    """Entries in the order of the files."""
    return [found[home] for home in sorted(found)]


def among(column: str, values: Iterable[str]) -> Iterator[tuple[str, Sequence[str]]]:
    """The conditions, each with its values, of which one holds where `column` has one of `values`."""
    for part in _parts(sorted(set(values))):
        yield f"{column} in ({', '.join('?' * len(part))})", part


def _numbered(connection: sqlite3.Connection, where: str, values: Sequence[object]) -> Iterator[tuple[Home, Entry]]:
    """The entries of which `where` holds, each behind its place, in the order of places."""
    columns = "number, file, kind, id, party, issue, day, standing, body, checksum"
    question = f"select {columns} from entry where {where} order by file, number"
    for number, *row in connection.execute(question, values):
        yield (row[0], number), _entry(row)


def naming(connection: sqlite3.Connection, names: Iterable[str]) -> dict[Home, Entry]:
    """The entries that name any of `names`, and those that name these, and so on, by their places. Raises
    `UnusableError`."""
    found: dict[Home, Entry] = {}
    known = wanted = set(names)
    while wanted:
        parts = among("target", wanted)
        more = placed(connection, ((f"id in (select id from mention where {where})", part) for where, part in parts))
        found |= more
        wanted = {each.id for each in more.values()} - known
        known = known | wanted
    return found


def named(connection: sqlite3.Connection, names: Iterable[str]) -> list[Entry]:
    """The entries of these ids, as far as there are."""
    return [each for where, values in among("id", names) for each in entries(connection, where, values)]


def homes_of(connection: sqlite3.Connection, names: Iterable[str]) -> dict[str, tuple[str, int]]:
    """The entries of these ids: id -> the file, and what tells one state of the entry from another."""
    found: dict[str, tuple[str, int]] = {}
    for where, values in among("id", names):
        rows = connection.execute(f"select id, file, checksum from entry where {where}", values)
        found |= {name: (path, checksum) for name, path, checksum in rows}
    return found


def _parts(names: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(names), _AT_ONCE):
        yield names[start : start + _AT_ONCE]


def _entry(row: Sequence[Any]) -> Entry:
    if checksum_of(*row[:-1]) != row[-1]:
        raise UnusableError(_DAMAGED)
    entry = unpacked(row[1], row[7])
    assert isinstance(entry, Entry)
    return entry


def _held(row: tuple[str, str, int]) -> tuple[str, Held]:
    path, body, checksum = row
    if checksum_of(path, body) != checksum:
        raise UnusableError(_DAMAGED)
    held = Held(*json.loads(body))
    return path, held._replace(mark=Mark(*held.mark), digest=bytes.fromhex(str(held.digest)))
