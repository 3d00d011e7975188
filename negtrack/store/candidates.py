"""Entries that are to be added, each with what is worked out of it once, and the ids that none of them may have."""

from __future__ import annotations

from typing import Any

from negtrack.frozen import dataclass
from negtrack.model import Entry, digest, to_table
from negtrack.store.document import Loaded


@dataclass(frozen=True)
class Candidate:
    """An entry that is to be added: its number, the entry with its date, its digest and its table."""

    number: int
    entry: Entry
    digest: str
    table: dict[str, Any]


def build_candidate(number: int, entry: Entry) -> Candidate:
    """Return an entry with its date as one that is to be added."""
    table = to_table(entry)
    return Candidate(number, entry, digest(entry, table), table)


class TakenIds:
    """The ids that no new entry may have: those in the files, and those that were added."""

    def __init__(self, loaded: Loaded) -> None:
        self.added: set[str] = set()
        self._loaded = loaded

    def __contains__(self, name: object) -> bool:
        return name in self.added or self._loaded.has_entry(str(name))
