"""Safe changes of files: one writer at a time, and every file is wholly old or wholly new.

The lock is a file of its own that is never replaced, because a lock on the data file would stay with the dead inode.
A file is replaced by a fully written, synced temporary file; the next writer removes those of a killed one.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from negtrack.errors import NegtrackError, NotWrittenError, StoredError
from negtrack.store.load import reason_of

LOCK_FILE = ".negtrack.lock"
LOCK_WAIT = 10.0  # seconds
_POLL = 0.02
_STALE = ".negtrack-*.tmp"
_OLD = 24 * 3600.0  # seconds; no write takes as long

if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _try_lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextlib.contextmanager
def lock(folder: Path) -> Iterator[None]:
    """Hold the folder's lock, and remove what a killed writer left; waits `LOCK_WAIT` seconds for another writer,
    then raises `NotWrittenError`."""
    with hold_lock(
        folder / LOCK_FILE, f"another negtrack is writing in {folder}; try again when it is done", LOCK_WAIT
    ):
        with contextlib.suppress(OSError):
            for path in folder.rglob(_STALE):
                path.unlink()
        yield


@contextlib.contextmanager
def hold_lock(path: Path, message: str, wait: float) -> Iterator[None]:
    """Hold the lock file `path`; raises `NotWrittenError` with `message` where another process holds it for `wait`
    seconds. The lock ends with the process, however that ends."""
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
    try:
        handle = os.open(path, flags, 0o666)
    except OSError as error:
        raise NotWrittenError(f"cannot lock {path.parent}: {reason_of(error)}") from error
    try:
        _wait_for(handle, path, message, wait)
        yield
    finally:
        with contextlib.suppress(OSError):  # it is closed all the same, and what was written is stored
            os.close(handle)


def _wait_for(handle: int, path: Path, message: str, wait: float) -> None:
    deadline = time.monotonic() + wait
    while True:
        try:
            return _try_lock(handle)
        except (BlockingIOError, PermissionError):
            if time.monotonic() >= deadline:
                raise NotWrittenError(message) from None
            time.sleep(_POLL)
        except OSError as error:
            raise NotWrittenError(f"cannot lock {path.parent}: {reason_of(error)}") from error


def remove_folder(folder: Path) -> None:
    """Remove a folder with all that is in it; what cannot be removed is left for a later sweep."""
    with contextlib.suppress(OSError):  # `ignore_errors` lets some through
        import shutil  # needed for what a failure left alone

        shutil.rmtree(folder, ignore_errors=True)


def sweep_old(folder: Path) -> None:
    """Remove the files that long killed writers left right in `folder`, which no lock guards, and the folders of
    unfinished negotiations."""
    with contextlib.suppress(OSError):
        for path in folder.glob(_STALE):
            if time.time() - path.lstat().st_mtime > _OLD:
                import shutil

                shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()


def replace_file(path: Path, content: bytes, before: bytes | None) -> None:
    """Replace the file `path`, whose bytes were `before` (None: there was no file), by `content`.

    A link stays a link, and the mode is kept. Raises `NotWrittenError` while the old file still stands, `StoredError`
    once the new one does.
    """
    target = Path(os.path.realpath(path))
    sweep_old(target.parent)
    temporary = target.with_name(f".negtrack-{os.urandom(6).hex()}.tmp")
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
    keep_name(target, path.name)


def move_file(path: Path, target: Path) -> None:
    """Give the file `path` the name `target`, in the same folder, where nothing has it. Raises `NotWrittenError`,
    `StoredError`."""
    try:
        if os.path.lexists(target):
            raise NotWrittenError(f"{target.name} is there already")
        os.rename(path, target)
    except OSError as error:
        raise NotWrittenError(f"{path.name}: {reason_of(error)}") from error
    keep_name(target, target.name)


def remove_file(path: Path, before: bytes) -> None:
    """Remove the file `path`, whose bytes were `before`. Raises `NotWrittenError`, `StoredError`."""
    try:
        if _bytes_of(path) != before:
            raise NotWrittenError(f"{path.name} was changed by somebody else meanwhile; run the command again")
        path.unlink()
    except OSError as error:
        raise NotWrittenError(f"{path.name}: {reason_of(error)}") from error
    keep_name(path, path.name)


def run_steps(steps: Iterable[tuple[str, Callable[[], object]]]) -> None:
    """Run the steps of one write in order; each stores what its name says.

    Raises what the first step raises, and `StoredError` where a later one fails, which names all that is stored. Where
    only the disk's promise to keep a name is missing, the other steps are run first.
    """
    stored: list[str] = []
    late: StoredError | None = None
    for name, step in steps:
        try:
            step()
        except StoredError as error:
            late = error
        except (NegtrackError, OSError) as error:
            if not stored:
                raise
            reason = reason_of(error).removeprefix("nothing written: ")
            raise StoredError(stored, f"the rest is not ({reason}); run the command again") from error
        stored.append(name)
    if late is not None:
        raise late


def keep_name(target: Path, shown: str) -> None:
    """Sync the new name of a file or folder to disk. Raises `StoredError`."""
    try:
        _sync_folder(target.parent)
    except OSError as error:
        raise StoredError(shown, f"the disk did not confirm it: {reason_of(error)}") from error


Content = bytes | Callable[[BinaryIO], object]
"""The content of a file, or what writes it to the open file, so that it need not be in memory."""


def _write_synced(path: Path, content: Content, mode: int | None) -> None:
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
    with open(os.open(path, flags, 0o666 if mode is None else 0o600), "w+b") as file:
        content(file) if callable(content) else file.write(content)
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


def write_whole(path: Path, content: Content, force: bool = False) -> None:
    """Write a file that is no part of the data: whole or not at all, and never over another one without `force`. A
    link stays a link; a device or a pipe is never replaced by a file. Raises `NotWrittenError`, `StoredError`."""
    target = Path(os.path.realpath(path)) if force else path
    _refuse_special(path)
    sweep_old(target.parent)
    temporary = target.with_name(f".negtrack-{os.urandom(6).hex()}.tmp")
    try:
        _write_synced(temporary, content, _mode_of(target) if force else None)
        if not force:
            _claim(temporary, target)
        os.replace(temporary, target)
    except FileExistsError as error:
        raise NotWrittenError(f"{path} is there already; --force writes over it") from error
    except OSError as error:
        raise NotWrittenError(f"{path}: {reason_of(error)}") from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()
    keep_name(target, str(path))


def _refuse_special(path: Path) -> None:
    if os.path.isdir(path):
        raise NotWrittenError(f"{path} is a folder; name a file")
    if os.path.exists(path) and not os.path.isfile(path):
        raise NotWrittenError(f"{path} is no regular file; to write to stdout, name no file")


def _claim(temporary: Path, target: Path) -> None:
    """Reserve the name `target`. Raises `FileExistsError`, and other kinds of `OSError`."""
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without links, such as a memory stick's
        os.close(os.open(target, os.O_CREAT | os.O_EXCL, 0o666))
