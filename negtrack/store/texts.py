"""The texts of sources, kept beside a negotiation on this machine alone: git ignores them, and no answer needs them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from negtrack.errors import NegtrackError, NotWrittenError
from negtrack.model import Source
from negtrack.store.change import Step
from negtrack.store.last_write import FOLDER
from negtrack.store.locate import Place
from negtrack.store.safe_read import decode, is_there, read_bytes, reason_of, refuse_outside
from negtrack.store.write import lock, replace_file, run_steps

TEXTS = "text"
_IGNORE = b"*\n"


def text_path(place: Place, source: str) -> Path:
    """Return the file of a source's text, whether it exists or not."""
    return place.folder / FOLDER / TEXTS / f"{source}.txt"


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


def hold_text(place: Place, source: str, text: str) -> None:
    """Keep the text of a source, in place of an earlier one. Raises `NotWrittenError`, `StoredError`."""
    with lock(place.folder):
        run_steps(text_steps(place, source, text))


def text_steps(place: Place, source: str, text: str) -> Iterator[Step]:
    """Yield the steps that keep a text and have git ignore it, for `run_steps`; call it under the lock. Raises
    `NotWrittenError`."""
    ignore = place.folder / FOLDER / ".gitignore"
    for path, content in ((ignore, _IGNORE), (text_path(place, source), text.encode())):
        try:
            refuse_outside(path, place.root)
            before = read_bytes(path, place.root) if is_there(path) else None
        except (OSError, NegtrackError) as error:
            raise NotWrittenError(f"{place.shown(path)}: {reason_of(error)}") from error
        if before is None or (before != content and path != ignore):
            yield place.shown(path), partial(replace_file, path, content, before)
