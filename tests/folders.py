"""Folders that tests share and none writes to, which are there as long as the run is."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from pathlib import Path

_MADE: list[Path] = []


def make_folder() -> Path:
    """Return a new folder, which `remove_folders` removes."""
    _MADE.append(Path(tempfile.mkdtemp(prefix="negtrack-")))
    return _MADE[-1]


@atexit.register
def remove_folders() -> None:
    """Remove what this process made; pytest asks for it, as its workers end without what is registered for the end."""
    while _MADE:
        shutil.rmtree(_MADE.pop(), ignore_errors=True)
