"""The texts of sources, kept beside a negotiation on this machine alone: git ignores them, and no answer needs them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from negtrack.errors import NegtrackError, NotWrittenError
from negtrack.model import Source
from negtrack.store.change import Change, Step
from negtrack.store.last_write import FOLDER, TEXTS
from negtrack.store.locate import Place
from negtrack.store.safe_read import decode, is_there, read_bytes, reason_of, refuse_outside
from negtrack.store.write import replace_file

_IGNORE = b"*\n"


def text_path(place: Place, source: str) -> Path:
    """Return the file of a source's text, whether it exists or not."""
    return place.folder / FOLDER / TEXTS / f"{source}.txt"


def is_text(place: Place, path: Path) -> bool:
    """Return whether the file at `path` holds the text of a source."""
    return path.parent == place.folder / FOLDER / TEXTS


def read_held(place: Place, source: Source) -> str | None:
    """Return the text that is kept of a source, under its id or a former one; None if none is. Raises `NegtrackError`,
    which names the file."""
    for path in (text_path(place, name) for name in (source.id, *source.formerly)):
        try:
            if is_there(path):
                return decode(read_bytes(path, place.root))
        except (OSError, NegtrackError) as error:
            raise NegtrackError(f"{place.shown(path)}: {reason_of(error)}") from error
    return None


def text_change(place: Place, source: str, text: str) -> Change:
    """Return what keeping the text of a source, in place of an earlier one, makes of its file. Raises
    `NotWrittenError`."""
    path = text_path(place, source)
    return Change(path, _read(place, path), text.encode())


def text_steps(place: Place, changes: Iterable[Change]) -> Iterator[Step]:
    """Yield the steps that keep texts and have git ignore them, for `run_steps`; call it under the lock. Raises
    `NotWrittenError`."""
    ignore = place.folder / FOLDER / ".gitignore"
    for change in changes:
        if _read(place, ignore) is None:
            yield place.shown(ignore), partial(replace_file, ignore, _IGNORE, None)
        if change.after is not None and change.before != change.after:
            yield place.shown(change.path), partial(replace_file, change.path, change.after, change.before)


def _read(place: Place, path: Path) -> bytes | None:
    try:
        refuse_outside(path, place.root)
        return read_bytes(path, place.root) if is_there(path) else None
    except (OSError, NegtrackError) as error:
        raise NotWrittenError(f"{place.shown(path)}: {reason_of(error)}") from error
