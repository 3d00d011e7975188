"""One file of a negotiation at a time, with whatever elsewhere bears on what a check says of it, so that no more than
that is in memory at once.

On a file's entries bears what they name, and what takes that back, betters or discloses it, by way of others too; but
not what merely answers it. On its proposals also bear the mandates of whoever they are put to. Of the definitions
everything does but the sources that nothing in the part cites.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from negtrack.errors import NegtrackError
from negtrack.model import Negotiation, Source
from negtrack.store.index.database import opened
from negtrack.store.index.fill import Held
from negtrack.store.index.marks import digest_of
from negtrack.store.index.read import (
    PROPOSALS,
    among,
    definitions,
    held_files,
    homes_of,
    in_order,
    placed,
    snapshot,
    sources_of,
)
from negtrack.store.load import decode, read_bytes
from negtrack.store.locate import Place


class Part(NamedTuple):
    """What is known of one file and around it, and its text."""

    path: str
    text: str
    negotiation: Negotiation


class Outline(NamedTuple):
    """One file of an index: what it was, the number of its entries, the ids of those elsewhere that bear on them, and
    what tells one state of all that its part is made of from another."""

    held: Held
    size: int
    beside: tuple[str, ...]
    state: bytes


class Outlines(NamedTuple):
    """An index in outline: its definitions but for sources, its files, and what tells one state of these from
    another."""

    frame: Negotiation
    files: Mapping[str, Outline]
    state: object

    @property
    def size(self) -> int:
        """How many entries there are."""
        return sum(each.size for each in self.files.values())


def outlines(connection: sqlite3.Connection, frame: Negotiation) -> Outlines:
    """An index in outline; `frame` are its definitions but for sources. Raises `UnusableError`, `sqlite3.Error`.

    A source is no part of a state: as long as an index lives they are only added to, and none is cited before it is
    there.
    """
    links = _links(connection)
    mandates = _mandates(connection, frame)
    homes = homes_of(connection, {*links, *mandates})
    own: dict[str, set[str]] = defaultdict(set)
    for name, (path, _) in homes.items():
        own[path].add(name)
    proposing = {path for (path,) in connection.execute(f"select distinct file from entry where {PROPOSALS}")}
    sizes = dict(connection.execute("select party, count(*) from entry group by party").fetchall())
    question = "select file, kind, id, checksum from definition where kind <> 'source' order by file, number"
    defined = repr((frame.order, connection.execute(question).fetchall()))
    files = {}
    for path, held in held_files(connection).items():
        beside = sorted(_reached(links, own[path] | (mandates if path in proposing else set())) - own[path])
        state = repr([(name, homes.get(name)) for name in beside])
        digest = digest_of(held.digest + f"{state}{defined}".encode())
        files[path] = Outline(held, sizes.get(held.party, 0), tuple(beside), digest)
    return Outlines(frame, files, _state(connection))


def part_of(place: Place, known: Outlines, path: str) -> Part:
    """The part of the file `path`. Opens the index anew, as it may be asked for in another process. Raises
    `NegtrackError` where anything is not what is `known` of it, `UnusableError`, `OSError`, `sqlite3.Error`."""
    held, _, beside, _ = known.files[path]
    with contextlib.closing(opened(place)) as connection, snapshot(connection):
        if _state(connection) != known.state:
            raise NegtrackError("somebody else has brought the index up to date")
        found = in_order(placed(connection, [("party = ?", (held.party,)), *among("id", beside)]))
        sources = _all_sources(connection) if held.kind == "sources" else sources_of(connection, found)
    content = read_bytes(place.folder / path, place.root)
    if digest_of(content) != held.digest:
        raise NegtrackError("a file has changed")
    return Part(path, decode(content), replace(known.frame, sources=sources).with_entries(found))


def _state(connection: sqlite3.Connection) -> object:
    return connection.execute("select path, checksum from file order by path").fetchall()


def _all_sources(connection: sqlite3.Connection) -> dict[str, Source]:
    items = (item for _, item in definitions(connection, "kind = 'source'"))
    return {item.id: item for item in items if isinstance(item, Source)}


def _links(connection: sqlite3.Connection) -> dict[str, list[str]]:
    """Each entry that names others or is named -> those that it names, and those that name it and change what it means:
    all but answers to it."""
    links: dict[str, list[str]] = defaultdict(list)
    for target, name, bears in connection.execute("select target, id, bears from mention"):
        links[name].append(target)
        links[target] += [name] if bears else []
    return links


def _mandates(connection: sqlite3.Connection, frame: Negotiation) -> set[str]:
    """The claims of mandates that stand, and the proposals that may have a mandate among their terms."""
    found: set[str] = set()
    for issue in (each.id for each in frame.issues.values() if each.is_mandate):
        question = f"""
            select id from entry where standing and issue = ?
            union select id from entry where {PROPOSALS} and instr(body, ?)"""
        found |= {name for (name,) in connection.execute(question, (issue, f'["{issue}",'))}
    return found


def _reached(links: Mapping[str, Iterable[str]], names: Iterable[str]) -> set[str]:
    """`names` and all that they are linked to, by way of others too."""
    reached: set[str] = set()
    wanted = set(names)
    while wanted:
        reached |= wanted
        wanted = {other for name in wanted for other in links.get(name, ())} - reached
    return reached
