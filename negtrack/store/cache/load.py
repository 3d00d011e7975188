"""A negotiation from its cache, as its files are now.

A party's file that changed is read again, alone; every file is where an issue, an event, a source or a party changed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

from negtrack.errors import NegtrackError
from negtrack.frozen import dataclass, replace
from negtrack.model import Definition, Delegate, Entry, Negotiation, Party, Position
from negtrack.store.cache.book import fill_book, open_books
from negtrack.store.cache.folder import cache_folder, digest_of, read_cached, write_cached
from negtrack.store.cache.kept import Book, CacheError
from negtrack.store.link import link_entries, link_negotiation
from negtrack.store.load import OPTIONAL, Loaded, decode, files_of, likeness_of, read_bytes, read_document
from negtrack.store.locate import Place
from negtrack.store.parse import Document
from negtrack.store.safe_read import is_there
from negtrack.store.two_processes import map_files

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
            known, books = _update(place, digests, known, books)
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


def read_file(place: Place, path: str, digest: bytes) -> bytes:
    """Return the content of a file. Raises `CacheError` where it has another `digest`, `OSError`, `NegtrackError`."""
    content = read_bytes(place.folder / path, place.root)
    if digest_of(content) != digest:
        raise CacheError(f"{path} changes while it is read")
    return content


def _update(place: Place, digests: Mapping[str, bytes], before: Negotiation, books: Mapping[str, Book]) -> State:
    """Return the state of the files, whose books were `books`. Raises as `_read` does."""
    kinds = {path: place.kind(place.folder / path) for path in digests}
    parties, agreements = ([path for path in kinds if kinds[path] == kind] for kind in ("party", "agreements"))
    shared = [path for path in kinds if path not in (*parties, *agreements)]
    books = {path: book for path, book in books.items() if book.digest == digests.get(path)}
    books |= {path: Book(digests[path], _read(place, path, digests[path])) for path in shared if path not in books}
    stubs = [Document(path, {}, (Party(id=Path(path).stem, name=path, role="principal"),)) for path in parties]
    known = _link(place, [*(books[path].document for path in shared), *stubs])
    if not _still_hold(before, known):
        books = {path: books[path] for path in shared}
    missing, named = [path for path in parties if path not in books], known
    books |= map_files(lambda path: _build(place, path, digests[path], named), place.folder, missing)
    known = _link(place, [books[path].document for path in (*shared, *parties)])
    books |= {path: _build(place, path, digests[path], known) for path in agreements}
    _refuse_clashes(books.values())
    return known, {path: books[path] for path in digests}


def _read(place: Place, path: str, digest: bytes) -> Document:
    """Return a file. Raises `CacheError` where it has errors, and as `read_file` does."""
    text = decode(read_file(place, path, digest))
    document, problems = read_document(path, place.kind(place.folder / path), lambda: text)
    if problems:
        raise CacheError(f"{path} has errors")
    return document


def _link(place: Place, documents: Sequence[Document]) -> Negotiation:
    """Return the negotiation of `documents`. Raises `CacheError` where they have errors."""
    known, problems = link_negotiation(place.id, documents)
    if problems:
        raise CacheError(f"the definitions have errors: {problems[0]}")
    return known


def _build(place: Place, path: str, digest: bytes, known: Negotiation) -> Book:
    """Return the book of a file with entries, of which `known` has the definitions. Raises as `_read` does."""
    document, party = _read(place, path, digest), place.owner(place.folder / path)
    definitions = tuple(item for item in document.items if isinstance(item, Definition))
    if party:
        delegates = tuple(item for item in definitions if isinstance(item, Delegate))
        known = replace(known, parties={**known.parties, party: replace(known.parties[party], delegates=delegates)})
    linked = [*link_entries(known, (item for item in document.items if isinstance(item, Entry)))]
    entries = [entry for entry in linked if entry is not None]
    if len({entry.line for entry in entries}) < len(linked):
        raise CacheError("a record has errors, or its line does not tell its place")
    return fill_book(Book(digest, Document(path, {}, definitions)), known, entries)


def _still_hold(before: Negotiation, now: Negotiation) -> bool:
    """Return whether nothing on which a record may rest is another than it was, or gone; what is new, none names."""
    kinds = ((before.issues, now.issues), (before.events, now.events), (before.sources, now.sources))
    return before.parties.keys() <= now.parties.keys() and all(old.items() <= new.items() for old, new in kinds)


def _refuse_clashes(books: Collection[Book]) -> None:
    """Raise `CacheError` where an entry names what does not exist, or an id stands in two places."""
    ids = [name for book in books for name in (*book.group_of, *(entry.id for entry in book.others))]
    known = set(ids)
    if len(known) < len(ids) or not all(known.issuperset(book.named) for book in books):
        raise CacheError("an entry names what does not exist, or an id stands twice")
