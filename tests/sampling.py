"""Which cases of the usual tests a run of all of them leaves to the deep tier: the one place with the rule.

`pytest` alone takes one of every five cases of a long row, and at most one of each file that starts a browser, Node or
DuckDB. `pytest tests/errors`, or any other part by its name, takes them all, as do `--update-golden` and
`--every-case`, which `.ci/run` uses."""

from __future__ import annotations

from collections import defaultdict

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


def leave_to_deep(items: list[pytest.Item]) -> None:
    """Mark as deep what the rule leaves out, and nothing that has a tier already."""
    rows: dict[str, list[pytest.Item]] = defaultdict(list)
    for item in items:
        if not any(item.iter_markers("deep")) and not any(item.iter_markers("soak")):
            rows[item.nodeid.partition("[")[0]].append(item)
    for test, cases in rows.items():
        for case in left_out(test, cases):
            case.add_marker("deep")


def left_out(test: str, cases: list[pytest.Item]) -> list[pytest.Item]:
    """Return the cases of the test `FILE::NAME` that the usual run leaves out."""
    file, _, name = test.partition("::")  # which pytest writes with / on every system
    if file in SLOW:
        return cases if name not in SLOW[file] else cases[1:]
    return [case for number, case in enumerate(cases) if number % STEP] if len(cases) > LONG else []
