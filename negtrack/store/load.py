"""From a folder to a negotiation and the problems of its files."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path, PurePath

from negtrack.errors import DataError, NegtrackError, NotationError, Problem
from negtrack.frozen import dataclass
from negtrack.ids import parse_id
from negtrack.model import Entry, Negotiation, Position
from negtrack.model.rewriting import former_names, rewrite_all
from negtrack.store.link import link_negotiation
from negtrack.store.locate import PARTIES_FOLDER, Place
from negtrack.store.parse import Document, parse_document
from negtrack.store.safe_read import decode as decode
from negtrack.store.safe_read import is_there
from negtrack.store.safe_read import read_bytes as read_bytes
from negtrack.store.safe_read import reason_of as reason_of


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


OPTIONAL = ("sources", "agreements", "proposed")
"""The kinds of files that may be missing."""


def likeness_of(entry: Entry) -> tuple[str, str, str]:
    """Return what the entries that can be the same as `entry` have in common: table, party, issue of a position."""
    return entry.table, entry.party, entry.issue if isinstance(entry, Position) else ""


def load_negotiation(place: Place) -> Loaded:
    """Return everything valid in `place`, with all problems. Raises `DataError` where `negotiation.toml` or the folder
    of parties cannot be read, as everything depends on them.

    Files are read in the reverse order of their replacement, so that a reader of a new record also sees what it names.
    """
    try:
        files = list(files_of(place))
    except OSError as error:
        raise DataError([_unreadable(PARTIES_FOLDER, reason_of(error))]) from error
    read = [load_document(place, path, kind) for path, kind in reversed(files)][::-1]
    return link_documents(place, read)


def link_documents(place: Place, read: Sequence[tuple[Document, list[Problem]]]) -> Loaded:
    """Return the negotiation that documents hold together, that of `negotiation.toml` first, with all their
    problems. Raises `DataError` where the first could not be read."""
    documents = tuple(document for document, _ in read)
    problems = [problem for _, found in read for problem in found]
    if documents[0].unreadable:
        raise DataError(problems)
    negotiation, linking = link_negotiation(place.id, documents)
    return Loaded(place, negotiation, (*problems, *linking), documents)


def load_document(place: Place, path: Path, kind: str) -> tuple[Document, list[Problem]]:
    """Return one file of `place` as a document, with its problems; one that cannot be read is an unreadable
    document."""
    return read_document(place.shown(path), kind, lambda: read_text(path, place.root))


def read_document(shown: str, kind: str, read: Callable[[], str]) -> tuple[Document, list[Problem]]:
    """Return the text from `read` as the document that messages name `shown`. A `FileNotFoundError` means that the file
    is missing; any other error makes the document unreadable."""
    party = PurePath(shown).stem if kind == "party" else ""
    try:
        if party:
            parse_id(party)
        text = read()
    except NotationError as error:
        problem = _unreadable(shown, f"the file's name: {error}")
    except FileNotFoundError:
        if kind in OPTIONAL:
            return Document(shown, {}), []
        problem = _unreadable(shown, "there is no such file")
    except (OSError, NegtrackError) as error:
        problem = _unreadable(shown, reason_of(error))
    else:
        return parse_document(text, shown, kind, party)
    return Document(shown, {}, broken=frozenset({party} if party else ()), unreadable=True), [problem]


def _unreadable(shown: str, reason: str) -> Problem:
    return Problem(shown, 0, "", reason, code="unreadable-file")


def read_text(path: Path, root: Path) -> str:
    """Return the text of one regular file inside `root`. Raises `OSError`, or `NegtrackError` with the reason."""
    return decode(read_bytes(path, root))


def files_of(place: Place) -> Iterator[tuple[Path, str]]:
    """Yield the files of `place`, each with its kind, in the order in which they are read into one negotiation."""
    yield place.negotiation, "negotiation"
    yield place.sources, "sources"
    folder = place.folder / PARTIES_FOLDER
    if is_there(folder):
        for name in sorted(os.listdir(folder)):
            if name.endswith(".toml") and not name.startswith("."):
                yield folder / name, "party"
    yield place.agreements, "agreements"
