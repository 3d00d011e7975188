"""A check of a cached negotiation: file by file in two processes; what was found in a file is kept as long as nothing
changes that it rests on."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial

from negtrack.checks import CHECKS, check_negotiation, code_of
from negtrack.errors import NegtrackError, Problem
from negtrack.store.cache.folder import CacheError, cache_folder, read_cached, write_cached
from negtrack.store.cache.load import VERDICT, CachedLoad, read_file
from negtrack.store.cache.parallel import map_parallel
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
        found = dict(zip(missing, map_parallel(partial(_file_problems, loaded, today), missing), strict=True))
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
    has another name, and beside the files that are not; any others by everything.
    """
    known, everything = loaded.negotiation, [today, *loaded.digests.items()]
    others = [name for path, name in loaded.names.items() if path not in loaded.alone]
    shared = [today, loaded.digests[NEGOTIATION_FILE], repr(known.parties), others]
    found: dict[str, object] = {"": everything}
    for path, digest in loaded.digests.items():
        by_itself = [*shared, loaded.names[path]] if path in loaded.alone else everything
        found[path] = by_itself if path in loaded.names else digest
    return found


def _file_problems(loaded: CachedLoad, today: date, path: str) -> list[Problem]:
    if not path:
        return [*_at_lines(loaded, check_negotiation(loaded.negotiation, today, ()))]
    entries = loaded.entries_in(path)
    found = check_negotiation(loaded.negotiation, today, entries, with_definitions=False) if entries else []
    return [*_at_lines(loaded, found), *comment_problems(_document(loaded, path))]


def _at_lines(loaded: CachedLoad, found: Sequence[Problem]) -> Iterator[Problem]:
    """Yield the problems at their lines; some on a party's words stand in the file of who disclosed them."""
    return at_lines(found, [_document(loaded, path) for path in dict.fromkeys(problem.path for problem in found)])


def _document(loaded: CachedLoad, path: str) -> Document:
    return Document(path, {}, lines=Lines(decode(read_file(loaded.place, path, loaded.digests[path]))))
