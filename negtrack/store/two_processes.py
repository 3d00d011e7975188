"""Work on many files shared between this process and a copy of it, where a second processor is free for it.

The copy is made by fork(2), so that it knows all that this process knows and nothing is imported for it; only its
results are handed back, through memory. Each takes the next file as soon as it is done with one.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from io import BufferedRandom
from pathlib import Path
from typing import BinaryIO, TypeVar

from negtrack.store.cache.kept import pack, unpack

ResultT = TypeVar("ResultT")
Work = Callable[[str], ResultT]
LEAST = 1 << 20
"""Bytes of files below which a second process saves less than it takes."""
_NUMBER = 4
"""Bytes of the number of a name in the queue: a read takes one, and no two processes take the same."""
_QUEUE = 4096 // _NUMBER
"""Names for which a queue has room on every system (PIPE_BUF)."""


def map_files(work: Work[ResultT], folder: Path, names: Sequence[str]) -> dict[str, ResultT]:
    """Return what `work` returns for each of the files `names` of `folder`, in their order; what it returns is plain
    values and items. Raises what `work` raises, and `OSError`."""
    done = _map_in_two(work, names) if _can_share([folder / name for name in names]) else {}
    return {name: done[name] if name in done else work(name) for name in names}


def _can_share(files: Collection[Path]) -> bool:
    """Return whether a second process is worth it for `files`, and can do some: on Linux, with a second processor, a
    Python that knows memory files, and without threads, of which a copy has none but their locks."""
    return (
        1 < len(files) <= _QUEUE
        and sys.platform == "linux"
        and hasattr(os, "memfd_create")
        and len(os.sched_getaffinity(0)) > 1
        and _count_threads() == 1
        and sum(path.stat().st_size for path in files) >= LEAST
    )


def _count_threads() -> int:
    """Return the number of threads of this process, those of libraries too; 0 where the system does not say."""
    with contextlib.suppress(OSError):
        return len(os.listdir("/proc/self/task"))
    return 0


def _map_in_two(work: Work[ResultT], names: Sequence[str]) -> Mapping[str, ResultT]:
    """Return the results for `names` of two processes, without those that failed in the second; none where the system
    gives no second."""
    with contextlib.ExitStack() as opened:
        parent, copy = os.getpid(), -1
        with contextlib.suppress(OSError):
            queue = opened.enter_context(_queue_of(len(names)))
            file = opened.enter_context(open(os.memfd_create("results"), "w+b"))
            copy = os.fork()
        if copy < 0:
            return {}
        if not copy:
            _finish_copy(_take(_while_alive(parent, work), names, queue), queue, file)
        status = 1
        try:
            done = dict(_take(work, names, queue))
        except BaseException:
            with contextlib.suppress(ProcessLookupError):
                os.kill(copy, signal.SIGKILL)
            raise
        finally:
            with contextlib.suppress(ChildProcessError):  # where children are left to the system
                _, status = os.waitpid(copy, 0)
        return done | (dict(_results_in(file)) if status == 0 else {})


def _results_in(file: BufferedRandom) -> Iterator[tuple[str, ResultT]]:
    """Yield the results that the second process wrote."""
    file.seek(0)
    while file.peek(1):
        yield unpack(file)


def _queue_of(count: int) -> BinaryIO:
    """Return a queue of the numbers of `count` names."""
    queue, end = os.pipe()
    os.write(end, b"".join(number.to_bytes(_NUMBER, "big") for number in range(count)))
    os.close(end)
    return open(queue, "rb", buffering=0)


def _take(work: Work[ResultT], names: Sequence[str], queue: BinaryIO) -> Iterator[tuple[str, ResultT]]:
    """Yield the results for the names that are taken from the queue until it is empty."""
    while number := queue.read(_NUMBER):
        name = names[int.from_bytes(number, "big")]
        yield name, work(name)


def _while_alive(parent: int, work: Work[ResultT]) -> Work[ResultT]:
    """Return `work` that ends its process where the `parent` is gone."""
    return lambda name: work(name) if os.getppid() == parent else os._exit(1)


def _finish_copy(results: Iterable[tuple[str, ResultT]], queue: BinaryIO, file: BinaryIO) -> None:
    """Write the results of the second process one by one, so that it holds one at a time, and end it; where that fails,
    leave no name in the queue, so that the first does what is missing next."""
    try:
        for result in results:
            pack(result, file)
        file.flush()
        os._exit(0)
    except BaseException:
        queue.read(_QUEUE * _NUMBER)
        os._exit(1)
