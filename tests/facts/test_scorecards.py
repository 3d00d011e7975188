"""What `scorecard` must say about the shipped talks, worked out by hand: the answers by their numbers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from ..cli.harness import copy_data, run
from .answers import Talks

BALL, CARS = Talks("mlb-lockout-2021-22"), Talks("uaw-detroit-2023")
THRESHOLD, MINIMUM, POOL, TOTAL = "luxury-tax-threshold", "minimum-salary", "bonus-pool", "sum 2022-2026"
WAGES = "general-wage-increase"
LOCKOUT = "2021-12-02"
"""The day on which the lockout began."""


def score(issue: str, step: str = "", *args: object, talks: Talks = BALL) -> dict[str, Any]:
    """Return the score of a measure."""
    rows = talks.rows("scorecard", "--issue", issue, *args)
    (row,) = (row for row in rows if row["part"] == "score" and (row["step"] or "") == step)
    return row


def figures(row: dict[str, Any]) -> list[str]:
    """Return openings, last words, what was agreed, and what each moved with the share in percent."""
    sides = [(row[f"{side}_moved"], row[f"{side}_percent"]) for side in ("one", "other")]
    moved = [f"{size} {percent}%" if percent is not None else size or "" for size, percent in sides]
    texts = [row[f"{side}_{what}"] or "" for what in ("opening", "last") for side in ("one", "other")]
    return [*texts, row["agreed"] or "", *moved]


def findings(part: str, party: str) -> dict[str, tuple[str, str]]:
    """Return the findings of a sort about a party: issue, and value with outcome and by what."""
    rows = [row for row in BALL.rows("scorecard") if (row["part"], row["party"]) == (part, party)]
    return {row["issue"]: (row["value"], f"{row['outcome']} {row['by'] or ''}".rstrip()) for row in rows}


@pytest.mark.parametrize(
    ("number", "issue", "step", "expected"),
    [
        (1, THRESHOLD, "2022", "180m 248m 230m 232m 230m 50m-73.5 18m-26.5"),
        (4, THRESHOLD, "2026", "220m 273m 242m 250m 244m 24m-45.3 29m-54.7"),
        (5, THRESHOLD, TOTAL, "1.084bn 1.251bn 1.18bn 1.202bn 1.185bn 101m-60.5 66m-39.5"),
        (6, MINIMUM, "2022", "600k 775k 700k 710k 700k 100k-57.1 75k-42.9"),
        (7, MINIMUM, "2026", "680k 895k 770k 780k 780k 100k-46.5 115k-53.5"),
        (9, POOL, "2022", "10m 105m 40m 65m 50m 40m-42.1 55m-57.9"),
        (10, POOL, TOTAL, "125m 475m 200m 375m 250m 125m-35.7 225m-64.3"),
    ],
)
def test_1_to_10_money(number: int, issue: str, step: str, expected: str) -> None:
    """First and last figures, what was agreed, and how far each moved."""
    *values, one, other = expected.split()
    moves = [f"USD {move.replace('-', ' ')}%" for move in (one, other)]
    assert figures(score(issue, step)) == [*(f"USD {value}" for value in values), *moves], number


def test_2_without_a_figure_of_later_reports(tmp_path: Path) -> None:
    """Without the record of 248 million the union opened with 245."""
    copy_data(tmp_path, "mlb-lockout-2021-22")
    reason = ("--reason", "reported months later")
    assert run("retract", "2021-11-28-luxury-tax-threshold-107e", *reason, cwd=tmp_path).code == 0
    rows = run("scorecard", "--issue", THRESHOLD, "--step", "2022", "--format", "json", cwd=tmp_path).json["rows"]
    assert figures(rows[0])[:2] == ["USD 180m", "USD 245m"]
    assert figures(rows[0])[-2:] == ["USD 50m 76.9%", "USD 15m 23.1%"]


def test_3_since_the_lockout() -> None:
    """What each held when the lockout began is the opening."""
    row = score(THRESHOLD, "2022", "--since", LOCKOUT)
    expected = ["USD 214m", "USD 245m", "USD 230m", "USD 232m", "USD 230m", "USD 16m 51.6%", "USD 15m 48.4%"]
    assert figures(row) == expected


def test_8_a_last_schedule_that_is_not_public() -> None:
    """The union's last sum is unknown, as it did not say what lay between; it moved all the same."""
    row = score(MINIMUM, TOTAL)
    assert figures(row)[:3] == ["USD 3.3m", "USD 4.175m", "USD 3.665m"]
    assert (row["other_last"], row["last_gap"]) == ("not public", None)
    assert figures(row)[-3:] == ["USD 3.7m", "USD 400k 45.7%", "USD 475k 54.3%"]


