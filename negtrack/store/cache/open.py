"""A negotiation from its cache, as its files are now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from negtrack.errors import NegtrackError
from negtrack.frozen import dataclass
from negtrack.hashes import digest_of
from negtrack.model import Entry, Negotiation, Position
from negtrack.store.cache.book import open_books
from negtrack.store.cache.folder import cache_folder, read_cached, write_cached
from negtrack.store.cache.kept import Book
from negtrack.store.document import Loaded, likeness_of
from negtrack.store.locate import OPTIONAL, Place, files_of
from negtrack.store.safe_read import is_there, read_bytes

STATE, VERDICT = "state", "verdict"
"""The files of what is kept of the files, and of what the last check found."""
State = tuple[Negotiation, Mapping[str, Book]]
"""All definitions, and file -> what is kept of it."""
NOTHING: State = (Negotiation("", ""), {})


@dataclass(frozen=True, kw_only=True)
class CachedLoad(Loaded):
    """A negotiation without errors that was read from a cache; its `documents` hold definitions alone."""

    definitions: Negotiation
    books: Mapping[str, Book]

    def entries_like(self, entry: Entry) -> Iterable[Entry]:
        """Return the entries of the same table and party, and of the same issue where it is a position."""
        if isinstance(entry, Position):
            return self.negotiation.groups.get((entry.party, entry.issue), ())
        others = (other for book in self.books.values() for other in book.others)
        return (other for other in others if likeness_of(other) == likeness_of(entry))


def load_cached(place: Place) -> Loaded | None:
    """Return what `place` holds from its cache, which is brought up to date first; None where the files have errors,
    or no cache can be kept."""
    try:
        path, digests = cache_folder(place) / STATE, digest_files(place)
        known, books = read_cached(path, NOTHING)
        if {name: book.digest for name, book in books.items()} != digests:
            from negtrack.store.cache.load import update_state  # what reads TOML, where a file is another

            known, books = update_state(place, digests, known, books)
            write_cached(path, (known, books))
    except (OSError, NegtrackError):
        return None
    opened, documents = open_books(known, [*books.values()]), tuple(book.document for book in books.values())
    return CachedLoad(place, opened, (), documents, digests=digests, definitions=known, books=books)


def digest_files(place: Place) -> dict[str, bytes]:
    """Return the digest of each file, in the order in which they are read. Raises `OSError`, `NegtrackError`.

    They are looked at against the order in which they are replaced, so that what a new record names is seen too.
    """
    paths = [path for path, kind in files_of(place) if kind not in OPTIONAL or is_there(path)]
    found = [(place.shown(path), digest_of(read_bytes(path, place.root))) for path in reversed(paths)]
    return dict(reversed(found))
