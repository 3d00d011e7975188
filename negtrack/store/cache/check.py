"""A check of a cached negotiation, file by file: what was found in a file is kept as long as nothing changes that it
rests on."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Mapping
from datetime import date
from itertools import chain
from operator import attrgetter

from negtrack.checks import CHECKS, check_negotiation, code_of
from negtrack.errors import NegtrackError, Problem
from negtrack.store.cache.book import open_books
from negtrack.store.cache.folder import cache_folder, read_cached, write_cached
from negtrack.store.cache.load import read_file
from negtrack.store.cache.open import VERDICT, CachedLoad
from negtrack.store.document import Document, Loaded
from negtrack.store.load import decode
from negtrack.store.locate import NEGOTIATION_FILE
from negtrack.store.problems import at_lines, comment_problems
from negtrack.store.toml_source import Lines
from negtrack.store.two_processes import map_files

_ORDER = {code_of(check): number for number, check in enumerate(CHECKS)}


def check_cached(loaded: Loaded, today: date) -> list[Problem] | None:
    """Return all problems of the files, None where one changed meanwhile."""
    assert isinstance(loaded, CachedLoad)
    kept = read_cached(path := cache_folder(loaded.place) / VERDICT, dict[object, list[Problem]]())
    try:
        keys = {name: (name, *basis) for name, basis in _rests_on(loaded, today).items()}
        missing = [name for name, key in keys.items() if key not in kept]
        fresh = map_files(lambda name: _file_problems(loaded, today, name), loaded.place.folder, missing)
        found = {key: fresh[name] if name in fresh else kept[key] for name, key in keys.items()}
    except (OSError, NegtrackError):
        return None
    if found.keys() != kept.keys():
        with contextlib.suppress(OSError, NegtrackError):
            write_cached(path, found)
    return sorted(chain(*found.values()), key=lambda problem: (problem.path, problem.line, _ORDER[problem.code]))


def _rests_on(loaded: CachedLoad, today: date) -> Mapping[str, tuple[object, ...]]:
    """Return what the problems of each file rest on.

    A file that is alone rests on itself, on the definitions, and on the files that are not alone; any other on all.
    """
    books, known = loaded.books, loaded.negotiation
    alone = {path for path, book in books.items() if book.is_alone and not known.agreements}
    others = (book.mark for path, book in books.items() if path not in alone)
    shared = (today, books[NEGOTIATION_FILE].digest, repr(known.parties), *others)
    everything = (today, *((path, book.digest) for path, book in books.items()))
    return {path: (*shared, books[path].mark) if path in alone else everything for path in books}


def _file_problems(loaded: CachedLoad, today: date, path: str) -> list[Problem]:
    """Return what is found in a file; in the first, that of the talks, also what is found between files."""
    if not gc.isenabled():
        gc.collect()  # what the file before needed: snapshots refer to themselves
        gc.freeze()  # what is left is in use, and is not looked through again
    place, books, book = loaded.place, loaded.books, loaded.books[path]
    known = open_books(loaded.definitions, [*books.values()], loaded.negotiation)
    said = (position for group in book.groups for position in known.groups[group])
    entries, is_first = sorted((*said, *book.others), key=attrgetter("line")), path == NEGOTIATION_FILE
    found = check_negotiation(known, today, entries, with_definitions=is_first) if entries or is_first else []
    at = dict.fromkeys((path, *(problem.path for problem in found)))  # some lie in the file that disclosed a word
    documents = [Document(name, {}, lines=Lines(decode(read_file(place, name, books[name].digest)))) for name in at]
    return [*at_lines(found, documents), *comment_problems(documents[0])]
