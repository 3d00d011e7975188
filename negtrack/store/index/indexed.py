"""A negotiation of which only what is asked for is read, from an index that is as its files are."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from negtrack.errors import NegtrackError, Problem
from negtrack.model import Entry, Item, Negotiation, Position, Source
from negtrack.store.index.around import part_around
from negtrack.store.index.database import UnusableError, index_path, removed
from negtrack.store.index.read import among, entries, frame, in_order, naming, placed, sources_of
from negtrack.store.index.refresh import fresh
from negtrack.store.load import Loaded, files_of, load_negotiation
from negtrack.store.locate import Place
from negtrack.store.safe_read import is_there

_FEW = 100
"""Items beyond which adding them asks for so much that it is faster to read everything."""


def indexed(place: Place) -> Indexed | None:
    """The index of `place`, as its files are now; None where they are at fault, or none can be kept."""
    try:
        return Indexed(place, *fresh(place, files_to_index(place)))
    except (UnusableError, OSError, NegtrackError, sqlite3.Error):
        return None


def files_to_index(place: Place) -> dict[Path, str]:
    """The files of a negotiation that there are, each with its kind, in the order in which they are read."""
    return {path: kind for path, kind in files_of(place) if kind != "sources" or is_there(path)}


def _conditions(entry: Entry) -> Iterator[str]:
    """The issues that the conditions of an entry may name."""
    for text in entry.requires if isinstance(entry, Position) else ():
        yield text.partition("=")[0].strip()


class _Sources(Mapping[str, Source]):
    """The sources that some records name, read when one is asked for, as many an answer names none."""

    def __init__(self, read: Callable[[], Mapping[str, Source]]) -> None:
        self._read = read

    @cached_property
    def _known(self) -> Mapping[str, Source]:
        return self._read()

    def __getitem__(self, name: str) -> Source:
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


class Indexed:
    """A negotiation whose files are without faults, in an index; where that fails, as the files hold it."""

    revision = None

    def __init__(self, place: Place, connection: sqlite3.Connection, rebuilt: str) -> None:
        self.place = place
        self.connection = connection
        self.rebuilt = rebuilt
        """Why it had to be built anew, "" where it had not."""
        self._version = self._now()
        self._asked: dict[tuple[frozenset[str], bool], Negotiation] = {}

    @property
    def problems(self) -> tuple[Problem, ...]:
        """None, unless the files had to be read after all."""
        return self._files.problems if "_files" in vars(self) else ()

    @cached_property
    def frame(self) -> Negotiation:
        """The negotiation without its sources and entries."""
        return self._read(lambda: frame(self.connection, self.place.id))

    @cached_property
    def definitions(self) -> Negotiation:
        """The negotiation without its entries."""
        return self._read(lambda: frame(self.connection, self.place.id, sources=True))

    @cached_property
    def negotiation(self) -> Negotiation:
        """Everything."""
        known = self.definitions
        return self._read(lambda: known.with_entries(entries(self.connection, "true")))

    @cached_property
    def standing(self) -> Negotiation:
        """What an answer about now can need, whatever it asks."""
        return self._part(lambda: entries(self.connection, "standing"))

    def standing_of(self, parties: Collection[str], past: bool = False) -> Negotiation:
        """What an answer about now can need that asks for `parties` alone: what stands of them, with their `past` all
        that there is of them, whatever is no position, what stands on the issues that their conditions name, what takes
        any of it back, and the newest position, by which one knows the day that a reading shows."""
        asked = frozenset(parties), past
        if asked not in self._asked:
            self._asked[asked] = self._part(lambda: self._standing_of(*asked))
        return self._asked[asked]

    def _standing_of(self, parties: Collection[str], past: bool) -> list[Entry]:
        newest = "number = (select number from entry where standing and issue <> '' order by day desc limit 1)"
        own = [(where if past else f"standing and {where}", values) for where, values in among("party", parties)]
        found = placed(self.connection, [*own, ("standing and issue = ''", ()), (newest, ())])
        issues = self.frame.issues.keys() & {name for each in found.values() for name in _conditions(each)}
        named = [(f"standing and {where}", values) for where, values in among("issue", issues)]
        found |= placed(self.connection, named)
        return in_order(found | naming(self.connection, (each.id for each in found.values())))

    def of_parties(self, parties: Iterable[str]) -> Negotiation:
        """What an answer about now can need, and everything of `parties`."""
        own = among("party", parties)
        return self._part(lambda: in_order(placed(self.connection, [("standing", ()), *own])))

    def of_issue(self, issue: str) -> Negotiation:
        """What an answer about now can need, and everything on `issue`, with all that takes any of it back."""

        def read() -> list[Entry]:
            found = placed(self.connection, [("standing", ()), ("issue = ?", (issue,))])
            return in_order(found | naming(self.connection, (each.id for each in found.values())))

        return self._part(read)

    def around(self, items: Sequence[Item]) -> Loaded:
        """As much as adding `items` needs: all definitions, the entries that share a party and an issue with one of
        them, the proposals, and what these name and are named by."""
        if len(items) > _FEW:
            return self._files
        known = self.definitions
        part: list[Loaded] = []

        def ask() -> Negotiation:
            part.append(part_around(self.connection, self.place, known, items))
            return known

        self._read(ask)
        return part[0] if part else self._files

    def _part(self, read: Callable[[], list[Entry]]) -> Negotiation:
        known = self.frame

        def ask() -> Negotiation:
            found = read()
            return replace(known, sources=_Sources(lambda: self._sources(found))).with_entries(found)

        return self._read(ask)

    def _sources(self, found: Sequence[Entry]) -> Mapping[str, Source]:
        return self._read(lambda: replace(self.frame, sources=sources_of(self.connection, found))).sources

    def _read(self, ask: Callable[[], Negotiation]) -> Negotiation:
        """What `ask` reads, as long as the index is what it was, and sound; else everything, from the files."""
        try:
            self.connection.execute("begin")
            if self._now() == self._version:
                return ask()
        except UnusableError:
            removed(index_path(self.place))
        except (OSError, sqlite3.Error):
            pass
        finally:
            with contextlib.suppress(sqlite3.Error):
                self.connection.execute("rollback")
        return self._files.negotiation

    def _now(self) -> object:
        """Changes when somebody else writes to the index."""
        return self.connection.execute("pragma data_version").fetchone()

    @cached_property
    def _files(self) -> Loaded:
        return load_negotiation(self.place)
