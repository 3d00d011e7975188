"""The files of a cache: each is written whole and read only where every byte is what was written."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import sys
import time
from collections.abc import Collection
from pathlib import Path
from typing import Any
from zlib import crc32

import msgpack

from negtrack import __version__
from negtrack.model import Passage, Term
from negtrack.store.cache.rows import CLASSES, form_of
from negtrack.store.locate import Place

FORM = f"9 {__version__} {sys.version_info[0]}.{sys.version_info[1]} {form_of((*CLASSES.values(), Term, Passage))}"
"""Changes with the fields of the items; its first number with whatever else changes what is kept."""
_KEPT_DAYS = 90
"""Days after which the cache of talks that do not change any more, or that are gone, is deleted."""
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
    return root / hashlib.sha256(os.fsencode(os.path.realpath(place.folder))).hexdigest()[:24]


def write_cached(path: Path, value: object) -> None:
    """Put `value` in the place of the file `path`, which no reader sees half written. Raises `CacheError` or
    `OSError`."""
    body = pack(value)
    temporary = path.with_name(f"{secrets.token_hex(6)}.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(_checksum(path, body))
            file.write(body)
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def read_cached(path: Path) -> Any:
    """Return the value of the file `path`. Raises `CacheError` where it is missing, damaged or not ours."""
    try:
        raw = memoryview(path.read_bytes())
    except OSError as error:
        raise CacheError("there is none yet") from error
    if raw[:_CRC] != _checksum(path, raw[_CRC:]):
        raise CacheError("it is damaged, or not ours")
    return unpack(raw[_CRC:])


def _checksum(path: Path, body: bytes | memoryview) -> bytes:
    """Return what only the same bytes have, in the same file of the same cache, written by the same version."""
    return crc32(body, crc32(f"{FORM} {path.parent.name} {path.name}".encode())).to_bytes(_CRC, "big")


def pack(value: object) -> bytes:
    """Return `value` in msgpack's form. Raises `CacheError` where it has none."""
    try:
        packed: bytes = msgpack.packb(value)
    except OverflowError as error:  # a file of the year 2600
        raise CacheError("a number is too large") from error
    return packed


def unpack(body: bytes | memoryview) -> Any:
    """Return the value that `pack` made `body` of."""
    return msgpack.unpackb(body, strict_map_key=False)


def sweep(folder: Path, named: Collection[str], dropped: Collection[str]) -> None:
    """Delete what is in `folder`, not `named` and not `dropped` just now, and the caches beside it that are old."""
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            if path.name in dropped:
                os.utime(path)
            elif path.name not in named and _age(path) > _KEPT_SECONDS:
                _delete(path)
        for path in folder.parent.iterdir():
            if path != folder and _age(path) > _KEPT_DAYS * 24 * 3600:
                _delete(path)


def _age(path: Path) -> float:
    """Return the seconds since `path` was written to."""
    return time.time() - path.lstat().st_mtime


def _delete(path: Path) -> None:
    import shutil

    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
