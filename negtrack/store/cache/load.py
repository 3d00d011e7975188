"""A negotiation from its cache, as its files are now.

A party's file that changed is read again, alone; where an issue, an event, a source or a party is no longer what it
was, every file is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from negtrack.errors import NegtrackError
from negtrack.frozen import dataclass, field, replace
from negtrack.model import Definition, Delegate, Entry, Negotiation, Party, Position
from negtrack.store.cache.book import Book, CachedNegotiation, pack_book
from negtrack.store.cache.folder import CacheError, cache_folder, digest_of, read_cached, unpack, write_cached
from negtrack.store.link import link_entries, link_negotiation
from negtrack.store.load import OPTIONAL, Loaded, decode, files_of, read_bytes, read_document
from negtrack.store.locate import Place
from negtrack.store.parse import Document
from negtrack.store.safe_read import is_there

STATE, VERDICT = "state", "verdict"
"""The files of what is kept of the files together, and of what the last check found."""


@dataclass(frozen=True)
class CachedLoad(Loaded):
    """A negotiation without errors that was read from a cache; its `documents` hold definitions alone."""

    negotiation: CachedNegotiation
    digests: Mapping[str, bytes] = field(default_factory=dict)
    books: Mapping[str, Book] = field(default_factory=dict)

    def entries_like(self, entry: Entry) -> Iterator[Entry]:
        """Yield the entries of the same table and party, and of the same issue where it is a position."""
        if isinstance(entry, Position):
            return iter(self.negotiation.groups.get((entry.party, entry.issue), ()))
        others = (other for book in self.books.values() for other in book.others)
        return (other for other in others if (other.table, other.party) == (entry.table, entry.party))


class State(NamedTuple):
    """What is kept of the files together."""

    digests: Mapping[str, bytes]
    """File -> the digest of its content, in the order in which they are read."""
    documents: Mapping[str, Document]
    """File -> the definitions in it."""
    known: Negotiation
    """All definitions."""
    books: Mapping[str, Book]
    """File -> what is kept of its entries, where it is of a kind that holds any."""


def load_cached(place: Place) -> Loaded | None:
    """Return what `place` holds from its cache, which is brought up to date first; None where the files have errors,
    or no cache can be kept."""
    try:
        digests = digest_files(place)
        state = read_state(place)
        if state is None or [*state.digests.items()] != [*digests.items()]:
            state = _update(_Files(place, digests), state)
    except (CacheError, OSError, NegtrackError):
        return None
    books = {path: state.books[path] for path in digests if path in state.books}
    rest = state.known.with_entries([entry for book in books.values() for entry in book.others])
    opened = CachedNegotiation.open(rest, [*books.values()])
    documents = tuple(state.documents[path] for path in digests)
    return CachedLoad(place, opened, (), documents, digests=digests, books=books)


def digest_files(place: Place) -> dict[str, bytes]:
    """Return the digest of each file as it is now. Raises `OSError`, `NegtrackError`.

    They are looked at against the order in which they are replaced, so that what a new record names is seen too.
    """
    paths = [path for path, kind in files_of(place) if kind not in OPTIONAL or is_there(path)]
    found = [(place.shown(path), digest_of(read_bytes(path, place.root))) for path in reversed(paths)]
    return dict(reversed(found))


def read_state(place: Place) -> State | None:
    """Return the state that is kept of `place`, None where there is none, or none of ours."""
    try:
        state = State(*read_cached(cache_folder(place) / STATE))
        return state._replace(books={path: Book(*book) for path, book in state.books.items()})
    except CacheError:
        return None


def read_file(place: Place, path: str, digest: bytes) -> bytes:
    """Return the content of a file whose `digest` is known. Raises `CacheError` where it has changed since, `OSError`,
    `NegtrackError`."""
    content = read_bytes(place.folder / path, place.root)
    if digest_of(content) != digest:
        raise CacheError(f"{path} changes while it is read")
    return content


@dataclass(frozen=True)
class _Files:
    """The files of a negotiation with the digests that they had just now."""

    place: Place
    digests: Mapping[str, bytes]

    def owner(self, path: str) -> str | None:
        """Return the party of the entries in a file, "" for those of no party, None where it holds none."""
        return self.place.owner(self.place.folder / path)

    def read(self, path: str) -> Document:
        """Return a file. Raises `CacheError` where it has errors or has changed meanwhile, `OSError`,
        `NegtrackError`."""
        text, kind = decode(read_file(self.place, path, self.digests[path])), self.place.kind(self.place.folder / path)
        document, problems = read_document(path, kind, lambda: text)
        if problems:
            raise CacheError(f"{path} has errors")
        return document

    def build(self, known: Negotiation, path: str) -> tuple[Document, Book]:
        """Return the definitions in a file, and the book of its entries. Raises as `read` does."""
        document, party = self.read(path), self.owner(path)
        definitions = tuple(item for item in document.items if isinstance(item, Definition))
        if party:
            delegates = tuple(item for item in definitions if isinstance(item, Delegate))
            known = replace(known, parties={**known.parties, party: replace(known.parties[party], delegates=delegates)})
        entries = list(link_entries(known, (item for item in document.items if isinstance(item, Entry))))
        linked = [entry for entry in entries if entry is not None]
        if len(linked) < len(entries) or len({entry.line for entry in linked}) < len(linked):
            raise CacheError("a record has errors, or its line does not tell its place")
        return Document(path, {}, definitions), pack_book(known, linked)

    def link(self, documents: Sequence[Document]) -> Negotiation:
        """Return the negotiation of `documents`. Raises `CacheError` where they have errors."""
        known, problems = link_negotiation(self.place.id, documents)
        if problems:
            raise CacheError(f"the definitions have errors: {problems[0]}")
        return known


def _update(files: _Files, old: State | None) -> State:
    """Return the state of the files, once it is written. Raises as `_Files.read` does."""
    same = {path for path, digest in files.digests.items() if old and old.digests.get(path) == digest}
    documents = {path: old.documents[path] for path in same} if old else {}
    parties = [path for path in files.digests if files.owner(path)]
    shared = [path for path in files.digests if files.owner(path) is None]
    documents |= {path: files.read(path) for path in shared if path not in same}
    stubs = [Document(path, {}, (Party(id=Path(path).stem, name=path, role="principal"),)) for path in parties]
    known = files.link([*(documents[path] for path in shared), *stubs])
    still_hold = old and _still_hold(old.known, known)
    books = {path: old.books[path] for path in parties if path in same} if old and still_hold else {}
    for path in [path for path in parties if path not in books]:
        documents[path], books[path] = files.build(known, path)
    known = files.link([documents[path] for path in (*shared, *parties)])
    for path in [path for path in files.digests if files.owner(path) == ""]:
        documents[path], books[path] = files.build(known, path)
    _refuse_clashes(books.values())
    state = State(files.digests, documents, known, books)
    kept = {path: tuple(book) for path, book in books.items()}
    write_cached(cache_folder(files.place) / STATE, (*state[:-1], kept))
    return state


def _still_hold(before: Negotiation, now: Negotiation) -> bool:
    """Return whether nothing on which a record may rest is another than it was, or gone; what is new, none names."""
    groups = ((before.issues, now.issues), (before.events, now.events), (before.sources, now.sources))
    same = all(new.get(name) == item for old, new in groups for name, item in old.items())
    return same and before.parties.keys() <= now.parties.keys()


def _refuse_clashes(books: Collection[Book]) -> None:
    """Raise `CacheError` where an entry names what does not exist, or an id stands in two places."""
    ids = [name for book in books for name in (*unpack(book.ids), *(entry.id for entry in book.others))]
    known = set(ids)
    if len(known) < len(ids) or not all(known.issuperset(book.named) for book in books):
        raise CacheError("an entry names what does not exist, or an id stands twice")
