"""`proposals`: what is on the table, and who answered what in whose words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from .harness import SHIPPED, look, run

UAW = ("--data", SHIPPED, "-n", "uaw-detroit-2023")
COMPROMISE = "us-compromise-2024-03"


def answers(*args: object) -> list[tuple[str, str, str]]:
    """Return the answers to the US compromise: party, answer and words."""
    rows = run("proposals", COMPROMISE, *args).rows
    return [(row["party"], row["answer"], row["words"]) for row in rows if row["part"] == "answer"]


def test_answers_with_whose_words_they_are() -> None:
    """The US compromise: accepted by Israel; Hamas restated its own, in Israel's words it rejected."""
    rows = {row["id"]: row for row in run("proposals").rows}
    compromise = rows["us-compromise-2024-03"]
    assert re.fullmatch(r"accepted \(own words\b.*\bwords of Arab mediators\b.*\)", compromise["israel"])
    assert re.fullmatch(r"restated \(own words\b.*\); rejected \(words of Israel\b.*\)", compromise["hamas"])
    assert compromise["tabled"] == "../2024-03-23"
    assert compromise["terms"] == "prisoners-first-stage = undisclosed"
    offer = rows["hamas-2024-03-14"]
    assert offer["israel"].startswith("rejected (own words")
    assert offer["hamas"] == "tabled it"
    assert offer["terms"] == "prisoners-first-stage = 700..1000; permanent-ceasefire = date-after-first-exchange"


def test_pending_until_the_party_answers() -> None:
    """On 24 March the answer of Hamas was awaited."""
    rows = {row["id"]: row for row in run("proposals", "--as-of", "2024-03-24").rows}
    assert rows["us-compromise-2024-03"]["hamas"].startswith("pending (words of Israel")


def test_page() -> None:
    """An inexact day is worded."""
    assert "by 23 Mar" in look("proposals", width=160)


def test_one_proposal_with_every_answer() -> None:
    """The US compromise as it stood on 26 March: each answer with whose words it is, the party's own before others'."""
    assert answers() == [
        ("israel", "accepted", "own words"),
        ("israel", "accepted", "words of Arab mediators"),
        ("hamas", "restated", "own words"),
        ("hamas", "rejected", "words of Israel"),
    ]


@pytest.mark.parametrize(
    ("day", "hamas"),
    [
        ("2024-03-23", [("pending", "words of Israel")]),
        ("2024-03-24", [("pending", "words of Israel")]),
        ("2024-03-25", [("restated", "own words")]),
        ("2024-03-26", [("restated", "own words"), ("rejected", "words of Israel")]),
    ],
)
def test_answers_day_by_day(day: str, hamas: list[tuple[str, str]]) -> None:
    """Awaited in Israel's words, then its own restatement, then Israel's word that it rejected beside it."""
    assert [answer[1:] for answer in answers("--as-of", day) if answer[0] == "hamas"] == hamas


def test_days_pending() -> None:
    """Counted up to the day that is asked about, and printed on the page."""
    rows = run("proposals", COMPROMISE, "--as-of", "2024-03-24").rows
    assert [row["pending_days"] for row in rows if row["answer"] == "pending"] == ["1"]
    assert "pending, 1 day" in look("proposals", COMPROMISE, "--as-of", "2024-03-24")


def test_terms_beside_positions() -> None:
    """Each term with where both parties stand on it and their gap to it; a secret number is unknown."""
    rows = [row for row in run("proposals", COMPROMISE).rows if row["part"] == "term"]
    assert [(row["offered"], row["party"], row["value"], row["gap"]) for row in rows] == [
        ("undisclosed", "israel", "700..800", "unknown"),
        ("undisclosed", "hamas", "700..1000", "unknown"),
    ]
    rows = [row for row in run("proposals", "hamas-2024-03-14").rows if row["part"] == "term"]
    assert {(row["issue"], row["party"]): row["gap"] for row in rows}["prisoners-first-stage", "israel"] == (
        "overlap 700..800"
    )


def test_a_page_of_one_proposal() -> None:
    """What it is, who tabled it, its terms, the answers: the sketch of VIEWS."""
    page = look("proposals", COMPROMISE)
    assert page.startswith("US compromise put forward in Doha\nbridging, tabled by United States by 23 Mar\n")
    assert re.search(r"^prisoners-first-stage +undisclosed +700\.\.800  unknown +700\.\.1000  unknown$", page, re.M)
    assert page.index("answers") < page.index(" Israel  accepted  own words") < page.index(" Hamas   restated")
    assert "rejected  words of Israel  Netanyahu's office, on-record, 26 Mar, C3" in page


def test_one_proposal_between_two_of_four() -> None:
    """Only the parties that it is between stand beside the terms."""
    rows = run("proposals", "ford-tentative-2023-10-25", *UAW).rows
    assert {row["party"] for row in rows} == {"uaw", "ford"}
    assert [(row["party"], row["answer"]) for row in rows if row["part"] == "answer"] == [("uaw", "accepted")]


def test_compare_sets_the_terms_beside_positions() -> None:
    """`compare --proposal` adds what is offered, and each party's gap to it."""
    page = " ".join(look("compare", "--proposal", "hamas-2024", "--issue", "prisoners-first-stage", width=160).split())
    assert "700..1000" in page
    assert "overlap 700..800" in page
    assert run("compare", "--proposal", COMPROMISE, "--json").json["proposal"] == COMPROMISE


def test_a_proposal_by_the_beginning_of_its_id() -> None:
    """And JSON says which it is."""
    whole = run("proposals", "us-compromise", "--json").json
    assert (whole["schema"], whole["id"], whole["tabled"]) == ("negtrack.proposal/1", COMPROMISE, "../2024-03-23")


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (("us-compromize",), f"did you mean {COMPROMISE}?"),
        (("nope",), "negtrack proposals lists them"),
        ((COMPROMISE, "--as-of", "2024-03-01"), f'no proposal "{COMPROMISE}"'),
        ((COMPROMISE, "--known-at", "2026-11-01"), f'no proposal "{COMPROMISE}"'),
    ],
)
def test_a_proposal_that_is_not_there(given: tuple[str, ...], message: str) -> None:
    """Not at all, or not yet: exit 2 and one line."""
    result = run("proposals", *given)
    assert (result.code, result.out) == (2, "")
    assert message in result.err
    assert len(result.err.splitlines()) == 1


def test_a_proposal_that_is_retracted(here: Path) -> None:
    """It is said that it is retracted, not that there is none."""
    assert run("retract", "us-compromise", "--reason", "typo", cwd=here).code == 0
    result = run("proposals", "us-compromise", cwd=here)
    assert result.code == 2
    assert "us-compromise-2024-03 is retracted; use negtrack show us-compromise-2024-03 to see why" in result.err
