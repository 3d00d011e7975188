"""Issues with steps in the views: columns, charts, one step alone, and the table of steps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction

import pytest

from negtrack.model import Negotiation
from negtrack.query import Snapshot, at_step
from negtrack.render.page import RenderOptions
from negtrack.render.pages.compare import page
from negtrack.values import parse_value, print_value
from negtrack.views.compare import build_compare
from negtrack.views.gaps import GapsView, build_gaps
from negtrack.views.history import HistoryLine, HistoryView, build_history
from negtrack.views.lists import build_issues
from negtrack.views.pair_findings import widest_text
from negtrack.views.relations import RELATIONS
from negtrack.views.show import build_show

Build = Callable[..., Negotiation]
TALKS = """
issue.tax = { title = "Tax", kind = "money", steps = ["2024", "2025", "2026"], over = "year", total = "sum" }
issue.rank = { title = "Rank", kind = "choice", ladder = ["low", "mid", "high"], steps = ["a", "b"], over = "class" }
position.e = { issue = "tax", value = "USD 10m; 11m; 12m", party = "employer", side = "own", attribution = "on-record" }
position.u = { issue = "tax", value = "USD 20m; 22m; 24m", side = "own", attribution = "on-record" }
position.v = { issue = "tax", value = "2024: USD 15m; 2026: USD 12m", stated = 2024-03-03, side = "own", attribution = "on-record" }
position.r = { issue = "rank", value = "high; mid", side = "own", attribution = "on-record" }
position.s = { issue = "rank", value = "low", party = "employer", side = "own", attribution = "on-record" }
position.p = { issue = "pay", value = "50", side = "own", attribution = "on-record" }
"""  # noqa: E501
YEARS = ("value:2024", "value:2025", "value:2026")


def history(negotiation: Negotiation, issue: str, step: str = "") -> HistoryView:
    """Return the history of an issue, or of one step of it."""
    snapshot = at_step(Snapshot(negotiation), step) if step else Snapshot(negotiation)
    return build_history(snapshot, snapshot.negotiation.issues[issue], list(negotiation.parties.values()))


def gaps(negotiation: Negotiation, step: str = "", as_of: date | None = None) -> GapsView:
    """Return the gaps on all issues, or on those that have a step."""
    snapshot = Snapshot(negotiation, as_of)
    snapshot = at_step(snapshot, step) if step else snapshot
    issues = [issue for issue in snapshot.negotiation.issues.values() if not step or issue.step]
    return build_gaps(snapshot, issues, None, (None, ""), "issue")


def test_history_has_a_column_for_each_step(negotiation_of: Build) -> None:
    """Beside the canonical value stands the value of each step, empty where it was left open; all parse back."""
    view = history(negotiation_of(TALKS), "tax")
    assert view.columns[-3:] == YEARS
    rows = {row["id"]: row for row in view.rows()}
    assert [[rows[name][column] for column in ("value", *YEARS)] for name in ("u", "v")] == [
        ["USD 20m; 22m; 24m", "USD 20m", "USD 22m", "USD 24m"],
        ["2024: USD 15m; 2026: USD 12m", "USD 15m", "", "USD 12m"],
    ]
    assert rows["v"]["remark"] == "2025 not restated; USD 22m on 1 Mar"
    scale = negotiation_of(TALKS).issues["tax"].scale
    assert print_value(parse_value(str(rows["v"]["value"]), scale)) == rows["v"]["value"]


def test_show_has_the_columns_of_all_issues_with_steps(negotiation_of: Build) -> None:
    """A plain value fills the columns of all steps of its issue, and none of another issue."""
    negotiation = negotiation_of(TALKS)
    view = build_show(Snapshot(negotiation), list(negotiation.parties.values()), list(negotiation.issues.values()))
    columns = (*YEARS, "value:a", "value:b")
    assert view.columns[-5:] == columns
    rows = {row["id"]: row for row in view.rows()}
    assert [rows["s"].get(column) for column in columns] == [None, None, None, "low", "low"]
    assert [rows["p"].get(column) for column in columns] == [None] * 5


def marks(view: HistoryView) -> dict[str, list[Fraction | None]]:
    """Return where each position is drawn."""
    lines = (line for line in view.lines if isinstance(line, HistoryLine))
    return {line.statement.position.id: [interval.low for interval in line.intervals] for line in lines}


def test_the_chart_is_that_of_the_total(negotiation_of: Build) -> None:
    """A schedule is drawn at the sum of its steps; one that leaves a step open has no place on the axis."""
    view = history(negotiation_of(TALKS), "tax")
    assert marks(view) == {"e": [Fraction(33_000_000)], "u": [Fraction(66_000_000)], "v": []}
    assert dict(view.ticks) == {Fraction(33_000_000): "USD 33m", Fraction(66_000_000): "USD 66m"}
    assert "chart: sum of all steps" in view.frame.legend
    assert {row.get("low") for row in view.rows()} == {None}
    assert view.gaps[0].heights == (Fraction(33_000_000), None)


def test_compounded_rates_on_the_chart(negotiation_of: Build) -> None:
    """The labels of compounded rates are percentages."""
    issue = 'issue.rise = { title = "Rise", kind = "percent", steps = ["a", "b"], total = "compound" }\n'
    view = history(negotiation_of(issue + 'position.a = { issue = "rise", value = "10%; 5%", side = "own" }'), "rise")
    assert dict(view.ticks) == {Fraction(31, 2): "15.5%"}


def test_without_a_total_the_chart_is_that_of_the_first_step(negotiation_of: Build) -> None:
    """Where steps do not add up, the first one is drawn, and the legend says so."""
    view = history(negotiation_of(TALKS), "rank")
    assert marks(view) == {"r": [Fraction(2)], "s": [Fraction(0)]}
    assert "chart: a, the first step" in view.frame.legend
    assert view.gaps[0].heights == (Fraction(2),)


@pytest.mark.parametrize(("step", "values"), [("2024", ["USD 10m", "USD 20m", "USD 15m"]),
                                              ("2025", ["USD 11m", "USD 22m", "unspecified"])])  # fmt: skip
def test_history_of_one_step(negotiation_of: Build, step: str, values: Sequence[str]) -> None:
    """With one step, values, numbers and gaps are those of that step; what was left open is unspecified."""
    view = history(negotiation_of(TALKS), "tax", step)
    assert [row["value"] for row in view.rows()] == values
    assert view.frame.title == f"Tax, {step}: history"
    assert view.head()["step"] == step
    assert not any(column.startswith("value:") for column in view.columns)


def test_gaps_of_an_issue_with_steps(negotiation_of: Build) -> None:
    """A pair has the distance of the totals where all steps are known, and the gap of each step."""
    before = next(row for row in gaps(negotiation_of(TALKS), as_of=date(2024, 3, 1)).rows() if row["issue"] == "tax")
    assert (before["gap"], before["distance"], before["unit"]) == (
        "apart in 3 of 3, USD 33m in sum", 33_000_000, "USD",
    )  # fmt: skip
    now = next(row for row in gaps(negotiation_of(TALKS)).rows() if row["issue"] == "tax")
    assert (now["gap"], now["distance"], now["trend"]) == ("apart in 1 of 3, 1 open", None, "closer")
    assert now["step_gaps"] == ["2024: apart USD 5m", "2025: open", "2026: overlap USD 12m"]


def test_gaps_of_one_step(negotiation_of: Build) -> None:
    """With one step, only issues that have it are listed, with the gap in it."""
    rows = list(gaps(negotiation_of(TALKS), "2024").rows())
    assert [(row["issue"], row["gap"], row["step_gaps"]) for row in rows] == [("tax", "apart USD 5m", [])]


def test_compare_names_the_steps(negotiation_of: Build) -> None:
    """Under the title of an issue stand its steps, as values in order do not name them."""
    negotiation = negotiation_of(TALKS)
    snapshot = Snapshot(negotiation)
    view = build_compare(snapshot, snapshot.negotiation.principals, [negotiation.issues["tax"]])
    text = str(page(view, RenderOptions(100)))
    assert "by year: 2024, 2025, 2026" in text
    assert "2024: USD 15m; 2026: USD 12m (2025 not restated; USD 22m on 1 Mar)" in text


def test_issues_list_their_steps(negotiation_of: Build) -> None:
    """The list of issues has the steps, what they are, and their total."""
    rows = {row["id"]: row for row in build_issues(Snapshot(negotiation_of(TALKS))).rows()}
    assert [(rows[name]["steps"], rows[name]["over"], rows[name]["total"]) for name in ("tax", "rank", "pay")] == [
        (["2024", "2025", "2026"], "year", "sum"),
        (["a", "b"], "class", ""),
        ([], "", ""),
    ]


def test_the_table_of_steps(negotiation_of: Build) -> None:
    """SQL has a row for each step of each position, with its own numbers; nothing on issues without steps."""
    relation = RELATIONS["step"]
    names = [column.name for column in relation.columns]
    rows = list(relation.rows(Snapshot(negotiation_of(TALKS))))
    found = [dict(zip(names, row, strict=True)) for row in rows]
    shown = [
        tuple(row[name] for name in ("record", "step", "place", "standing", "value", "low", "unit"))
        for row in found
        if row["record"] in ("v", "s")
    ]
    assert shown == [
        ("v", "2024", 1, "current", "USD 15m", 15_000_000, "USD"),
        ("v", "2025", 2, "current", "unspecified", None, None),
        ("v", "2026", 3, "current", "USD 12m", 12_000_000, "USD"),
        ("s", "a", 1, "current", "low", 0, "rungs"),
        ("s", "b", 2, "current", "low", 0, "rungs"),
    ]
    assert {row["issue"] for row in found} == {"tax", "rank"}


def test_a_schedule_has_no_numbers_of_its_own_in_sql(negotiation_of: Build) -> None:
    """In the table of positions a schedule has its canonical text alone."""
    relation = RELATIONS["position"]
    names = [column.name for column in relation.columns]
    rows = (dict(zip(names, row, strict=True)) for row in relation.rows(Snapshot(negotiation_of(TALKS))))
    row = next(row for row in rows if row["id"] == "u")
    assert [row[name] for name in ("value", "low", "high", "event")] == ["USD 20m; 22m; 24m", None, None, None]


def test_a_plain_value_of_an_issue_with_steps_keeps_its_numbers(negotiation_of: Build) -> None:
    """One value for all steps is one number."""
    relation = RELATIONS["position"]
    names = [column.name for column in relation.columns]
    text = TALKS.replace("USD 20m; 22m; 24m", "USD 20m")
    rows = (dict(zip(names, row, strict=True)) for row in relation.rows(Snapshot(negotiation_of(text))))
    assert next(row["low"] for row in rows if row["id"] == "u") == 20_000_000


def test_the_widest_gap_without_a_total_counts_its_steps(negotiation_of: Build) -> None:
    """An issue whose steps do not add up has no distance: its line says in how many steps the pair is apart."""
    negotiation = negotiation_of(TALKS)
    rows = [row for row in gaps(negotiation).lines if row.issue.id == "rank"]
    assert widest_text(rows, Snapshot(negotiation)).startswith("rank apart in 2 of 2")
