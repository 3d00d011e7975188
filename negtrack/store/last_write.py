"""The last write of a negotiation's folder, remembered so that it can be undone.

`.negtrack/last-write.json` says what each file was before the write and after it. It is written before the files are,
so that a write which is cut off can be undone too: a file that is as it was before needs nothing, one that is as it
should be after gets its old text back, and any other was changed since, and is left alone. Of a file that only grew the
old size is enough. To remember is no condition of writing: where it fails, `undo` refuses, as the files do not match.
"""

from __future__ import annotations

import contextlib
import os
from binascii import a2b_base64, b2a_base64
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from negtrack.errors import NegtrackError, NotationError, NotWrittenError
from negtrack.frozen import dataclass
from negtrack.hashes import sha256
from negtrack.ids import parse_id
from negtrack.store.change import Change
from negtrack.store.load import read_bytes
from negtrack.store.locate import (
    AGREEMENTS_FILE,
    NEGOTIATION_FILE,
    OWN_FOLDER,
    PARTIES_FOLDER,
    PROPOSED_FILE,
    SOURCES_FILE,
    TEXTS,
    Place,
)
from negtrack.store.safe_read import is_there, refuse_outside

_FILE = "last-write.json"
_FORM = 1


@dataclass(frozen=True)
class Kept:
    """A file of the last write: its text before, or how much of its present text that is, and its digest after."""

    path: Path
    content: bytes | None
    size: int
    before: str
    after: str

    def text_before(self, now: bytes | None) -> bytes | None:
        """Return the text before the write. Raises `NotWrittenError` where the present text, `now`, is another than the
        write left."""
        if _digest(now) == self.before:
            return now
        if _digest(now) != self.after:
            raise NotWrittenError(f"{self.path.name} was changed since; undo it by hand")
        content = (now or b"")[: self.size] if self.size else self.content
        if _digest(content) != self.before:
            raise NotWrittenError(f"{self.path.name}: what is remembered of it is damaged")
        return content


def remember(place: Place, changes: Sequence[Change]) -> None:
    """Remember a write before it is done, in the place of the one before. Call it under the lock."""
    if all(change.before == change.after for change in changes):
        return
    import json  # here and below only where anything is written

    kept = {"form": _FORM, "files": [_pack(place, change) for change in changes]}
    with contextlib.suppress(OSError, NegtrackError):
        forget(place)  # so that undo never takes back the write before this one
        replace_own(place, _FILE, json.dumps(kept))


def own_file(place: Place, name: str) -> Path:
    """Return the path of a file of negtrack's own."""
    return place.folder / OWN_FOLDER / name


def replace_own(place: Place, name: str, text: str) -> None:
    """Replace a file of negtrack's own, which may be lost in a power failure. Raises `OSError`, `NegtrackError`."""
    path = own_file(place, name)
    refuse_outside(path.parent, place.root)
    path.parent.mkdir(exist_ok=True)
    if not is_there(path.with_name(".gitignore")):
        path.with_name(".gitignore").write_bytes(b"*\n")
    temporary = path.with_name(f".negtrack-{os.urandom(6).hex()}.tmp")
    try:
        temporary.write_bytes(text.encode())
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def forget(place: Place) -> None:
    """Remember no write any more."""
    with contextlib.suppress(OSError):
        own_file(place, _FILE).unlink()


def recall(place: Place) -> list[Kept]:
    """Return the files of the last write, in the order in which they were written. Raises `NotWrittenError` where none
    is remembered."""
    import json

    try:
        raw = json.loads(read_bytes(own_file(place, _FILE), place.root))
        return list(_unpack(place, raw))
    except FileNotFoundError:
        raise NotWrittenError("no write to undo is remembered here; only the last one ever is") from None
    except (OSError, NegtrackError, ValueError, KeyError, TypeError) as error:
        raise NotWrittenError(f"{OWN_FOLDER}/{_FILE} cannot be read, so that there is nothing to undo") from error


def _pack(place: Place, change: Change) -> dict[str, object]:
    before, after = change.before, change.after
    grows = bool(before) and after is not None and after.startswith(before or b"")
    text = None if before is None or grows else b2a_base64(before, newline=False).decode()
    size = len(before or b"") if grows else 0
    shown = change.path.relative_to(place.folder).as_posix()
    return {"path": shown, "before": _digest(before), "after": _digest(after), "size": size, "text": text}


def _unpack(place: Place, raw: Mapping[str, Any]) -> Iterator[Kept]:
    if raw["form"] != _FORM:
        raise ValueError
    for file in raw["files"]:
        text = file["text"]
        content = None if text is None else a2b_base64(text, strict_mode=True)
        yield Kept(_data_file(place, file["path"]), content, int(file["size"]), str(file["before"]), str(file["after"]))


def _data_file(place: Place, name: str) -> Path:
    """Return the path of a file of the negotiation, or of the text of a source. Raises `NotationError` for any
    other."""
    folder, _, file = name.rpartition("/")
    if folder == f"{OWN_FOLDER}/{TEXTS}" and file.endswith(".txt"):
        return place.folder / OWN_FOLDER / TEXTS / f"{parse_id(file.removesuffix('.txt'))}.txt"
    if folder == PARTIES_FOLDER and file.endswith(".toml"):
        return place.party(parse_id(file.removesuffix(".toml")))
    if name not in (NEGOTIATION_FILE, SOURCES_FILE, AGREEMENTS_FILE, PROPOSED_FILE):
        raise NotationError(name)
    return place.folder / name


def _digest(content: bytes | None) -> str:
    return "" if content is None else sha256(content).hexdigest()
