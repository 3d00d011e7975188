"""What is kept of files, brought up to date.

A party's file that changed is read again, alone; every file is where an issue, an event, a source or a party changed.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from negtrack.frozen import replace
from negtrack.hashes import digest_of
from negtrack.model import Definition, Delegate, Entry, Negotiation, Party
from negtrack.store.cache.book import fill_book
from negtrack.store.cache.kept import Book, CacheError
from negtrack.store.cache.open import State
from negtrack.store.document import Document
from negtrack.store.link import link_entries, link_negotiation
from negtrack.store.load import read_document
from negtrack.store.locate import Place
from negtrack.store.safe_read import decode, read_bytes
from negtrack.store.two_processes import map_files


def read_file(place: Place, path: str, digest: bytes) -> bytes:
    """Return the content of a file. Raises `CacheError` where it has another `digest`, `OSError`, `NegtrackError`."""
    content = read_bytes(place.folder / path, place.root)
    if digest_of(content) != digest:
        raise CacheError(f"{path} changes while it is read")
    return content


def update_state(place: Place, digests: Mapping[str, bytes], before: Negotiation, books: Mapping[str, Book]) -> State:
    """Return the state of the files, whose books were `books`. Raises `CacheError` where they have errors, and as
    `read_file` does."""
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
    items, party = _read(place, path, digest).items, place.owner(place.folder / path)  # its text is let go
    definitions = tuple(item for item in items if isinstance(item, Definition))
    if party:
        delegates = tuple(item for item in definitions if isinstance(item, Delegate))
        known = known.part(parties={**known.parties, party: replace(known.parties[party], delegates=delegates)})
    linked = [*link_entries(known, (item for item in items if isinstance(item, Entry)))]
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
    if len(known := set(ids)) < len(ids) or not all(known.issuperset(book.named) for book in books):
        raise CacheError("an entry names what does not exist, or an id stands twice")
