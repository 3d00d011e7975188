"""What the views must say after the agreements of baseball (W) and of the carmakers (U): the answers by their
numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from .answers import Talks

BALL, CARS = Talks("mlb-lockout-2021-22"), Talks("uaw-detroit-2023")
OPEN = ("qualifying-offer", "international-draft")
DEAL = "agreement-2022-03-10"
WAGES = "general-wage-increase"
YEARS = ("2022", "2023", "2024", "2025", "2026")


def status(issue: str, day: str) -> tuple[str, str, str]:
    """Return the status of the league and the union on an issue, what is settled, and in words."""
    (row,) = BALL.rows("gaps", "mlb", "mlbpa", "--issue", issue, "--as-of", day)
    return row["status"], row["settled"], row["gap"]


def differences(*sides: str) -> dict[str, Any]:
    """Return the distances of two sides in each year: issue -> amounts in words."""
    rows = BALL.rows("diff", *sides, "--as-of", "2022-03-11", "--all")
    return {row["issue"]: row for row in rows}


def test_w36_concluded_with_two_issues_open() -> None:
    """Concluded on day 99; a view of 11 March counts the two open issues as open, never as agreed."""
    page = BALL.page("compare", "--as-of", "2022-03-11")
    assert "agreed 10 Mar 2022, ratified · 2 issues open until 25 Jul" in page
    assert [status(issue, "2022-03-11")[1] for issue in OPEN] == ["open", "open"]
    assert all(status(issue, "2022-03-11")[0] != "agreed" for issue in OPEN)
    assert status("qualifying-offer", "2022-03-11")[2].startswith("open until 25 Jul")
    rows = BALL.rows("diff", "--since", "2022-03-09", "--until", "2022-03-11")
    assert not any("agreed" in row["classes"] for row in rows if row["issue"] in OPEN and row["part"] == "change")


def test_w36_settled_by_the_fallback() -> None:
    """A view of 26 July calls neither open: no draft, and the qualifying offer stays, by the fallback."""
    found = [status(issue, "2022-07-26") for issue in OPEN]
    assert [one[:2] for one in found] == [("settled by the fallback", "settled by the fallback")] * 2
    assert [one[2].rpartition(": ")[2] for one in found] == ["yes", "no"]
    assert BALL.page("history", "qualifying-offer", "--as-of", "2022-07-26").count("settled by the fallback: yes") == 1


def test_w37_ratified_by_both() -> None:
    """The board 26 to 12, the representatives 26 to 4, the subcommittee 0 to 8, the owners 30 to 0: its eight votes
    change nothing of the union's answer, and it is nobody's counterpart."""
    page = BALL.page("history", "draft-lottery", "--as-of", "2022-03-11")
    assert "ratified by MLB Players Association, board, 26 to 12" in page
    assert "ratified by Player representatives (MLBPA), 26 to 4" in page
    assert "Executive subcommittee (MLBPA), 0 to 8" in page
    assert "ratified by Major League Baseball, Club owners, 30 to 0" in page
    (deal,) = BALL.rows("agreements", "--as-of", "2022-03-11")
    assert deal["status"].startswith("agreed, ratified by")
    pairs = {(row["one"], row["other"]) for row in BALL.rows("gaps", "--as-of", "2022-03-11")}
    assert pairs == {("mlb", "mlbpa")}


def test_w38_the_sums_of_the_agreement() -> None:
    """Thresholds of 1185 million over the five years, 5 over the league's offer of 8 March and 17 under the union's
    of 9 March; 3.7 million of minimum pay; 250 million of pool."""
    league = differences("mlb@2022-03-08", DEAL)
    union = differences("mlbpa@2022-03-09", DEAL)
    assert (league["luxury-tax-threshold"]["distance"], union["luxury-tax-threshold"]["distance"]) == (5e6, 17e6)
    values = {row["issue"]: row["value"] for row in BALL.rows("query", "select issue, value from agreement_term")}
    assert values["luxury-tax-threshold"] == "USD 230m; 233m; 237m; 241m; 244m"
    assert values["minimum-salary"] == "USD 700k; 720k; 740k; 760k; 780k"
    assert values["bonus-pool"].startswith("USD 50m")
    sums = BALL.rows("query", "select issue, sum(low) as sum from agreement_step group by issue")
    found = {row["issue"]: row["sum"] for row in sums}
    assert (found["luxury-tax-threshold"], found["minimum-salary"], found["bonus-pool"]) == (1185e6, 3.7e6, 250e6)


def test_w38_the_fourth_threshold() -> None:
    """60 million dollars over the first: 290, 293, 297, 301 and 304."""
    assert "the fourth is 290, 293, 297, 301 and 304 million dollars" in BALL.page("show", DEAL)
    rows = BALL.rows("query", "select low from agreement_step where issue = 'luxury-tax-threshold' order by place")
    assert [row["low"] / 1e6 + 60 for row in rows] == [290, 293, 297, 301, 304]


def test_w39_year_by_year() -> None:
    """By year the agreed threshold exceeds the league's last by 0, 1, 1, 1 and 2 million and is under the union's by 2,
    2, 3, 4 and 6; the minimum exceeds the league's by 0, 5, 10, 10 and 10 thousand."""
    league, union = differences("mlb@2022-03-08", DEAL), differences("mlbpa@2022-03-09", DEAL)
    assert _steps(league["luxury-tax-threshold"]) == ["overlap", "USD 1m", "USD 1m", "USD 1m", "USD 2m"]
    assert _steps(union["luxury-tax-threshold"]) == ["USD 2m", "USD 2m", "USD 3m", "USD 4m", "USD 6m"]
    assert _steps(league["minimum-salary"]) == ["overlap", "USD 5000", "USD 10k", "USD 10k", "USD 10k"]


