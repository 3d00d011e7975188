"""A negotiation whose entries are read from books when they are asked for, and which answers what one that was read
whole would answer."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from negtrack.lazy import LazyMapping
from negtrack.model import (
    Agreement,
    Entry,
    Group,
    Milestone,
    Negotiation,
    Note,
    OpenItem,
    Position,
    Proposal,
    Response,
    Retraction,
    Source,
)
from negtrack.store.cache.book import Book, LongerBook

EntryT = TypeVar("EntryT", bound=Entry)


def _of(model: type[EntryT]) -> cached_property[tuple[EntryT, ...]]:
    """Return a property: the entries of a class that is not `Position`."""

    def read(known: CachedNegotiation) -> tuple[EntryT, ...]:
        return tuple(entry for book in known._books.values() for entry in book.rest if isinstance(entry, model))

    return cached_property(read)


_AT_HAND = ("id", "title", "summary", "parties", "issues", "events", "sides", "order", "unsound", "revision")
"""The fields of a negotiation that are not read when they are asked for."""


class _Entries(Mapping[str, Entry]):
    """Entries by id, each looked up in the books of their parties."""

    def __init__(self, books: Sequence[Book], others: Mapping[str, Entry]) -> None:
        self._books, self._others = books, others

    def __contains__(self, name: object) -> bool:
        return name in self._others or any(name in book.ids for book in self._books)

    def __getitem__(self, name: str) -> Entry:
        for book in self._books:
            if name in book.ids:
                return next(position for position in book.groups[book.ids[name]] if position.id == name)
        return self._others[name]

    def __iter__(self) -> Iterator[str]:
        for book in self._books:
            yield from book.ids
        yield from self._others

    def __len__(self) -> int:
        return len(self._others) + sum(len(book.ids) for book in self._books)


class CachedNegotiation(Negotiation):
    """A negotiation with definitions at hand, and sources and entries that are read when they are asked for."""

    _books: Mapping[str, Book]
    _sources: Callable[[], Mapping[str, Source]]

    def __new__(cls, **fields: Any) -> Negotiation:  # type: ignore[misc]
        """Return a plain negotiation: a copy with other fields, as `replace` makes one, has all of them at hand."""
        return Negotiation(**fields)

    @classmethod
    def open(
        cls, definitions: Negotiation, books: Mapping[str, Book], sources: Callable[[], Mapping[str, Source]]
    ) -> CachedNegotiation:
        """Return the negotiation with `definitions`, but for its sources, and the entries of `books`, by party in the
        order of the files."""
        opened = object.__new__(cls)
        known = {name: getattr(definitions, name) for name in _AT_HAND}
        object.__setattr__(opened, "__dict__", known | {"_books": books, "_sources": sources})
        return opened

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """The publications, by id."""
        return self._sources()

    @cached_property
    def positions(self) -> tuple[Position, ...]:
        """Every position, in the order of the files."""
        return tuple(position for book in self._books.values() for position in book.positions)

    proposals = _of(Proposal)
    responses = _of(Response)
    notes = _of(Note)
    retractions = _of(Retraction)
    agreements = _of(Agreement)
    open_items = _of(OpenItem)
    milestones = _of(Milestone)

    @cached_property
    def entries(self) -> Mapping[str, Entry]:
        """Every entry by id."""
        return _Entries(tuple(self._books.values()), {entry.id: entry for entry in self.rest})

    @cached_property
    def rest(self) -> Sequence[Entry]:
        """Every entry that is no position, in the order of the files."""
        return [entry for book in self._books.values() for entry in book.rest]

    def entries_of(self, party: str) -> Sequence[Entry]:
        """Return the entries in the file of `party`, "" for those of no party; none for any other name."""
        book = self._books.get(party)
        return [*book.positions, *book.rest] if book else []

    def lines_of(self, party: str) -> int:
        """Return the lines of the file of `party`; 0 for any other name, and where nothing can be appended to it."""
        return self._books[party].head.lines if party in self._books else 0

    def table_of(self, name: str, party: str) -> str:
        """The table of the entry `name`, where it is one of `party`; else ""."""
        return self._books[party].table_of(name) if party in self._books else ""

    @cached_property
    def groups(self) -> Mapping[Group, tuple[Position, ...]]:
        """(party, issue) -> the positions of the party on the issue, in the order of its file."""
        keys = ((party, issue) for party, book in self._books.items() for issue in book.groups)
        return LazyMapping(keys, lambda key: self._books[key[0]].groups[key[1]])

    @cached_property
    def _is_longer(self) -> bool:
        return any(isinstance(book, LongerBook) for book in self._books.values())

    @cached_property
    def standing(self) -> Mapping[Group, tuple[Position, ...]] | None:
        """What `query.remaining_positions` left of each group when its book was written."""
        if self._is_longer:
            return None
        return LazyMapping(self.groups, lambda key: self._books[key[0]].standing[key[1]])

    @cached_property
    def newest(self) -> date | None:
        """The day of the newest record that counts while both clocks are open, where every book knows it."""
        if self._is_longer:
            return None
        day = max((book.head.newest for book in self._books.values()), default=0)
        return date.fromordinal(day) if day else None

    @cached_property
    def cited(self) -> Collection[str]:
        """The sources that any record cites."""
        return {name for book in self._books.values() for name in book.head.cited}

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
        return [position for book in self._books.values() for position in book.acts]

    def with_definitions_of(self, other: Negotiation) -> Negotiation:
        """Return a copy with the definitions of `other` in place of its own."""
        return CachedNegotiation.open(other, self._books, lambda: other.sources)

    def with_entries(self, added: Iterable[Entry]) -> Negotiation:
        """Return a copy that also holds the entries `added`."""
        more: dict[str, list[Entry]] = {}
        for entry in added:
            more.setdefault(entry.party, []).append(entry)
        longer = {party: LongerBook(self._books.get(party), entries) for party, entries in more.items()}
        return CachedNegotiation.open(self, {**self._books, **longer}, lambda: self.sources)
