"""An index built anew, file by file, so that no more than one file's records are in memory at once."""

from __future__ import annotations

import contextlib
import json
import secrets
import sqlite3
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from negtrack.ids import parse_id
from negtrack.model import Negotiation, Party, Proposal
from negtrack.query import Snapshot, standing_entries
from negtrack.store.index.database import UnusableError, created, finish, index_path, opened, placed
from negtrack.store.index.fill import Held, Rows, linked_entries, put_rows, rows_of
from negtrack.store.index.marks import digest_of, mark_of
from negtrack.store.index.read import PROPOSALS, entries, frame
from negtrack.store.index.shared import shared
from negtrack.store.index.stand import restand
from negtrack.store.link import link_negotiation
from negtrack.store.load import decode, read_bytes
from negtrack.store.locate import Place
from negtrack.store.parse import Document, parse_document

_KEPT_DAYS = {"*.tmp": 1, "*.sqlite": 90, "*.sqlite-journal": 90}
"""Days without a change after which a file is swept: one that a killed negtrack was building, and an index of talks
that nobody writes to any more, or that are gone."""


def built(place: Place, files: Mapping[Path, str]) -> sqlite3.Connection:
    """A new index of `files` in the place of an older one. Raises `UnusableError` where the files are at fault,
    `OSError`, `NegtrackError`, `sqlite3.Error`."""
    path = index_path(place)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    _sweep(path.parent)
    unfinished = path.with_name(f"{path.stem}-{secrets.token_hex(6)}.tmp")
    try:
        with contextlib.closing(created(place, unfinished)) as connection:
            _fill(connection, place, files)
        placed(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)
    return opened(place)


def _sweep(folder: Path) -> None:
    for pattern, days in _KEPT_DAYS.items():
        for path in folder.glob(pattern):
            with contextlib.suppress(OSError):
                if time.time() - path.lstat().st_mtime > days * 24 * 3600:
                    path.unlink()


def _fill(connection: sqlite3.Connection, place: Place, files: Mapping[Path, str]) -> None:
    stubs = [_stub(path) for path, kind in files.items() if kind == "party"]
    documents: list[Document] = []
    for path, kind in files.items():
        if kind != "party":
            held, document = understood(*seen(place, path, kind))
            put_rows(connection, rows_of(held, document.items, ()))
            documents.append(document)
    known, problems = link_negotiation(place.id, [*documents, *stubs])
    if problems:
        raise UnusableError("the definitions are at fault")
    parties = [path for path, kind in files.items() if kind == "party"]
    for _, rows in shared(lambda path: _party_rows(place, path, known), parties, index_path(place).parent):
        put_rows(connection, rows)
    finish(connection)
    refuse_dangling(connection)
    _disclose(connection, frame(connection, place.id))


def _stub(path: Path) -> Document:
    """A party's file before it is read: only that there is a party of this name."""
    return Document(f"parties/{path.name}", {}, (Party(id=path.stem, name=path.stem, role="principal"),))


def _party_rows(place: Place, path: Path, known: Negotiation) -> Rows:
    held, document = understood(*seen(place, path, "party"))
    linked = linked_entries(known, document.items)
    parties = {each.id: each for each in document.items if isinstance(each, Party)}  # a mediator's proposal is no offer
    reading = Snapshot(replace(known, parties=parties).with_entries(linked))
    return rows_of(held, document.items, linked, standing_entries(reading))


def seen(place: Place, path: Path, kind: str) -> tuple[Held, bytes]:
    """One file as it is now, and what it holds, of which nothing is understood yet. Raises `OSError`,
    `NegtrackError`."""
    now, mark = time.time(), mark_of(path)
    content = read_bytes(path, place.root)
    return Held(place.shown(path), kind, mark, now, digest_of(content), content.count(b"\n"), False, ""), content


def understood(held: Held, content: bytes) -> tuple[Held, Document]:
    """A file that was seen, with all that it holds. Raises `UnusableError` where anything is wrong with it,
    `NegtrackError`."""
    party = parse_id(held.party) if held.party else ""
    document, problems = parse_document(decode(content), held.path, held.kind, party)
    if problems:
        raise UnusableError(f"{document.path} is at fault")
    plain = json.dumps({key: document.plain[key] for key in ("title", "summary", "parties") if key in document.plain})
    return held._replace(extends=document.lines.extends(), plain=plain), document


def refuse_dangling(connection: sqlite3.Connection, after: int = 0) -> None:
    """Raises `UnusableError` where an entry names what there is not; only mentions `after` one are looked at."""
    question = "select target from mention where rowid > ? and target not in (select id from entry) limit 1"
    if connection.execute(question, (after,)).fetchone():
        raise UnusableError("an entry names what there is not")


def _disclose(connection: sqlite3.Connection, known: Negotiation) -> None:
    """Decides anew for parties whose proposals others disclose, which their own files do not show."""
    proposals = [each for each in entries(connection, PROPOSALS) if isinstance(each, Proposal)]
    holders = {each.id: each.party for each in proposals}
    told = {(holders[each.discloses], each.party) for each in proposals if each.discloses in holders}
    parties = {holder for holder, teller in told if holder != teller}
    restand(connection, known, {(party, None) for party in parties})
