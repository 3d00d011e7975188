"""The fastest way to load a folder: small files whole, large ones from a cache."""

from __future__ import annotations

import os
from pathlib import Path

from negtrack.store.document import Loaded
from negtrack.store.locate import Place, files_of

LEAST = 256 * 1024
"""Bytes of a negotiation's files below which they are read as fast as a cache of them."""


def load_any(place: Place) -> Loaded:
    """Return the negotiation of `place`; with large files from a cache, unless they have errors or none can be kept.
    Raises `DataError` as `load_negotiation` does."""
    try:
        large = sum(_size(path) for path, _ in files_of(place)) >= LEAST
    except OSError:
        large = False
    if large:
        from negtrack.store.cache.open import load_cached

        if found := load_cached(place):
            return found
    from negtrack.store.load import load_negotiation

    return load_negotiation(place)


def _size(path: Path) -> int:
    try:
        return os.stat(path).st_size
    except FileNotFoundError:
        return 0