def test_9_the_rival_opening() -> None:
    """Of two figures of one day the one nearest to what was agreed counts, and the other is named."""
    row = score(POOL, "2022")
    assert any(note.startswith("also USD 5m, reported by Bluebird Banter") for note in row["one_notes"])
    assert (row["other_farthest"], row["other_from_farthest"]) == ("USD 115m", 65_000_000)


@pytest.mark.parametrize(
    ("number", "issue", "expected"),
    [
        (11, "super-two-share", ["0%", "100%", "22%", "22%", "22%", "22 points 22.0%", "78 points 78.0%"]),
        (12, "draft-lottery", ["3", "8", "6", "6", "6", "3 60.0%", "2 40.0%"]),
        (13, "postseason-teams", ["14", "12", "12", "12", "12", "2 100.0%", "0 0.0%"]),
        (14, "option-limit", ["5", "4", "5", "4", "5", "0 0.0%", "1 100.0%"]),
    ],
)
def test_11_to_14_other_kinds(number: int, issue: str, expected: Sequence[str]) -> None:
    """Points and counts."""
    assert figures(score(issue)) == expected, number


def test_15_no_opening_gap() -> None:
    """Both opened together, so there is no share; the union moved 50 from its last figure."""
    row = score("bonus-pool-players")
    assert figures(row) == ["30", "30", "30", "150", "100", "70", "70"]
    assert {row["one_no_share"], row["other_no_share"]} == {"there was no opening gap"}
    assert (row["other_farthest"], row["other_from_farthest"]) == ("150", 50)
    assert any(note.startswith("50 from its last 150") for note in row["other_notes"])


def test_16_an_opening_that_is_not_public() -> None:
    """The league moved 5 points from its opening and 30 from its highest; of the union nothing is known."""
    row = score("luxury-tax-rate", "first")
    assert figures(row) == ["25%", "", "20%", "not public", "20%", "5 points", ""]
    assert (row["one_farthest"], row["one_from_farthest"]) == ("50%", 30)
    assert row["one_no_share"] == "an opening is not public"
    page = BALL.page("scorecard", "--issue", "luxury-tax-rate")
    assert "first 25% not public 20% not public 20% 5 points -" in page


def test_17_by_withdrawal() -> None:
    """The union gave up all that it had asked for; nothing is on record as agreed."""
    row = score("revenue-sharing-cut")
    assert figures(row) == [
        "USD 0",
        "USD 100m",
        "USD 0",
        "",
        "",
        "0 0.0%",
        "USD 100m, by withdrawal",
    ]
    assert row["state"] == "no term on record"
    assert "withdrawn 26 Feb" in BALL.page("scorecard", "--issue", "revenue-sharing-cut")


@pytest.mark.parametrize(
    ("issue", "expected", "left"),
    [
        ("int-draft-money", ["USD 181m", "USD 260m", "USD 191m", "USD 260m", "", "USD 10m 12.7%", "0 0.0%"], "USD 69m"),
        ("int-draft-undrafted", ["USD 20k", "USD 40k", "USD 20k", "USD 40k", "", "0 0.0%", "0 0.0%"], "USD 20k"),
    ],
)
def test_18_and_19_after_the_agreement(issue: str, expected: Sequence[str], left: str) -> None:
    """Of the draft of July nothing was agreed: the last figures are those on record, and a gap is left."""
    row = score(issue)
    assert (figures(row), row["left"]) == (expected, left)


