"""What the views must say about Major League Baseball and its players in 2021 and 2022: the answers by their numbers.

Nearly all figures are those of reporters and agencies, so that the gaps say according to whom; here it is what they say
before that. A schedule reads 2022 to 2026.
"""

from __future__ import annotations

from typing import Any

import pytest

from .answers import Talks

WAIT = {
    34: "that the games called off are made up: it is in the agreement",
}
"""What waits, whole or in part, for something that cannot be recorded yet, by the number of the answer."""

BALL = Talks("mlb-lockout-2021-22")
THRESHOLD, RATE, POOL, MINIMUM = "luxury-tax-threshold", "luxury-tax-rate", "bonus-pool", "minimum-salary"
PLAYERS, LOTTERY, TEAMS, QUALIFYING = "bonus-pool-players", "draft-lottery", "postseason-teams", "qualifying-offer"
YEARS = ("2022", "2023", "2024", "2025", "2026")
LAST = "2022-03-09"
NO_SET = ("undisclosed", "unspecified", "")


def gap(issue: str, day: str, step: str = "") -> str:
    """Return the gap of the league and the union on an issue, or on one step of it, without whose words it rests on."""
    (row,) = BALL.rows("gaps", "mlb", "mlbpa", "--issue", issue, "--as-of", day, *step_of(step))
    return str(row["gap"]).partition(", according")[0]


def step_of(step: str) -> tuple[str, ...]:
    """Return the option that names a step."""
    return ("--step", step) if step else ()


def values(party: str, issue: str, day: str) -> list[str]:
    """Return what stands of a party on an issue, without whose word it is: `current: 7`."""
    return [cell.rpartition(";")[0] for cell in BALL.cell(party, issue, day)]


def terms(proposal: str) -> dict[str, dict[str, Any]]:
    """Return the terms of a proposal by their issues."""
    return {row["issue"]: row for row in BALL.rows("proposals", proposal) if row["part"] == "term"}


def moves(issue: str, *parties: str, step: str = "") -> list[tuple[str, str, list[str]]]:
    """Return what the parties held one after the other: the day, the value, the classes."""
    rows = BALL.rows("history", issue, *parties, *step_of(step))
    return [(row["stated"], row["value"], row["classes"]) for row in rows if row["kind"] == "position"]


def first(issue: str, party: str, step: str = "") -> tuple[str, str]:
    """Return the first value with a set that a party held on an issue: its day, and the value."""
    return next((day, value) for day, value, _ in moves(issue, party, step=step) if value not in NO_SET)


@pytest.mark.parametrize(
    ("number", "issue", "step", "mlb", "mlbpa"),
    [
        (1, THRESHOLD, "2022", "USD 180m", "USD 248m"),
        (4, THRESHOLD, "2026", "USD 220m", "USD 273m"),
        (6, MINIMUM, "2022", "USD 600k", "USD 775k"),
        (7, MINIMUM, "2026", "USD 680k", "USD 895k"),
        (11, "super-two-share", "", "0%", "100%"),
        (12, LOTTERY, "", "3", "8"),
        (13, TEAMS, "", "14", "12"),
        (14, "option-limit", "", "5", "4"),
        (15, PLAYERS, "", "30", "30"),
        (18, "int-draft-money", "", "USD 181m", "USD 260m"),
        (19, "int-draft-undrafted", "", "USD 20k", "USD 40k"),
    ],
)
def test_1_to_19_the_first_figures(number: int, issue: str, step: str, mlb: str, mlbpa: str) -> None:
    """What each party named first."""
    assert (first(issue, "mlb", step)[1], first(issue, "mlbpa", step)[1]) == (mlb, mlbpa), number


