"""Work on several things, every other one done by a second process, where the system can fork one."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO, TypeVar

Thing = TypeVar("Thing")
Done = TypeVar("Done")


def shared(work: Callable[[Thing], Done], things: Sequence[Thing]) -> Iterator[Done]:
    """What `work` makes of each of `things`, in their order. What the other process fails at is done here, so that
    whatever it raised is raised here; it ends when nobody reads what it does."""
    if len(things) < 2 or not hasattr(os, "fork") or (os.cpu_count() or 1) < 2:
        yield from map(work, things)
        return
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _work_off(work, things[1::2], writing)
    os.close(writing)
    try:
        with open(reading, "rb") as results:
            for number, thing in enumerate(things):
                yield _next(results, work, thing) if number % 2 else work(thing)
    finally:
        os.waitpid(child, 0)


def _work_off(work: Callable[[Thing], object], things: Sequence[Thing], writing: int) -> None:
    """The other process: writes one result after another, and ends without a word whatever happens."""
    try:
        with open(writing, "wb") as results:
            for thing in things:
                pickle.dump(work(thing), results)
                results.flush()
    finally:
        os._exit(0)


def _next(results: BinaryIO, work: Callable[[Thing], Done], thing: Thing) -> Done:
    """The next result of the other process, which only this one's fork can have written."""
    try:
        done: Done = pickle.load(results)
    except (EOFError, pickle.UnpicklingError):
        return work(thing)
    return done
