"""Which entries stand, decided anew for the groups that a change touches; a group is a party's entries on one issue."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from negtrack.model import Entry, Negotiation, Position, Proposal, Response
from negtrack.query import Snapshot, standing_entries
from negtrack.store.index.fill import checksum_of, mentioned
from negtrack.store.index.read import PROPOSALS, entries, named, naming

Group = tuple[str, str | None]
"""A party and an issue: "" for what is no position, None for everything that there is of the party."""


def touched_by(connection: sqlite3.Connection, added: Iterable[Entry]) -> set[Group]:
    """The groups in which other entries may stand than before, once `added` are there."""
    groups = {(each.party, _issue(each)) for each in _with_named(connection, added)}
    return {group for group in groups if group[1] is None or (group[0], None) not in groups}


def _issue(entry: Entry) -> str | None:
    if isinstance(entry, Proposal):
        return None  # it offers something on many issues
    return entry.issue if isinstance(entry, Position) else ""


def _with_named(connection: sqlite3.Connection, added: Iterable[Entry]) -> Iterator[Entry]:
    """The entries, and what they take back or disclose, and what this takes back in turn."""
    wanted, seen = list(added), set[str]()
    while wanted:
        yield from wanted
        seen |= {each.id for each in wanted}
        names = {name for each in wanted if not isinstance(each, Response) for name in mentioned(each)}
        wanted = named(connection, names - seen)


def restand(connection: sqlite3.Connection, frame: Negotiation, groups: Collection[Group]) -> None:
    """Notes which entries of `groups` stand."""
    for party, issue in groups:
        where = "party = ?" if issue is None else "party = ? and issue = ?"
        own = entries(connection, where, (party,) if issue is None else (party, issue))
        standing = standing_entries(_reading(connection, frame, own))
        for name in {each.id for each in own} | standing:
            _note(connection, name, name in standing)


def _reading(connection: sqlite3.Connection, frame: Negotiation, own: Iterable[Entry]) -> Snapshot:
    """`own`, and whatever bears on whether it stands: what takes it back, and what it takes back itself, of whichever
    issue, and what takes back that."""
    proposals = entries(connection, PROPOSALS)
    together = {each.id: each for each in (*own, *proposals)}
    known = 0
    while len(together) > known:
        known = len(together)
        wanted = {name for each in together.values() for name in mentioned(each)} - together.keys()
        together |= {each.id: each for each in named(connection, wanted)}
        together |= {each.id: each for each in naming(connection, together).values()}
    bare = replace(frame, positions=(), proposals=(), responses=(), notes=(), retractions=())
    return Snapshot(bare.with_entries(list(together.values())))


def _note(connection: sqlite3.Connection, name: str, standing: bool) -> None:
    question = "select file, kind, id, party, issue, day, standing, body from entry where id = ?"
    row = connection.execute(question, (name,)).fetchone()
    if row and bool(row[6]) != standing:
        checksum = checksum_of(*row[:6], int(standing), row[7])
        connection.execute("update entry set standing = ?, checksum = ? where id = ?", (int(standing), checksum, name))
