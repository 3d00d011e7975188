"""What the views must say about the agreement of 15 January 2025 and its end: the answers by their numbers.

The scorecard (14 to 16) has tests of its own.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from .answers import Talks

TALKS = Talks("gaza-ceasefire-2024")
DEAL = "deal-2025-01-15"
TERMS = 19


def query(sql: str) -> list[tuple[Any, ...]]:
    """Return the rows of a query."""
    return [tuple(row.values()) for row in TALKS.rows("query", sql)]


def settled(issue: str, day: str) -> tuple[str | None, str | None]:
    """Return what an agreement decides on an issue, and its value."""
    (row,) = TALKS.rows("gaps", "--issue", issue, "--as-of", day)
    return row["settled"], row["settled_value"]


def test_8_what_was_agreed_on_checks_of_those_who_return() -> None:
    """No arms on foot, checks by a third party by vehicle."""
    assert query("select step, value from agreement_step where issue = 'return-screening' order by place") == [
        ("on-foot", "no-arms-clause"),
        ("by-vehicle", "third-party-checks"),
    ]


def test_12_agreed_only_with_the_vote_of_the_government() -> None:
    """An Israeli official says accepted, the prime minister's office pending; both stand until 18 January."""
    rows = query(f"select party, answer, speaker, stated from response where \"to\" like '%{DEAL}%' order by 1, 2, 4")
    assert rows == [
        ("hamas", "accepted", "Hamas", "2025-01-15"),
        ("israel", "accepted", "Israeli official", "2025-01-15"),
        ("israel", "accepted", "prime minister's office", "2025-01-18"),
        ("israel", "pending", "prime minister's office", "2025-01-15"),
    ]
    for day in ("2025-01-15", "2025-01-17"):
        assert TALKS.counts(day)["agreed"] == 0
        words = "announced by Mohammed bin Abdulrahman al-Thani: talks-in-first-phase, deal-2025-01-15, Israel: pending"
        assert words in TALKS.gap("permanent-ceasefire", "israel", "hamas", day)
    assert settled("permanent-ceasefire", "2025-01-18") == ("agreed", "talks-in-first-phase")
    assert TALKS.counts("2025-01-18")["agreed"] > 0


def test_13_the_bounds_of_the_prisoners() -> None:
    """990 and 1650 are the 33 at the lowest and the highest ratio; nine ill or wounded go for 110 who serve life."""
    ratios = query("select step, value, low from agreement_step where issue = 'prisoners-per-hostage' order by place")
    assert [ratio[:2] for ratio in ratios[:3]] == [
        ("civilian", "30:1"),
        ("female-soldier", "50:1"),
        ("ill-or-wounded", "110:9"),
    ]
    assert round(ratios[2][2], 1) == 12.2
    ((hostages,),) = query("select low from agreement_term where issue = 'hostages-first-phase'")
    assert query("select low, high from agreement_term where issue = 'prisoners-total'") == [
        (hostages * ratios[0][2], hostages * ratios[1][2])
    ]
    assert hostages == 33


@pytest.mark.parametrize(
    ("day", "issue", "due", "state", "late", "words"),
    [
        ("2025-02-05", "second-phase-talks", "2025-02-03", "late", None, "late, due 2 days ago: not done, 3 Feb, "),
        ("2025-01-26", "civilian-return", "2025-01-25", "late", None, "late, due 1 day ago: not done, 25 Jan, "),
        ("2025-01-26", "coast-road-withdrawal", "2025-01-25", "late", None, "late, due 1 day ago: not done, 25 Jan, "),
        ("2025-01-28", "civilian-return", "2025-01-25", "done late", 2, "late 2 days: not done, 25 Jan, "),
        ("2025-01-28", "coast-road-withdrawal", "2025-01-25", "done late", 2, "late 2 days: not done, 25 Jan, "),
        ("2025-02-09", "netzarim-withdrawal", "2025-02-09", "done", None, "done, 9 Feb, "),
        ("2025-03-10", "second-phase-talks", "2025-02-03", "late", None, "late, due 35 days ago: not done, 3 Feb, "),
    ],
)
def test_17_what_is_due(day: str, issue: str, due: str, state: str, late: int | None, words: str) -> None:
    """By the days of the truce, of which the first is day 1; late where a record says so of the day or later."""
    (row,) = (row for row in TALKS.rows("due", "--as-of", day) if row["issue"] == issue)
    assert (row["day"], row["state"], row["late"]) == (due, state, late)
    assert row["words"].startswith(words)


def test_17_philadelphi_was_due_on_9_march() -> None:
    """It had not begun on 1 March; no record says how it stood on 9 March or later, so nobody says by how much it is
    late."""
    (row,) = (row for row in TALKS.rows("due", "--as-of", "2025-03-10") if row["issue"] == "philadelphi-withdrawal")
    assert (row["day"], row["days"], row["state"], row["late"]) == ("2025-03-09", -1, "passed", None)
    assert row["words"] == "passed, nothing on record since: not done, 1 Mar, reported by The Yeshiva World"


def test_18_the_hostages_of_phase_one() -> None:
    """33 of 33 by 27 February, counted alive or dead, as the agreement does."""
    assert settled("hostages-first-phase", "2025-02-28") == ("agreed", "33")
    gap = TALKS.gap("hostages-first-phase", "israel", "hamas", "2025-02-28")
    assert gap.startswith("agreed 33 (alive or dead), done 27 Feb")
    assert query("select qualifier from agreement_term where issue = 'hostages-first-phase'") == [("alive or dead",)]


