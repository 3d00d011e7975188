"""Work that two processes share."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from negtrack.store import two_processes
from negtrack.store.two_processes import map_files

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="only Linux shares work"),
    pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning"),  # pytest may run threads
]
ITEMS = [str(number) for number in range(41)]


@pytest.fixture(autouse=True)
def _always(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Share the work whatever the files are, but where that is tested."""
    if request.function is not test_when_it_is_worth_it:
        monkeypatch.setattr(two_processes, "_can_share", lambda _: True)


def share(work: Callable[[str], Any], items: Sequence[str] = ITEMS) -> Mapping[str, Any]:
    """Return the results of two processes."""
    return map_files(work, Path(), items)


def open_files() -> int:
    """Return the number of open files of this process."""
    return len(os.listdir("/proc/self/fd"))


def children() -> set[str]:
    """Return the children of this process, which other tests may have left."""
    return {name for path in Path("/proc/self/task").glob("*/children") for name in path.read_text().split()}


def slow_pid(_: str) -> int:
    """Return the process that does an item, slowly enough for the other to take a share."""
    time.sleep(0.005)
    return os.getpid()


def test_in_order() -> None:
    """Each item has its result once, in their order, and another process does some of them."""
    found = share(slow_pid)
    assert list(found) == ITEMS
    assert len(set(found.values())) == 2


def test_large_results() -> None:
    """A result larger than any pipe comes whole."""
    assert share(lambda item: item * 10**6, ["1", "2", "3"]) == {item: item * 10**6 for item in "123"}


def test_the_second_process_holds_few_results() -> None:
    """The second process lets its results go as it hands them over, so that its memory does not grow with them."""
    size = 4 << 20

    def work(_: str) -> tuple[int, int, bytes]:
        time.sleep(0.005)
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        return os.getpid(), pages * os.sysconf("SC_PAGE_SIZE"), b"x" * size

    held = [memory for process, memory, _ in share(work).values() if process != os.getpid()]
    assert len(held) > 4
    assert max(held) - min(held) < 4 * size


def test_errors_are_raised_here() -> None:
    """An error of either process is raised here, and leaves neither a process nor an open file."""
    before = open_files(), children()
    with pytest.raises(ZeroDivisionError):
        share(lambda item: 1 / (20 - int(item)))
    assert (open_files(), children()) == before


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError])
def test_errors_where_children_are_left_to_the_system(error: type[BaseException]) -> None:
    """An error ends the work also where the signal that a child has ended is ignored, and nothing is done again."""
    here, done = os.getpid(), []

    def work(item: str) -> str:
        time.sleep(0.002)
        if os.getpid() == here:
            done.append(item)
            if len(done) == 3:
                raise error
        return item

    before = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    try:
        with pytest.raises(error):
            share(work)
    finally:
        signal.signal(signal.SIGCHLD, before)
    assert len(done) == 3


def test_a_process_that_dies() -> None:
    """What the other process did not live to do is done here."""
    here = os.getpid()

    def work(item: str) -> str:
        time.sleep(0.002)
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return item

    assert share(work) == {item: item for item in ITEMS}


@pytest.mark.parametrize("name", ["fork", "pipe", "memfd_create"])
def test_a_system_that_gives_no_more(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Where no process, pipe or memory can be had, everything is done here, and nothing stays open."""

    def refuse(*_: object) -> int:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(os, name, refuse)
    before = open_files()
    assert set(share(lambda _: os.getpid()).values()) == {os.getpid()}
    assert open_files() == before


SLEEPERS = """\
import os, sys, time
from pathlib import Path
from negtrack.store import two_processes
two_processes._can_share = lambda _: True
def work(item):
    with open(os.path.join(sys.argv[1], str(os.getpid())), "w"):
        time.sleep(0.05)
two_processes.map_files(work, Path(), [str(number) for number in range(1000)])
"""


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_process_that_is_ended_takes_the_other_along(tmp_path: Path, number: int) -> None:
    """Killed, ended or interrupted, a process leaves none at work."""
    with subprocess.Popen([sys.executable, "-c", SLEEPERS, tmp_path], stderr=subprocess.DEVNULL) as process:
        until = time.monotonic() + 30
        while len(list(tmp_path.iterdir())) < 2 and time.monotonic() < until:
            time.sleep(0.01)
        process.send_signal(number)
    pids = [path.name for path in tmp_path.iterdir()]
    assert len(pids) == 2  # itself and the other
    while any(map(is_at_work, pids)) and time.monotonic() < until:
        time.sleep(0.01)
    assert not any(map(is_at_work, pids))


def is_at_work(pid: str) -> bool:
    """Return whether a process runs: one that ended may wait for a parent to ask for it."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_when_it_is_worth_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only two files or more, that are large, with a second processor, memory files and no other thread, are shared."""
    files = [tmp_path / "a", tmp_path / "b"]
    for path in files:
        path.write_bytes(b"x" * (two_processes.LEAST // 2))
    processors, threads = {0, 1}, ["1"]
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: processors)
    monkeypatch.setattr(os, "listdir", lambda _: threads)
    assert two_processes._can_share(files)
    assert not two_processes._can_share(files[:1])
    threads.append("2")
    assert not two_processes._can_share(files)
    threads.pop()
    processors.pop()
    assert not two_processes._can_share(files)
    processors |= {0, 1}
    with monkeypatch.context() as patch:
        patch.delattr(os, "memfd_create")  # as in a Python that was built with an old C library
        assert not two_processes._can_share(files)
    monkeypatch.setattr(os, "listdir", lambda _: Path("/nowhere/at/all").stat())  # as where /proc is not mounted
    assert not two_processes._can_share(files)
    monkeypatch.setattr(os, "listdir", lambda _: threads)
    files[0].write_bytes(b"")
    assert not two_processes._can_share(files)
