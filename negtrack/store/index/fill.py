"""What files hold, into the tables of an index."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple
from zlib import crc32

from negtrack.model import (
    Definition,
    Delegate,
    Entry,
    Item,
    Negotiation,
    Position,
    Proposal,
    Record,
    Response,
    Retraction,
)
from negtrack.store.index.database import UnusableError
from negtrack.store.index.marks import Mark
from negtrack.store.link import sound_entries
from negtrack.store.packing import packed


class Held(NamedTuple):
    """One file of a negotiation as the index holds it."""

    path: str
    kind: str
    mark: Mark
    checked: float
    digest: bytes
    lines: int
    extends: bool
    """Whether tables that are appended to it mean the same as by themselves."""
    plain: str


def put_file(connection: sqlite3.Connection, held: Held) -> None:
    """Notes what a file was when it was read."""
    values = (held.path, held.kind, *held.mark, *held[3:])
    connection.execute(f"insert or replace into file values ({', '.join('?' * len(values))})", values)


def put_definitions(connection: sqlite3.Connection, path: str, items: Iterable[Item]) -> None:
    """Adds the definitions among `items`."""
    for item in items:
        if isinstance(item, Definition):
            name = f"{item.party} {item.id}" if isinstance(item, Delegate) else item.id
            body = packed(item)
            row = (path, item.table, name, body, crc32(body.encode()))
            connection.execute("insert into definition values (null, ?, ?, ?, ?, ?)", row)


def put_entries(connection: sqlite3.Connection, path: str, entries: Sequence[Entry], standing: Collection[str]) -> None:
    """Adds linked entries; those named in `standing` stand."""
    last = connection.execute("select coalesce(max(number), 0) from entry").fetchone()[0]
    rows, mentions = [], []
    for number, entry in enumerate(entries, last + 1):
        body = packed(entry)
        issue = entry.issue if isinstance(entry, Position) else ""
        day = entry.day.toordinal() if isinstance(entry, Record) else 0
        stands = entry.id in standing
        checksum = checksum_of(entry.table, entry.id, stands, body)
        rows.append((number, path, entry.table, entry.id, entry.party, issue, day, stands, body, checksum))
        mentions += [(name, number) for name in mentioned(entry)]
    connection.executemany("insert into entry values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    connection.executemany("insert into mention values (?, ?)", mentions)


def checksum_of(kind: str, name: str, standing: bool, body: str) -> int:
    """What tells a row that was damaged."""
    return crc32(f"{kind} {name} {standing:d} {body}".encode())


def mentioned(entry: Entry) -> Iterator[str]:
    """The entries that an entry names."""
    if isinstance(entry, Position):
        yield from (*entry.supersedes, *entry.withdraws, *entry.denies)
    elif isinstance(entry, Retraction):
        yield entry.of
    elif isinstance(entry, Response):
        yield entry.proposal
    elif isinstance(entry, Proposal):
        yield from filter(None, (entry.answers, entry.discloses))


def linked_entries(known: Negotiation, items: Iterable[Item]) -> list[Entry]:
    """The entries among `items`, linked to the definitions of `known`. Raises `UnusableError` where one is at fault."""
    linked = []
    for entry in sound_entries(known, (item for item in items if isinstance(item, Entry))):
        if entry is None:
            raise UnusableError("a record is at fault")
        linked.append(entry)
    return linked
