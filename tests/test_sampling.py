"""The usual run and the deep one have every test between them, and each test has a case in the usual run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from .examples import sampled
from .sampling import COSTLY, LONG, RARE, SLOW, STEP, left_out

ROOT = Path(__file__).parents[1]


def collected(*options: str) -> set[str]:
    """Return the tests of a run without the long rows of other folders."""
    ignored = (f"--ignore=tests/{name}" for name in ("cli", "exchange", "store", "values", "render", "readers"))
    call = [sys.executable, "-m", "pytest", "-q", "-n0", "--collect-only", *ignored, *options]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    done = subprocess.run(call, capture_output=True, encoding="utf-8", cwd=ROOT, env=environment, check=True)
    return {line for line in done.stdout.splitlines() if "::" in line}


@pytest.mark.deep
def test_no_test_is_lost() -> None:
    """What the usual run leaves out, the deep run takes."""
    usual, deep = collected(), collected("-m", "deep")
    every, more = collected("--every-case"), collected("-m", "deep", "--every-case")
    assert usual < every
    assert usual | deep == every | more
    assert {test.partition("[")[0] for test in usual} == {test.partition("[")[0] for test in every}


@pytest.mark.parametrize("count", sampled((1, LONG, LONG + 1, 100), 2))
def test_a_sample_of_a_long_row(request: pytest.FixtureRequest, count: int) -> None:
    """A short row stays whole; of a long one every fifth case stays, and the first always."""
    row = [request.node] * count
    left = left_out("tests/test_any.py::test_any", row)
    assert count - len(left) == (count if count <= LONG else -(-count // STEP))


def test_a_row_of_costly_cases(request: pytest.FixtureRequest) -> None:
    """Of a row that costs much the first of every fifteen cases is usual, also where the row is short."""
    row = [request.node] * (RARE + 1)
    for count, usual in ((1, 1), (3, 1), (RARE, 1), (RARE + 1, 2)):
        left = left_out("tests/test_limits.py::test_values_and_numbers", row[:count])
        assert count - len(left) == usual


def test_the_costly_tests_are_there() -> None:
    """Each test that the rule names is in its file."""
    for file, names in [*COSTLY.items(), *SLOW.items()]:
        text = (ROOT / file).read_text(encoding="utf-8")
        assert [name for name in sorted(names) if f"\ndef {name}(" not in text] == [], file


def test_a_file_that_starts_a_browser(request: pytest.FixtureRequest) -> None:
    """Of the file with a browser, one case of one test is usual."""
    row = [request.node] * 4
    assert len(left_out("tests/exchange/test_browser.py::test_axe_finds_nothing", row)) == 4
    assert len(left_out("tests/exchange/test_browser.py::test_nothing_meets", row)) == 3
