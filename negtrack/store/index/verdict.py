"""What a check found, kept as long as the files are what they were on that day."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from pathlib import Path
from zlib import crc32

from negtrack.errors import NegtrackError, Problem
from negtrack.store.index.database import UnusableError
from negtrack.store.index.indexed import Indexed, files_to_index
from negtrack.store.index.marks import digest_of
from negtrack.store.index.read import held_files
from negtrack.store.index.refresh import changes
from negtrack.store.large import load_any
from negtrack.store.locate import Place

_NAMES = tuple(each.name for each in fields(Problem) if each.init)


class Verdict:
    """What the check of one day found in the files of `place`, as far as an index keeps it; `beside` are other files
    that it looks at."""

    def __init__(self, place: Place, today: date, beside: Iterable[Path]) -> None:
        self.loaded = load_any(place)
        self._place = place
        self._connection = self.loaded.connection if isinstance(self.loaded, Indexed) else None
        self._beside = list(beside)
        self._state = self._now(today)

    def known(self) -> list[Problem] | None:
        """What it found; None where it has to be looked for."""
        if self._connection is None:
            return None
        with contextlib.suppress(sqlite3.Error):
            question = "select problems, checksum from verdict where state = ?"
            row = self._connection.execute(question, (self._state,)).fetchone()
            if row and crc32(row[0].encode()) == row[1]:
                return [Problem(**each) for each in json.loads(row[0])]
        return None

    def keep(self, today: date, found: Iterable[Problem]) -> None:
        """Keeps what was found, unless a file has changed meanwhile."""
        text = json.dumps([{name: getattr(each, name) for name in _NAMES} for each in found])
        with contextlib.suppress(sqlite3.Error, OSError, NegtrackError, UnusableError):
            if self._connection is None or changes(self._connection, self._place, files_to_index(self._place)):
                return
            if self._now(today) == self._state:
                self._connection.execute("begin immediate")
                self._connection.execute("delete from verdict")
                self._connection.execute(
                    "insert into verdict values (?, ?, ?)", (self._state, text, crc32(text.encode()))
                )
                self._connection.execute("commit")

    def _now(self, today: date) -> bytes:
        """What the answer depends on."""
        if self._connection is None:
            return b""
        digests = [held.digest for _, held in sorted(held_files(self._connection).items())]
        return digest_of(b"".join([today.isoformat().encode(), *digests, *map(_content_of, self._beside)]))


def _content_of(path: Path) -> bytes:
    """What tells one content of a file, or reason why it cannot be read, from another."""
    try:
        return digest_of(path.read_bytes()) if path.is_file() else b"none"
    except OSError as error:
        return str(error).encode("utf-8", "surrogateescape")
