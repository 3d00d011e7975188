"""A check of a cached negotiation, file by file: what was found in a file is kept as long as nothing changes that it
rests on."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from negtrack.checks import CHECKS, check_negotiation, code_of
from negtrack.errors import NegtrackError, Problem
from negtrack.store.cache.folder import CacheError, cache_folder, read_cached, release, write_cached
from negtrack.store.cache.load import VERDICT, CachedLoad, others_of, read_file
from negtrack.store.cache.negotiation import CachedNegotiation
from negtrack.store.load import Loaded, decode
from negtrack.store.locate import NEGOTIATION_FILE
from negtrack.store.parse import Document
from negtrack.store.problems import at_lines, comment_problems
from negtrack.store.toml_source import Lines

_ORDER = {code_of(check): number for number, check in enumerate(CHECKS)}


def check_cached(loaded: Loaded, today: date) -> list[Problem] | None:
    """Return all problems of the files, None where one changed meanwhile."""
    assert isinstance(loaded, CachedLoad)
    path = cache_folder(loaded.place) / VERDICT
    kept: dict[str, tuple[object, list[Problem]]] = {}
    with contextlib.suppress(CacheError):
        kept = read_cached(path)
    rests_on = _rests_on(loaded, today)
    missing = [name for name, basis in rests_on.items() if name not in kept or kept[name][0] != basis]
    try:
        found = {path: _file_problems(loaded, today, path) for path in missing}
    except (CacheError, OSError, NegtrackError):
        return None
    verdicts = {name: (basis, found[name] if name in found else kept[name][1]) for name, basis in rests_on.items()}
    if missing or verdicts.keys() != kept.keys():
        with contextlib.suppress(OSError):
            write_cached(path, verdicts)
    problems = [problem for _, problems in verdicts.values() for problem in problems]
    return sorted(problems, key=lambda problem: (problem.path, problem.line, _ORDER[problem.code]))


def _rests_on(loaded: CachedLoad, today: date) -> Mapping[str, object]:
    """Return what the problems of each file rest on, and those of the definitions, whose name is empty.

    The entries of a file that is alone are judged by themselves, by the definitions, which are other ones or its book
    has another mark, and beside the files that are not; any others by everything.
    """
    known, everything = loaded.negotiation, [today, *loaded.digests.items()]
    alone = {path for path, book in loaded.books.items() if book.is_alone and not known.agreements}
    others = [book.mark for path, book in loaded.books.items() if path not in alone]
    shared = [today, loaded.digests[NEGOTIATION_FILE], repr(known.parties), others]
    found: dict[str, object] = {"": everything, **loaded.digests}
    return found | {path: [*shared, book.mark] if path in alone else everything for path, book in loaded.books.items()}


def _file_problems(loaded: CachedLoad, today: date, path: str) -> list[Problem]:
    if not path:
        return [*_at_lines(loaded, check_negotiation(loaded.negotiation, today, ()))]
    known, owner = loaded.negotiation, loaded.place.owner(loaded.place.folder / path)
    said = (position for group in known.groups if group[0] == owner for position in known.groups[group])
    entries = sorted((*said, *others_of(known, owner)), key=lambda entry: entry.line)
    found = check_negotiation(known, today, entries, with_definitions=False) if entries else []
    problems = [*_at_lines(loaded, found), *comment_problems(_document(loaded, path))]
    if isinstance(known, CachedNegotiation):
        known.forget()
    release()
    return problems


def _at_lines(loaded: CachedLoad, found: Sequence[Problem]) -> Iterator[Problem]:
    """Yield the problems at their lines; some on a party's words stand in the file of who disclosed them."""
    return at_lines(found, [_document(loaded, path) for path in dict.fromkeys(problem.path for problem in found)])


def _document(loaded: CachedLoad, path: str) -> Document:
    return Document(path, {}, lines=Lines(decode(read_file(loaded.place, path, loaded.digests[path]))))
