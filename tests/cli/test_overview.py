"""`overview`: a whole negotiation on one screen, or one line for each of several."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ..negotiations import write_negotiation
from .harness import SHIPPED, look, run, two_at_home, unchanged

BALL = ("--data", SHIPPED, "-n", "mlb-lockout-2021-22")
UAW = ("--data", SHIPPED, "-n", "uaw-detroit-2023")
OFFER = ("--stated", "2024-03-28", "--on-record")


def lines_of(heading: str, *args: object, cwd: Path | None = None) -> list[str]:
    """Return the lines under one heading."""
    return [row["words"] for row in run("overview", *args, cwd=cwd).rows if row["heading"] == heading]


def counts(*args: object, cwd: Path | None = None) -> dict[str, int]:
    """Return the number of issues of each status."""
    found: dict[str, int] = run("overview", *args, "--json", cwd=cwd).json["counts"]
    return found


def test_counts_by_status() -> None:
    """Every issue of substance counts once; contest is counted beside them."""
    found = counts()
    assert {name: found[name] for name in ("agreed", "overlap", "apart", "not comparable", "silent", "contested")} == {
        "agreed": 0,
        "overlap": 0,
        "apart": 3,
        "not comparable": 2,
        "silent": 3,
        "contested": 2,
    }


@pytest.mark.parametrize("name", ["gaza-ceasefire-2024", "mlb-lockout-2021-22", "uaw-detroit-2023"])
@pytest.mark.parametrize("width", [80, 100, 160])
def test_one_screen(name: str, width: int) -> None:
    """The page has 24 lines at most, however much there is to say."""
    assert len(look("overview", "--data", SHIPPED, "-n", name, width=width).splitlines()) <= 24


def test_the_head_of_the_page() -> None:
    """The head says what there is and as of when."""
    lines = look("overview").splitlines()
    assert lines[0].startswith("Gaza cease-fire and hostage talks")
    assert lines[0].endswith("as of 26 Mar 2024")
    assert "38 positions, 2 proposals and 12 answers; they rest on 28 sources · 2 principals" in lines[1]
    assert "agreed 0   overlap 0   apart 3" in lines[3]


def test_what_stands_under_each_heading() -> None:
    """The widest gaps, the contested, the moved and the silent, each with what is needed to look on."""
    assert lines_of("widest")[1] == (
        "life-sentence-ratio 25, according to Channel 12 (Israel, Hamas), unchanged since 23 Mar"
    )
    assert lines_of("contested") == [
        "permanent-ceasefire of Hamas: date-after-first-exchange (own document, B2); immediate (according to prime "
        "minister's office (Israel), B3; caveat: the other side's words; and 2 more)",
        "team-mandate of Israel: sufficient (senior Israeli official in the negotiations (own), B3; caveat: says both: "
        "not all that was asked, and enough for a deal); limited (according to international mediators in Doha, B2; "
        "caveat: the mandate is only part of what they say; and 2 more)",
    ]
    moved = lines_of("moved")
    assert moved[0].startswith("prisoners-first-stage, Israel, 24 Mar: 400, according to informed sources, ")
    assert moved[0].endswith("; softened by 300 to 400; another voice")
    assert len(moved) == 5
    assert lines_of("silent") == [
        "Israel on prisoner-veto",
        "Hamas on return-pace, hostages-first-phase, prisoner-veto",
    ]


def test_all_of_it() -> None:
    """`-v` has no limit of lines: every finding stands whole; without it what has no room is named alone."""
    whole, screen = look("overview", "-v"), look("overview")
    for heading in ("widest", "contested", "moved"):
        for words in lines_of(heading):
            assert words in " ".join(whole.split())
    assert "permanent-ceasefire, Hamas, 14 Mar: immediate" in whole
    assert "permanent-ceasefire, Hamas, 14 Mar · civilian-return, Israel, 25 Mar · and 2 more" in screen


def test_an_overlap_says_whose_words_it_rests_on(here: Path) -> None:
    """Hamas itself comes down to what Channel 12 says that Israel offers: an overlap in Channel 12's words."""
    run("add-position", "hamas", "life-sentence-ratio", "5:1", *OFFER, cwd=here)
    assert lines_of("overlap", cwd=here) == ["life-sentence-ratio 5:1, according to Channel 12"]
    assert counts(cwd=here)["overlap"] == 1


@pytest.mark.parametrize(
    ("day", "lines"),
    [
        ("2024-03-24", ["us-compromise-2024-03: Hamas, at least 1 day"]),
        ("2024-03-23", ["hamas-2024-03-14: Israel, 9 days", "us-compromise-2024-03: Hamas, at least 0 days"]),
        ("2024-03-25", []),
    ],
)
def test_who_has_not_answered(day: str, lines: list[str]) -> None:
    """A proposal that a party has not answered itself, nor by an offer of its own, and for how many days; a
    restatement is an answer."""
    assert lines_of("waiting", "--as-of", day) == lines


