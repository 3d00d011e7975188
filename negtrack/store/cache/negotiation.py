"""A negotiation whose positions are read from books when they are asked for, and which answers what one that was read
whole would answer."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import Any

from negtrack.lazy import LazyMapping
from negtrack.model import Entry, Group, Negotiation, Position, Proposal
from negtrack.store.cache.book import Book, pack_book
from negtrack.store.cache.folder import unpack

_DEFINED = (
    *("id", "title", "summary", "parties", "issues", "events", "sources", "sides", "order", "unsound", "revision"),
)
"""The fields of a negotiation that are no entries."""


class CachedNegotiation(Negotiation):
    """A negotiation with everything but its positions at hand."""

    _defined: Negotiation
    """The definitions alone."""
    _books: Sequence[Book]
    _is_whole: bool
    """Whether each book was packed with all entries of its file, so that it knows what stands."""

    def __new__(cls, **fields: Any) -> Negotiation:  # type: ignore[misc]
        """Return a plain negotiation: a copy with other fields, as `replace` makes one, has all of them at hand."""
        return Negotiation(**fields)

    @classmethod
    def open(cls, known: Negotiation, books: Sequence[Book], is_whole: bool = True) -> CachedNegotiation:
        """Return the negotiation with the definitions of `known` and the entries of `books`, in their order."""
        defined = Negotiation(**{name: getattr(known, name) for name in _DEFINED})
        fields = vars(defined.with_entries([entry for book in books for entry in unpack(book.rest)]))
        del fields["positions"]
        opened = object.__new__(cls)
        object.__setattr__(opened, "__dict__", fields | {"_defined": defined, "_books": books, "_is_whole": is_whole})
        return opened

    @cached_property
    def positions(self) -> tuple[Position, ...]:
        """Every position, in the order of the files."""
        known = {position.id: position for group in self.groups.values() for position in group}
        return tuple(known[name] for name in self._group_of)

    @cached_property
    def groups(self) -> Mapping[Group, tuple[Position, ...]]:
        """(party, issue) -> the positions of the party on the issue, in the order of its file."""
        in_order = attrgetter("line")

        def read(group: Group) -> tuple[Position, ...]:
            said = (sorted(unpack(standing) + unpack(past), key=in_order) for standing, past in self._packed[group])
            return tuple(position for positions in said for position in positions)

        return LazyMapping(self._packed, read)

    def forget(self) -> None:
        """Forget the positions that were read; they are read again when they are asked for."""
        for name in ("positions", "groups", "standing", "entries"):
            vars(self).pop(name, None)

    @cached_property
    def standing(self) -> Mapping[Group, tuple[Position, ...]] | None:
        """What `query.remaining_positions` left of each group when its book was packed."""
        packed = self._packed
        return LazyMapping(packed, lambda group: tuple(unpack(packed[group][0][0]))) if self._is_whole else None

    @cached_property
    def _packed(self) -> Mapping[Group, Sequence[tuple[bytes, bytes]]]:
        packed: dict[Group, list[tuple[bytes, bytes]]] = {}
        for book in self._books:
            for group, parts in book.groups.items():
                packed.setdefault(group, []).append(parts)
        return packed

    @cached_property
    def _group_of(self) -> Mapping[str, Group]:
        """Position -> its party and issue."""
        found: dict[str, Group] = {}
        for book in self._books:
            found |= unpack(book.ids)
        return found

    @cached_property
    def entries(self) -> Mapping[str, Entry]:
        """Every entry by id."""
        others: dict[str, Entry] = {entry.id: entry for entry in (*self.other_records, *self.retractions)}

        known = [_by_id(self._packed, table) for table in (self.standing, self.groups) if table is not None]

        def find(name: str) -> Entry:
            group = self._group_of.get(name)
            return (
                others[name] if group is None else next(table[group][name] for table in known if name in table[group])
            )

        return LazyMapping({**self._group_of, **others}, find)

    def table_of(self, name: str, party: str) -> str:
        """Return the table of the entry `name` of `party`; "" if it has none."""
        group = self._group_of.get(name)
        if group is None:
            return super().table_of(name, party)
        return Position.table if group[0] == party else ""

    def issue_of(self, name: str) -> str:
        """Return the issue of the position `name`; "" if there is none."""
        group = self._group_of.get(name)
        return group[1] if group else ""

    @cached_property
    def newest(self) -> date | None:
        """The day of the newest record that counts while both clocks are open."""
        return max((book.newest for book in self._books if book.newest), default=None) if self._is_whole else None

    @cached_property
    def valued(self) -> tuple[int, Collection[str]] | None:
        """How many positions with a value count while both clocks are open, and the sources of them."""
        if not self._is_whole:
            return None
        counts, sources = zip(*(book.valued for book in self._books), strict=True)
        return sum(counts), frozenset().union(*sources)

    @cached_property
    def cited(self) -> Collection[str]:
        """The sources that any record cites."""
        return {name for book in self._books for name in unpack(book.cited)}

    @cached_property
    def superseding(self) -> tuple[Position | Proposal, ...]:
        """The better readings of others."""
        records: tuple[Position | Proposal, ...] = (*self._acts, *self.proposals)
        return tuple(record for record in records if record.supersedes)

    @cached_property
    def taking_back(self) -> tuple[Position, ...]:
        """The withdrawals and denials."""
        return tuple(position for position in self._acts if position.withdraws or position.denies)

    @cached_property
    def _acts(self) -> Sequence[Position]:
        return [position for book in self._books for position in unpack(book.acts)]

    def with_definitions_of(self, other: Negotiation) -> Negotiation:
        """Return a copy with the definitions of `other` in place of its own."""
        return CachedNegotiation.open(other, self._books, self._is_whole)

    def with_entries(self, added: Sequence[Entry]) -> Negotiation:
        """Return a copy that also holds the entries `added`."""
        longer = CachedNegotiation.open(self._defined, [*self._books, pack_book(self._defined, added)], is_whole=False)
        new = {one.id: (one.party, one.issue) for one in added if isinstance(one, Position)}
        vars(longer)["_group_of"] = {**self._group_of, **new}
        return longer


def _by_id(
    groups: Collection[Group], positions: Mapping[Group, Sequence[Position]]
) -> Mapping[Group, Mapping[str, Position]]:
    """Return the positions of each group by id."""
    return LazyMapping(groups, lambda group: {position.id: position for position in positions[group]})
