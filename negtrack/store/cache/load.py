"""A negotiation from its cache, as its files are now."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from functools import cached_property

from negtrack.errors import NegtrackError
from negtrack.frozen import dataclass
from negtrack.model import Entry, Position
from negtrack.store.cache.book import PARTS
from negtrack.store.cache.folder import CacheError, cache_folder, sweep
from negtrack.store.cache.negotiation import CachedNegotiation
from negtrack.store.cache.state import STATE, File, State, items_in, look_at, read_state, write_state
from negtrack.store.cache.update import Update, open_books
from negtrack.store.load import Loaded
from negtrack.store.locate import Place
from negtrack.store.parse import Document

VERDICT = "verdict"
"""The file of what the last check found."""


@dataclass(frozen=True)
class CachedLoad(Loaded):
    """A negotiation without errors that was read from a cache; its `documents` hold definitions alone."""

    digests: Mapping[str, bytes] = field(default_factory=dict)

    @property  # type: ignore[misc]  # made when asked for
    def documents(self) -> tuple[Document, ...]:
        """The definitions of each file."""
        return self._documents

    @cached_property
    def _documents(self) -> tuple[Document, ...]:
        return tuple(Document(path, {}, tuple(items_in(path, self.negotiation))) for path in self.digests)

    def entries_in(self, path: str) -> Sequence[Entry]:
        """Return the entries of a file."""
        assert isinstance(self.negotiation, CachedNegotiation)
        owner = self.place.owner(self.place.folder / path)
        return [] if owner is None else self.negotiation.entries_of(owner)

    def grows(self, path: str) -> bool:
        """Whether it is known that tables appended to a file mean the same as by themselves."""
        assert isinstance(self.negotiation, CachedNegotiation)
        owner = self.place.owner(self.place.folder / path)
        return owner is not None and self.negotiation.lines_of(owner) > 0

    def has_entry(self, name: str) -> bool:
        """Whether an entry has this id."""
        return name in self.negotiation.entries

    def entries_like(self, entry: Entry) -> Iterator[Entry]:
        """Yield the entries of the same table and party, and of the same issue where it is a position."""
        known = self.negotiation
        assert isinstance(known, CachedNegotiation)
        if isinstance(entry, Position):
            yield from known.groups.get((entry.party, entry.issue), ())
            return
        yield from (other for other in known.rest if (other.table, other.party) == (entry.table, entry.party))


def load_cached(place: Place) -> Loaded | None:
    """Return what `place` holds from its cache, which is brought up to date first; None where the files have errors,
    or no cache can be kept."""
    try:
        old = read_state(place)
        files = look_at(place, old)
        if old is None or _digests(files) != _digests(old.files):
            return _loaded(place, _update(place, old, files))
        if files != old.files:  # only touched: to look at them again is all that it costs not to note that
            with contextlib.suppress(OSError):
                write_state(place, old._replace(files=files))
        return _loaded(place, old)
    except (CacheError, OSError, NegtrackError):
        return None


def _digests(files: Mapping[str, File]) -> list[tuple[str, bytes]]:
    return [(path, file.digest) for path, file in files.items()]


def _update(place: Place, old: State | None, files: Mapping[str, File]) -> State:
    state = Update(place, old, files).run()
    write_state(place, state)
    named = {STATE, VERDICT, *_books(state)}
    sweep(cache_folder(place), named, _books(old) - named if old else ())
    return state


def _books(state: State) -> set[str]:
    """Return the names of the files of all books."""
    return {f"{file.book}{part}" for file in state.files.values() if file.book for part in PARTS}


def _loaded(place: Place, state: State) -> Loaded:
    books = open_books(place, state.files, state.read_definitions)
    negotiation = CachedNegotiation.open(state.definitions, books, state.read_sources)
    return CachedLoad(place, negotiation, (), (), digests=dict(_digests(state.files)))
