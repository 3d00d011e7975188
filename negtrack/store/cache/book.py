"""What is kept of one party's file: what stands in one file of the cache, the past in another, position by issue.

A book is called by a digest of everything that its records rest on: the file, the issues and events, and the sources
that it cites. So a book is either right or not found.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

from negtrack.lazy import LazyMapping
from negtrack.model import NAMING, Entry, Negotiation, Position, Proposal, Record, Response, Retraction
from negtrack.query import Snapshot, remaining_positions
from negtrack.store.cache.folder import CacheError, pack, read_cached, unpack, write_cached
from negtrack.store.cache.rows import pack_items, unpack_items

HEAD, IDS, STANDING, PAST = ".head", ".ids", ".standing", ".past"
PARTS = (HEAD, IDS, STANDING, PAST)
"""The files of a book: what any answer may need, the ids, the positions that stand, and all others."""


def save_book(folder: Path, known: Negotiation, digest: bytes, entries: Sequence[Entry], lines: int) -> str:
    """Write the book of a file without errors, its linked `entries` in the order of the file, and return its name;
    `known` has the definitions, and `lines` is 0 for a file to which nothing can be appended as it stands. Raises
    `CacheError` for an order that lines do not tell, `OSError`."""
    positions = [entry for entry in entries if isinstance(entry, Position)]
    if any(one.line >= other.line for one, other in pairwise(positions)):
        raise CacheError("two positions stand in one line")
    cited = sorted({name for entry in entries if isinstance(entry, Record) for name in entry.sources})
    name = hashlib.blake2b(digest + pack(pack_items(known.sources[name] for name in cited)), digest_size=16).hexdigest()
    named = {name for entry in entries for name in named_entries(entry)}
    own = {entry.id: entry.table for entry in entries}
    newest = Snapshot(known.with_entries(entries)).day
    head = {
        "lines": lines,
        "cited": cited,
        "named": sorted(named - own.keys()),
        "tables": {name: own[name] for name in named & own.keys()},
        "newest": newest.toordinal() if newest else 0,
        "acts": _pack_items(position for position in positions if _names_others(position)),
        "rest": _pack_items(entry for entry in entries if not isinstance(entry, Position)),
    }
    groups, standing = _by_issue(positions), _standing(known, entries)
    now = {issue: _pack_items(p for p in group if p.id in standing) for issue, group in groups.items()}
    past = {issue: _pack_items(p for p in group if p.id not in standing) for issue, group in groups.items()}
    ids = {position.id: position.issue for position in positions}
    for part, value in zip(PARTS, (head, ids, now, past), strict=True):
        write_cached(folder / f"{name}{part}", value)
    return name


def _names_others(position: Position) -> bool:
    return any(getattr(position, field) for field in NAMING)


def named_entries(entry: Entry) -> Iterable[str]:
    """Return the ids of the entries that an entry names."""
    if isinstance(entry, Position):
        return (*entry.supersedes, *entry.withdraws, *entry.denies)
    if isinstance(entry, Proposal):
        return filter(None, (entry.answers, entry.discloses))
    if isinstance(entry, Response):
        return (entry.proposal,)
    return (entry.of,) if isinstance(entry, Retraction) else ()


def _by_issue(entries: Iterable[Entry]) -> dict[str, list[Position]]:
    groups: dict[str, list[Position]] = {}
    for entry in entries:
        if isinstance(entry, Position):
            groups.setdefault(entry.issue, []).append(entry)
    return groups


def _standing(known: Negotiation, entries: Sequence[Entry]) -> set[str]:
    """Return the ids of the positions that their holder's last own statement to all leaves, by the rule itself.

    What makes offers is left out: it may rest on other files, and comes back when the rule is asked.
    """
    kept = [entry for entry in entries if not isinstance(entry, Proposal)]
    snapshot = Snapshot(known.with_entries(kept))
    return {
        position.id
        for (_, issue), group in snapshot.positions.items()
        for position in remaining_positions(group, known.issues[issue])
    }


def _pack_items(items: Iterable[Entry]) -> bytes:
    return pack(pack_items(items))


class Book:
    """The entries of one party, read as they are asked for; `restore` writes a book again that cannot be read, and
    returns its name."""

    def __init__(self, folder: Path, name: str, restore: Callable[[], str]) -> None:
        self._folder, self._name, self._restore = folder, name, restore

    def _read(self, suffix: str) -> Any:
        try:
            return read_cached(self._folder / f"{self._name}{suffix}")
        except CacheError:
            self._name = self._restore()
            return read_cached(self._folder / f"{self._name}{suffix}")

    @cached_property
    def _head(self) -> Mapping[str, Any]:
        head: Mapping[str, Any] = self._read(HEAD)
        return head

    @cached_property
    def _standing(self) -> Mapping[str, bytes]:
        standing: Mapping[str, bytes] = self._read(STANDING)
        return standing

    @cached_property
    def _past(self) -> Mapping[str, bytes]:
        past: Mapping[str, bytes] = self._read(PAST)
        return past

    @property
    def lines(self) -> int:
        """How many lines the file has; 0 where tables that are appended do not mean the same as by themselves."""
        return int(self._head["lines"])

    @cached_property
    def cited(self) -> Sequence[str]:
        """The sources that its records cite."""
        return list(self._head["cited"])

    @property
    def named(self) -> Sequence[str]:
        """The entries of other files that its entries name."""
        return list(self._head["named"])

    @cached_property
    def newest(self) -> int:
        """The ordinal of the day of its newest record that counts; 0 where none does."""
        return int(self._head["newest"])

    @cached_property
    def ids(self) -> Mapping[str, str]:
        """Position -> its issue, in the order of the file."""
        return dict(self._read(IDS))

    def table_of(self, name: str) -> str:
        """Return the table of the entry `name`, "" where it has none of that id."""
        if name in self._head["tables"]:
            return str(self._head["tables"][name])
        if name in self.ids:
            return Position.table
        return next((entry.table for entry in self.rest if entry.id == name), "")

    @cached_property
    def acts(self) -> Sequence[Position]:
        """The positions that name others."""
        return _positions(self._head["acts"])

    @cached_property
    def rest(self) -> Sequence[Entry]:
        """The entries that are no positions."""
        return _entries(self._head["rest"])

    @cached_property
    def standing(self) -> Mapping[str, tuple[Position, ...]]:
        """Issue -> what `remaining_positions` left of it."""
        return LazyMapping(self._standing, lambda issue: _positions(self._standing[issue]))

    @cached_property
    def groups(self) -> Mapping[str, tuple[Position, ...]]:
        """Issue -> every position on it, in the order of the file."""
        return LazyMapping(self._standing, self._group)

    def _group(self, issue: str) -> tuple[Position, ...]:
        both = (*self.standing[issue], *_positions(self._past[issue]))
        return tuple(sorted(both, key=lambda position: position.line))

    @cached_property
    def positions(self) -> Sequence[Position]:
        """Every position, in the order of the file."""
        return sorted((p for group in self.groups.values() for p in group), key=lambda position: position.line)


def _entries(body: bytes) -> list[Any]:
    return unpack_items(unpack(body))


def _positions(body: bytes) -> tuple[Position, ...]:
    return tuple(_entries(body))


class LongerBook(Book):
    """A book with more entries at its end, or of a party that has none yet."""

    def __init__(self, book: Book | None, added: Sequence[Entry]) -> None:
        positions = [entry for entry in added if isinstance(entry, Position)]
        sources = {name for entry in added if isinstance(entry, Record) for name in entry.sources}
        more = _by_issue(positions)
        self.cited = [*(book.cited if book else ()), *sources]
        self.ids = {**(book.ids if book else {}), **{position.id: position.issue for position in positions}}
        self.acts = [*(book.acts if book else ()), *filter(_names_others, positions)]
        self.rest = [*(book.rest if book else ()), *(entry for entry in added if not isinstance(entry, Position))]
        self._head = {"tables": {}}
        groups = book.groups if book else {}
        self.groups = LazyMapping((*groups, *more), lambda issue: (*groups.get(issue, ()), *more.get(issue, ())))
