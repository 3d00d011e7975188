"""What the views must say about the talks from April 2024 on: the answers by their numbers.

The answers from 13 on that need the agreement of January 2025 have a file of their own.
"""

from __future__ import annotations

import pytest

from ..cli.harness import SHIPPED, look, run
from .answers import Talks

TALKS = Talks("gaza-ceasefire-2024")
EGYPT, MAY, ISRAEL = "egypt-2024-04-27", "hamas-2024-05-06", "israel-2024-05-27"
IN_MARCH = ("--as-of", "2024-03-26")


def gaps_of(one: str, other: str, *more: object) -> dict[str, str]:
    """Return the gap of two proposals on each issue, without whose words it is in."""
    return {row["issue"]: row["gap"].partition(", according")[0] for row in TALKS.rows("diff", one, other, *more)}


def step_gap(issue: str, step: str, day: str) -> str:
    """Return the gap of Israel and Hamas in one step of an issue, without whose words it is in."""
    (row,) = TALKS.rows("gaps", "--issue", issue, "--step", step, "--as-of", day)
    return str(row["gap"]).partition(", according")[0]


@pytest.mark.parametrize(
    ("issue", "step", "gap"),
    [
        ("phase-length", "1", "apart 2 days"),
        ("prisoners-per-hostage", "civilian", "apart 10"),
        ("prisoners-per-hostage", "female-soldier", "apart 10"),
        ("return-screening", "on-foot", "apart 3 rungs"),
        ("return-screening", "by-vehicle", "apart 3 rungs"),
    ],
)
def test_1_the_paper_that_israel_approved_and_the_text_of_hamas_by_step(issue: str, step: str, gap: str) -> None:
    """Israel stands by the Egyptian paper, so its distance from the text of Hamas is that of the parties."""
    assert step_gap(issue, step, "2024-05-07") == gap


def test_1_and_2_the_egyptian_paper_and_the_text_of_hamas() -> None:
    """Apart on five issues; 33 alive and 33 alive or dead are not comparable, and no overlap."""
    gaps = gaps_of(EGYPT, MAY, "--as-of", "2024-05-07")
    assert {issue: gap for issue, gap in gaps.items() if gap != "silent"} == {
        "return-screening": "apart in 2 of 2",
        "hostages-first-phase": "not comparable: basis",
        "prisoner-veto": "apart",
        "prisoners-per-hostage": "apart in 2 of 5, 3 open",
        "release-pace": "apart 4 days",
        "phase-length": "apart in 1 of 3, 2 open",
    }


def test_3_hamas_accepted_in_its_own_words_and_countered_in_those_of_israel() -> None:
    """Two records, both shown; its own word heads."""
    assert TALKS.answers(EGYPT, "2024-05-07") == [
        "israel accepted, foreign diplomats, 2024-04/2024-05-06, B2",
        "hamas accepted, Hamas and Ismail Haniyeh, 2024-05-06, B1",
        "hamas countered, Israeli official, 2024-05-06, B3",
    ]


def test_4_what_israel_gave_between_the_two_papers() -> None:
    """Each term went all the way to the text of Hamas; the veto of April is not in the paper of May."""
    rows = TALKS.rows("diff", "--since", "2024-05-07", "--until", "2024-05-27", "israel")
    moved = {row["issue"]: (row["before"], row["after"]) for row in rows if "closer" in row["classes"]}
    assert moved == {
        "return-screening": ("israeli-checks", "no-arms-clause"),
        "prisoners-per-hostage": (
            "civilian: 20:1; female-soldier: 40:1",
            "civilian: 30:1; female-soldier: 50:1",
        ),
        "release-pace": ("3 days", "7 days"),
        "permanent-ceasefire": ("none", "calm-before-second-exchange"),
        "phase-length": ("1: 40 days", "1: 42 days"),
    }
    terms = {row["issue"] for row in TALKS.rows("proposals", ISRAEL) if row["part"] == "term"}
    assert "prisoner-veto" not in terms


def test_5_what_divides_the_paper_of_israel_and_the_text_of_hamas() -> None:
    """Two and four days are left; the axis, the length and the ratios are equal."""
    gaps = gaps_of(ISRAEL, MAY, "--all")
    assert {issue: gap for issue, gap in gaps.items() if gap.startswith("apart")} == {
        "first-release": "apart 2 days",
        "coast-road-withdrawal": "apart 4 days",
        "civilian-return": "apart 4 days",
    }
    assert gaps["netzarim-withdrawal"] == "overlap day 22"
    assert gaps["phase-length"] == "overlap in 1 of 3, 2 open"
    assert gaps["prisoners-per-hostage"] == "overlap in 2 of 5, 3 open"


def test_6_the_paper_of_israel_stands_after_what_its_prime_minister_says() -> None:
    """Two voices of Israel on the end of the war: the red line of the office, and the paper."""
    assert TALKS.cell("israel", "permanent-ceasefire", "2024-06-10") == [
        "current: none; israel, 2024-06-10, C1",
        "divided: calm-before-second-exchange; Channel 12, 2024-05-27, C2",
    ]