def test_nobody_waits_for_an_answer_that_was_given(here: Path) -> None:
    """An answer of the party's own ends the waiting."""
    day = ("--as-of", "2024-03-23")
    assert "hamas-2024-03-14: Israel, 9 days" in lines_of("waiting", *day, cwd=here)
    run("add-response", "israel", "hamas-2024-03-14", "rejected", "--stated", "2024-03-15", "--on-record", cwd=here)
    assert "hamas-2024-03-14: Israel, 9 days" not in lines_of("waiting", *day, cwd=here)


def test_a_new_proposal_waits_for_both(here: Path) -> None:
    """Each principal that was asked and gave no answer has its line; days run from the day of tabling."""
    offer = ("--title", "Bridge", "--term", "civilian-return=1 week", "--stated", "2024-03-26", "--side", "own")
    run("add-proposal", "qatar", *offer, "--id", "bridge", cwd=here)
    run("add-note", "qatar", "Two days later.", *OFFER, cwd=here)
    lines = [line for line in lines_of("waiting", "--as-of", "2024-03-28", cwd=here) if line.startswith("bridge")]
    assert lines == ["bridge: Israel, 2 days", "bridge: Hamas, 2 days"]


def test_stale_positions() -> None:
    """`--stale DAYS` sets the age; the positions that are older are named."""
    assert lines_of("stale") == ["none older than 30 days"]
    stale = " ".join(lines_of("stale", "--stale", "1"))
    assert "prisoners-first-stage" in stale
    assert "civilian-return" not in stale


def test_thin_records() -> None:
    """How many of the current positions rest on one source at most, of grade C or worse."""
    (words,) = lines_of("thin")
    assert words.startswith("3 current values rest on one source at most, of grade C or worse")


def test_agreed_is_provisional(here: Path) -> None:
    """A proposal of one principal that the other accepts settles its issue, and the overview names it."""
    offer = ("--title", "Offer", "--term", "civilian-return=10 days", "--between", "israel", "--between", "hamas")
    run("add-proposal", "israel", *offer, *OFFER, "--id", "offer", cwd=here)
    run("add-response", "hamas", "offer", "accepted", *OFFER, cwd=here)
    assert counts(cwd=here)["agreed"] == 1
    (words,) = lines_of("agreed", cwd=here)
    assert {"civilian-return", "offer", "provisionally"} <= set(words.replace(",", "").split())
    assert not [words for words in lines_of("widest", cwd=here) if words.startswith("civilian-return")]


def test_as_of_an_earlier_day() -> None:
    """The screen of that day: on the 24th the ratio was 25 apart, on one basis, as wide as the other."""
    assert counts("--as-of", "2024-03-24")["not comparable"] == 1
    assert [words.split(",")[0] for words in lines_of("widest", "--as-of", "2024-03-24")[:2]] == [
        "female-soldier-ratio 25",
        "life-sentence-ratio 25",
    ]
    assert lines_of("waiting", "--as-of", "2024-02-28") == []


def test_before_anything_was_said() -> None:
    """Silent is what nobody has spoken of to this day; the rest had not come up; nothing is stale or thin."""
    found = counts("--as-of", "2023-01-01")
    assert found["silent"] == 1
    assert sum(found.values()) == 1
    assert lines_of("widest", "--as-of", "2023-01-01") == []


def test_one_union_and_three_employers() -> None:
    """The issue stands as its least settled pair; the union is silent where it made no demand."""
    before = (*UAW, "--as-of", "2023-10-24")
    found = counts(*before)
    assert (found["agreed"], found["apart"], found["silent"]) == (0, 1, 3)
    assert any("UAW" in words and "top-hourly-wage" in words for words in lines_of("silent", *before))
    assert lines_of("waiting", *before) == []


def test_after_the_three_agreements() -> None:
    """The wage is agreed with each of the three, and nobody is silent, stale or apart on what they left out."""
    found = counts(*UAW)
    assert (found["agreed"], found["apart"], found["silent"], found["no term on record"]) == (1, 0, 0, 3)
    assert lines_of("concluded", *UAW) == [
        "UAW and General Motors: agreed 30 Oct 2023, ratified by UAW · 2 issues in it · 2 not in it",
        "UAW and Stellantis: agreed 28 Oct 2023, ratified by UAW · 1 issue in it · 2 not in it",
        "UAW and Ford: agreed 25 Oct 2023, ratified by UAW · 2 issues in it",
    ]
    assert sum(words.startswith("general-wage-increase 25%") for words in lines_of("agreed", *UAW)) == 3
    assert [lines_of(heading, *UAW) for heading in ("silent", "widest", "waiting")] == [[], [], []]