GROWTH = """
    SELECT 100.0 * low / coalesce(lag(low) OVER (ORDER BY place), {base}) - 100 AS yearly,
        100.0 * low / {base} - 100 AS whole
    FROM agreement_step WHERE issue = '{issue}' ORDER BY place
"""


@pytest.mark.parametrize(
    ("issue", "base", "yearly", "whole", "average"),
    [
        ("luxury-tax-threshold", 210_000_000, [9.5, 1.3, 1.7, 1.7, 1.2], 16.2, 3.0),
        ("minimum-salary", 570_500, [22.7, 2.9, 2.8, 2.7, 2.6], 36.7, 6.5),
    ],
)
def test_w40_growth(issue: str, base: int, yearly: Sequence[float], whole: float, average: float) -> None:
    """From what held in 2021, which is no party's position: year by year, over the term, and a year on average."""
    rows = BALL.rows("query", GROWTH.format(base=base, issue=issue))
    assert [round(row["yearly"], 1) for row in rows] == yearly
    assert round(rows[-1]["whole"], 1) == whole
    assert round(((1 + rows[-1]["whole"] / 100) ** (1 / len(rows)) - 1) * 100, 1) == average


def _steps(row: dict[str, Any]) -> list[str]:
    """Return the distance in each step; `overlap` where the sides meet."""
    texts = [text.partition(": ")[2] for text in row["step_gaps"]]
    return [text.removeprefix("apart ") if text.startswith("apart") else "overlap" for text in texts]


@pytest.mark.parametrize(
    ("sides", "steps"),
    [
        (("mlb", "mlbpa", "--as-of", "2022-03-01"), (18, 24, 30, 32, 33)),
        (("mlb", "mlbpa", "--as-of", "2022-03-09"), (2, 3, 4, 5, 8)),
        (("mlb-2022-03-01", DEAL), (10, 13, 17, 17, 14)),
    ],
)
def test_each_year_stands_on_the_page(sides: tuple[str, ...], steps: Sequence[int]) -> None:
    """`diff` prints how far apart two sides are in each year (W21, W24, W32)."""
    years = "; ".join(f"{2022 + number}: apart USD {step}m" for number, step in enumerate(steps))
    assert years in BALL.page("diff", *sides, "--issue", "luxury-tax-threshold")


def test_what_the_agreement_says_stands_on_one_screen() -> None:
    """Its terms, what it leaves open and every vote with its count (W36 to W38); all but that with the remarks below
    each term."""
    page = BALL.page("agreements", "--as-of", "2022-03-11")
    for words in (
        "luxury-tax-threshold USD 230m; 233m; 237m; 241m; 244m",
        "international-draft open until 25 Jul, else no",
        "rejected by Executive subcommittee (MLBPA), 0 to 8",
        "ratified by Player representatives (MLBPA), 26 to 4",
        "ratified by Major League Baseball, Club owners, 30 to 0",
    ):
        assert words in page
    assert "the fourth is 290, 293, 297, 301 and 304 million dollars" in BALL.page("agreements", DEAL)


