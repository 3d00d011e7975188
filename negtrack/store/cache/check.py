"""A check of a cached negotiation: file by file in several processes, and remembered as long as nothing changes."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import fields
from datetime import date
from functools import partial

from negtrack.checks import CHECKS, check_negotiation, code_of
from negtrack.errors import NegtrackError, Problem
from negtrack.store.cache.folder import CacheError, cache_folder, read_cached, write_cached
from negtrack.store.cache.load import VERDICT, CachedLoad
from negtrack.store.cache.parallel import map_parallel
from negtrack.store.cache.state import read_file
from negtrack.store.load import Loaded, decode
from negtrack.store.parse import Document
from negtrack.store.problems import at_lines, comment_problems
from negtrack.store.toml_source import Lines

_ORDER = {code_of(check): number for number, check in enumerate(CHECKS)}
_FIELDS = tuple(field.name for field in fields(Problem) if field.init)


def check_cached(loaded: Loaded, today: date) -> list[Problem] | None:
    """Return all problems of the files, None where one changed meanwhile."""
    assert isinstance(loaded, CachedLoad)
    path = cache_folder(loaded.place) / VERDICT
    rests_on = [today.isoformat(), *(list(pair) for pair in sorted(loaded.digests.items()))]
    with contextlib.suppress(CacheError):
        kept = read_cached(path)
        if kept["rests_on"] == rests_on:
            return [Problem(*values) for values in kept["problems"]]
    try:
        problems = [*_definition_problems(loaded, today)]
        for found in map_parallel(partial(_file_problems, loaded, today), list(loaded.digests)):
            problems += found
    except (CacheError, OSError, NegtrackError):
        return None
    problems.sort(key=lambda problem: (problem.path, problem.line, _ORDER[problem.code]))
    values = [[getattr(problem, name) for name in _FIELDS] for problem in problems]
    with contextlib.suppress(OSError):
        write_cached(path, {"rests_on": rests_on, "problems": values})
    return problems


def _definition_problems(loaded: CachedLoad, today: date) -> Iterator[Problem]:
    """Yield what is wrong with the definitions, and between the entries of several files."""
    return _at_lines(loaded, check_negotiation(loaded.negotiation, today, ()))


def _file_problems(loaded: CachedLoad, today: date, path: str) -> list[Problem]:
    entries = loaded.entries_in(path)
    found = check_negotiation(loaded.negotiation, today, entries, with_definitions=False) if entries else []
    return [*_at_lines(loaded, found), *comment_problems(_document(loaded, path))]


def _at_lines(loaded: CachedLoad, found: Sequence[Problem]) -> Iterator[Problem]:
    """Yield the problems at their lines; some on a party's words stand in the file of who disclosed them."""
    return at_lines(found, [_document(loaded, path) for path in dict.fromkeys(problem.path for problem in found)])


def _document(loaded: CachedLoad, path: str) -> Document:
    return Document(path, {}, lines=Lines(decode(read_file(loaded.place, path, loaded.digests[path]))))