def test_what_is_open_overlaps_nowhere() -> None:
    """Both say yes to the draft in July, against a red line and on other terms: it is open, and no overlap."""
    july = (*BALL, "--as-of", "2022-07-20")
    assert (counts(*july)["open"], counts(*july)["overlap"]) == (2, 0)
    assert lines_of("overlap", *july) == []


def test_the_day_after_the_lockout() -> None:
    """Two issues are open until 25 July, and counted as such, never as agreed; the day after they are settled by the
    fallback and no more open."""
    before, after = ((*BALL, "--as-of", day) for day in ("2022-03-11", "2022-07-26"))
    assert counts(*before) == {
        **dict.fromkeys(("overlap", "apart", "silent", "contested"), 0),
        "agreed": 17,
        "open": 2,
        "no term on record": 13,
    }
    assert lines_of("open", *before) == [
        "international-draft until 25 Jul, 136 days, else no",
        "qualifying-offer until 25 Jul, 136 days, else yes",
    ]
    assert lines_of("due", *before) == ["nothing within 30 days"]
    assert [lines_of(heading, *before) for heading in ("widest", "waiting", "moved", "thin")] == [[], [], [], []]
    found = counts(*after)
    assert (found["agreed"], found["settled by the fallback"], "open" in found) == (17, 2, False)
    assert lines_of("open", *after) == []
    assert lines_of("fallback", *after) == ["qualifying-offer 25 Jul: yes", "international-draft 25 Jul: no"]


def test_several_negotiations() -> None:
    """Without `-n` one line each; with it the whole."""
    rows = run("overview", "--data", SHIPPED).rows
    columns = ("id", "as_of", "agreed", "open", "apart", "silent")
    assert [tuple(row[name] for name in columns) for row in rows] == [
        ("gaza-ceasefire-2024", "2025-03-18", "0", "0", "3", "23"),
        ("mlb-lockout-2021-22", "2022-07-25", "17", "2", "4", "1"),
        ("uaw-detroit-2023", "2023-11-20", "1", "0", "0", "0"),
    ]
    two = two_at_home()
    assert run("overview", "--ids", cwd=two).lines == ["gaza-ceasefire-2024", "uaw-detroit-2023"]
    assert run("overview", "--data", SHIPPED / "uaw-detroit-2023", "--json").json["negotiation"] == "uaw-detroit-2023"
    page = look("overview", cwd=two)
    assert "uaw-detroit-2023" in page
    assert "20 Nov 2023" in page


def test_a_broken_neighbour_does_not_hide_the_others(here: Path, two: Callable[[str], Path]) -> None:
    """Exit 2, its problem on stderr with the negotiation's name, the valid one on stdout."""
    two('title = "Broken"\n[issue.x]\ntitel = "X"\n')
    with unchanged(here):
        result = run("overview", cwd=here)
    assert result.code == 2
    assert result.err.startswith("broken/negotiation.toml:")
    assert "gaza-ceasefire-2024" in {row["id"] for row in result.rows}


@pytest.fixture
def two(here: Path) -> Callable[[str], Path]:
    """Add a second negotiation with the text given."""

    def add(text: str) -> Path:
        return write_negotiation(here / "data/broken", {"negotiation.toml": text})

    return add


def test_machine_formats_hold_one_fact_a_line() -> None:
    """Heading, what it is about and the words; JSON has the counts as numbers beside the rows."""
    whole = run("overview", "--json").json
    assert whole["schema"] == "negtrack.overview/1"
    assert (whole["negotiation"], whole["as_of"]) == ("gaza-ceasefire-2024", "2024-03-26")
    assert {row["heading"] for row in whole["rows"]} >= {"count", "widest", "contested", "moved", "silent"}
    assert all(isinstance(count, int) for count in whole["counts"].values())


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (("--stale", "-1"), "'--stale'"),
        (("--stale", "soon"), "'--stale'"),
        (("--as-of", "deal-signed"), "has no date yet"),
        (("-n", "nope"), 'no negotiation "nope"'),
        (("hamas",), "hamas"),
    ],
)
def test_what_does_not_hold_is_one_line(given: tuple[str, ...], words: str) -> None:
    """Exit 2, nothing on stdout."""
    result = run("overview", *given)
    assert (result.code, result.out) == (2, "")
    assert words in result.err
    assert len(result.err.splitlines()) == 1
