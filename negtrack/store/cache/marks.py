"""Whether a file is still what it was when it was read: by what the file system says of it, where that can be trusted,
else by its content."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import NamedTuple

_GRAIN = 2.0
"""Seconds that the coarsest clock of a file system (FAT's) counts by; a file may change twice within them unseen."""


class Mark(NamedTuple):
    """What the file system says of a file. A copy that was put back differs in `changed` or `inode`, where the system
    tells of a change that the file's owner cannot set back, as all but Windows do."""

    size: int
    modified: int
    changed: int
    inode: int
    device: int


def mark_of(path: Path) -> Mark:
    """The mark of `path` as it is now. Raises `OSError`."""
    status = os.stat(path)
    return Mark(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino, status.st_dev)


def is_settled(mark: Mark, checked: float, now: float) -> bool:
    """Whether a file with this mark, whose content was last seen at `checked`, cannot have changed under it since: it
    had been left alone for longer than any clock's grain, and the clock has not gone back."""
    return max(mark.modified, mark.changed) / 1e9 < checked - _GRAIN and checked <= now


def digest_of(content: bytes | memoryview) -> bytes:
    """What tells one content from another."""
    return hashlib.blake2b(content, digest_size=16).digest()
