"""Work for several processes, where processes can be forked."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

Task = TypeVar("Task")
Done = TypeVar("Done")

_WORK: list[Callable[[Any], Any]] = []


def map_parallel(work: Callable[[Task], Done], tasks: Sequence[Task]) -> Iterator[Done]:
    """Yield what `work` makes of each task, in their order; idle processes take the next task."""
    if len(tasks) < 2 or sys.platform != "linux":
        yield from map(work, tasks)
        return
    context = multiprocessing.get_context("fork")
    with context.Pool(min(len(tasks), os.cpu_count() or 1), _prepare, (work,)) as pool:
        yield from pool.imap(_run, tasks)


def _prepare(work: Callable[[Any], Any]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupted parent ends its pool
    _WORK.append(work)


def _run(task: Any) -> Any:
    return _WORK[0](task)
