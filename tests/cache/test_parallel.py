"""Work that several processes share."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from negtrack.store.cache.parallel import map_parallel


@pytest.fixture(autouse=True)
def _two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    """There are two processors, however many there are."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1})


def open_files() -> int:
    """Return the open files of this process."""
    return len(os.listdir("/proc/self/fd"))


def assert_alone() -> None:
    """No other process is left."""
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


@pytest.mark.parametrize("count", [0, 1, 2, 41])
def test_in_order(count: int) -> None:
    """What was made of each task comes once, in their order, of two tasks or more with the help of another process."""
    found = list(map_parallel(lambda number: (number * number, os.getpid()), range(count)))
    assert [square for square, _ in found] == [number * number for number in range(count)]
    assert len({process for _, process in found} - {os.getpid()}) == (1 if count > 1 else 0)
    assert_alone()


def test_large_results() -> None:
    """What is larger than any pipe comes whole."""
    assert list(map_parallel(lambda number: str(number) * 10**6, range(9))) == [str(n) * 10**6 for n in range(9)]


def test_errors_are_raised_here() -> None:
    """An error of another process is the same error in this one, and leaves nothing behind."""
    before = open_files()
    with pytest.raises(ZeroDivisionError):
        list(map_parallel(lambda number: 1 / (3 - number), range(6)))
    assert open_files() == before
    assert_alone()


def test_a_process_that_dies() -> None:
    """What another process did not live to do is done here."""
    here = os.getpid()

    def work(number: int) -> int:
        if os.getpid() != here and number > 2:
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    assert list(map_parallel(work, range(8))) == list(range(8))


def test_nothing_is_left_behind() -> None:
    """To ask for no more leaves neither a process nor an open file."""
    before = open_files()
    results = map_parallel(lambda number: "x" * 10**6 * (number + 1), range(9))
    assert len(next(results)) == 10**6
    results.close()  # type: ignore[attr-defined]  # a generator
    assert open_files() == before
    assert_alone()


@pytest.mark.parametrize("name", ["fork", "pipe"])
def test_a_system_that_gives_no_more(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Where no process or pipe can be had, everything is done here, and nothing stays open."""

    def refuse() -> int:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(os, name, refuse)
    before = open_files()
    assert list(map_parallel(abs, [-1, -2])) == [1, 2]
    assert open_files() == before


SLEEPERS = """\
import os, sys, time
from negtrack.store.cache.parallel import map_parallel
os.sched_getaffinity = lambda _: {0, 1}
def work(number):
    with open(os.path.join(sys.argv[1], str(os.getpid())), "w"):
        time.sleep(0.2)
for _ in map_parallel(work, range(1000)):
    pass
"""


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_process_that_is_ended_takes_the_others_along(tmp_path: Path, number: int) -> None:
    """Killed, ended or interrupted, a process leaves none at work."""
    with subprocess.Popen([sys.executable, "-c", SLEEPERS, tmp_path], stderr=subprocess.DEVNULL) as process:
        until = time.monotonic() + 20
        while len(list(tmp_path.iterdir())) < 2 and time.monotonic() < until:
            time.sleep(0.01)
        process.send_signal(number)
    helpers = [int(path.name) for path in tmp_path.iterdir()]
    assert len(helpers) == 2  # itself and another
    while any(Path(f"/proc/{helper}").exists() for helper in helpers) and time.monotonic() < until:
        time.sleep(0.01)
    assert [helper for helper in helpers if Path(f"/proc/{helper}").exists()] == []
