"""What was read of one file, and of all files of a negotiation together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from typing import Any

from negtrack.errors import Problem
from negtrack.frozen import dataclass, field
from negtrack.model import Entry, Item, Negotiation, Position
from negtrack.store.locate import Place
from negtrack.store.toml_source import Lines


@dataclass(frozen=True)
class Document:
    """The content of one text: its plain keys, the valid items of its tables, and the ids of the invalid ones."""

    path: str
    plain: Mapping[str, Any]
    items: tuple[Item, ...] = ()
    broken: frozenset[str] = frozenset()
    unreadable: bool = False
    lines: Lines = field(default_factory=lambda: Lines(""), compare=False)


@dataclass(frozen=True)
class Loaded:
    """A negotiation and the problems of its files; `documents` is the content of the files, by file, `revision` the
    commit that they were read from, None for those on the disk, and `digests` those of the files when a cache read
    them, None where they were read whole."""

    place: Place
    negotiation: Negotiation
    problems: tuple[Problem, ...]
    documents: tuple[Document, ...]
    revision: str | None = None
    digests: Mapping[str, bytes] | None = None

    @cached_property
    def _entries(self) -> Mapping[tuple[str, str, str], list[Entry]]:
        """Table, party and, of a position, its issue -> the entries in the files, linked or not."""
        from negtrack.model.rewriting import former_names, rewrite_all  # only before records are added

        groups: dict[tuple[str, str, str], list[Entry]] = {}
        names = former_names(self.negotiation.definitions)
        for document in self.documents:
            for item in rewrite_all(document.items, names):
                if isinstance(item, Entry):
                    groups.setdefault(likeness_of(item), []).append(item)
        return groups

    @cached_property
    def _ids(self) -> Collection[str]:
        ids = {entry.id for group in self._entries.values() for entry in group}
        return ids.union(*(document.broken for document in self.documents))

    def has_entry(self, name: str) -> bool:
        """Return whether an entry in the files has this id."""
        return name in self.negotiation.entries or name in self._ids

    def entries_like(self, entry: Entry) -> Iterable[Entry]:
        """Return the entries in the files of the same table and party, and of the same issue where it is a position."""
        return self._entries.get(likeness_of(entry), ())


def likeness_of(entry: Entry) -> tuple[str, str, str]:
    """Return what the entries that can be the same as `entry` have in common: table, party, issue of a position."""
    return entry.table, entry.party, entry.issue if isinstance(entry, Position) else ""
