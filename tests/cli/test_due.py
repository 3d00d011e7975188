"""`due`: what is due and when, and what became of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from .harness import SHIPPED, look, run

BALL = ("--data", SHIPPED, "-n", "mlb-lockout-2021-22")
OFFER = ("--stated", "2024-03-20", "--on-record")


@pytest.fixture
def deadline(talks: Path) -> Path:
    """Talks with an offer that lapses, and the signature on which the start hangs."""
    run("add-proposal", "union", "--title", "Offer", "--term", "pay=90", "--expires", "2024-04-01", *OFFER, cwd=talks)
    words = ("--title", "Contract", "--date", "2024-03-26", "--stated", "2024-03-26", "--term", "start=2 weeks")
    assert run("add-agreement", *words, "--id", "deal", cwd=talks).code == 0
    return talks


def test_by_day(deadline: Path) -> None:
    """By day, what has none last; days are counted from the day that the answer shows."""
    rows = run("due", "--as-of", "2024-03-25", cwd=deadline).rows
    assert [(row["kind"], row["day"], row["days"], row["state"]) for row in rows] == [
        ("offer", "2024-04-01", "7", "ahead")
    ]
    rows = run("due", cwd=deadline).rows
    assert [(row["kind"], row["day"], row["days"], row["state"]) for row in rows][-1] == ("term", "", "", "undated")
    assert rows[-1]["words"] == "no date yet, agreed provisionally"


@pytest.mark.parametrize(("within", "count"), [("7d", 1), ("1 week", 1), ("7", 1), ("6d", 0), ("6 days", 0)])
def test_within(deadline: Path, within: str, count: int) -> None:
    """Only what is due in so many days."""
    assert len(run("due", "--as-of", "2024-03-25", "--within", within, cwd=deadline).rows) == count


def test_the_page(deadline: Path) -> None:
    """The heading says from when the days count, and what was asked for."""
    lines = look("due", "--within", "30d", cwd=deadline).splitlines()
    assert lines[0].endswith("as of 26 Mar 2024 · within 30 days")
    assert lines[2].split() == ["when", "what", "whose", "state"]
    assert lines[4].split("  ")[0] == "2 weeks after signed"
    assert len(lines) == 5
    assert "nothing is due within 1 day" in look("due", "--as-of", "2024-03-25", "--within", "1d", cwd=deadline)


def test_a_calendar(deadline: Path) -> None:
    """`--format ics` writes a calendar; what has no date is counted on stderr; another format beside it is refused."""
    result = run("due", "--format", "ics", cwd=deadline)
    assert result.out.startswith("BEGIN:VCALENDAR")
    assert result.out.count("BEGIN:VEVENT") == 1
    assert (
        result.err == "negtrack: left out 1 item without a date\n" or result.err == "left out 1 item without a date\n"
    )
    assert "name two formats" in run("due", "--format", "ics", "--json", cwd=deadline).err
    assert "ics" not in run("events", "--help").out
    empty = run("due", "--format", "ics", "--as-of", "2024-03-25", "--within", "1d", cwd=deadline)
    assert "BEGIN:VEVENT" not in empty.out
    assert empty.err.removeprefix("negtrack: ") == "the calendar is empty: nothing is due within 1 day\n"


def test_34_the_deadlines_of_the_league() -> None:
    """The best and final offer of 1 March lapsed at 17:00, rejected as AP and others report; the three options of
    9 March at 18:00."""
    rows = {row["id"]: row for row in run("due", *BALL).rows}
    assert rows["mlb-2022-03-01"]["instant"] == "2022-03-01T17:00:00-05:00"
    assert rows["mlb-2022-03-01"]["words"].startswith("MLBPA: rejected, no counter-offer 1 Mar, reported by USA Today")
    assert "denied by Major League Baseball" in rows["mlb-2022-03-01"]["remarks"]
    assert [rows[f"mlb-2022-03-09-option-{number}"]["instant"] for number in (1, 2, 3)] == [
        "2022-03-09T18:00:00-05:00"
    ] * 3
    assert run("due", *BALL, "--as-of", "2022-03-01").rows[-1]["state"] == "passed"


def test_36_what_was_left_open() -> None:
    """Two issues were left open for 137 days from 10 March, and settled by the fallback once 25 July had passed."""
    for day, state, words in (
        ("2022-03-10", "ahead", ["open, 137 days", "open, 137 days"]),
        ("2022-07-25", "ahead", ["open, today", "open, today"]),
        ("2022-07-26", "settled", ["settled by the fallback: no", "settled by the fallback: yes"]),
    ):
        rows = [row for row in run("due", *BALL, "--as-of", day).rows if row["kind"] == "open"]
        assert [(row["issue"], row["day"], row["state"]) for row in rows] == [
            ("international-draft", "2022-07-25", state),
            ("qualifying-offer", "2022-07-25", state),
        ]
        assert [row["words"] for row in rows] == words
    assert not [row for row in run("due", *BALL, "--as-of", "2022-03-09").rows if row["kind"] == "open"]


def test_a_table_in_80_columns() -> None:
    """A day in many words folds, so that a terminal of the usual width has a table."""
    lines = look("due", "-n", "gaza-ceasefire-2024", "--data", SHIPPED, "--as-of", "2025-03-10", width=80).splitlines()
    assert lines[2].split() == ["when", "what", "whose", "state"]
    assert lines[6].startswith("day 7 after   ")
