"""Work on several things by two processes, where the system can fork one: whoever is free does the next.

The numbers of the things lie in one pipe, of which both take. The other process puts what it made into a file without a
name, so that it need not wait for somebody to take it, and tells in a second pipe how far that goes.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import tempfile
from collections.abc import Callable, Iterator, Sequence
from io import FileIO
from pathlib import Path
from struct import Struct
from typing import IO, TypeVar

Thing = TypeVar("Thing")
Done = TypeVar("Done")
_TURN = Struct("<H")
"""The number of a thing."""
_TOLD = Struct("<HQ")
"""The number of a thing, and where what was made of it ends in the file, 0 where nothing could be made of it."""
_MOST = 2048
"""Turns that the pipe of any system holds: a page of memory."""


def shared(work: Callable[[Thing], Done], things: Sequence[Thing], folder: Path) -> Iterator[tuple[Thing, Done]]:
    """Each of `things` with what `work` makes of it, as they get done; what the other process makes is kept in `folder`
    until then. What it fails at is done here, so that whatever it raised is raised here; it ends when nobody asks for
    more."""
    left = dict(enumerate(things))
    if other := _started(work, things, folder):
        with contextlib.closing(other):
            for number in _taken(other.turns):
                yield left[number], work(left.pop(number))
                yield from _given(work, left, other.results(wait=False))
            yield from _given(work, left, other.results(wait=True))
    yield from ((thing, work(thing)) for thing in left.values())


def _given(
    work: Callable[[Thing], Done], left: dict[int, Thing], results: Iterator[tuple[int, bytes]]
) -> Iterator[tuple[Thing, Done]]:
    """What the other process made, which only this one's fork can have written."""
    for number, made in results:
        thing = left.pop(number)
        yield thing, pickle.loads(made) if made else work(thing)


def _started(work: Callable[[Thing], object], things: Sequence[Thing], folder: Path) -> _Other | None:
    """A second process at the same things; None where there is nothing to share, or nobody to share it with."""
    if not 1 < len(things) <= _MOST or not hasattr(os, "fork") or (os.cpu_count() or 1) < 2:
        return None
    with contextlib.ExitStack() as opened:
        try:
            made = opened.enter_context(tempfile.TemporaryFile(dir=folder, suffix=".tmp"))
            turns, dealing = _pipe(opened)
            told, telling = _pipe(opened)
            dealing.write(b"".join(map(_TURN.pack, range(len(things)))))
            dealing.close()
            child = os.fork()
        except OSError:
            return None
        if child == 0:
            told.close()
            _work_off(work, things, turns, made, telling)
        telling.close()
        return _Other(child, turns, made, told, opened.pop_all())


def _pipe(opened: contextlib.ExitStack) -> tuple[FileIO, FileIO]:
    """The two ends of a pipe, which `opened` closes."""
    reading, writing = os.pipe()
    return opened.enter_context(FileIO(reading, "r")), opened.enter_context(FileIO(writing, "w"))


def _taken(turns: FileIO) -> Iterator[int]:
    """One turn after another, as long as there are any."""
    while taken := turns.read(_TURN.size):
        yield _TURN.unpack(taken)[0]


def _work_off(
    work: Callable[[Thing], object], things: Sequence[Thing], turns: FileIO, made: IO[bytes], telling: FileIO
) -> None:
    """The other process: makes one thing after another until it fails at one, and ends without a word."""
    try:
        for number in _taken(turns):
            end = 0
            try:
                pickle.dump(work(things[number]), made)
                made.flush()
                end = made.tell()
            finally:
                telling.write(_TOLD.pack(number, end))
    finally:
        os._exit(0)


class _Other:
    """The other process, as seen from here."""

    def __init__(self, child: int, turns: FileIO, made: IO[bytes], told: FileIO, opened: contextlib.ExitStack) -> None:
        self.turns = turns
        self._child, self._made, self._told, self._opened = child, made, told, opened
        self._begin = 0

    def results(self, wait: bool) -> Iterator[tuple[int, bytes]]:
        """The numbers of the things that it came to and that were not given yet, with what it made of each, nothing
        where it failed; with `wait` all that are still to come."""
        os.set_blocking(self._told.fileno(), wait)
        while message := self._told.read(_TOLD.size):
            number, end = _TOLD.unpack(message)
            yield number, os.pread(self._made.fileno(), max(0, end - self._begin), self._begin)
            self._begin = end

    def close(self) -> None:
        """Lets it end, and waits for that."""
        self._opened.close()
        os.waitpid(self._child, 0)