@pytest.mark.parametrize(
    ("number", "issue", "step", "last"),
    [
        (1, THRESHOLD, "2022", "apart USD 2m"),
        (4, THRESHOLD, "2026", "apart USD 8m"),
        (5, THRESHOLD, "", "apart in 5 of 5, USD 22m in sum"),
        (6, MINIMUM, "2022", "apart USD 10k"),
        (7, MINIMUM, "2026", "apart USD 10k"),
        (8, MINIMUM, "", "apart in 2 of 5, 3 unknown"),
        (9, POOL, "2022", "apart USD 25m"),
        (10, POOL, "", "apart in 5 of 5, USD 175m in sum"),
        (11, "super-two-share", "", "conditional: the other numbers work out"),
        (12, LOTTERY, "", "overlap 6"),
        (13, TEAMS, "", "overlap 12"),
        (14, "option-limit", "", "apart 1"),
        (15, PLAYERS, "", "apart 120"),
        (16, RATE, "first", "unknown"),
    ],
)
def test_1_to_19_the_last_gaps(number: int, issue: str, step: str, last: str) -> None:
    """How far apart the parties were before the offer that was accepted."""
    assert gap(issue, LAST, step) == last, number


def test_3_what_stood_when_the_lockout_began() -> None:
    """214 and 245 million dollars on the threshold of 2022, 31 apart."""
    assert gap(THRESHOLD, "2021-12-02", "2022") == "apart USD 31m"


def test_9_where_the_pool_began() -> None:
    """105 million dollars for the union; for the league 10, and by one page 5."""
    assert first(POOL, "mlbpa", "2022") == ("2022-01-24", "USD 105m")
    assert values("mlb", POOL, "2022-01-25") == ["current: 2022: USD 10m", "contested: 2022: USD 5m"]


def test_17_the_cut_of_the_shared_money_was_withdrawn() -> None:
    """100 million dollars, then 30, then nothing; the league would not cut it."""
    assert values("mlbpa", "revenue-sharing-cut", "2022-01-23") == ["current: USD 100m"]
    assert values("mlbpa", "revenue-sharing-cut", "2022-02-25") == ["current: USD 30m"]
    assert values("mlbpa", "revenue-sharing-cut", LAST) == []
    assert "withdrawn" in BALL.page("compare", "--issue", "revenue-sharing-cut", "--as-of", LAST)
    assert values("mlb", "revenue-sharing-cut", LAST) == ["current: USD 0"]


def test_20_on_23_february() -> None:
    """Four picks apart by the records; that a reporter counted three is beside it, as our reading."""
    day = "2022-02-23"
    assert gap(THRESHOLD, day, "2022") == "apart USD 31m"
    assert gap(POOL, day, "2022") == "apart USD 95m"
    assert gap(MINIMUM, day, "2022") == "apart USD 135k"
    assert gap(LOTTERY, day) == "apart 4"
    assert values("mlb", LOTTERY, day) == ["current: 4"]
    assert values("mlbpa", LOTTERY, day) == ["current: 8", "live: inferred: 7"]


def test_21_on_1_march() -> None:
    """After the league's "best and final" offer had lapsed it is still the league's last word."""
    day = "2022-03-01"
    assert [gap(THRESHOLD, day, year) for year in YEARS] == [f"apart USD {n}m" for n in (18, 24, 30, 32, 33)]
    assert gap(THRESHOLD, day) == "apart in 5 of 5, USD 137m in sum"
    assert (gap(POOL, day, "2022"), gap(POOL, day)) == ("apart USD 55m", "apart in 5 of 5, USD 325m in sum")
    assert gap(MINIMUM, day, "2022") == "apart USD 25k"
    assert (gap(LOTTERY, day), gap(TEAMS, day)) == ("apart 2", "overlap 12")
    assert "lapsed 1 Mar 17:00" in BALL.page("compare", "--issue", THRESHOLD, "--as-of", day)


def test_22_on_6_march() -> None:
    """The pool of 2022 and the lottery moved; the threshold did not."""
    day = "2022-03-06"
    assert (gap(POOL, day, "2022"), gap(LOTTERY, day)) == ("apart USD 50m", "apart 1")
    assert gap(THRESHOLD, day) == "apart in 5 of 5, USD 137m in sum"


