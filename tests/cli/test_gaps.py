"""`gaps`: how far apart each pair of counterparts is, and whether that is more or less than before."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from .harness import SHIPPED, look, run

STAGE = "prisoners-first-stage"
UAW = ("--data", SHIPPED, "-n", "uaw-detroit-2023", "--as-of", "2023-10-24")
OFFER = ("--stated", "2024-03-28", "--on-record")


def gap(issue: str, *args: object, cwd: Path | None = None) -> dict[str, str]:
    """Return the one row of an issue."""
    (row,) = (row for row in run("gaps", *args, cwd=cwd).rows if row["issue"] == issue)
    return row


def test_each_issue_of_substance() -> None:
    """Status, distance and unit of each issue; process issues have no gap."""
    rows = {row["issue"]: row for row in run("gaps").rows}
    assert {name: (row["status"], row["distance"], row["unit"]) for name, row in rows.items()} == {
        "civilian-return": ("apart", "14", "days"),
        "life-sentence-ratio": ("apart", "25", ""),
        "permanent-ceasefire": ("apart", "2", "rungs"),
        "female-soldier-ratio": ("not comparable", "", ""),
        STAGE: ("not comparable", "", ""),
        "return-pace": ("silent", "", ""),
        "hostages-first-phase": ("silent", "", ""),
        "prisoner-veto": ("silent", "", ""),
    }
    assert rows[STAGE]["reason"] == "basis"
    assert "team-mandate" not in rows


@pytest.mark.parametrize(
    ("value", "status", "more_than", "common"),
    [("under 100", "apart", "yes", ""), ("80..120", "overlap", "no", "100..120")],
)
def test_open_ends_and_common_parts(talks: Path, value: str, status: str, more_than: str, common: str) -> None:
    """A distance from an excluded end is more than its number; what overlaps names what is common."""
    run("add-position", "employer", "pay", value, "--on-record", "--stated", "2024-03-26", cwd=talks)
    row = gap("pay", cwd=talks)
    assert (row["status"], row["more_than"], row["common"]) == (status, more_than, common)


def test_since_the_offer_of_hamas() -> None:
    """`--since 2024-03-14`: Israel moved on the first stage, but on two bases that was no gap then and is none now."""
    row = gap(STAGE, "--since", "2024-03-14")
    assert (row["before_status"], row["before_gap"], row["before_distance"]) == (
        "not comparable",
        "not comparable: basis",
        "",
    )
    assert (row["status"], row["gap"], row["trend"]) == ("not comparable", "not comparable: basis", "same")
    assert row["unchanged_since"] == "2024-03-14"
    assert look("gaps", "--since", "2024-03-14").splitlines()[0].endswith("since 14 Mar")


def test_since_the_strike_s_eve() -> None:
    """Ford and the union came from 16 points apart to 2, both times in others' words, and the row names these."""
    row = gap("general-wage-increase", "uaw", "ford", "--since", "2023-09-14", *UAW)
    assert (row["before_status"], row["before_distance"]) == ("apart", "16")
    assert row["before_gap"] == "apart 16 points, according to The Detroit News and Shawn Fain (UAW)"
    assert (row["distance"], row["trend"], row["unchanged_since"]) == ("2", "closer", "2023-10-20")
    page = look("gaps", "uaw", "ford", "--issue", "general-wage-increase", "--since", "2023-09-14", *UAW, width=200)
    assert re.search(r"^> general-wage-increase +apart 2 points, .* apart 16 points, .* closer", page, re.M)


def test_since_a_day_when_one_was_silent() -> None:
    """`--since 2024-02-27`: Hamas had named no number, so the gap of then is silence and not a distance."""
    row = gap(STAGE, "--since", "2024-02-27")
    assert (row["before_status"], row["before_gap"], row["before_distance"]) == ("silent", "silent", "")
    assert row["trend"] == "new"
    assert re.search(r"^\+ prisoners-first-stage .* silent +new", look("gaps", "--since", "2024-02-27"), re.M)


def test_without_since_each_has_its_own_before() -> None:
    """Without `--since` each pair stands beside what it was before its own last change, and the page says so."""
    assert run("gaps", "--json").json["since"] is None
    assert "each beside what it was before its last change" in look("gaps")
    pairs = {row["other"]: row for row in run("gaps", *UAW).rows if row["issue"] == "general-wage-increase"}
    assert {name: (row["before_distance"], row["unchanged_since"]) for name, row in pairs.items()} == {
        "ford": ("13", "2023-10-20"),
        "general-motors": ("16", "2023-10-20"),
        "stellantis": ("16", "2023-10-20"),
    }
    assert run("gaps", "--as-of", "2023-01-01").rows[0]["trend"] == "same"


def test_what_moved_comes_first() -> None:
    """The newly moved, then the least settled and the widest."""
    issues = run("gaps", "--since", "2024-03-14", "--ids").lines
    assert set(issues[:4]) == {"civilian-return", "female-soldier-ratio", "life-sentence-ratio", "permanent-ceasefire"}
    assert issues[4] == STAGE
    assert run("gaps", "--since", "2024-03-14", "--sort", "moved", "--ids").lines == issues


