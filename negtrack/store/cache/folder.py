"""The files of a cache: each is written whole and read only where every byte is what was written."""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import pickle
import sys
import time
from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache, reduce
from pathlib import Path
from typing import Any, BinaryIO
from zlib import crc32

from negtrack import __version__
from negtrack.dates import When, parse_when
from negtrack.errors import Problem
from negtrack.frozen import blank_of, from_trusted
from negtrack.model import DEFINITIONS, ENTRIES, Item, Negotiation, Passage, Strength, Term
from negtrack.store.locate import Place
from negtrack.store.parse import Document
from negtrack.store.toml_source import Lines

MODELS: tuple[type, ...] = (*DEFINITIONS, *ENTRIES, Term, Passage, When, Negotiation, Document, Problem)
"""The classes of our own that a cache holds."""
_KEPT_DAYS, _BROKEN_DAYS = 90, 1 / 24
"""Days after which a file of talks that do not change any more, and what is left of a killed write, is deleted."""
_CRC = 4


class CacheError(Exception):
    """There is no cache to be had, or none of these files."""


def form_of(models: Collection[type]) -> int:
    """Return a number that is another one where a field or a default of the `models` is."""
    return crc32(repr([blank_of(model) for model in models]).encode())


FORM = f"14 {__version__} {sys.version_info[0]}.{sys.version_info[1]} {form_of(MODELS)}"
"""Changes with the fields of the items; its first number with whatever else changes what is kept."""


def cache_folder(place: Place) -> Path:
    """Return the folder of the cache of `place`. Raises `CacheError` for a user without a home."""
    from platformdirs import user_cache_path

    try:
        root = user_cache_path("negtrack", appauthor=False)
    except RuntimeError as error:
        raise CacheError("there is no folder for caches") from error
    return root / hashlib.sha256(os.fsencode(os.path.realpath(place.folder))).hexdigest()[:24]


def write_cached(path: Path, value: object) -> None:
    """Put `value` in the place of the file `path`, which no reader sees half written, and delete old caches. Raises
    `OSError`."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    temporary = path.with_name(f"{os.urandom(6).hex()}.tmp")
    try:
        with temporary.open("x+b") as file:
            file.write(bytes(_CRC))
            _dump(value, file)
            file.write(_checksum(path, file))
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
    _sweep(path.parent)


def read_cached(path: Path) -> Any:
    """Return the value of the file `path`. Raises `CacheError` where it is missing, damaged or not ours."""
    try:
        with path.open("rb") as file:
            checksum = _checksum(path, file)
            if file.read(_CRC) != checksum:
                raise CacheError("it is damaged, or not ours")
            return _Reader(file).load()
    except OSError as error:
        raise CacheError("there is none yet") from error


def _checksum(path: Path, file: BinaryIO) -> bytes:
    """Return what only the same bytes have, in the same file of the same cache, written by the same version; `file` is
    then at its beginning."""
    file.seek(_CRC)
    name = crc32(f"{FORM} {path.parent.name} {path.name}".encode())
    checksum = reduce(lambda crc, part: crc32(part, crc), iter(lambda: file.read(1 << 20), b""), name)
    file.seek(0)
    return checksum.to_bytes(_CRC, "big")


def _sweep(folder: Path) -> None:
    """Delete what is old in the folder of a cache, and old caches beside it."""
    import shutil

    with contextlib.suppress(OSError):
        for path in (*folder.iterdir(), *folder.parent.iterdir()):
            most = _BROKEN_DAYS if path.suffix == ".tmp" else _KEPT_DAYS
            if time.time() - path.lstat().st_mtime > most * 24 * 3600:
                shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink()


def pack(value: object) -> bytes:
    """Return `value`, of plain values and items, as bytes."""
    body = io.BytesIO()
    _dump(value, body)
    return body.getvalue()


def _dump(value: object, file: BinaryIO) -> None:
    writer = pickle.Pickler(file, protocol=5)
    writer.dispatch_table = _REDUCERS
    writer.dump(value)


def unpack(body: bytes) -> Any:
    """Return the value that `pack` made `body` of."""
    return _Reader(io.BytesIO(body)).load()


class _Reader(pickle.Unpickler):
    """A reader that calls nothing but what `pack` names."""

    def find_class(self, module: str, name: str) -> Callable[..., object]:
        if (module, name) not in _NAMED:
            raise CacheError("it is not ours")
        return _NAMED[module, name]


def _reduce_item(item: Item) -> tuple[Callable[..., object], tuple[object, ...]]:
    """Return what gives an item again: only what differs from the default of a field is kept."""
    blank = blank_of(type(item))
    return from_trusted, (type(item), {k: v for k, v in vars(item).items() if k in blank and v != blank[k]})


def _reduce_when(when: When) -> tuple[Callable[..., object], tuple[object, ...]]:
    return (When, (when.text, when.first, when.last, None, when.base)) if when.base else (restore_when, (when.text,))


@lru_cache(maxsize=1 << 14)
def restore_when(text: str) -> When:
    """Return the date with this text; the same object for the same text."""
    return parse_when(text)


_REDUCERS: dict[type, Callable[[Any], tuple[Callable[..., object], tuple[object, ...]]]] = {
    **dict.fromkeys(MODELS, _reduce_item),
    When: _reduce_when,
}
_PLAIN: tuple[Any, ...] = (Lines, Strength, date, datetime, timedelta, timezone, frozenset, from_trusted, restore_when)
_NAMED: Mapping[tuple[str, str], Callable[..., object]] = {
    (named.__module__, named.__qualname__): named for named in (*MODELS, *_PLAIN)
}
"""What a cache may hold besides plain values."""


def digest_of(content: bytes) -> bytes:
    """Return what tells one content from another."""
    return hashlib.sha256(content).digest()
