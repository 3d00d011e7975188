"""Work for several processes, where processes can be forked."""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO, NamedTuple, TypeVar

Task = TypeVar("Task")
Done = TypeVar("Done")


class Helper(NamedTuple):
    """Another process, and the results that it gives, in the order of its tasks."""

    process: int
    results: BinaryIO


_PROCESSES = 2


def map_parallel(work: Callable[[Task], Done], tasks: Sequence[Task]) -> Iterator[Done]:
    """Yield what `work` makes of each task, in their order, shared out between two processes where there are two
    processors: each holds all that a file holds. What another process fails at, or does not live to do, is done here,
    so that errors are raised here."""
    count = min(len(tasks), len(os.sched_getaffinity(0)), _PROCESSES) if sys.platform == "linux" else 1
    helpers: list[Helper] = []
    try:
        with contextlib.suppress(OSError):  # where no process can be had, there is this one
            helpers += (_start(work, tasks[first::count]) for first in range(count if count > 1 else 0))
        for number, task in enumerate(tasks):
            try:
                result = pickle.load(helpers[number % count].results)
            except (IndexError, EOFError, pickle.UnpicklingError):
                result = work(task)
            yield result
    finally:
        for helper in helpers:
            helper.results.close()
            os.kill(helper.process, signal.SIGKILL)
            os.waitpid(helper.process, 0)


def _start(work: Callable[[Task], Done], tasks: Sequence[Task]) -> Helper:
    reading, writing = os.pipe()
    ours = os.fdopen(reading, "rb")
    with os.fdopen(writing, "wb") as theirs:
        process = os.fork()
        if process:
            return Helper(process, ours)
        try:
            ours.close()
            for task in tasks:
                pickle.dump(work(task), theirs)
                theirs.flush()
        finally:
            os._exit(0)
