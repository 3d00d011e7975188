"""A check of indexed files, each by itself and only where its verdict is not known, by two processes."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

from negtrack.errors import Problem
from negtrack.store.index.database import index_path
from negtrack.store.index.indexed import Indexed, files_to_index
from negtrack.store.index.marks import digest_of
from negtrack.store.index.parts import outlines, part_of
from negtrack.store.index.read import frame, held_files, snapshot
from negtrack.store.index.refresh import changes
from negtrack.store.index.shared import shared
from negtrack.store.index.verdict import WHOLE, Verdict, keep, kept
from negtrack.store.load import load_negotiation
from negtrack.store.locate import Place
from negtrack.store.problems import problems_of, problems_of_file
from negtrack.store.schema import schema_files, stale_schemas

_AT_MOST = 3
"""How many times all entries the parts may have together before it is less to look at everything at once."""


def check_indexed(indexed: Indexed, today: date) -> list[Problem]:
    """What is wrong in all files, and with the schemas beside them, on the day `today`. Raises `UnusableError` for an
    index that is damaged, `OSError`, `NegtrackError`, `sqlite3.Error` for one that changes."""
    connection, place = indexed.connection, indexed.place
    state = _state(connection, today, place)
    if verdict := kept(connection, WHOLE, state):
        return verdict.problems
    by_file = _check_files(place, connection, today)
    found = [*(problems_of(load_negotiation(place), today) if by_file is None else by_file), *stale_schemas(place)]
    if _state(connection, today, place) == state and not _has_changed(connection, place):
        keep(connection, {(WHOLE, state): Verdict(found, [])})
    return found


def _has_changed(connection: sqlite3.Connection, place: Place) -> bool:
    """Whether a file is not what the index knows."""
    return any(each.how != "touched" for each in changes(connection, place, files_to_index(place)))


def _check_files(place: Place, connection: sqlite3.Connection, today: date) -> list[Problem] | None:
    """The problems file by file; None where it is less to look at everything at once."""
    with snapshot(connection):
        known = outlines(connection, frame(connection, place.id))
    states = {path: digest_of(today.isoformat().encode() + each.state) for path, each in known.files.items()}
    verdicts = {path: verdict for path, state in states.items() if (verdict := kept(connection, path, state))}
    sources = {path for path, each in known.files.items() if each.held.kind == "sources"}  # judged by what others cite
    missing = [path for path in states if path not in verdicts and path not in sources]
    defined = len(known.frame.parties) + len(known.frame.issues)
    parts = sum(known.files[path].size + len(known.files[path].beside) + defined for path in missing)
    if parts > _AT_MOST * (known.size + defined):
        return None

    def look(path: str) -> Verdict:
        part = part_of(place, known, path)
        cited = {name for each in part.negotiation.records for name in each.sources}
        return Verdict([*problems_of_file(*part, today)], sorted(cited))

    new = dict(shared(look, missing, index_path(place).parent))
    keep(connection, {(path, states[path]): verdict for path, verdict in new.items()})
    verdicts |= new
    cited = {name for verdict in verdicts.values() for name in verdict.cited}
    last = [problem for path in sources for problem in problems_of_file(*part_of(place, known, path), today, cited)]
    return [*(problem for path in states if path in verdicts for problem in verdicts[path].problems), *last]


def _state(connection: sqlite3.Connection, today: date, place: Place) -> bytes:
    """What the whole answer depends on."""
    digests = [held.digest for _, held in sorted(held_files(connection).items())]
    return digest_of(b"".join([today.isoformat().encode(), *digests, *map(_content_of, schema_files(place))]))


def _content_of(path: Path) -> bytes:
    """What tells one content of a file, or reason why it cannot be read, from another."""
    try:
        return digest_of(path.read_bytes()) if path.is_file() else b"none"
    except OSError as error:
        return str(error).encode("utf-8", "surrogateescape")
