"""What is kept of the entries of one file: what stands, and the past, of each issue."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from negtrack.model import (
    NAMING,
    Entry,
    Group,
    Negotiation,
    Note,
    Position,
    Proposal,
    Record,
    Retraction,
    record_of,
    references,
)
from negtrack.query import Snapshot, remaining_positions
from negtrack.store.cache.folder import pack


class Book(NamedTuple):
    """The entries of one file, packed."""

    ids: bytes
    """Position -> (party, issue), in the order of the file."""
    groups: Mapping[Group, tuple[bytes, bytes]]
    """(party, issue) -> the positions that `remaining_positions` leaves of it, and all other ones."""
    acts: bytes
    """The positions that name others."""
    rest: bytes
    """The entries that are no positions."""
    cited: bytes
    """The sources that the records cite."""
    named: Sequence[str]
    """The entries that they name."""
    newest: date | None
    """The day of the newest record that counts."""
    valued: tuple[int, frozenset[str]]
    """How many positions with a value count, and the sources of them."""
    is_alone: bool
    """Whether all are positions, notes and retractions, and name none but each other."""
    mark: str
    """Another one whenever the file or what it rests on is."""


def pack_book(known: Negotiation, entries: Sequence[Entry]) -> Book:
    """Return the book of linked `entries`, in the order of their file; `known` has the definitions."""
    positions = [entry for entry in entries if isinstance(entry, Position)]
    groups: dict[Group, list[Position]] = {}
    for position in positions:
        groups.setdefault((position.party, position.issue), []).append(position)
    standing, snapshot = _standing_ids(known, entries), Snapshot(known.with_entries(entries))
    valued = [position for position in positions if position.value and snapshot.counts(position)]
    named = {record_of(name) for entry in entries for _, name in references(entry)}
    is_alone = all(isinstance(entry, Position | Note | Retraction) for entry in entries)
    return Book(
        pack({position.id: (position.party, position.issue) for position in positions}),
        {
            group: (pack([p for p in said if p.id in standing]), pack([p for p in said if p.id not in standing]))
            for group, said in groups.items()
        },
        pack([position for position in positions if any(getattr(position, field) for field in NAMING)]),
        pack([entry for entry in entries if not isinstance(entry, Position)]),
        pack({name for entry in entries if isinstance(entry, Record) for name in entry.cites}),
        sorted(named),
        snapshot.day,
        (len(valued), frozenset(name for position in valued for name in position.sources)),
        is_alone and named <= {entry.id for entry in entries},
        os.urandom(12).hex(),
    )


def _standing_ids(known: Negotiation, entries: Iterable[Entry]) -> set[str]:
    """Return the ids of the positions that their holder's last own statement to all leaves, by the rule itself.

    What makes offers is left out: it may rest on other files, and comes back when the rule is asked.
    """
    snapshot = Snapshot(known.with_entries([entry for entry in entries if not isinstance(entry, Proposal)]))
    return {
        position.id
        for (_, issue), group in snapshot.positions.items()
        for position in remaining_positions(known, group, known.issues[issue])
    }
