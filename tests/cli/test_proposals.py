"""`proposals`: what is on the table, and who answered what in whose words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from .harness import look, run

COMPROMISE = "us-compromise-2024-03"
SENIOR = "in the words of senior Israeli official involved in the talks"
BRIEFED = "in the words of Israeli official briefed on the talks"
OFFICE = "in the words of prime minister's office (Israel)"


def answers(*args: object) -> list[tuple[str, str, str]]:
    """Return the answers to the US compromise: party, answer and words."""
    rows = run("proposals", COMPROMISE, *args).rows
    return [(row["party"], row["answer"], row["words"]) for row in rows if row["part"] == "answer"]


def test_answers_with_whose_words_they_are() -> None:
    """The US compromise: accepted by Israel; Hamas restated its own, in Israel's words it rejected. Hamas's paper:
    Israel's own word is that it is pending; that it rejected is the newspaper's."""
    rows = {row["id"]: row for row in run("proposals").rows}
    compromise = rows["us-compromise-2024-03"]
    assert re.fullmatch(
        r"accepted \(in the words of senior .*\); welcomed \(in the words of Arab .*\)", compromise["israel"]
    )
    assert re.fullmatch(r"restated \(own words\b.*\); rejected \(in the words of prime .*\)", compromise["hamas"])
    assert compromise["tabled"] == "../2024-03-23"
    assert compromise["terms"] == "prisoners-first-stage = undisclosed"
    offer = rows["hamas-2024-03-14"]
    assert re.fullmatch(
        r"pending \(own words, 14 Mar; caveat: .*\); "
        r"rejected \(reported by The Times of Israel, 15 Mar; caveat: .*\)",
        offer["israel"],
    )
    assert offer["hamas"] == "tabled it"
    assert offer["terms"] == "permanent-ceasefire = date-after-first-exchange; prisoners-first-stage = 700..1000"


def test_pending_until_the_party_answers() -> None:
    """On 24 March the answer of Hamas was awaited."""
    rows = {row["id"]: row for row in run("proposals", "--as-of", "2024-03-24").rows}
    assert rows["us-compromise-2024-03"]["hamas"].startswith(
        "pending (in the words of Israeli official briefed on the talks, 23 Mar"
    )


def test_page() -> None:
    """An inexact day is worded."""
    assert "by 23 Mar" in look("proposals", width=160)


def test_one_proposal_with_every_answer() -> None:
    """The US compromise as it stood on 26 March: each answer with whose words it is, the party's own before others'."""
    assert answers() == [
        ("israel", "accepted", f"{SENIOR} (own side, background)"),
        ("israel", "welcomed", "in the words of Arab mediators"),
        ("hamas", "restated", "own words"),
        ("hamas", "rejected", OFFICE),
    ]


@pytest.mark.parametrize(
    ("day", "israel"),
    [
        (
            "2024-03-23",
            [("welcomed", f"{BRIEFED} (own side, background)"), ("accepted", "in the words of Israeli media")],
        ),
        ("2024-03-24", [("accepted", "in the words of Israeli official (own side, background)")]),
        (
            "2024-03-25",
            [("accepted", f"{SENIOR} (own side, background)"), ("welcomed", "in the words of Arab mediators")],
        ),
    ],
)
def test_the_other_side_s_answers_day_by_day(day: str, israel: list[tuple[str, str]]) -> None:
    """Israel's own officials spoke well of it, then accepted; what media and mediators say of it stands beside."""
    assert [answer[1:] for answer in answers("--as-of", day) if answer[0] == "israel"] == israel


@pytest.mark.parametrize(
    ("day", "hamas"),
    [
        ("2024-03-23", [("pending", BRIEFED)]),
        ("2024-03-24", [("pending", BRIEFED)]),
        ("2024-03-25", [("restated", "own words")]),
        ("2024-03-26", [("restated", "own words"), ("rejected", OFFICE)]),
    ],
)
def test_answers_day_by_day(day: str, hamas: list[tuple[str, str]]) -> None:
    """Awaited in Israel's words, then its own restatement, then Israel's word that it rejected beside it."""
    assert [answer[1:] for answer in answers("--as-of", day) if answer[0] == "hamas"] == hamas


def test_days_pending() -> None:
    """Counted up to the day that is asked about, and printed on the page; a paper tabled "by 23 Mar" waits longer.
    Where the same answer is reported otherwise since, nobody knows that it is awaited."""
    rows = run("proposals", COMPROMISE, "--as-of", "2024-03-24").rows
    assert [row["pending_days"] for row in rows if row["answer"] == "pending"] == ["1"]
    assert "pending, at least 1 day" in look("proposals", COMPROMISE, "--as-of", "2024-03-24")
    listed = {row["id"]: row for row in run("proposals", "--as-of", "2024-03-24").rows}
    assert listed[COMPROMISE]["hamas"].endswith(", awaited for at least 1 day)")
    assert not re.search("pending, [0-9]+ day", look("proposals", "hamas-2024-03-14"))


def test_terms_beside_positions() -> None:
    """Each term with where both parties stand on it and their gap to it; a secret number is unknown."""
    rows = [row for row in run("proposals", COMPROMISE).rows if row["part"] == "term"]
    names = ("offered", "party", "value", "qualifier", "remark", "gap")
    assert [tuple(row[name] for name in names) for row in rows] == [
        (
            *("undisclosed", "israel", "one of 700..800", ""),
            *("caveat: one number; the reports differ on which", "unknown"),
        ),
        (
            *("undisclosed", "hamas", "700..1000"),
            "for the women, children, elderly and ill, female recruits included",
            *("caveat: the text gives no number of hostages", "unknown"),
        ),
    ]
    assert {row["disclosed"] for row in rows} == {"about 700, according to source, to CNN, 25 Mar, C2"}
    rows = [row for row in run("proposals", "hamas-2024-03-14").rows if row["part"] == "term"]
    assert [(row["party"], row["gap"]) for row in rows] == [
        ("israel", "apart 2 rungs, according to The Times of Israel"),
        ("hamas", "its own term"),
        ("israel", "not comparable: basis"),
        ("hamas", "its own term"),
    ]


def test_a_page_of_one_proposal() -> None:
    """What it is, who tabled it, its terms, the answers: the sketch of VIEWS."""
    page = look("proposals", COMPROMISE)
    assert page.startswith("US compromise put forward in Qatar  ")
    assert "bridging, tabled by United States by 23 Mar" in page
    assert re.search(r"^prisoners-first-stage +undisclosed +one of 700\.\.800, ", page, re.M)
    assert page.index("answers") < page.index(" Israel  accepted  senior") < page.index(" Hamas   restated")
    assert "rejected  according to prime minister's office (Israel), on-record, 26 Mar, B3" in page


def test_one_proposal_between_two_of_four(ford_deal: Path) -> None:
    """Only the parties that it is between stand beside the terms."""
    rows = run("proposals", "ford-tentative", cwd=ford_deal).rows
    assert {row["party"] for row in rows} == {"uaw", "ford"}
    assert [(row["party"], row["answer"]) for row in rows if row["part"] == "answer"] == [("uaw", "accepted")]


def test_compare_sets_the_terms_beside_positions() -> None:
    """`compare --proposal` adds what is offered, and each party's gap to it."""
    given = ("compare", "--proposal", "hamas-2024", "--issue", "permanent-ceasefire", "--layout", "stacked")
    page = " ".join(look(*given, width=160).split())
    assert (
        "Hamas proposal of 14 March: date-after-first-exchange "
        "Israel: apart 2 rungs, according to The Times of Israel; Hamas: its own term" in page
    )
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
