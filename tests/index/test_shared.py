"""Work that a second process shares."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from negtrack.store.index.shared import shared


def test_each_thing_once(tmp_path: Path) -> None:
    """Each thing comes with what was made of it, once, some of it from another process."""

    def work(number: int) -> tuple[int, int]:
        time.sleep(0.01)
        return number * number, os.getpid()

    done = list(shared(work, range(40), tmp_path))
    assert sorted((number, made) for number, (made, _) in done) == [(number, number * number) for number in range(40)]
    assert {process for _, (_, process) in done} > {os.getpid()}
    assert list(tmp_path.iterdir()) == []


def test_whoever_is_free_does_the_next(tmp_path: Path) -> None:
    """While one process is at a long thing, the other does all the others."""
    here = os.getpid()

    def work(_: int) -> int:
        time.sleep(1 if os.getpid() == here else 0)
        return os.getpid()

    done = dict(shared(work, range(30), tmp_path))
    assert sum(process == here for process in done.values()) == 1


def test_large_results(tmp_path: Path) -> None:
    """What is larger than any pipe comes whole."""
    done = dict(shared(lambda number: str(number) * 10**6, range(9), tmp_path))
    assert done == {number: str(number) * 10**6 for number in range(9)}


def test_what_fails_there_is_raised_here(tmp_path: Path) -> None:
    """A fault in the other process is the same fault in this one."""
    here = os.getpid()

    def work(number: int) -> float:
        time.sleep(0.05 if os.getpid() == here else 0)
        return 1 / (3 - number)

    with pytest.raises(ZeroDivisionError):
        list(shared(work, range(6), tmp_path))


def test_a_process_that_dies(tmp_path: Path) -> None:
    """What the other process did not live to do is done here."""
    here = os.getpid()

    def work(number: int) -> int:
        time.sleep(0.05 if os.getpid() == here else 0)
        if os.getpid() != here and number > 3:
            os.kill(os.getpid(), 9)
        return number

    assert sorted(shared(work, range(8), tmp_path)) == [(number, number) for number in range(8)]


@pytest.mark.parametrize("count", [0, 1, 2049])
def test_what_is_not_shared(tmp_path: Path, count: int) -> None:
    """Nothing, one thing, and more than a pipe has turns for, are done here, in their order."""
    done = list(shared(lambda number: (number, os.getpid()), range(count), tmp_path))
    assert done == [(number, (number, os.getpid())) for number in range(count)]


def test_without_a_folder(tmp_path: Path) -> None:
    """Where nothing can be kept for a while, everything is done here."""
    done = dict(shared(lambda _: os.getpid(), range(5), tmp_path / "none"))
    assert done == dict.fromkeys(range(5), os.getpid())


def test_nobody_is_left_behind(tmp_path: Path) -> None:
    """Who asks for no more leaves no process, no open file and nothing on the disk behind, however much there is."""
    before = len(os.listdir("/proc/self/fd"))
    asked = shared(lambda number: "x" * 10**6 * (number + 1), range(9), tmp_path)
    number, text = next(asked)
    assert len(text) == 10**6 * (number + 1)
    asked.close()  # type: ignore[attr-defined]  # a generator
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
    assert (len(os.listdir("/proc/self/fd")), list(tmp_path.iterdir())) == (before, [])


def test_a_failure_there_is_met_at_once(tmp_path: Path) -> None:
    """What fails in the other process does not wait until all else is done."""
    here = os.getpid()
    done = []

    def work(number: int) -> int:
        if os.getpid() != here:
            raise ValueError(number)
        time.sleep(0.05)
        done.append(number)
        return number

    assert len(dict(shared(work, range(60), tmp_path))) == 60
    assert (sorted(done), done[-1]) == (list(range(60)), 59)


@pytest.mark.parametrize("name", ["fork", "pipe"])
def test_a_system_that_gives_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Where no process or pipe can be had, everything is done here, and nothing stays open."""

    def refused() -> int:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(os, name, refused)
    before = len(os.listdir("/proc/self/fd"))
    assert list(shared(abs, [-1, -2], tmp_path)) == [(-1, 1), (-2, 2)]
    assert (len(os.listdir("/proc/self/fd")), list(tmp_path.iterdir())) == (before, [])
