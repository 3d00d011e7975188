"""What a folder holds, read as fast as can be: small files whole, of large ones what an index says is asked for."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from negtrack.store.load import Loaded, files_of, load_negotiation
from negtrack.store.locate import Place

if TYPE_CHECKING:
    from negtrack.store.index.indexed import Indexed

LEAST = 256 * 1024
"""Bytes of a negotiation's files below which they are read as fast as an index of them."""


def load_any(place: Place) -> Loaded | Indexed:
    """What `place` holds: of small files everything; of large ones an index, unless they are at fault or none can be
    kept. Raises `DataError` as `load_negotiation` does."""
    try:
        large = sum(_size(path) for path, _ in files_of(place)) >= LEAST
    except OSError:
        large = False
    if large:
        from negtrack.store.index.indexed import indexed

        if found := indexed(place):
            return found
    return load_negotiation(place)


def _size(path: Path) -> int:
    try:
        return os.stat(path).st_size
    except FileNotFoundError:
        return 0
