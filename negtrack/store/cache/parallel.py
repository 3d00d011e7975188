"""Work for two processes, where processes can be forked."""

from __future__ import annotations

import contextlib
import io
import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO, TypeVar

Task = TypeVar("Task")
Done = TypeVar("Done")


def map_parallel(work: Callable[[Task], Done], tasks: Sequence[Task]) -> Iterator[Done]:
    """Yield what `work` makes of each task, in their order; where there are two processors, another process does every
    second task. What that fails at, or does not live to do, is done here, so that errors are raised here."""
    with contextlib.ExitStack() as stack:
        results: BinaryIO = io.BytesIO()
        if len(tasks) > 1 and sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1:
            with contextlib.suppress(OSError):  # where no process can be had, there is this one
                results = stack.enter_context(_helper(work, tasks[1::2]))
        for number, task in enumerate(tasks):
            try:
                done = pickle.load(results) if number % 2 else work(task)
            except (EOFError, pickle.UnpicklingError):
                done = work(task)
            yield done


@contextlib.contextmanager
def _helper(work: Callable[[Task], Done], tasks: Sequence[Task]) -> Iterator[BinaryIO]:
    """Give the results of another process, in the order of its tasks; it does not outlive the block, or this
    process."""
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as ours, os.fdopen(writing, "wb") as theirs:
        process = os.fork()
        if not process:
            try:
                ours.close()
                for task in tasks:
                    pickle.dump(work(task), theirs)
                    theirs.flush()
            finally:
                os._exit(0)
        theirs.close()
        try:
            yield ours
        finally:
            ours.close()
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
