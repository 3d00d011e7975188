"""Starting a negotiation: its folder and the file that says what the talks are about."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import tomli_w

from negtrack.errors import NotWrittenError
from negtrack.ids import parse_id
from negtrack.store.load import reason_of
from negtrack.store.locate import PARTIES_FOLDER, Place
from negtrack.store.parse import FORMAT
from negtrack.store.schema import header_for, write_schemas
from negtrack.store.write import locked, replace_file

IGNORE = ".gitignore"
_IGNORED = b".negtrack*\n"


def start_negotiation(root: Path, name: str, title: str, summary: str = "", parties: Sequence[str] = ()) -> Place:
    """Makes the folder of a new negotiation in `root`. Where the very same was started before (and perhaps cut off),
    it is taken as it is; another one of that name raises `NotWrittenError`."""
    place = Place(root, root / parse_id(name))
    table = {"format": FORMAT, "title": title, "summary": summary, "parties": list(parties)}
    header = header_for("negotiation").encode()
    content = tomli_w.dumps({key: value for key, value in table.items() if value not in ("", [])}).encode()
    try:
        (place.folder / PARTIES_FOLDER).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NotWrittenError(f"{place.folder}: {reason_of(error)}") from error
    with locked(place.folder):
        if place.negotiation.exists():
            if not place.negotiation.read_bytes().removeprefix(header).startswith(content):
                raise NotWrittenError(f"{place.folder} holds a negotiation already")
            return place
        replace_file(place.folder / IGNORE, _IGNORED, _before(place.folder / IGNORE))
        write_schemas(place)
        replace_file(place.negotiation, header + content, None)
    return place


def _before(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None
