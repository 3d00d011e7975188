"""`gaps`: how far apart each pair of counterparts is, and whether that is more or less than before."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from .harness import SHIPPED, look, run

STAGE = "prisoners-first-stage"
UAW = ("--data", SHIPPED, "-n", "uaw-detroit-2023")
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
        "female-soldier-ratio": ("apart", "0", ""),
        STAGE: ("overlap", "", "prisoners"),
        "return-pace": ("silent", "", ""),
        "life-sentence-ratio": ("silent", "", ""),
        "permanent-ceasefire": ("silent", "", ""),
    }
    assert rows["female-soldier-ratio"]["more_than"] == "yes"
    assert rows[STAGE]["common"] == "700..800"
    assert "team-mandate" not in rows


def test_since_the_offer_of_hamas() -> None:
    """`--since 2024-03-14`: the first stage went from 300 apart to overlapping."""
    row = gap(STAGE, "--since", "2024-03-14")
    assert (row["before_status"], row["before_gap"], row["before_distance"]) == ("apart", "apart 300", "300")
    assert (row["status"], row["gap"], row["trend"]) == ("overlap", "overlap 700..800", "closer")
    assert row["unchanged_since"] == "2024-03-24"
    page = look("gaps", "--since", "2024-03-14")
    assert re.search(r"^> prisoners-first-stage +Israel - Hamas +overlap 700..800 +apart 300 +closer", page, re.M)
    assert page.splitlines()[0].endswith("since 14 Mar")


def test_since_a_day_when_one_was_silent() -> None:
    """`--since 2024-02-27`: Hamas had named no number, so the gap of then is silence and not a distance."""
    row = gap(STAGE, "--since", "2024-02-27")
    assert (row["before_status"], row["before_gap"], row["before_distance"]) == ("silent", "silent", "")
    assert row["trend"] == "new"
    assert re.search(r"^\+ prisoners-first-stage .* silent +new", look("gaps", "--since", "2024-02-27"), re.M)


def test_since_defaults_to_the_last_event() -> None:
    """Without `--since` it is the end of the last event before the day that is asked about, and the page says so."""
    assert run("gaps", "--json").json["since"] == "2024-03-24"
    assert "24 Mar" in look("gaps").splitlines()[0]
    assert run("gaps").out == run("gaps", "--since", "doha-round").out
    assert run("gaps", "--as-of", "2024-03-10", "--json").json["since"] is None


def test_what_moved_comes_first() -> None:
    """The newly moved, then the least settled and the widest."""
    issues = run("gaps", "--since", "2024-03-14", "--ids").lines
    assert set(issues[:3]) == {"civilian-return", "female-soldier-ratio", STAGE}
    assert run("gaps", "--since", "2024-03-14", "--sort", "moved", "--ids").lines == issues


def test_the_widest_first() -> None:
    """`--sort widest`: those apart before the rest, an overlap last; movement does not count."""
    assert run("gaps", "--sort", "widest", "--ids").lines[-1] == STAGE
    pairs = run("gaps", "--sort", "widest", *UAW).rows
    distances = [float(row["distance"]) for row in pairs if row["status"] == "apart"]
    assert distances == sorted(distances, reverse=True)
    assert len(distances) == 2


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
    assert (row["one_value"], row["other_value"]) == ("700..1000", "700..800")
    assert {row["status"] for row in run("gaps", "israel", "egypt").rows} == {"silent"}


def test_one_union_against_three_employers() -> None:
    """Three pairs an issue; employers of one bloc are no counterparts of each other, nor is the silent bloc one."""
    rows = [row for row in run("gaps", *UAW).rows if row["issue"] == "general-wage-increase"]
    assert {(row["one"], row["other"]): (row["status"], row["distance"]) for row in rows} == {
        ("uaw", "ford"): ("agreed", "11"),
        ("uaw", "general-motors"): ("apart", "11"),
        ("uaw", "stellantis"): ("apart", "11"),
    }
    every = run("gaps", *UAW).rows
    assert {row["one"] for row in every} == {"uaw"}
    assert {row["other"] for row in every} == {"ford", "general-motors", "stellantis"}
    assert len(every) == 12


def test_each_employer_s_gap_before() -> None:
    """`--since` an event of the talks: each pair has its own distance of then; Ford had said nothing."""
    rows = run("gaps", "--issue", "general-wage-increase", "--since", "strike-start", *UAW).rows
    assert {row["other"]: (row["before_gap"], row["trend"]) for row in rows} == {
        "ford": ("silent", "agreed"),
        "general-motors": ("apart 30 points", "closer"),
        "stellantis": ("apart 25.5 points", "closer"),
    }


def test_agreed_is_shown_as_provisional() -> None:
    """With the proposal by which the pair settled it."""
    (row,) = run("gaps", "uaw", "ford", "--issue", "general-wage-increase", *UAW).rows
    assert row["status"] == "agreed"
    assert {"ford-tentative-2023-10-25", "provisionally"} <= set(row["gap"].replace(",", "").split())
    assert run("gaps", "uaw", "ford", *UAW, "--as-of", "2023-10-24").rows[0]["status"] == "apart"


def test_farther_and_gone(here: Path) -> None:
    """A gap that grew, and one that a withdrawal ended."""
    run("add-position", "israel", "civilian-return", "at least 3 weeks", *OFFER, cwd=here)
    run("add-position", "hamas", "female-soldier-ratio", "--withdraws", "60b8", *OFFER, cwd=here)
    grown = gap("civilian-return", "--since", "2024-03-26", cwd=here)
    assert (grown["before_distance"], grown["distance"], grown["trend"]) == ("14", "21", "farther")
    gone = gap("female-soldier-ratio", "--since", "2024-03-26", cwd=here)
    assert (gone["before_status"], gone["status"], gone["trend"]) == ("apart", "silent", "gone")


def test_known_at() -> None:
    """The second clock: what had not been recorded was silence."""
    assert gap(STAGE, "--known-at", "2026-11-20T09:20:00Z")["gap"] == "apart 300"


def test_before_anything_was_said() -> None:
    """All is silent, nothing was before, no day is invented; exit 0."""
    result = run("gaps", "--as-of", "2023-12-01")
    assert (result.code, result.err) == (0, "")
    assert {(row["status"], row["trend"], row["unchanged_since"]) for row in result.rows} == {("silent", "same", "")}


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (("israel",), "gaps takes two parties, or none for all counterparts"),
        (("israel", "hamas", "egypt"), "gaps takes two parties, or none for all counterparts"),
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
