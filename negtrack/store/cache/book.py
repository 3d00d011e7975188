"""From entries to the book of a file, and from books to a negotiation that answers what one that was read whole would
answer."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from itertools import chain
from operator import attrgetter

from negtrack.frozen import replace
from negtrack.lazy import LazyItems, LazyMapping
from negtrack.model import Entry, Negotiation, Note, Position, Record, Remembered, Retraction, record_of, references
from negtrack.query import Snapshot, remaining_positions
from negtrack.store.cache.kept import Book, pack_positions, unpack_positions


def fill_book(book: Book, known: Negotiation, entries: Sequence[Entry]) -> Book:
    """Return `book` with the linked `entries` of its file, in their order; `known` has the definitions.

    What is retracted or superseded is so by its own party's file, so that the file knows what stands. Offers are left
    out of that: they may rest on other files, and come back when the rule is asked.
    """
    snapshot = Snapshot(known.with_entries(entries))
    positions, groups = snapshot.negotiation.positions, snapshot.negotiation.groups
    said = {group: snapshot.said(group) for group in groups}
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
        groups={
            group: (
                pack_positions(remaining_positions(known, said[group], known.issues[group[1]])),
                pack_positions(all_),
            )
            for group, all_ in groups.items()
        },
        acts=pack_positions(snapshot.negotiation.acts),
        newest=max((record.day for record in chain(counting, *said.values())), default=None),
        valued=len(valued),
        cited=(_cited(known, positions), _cited(known, valued)),
        named=named,
        is_alone=all(isinstance(entry, Position | Note | Retraction) for entry in entries)
        and named <= {entry.id for entry in entries},
    )


def _cited(known: Negotiation, positions: Iterable[Position]) -> Sequence[str]:
    """Return the sources that positions rest on; texts that all books share, so that each is kept once."""
    cited = {name for position in positions for name in position.sources}
    return [name for name in known.sources if name in cited]


def open_books(known: Negotiation, books: Sequence[Book]) -> Negotiation:
    """Return `known` with the entries of `books`; a position is read when it is asked for."""
    known = known.with_entries([entry for book in books for entry in book.others])
    packed = {group: parts for book in books for group, parts in book.groups.items()}
    group_of = {name: group for book in books for name, group in book.group_of.items()}
    standing = LazyMapping(packed, lambda group: unpack_positions(packed[group][0]))
    groups = LazyMapping(packed, lambda group: unpack_positions(packed[group][1]))
    others = known.entries

    def find(name: str) -> Entry:
        if name in others:
            return others[name]
        said = (position for table in (standing, groups) for position in table[group_of[name]])
        return next(position for position in said if position.id == name)

    in_order = (sorted(chain(*(groups[group] for group in book.groups)), key=attrgetter("line")) for book in books)
    opened = replace(known, positions=LazyItems(chain.from_iterable(in_order)))
    vars(opened).update(
        groups=groups,
        entries=LazyMapping({**group_of, **others}, find),
        acts=tuple(position for book in books if book.acts for position in unpack_positions(book.acts)),
        cited={*known.cited, *(name for book in books for name in book.cited[0])},
        remembered=Remembered(
            group_of,
            standing,
            max((book.newest for book in books if book.newest), default=None),
            (sum(book.valued for book in books), {name for book in books for name in book.cited[1]}),
        ),
    )
    return opened
