"""`--step`: `compare`, `rounds` and `diff` of one step alone, and TAB after it."""

from __future__ import annotations

import pytest

from .cli.harness import SHIPPED, look, run
from .cli.test_complete import completions

BALL = ("-n", "mlb-lockout-2021-22", "--data", SHIPPED)
THRESHOLD = "luxury-tax-threshold"


def test_compare() -> None:
    """Only the issues that have the step, each with its value in it and the gap there."""
    rows = run("compare", "--step", "2026", "--as-of", "2022-03-09", *BALL).rows
    assert [row["issue"] for row in rows] == [THRESHOLD, "minimum-salary", "bonus-pool"]
    assert next((row["mlb"], row["mlbpa"], row["distance"]) for row in rows) == ("USD 242m", "USD 250m", "8000000")
    assert "2021-22, step 2026" in look("compare", "--step", "2026", *BALL, width=120)


def test_rounds() -> None:
    """A column is that of one step, with a name that no import takes for the whole issue."""
    rows = run("rounds", "mlb", "--step", "2022", *BALL).rows
    assert next(row for row in rows if row["id"] == "mlb-2022-03-08")[f"{THRESHOLD}:2022"] == "USD 230m"
    assert THRESHOLD not in rows[0]
    assert "rounds, step 2022" in look("rounds", "--step", "2022", *BALL, width=120)


@pytest.mark.parametrize(
    ("sides", "expected"),
    [
        (("mlb", "mlbpa", "--as-of", "2022-03-09"), {THRESHOLD: "apart USD 2m"}),
        (("mlb@2022-03-01", "mlb@2022-03-09"), {THRESHOLD: "USD 220m"}),
        (("mlb", "--since", "2022-03-05", "--until", "2022-03-09"), {THRESHOLD: "USD 220m"}),
        (("mlb-2022-03-01", "mlb-2022-03-08"), {THRESHOLD: "apart USD 10m"}),
    ],
)
def test_diff(sides: tuple[str, ...], expected: dict[str, str]) -> None:
    """Two sides, two moments of one party, a span of time and two proposals."""
    rows = run("diff", *sides, "--step", "2022", *BALL).rows
    found = {row["issue"]: row.get("gap", "").partition(", according")[0] or row.get("before", "") for row in rows}
    assert {issue: found[issue] for issue in expected} == expected
    assert set(found) - {""} <= {THRESHOLD, "minimum-salary", "bonus-pool"}
    assert "step 2022" in look("diff", *sides, "--step", "2022", *BALL, width=120)


def test_an_unknown_step() -> None:
    """One line, with what to look at."""
    result = run("compare", "--step", "2031", *BALL)
    assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)
    assert 'no step "2031"' in result.err


def test_completion() -> None:
    """TAB offers the steps of all issues, after an issue its own."""
    offered = list(completions("compare", *BALL[:2], "--data", str(SHIPPED), "--step", "202"))
    assert offered == ["2022", "2023", "2024", "2025", "2026"]
    own = list(completions("history", "luxury-tax-rate", *BALL[:2], "--data", str(SHIPPED), "--step", ""))
    assert own == ["first", "second", "third", "fourth"]
