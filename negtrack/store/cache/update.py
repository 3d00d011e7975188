"""From the files of a negotiation to the state of them: the books that are missing are written.

A party's file that changed is read again, alone; one to which tables were appended is read from there on. Where an
issue, an event, a source or a party is no longer what it was, every file is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple

from negtrack.errors import DataError, NegtrackError, Problem
from negtrack.ids import parse_id
from negtrack.model import Definition, Delegate, Entry, Item, Negotiation, Party
from negtrack.store.cache.book import HEAD, Book, build_parts, name_book, write_parts
from negtrack.store.cache.folder import CacheError, cache_folder
from negtrack.store.cache.marks import digest_of
from negtrack.store.cache.parallel import map_parallel
from negtrack.store.cache.state import File, State, items_in, pack_sources, read_file
from negtrack.store.link import link_entries, link_negotiation
from negtrack.store.load import decode
from negtrack.store.locate import Place
from negtrack.store.parse import Document, parse_document, parse_tail
from negtrack.store.toml import size_problem


class Task(NamedTuple):
    """A file whose book is to be written; `before` is the file and its party when it had a book that still holds, if
    it had one."""

    file: File
    before: tuple[File, Party | None] | None


class Built(NamedTuple):
    """A file with its book, and the definitions in it."""

    file: File
    definitions: Sequence[Definition]


class Update:
    """One way from the files of a negotiation to the state of them."""

    def __init__(self, place: Place, old: State | None, files: Mapping[str, File]) -> None:
        self._place, self._files = place, files
        self._old = old.files if old else {}
        self._before = old.read_definitions() if old else None

    def run(self) -> State:
        """Return the state of the files, once the books that are missing are written. Raises `CacheError` where a file
        has errors or changes meanwhile, `OSError`, `NegtrackError`."""
        cache_folder(self._place).mkdir(mode=0o700, parents=True, exist_ok=True)
        documents = [self._read(file) for file in self._files.values() if not (file.party or file.is_shared)]
        parties = [file for file in self._files.values() if file.party]
        known = _link(self._place, [*documents, *map(_stub, parties)])
        holding = self._holding(known)
        missing = [Task(file, holding.get(file.path)) for file in parties if not (file.book and file.path in holding)]
        built = {done.file.path: done for done in map_parallel(partial(build_book, self._place, known), missing)}
        for path, (file, party) in ((path, held) for path, held in holding.items() if held[1]):
            built.setdefault(path, Built(self._files[path]._replace(book=file.book), _definitions(party)))
        defined = (Document(path, {}, tuple(done.definitions)) for path, done in built.items())
        known = _link(self._place, [*documents, *defined])
        shared = {
            path: self._build_shared(file, holding, known) for path, file in self._files.items() if file.is_shared
        }
        files = {path: built[path].file if path in built else file for path, file in self._files.items()} | shared
        _refuse_clashes(open_books(self._place, files, lambda: known))
        return State(files, replace(known, sources={}), pack_sources(known))

    def _build_shared(self, file: File, holding: Mapping[str, tuple[File, Party | None]], known: Negotiation) -> File:
        """Return a file whose entries belong to no party, with its book: a new one where a party is no longer what it
        was, whose delegates any of its records may name."""
        before = holding.get(file.path) if self._before and self._before.parties == known.parties else None
        if file.book and before:
            return file
        return build_book(self._place, known, Task(file, before)).file

    def _read(self, file: File) -> Document:
        before, old = self._before, self._old.get(file.path)
        if before is None or old is None or old.digest != file.digest:
            return _parse(file, read_file(self._place, file.path, file.digest))
        plain = {"title": before.title, "summary": before.summary, "parties": before.order}
        return Document(file.path, plain, tuple(items_in(file.path, before)))

    def _holding(self, known: Negotiation) -> dict[str, tuple[File, Party | None]]:
        """Return the files that had a book, as they were, with their parties; none where a definition has changed or is
        gone, on which any record may rest."""
        before = self._before
        if before is None or not before.parties.keys() <= known.parties.keys():
            return {}
        groups = ((before.issues, known.issues), (before.events, known.events), (before.sources, known.sources))
        if any(now.get(name) != item for group, now in groups for name, item in group.items()):
            return {}
        kept = [file for file in self._old.values() if file.book and file.path in self._files]
        return {file.path: (file, before.parties.get(file.party)) for file in kept}


def _stub(file: File) -> Document:
    """Return a party's file before it is read: only that the party exists."""
    return Document(file.path, {}, (Party(id=file.party, name=file.party, role="principal"),))


