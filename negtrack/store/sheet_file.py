"""The text of a coding sheet while it is filled in: a hidden file in the negotiation's folder, which stays until it is
recorded."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from negtrack.errors import NegtrackError, NotWrittenError
from negtrack.frozen import dataclass
from negtrack.store.load import read_bytes, reason_of
from negtrack.store.locate import Place
from negtrack.store.safe_read import is_there
from negtrack.store.write import hold_lock, write_whole


@dataclass(frozen=True)
class SheetFile:
    """The file at `path`, and the blank text that it began with; `resumed` says that an earlier sheet kept it."""

    place: Place
    path: Path
    blank: str
    resumed: bool

    def is_changed(self) -> bool:
        """Return whether anything was written into it."""
        return _bytes_of(self.place, self.path) not in (None, b"", self.blank.encode())

    def drop(self) -> None:
        """Remove the file."""
        with contextlib.suppress(OSError):
            self.path.unlink(missing_ok=True)


@contextlib.contextmanager
def open_sheet_file(place: Place, source: str, blank: str, discard: bool) -> Iterator[SheetFile]:
    """Yield the sheet of a source: the text that was kept, unless it is to be discarded, else `blank`. Nobody else can
    open it meanwhile. Raises `NotWrittenError`."""
    path = place.folder / f".negtrack-sheet-{source}.toml"
    message = f"the sheet of {source} is open already; try again when it is closed"
    with hold_lock(path.with_suffix(".lock"), message, 0):
        kept = _bytes_of(place, path)
        resumed = not discard and bool(kept and kept.strip())
        if not resumed:
            write_whole(path, blank.encode(), force=True)
        yield SheetFile(place, path, blank, resumed)


def _bytes_of(place: Place, path: Path) -> bytes | None:
    try:
        return read_bytes(path, place.root) if is_there(path) else None
    except (OSError, NegtrackError) as error:
        raise NotWrittenError(f"{path.name}: {reason_of(error)}") from error
