"""A writer as a process of its own: `python driver.py FOLDER PARTY N SEED [WAY]` adds N positions and prints their ids.

An id is printed once its record is stored. WAY names one of three wrong ways of writing, put in the place of the right
one to show that the tests would notice.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from negtrack.dates import parse_when
from negtrack.errors import NegtrackError
from negtrack.model import Position
from negtrack.store import add, change, write
from negtrack.store.locate import Place

LAST_DAY = date(2024, 3, 25)
BREATH = 0.01  # seconds between two adds, in which others may take the lock; starting a command takes far longer


def add_many(folder: Path, party: str, count: int, seed: str, acknowledge: Callable[[str], None]) -> None:
    """Add `count` positions that no other seed adds; acknowledge the id of each after it is stored."""
    place = Place(folder.parent, folder)
    for number in range(count):
        item = Position(
            id="",
            party=party,
            issue="remarks",
            value=f"remark {number} of {seed}",
            stated=parse_when(LAST_DAY - timedelta(days=number)),
            sources=("wsj",),
            recorded=datetime(2026, 11, 23, 9, 12, 44, tzinfo=UTC),
        )
        acknowledge(add.add_items(place, [item], item.recorded)[0].id)
        time.sleep(BREATH)


def write_in_place(path: Path, content: bytes, _before: bytes | None) -> None:
    """Wrong: empties the file before the new bytes are safe."""
    path.parent.mkdir(exist_ok=True)
    with open(path, "wb") as file:
        file.write(content)


def bare_write(path: Path, content: bytes, _before: bytes | None) -> None:
    """Wrong: `os.write` may take fewer bytes than it was given."""
    path.parent.mkdir(exist_ok=True)
    temporary = path.with_name(f".negtrack-{os.getpid()}.tmp")
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT)
    os.write(handle, content)
    os.close(handle)
    os.replace(temporary, path)


def replace_unchecked(path: Path, content: bytes, _before: bytes | None) -> None:
    """Right, but for the look at what the file holds just before it is replaced: the lock alone must be enough."""
    write.replace_file(path, content, write._bytes_of(path))


@contextlib.contextmanager
def lock_data(folder: Path) -> Iterator[None]:
    """Wrong: the lock is on a file that gets replaced, so it stays with the dead inode."""
    handle = os.open(folder / "parties" / "israel.toml", os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def go_wrong(way: str) -> None:
    """Put the wrong `way` in the place of the right one, in this process; it waits long for the lock."""
    vars(write)["LOCK_WAIT"] = 120.0
    if way == "in-place":
        vars(change)["replace_file"] = write_in_place
    elif way == "bare-write":
        vars(change)["replace_file"] = bare_write
    elif way == "lock-on-data":
        vars(add)["lock"] = lock_data
        vars(change)["replace_file"] = replace_unchecked
    elif way == "lock-alone":
        vars(change)["replace_file"] = replace_unchecked
    elif way != "right":
        raise ValueError(way)


def main(folder: str, party: str, count: str, seed: str, way: str = "right") -> int:
    """Run it; 2 for a failure that negtrack names in one line."""
    go_wrong(way)
    try:
        add_many(Path(folder), party, int(count), seed, lambda name: print(name, flush=True))
    except NegtrackError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