def test_the_widest_first() -> None:
    """`--sort widest`: those apart before the rest, silence last; movement does not count."""
    rows = run("gaps", "--sort", "widest").rows
    assert [row["status"] for row in rows] == ["apart"] * 3 + ["not comparable"] * 2 + ["silent"] * 3
    pairs = run("gaps", "--sort", "widest", *UAW).rows
    distances = [float(row["distance"]) for row in pairs if row["status"] == "apart"]
    assert distances == sorted(distances, reverse=True)
    assert len(distances) == 3


def test_in_the_negotiation_s_order() -> None:
    """`--sort issue`: the order of the file."""
    order = [row["id"] for row in run("issues").rows]
    issues = run("gaps", "--sort", "issue", "--ids").lines
    assert issues == [name for name in order if name in issues]


def test_issues_and_groups_narrow_it() -> None:
    """`--issue` and `--group` as in the other views."""
    assert run("gaps", "--issue", STAGE, "--ids").lines == [STAGE]
    assert set(run("gaps", "--group", "humanitarian", "--ids").lines) == {"civilian-return", "return-pace"}


def test_two_parties_in_the_order_named() -> None:
    """Any pair that is named, with values on the sides asked for."""
    row = gap(STAGE, "hamas", "israel")
    assert (row["one"], row["other"]) == ("hamas", "israel")
    assert (row["one_value"], row["other_value"]) == ("700..1000", "one of 700..800")
    assert {row["status"] for row in run("gaps", "israel", "united-states").rows} == {"silent"}


def test_one_union_against_three_employers() -> None:
    """Three pairs an issue; employers of one bloc are no counterparts of each other, nor is the silent bloc one."""
    rows = [row for row in run("gaps", *UAW).rows if row["issue"] == "general-wage-increase"]
    assert {(row["one"], row["other"]): (row["status"], row["distance"]) for row in rows} == {
        ("uaw", "ford"): ("apart", "2"),
        ("uaw", "general-motors"): ("apart", "2"),
        ("uaw", "stellantis"): ("apart", "5"),
    }
    every = run("gaps", *UAW).rows
    assert {row["one"] for row in every} == {"uaw"}
    assert {row["other"] for row in every} == {"ford", "general-motors", "stellantis"}
    assert len(every) == 9


def test_each_employer_s_gap_before() -> None:
    """`--since` an event of the talks: each pair has its own distance of then."""
    rows = run("gaps", "--issue", "general-wage-increase", "--since", "strike-start", *UAW).rows
    assert {row["other"]: (row["before_distance"], row["trend"]) for row in rows} == {
        "ford": ("16", "closer"),
        "general-motors": ("26", "closer"),
        "stellantis": ("18.5", "closer"),
    }


def test_agreed_is_shown_as_provisional(ford_deal: Path) -> None:
    """With its value and the proposal by which the pair agreed; the other employers' gaps are what they were."""
    given = ("gaps", "--issue", "general-wage-increase", "--since", "2023-10-24")
    rows = {row["other"]: row for row in run(*given, cwd=ford_deal).rows}
    assert (rows["ford"]["status"], rows["ford"]["trend"]) == ("agreed", "agreed")
    assert rows["ford"]["gap"] == "agreed provisionally 25%, ford-tentative"
    assert (rows["general-motors"]["status"], rows["stellantis"]["status"]) == ("apart", "apart")
    assert gap("general-wage-increase", "uaw", "ford", "--as-of", "2023-10-24", cwd=ford_deal)["status"] == "apart"


def test_farther_and_gone(here: Path) -> None:
    """A gap that grew, and one that a withdrawal ended."""
    run("add-position", "israel", "civilian-return", "at least 3 weeks", *OFFER, cwd=here)
    run("add-position", "hamas", "life-sentence-ratio", "--withdraws", "31b0", *OFFER, cwd=here)
    grown = gap("civilian-return", "--since", "2024-03-26", cwd=here)
    assert (grown["before_distance"], grown["distance"], grown["trend"]) == ("14", "21", "farther")
    gone = gap("life-sentence-ratio", "--since", "2024-03-26", cwd=here)
    assert (gone["before_status"], gone["status"], gone["trend"]) == ("apart", "silent", "gone")


def test_known_at() -> None:
    """The second clock: what had not been recorded was silence."""
    assert gap("life-sentence-ratio", "--known-at", "2026-11-20T09:05:00Z")["gap"] == "silent"
    assert gap("civilian-return", "--known-at", "2026-11-20T09:05:00Z")["status"] == "apart"


def test_before_anything_was_said() -> None:
    """All is silent, nothing was before, no day is invented; exit 0."""
    result = run("gaps", "--as-of", "2023-12-01")
    assert (result.code, result.err) == (0, "")
    assert {(row["status"], row["trend"], row["unchanged_since"]) for row in result.rows} == {("silent", "same", "")}


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (("israel", "hamas", "egypt"), "gaps takes one party or two, or none for all counterparts"),
        (("israel", "hammas"), "did you mean hamas?"),
        (("--since", "nope"), 'no event "nope"'),
        (("--since", "deal-signed"), 'the event "deal-signed" has no date yet'),
        (("--sort", "wide"), "'wide' is not one of 'moved', 'widest', 'issue'"),
        (("--issue", "nope"), 'no issue "nope"'),
        (("--group", "nope"), 'no group "nope"'),
    ],
)
def test_what_does_not_hold_is_one_line(given: tuple[str, ...], message: str) -> None:
    """Exit 2, nothing on stdout."""
    result = run("gaps", *given)
    assert (result.code, result.out) == (2, "")
    assert message in result.err
    assert len(result.err.splitlines()) == 1
