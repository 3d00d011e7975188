"""What a folder holds, read as fast as can be: small files whole, large ones from a cache."""

from __future__ import annotations

import os
from pathlib import Path

from negtrack.store.load import Loaded, files_of, load_negotiation
from negtrack.store.locate import Place

LEAST = 256 * 1024
"""Bytes of a negotiation's files below which they are read as fast as a cache of them."""


def load_any(place: Place) -> Loaded:
    """Return what `place` holds; of large files what a cache keeps, unless they have errors or none can be kept. Raises
    `DataError` as `load_negotiation` does."""
    try:
        large = sum(_size(path) for path, _ in files_of(place)) >= LEAST
    except OSError:
        large = False
    if large:
        from negtrack.store.cache.load import load_cached

        if found := load_cached(place):
            return found
    return load_negotiation(place)


def _size(path: Path) -> int:
    try:
        return os.stat(path).st_size
    except FileNotFoundError:
        return 0