def test_23_on_8_march() -> None:
    """The league's offer of the third deadline day."""
    day = "2022-03-08"
    assert (gap(THRESHOLD, day, "2022"), gap(THRESHOLD, day, "2026")) == ("apart USD 8m", "apart USD 21m")
    assert (gap(POOL, day, "2022"), gap(MINIMUM, day, "2022")) == ("apart USD 40m", "apart USD 25k")
    assert gap(LOTTERY, day) == "overlap 6"


def test_24_on_9_march() -> None:
    """The pool is seven times as far apart in sum as in the first year."""
    assert [gap(THRESHOLD, LAST, year) for year in YEARS] == [f"apart USD {n}m" for n in (2, 3, 4, 5, 8)]
    assert gap(THRESHOLD, LAST) == "apart in 5 of 5, USD 22m in sum"
    assert (gap(POOL, LAST, "2022"), gap(POOL, LAST)) == ("apart USD 25m", "apart in 5 of 5, USD 175m in sum")
    assert [gap(MINIMUM, LAST, year) for year in ("2022", "2026")] == ["apart USD 10k"] * 2


@pytest.mark.parametrize(
    ("issue", "step", "before", "after"),
    [
        (THRESHOLD, "2022", ("USD 220m", "USD 238m", "apart USD 18m"), ("USD 230m", "USD 232m", "apart USD 2m")),
        (THRESHOLD, "2026", ("USD 230m", "USD 263m", "apart USD 33m"), ("USD 242m", "USD 250m", "apart USD 8m")),
        (POOL, "2022", ("USD 30m", "USD 85m", "apart USD 55m"), ("USD 40m", "USD 65m", "apart USD 25m")),
        (MINIMUM, "2022", ("USD 700k", "USD 725k", "apart USD 25k"), ("USD 700k", "USD 710k", "apart USD 10k")),
    ],
)
def test_25_what_moved_from_1_to_9_march(
    issue: str, step: str, before: tuple[str, ...], after: tuple[str, ...]
) -> None:
    """Each gap became smaller; on the minimum of 2022 the union alone moved."""
    for day, (mlb, mlbpa, apart) in (("2022-03-01", before), (LAST, after)):
        (row,) = BALL.rows("gaps", "--issue", issue, *step_of(step), "--as-of", day)
        assert (row["one_value"], row["other_value"], gap(issue, day, step)) == (mlb, mlbpa, apart)
    (row,) = BALL.rows("gaps", "--since", "2022-03-01", "--issue", issue, *step_of(step), "--as-of", LAST)
    assert (row["trend"], row["before_gap"].partition(", according")[0]) == ("closer", before[2])


def test_26_the_union_moved_away_once() -> None:
    """On 17 February the pool rose, in the offer in which fewer players would reach arbitration."""
    rows = BALL.rows("diff", "--since", "2022-02-16", "--until", "2022-02-17", "mlbpa")
    by_issue = {row["issue"]: row for row in rows if row["part"] == "change"}
    assert "farther" in by_issue[POOL]["classes"]
    assert "closer" in by_issue["super-two-share"]["classes"]
    assert (by_issue["super-two-share"]["before"], by_issue["super-two-share"]["after"]) == ("100%", "80%")
    assert [gap(POOL, day, "2022") for day in ("2022-02-16", "2022-02-17")] == ["apart USD 85m", "apart USD 100m"]


def test_27_the_league_moved_away_once_on_a_rate() -> None:
    """25, then 50, 45 and 20 percent over the first threshold."""
    found = [move for move in moves(RATE, "mlb", step="first") if move[1] not in NO_SET and "restated" not in move[2]]
    assert found[:4] == [
        ("2021-08-16", "25%", ["new"]),
        ("2021-08-17/2022-02-10", "50%", ["hardened"]),
        ("2022-02-26", "45%", ["softened"]),
        ("2022-02-28", "20%", ["softened"]),
    ]
    assert "moved away" not in BALL.page("history", RATE, "mlbpa")


