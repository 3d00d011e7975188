"""Creation of a negotiation: its folder and its first file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import tomli_w

from negtrack.errors import NegtrackError, NotWrittenError
from negtrack.ids import parse_id
from negtrack.store.file_kinds import FORMAT
from negtrack.store.locate import PARTIES_FOLDER, Place
from negtrack.store.safe_read import is_there, read_bytes, reason_of
from negtrack.store.schema import header_for, schema_steps
from negtrack.store.write import lock, replace_file, run_steps

IGNORE = ".gitignore"
_IGNORED = b".negtrack*"


def create_negotiation(root: Path, name: str, title: str, summary: str = "", parties: Sequence[str] = ()) -> Place:
    """Create the folder of a new negotiation in `root`. Where the very same was created before (and perhaps
    interrupted), it is kept as it is; another one of that name raises `NotWrittenError`."""
    place = Place(root, root / parse_id(name))
    table = {"format": FORMAT, "title": title, "summary": summary, "parties": list(parties)}
    header = header_for("negotiation").encode()
    try:
        content = tomli_w.dumps({key: value for key, value in table.items() if value not in ("", [])}).encode()
    except UnicodeEncodeError as error:
        raise NotWrittenError("the title has an invalid character; write it again") from error
    try:
        (place.folder / PARTIES_FOLDER).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NotWrittenError(f"{place.folder}: {reason_of(error)}") from error
    with lock(place.folder):
        if is_there(place.negotiation):
            if not _bytes_of(place.negotiation, place).removeprefix(header).startswith(content):
                raise NotWrittenError(f"{place.folder} holds a negotiation already")
            return place
        start = (place.negotiation.name, partial(replace_file, place.negotiation, header + content, None))
        run_steps([*_ignore_steps(place), *schema_steps(place), start])
    return place


def _ignore_steps(place: Place) -> Iterator[tuple[str, Callable[[], None]]]:
    """Yield the step that has git ignore the hidden files of negtrack; existing lines stay as they are."""
    path = place.folder / IGNORE
    before = _bytes_of(path, place) if is_there(path) else None
    lines = (before or b"").splitlines()
    if _IGNORED not in lines:
        gap = b"\n" if before and not before.endswith(b"\n") else b""
        yield IGNORE, partial(replace_file, path, (before or b"") + gap + _IGNORED + b"\n", before)


def _bytes_of(path: Path, place: Place) -> bytes:
    try:
        return read_bytes(path, place.root)
    except (OSError, NegtrackError) as error:
        raise NotWrittenError(f"{path}: {reason_of(error)}") from error