def test_the_last_words_stand_beside_what_was_agreed() -> None:
    """After the agreement each cell has the last word before it; the two were 22 million apart in sum."""
    (row,) = BALL.rows("compare", "--issue", "luxury-tax-threshold", "--as-of", "2022-03-11")
    assert (row["mlb"], row["mlbpa"]) == ("USD 230m; 232m; 236m; 240m; 242m", "USD 232m; 235m; 240m; 245m; 250m")
    assert (row["status"], row["distance"], row["agreed"]) == ("agreed", None, "USD 230m; 233m; 237m; 241m; 244m")
    assert row["before_deal"] == "apart in 5 of 5, USD 22m in sum before"


def test_w31_the_qualifying_offer_stayed() -> None:
    """The condition of 6 March is not met by what the fallback settles."""
    page = BALL.page("show", "mlbpa", "--issue", "luxury-tax-pick-penalty", "--as-of", "2022-07-26")
    assert "if qualifying-offer = no (not met)" in page


def test_w32_the_agreement_gives_more_than_the_final_offer() -> None:
    """71 million on the thresholds, 100 on the pool, 100,000 on the minimum and one pick of the lottery."""
    rows = differences("mlb-2022-03-01", DEAL)
    issues = ("luxury-tax-threshold", "bonus-pool", "minimum-salary", "draft-lottery")
    assert [rows[issue]["distance"] for issue in issues] == [71_000_000, 100_000_000, 100_000, 1]


def settled(company: str, day: str) -> tuple[str, str]:
    """Return what is settled between the union and a company on wages, and in words."""
    (row,) = CARS.rows("gaps", "uaw", company, "--issue", WAGES, "--as-of", day)
    return row["settled"], row["gap"]


def test_u12_agreed_in_principle_with_ford() -> None:
    """As of 26 October 25% is agreed with Ford, provisionally, in the union's words; beside it what both last held.
    Neither is Ford's figure its own word, nor are the two shown apart."""
    state, words = settled("ford", "2023-10-26")
    assert (state, words.partition(",")[0]) == ("agreed provisionally", "agreed provisionally 25%")
    assert words.endswith("according to Shawn Fain and Chuck Browning (UAW)")
    (row,) = CARS.rows("diff", "uaw", "ford", "--issue", WAGES, "--as-of", "2023-10-26", "--all")
    assert (row["status"], row["left_value"], row["right_value"]) == ("agreed", "25%", "23%")
    assert CARS.cell("ford", WAGES, "2023-10-26") == [
        "current: 23%; Crain's Detroit Business, 2023-09-15/2023-10-19, B1"
    ]
    for view in ("compare", "gaps"):
        assert "agreed provisionally 25%, ford-2023-10-25" in CARS.page(
            view, "--layout", "stacked", "--as-of", "2023-10-26"
        )
    assert "in force" not in CARS.page("agreements")


def test_u13_the_others_are_untouched() -> None:
    """As of 26 October nothing is settled with the other two; on 27 October neither is agreed nor overlaps at 25."""
    assert [settled(company, "2023-10-26")[0] for company in ("general-motors", "stellantis")] == [None, None]
    found = [settled(company, "2023-10-27") for company in ("general-motors", "stellantis")]
    assert [words.partition(",")[0] for _, words in found] == ["apart 2 points", "apart 5 points"]


def test_u14_agreed_in_principle_with_all_three() -> None:
    """As of 31 October 25% is agreed provisionally with all three."""
    found = [settled(company, "2023-10-31") for company in ("ford", "stellantis", "general-motors")]
    assert [state for state, _ in found] == ["agreed provisionally"] * 3
    assert all(words.startswith("agreed provisionally 25%") for _, words in found)


def test_u15_ratified_one_after_the_other() -> None:
    """General Motors by 16 November, Ford by 18, Stellantis by 20, perhaps before; what is not given is neither 0 nor
    the rest, and no view says in force."""
    days = {day: _states(day) for day in ("2023-11-15", "2023-11-16", "2023-11-18", "2023-11-20")}
    assert days["2023-11-15"] == ["agreed provisionally"] * 3
    assert days["2023-11-16"] == ["agreed provisionally", "agreed provisionally", "agreed"]
    assert days["2023-11-18"] == ["agreed", "agreed provisionally", "agreed"]
    assert days["2023-11-20"] == ["agreed"] * 3
    statuses = {row["id"]: row["status"] for row in CARS.rows("agreements", "--as-of", "2023-11-18")}
    assert "perhaps already ratified by UAW" in statuses["stellantis-2023-10-28"]
    page = CARS.page("history", WAGES)
    assert "members at General Motors, 54.74% to 45.26%" in page
    assert "members at Ford, 69.3% for" in page
    assert "members at Stellantis, 70% for" in page


def _states(day: str) -> list[str]:
    return [settled(company, day)[0] for company in ("ford", "stellantis", "general-motors")]