def test_41_demands_of_the_union_that_were_dropped() -> None:
    """Withdrawn, given up to a red line of the league, or without a term."""
    dropped = findings("dropped", "mlbpa")
    assert dropped["free-agency"][1] == "withdrawn 2022-01-24-free-agency-84c6"
    assert dropped["revenue-sharing-cut"] == ("USD 30m", "withdrawn 2022-02-26-revenue-sharing-cut-caf4")
    assert dropped["super-two-share"] == ("100%", "given up to a red line mlbpa-2022-03-01#super-two-share")
    rookies = "catchers-infielders-dh: 5; outfielders-pitchers: 15"
    assert findings("no term", "mlbpa")["service-year-by-war"] == (rookies, "not in the agreement")


def test_42_demands_of_the_league_that_were_dropped() -> None:
    """Withdrawn, or given up to what the union had asked from the start."""
    dropped = findings("dropped", "mlb")
    assert {issue: outcome.split()[0] for issue, (_, outcome) in dropped.items()} == {
        "salary-floor": "withdrawn",
        "minimum-salary-by-service": "withdrawn",
        "arbitration-system": "withdrawn",
        "minor-league-contracts": "withdrawn",
        "free-agency": "given",
        "postseason-teams": "given",
    }
    assert dropped["postseason-teams"] == ("14", "given up mlb-2022-03-01#postseason-teams")


def test_44_red_lines() -> None:
    """None of the league's was crossed; the union's against 14 teams held, that against a draft was crossed in July."""
    assert {issue: outcome for issue, (_, outcome) in findings("red line", "mlb").items()} == {
        "super-two-share": "kept",
        "free-agency": "names no outcomes",
        "revenue-sharing-cut": "not crossed on record",
    }
    assert {issue: outcome for issue, (_, outcome) in findings("red line", "mlbpa").items()} == {
        "postseason-teams": "kept",
        "international-draft": "crossed mlbpa-2022-07-08#international-draft",
    }
    draft = ("scorecard", "--issue", "international-draft")
    crossed = "no (crossed 8 Jul by yes, according to ESPN's and The Athletic's sources; "
    words = f"{crossed}caveat: with a higher pool, and Japan left out; "
    assert f"{words}open until 25 Jul, else no)" in BALL.page(*draft)
    assert f"{words}settled by the fallback 25 Jul: no)" in BALL.page(*draft, "--as-of", "2022-07-26")
    rows = BALL.rows(*draft, "--as-of", "2022-07-26")
    assert "crossed, held in the end" in {row["outcome"] for row in rows}


def test_31_the_condition_was_never_met() -> None:
    """While the qualifying offer is open the union's condition is unknown, and then it is not met."""
    for day, state in (("2022-07-25", "unknown"), ("2022-07-26", "not met")):
        page = BALL.page("scorecard", "--issue", "luxury-tax-pick-penalty", "--as-of", day)
        assert f"if qualifying-offer = no ({state})" in page
        assert "(met" not in page


def test_10_an_exact_share() -> None:
    """A share that has two decimals is given in full, and so both add up to all of the gap."""
    page = BALL.page("scorecard", "--issue", POOL)
    assert "25m 31.25% 55m 68.75%" in page


def test_45_named_by_the_league_alone() -> None:
    """The fourth tier and the pool in the taxed payroll are agreed, and the union had named neither."""
    assert {"luxury-tax-fourth-tier", "pool-in-tax-payroll"} <= findings("named by one", "mlb").keys()


