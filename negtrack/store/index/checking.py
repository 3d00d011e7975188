"""A check of indexed files, each by itself and only where its verdict is not known, by two processes."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from pathlib import Path

from negtrack.errors import Problem
from negtrack.store.index.indexed import Indexed
from negtrack.store.index.marks import digest_of
from negtrack.store.index.parts import Outline, Part, outlines, part_of
from negtrack.store.index.read import frame, held_files, snapshot
from negtrack.store.index.shared import shared
from negtrack.store.index.verdict import WHOLE, Verdict, keep, kept
from negtrack.store.locate import Place

Find = Callable[[Part, Collection[str]], Sequence[Problem]]
"""What is wrong in the file of a part; the second are the sources that records elsewhere cite."""


def check_indexed(
    indexed: Indexed, today: date, beside: Collection[Path], find: Find, more: Callable[[], Iterable[Problem]]
) -> list[Problem]:
    """What `find` says of each file, and then `more` of the files `beside` them, on the day `today`. Raises
    `UnusableError` for an index that is damaged, `OSError`, `NegtrackError`, `sqlite3.Error` for one that changes."""
    connection = indexed.connection
    state = _state(connection, today, beside)
    if verdict := kept(connection, WHOLE, state):
        return verdict.problems
    found = [*_check_files(indexed.place, connection, today, find), *more()]
    if _state(connection, today, beside) == state:
        keep(connection, {(WHOLE, state): Verdict(found, [])})
    return found


def _check_files(place: Place, connection: sqlite3.Connection, today: date, find: Find) -> list[Problem]:
    with snapshot(connection):
        known = frame(connection, place.id)
        files = {path: _on(today, outline) for path, outline in outlines(connection, known).items()}
    verdicts = {path: verdict for path, each in files.items() if (verdict := kept(connection, path, each.state))}

    def look(path: str) -> Verdict:
        part = part_of(place, files, known, path)
        return Verdict([*find(part, ())], sorted({name for each in part.negotiation.records for name in each.sources}))

    sources = {path for path, each in files.items() if each.held.kind == "sources"}  # judged by what all others cite
    missing = [path for path in files if path not in verdicts and path not in sources]
    new = dict(zip(missing, shared(look, missing), strict=True))
    keep(connection, {(path, files[path].state): verdict for path, verdict in new.items()})
    verdicts |= new
    cited = {name for verdict in verdicts.values() for name in verdict.cited}
    last = [problem for path in sources for problem in find(part_of(place, files, known, path), cited)]
    return [*(problem for path in files if path in verdicts for problem in verdicts[path].problems), *last]


def _on(today: date, outline: Outline) -> Outline:
    return outline._replace(state=digest_of(today.isoformat().encode() + outline.state))


def _state(connection: sqlite3.Connection, today: date, beside: Iterable[Path]) -> bytes:
    """What the whole answer depends on."""
    digests = [held.digest for _, held in sorted(held_files(connection).items())]
    return digest_of(b"".join([today.isoformat().encode(), *digests, *map(_content_of, beside)]))


def _content_of(path: Path) -> bytes:
    """What tells one content of a file, or reason why it cannot be read, from another."""
    try:
        return digest_of(path.read_bytes()) if path.is_file() else b"none"
    except OSError as error:
        return str(error).encode("utf-8", "surrogateescape")
