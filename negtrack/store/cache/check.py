"""A check of a cached negotiation: file by file in two processes, and remembered as long as nothing changes."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from negtrack.checks import CHECKS, check_negotiation, code_of
from negtrack.errors import NegtrackError, Problem
from negtrack.store.cache.folder import CacheError, cache_folder, read_cached, write_cached
from negtrack.store.cache.load import VERDICT, CachedLoad, read_file
from negtrack.store.cache.parallel import map_parallel
from negtrack.store.load import Loaded, decode
from negtrack.store.parse import Document
from negtrack.store.problems import at_lines, comment_problems
from negtrack.store.toml_source import Lines

_ORDER = {code_of(check): number for number, check in enumerate(CHECKS)}


def check_cached(loaded: Loaded, today: date) -> list[Problem] | None:
    """Return all problems of the files, None where one changed meanwhile."""
    assert isinstance(loaded, CachedLoad)
    path = cache_folder(loaded.place) / VERDICT
    rests_on = [today, *loaded.digests.items()]
    with contextlib.suppress(CacheError):
        kept = read_cached(path)
        if kept[0] == rests_on:
            problems: list[Problem] = kept[1]
            return problems
    try:
        problems = [*_at_lines(loaded, check_negotiation(loaded.negotiation, today, ()))]
        for found in map_parallel(partial(_file_problems, loaded, today), list(loaded.digests)):
            problems += found
    except (CacheError, OSError, NegtrackError):
        return None
    problems.sort(key=lambda problem: (problem.path, problem.line, _ORDER[problem.code]))
    with contextlib.suppress(OSError):
        write_cached(path, (rests_on, problems))
    return problems


def _file_problems(loaded: CachedLoad, today: date, path: str) -> list[Problem]:
    entries = loaded.entries_in(path)
    found = check_negotiation(loaded.negotiation, today, entries, with_definitions=False) if entries else []
    return [*_at_lines(loaded, found), *comment_problems(_document(loaded, path))]


def _at_lines(loaded: CachedLoad, found: Sequence[Problem]) -> Iterator[Problem]:
    """Yield the problems at their lines; some on a party's words stand in the file of who disclosed them."""
    return at_lines(found, [_document(loaded, path) for path in dict.fromkeys(problem.path for problem in found)])


def _document(loaded: CachedLoad, path: str) -> Document:
    return Document(path, {}, lines=Lines(decode(read_file(loaded.place, path, loaded.digests[path]))))
