"""What is kept of each file, its positions packed by party and issue, and the negotiation that is read from that: it
answers what one that was read whole would answer."""

from __future__ import annotations

import os
from collections import ChainMap
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import repeat
from operator import attrgetter, is_
from typing import Any, NamedTuple

from negtrack.frozen import blank_of
from negtrack.lazy import LazyMapping
from negtrack.model import Entry, Group, Negotiation, Note, Position, Record, Retraction, record_of, references
from negtrack.query import Snapshot, remaining_positions
from negtrack.store.cache.folder import pack, unpack


class Book(NamedTuple):
    """The entries of one file."""

    others: Sequence[Entry]
    """Those that are no positions."""
    groups: Mapping[Group, tuple[bytes, bytes]]
    """(party, issue) -> the positions that `remaining_positions` leaves of it, and all, in the order of the file."""
    ids: bytes
    """Position -> (party, issue), in the order of the file."""
    acts: bytes
    """The positions that supersede, withdraw or deny others."""
    cited: bytes
    """The sources that the positions rest on, and those of the valued ones."""
    valued: int
    """How many positions with a value count."""
    newest: date | None
    """The day of the newest record that counts."""
    named: Collection[str]
    """The entries that the entries name."""
    is_alone: bool
    """Whether all are positions, notes and retractions, and name none but each other."""
    mark: str
    """Another one whenever the file or what it rests on is."""