def test_28_no_overlap_on_the_qualifying_offer() -> None:
    """Both say no on 8 March, the league only with an international draft, which the union will not have."""
    day = "2022-03-08"
    words = "conditional: international-draft = yes (not met)"
    assert gap(QUALIFYING, day) == words
    for command in (("compare",), ("diff", "mlb", "mlbpa"), ("show", "mlb")):
        page = BALL.page(*command, "--issue", QUALIFYING, "--as-of", day)
        assert "no, if international-draft = yes (not met)" in page
        assert "overlap" not in page
    assert gap("international-draft", day) == "apart"


@pytest.mark.parametrize(
    ("proposal", "issue", "condition"),
    [
        ("mlbpa-2021-12-01", TEAMS, "a realignment: one division of eight and one of seven clubs in each league"),
        ("mlb-2022-02-25", LOTTERY, "postseason-teams = 14"),
        ("mlbpa-2022-03-01", "super-two-share", "the other numbers work out"),
        ("mlbpa-2022-03-06", "luxury-tax-pick-penalty", "qualifying-offer = no"),
        ("mlbpa-2022-03-06", "rule-notice", "a whole deal"),
        ("mlbpa-2022-03-06", "automated-zone", "a whole deal"),
        ("mlbpa-2022-03-06", "rules-committee", "a whole deal"),
        ("mlb-2022-03-07", THRESHOLD, "certain trade-offs, which are not named"),
        ("mlb-2022-03-08", QUALIFYING, "international-draft = yes"),
    ],
)
def test_29_what_was_offered_on_a_condition(proposal: str, issue: str, condition: str) -> None:
    """The condition stands with the term."""
    assert f"if {condition}" in terms(proposal)[issue]["offered_remark"]


def test_29_the_lottery_for_14_teams_was_replaced() -> None:
    """On 1 March the league offers five picks with twelve teams."""
    assert values("mlb", LOTTERY, "2022-02-25")[0] == "current: 4"
    assert values("mlb", LOTTERY, "2022-03-01")[0] == "current: 5"
    assert values("mlb", TEAMS, "2022-03-01")[0] == "current: 12"


@pytest.mark.parametrize(
    ("day", "offers"),
    [
        ("2022-02-12", ("mlb-2022-02-12-flat", "mlb-2022-02-12-tiers")),
        ("2022-02-28", ("mlb-2022-02-28", "mlb-2022-02-28-a", "mlb-2022-02-28-b")),
        ("2022-03-09", ("mlb-2022-03-09-option-1", "mlb-2022-03-09-option-2", "mlb-2022-03-09-option-3")),
    ],
)
def test_30_choices_are_never_contested(day: str, offers: tuple[str, ...]) -> None:
    """Exactly one of several holds, and each names the others."""
    for offer in offers:
        page = BALL.page("proposals", offer, "--as-of", day)
        assert all(other in page for other in offers if other != offer)
    assert not any("Major League Baseball" in line for line in BALL.overview("contested", day))


def test_30_more_teams_for_more_money() -> None:
    """With 14 teams the pool is 20 million dollars and the minimum 25,000 higher than with 12."""
    offers = [{issue: row["offered"] for issue, row in terms(f"mlb-2022-02-28-{name}").items()} for name in "ab"]
    assert offers == [
        {TEAMS: "14", POOL: "2022: about USD 40m", MINIMUM: "2022: about USD 700k"},
        {TEAMS: "12", POOL: "2022: about USD 20m", MINIMUM: "2022: about USD 675k"},
    ]
    page = BALL.page("compare", "--issue", TEAMS, "--as-of", "2022-02-28")
    assert "mlb-2022-02-28-a: 14 or mlb-2022-02-28-b: 12" in page


