"""Work that a second process shares."""

from __future__ import annotations

import os

import pytest

from negtrack.store.index.shared import shared


def test_in_their_order() -> None:
    """What is made of each thing comes in the order of the things, half of it from another process."""
    done = list(shared(lambda number: (number, os.getpid()), range(7)))
    assert [number for number, _ in done] == list(range(7))
    assert {process for number, process in done if number % 2 == 0} == {os.getpid()}
    assert os.getpid() not in {process for number, process in done if number % 2}


def test_what_fails_there_is_raised_here() -> None:
    """A fault in the other process is the same fault in this one."""
    with pytest.raises(ZeroDivisionError):
        list(shared(lambda number: 1 // (3 - number), range(6)))


def test_a_process_that_dies() -> None:
    """What the other process did not live to do is done here."""
    here = os.getpid()

    def work(number: int) -> int:
        if os.getpid() != here and number == 3:
            os.kill(os.getpid(), 9)
        return number

    assert list(shared(work, range(8))) == list(range(8))


def test_nobody_is_left_behind() -> None:
    """Who asks for no more leaves no process behind, however much it has to say."""
    asked = shared(lambda number: "x" * 10**6 * (number + 1), range(9))
    assert len(next(asked)) == 10**6
    asked.close()  # type: ignore[attr-defined]  # a generator
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