def pack_book(known: Negotiation, entries: Sequence[Entry]) -> Book:
    """Return the book of linked `entries`, in the order of their file; `known` has the definitions.

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
    return Book(
        others,
        {
            group: (
                pack_positions(remaining_positions(known, said[group], known.issues[group[1]])),
                pack_positions(all_),
            )
            for group, all_ in groups.items()
        },
        pack({position.id: shared[position.party, position.issue] for position in positions}),
        pack_positions(snapshot.negotiation.acts),
        pack([{name for position in some for name in position.sources} for some in (positions, valued)]),
        len(valued),
        max((record.day for group in (*said.values(), counting) for record in group), default=None),
        named,
        all(isinstance(entry, Position | Note | Retraction) for entry in entries)
        and named <= {entry.id for entry in entries},
        os.urandom(12).hex(),
    )


_BLANK = blank_of(Position)
_VALUES = attrgetter(*_BLANK)


def pack_positions(positions: Sequence[Position]) -> bytes:
    """Return positions field by field: a field that is the same in all is kept once, and not where it is the default,
    so that little is written and read for each."""
    columns = dict(zip(_BLANK, zip(*map(_VALUES, positions), strict=True), strict=False))
    same = {name: column[0] for name, column in columns.items() if all(map(is_, column, repeat(column[0])))}
    varying = {name: column for name, column in columns.items() if name not in same}
    return pack((len(positions), {name: value for name, value in same.items() if value != _BLANK[name]}, varying))


def unpack_positions(body: bytes) -> list[Position]:
    """Return the positions that `pack_positions` made `body` of. Defaults are those of the class, so that a position
    holds half as much."""
    count, same, varying = unpack(body)
    rows = zip(*varying.values(), strict=True) if varying else [()] * count
    return list(_from_rows(same, [*varying], rows))


def _from_rows(common: dict[str, object], names: Sequence[str], rows: Iterable[Iterable[object]]) -> Iterator[Position]:
    """Yield valid positions: those fields that all have in common, and for each its row of values, in the order of
    `names`; in half of the time of `from_trusted`."""
    create, store = object.__new__, object.__setattr__
    for row in rows:
        position = create(Position)
        store(position, "__dict__", common | dict(zip(names, row)))  # noqa: B905  # its check takes as long as the rest
        yield position


class CachedNegotiation(Negotiation):
    """A negotiation with everything but its positions at hand."""

    _rest: Negotiation
    """The negotiation without its positions."""
    _books: Sequence[Book]
    _added: Negotiation | None
    """What was added since the books were packed, which then do not know any more what stands."""

    def __new__(cls, **fields: Any) -> Negotiation:  # type: ignore[misc]
        """Return a plain negotiation: a copy with other fields, as `replace` makes one, has all of them at hand."""
        return Negotiation(**fields)

    @classmethod
    def open(cls, rest: Negotiation, books: Sequence[Book], added: Negotiation | None = None) -> CachedNegotiation:
        """Return `rest` with the positions of `books`, in their order, and those `added`."""
        opened = object.__new__(cls)
        fields = {name: vars(rest)[name] for name in blank_of(Negotiation) if name != "positions"}
        object.__setattr__(opened, "__dict__", fields | {"_rest": rest, "_books": books, "_added": added})
        return opened

    def reopen(self) -> CachedNegotiation:
        """Return the same negotiation, of which no position is read yet."""
        return self.open(self._rest, self._books, self._added)

    @cached_property
    def positions(self) -> tuple[Position, ...]:
        """Every position, in the order of the files."""
        known = {position.id: position for group in self.groups.values() for position in group}
        return tuple(known[name] for name in self._group_of)

    @cached_property
    def groups(self) -> Mapping[Group, tuple[Position, ...]]:
        """(party, issue) -> the positions of the party on the issue, in the order of its file."""
        added = self._added.groups if self._added else {}

        def read(group: Group) -> tuple[Position, ...]:
            kept = unpack_positions(self._packed[group][1]) if group in self._packed else ()
            return *kept, *added.get(group, ())

        return LazyMapping((*self._packed, *added), read)

    @cached_property
    def standing(self) -> Mapping[Group, tuple[Position, ...]] | None:
        """What `query.remaining_positions` left of each group when its book was packed."""
        packed = self._packed
        return None if self._added else LazyMapping(packed, lambda group: tuple(unpack_positions(packed[group][0])))

    @cached_property
    def _packed(self) -> Mapping[Group, tuple[bytes, bytes]]:
        return {group: parts for book in self._books for group, parts in book.groups.items()}

    @cached_property
    def _group_of(self) -> Mapping[str, Group]:
        """Position -> its party and issue."""
        found: dict[str, Group] = {}
        for book in self._books:
            found |= unpack(book.ids)
        added = self._added.positions if self._added else ()
        return found | {position.id: (position.party, position.issue) for position in added}

    @cached_property
    def entries(self) -> Mapping[str, Entry]:
        """Every entry by id."""
        others, tables = self._rest.entries, [table for table in (self.standing, self.groups) if table is not None]

        def find(name: str) -> Entry:
            group = self._group_of.get(name)
            said = (position for table in tables for position in table[group]) if group else ()
            return next(position for position in said if position.id == name) if group else others[name]

        return LazyMapping(ChainMap(others, self._group_of), find)  # type: ignore[arg-type]  # only the keys count

    def table_of(self, name: str, party: str) -> str:
        """Return the table of the entry `name` of `party`; "" if it has none."""
        if name not in self._group_of:
            return self._rest.table_of(name, party)
        return Position.table if self._group_of[name][0] == party else ""

    def issue_of(self, name: str) -> str:
        """Return the issue of the position `name`; "" if there is none."""
        return self._group_of.get(name, ("", ""))[1]

    @cached_property
    def newest(self) -> date | None:
        """The day of the newest record that counts while both clocks are open."""
        return None if self._added else max((book.newest for book in self._books if book.newest), default=None)

    @cached_property
    def valued(self) -> tuple[int, Collection[str]] | None:
        """How many positions with a value count while both clocks are open, and the sources of them."""
        return None if self._added else (sum(book.valued for book in self._books), self._cited(1))

    @cached_property
    def cited(self) -> Collection[str]:
        """The sources that any record cites."""
        return {*self._cited(0), *self._rest.cited, *(self._added.cited if self._added else ())}

    def _cited(self, part: int) -> Collection[str]:
        return {name for book in self._books for name in unpack(book.cited)[part]}

    @cached_property
    def acts(self) -> tuple[Position, ...]:
        """The positions that supersede, withdraw or deny others."""
        added = self._added.acts if self._added else ()
        return (*(position for book in self._books for position in unpack_positions(book.acts)), *added)

    def with_definitions_of(self, other: Negotiation) -> Negotiation:
        """Return a copy with the definitions of `other` in place of its own."""
        return self.open(self._rest.with_definitions_of(other), self._books, self._added)

    def with_entries(self, added: Sequence[Entry]) -> Negotiation:
        """Return a copy that also holds the entries `added`."""
        others = [entry for entry in added if not isinstance(entry, Position)]
        longer = (self._added or Negotiation(self.id, self.title)).with_entries(added)
        return self.open(self._rest.with_entries(others), self._books, longer)