def test_30_the_nearest_choice_gives_the_gap() -> None:
    """On 28 February A is nearest in pool and minimum, in the one year that all name, and B in teams."""
    day, a = "2022-02-28", "via mlb-2022-02-28-a"
    assert [gap(issue, day) for issue in (POOL, MINIMUM)] == [f"apart in 1 of 5, 4 open, {a}"] * 2
    assert [gap(issue, day, "2022") for issue in (POOL, MINIMUM)] == [
        f"apart about USD {x}, {a}" for x in ("75m", "75k")
    ]
    assert gap(TEAMS, day).startswith("conditional: ")
    assert gap(TEAMS, day).endswith("via mlb-2022-02-28-b")


@pytest.mark.parametrize("day", ["2022-03-08", LAST])
def test_31_the_condition_of_6_march_is_not_met(day: str) -> None:
    """The union would accept lost picks for an end of the qualifying offer, which the league ties to something else."""
    page = BALL.page("show", "mlbpa", "--issue", "luxury-tax-pick-penalty", "--as-of", day)
    assert "if qualifying-offer = no" in page
    assert "(met" not in page


def test_32_best_and_final() -> None:
    """Final in the union's words, denied by the commissioner; rejected, lapsed, and less than what was accepted."""
    page = BALL.page("proposals", "mlb-2022-03-01", "--as-of", "2022-03-02")
    assert "lapsed 1 Mar 17:00" in page
    assert "final, in the words of MLBPA official; denied by Major League Baseball" in page
    assert BALL.answers("mlb-2022-03-01", "2022-03-02") == [
        "mlbpa rejected, no counter-offer, reported by USA Today, 2022-03-01, B2",
    ]
    rows = {row["issue"]: row for row in BALL.rows("diff", "mlb-2022-03-01", "mlb-2022-03-10")}
    assert [rows[issue]["distance"] for issue in (THRESHOLD, POOL, MINIMUM, LOTTERY)] == [
        *(71_000_000, 100_000_000, 100_000, 1),
    ]


def test_33_the_second_final_offer() -> None:
    """Rejected in the union's own words, lapsed with 25 July; nothing followed but the fallbacks."""
    page = BALL.page("proposals", "mlb-2022-07-24", "--as-of", "2022-07-26")
    assert "lapsed 25 Jul" in page
    assert BALL.answers("mlb-2022-07-24", "2022-07-26") == ["mlbpa rejected, MLBPA, 2022-07-25, A1"]
    later = BALL.rows("diff", "--since", "2022-07-25", "--until", "2022-12-31")
    assert {(row["party"], *row["classes"]) for row in later} == {
        ("mlb", "lapsed"),
        ("mlb", "settled-by-fallback"),
        ("mlbpa", "settled-by-fallback"),
    }


def test_34_the_deadlines_of_the_league() -> None:
    """Four days, two of them with an hour; games were called off after the second and the fourth."""
    days = {row["id"]: row["date"] for row in BALL.rows("events")}
    assert [days[f"deadline-{number}"] for number in (1, 2, 3, 4)] == [
        *("2022-02-28", "2022-03-01T17:00:00-05:00", "2022-03-08", "2022-03-09T18:00:00-05:00"),
    ]
    assert [days[f"cancellation-{number}"] for number in (1, 2)] == ["2022-03-01", "2022-03-09"]
    assert values("mlb", "full-season-deadline", "2022-02-24") == ["current: 2022-02-28"]


def test_35_the_longest_wait_of_the_lockout() -> None:
    """The union's offer of December waited for 43 days, until the league's of 13 January."""
    line = "mlbpa-2021-12-01: Major League Baseball, at least {} days"
    assert line.format(42) in BALL.overview("waiting", "2022-01-12")
    assert not [words for words in BALL.overview("waiting", "2022-01-13") if words.startswith("mlbpa-2021-12-01")]
    (row,) = [row for row in BALL.rows("proposals") if row["id"] == "mlbpa-2021-12-01"]
    assert row["mlb"] == "no answer on record (its next dated offer mlb-2022-01-13 came at least 43 days later)"


def test_wait_is_said() -> None:
    """The answers that wait, whole or in part, are of these numbers."""
    assert sorted(WAIT) == [34]
