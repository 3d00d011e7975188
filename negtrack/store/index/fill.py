"""What files hold, into the tables of an index."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import PurePath
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
from negtrack.store.link import link_entries
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

    @property
    def party(self) -> str:
        """The party whose file it is, "" for a file of definitions."""
        return PurePath(self.path).stem if self.kind == "party" else ""


class Rows(NamedTuple):
    """What is written of one file."""

    held: Held
    definitions: list[tuple[object, ...]]
    entries: list[tuple[object, ...]]
    mentions: list[tuple[str, str, bool]]
    """What an entry names, the entry, and whether it bears on what that means."""


def rows_of(held: Held, items: Iterable[Item], entries: Sequence[Entry], standing: Collection[str] = ()) -> Rows:
    """What to write for a file with the definitions among `items` and the linked `entries`; those named in `standing`
    stand."""
    definitions = [_definition_row(held.path, item) for item in items if isinstance(item, Definition)]
    rows = [_entry_row(held.path, entry, entry.id in standing) for entry in entries]
    mentions = [(name, entry.id, _bears(entry)) for entry in entries for name in mentioned(entry)]
    return Rows(held, definitions, rows, mentions)


def put_rows(connection: sqlite3.Connection, rows: Rows) -> None:
    """Writes them."""
    put_file(connection, rows.held)
    connection.executemany("insert into definition values (null, ?, ?, ?, ?, ?)", rows.definitions)
    connection.executemany("insert into entry values (null, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows.entries)
    connection.executemany("insert into mention values (?, ?, ?)", rows.mentions)


def put_file(connection: sqlite3.Connection, held: Held) -> None:
    """Notes what a file was when it was read."""
    body = json.dumps(held._replace(digest=held.digest.hex()))  # type: ignore[arg-type]  # only to be written
    connection.execute("insert or replace into file values (?, ?, ?)", (held.path, body, checksum_of(held.path, body)))


def _definition_row(path: str, item: Definition) -> tuple[object, ...]:
    name = f"{item.party} {item.id}" if isinstance(item, Delegate) else item.id
    row = (path, item.table, name, packed(item))
    return *row, checksum_of(*row)


def _entry_row(path: str, entry: Entry, standing: bool) -> tuple[object, ...]:
    issue = entry.issue if isinstance(entry, Position) else ""
    day = entry.day.toordinal() if isinstance(entry, Record) else 0
    row = (path, entry.table, entry.id, entry.party, issue, day, int(standing), packed(entry))
    return *row, checksum_of(*row)


def checksum_of(*row: object) -> int:
    """What tells a row that was damaged."""
    return crc32("\0".join(map(str, row)).encode("utf-8", "surrogatepass"))


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


def _bears(entry: Entry) -> bool:
    """Whether what an entry names means something else by it; not where it merely answers that."""
    return not isinstance(entry, Response) and not (isinstance(entry, Proposal) and not entry.discloses)


def linked_entries(known: Negotiation, items: Iterable[Item]) -> list[Entry]:
    """The entries among `items`, linked to the definitions of `known`. Raises `UnusableError` where one is at fault."""
    linked = []
    for entry in link_entries(known, (item for item in items if isinstance(item, Entry))):
        if entry is None:
            raise UnusableError("a record is at fault")
        linked.append(entry)
    return linked
