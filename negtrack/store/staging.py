"""A new negotiation that is stored whole or not at all: it is built in a hidden folder, and renamed at the end."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from negtrack.errors import NotWrittenError, StoredError
from negtrack.store.load import reason_of
from negtrack.store.locate import Place
from negtrack.store.safe_read import is_there
from negtrack.store.write import keep_name, remove_folder, sweep_old


@contextlib.contextmanager
def stage_negotiation(place: Place, keep: bool = True) -> Iterator[Path]:
    """Yield the folder to build `place.folder` in, and move the negotiation to its place at the end, if it is to be
    kept. Otherwise nothing is left; a killed process leaves a hidden folder, which one a day later removes.
    Raises `NotWrittenError` where there is a folder of that name already, `StoredError`."""
    if is_there(place.folder):
        raise NotWrittenError(f"{place.folder} is there already")
    new_root = not place.root.exists()
    stage = place.root / f".negtrack-{os.urandom(6).hex()}.tmp"
    try:
        sweep_old(place.root)
        stage.mkdir(parents=True)
        try:
            yield stage
        except StoredError as error:  # in the stage, which goes
            raise NotWrittenError(f"{place.folder}: {_reason(error.__cause__ or error)}") from error
        if keep:
            (stage / place.id).rename(place.folder)
            keep_name(place.folder, str(place.folder))
    except OSError as error:
        raise NotWrittenError(f"{place.folder}: {reason_of(error)}") from error
    finally:
        remove_folder(stage)
        if new_root:
            with contextlib.suppress(OSError):  # not empty: the negotiation is in it
                place.root.rmdir()


def _reason(error: BaseException) -> str:
    return reason_of(error).removeprefix("nothing written: ")
