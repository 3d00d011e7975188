"""The files of a cache: each is written whole and read only where every byte is what was written."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from functools import reduce
from pathlib import Path
from typing import BinaryIO, TypeVar, cast
from zlib import crc32

from negtrack.hashes import sha256
from negtrack.store.cache.kept import FORM, CacheError, pack, unpack
from negtrack.store.locate import Place

ValueT = TypeVar("ValueT")
_WHOLE, _KEPT = crc32(bytes(4)), 90 * 24 * 3600.0
"""The checksum of all that has its own checksum behind it, and seconds after which an unchanged cache is deleted."""


def cache_folder(place: Place) -> Path:
    """Return the folder of the cache of `place`. Raises `CacheError` for a user without a home."""
    return _root() / sha256(os.fsencode(os.path.realpath(place.folder))).hexdigest()[:24]


def _root() -> Path:
    """Return the folder of all caches of the user. Raises `CacheError` for a user without a home.

    On Linux it is where the XDG Base Directory Specification says: platformdirs, which knows every system, costs more
    to import than a small negotiation to read.
    """
    named, home = os.environ.get("XDG_CACHE_HOME", ""), os.path.join(os.environ.get("HOME", ""), ".cache")
    for path in (named, home) if sys.platform == "linux" else ():
        if os.path.isabs(path):
            return Path(path, "negtrack")
    from platformdirs import user_cache_path

    try:
        return user_cache_path("negtrack", appauthor=False)
    except RuntimeError as error:
        raise CacheError("there is no folder for caches") from error


def write_cached(path: Path, value: object) -> None:
    """Put `value` in the place of the file `path`, and delete old caches. Raises `OSError`, `NegtrackError`."""
    from negtrack.store.write import remove_folder, write_whole  # a look at a cache needs none of it

    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_whole(path, lambda file: _fill(file, path, value), force=True)
    for folder in path.parent.parent.iterdir():
        if time.time() - folder.lstat().st_mtime > _KEPT:
            remove_folder(folder)


def _fill(file: BinaryIO, path: Path, value: object) -> None:
    """Write `value` to what becomes the file `path`, and its checksum behind it."""
    pack(value, file)
    file.seek(0)
    file.write(_checksum(path, file).to_bytes(4, "little"))


def read_cached(path: Path, missing: ValueT) -> ValueT:
    """Return the value of the file `path`, of the type of `missing`, or that where the file is missing, damaged or not
    ours."""
    with contextlib.suppress(OSError, CacheError), path.open("rb") as file:
        if _checksum(path, file) == _WHOLE:
            file.seek(0)
            return cast(ValueT, unpack(file))
    return missing


def _checksum(path: Path, file: BinaryIO) -> int:
    """Return what only the same bytes have, in the same file of the same cache, written by the same version."""
    name = crc32(f"{FORM} {path.parent.name} {path.name}".encode())
    return reduce(lambda crc, part: crc32(part, crc), iter(lambda: file.read(1 << 20), b""), name)
