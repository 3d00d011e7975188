"""From entries to the book of a file, and from books to a negotiation that answers what one that was read whole would
answer."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from operator import attrgetter
from typing import Any

from negtrack.frozen import replace
from negtrack.lazy import LazyItems, LazyMapping
from negtrack.model import Entry, Negotiation, Note, Position, Record, Remembered, Retraction, record_of, references
from negtrack.query import Snapshot, remaining_positions
from negtrack.store.cache.kept import Book, pack_groups, pack_positions, unpack_groups, unpack_positions


def fill_book(book: Book, known: Negotiation, entries: Sequence[Entry]) -> Book:
    """Return `book` with the linked `entries` of its file, in their order; `known` has the definitions.

    What is retracted or superseded is so by its own party's file, so that the file knows what stands. Offers are left
    out of that: they may rest on other files, and come back when the rule is asked.
    """
    snapshot = Snapshot(known.with_entries(entries))
    positions, groups = snapshot.negotiation.positions, snapshot.negotiation.groups
    said = {group: snapshot.said(group) for group in groups}
    left = {group: remaining_positions(known, one, known.issues[group[1]]) for group, one in said.items()}
    valued = [position for group in said.values() for position in group if position.value]
    others = [entry for entry in entries if not isinstance(entry, Position)]
    counting = [record for record in others if isinstance(record, Record) and snapshot.counts(record)]
    named = {record_of(name) for entry in entries for _, name in references(entry)}
    shared = {group: group for group in groups}  # one object for all positions of a group is kept, and read, once
    return replace(
        book,
        mark=os.urandom(12).hex(),
        others=others,
        group_of={position.id: shared[position.party, position.issue] for position in positions},
        standing=pack_groups(left),
        groups=pack_groups(groups),
        acts=pack_positions(snapshot.negotiation.acts),
        newest=max(map(attrgetter("day"), chain(counting, *said.values())), default=None),
        valued=len(valued),
        cited=(_cited(positions), _cited(valued)),
        named=named,
        is_alone=all(isinstance(entry, Note | Retraction) for entry in others)
        and named <= {entry.id for entry in entries},
    )


def _cited(positions: Iterable[Position]) -> Sequence[str]:
    return list(set(chain.from_iterable(map(attrgetter("sources"), positions))))


def open_books(known: Negotiation, books: Sequence[Book], before: Negotiation | None = None) -> Negotiation:
    """Return `known` with the entries of `books`; a position is read when it is asked for. What was opened `before`
    lends what it knows of all, but no position that it read."""
    known = known.with_entries([entry for book in books for entry in book.others])
    lent = vars(before) if before else _look_through(known, books)
    standing, groups = (unpack_groups(book.standing for book in books), unpack_groups(book.groups for book in books))

    def find(name: str) -> Entry:
        said = (position for table in (standing, groups) for position in table[lent["remembered"].group_of[name]])
        return known.entries.get(name) or next(position for position in said if position.id == name)

    in_order = (sorted(chain(*(groups[group] for group in book.groups)), key=attrgetter("line")) for book in books)
    opened = replace(known, positions=LazyItems(chain.from_iterable(in_order)))
    vars(opened).update(groups=groups, entries=LazyMapping(lent["entries"], find), acts=lent["acts"])
    vars(opened).update(cited=lent["cited"], remembered=replace(lent["remembered"], standing=standing))
    return opened


def _look_through(known: Negotiation, books: Sequence[Book]) -> Mapping[str, Any]:
    """Return what `books` tell of all entries, by the attribute of a negotiation that has it."""
    group_of = {name: group for book in books for name, group in book.group_of.items()}
    newest = max((book.newest for book in books if book.newest), default=None)
    valued = sum(book.valued for book in books), {name for book in books for name in book.cited[1]}
    return {
        "entries": {**group_of, **known.entries},
        "acts": tuple(position for book in books if book.acts for position in unpack_positions(book.acts)),
        "cited": {*known.cited, *(name for book in books for name in book.cited[0])},
        "remembered": Remembered(group_of, None, newest, valued),
    }