def _definitions(party: Party | None) -> Sequence[Definition]:
    return (replace(party, delegates=()), *party.delegates) if party else ()


def build_book(place: Place, known: Negotiation, task: Task) -> Built:
    """Write the book of a file; of one that only grew since it had another book, only the end is read. Raises
    `CacheError`, `OSError`, `NegtrackError`."""
    file = task.file
    content = read_file(place, file.path, file.digest)
    entries, definitions, lines = _grown(place, known, task, content) or _whole(known, file, content)
    parts = build_parts(known, entries, lines)
    name = name_book(known, file.digest, parts[HEAD], [] if file.party else list(known.parties.values()))
    write_parts(cache_folder(place), name, parts)
    return Built(file._replace(book=name), definitions)


Contents = tuple[Sequence[Entry], Sequence[Definition], int]
"""The entries of a file, its definitions, and its lines, 0 where nothing can be appended to it as it stands."""


def _whole(known: Negotiation, file: File, content: bytes) -> Contents:
    document = _parse(file, content)
    lines = content.count(b"\n") if document.lines.extends() and content.endswith(b"\n") else 0
    definitions = [item for item in document.items if isinstance(item, Definition)]
    delegates = tuple(item for item in definitions if isinstance(item, Delegate))
    return list(_linked(known, file.party, delegates, document.items)), definitions, lines


def _grown(place: Place, known: Negotiation, task: Task, content: bytes) -> Contents | None:
    """Return what a file holds whose old content is followed by tables of entries; None for any other."""
    if task.before is None:
        return None
    before, party = task.before
    size = before.mark.size
    if len(content) < size or digest_of(memoryview(content)[:size]) != before.digest:
        return None
    try:
        book = _book(place, before, lambda: known)
        items, problems = parse_tail(content[size:].decode(), before.path, before.kind, before.party, book.head.lines)
        too_large = size_problem(decode(content), before.path)
    except (UnicodeDecodeError, NegtrackError):
        return None
    if too_large or not book.head.lines or problems or any(isinstance(item, Definition) for item in items):
        return None
    lines = content.count(b"\n") if content.endswith(b"\n") else 0
    delegates = party.delegates if party else ()
    entries = [*book.positions, *book.rest, *_linked(known, before.party, delegates, items)]
    return entries, _definitions(party), lines


def _parse(file: File, content: bytes) -> Document:
    party = parse_id(file.party) if file.party else ""
    document, problems = parse_document(decode(content), file.path, file.kind, party)
    if problems:
        raise CacheError(f"{file.path} has errors")
    return document


def _linked(known: Negotiation, party: str, delegates: tuple[Delegate, ...], items: Iterable[Item]) -> Iterator[Entry]:
    """Yield the linked entries among `items`, from the file of a party with these delegates."""
    named = {party: replace(known.parties[party], delegates=delegates)} if party in known.parties else {}
    known = replace(known, parties={**known.parties, **named})
    for entry in link_entries(known, (item for item in items if isinstance(item, Entry))):
        if entry is None:
            raise CacheError("a record has errors")
        yield entry


def _link(place: Place, documents: Sequence[Document]) -> Negotiation:
    known, problems = link_negotiation(place.id, documents)
    if problems:
        raise CacheError(f"the definitions have errors: {problems[0]}")
    return known


def open_books(place: Place, files: Mapping[str, File], known: Callable[[], Negotiation]) -> dict[str, Book]:
    """Return the book of each party, in the order of the files; `known` gives the definitions, for a book that has to
    be written again."""
    return {file.party: _book(place, file, known) for file in files.values() if file.book}


def _book(place: Place, file: File, known: Callable[[], Negotiation]) -> Book:
    def restore() -> Mapping[str, Any]:
        try:
            entries, _, lines = _whole(known(), file, read_file(place, file.path, file.digest))
            return build_parts(known(), entries, lines)
        except (CacheError, OSError, NegtrackError) as error:
            message = "the file changed while it was read; run the command again"
            raise DataError([Problem(file.path, 0, "", message)]) from error

    return Book(cache_folder(place), file.book, restore)


def _refuse_clashes(books: Mapping[str, Book]) -> None:
    """Raise `CacheError` where an entry names what does not exist, or an id stands in two files."""
    ids: set[str] = set()
    count = 0
    for book in books.values():
        ids.update(book.ids)
        ids.update(entry.id for entry in book.rest)
        count += len(book.ids) + len(book.rest)
    if count > len(ids) or any(not ids.issuperset(book.head.named) for book in books.values()):
        raise CacheError("an entry names what does not exist, or an id stands twice")
