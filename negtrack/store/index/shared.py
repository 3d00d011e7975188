"""Work on several things by two processes, where the system can fork one: whoever is free does the next.

The numbers of the things lie in one pipe, of which both take. The other process puts what it made into a file without a
name, so that it never waits for somebody to take it, and tells in a second pipe how far that goes.
"""

from __future__ import annotations

import os
import pickle
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from struct import Struct
from typing import IO, Any, TypeVar

Thing = TypeVar("Thing")
Done = TypeVar("Done")
_TURN = Struct("<H")
"""The number of a thing."""
_TOLD = Struct("<HQ")
"""The number of a thing, and where what was made of it ends in the file."""
_MOST = 4096
"""Turns that the pipe of any system holds."""


def shared(work: Callable[[Thing], Done], things: Sequence[Thing], folder: Path) -> Iterator[tuple[Thing, Done]]:
    """Each of `things` with what `work` makes of it, as they get done; what the other process makes is kept in `folder`
    until then. What it fails at is done here, so that whatever it raised is raised here; it ends when nobody asks for
    more."""
    made = _nameless(folder) if 1 < len(things) <= _MOST and hasattr(os, "fork") and (os.cpu_count() or 1) > 1 else None
    if made is None:
        yield from ((thing, work(thing)) for thing in things)
        return
    with made:
        yield from _by_two(work, things, made)


def _nameless(folder: Path) -> IO[bytes] | None:
    """A new file that nobody else finds; None where there can be none."""
    try:
        return tempfile.TemporaryFile(dir=folder)
    except OSError:
        return None


def _by_two(work: Callable[[Thing], Done], things: Sequence[Thing], made: IO[bytes]) -> Iterator[tuple[Thing, Done]]:
    turns = _dealt(len(things))
    told, telling = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(told)
        _work_off(work, things, turns, made, telling)
    os.close(telling)
    left = dict(enumerate(things))
    arrived = _Arrived(made, told)
    try:
        for number in _taken(turns):
            yield left[number], work(left.pop(number))
            yield from ((left.pop(other), done) for other, done in arrived.next_ones(wait=False))
        yield from ((left.pop(other), done) for other, done in arrived.next_ones(wait=True))
        yield from ((thing, work(thing)) for thing in left.values())
    finally:
        os.close(told)
        os.close(turns)
        os.waitpid(child, 0)


def _dealt(count: int) -> int:
    """The reading end of a pipe with so many turns."""
    turns, dealing = os.pipe()
    os.write(dealing, b"".join(map(_TURN.pack, range(count))))
    os.close(dealing)
    return turns


def _taken(turns: int) -> Iterator[int]:
    """One turn after another, as long as there are any."""
    while taken := os.read(turns, _TURN.size):
        yield _TURN.unpack(taken)[0]


def _work_off(
    work: Callable[[Thing], object], things: Sequence[Thing], turns: int, made: IO[bytes], telling: int
) -> None:
    """The other process: makes one thing after another, and ends without a word whatever happens."""
    try:
        for number in _taken(turns):
            pickle.dump(work(things[number]), made)
            made.flush()
            os.write(telling, _TOLD.pack(number, made.tell()))
    finally:
        os._exit(0)


class _Arrived:
    """What the other process made, each with its number; only this one's fork can have written it."""

    def __init__(self, made: IO[bytes], told: int) -> None:
        self._made, self._told = made.fileno(), told
        self._begin = 0

    def next_ones(self, wait: bool) -> Iterator[tuple[int, Any]]:
        """What is there and was not given yet; with `wait` all that is still to come."""
        os.set_blocking(self._told, wait)
        while message := self._message():
            number, end = _TOLD.unpack(message)
            yield number, pickle.loads(os.pread(self._made, end - self._begin, self._begin))
            self._begin = end

    def _message(self) -> bytes:
        """The next that the other process told, empty where it told no more, so far or ever."""
        try:
            return os.read(self._told, _TOLD.size)
        except BlockingIOError:
            return b""
