"""The files of a cache: each is written whole and read only where every byte is what was written."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import sys
import time
from pathlib import Path
from typing import Any
from zlib import crc32

import msgpack

from negtrack import __version__
from negtrack.store.locate import Place

FORM = f"7 {__version__} {sys.version_info[0]}.{sys.version_info[1]}"
"""Changes with whatever changes what is kept; a test pins the fields of the records to it."""
_KEPT_DAYS = 90
"""Days after which the cache of talks that nobody looks at any more, or that are gone, is deleted."""
_KEPT_SECONDS = 60.0
"""Seconds for which a file that is no longer named is left to those that may still read it."""
_CRC = 4


class CacheError(Exception):
    """There is no cache to be had, or none of these files."""


def cache_folder(place: Place) -> Path:
    """Return the folder of the cache of `place`. Raises `CacheError` for a user without a home."""
    from platformdirs import user_cache_path

    try:
        root = user_cache_path("negtrack", appauthor=False)
    except RuntimeError as error:
        raise CacheError("there is no folder for caches") from error
    return root / hashlib.sha256(real_folder(place)).hexdigest()[:24]


def real_folder(place: Place) -> bytes:
    """Return the negotiation's folder, links resolved."""
    return os.fsencode(os.path.realpath(place.folder))


def write_cached(path: Path, value: object) -> None:
    """Put `value` in the place of the file `path`, which no reader sees half written. Raises `OSError`."""
    body = pack(value)
    temporary = path.with_name(f"{secrets.token_hex(6)}.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(crc32(body).to_bytes(_CRC, "big"))
            file.write(body)
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def read_cached(path: Path) -> Any:
    """Return the value of the file `path`. Raises `CacheError` where it is missing, damaged or not ours."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise CacheError("there is none yet") from error
    if crc32(memoryview(raw)[_CRC:]) != int.from_bytes(raw[:_CRC], "big"):
        raise CacheError("it is damaged, or not ours")
    return unpack(memoryview(raw)[_CRC:])


def pack(value: object) -> bytes:
    """Return `value` in msgpack's form."""
    packed: bytes = msgpack.packb(value)
    return packed


def unpack(body: bytes | memoryview) -> Any:
    """Return the value that msgpack made `body` of. Raises `CacheError` where it made none."""
    try:
        return msgpack.unpackb(body, strict_map_key=False)
    except (ValueError, msgpack.UnpackException) as error:
        raise CacheError("it is damaged, or not ours") from error


def sweep(folder: Path, named: frozenset[str]) -> None:
    """Delete what is in `folder` and not `named` any more, and the caches beside it that nobody looks at."""
    now = time.time()
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            if path.name not in named and now - path.lstat().st_mtime > _KEPT_SECONDS:
                path.unlink()
        for other in folder.parent.iterdir():
            if other != folder and now - other.lstat().st_mtime > _KEPT_DAYS * 24 * 3600:
                _delete(other)


def _delete(folder: Path) -> None:
    if folder.is_dir() and not folder.is_symlink():
        for path in folder.iterdir():
            path.unlink()
        folder.rmdir()
    else:
        folder.unlink()
