"""The bytes of one regular file: no pipe to wait for, no device without end, no link out of the folder.

Imports little, as git calls two commands often.
"""

from __future__ import annotations

import os
import stat
from codecs import BOM_UTF8
from pathlib import Path

from negtrack.errors import NegtrackError

MAX_FILE = 128 * 1024 * 1024
"""Bytes of one file; a party of 100,000 records needs 17 million."""
STDIN = "-"
"""The name of standard input where a file is expected."""
TOO_LARGE = f"larger than {MAX_FILE:,} bytes; split it into several parties or negotiations"


def is_there(path: Path) -> bool:
    """Return whether anything has the name `path`. Raises `OSError` for a disk that fails, where `os.path.lexists`
    returns False."""
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


def read_bytes(path: Path, root: Path, most: int = MAX_FILE, too_large: str = TOO_LARGE) -> bytes:
    """Return the bytes of one regular file inside `root`, of at most `most` bytes: never waits for a pipe, follows
    no link out of `root`. Raises `OSError`, or `NegtrackError` with the reason, `too_large` for its size."""
    refuse_outside(path, root)
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise NegtrackError("not a regular file")
        if status.st_size > most:
            raise NegtrackError(too_large)
        with open(handle, "rb", closefd=False) as file:
            return file.read(most + 1)
    finally:
        os.close(handle)


def refuse_outside(path: Path, root: Path) -> None:
    """Raise `NegtrackError` where `path`, or a folder on the way to it, is a link that leads out of `root`; a folder
    right below `root` may be one."""
    real = Path(os.path.realpath(path))
    if real == path and path.is_relative_to(root):
        return  # nothing on the way is a link, as nearly always
    below = path.relative_to(root).parts if path.is_relative_to(root) else ()
    bounds = {root, root / below[0]} if len(below) > 1 else {root}
    if not any(real.is_relative_to(os.path.realpath(end)) for end in bounds):
        raise NegtrackError(f"a link that leads out of {root}; keep the file itself in the folder")


def decode(raw: bytes) -> str:
    """Return `raw` as text, line endings as they are. Raises `NegtrackError` naming the first byte that is not
    UTF-8."""
    try:
        return raw.removeprefix(BOM_UTF8).decode()
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        byte = error.object[error.start]
        raise NegtrackError(f"not UTF-8: byte 0x{byte:02x} in line {line}; save the file as UTF-8") from error


def reason_of(error: BaseException) -> str:
    """Return the reason of an error, without the path that the message names anyway."""
    text = getattr(error, "strerror", None) or str(error)
    return f"{text[:1].lower()}{text[1:]}"


def read_named(path: Path) -> bytes:
    """Return the bytes of a file outside any negotiation. Raises `NegtrackError`, which names it."""
    try:
        return read_bytes(path, path.parent)
    except (OSError, NegtrackError) as error:
        raise NegtrackError(f"{path}: {reason_of(error)}") from error