def test_46_whose_last_figure_was_agreed() -> None:
    """To the letter that of the league, of the union, of both; else between the two."""
    rows = [row for row in BALL.rows("scorecard") if row["part"] == "score" and row["agreed"]]
    last = {f"{row['issue']} {row['step'] or ''}".rstrip(): row["last_of"] for row in rows}
    assert last[f"{THRESHOLD} 2022"] == last[f"{MINIMUM} 2022"] == last["option-limit"] == ["mlb"]
    assert last[f"{MINIMUM} 2026"] == ["mlbpa"]
    assert last["draft-lottery"] == last["postseason-teams"] == ["mlb", "mlbpa"]
    between = [f"{THRESHOLD} {year}" for year in range(2023, 2027)] + [f"{POOL} {year}" for year in range(2022, 2027)]
    assert {tuple(last[name]) for name in between} == {()}


def test_41_and_42_what_failed_on_25_july() -> None:
    """The day after, the fallbacks hold: the union's "no" to the qualifying offer and the draft, in which both had
    come to agree, are lost; the union, which had opened with no draft, has what it opened with."""
    rows = BALL.rows("scorecard", "--as-of", "2022-07-26")
    lost = {(row["party"], row["issue"]) for row in rows if row["outcome"] == "lost by the fallback"}
    assert {("mlbpa", "qualifying-offer"), ("mlb", "international-draft")} <= lost
    assert ("mlbpa", "international-draft") not in lost


def test_43_withdrawn_and_back() -> None:
    """The league's limit of 5 options was withdrawn, offered again and agreed: it was not dropped."""
    row = score("option-limit")
    assert (row["one_last"], row["agreed"], row["last_of"]) == ("5", "5", ["mlb"])
    assert "option-limit" not in findings("dropped", "mlb")


@pytest.mark.parametrize(
    ("day", "state", "shown"),
    [
        ("2022-03-09", "", "international-draft conditional"),
        ("2022-07-09", "open", "open until 25 Jul, else no"),
        ("2022-07-26", "settled by the fallback", "settled by the fallback 25 Jul: no"),
    ],
)
def test_47_the_draft_was_never_agreed(day: str, state: str, shown: str) -> None:
    """Though both said yes in July, on other terms, nothing was agreed on any day."""
    row = score("international-draft", "", "--as-of", day)
    assert (row["state"] or "", row["agreed"]) == (state, None)
    assert row["one_opening"] == "yes"
    assert shown in BALL.page("scorecard", "--issue", "international-draft", "--as-of", day, "--layout", "stacked")


@pytest.mark.parametrize(
    ("company", "expected"),
    [
        ("ford", ["40%", "9%", "25%", "15 points 48.4%", "16 points 51.6%"]),
        ("general-motors", ["40%", "10%", "25%", "15 points 50.0%", "15 points 50.0%"]),
        ("stellantis", ["40%", "14.5%", "25%", "15 points 58.8%", "10.5 points 41.2%"]),
    ],
)
def test_detroit_16_three_employers_against_one_union(company: str, expected: Sequence[str]) -> None:
    """Each pair by itself; the agreed figure is the union's last, in the words of people familiar with the talks."""
    rows = CARS.rows("scorecard", "--issue", WAGES)
    (row,) = (row for row in rows if row["part"] == "score" and company in (row["one"], row["other"]))
    found = figures(row)
    assert [*found[:2], *found[4:]] == expected
    assert row["last_of"] == ["uaw"]
    assert any("according to people familiar with the discussions" in note for note in row["one_notes"])
    assert any("caveat: for a four-year contract" in note for note in row["one_notes"])


def test_detroit_17_no_share_of_the_top_wage() -> None:
    """The union named none, and what was agreed counts cost-of-living raises."""
    rows = CARS.rows("scorecard", "--issue", "top-hourly-wage")
    found = {row["other"]: row for row in rows if row["part"] == "score" and row["agreed"]}
    assert set(found) == {"ford", "general-motors"}
    for row in found.values():
        assert row["other_percent"] is None
        assert row["other_no_share"] == "the other side named no opening; the move is not comparable: basis"
    assert found["general-motors"]["agreed"] == "over USD 42/hour (with cost-of-living raises)"