def test_7_hamas_gives_up_an_end_in_advance() -> None:
    """Three rungs from 11 June to 2 July, in the words of a Hamas source."""
    rows = TALKS.rows("history", "permanent-ceasefire", "hamas", "--as-of", "2024-07-06")
    found = [(row["day"], row["value"]) for row in rows if row["kind"] == "position" and row["day"] > "2024-05"]
    assert found == [
        ("2024-05-06", "calm-before-second-exchange"),
        ("2024-06-11", "immediate"),
        ("2024-07-02", "talks-in-first-phase"),
    ]
    page = TALKS.page("history", "permanent-ceasefire", "hamas", "--as-of", "2024-07-06")
    assert "softened by 3 rungs; another voice senior Hamas source (own)" in page


def test_8_israel_on_checks_of_those_who_return() -> None:
    """Softer by three rungs in May, harder by two in July."""
    rows = TALKS.rows("history", "return-screening", "israel", "--step", "on-foot")
    rows = [row for row in rows if row["kind"] == "position"]
    assert [(row["day"], row["value"], row["classes"]) for row in rows] == [
        ("2024-05-06", "israeli-checks", ["new"]),
        ("2024-05-27", "no-arms-clause", ["closer", "softened"]),
        ("2024-07-27", "israeli-checks", ["new"]),
        ("2024-07-27", "agreed-mechanism", ["farther", "hardened", "newly-contested"]),
    ]
    page = TALKS.page("history", "return-screening", "israel", "--step", "on-foot")
    assert "softened by 3 rungs" in page
    assert "hardened by 2 rungs" in page


def test_9_nobody_in_israel_is_hidden_by_a_later_day() -> None:
    """The prime minister's red line, against which the head of the Mossad stands, the cabinet, and what US officials
    say of Israel."""
    assert TALKS.cell("israel", "philadelphi-withdrawal", "2024-09-04") == [
        "current: over day 42; israel/netanyahu, 2024-09-04, B1",
        "divided: immediately after first-phase-end; israel/barnea, 2024-09-02, B2",
        "earlier: unspecified; united-states, 2024-09-03, B2",
        "earlier: over day 42; israel, 2024-08-29, B1",
        "earlier: over day 42; The New York Times, 2024-07-27, B1",
    ]


def test_days_of_the_truce() -> None:
    """Its first day is day 1 itself: day 42, on which phase one ends, is 1 March 2025."""
    (row,) = (row for row in TALKS.rows("events") if row["id"] == "first-phase-end")
    assert (row["date"], row["day"]) == ("day 42 of ceasefire-start", "2025-03-01")


def test_11_the_answers_to_the_proposal_of_16_august() -> None:
    """Israel's in the words of Washington, Hamas's own; no term is public, so none has a gap."""
    assert TALKS.answers("us-2024-08-16", "2024-08-19") == [
        "israel accepted, blinken, 2024-08-19, B2",
        "hamas rejected, Hamas, 2024-08-18/2024-08-19, F2",
    ]
    assert [row for row in TALKS.rows("proposals", "us-2024-08-16") if row["part"] == "term"] == []
    assert TALKS.counts("2024-08-19")["agreed"] == 0


def test_12_the_answers_to_the_draft_of_january() -> None:
    """That Hamas accepted two officials say; an Israeli official says that Israel is not ready. Nothing is agreed."""
    assert TALKS.answers("mediators-2025-01-12", "2025-01-14") == [
        "israel pending, Israeli official, 2025-01-14, B2",
        "hamas accepted, two officials involved in the talks, 2025-01-14, B2",
    ]
    assert TALKS.counts("2025-01-14")["agreed"] == 0


def test_20_the_extension_on_14_march() -> None:
    """Israel wants it and Hamas does not; four living hostages apart, and several dead are no number."""
    day = "2025-03-14"
    assert TALKS.gap("extension", "israel", "hamas", day).startswith("apart")
    assert step_gap("extension-hostages", "living", day).startswith("apart 4")
    assert step_gap("extension-hostages", "dead", day).startswith("unknown")


def test_24_how_long_an_answer_was_awaited() -> None:
    """14 days on the day before Hamas answers the paper of 27 May; none is awaited from then on."""
    assert f"{ISRAEL}: Hamas, 14 days" in TALKS.overview("waiting", "2024-06-10")
    assert not any(words.startswith(f"{ISRAEL}: Hamas") for words in TALKS.overview("waiting", "2024-06-11"))
    assert "us-2024-08-16: Hamas, 1 day" in TALKS.overview("waiting", "2024-08-17")
    assert not any(words.startswith("us-2024-08-16: Hamas") for words in TALKS.overview("waiting", "2024-08-19"))


@pytest.mark.parametrize(
    "words",
    [
        ("compare", "--issue", "civilian-return", "--issue", "permanent-ceasefire", "--issue", "team-mandate"),
        ("diff", "israel", "hamas"),
        ("proposals", "us-compromise-2024-03"),
        ("proposals", "hamas-2024-03-14"),
        ("history", "prisoners-first-stage"),
        ("rounds",),
    ],
    ids=" ".join,
)
def test_what_came_later_changes_no_page_of_march(words: tuple[str, ...]) -> None:
    """A page of 26 March is the same with the sheets of that time alone and with all of them."""
    whole = look(*words, *IN_MARCH, "-n", "gaza-ceasefire-2024", "--data", SHIPPED)
    assert whole == look(*words, *IN_MARCH)


def test_what_came_later_changes_no_position_of_march() -> None:
    """`show` has the same rows of 26 March with the sheets of that time alone and with all of them."""
    assert TALKS.rows("show", *IN_MARCH) == run("show", *IN_MARCH, "--json").json["rows"]
