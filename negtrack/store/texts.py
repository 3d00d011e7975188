"""The texts of sources, kept beside a negotiation on this machine alone: git ignores them, and no answer needs them.

Imports little, as the first page of a desk waits for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from negtrack.errors import NegtrackError, NotWrittenError
from negtrack.store.locate import OWN_FOLDER, TEXTS, Place
from negtrack.store.safe_read import decode, is_there, read_bytes, reason_of, refuse_outside

if TYPE_CHECKING:
    from negtrack.model import Source
    from negtrack.store.change import Change, Step

_IGNORE = b"*\n"


def text_path(place: Place, source: str) -> Path:
    """Return the file of a source's text, whether it exists or not."""
    return place.folder / OWN_FOLDER / TEXTS / f"{source}.txt"


def is_text(place: Place, path: Path) -> bool:
    """Return whether the file at `path` holds the text of a source."""
    return path.parent == place.folder / OWN_FOLDER / TEXTS


def holds_texts(place: Place) -> bool:
    """Return whether the text of any source is kept. Raises `NegtrackError`, which names the folder."""
    folder = place.folder / OWN_FOLDER / TEXTS
    try:
        return is_there(folder)
    except OSError as error:
        raise NegtrackError(f"{place.shown(folder)}: {reason_of(error)}") from error


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


def peek_text(place: Place, name: str) -> str | None:
    """Return the text of the source that a name, or the beginning of only one, means as it seems; None where none is
    kept. For what is shown before the sources are read, which decide."""
    folder = text_path(place, name).parent
    try:
        names = [path.stem for path in folder.iterdir() if path.suffix == ".txt"]
        begun = [known for known in names if known == name] or [known for known in names if known.startswith(name)]
        return decode(read_bytes(text_path(place, begun[0]), place.root)) if len(begun) == 1 else None
    except (OSError, NegtrackError):
        return None


def text_change(place: Place, source: str, text: str) -> Change:
    """Return what keeping the text of a source, in place of an earlier one, makes of its file. Raises
    `NotWrittenError`."""
    from negtrack.store.change import Change

    path = text_path(place, source)
    return Change(path, _read(place, path), text.encode())


def text_steps(place: Place, changes: Iterable[Change]) -> Iterator[Step]:
    """Yield the steps that keep texts and have git ignore them, for `run_steps`; call it under the lock. Raises
    `NotWrittenError`."""
    from negtrack.store.write import replace_file

    ignore = place.folder / OWN_FOLDER / ".gitignore"
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
