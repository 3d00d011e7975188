"""The fastest way to load a folder: small files whole, large ones from a cache."""

from __future__ import annotations

import os
from pathlib import Path

from negtrack.store.document import Loaded
from negtrack.store.locate import Place, files_of

LEAST = 64 * 1024
"""Bytes of a negotiation's files below which a cache of them saves less than a tenth of a look."""


def load_any(place: Place) -> Loaded:
    """Return the negotiation of `place`; with large files from a cache, unless they have errors, none can be kept, or
    the user wants none (`NEGTRACK_NO_CACHE`). Raises `DataError` as `load_negotiation` does."""
    if not os.environ.get("NEGTRACK_NO_CACHE") and _is_large(place):
        from negtrack.store.cache.open import load_cached

        if found := load_cached(place):
            return found
    from negtrack.store.load import load_negotiation

    return load_negotiation(place)


def _is_large(place: Place) -> bool:
    try:
        return sum(_size(path) for path, _ in files_of(place)) >= LEAST
    except OSError:
        return False


def _size(path: Path) -> int:
    try:
        return os.stat(path).st_size
    except FileNotFoundError:
        return 0
