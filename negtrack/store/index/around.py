"""As much of a negotiation as it takes to add something to it, in the form that whoever adds expects."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence

from negtrack.errors import NotWrittenError
from negtrack.frozen import dataclass
from negtrack.model import Entry, Item, Negotiation, Position
from negtrack.store.index.database import UnusableError
from negtrack.store.index.fill import Held, mentioned
from negtrack.store.index.marks import digest_of
from negtrack.store.index.read import PROPOSALS, definitions, entries, held_files, named, naming
from negtrack.store.load import Loaded
from negtrack.store.locate import Place
from negtrack.store.parse import Document


@dataclass(frozen=True)
class Beside:
    """What an index knows beside a part that was read."""

    connection: sqlite3.Connection
    files: Mapping[str, Held]

    def __contains__(self, name: object) -> bool:
        try:
            return self.connection.execute("select 1 from entry where id = ?", (name,)).fetchone() is not None
        except sqlite3.Error as error:
            raise NotWrittenError("another negtrack is at the same files; run the command again") from error

    def is_as_read(self, path: str, content: bytes) -> bool:
        """Whether the file still is what the part was read from."""
        return self.files[path].digest == digest_of(content)


def part_around(connection: sqlite3.Connection, place: Place, known: Negotiation, items: Sequence[Item]) -> Loaded:
    """What adding `items` to `known` needs. Raises `UnusableError` where tables cannot be appended to a file as they
    stand."""
    files = held_files(connection)
    if not all(held.extends for held in files.values()):
        raise UnusableError("a file is written in a way that only a whole reading can extend")
    found = _entries_around(connection, [item for item in items if isinstance(item, Entry)])
    held_items: dict[str, list[Item]] = {path: [] for path in files}
    for path, item in definitions(connection):
        held_items[path].append(item)
    for entry in found:
        held_items[place.shown(place.party(entry.party))].append(entry)
    order = sorted(files.values(), key=lambda held: (held.kind == "party", held.path))
    documents = tuple(Document(held.path, {}, tuple(held_items[held.path])) for held in order)
    return Loaded(place, known.with_entries(found), (), documents, beside=Beside(connection, files))


def _entries_around(connection: sqlite3.Connection, added: Sequence[Entry]) -> list[Entry]:
    found = {each.id: each for each in entries(connection, PROPOSALS)}
    for entry in added:
        group = (entry.party, entry.issue if isinstance(entry, Position) else "")
        found |= {each.id: each for each in entries(connection, "party = ? and issue = ?", group)}
    wanted = {name for each in (*added, *found.values()) for name in mentioned(each)}
    while new := named(connection, wanted - found.keys()):
        found |= {each.id: each for each in new}
        wanted = {name for each in new for name in mentioned(each)}
    found |= {each.id: each for each in naming(connection, found).values()}
    return list(found.values())