@pytest.mark.parametrize(
    ("day", "status"),
    [
        ("2025-01-15", "announced 15 Jan; Israel: pending 15 Jan"),
        ("2025-01-18", "agreed, accepted by Hamas 15 Jan, ratified by Israel 18 Jan"),
        ("2025-01-19", "agreed, accepted by Hamas 15 Jan, ratified by Israel 18 Jan, in force 19 Jan"),
        (
            "2025-03-01",
            "agreed, accepted by Hamas 15 Jan, ratified by Israel 18 Jan, in force 19 Jan, phase ended 1 Mar",
        ),
    ],
)
def test_19_what_became_of_the_agreement(day: str, status: str) -> None:
    """Announced, ratified, in force, its first phase over."""
    (row,) = TALKS.rows("agreements", "--as-of", day)
    assert row["status"] == status


def test_19_nothing_reads_agreed_once_it_has_ended() -> None:
    """On 20 March every line that says agreed says that it ended on 18 March too, 62 days after it was announced."""
    rows = [row["gap"] for row in TALKS.rows("gaps", "--as-of", "2025-03-20") if "agreed" in row["gap"]]
    assert len(rows) == TERMS
    assert all("ended 18 Mar" in gap for gap in rows)
    assert (date(2025, 3, 18) - date(2025, 1, 15)).days == 62
    assert (date(2025, 3, 18) - date(2025, 1, 19)).days + 1 == 59


def test_21_what_was_reopened_in_march() -> None:
    """The truce, Philadelphi and the aid; the extension is new, and nothing came closer."""
    rows = TALKS.rows("diff", "--since", "2025-03-01", "--until", "2025-03-18")
    changes = [row for row in rows if row["part"] == "change"]
    reopened = {row["issue"] for row in changes if "reopened" in row["classes"]}
    assert reopened >= {"permanent-ceasefire", "philadelphi-withdrawal", "aid-trucks"}
    assert {row["issue"] for row in changes if "new" in row["classes"]} == {"extension-hostages", "aid-halted"}
    assert not any("closer" in row["classes"] for row in changes)
    before = TALKS.changes("--since", "2025-02-28", "--until", "2025-03-18", "--issue", "extension")
    assert before == ["israel extension: new", "hamas extension: new"]


def test_21_israel_halts_the_aid() -> None:
    """From 2 March the term on the trucks is suspended, while the agreement stands."""
    assert settled("aid-trucks", "2025-03-01") == ("agreed", "all: 600; fuel: 50; north: 300")
    assert "suspended 2 Mar" in TALKS.gap("aid-trucks", "israel", "hamas", "2025-03-03")
    assert settled("perimeter", "2025-03-03") == ("agreed", "700")


def test_22_what_the_agreement_leaves_open_or_out() -> None:
    """Phase two was to be talked about by 3 February; a veto, the rule of Hamas and its guarantors are no terms."""
    assert TALKS.gap("phase-two", "israel", "hamas", "2025-01-20").startswith("open until 3 Feb")
    assert TALKS.gap("phase-two", "israel", "hamas", "2025-02-05").startswith("not decided by 3 Feb, no fallback")
    for issue in ("hamas-rule", "prisoner-veto", "guarantors", "living-hostages-list", "return-to-fighting"):
        assert "no term on record" in TALKS.gap(issue, "israel", "hamas", "2025-01-20")
        assert settled(issue, "2025-01-20")[1] is None


def test_23_the_votes_in_israel() -> None:
    """The security cabinet recommends with two against, the government approves by 24 to 8, which binds Israel."""
    votes = query('select milestone, body, "for", against from milestone where body is not null order by 1')
    assert votes == [
        ("ratified", "israel-government", "24", "8"),
        ("recommended", "israel-security-cabinet", None, "2"),
    ]
    assert settled("perimeter", "2025-01-20") == ("agreed", "700")
    notes = TALKS.run("show", "israel-government", "--as-of", "2025-01-20", "--format", "json").json["notes"]
    assert [note["speaker"] for note in notes] == ["ben-gvir", None]


def test_24_from_the_proposal_to_the_agreement() -> None:
    """233 days."""
    (row,) = TALKS.rows("agreements")
    assert row["follows"] == ["mediators-2025-01-12", "israel-2024-05-27"]
    ((day,),) = query("select tabled from proposal where id = 'israel-2024-05-27'")
    assert (date.fromisoformat(row["date"]) - date.fromisoformat(day)).days == 233


def test_25_who_ended_it_is_contested() -> None:
    """Israel and the United States name Hamas, Hamas names Israel; each stands with its speaker."""
    (row,) = TALKS.rows("agreements", "--as-of", "2025-03-20")
    assert row["status"].startswith("ended 18 Mar (by ")
    assert "by Israel, according to Hamas" in row["status"]
    assert "by Hamas, according to prime minister's office (Israel)" in row["status"]
    page = TALKS.page("history", "permanent-ceasefire", "--as-of", "2025-03-20")
    for words in (
        "ended by Hamas",
        "ended by Israel",
        "according to prime minister's office (Israel), B1",
        "according to White House, Brian Hughes (United States), B1",
        "according to Hamas, B1",
    ):
        assert words in page


def test_17_one_deadline_one_verdict() -> None:
    """Phase two was open until the day by which the talks on it were to begin: what is said of these stands there."""
    words = "late, due 2 days ago: not done, 3 Feb, reported by WION"
    found = {row["issue"]: row["words"] for row in TALKS.rows("due", "--as-of", "2025-02-05")}
    assert (found["phase-two"], found["second-phase-talks"]) == (f"passed; second-phase-talks: {words}", words)
