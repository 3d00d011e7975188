"""What is kept of one party's file: what stands in one file of the cache, the past in another, position by issue.

A book is called by a digest of everything that its records rest on: the file, the issues and events, and the sources
that it cites. So a book is either right or not found.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from negtrack.lazy import LazyMapping
from negtrack.model import NAMING, Entry, Negotiation, Party, Position, Proposal, Record, record_of, references
from negtrack.query import Snapshot, remaining_positions
from negtrack.store.cache.folder import CacheError, pack, read_cached, unpack, write_cached
from negtrack.store.cache.marks import digest_of
from negtrack.store.cache.rows import pack_items, unpack_items

HEAD, IDS, STANDING, PAST = ".head", ".ids", ".standing", ".past"
PARTS = (HEAD, IDS, STANDING, PAST)
"""The files of a book: what any answer may need, position -> issue, and by issue what stands and all else."""


class Head(NamedTuple):
    """What any answer may need of a book."""

    cited: Sequence[str] = ()
    """The sources that its records cite."""
    lines: int = 0
    """How many lines the file has; 0 where tables that are appended do not mean the same as by themselves."""
    named: Sequence[str] = ()
    """The entries of other files that its entries name."""
    tables: Mapping[str, str] = {}
    """Own entry that another of its entries names -> its table."""
    newest: int = 0
    """The ordinal of the day of its newest record that counts; 0 where none does."""
    acts: bytes = b""
    """The positions that name others, packed."""
    rest: bytes = b""
    """The entries that are no positions, packed."""


def build_parts(known: Negotiation, entries: Sequence[Entry], lines: int) -> Mapping[str, Any]:
    """Return the content of each file of the book of a file without errors: its linked `entries`, in the order of the
    file, and its `lines`; `known` has the definitions. Raises `CacheError` for an id that stands twice,
    and for an order that lines do not tell."""
    positions = [entry for entry in entries if isinstance(entry, Position)]
    if any(one.line >= other.line for one, other in pairwise(positions)):
        raise CacheError("two positions stand in one line")
    own = {entry.id: entry.table for entry in entries}
    if len(own) < len(entries):
        raise CacheError("an id stands twice")
    named = {record_of(name) for entry in entries for _, name in references(entry)}
    newest = Snapshot(known.with_entries(entries)).day
    head = Head(
        sorted({name for entry in entries if isinstance(entry, Record) for name in entry.cites}),
        lines,
        sorted(named - own.keys()),
        {name: own[name] for name in named & own.keys()},
        newest.toordinal() if newest else 0,
        _pack_entries(position for position in positions if _names_others(position)),
        _pack_entries(entry for entry in entries if not isinstance(entry, Position)),
    )
    groups, standing = _by_issue(positions), _standing(known, entries)
    return {
        HEAD: head,
        IDS: {position.id: position.issue for position in positions},
        STANDING: {issue: _pack_entries(p for p in group if p.id in standing) for issue, group in groups.items()},
        PAST: {issue: _pack_entries(p for p in group if p.id not in standing) for issue, group in groups.items()},
    }


def name_book(known: Negotiation, digest: bytes, head: Head, parties: Sequence[Party] = ()) -> str:
    """Return the name of the book of the file with the content `digest`, whose records rest on `parties` too."""
    cited = pack(pack_items(known.sources[name] for name in head.cited))
    return digest_of(digest + repr([*known.issues.values(), *known.events.values(), *parties]).encode() + cited).hex()


def write_parts(folder: Path, name: str, parts: Mapping[str, Any]) -> None:
    """Write the files of a book. Raises `OSError`."""
    for part, value in parts.items():
        write_cached(folder / f"{name}{part}", value)


def _names_others(position: Position) -> bool:
    return any(getattr(position, field) for field in NAMING)


def _by_issue(positions: Iterable[Position]) -> dict[str, list[Position]]:
    groups: dict[str, list[Position]] = {}
    for position in positions:
        groups.setdefault(position.issue, []).append(position)
    return groups


def _standing(known: Negotiation, entries: Sequence[Entry]) -> set[str]:
    """Return the ids of the positions that their holder's last own statement to all leaves, by the rule itself.

    What makes offers is left out: it may rest on other files, and comes back when the rule is asked.
    """
    snapshot = Snapshot(known.with_entries([entry for entry in entries if not isinstance(entry, Proposal)]))
    return {
        position.id
        for (_, issue), group in snapshot.positions.items()
        for position in remaining_positions(group, known.issues[issue])
    }


def _pack_entries(entries: Iterable[Entry]) -> bytes:
    return pack(pack_items(entries))


def _unpack_entries(body: bytes) -> tuple[Any, ...]:
    return tuple(unpack_items(unpack(body)))


class Book:
    """The entries of one party, read as they are asked for; what cannot be read is taken from what `restore` returns,
    and written again."""

    def __init__(self, folder: Path, name: str, restore: Callable[[], Mapping[str, Any]]) -> None:
        self._folder, self._name, self._restore = folder, name, restore

    def _read(self, part: str) -> Any:
        try:
            return read_cached(self._folder / f"{self._name}{part}")
        except CacheError:
            return self._restored[part]

    @cached_property
    def _restored(self) -> Mapping[str, Any]:
        parts = self._restore()
        with contextlib.suppress(OSError):
            write_parts(self._folder, self._name, parts)
        return parts

    @cached_property
    def head(self) -> Head:
        """What any answer may need."""
        return Head(*self._read(HEAD))

    @cached_property
    def ids(self) -> Mapping[str, str]:
        """Position -> its issue, in the order of the file."""
        ids: Mapping[str, str] = self._read(IDS)
        return ids

    @cached_property
    def acts(self) -> Sequence[Position]:
        """The positions that name others."""
        return _unpack_entries(self.head.acts)

    @cached_property
    def rest(self) -> Sequence[Entry]:
        """The entries that are no positions."""
        return _unpack_entries(self.head.rest)

    @cached_property
    def standing(self) -> Mapping[str, tuple[Position, ...]]:
        """Issue -> what `remaining_positions` left of it."""
        standing = self._read(STANDING)
        return LazyMapping(standing, lambda issue: _unpack_entries(standing[issue]))

    @cached_property
    def groups(self) -> Mapping[str, tuple[Position, ...]]:
        """Issue -> every position on it, in the order of the file."""

        def join(issue: str) -> tuple[Position, ...]:
            return tuple(_in_order((*self.standing[issue], *_unpack_entries(self._past[issue]))))

        return LazyMapping(self.standing, join)

    @cached_property
    def _past(self) -> Mapping[str, bytes]:
        past: Mapping[str, bytes] = self._read(PAST)
        return past

    @property
    def positions(self) -> Sequence[Position]:
        """Every position, in the order of the file."""
        return _in_order(position for group in self.groups.values() for position in group)

    def table_of(self, name: str) -> str:
        """Return the table of the entry `name`, "" where it has none of that id."""
        if name in self.head.tables:
            return self.head.tables[name]
        if name in self.ids:
            return Position.table
        return next((entry.table for entry in self.rest if entry.id == name), "")


def _in_order(positions: Iterable[Position]) -> list[Position]:
    return sorted(positions, key=lambda position: position.line)


class LongerBook(Book):
    """A book with more entries at its end, or of a party that has none yet."""

    def __init__(self, book: Book | None, added: Sequence[Entry]) -> None:
        positions = [entry for entry in added if isinstance(entry, Position)]
        sources = [name for entry in added if isinstance(entry, Record) for name in entry.cites]
        self.head = Head([*(book.head.cited if book else ()), *sources])
        self.ids = {**(book.ids if book else {}), **{position.id: position.issue for position in positions}}
        self.acts = [*(book.acts if book else ()), *filter(_names_others, positions)]
        self.rest = [*(book.rest if book else ()), *(entry for entry in added if not isinstance(entry, Position))]
        old, new = book.groups if book else {}, _by_issue(positions)
        self.groups = LazyMapping((*old, *new), lambda issue: (*old.get(issue, ()), *new.get(issue, ())))
