"""Which cases of the usual tests a run of all of them leaves to the deep tier: the one place with the rule.

`pytest` alone takes one of every five cases of a long row, and at most one of each file that starts a browser, Node or
DuckDB. `pytest tests/errors`, or any other part by its name, takes them all, as do `--update-golden` and
`--every-case`, which `.ci/run` uses. A run of samples makes only the cases that it runs: to make half of all cases for
nothing takes each process seconds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

import pytest

LONG = 6
"""A test with more cases than this is a long row."""
STEP = 5
"""Of a long row, the first of every so many cases is usual."""
SLOW = {
    "tests/exchange/test_browser.py": {"test_nothing_meets"},
    "tests/exchange/test_duckdb.py": set[str](),
    "tests/readers/test_toml.py": {"test_prettier_changes_no_meaning_and_can_be_kept_off"},
}
"""File whose tests start other programs -> its tests of which one case is usual; DuckDB is asked in readers, too."""
RUNS = {"not deep and not soak": "usual", "deep": "deep", "soak": "soak"}
"""What `-m` says -> the tier that the run takes."""


class Case(Protocol):
    """A case of a test with parameters, before it is made."""

    marks: list[pytest.Mark]


AnyCase = TypeVar("AnyCase")


def choose_cases(metafunc: pytest.Metafunc) -> None:
    """Mark the cases of a test that the rule leaves to the deep tier, and drop those that the run would not take; one
    stays, for the run to count the test as left out."""
    test, cases = metafunc.definition, metafunc._calls  # where pytest has them until it makes them
    tier = RUNS.get(metafunc.config.option.markexpr)
    if tier != "usual" and getattr(metafunc.function, "is_hypothesis_test", False):
        return
    whole = tiers_among(test.iter_markers())
    usual = [] if whole else [case for case in cases if not tiers_among(case.marks)]
    for case in left_out(test.nodeid, usual):
        case.marks.append(pytest.mark.deep.mark)
    if tier:
        cases[:] = [case for case in cases if is_in(tier, whole | tiers_among(case.marks))] or cases[:1]


def tiers_among(marks: Iterable[pytest.Mark]) -> set[str]:
    """Return the tiers beside the usual one that a test or case is marked for."""
    return {mark.name for mark in marks} & {"deep", "soak"}


def is_in(tier: str, marked: set[str]) -> bool:
    """Return whether a run of a tier takes what is marked for these tiers."""
    return not marked if tier == "usual" else tier in marked


def leave_to_deep(items: Iterable[pytest.Item]) -> None:
    """Mark as deep the tests of `SLOW`, with parameters or without, of which no case is usual."""
    for item in items:
        file, _, name = item.nodeid.partition("[")[0].partition("::")
        if file in SLOW and name not in SLOW[file] and not tiers_among(item.iter_markers()):
            item.add_marker("deep")


def left_out(test: str, cases: Sequence[AnyCase]) -> list[AnyCase]:
    """Return the cases of the test `FILE::NAME` that the usual run leaves out."""
    file, _, name = test.partition("::")  # which pytest writes with / on every system
    if file in SLOW:
        return list(cases) if name not in SLOW[file] else list(cases[1:])
    return [case for number, case in enumerate(cases) if number % STEP] if len(cases) > LONG else []
