"""One file of a negotiation at a time, with whatever elsewhere bears on what a check says of it, so that no more than
that is in memory at once.

What bears on a file's entries is what they name and what names them, and so on; on its proposals also the mandates of
whoever they are put to. Of the definitions everything but the sources that nothing in the part cites.
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
from negtrack.store.index.read import definitions, entries, held_files, homes_of, named, snapshot, sources_of
from negtrack.store.load import decode, read_bytes
from negtrack.store.locate import Place


class Part(NamedTuple):
    """What is known of one file and around it, and its text."""

    path: str
    text: str
    negotiation: Negotiation


class Outline(NamedTuple):
    """One file of an index: what it was, the ids of the entries elsewhere that bear on it, and what tells one state of
    all that its part is made of from another."""

    held: Held
    beside: tuple[str, ...]
    state: bytes


def outlines(connection: sqlite3.Connection, frame: Negotiation) -> dict[str, Outline]:
    """Every file of an index in outline; `frame` are the definitions but for sources. Raises `UnusableError`,
    `sqlite3.Error`.

    A source is no part of a state: as long as an index lives they are only added to, and none is cited before it is
    there.
    """
    links = _links(connection)
    issues = [issue.id for issue in frame.issues.values() if issue.kind == "mandate"]
    mandates = homes_of(connection, "standing and issue", issues)
    homes = mandates | homes_of(connection, "id", links)
    proposing = {path for (path,) in connection.execute("select distinct file from entry where kind = 'proposal'")}
    question = "select file, kind, id, checksum from definition where kind <> 'source' order by file, number"
    defined = repr(connection.execute(question).fetchall())
    own: dict[str, set[str]] = defaultdict(set)
    for name, (path, _) in homes.items():
        own[path].add(name)
    found = {}
    for path, held in held_files(connection).items():
        near = _reached(links, own[path] | (mandates.keys() if path in proposing else set())) - own[path]
        state = repr([(name, homes.get(name)) for name in sorted(near)])
        found[path] = Outline(held, tuple(sorted(near)), digest_of(held.digest + f"{state}{defined}".encode()))
    return found


def part_of(place: Place, known: Mapping[str, Outline], frame: Negotiation, path: str) -> Part:
    """The part of the file `path`. Opens the index anew, as it may be asked for in another process. Raises
    `NegtrackError` where anything is not what is `known` of it, `UnusableError`, `OSError`, `sqlite3.Error`."""
    with contextlib.closing(opened(place)) as connection, snapshot(connection):
        digests = {name: held.digest for name, held in held_files(connection).items()}
        if digests != {name: outline.held.digest for name, outline in known.items()}:
            raise NegtrackError("somebody else has brought the index up to date")
        found = [*entries(connection, "file = ?", (path,)), *named(connection, known[path].beside)]
        found.sort(key=lambda each: (f"parties/{each.party}.toml", each.line))
        sources = _all_sources(connection) if known[path].held.kind == "sources" else sources_of(connection, found)
    content = read_bytes(place.folder / path, place.root)
    if digest_of(content) != known[path].held.digest:
        raise NegtrackError("a file has changed")
    return Part(path, decode(content), replace(frame, sources=sources).with_entries(found))


def _all_sources(connection: sqlite3.Connection) -> dict[str, Source]:
    items = (item for _, item in definitions(connection, "kind = 'source'"))
    return {item.id: item for item in items if isinstance(item, Source)}


def _links(connection: sqlite3.Connection) -> dict[str, list[str]]:
    """Entry -> those that it names and that name it."""
    links: dict[str, list[str]] = defaultdict(list)
    for target, name in connection.execute("select target, id from mention"):
        links[target].append(name)
        links[name].append(target)
    return links


def _reached(links: Mapping[str, Iterable[str]], names: Iterable[str]) -> set[str]:
    """`names` and all that they are linked to, by way of others too."""
    reached: set[str] = set()
    wanted = set(names)
    while wanted:
        reached |= wanted
        wanted = {other for name in wanted for other in links.get(name, ())} - reached
    return reached
