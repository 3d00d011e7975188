"""Changing files so that nothing is lost: one writer at a time, and every file is wholly old or wholly new.

The lock is a file of its own that is never replaced, because a lock on the data file would stay with the dead inode.
A file is replaced by a fully written, synced neighbour; what a killed writer left behind is swept by the next one.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from negtrack.errors import NotWrittenError, StoredError
from negtrack.store.load import reason_of

LOCK_FILE = ".negtrack.lock"
LOCK_WAIT = 10.0  # seconds
_POLL = 0.02
_STALE = ".negtrack-*.tmp"

if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _try_lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Holds the folder's lock; waits `LOCK_WAIT` seconds for another writer, then raises `NotWrittenError`."""
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
    try:
        handle = os.open(folder / LOCK_FILE, flags, 0o666)
    except OSError as error:
        raise NotWrittenError(f"cannot lock {folder}: {reason_of(error)}") from error
    try:
        _wait_for(handle, folder)
        yield
    finally:
        os.close(handle)


def _wait_for(handle: int, folder: Path) -> None:
    deadline = time.monotonic() + LOCK_WAIT
    while True:
        try:
            return _try_lock(handle)
        except (BlockingIOError, PermissionError):
            if time.monotonic() >= deadline:
                raise NotWrittenError(f"another negtrack is writing in {folder}; try again when it is done") from None
            time.sleep(_POLL)
        except OSError as error:
            raise NotWrittenError(f"cannot lock {folder}: {reason_of(error)}") from error


def sweep(folder: Path) -> None:
    """Removes what a killed writer left in `folder`; call it under the lock."""
    with contextlib.suppress(OSError):
        for path in folder.rglob(_STALE):
            path.unlink()


def replace_file(path: Path, content: bytes, before: bytes | None) -> None:
    """Puts `content` in the place of `path`, whose bytes were `before` (None: there was no file).

    A link stays a link, and the mode is kept. Raises `NotWrittenError` while the old file still stands, `StoredError`
    once the new one does.
    """
    target = path.resolve()
    temporary = target.with_name(f".negtrack-{secrets.token_hex(6)}.tmp")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _write_synced(temporary, content, _mode_of(target))
        if _bytes_of(temporary) != content:
            raise NotWrittenError(f"{path.name}: the disk does not give back what was written")
        if _bytes_of(target) != before:
            raise NotWrittenError(f"{path.name} was changed by somebody else meanwhile; run the command again")
        os.replace(temporary, target)
    except OSError as error:
        raise NotWrittenError(f"{path.name}: {reason_of(error)}") from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()
    try:
        _sync_folder(target.parent)
    except OSError as error:
        raise StoredError(path.name, f"the disk could not be told to keep it now: {reason_of(error)}") from error


def _write_synced(path: Path, content: bytes, mode: int | None) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
    with open(os.open(path, flags, 0o666 if mode is None else 0o600), "wb") as file:
        file.write(content)
        file.flush()
        if mode is not None:
            path.chmod(mode)
        os.fsync(file.fileno())


def _mode_of(path: Path) -> int | None:
    return path.stat().st_mode & 0o7777 if path.exists() else None


def _bytes_of(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def _sync_folder(folder: Path) -> None:
    if sys.platform == "win32":  # a folder cannot be opened there; the replacement is journalled by the file system
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def appended(before: bytes, block: str) -> bytes:
    """`before` with `block` after one blank line, in the file's line endings; no byte of `before` changes."""
    ending = b"\r\n" if b"\r\n" in before else b"\n"
    gap = b"" if not before else ending if before.endswith(b"\n") else ending * 2
    return before + gap + block.encode("utf-8").replace(b"\n", ending)
