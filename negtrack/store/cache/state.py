"""What is kept of a negotiation's files together, and whether they still are what they were."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from negtrack.model import Definition, Event, Issue, Negotiation, Party, Source, TableSide
from negtrack.store.cache.folder import CacheError, cache_folder, pack, read_cached, unpack, write_cached
from negtrack.store.cache.marks import Mark, digest_of, is_settled, mark_of
from negtrack.store.cache.rows import pack_items, unpack_items
from negtrack.store.load import OPTIONAL, files_of, read_bytes
from negtrack.store.locate import AGREEMENTS_FILE, NEGOTIATION_FILE, SOURCES_FILE, Place
from negtrack.store.safe_read import is_there

STATE = "state"


class File(NamedTuple):
    """One file of a negotiation as it was when it was read; `book` is empty for one without entries."""

    path: str
    kind: str
    mark: Mark
    checked: float
    digest: bytes
    book: str = ""

    @property
    def party(self) -> str:
        """The party whose file it is."""
        return Path(self.path).stem if self.kind == "party" else ""

    @property
    def is_shared(self) -> bool:
        """Whether it holds entries that belong to no party."""
        return self.kind == "agreements"


class State(NamedTuple):
    """The files, and the negotiation without its entries; `sources` are packed."""

    files: Mapping[str, File]
    definitions: Negotiation
    sources: bytes

    def read_sources(self) -> Mapping[str, Source]:
        """Return the sources by id."""
        return {item.id: item for item in unpack_items(unpack(self.sources)) if isinstance(item, Source)}

    def read_definitions(self) -> Negotiation:
        """Return the negotiation with its sources, without its entries."""
        return replace(self.definitions, sources=self.read_sources())


def read_state(place: Place) -> State | None:
    """Return the state that is kept of `place`, None where there is none, or none of ours."""
    try:
        kept = read_cached(cache_folder(place) / STATE)
    except CacheError:
        return None
    files = [File(path, kind, Mark(*mark), *rest) for path, kind, mark, *rest in kept["files"]]
    return State({file.path: file for file in files}, _unpack_definitions(place, kept), kept["sources"])


def _unpack_definitions(place: Place, kept: Mapping[str, Any]) -> Negotiation:
    title, summary, order = kept["plain"]
    items = unpack_items(kept["definitions"])
    return Negotiation(
        place.id,
        title,
        summary,
        {item.id: item for item in items if isinstance(item, Party)},
        {item.id: item for item in items if isinstance(item, Issue)},
        {item.id: item for item in items if isinstance(item, Event)},
        sides={item.id: item for item in items if isinstance(item, TableSide)},
        order=tuple(order),
    )


def write_state(place: Place, state: State) -> None:
    """Keep `state`. Raises `CacheError`, `OSError`."""
    known = state.definitions
    definitions = (*known.parties.values(), *known.issues.values(), *known.events.values(), *known.sides.values())
    kept = {
        "plain": [known.title, known.summary, known.order],
        "files": list(state.files.values()),
        "definitions": pack_items(definitions),
        "sources": state.sources,
    }
    write_cached(cache_folder(place) / STATE, kept)


def look_at(place: Place, old: State | None) -> dict[str, File]:
    """Return the files of `place` as they are now, by path in the order in which they are read; only what may have
    changed is read. Raises `OSError`, `NegtrackError`.

    They are looked at against the order in which they are replaced, so that what a new record names is seen too.
    """
    paths = [(path, kind) for path, kind in files_of(place) if kind not in OPTIONAL or is_there(path)]
    found = [_look_at(place, path, kind, old.files if old else {}) for path, kind in reversed(paths)]
    return {file.path: file for file in reversed(found)}


def _look_at(place: Place, path: Path, kind: str, old: Mapping[str, File]) -> File:
    before, now, mark = old.get(place.shown(path)), time.time(), mark_of(path)
    if before and before.mark == mark and is_settled(mark, before.checked, now):
        return before
    digest = digest_of(read_bytes(path, place.root))
    book = before.book if before and before.digest == digest else ""
    return File(place.shown(path), kind, mark, now, digest, book)


def items_in(path: str, known: Negotiation) -> Iterator[Definition]:
    """Yield the definitions in a file."""
    if path == NEGOTIATION_FILE:
        yield from (*known.issues.values(), *known.events.values(), *known.sides.values())
    elif path == SOURCES_FILE:
        yield from known.sources.values()
    elif path != AGREEMENTS_FILE:
        party = known.parties[Path(path).stem]
        yield from (replace(party, delegates=()), *party.delegates)


def read_file(place: Place, path: str, digest: bytes) -> bytes:
    """Return the content of a file whose `digest` is known. Raises `CacheError` where it has changed since, `OSError`,
    `NegtrackError`."""
    content = read_bytes(place.folder / path, place.root)
    if digest_of(content) != digest:
        raise CacheError(f"{path} changes while it is read")
    return content


def pack_sources(known: Negotiation) -> bytes:
    """Return the sources as a state keeps them."""
    return pack(pack_items(known.sources.values()))
