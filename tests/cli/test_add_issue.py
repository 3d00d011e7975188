"""`add-issue`: one question to agree on, and how its values are written."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import get_args

import pytest

from negtrack.model.fields import IssueKind

from .harness import Terminal, contents, run, unchanged

FILE = "data/gaza-ceasefire-2024/negotiation.toml"


def test_appends_to_the_negotiation_alone(here: Path) -> None:
    """One file grows at its end."""
    before = contents(here)
    result = run(
        *("add-issue", "aid-trucks", "--title", "Aid trucks a day", "--kind", "quantity", "--unit", "trucks"),
        *("--group", "humanitarian", "--basis", "through all crossings", "--linked", "civilian-return"),
        *("--wants", "hamas=more", "--wants", "isr=less"),
        cwd=here,
    )
    assert (result.code, result.out) == (0, "aid-trucks\n"), result.err
    after = contents(here)
    assert [name for name in after if after[name] != before.get(name)] == [FILE]
    assert after[FILE].startswith(before[FILE])
    assert tomllib.loads(after[FILE].decode())["issue"]["aid-trucks"] == {
        "title": "Aid trucks a day",
        "class": "substance",
        "kind": "quantity",
        "unit": "trucks",
        "group": "humanitarian",
        "basis": "through all crossings",
        "linked": ["civilian-return"],
        "wants": {"hamas": "more", "israel": "less"},
    }


def test_a_ladder_in_one_word_or_repeated(here: Path) -> None:
    """`--ladder a,b` is `--ladder a --ladder b`; positions on it are compared by rungs."""
    run("add-issue", "crossing", "--title", "Crossing", "--kind", "choice", "--ladder", "closed,partly", cwd=here)
    run("add-issue", "port", "--title", "P", "--kind", "choice", "--ladder", "closed", "--ladder", "partly", cwd=here)
    rows = {row["id"]: row for row in run("issues", cwd=here).rows}
    assert rows["crossing"]["options"] == rows["port"]["options"] == "closed; partly"


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ((), "missing ID (such as civilian-return)"),
        (("x1",), "missing --kind"),
        (("x1", "--kind", "quantty"), "did you mean quantity?"),
        (("x1", "--kind", "timing", "--title", "T"), "missing --anchor (the event it counts from)"),
        (("x1", "--kind", "timing", "--title", "T", "--anchor", "deal"), ""),
        (("x1", "--kind", "choice", "--title", "T"), "ladder"),
        (("x1", "--kind", "quantity", "--title", "T", "--ladder", "a"), "only a choice has them"),
        (("x1", "--kind", "quantity", "--title", "T", "--wants", "hamas"), "write PARTY=more or PARTY=less"),
        (("x1", "--kind", "quantity", "--title", "T", "--wants", "hamas=lots"), '"lots"'),
        (("x1", "--kind", "quantity", "--title", "T", "--class", "subtance"), "did you mean substance?"),
        (("x1", "--kind", "quantity", "--title", "T", "--linked", "nope"), 'no issue "nope"'),
    ],
)
def test_what_does_not_hold_is_one_line(here: Path, given: tuple[str, ...], message: str) -> None:
    """Exit 2, nothing written; the one valid line is stored."""
    if not message:
        assert run("add-issue", *given, cwd=here).code == 0
        return
    with unchanged(here):
        result = run("add-issue", *given, cwd=here)
    assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)
    assert message in result.err


@pytest.mark.deep
def test_on_a_terminal_it_asks(here: Path) -> None:
    """The title suggests an id; the kinds are shown with examples, and the events to count from."""
    terminal = Terminal("add-issue", cwd=here)
    terminal.expect("title: ")
    terminal.answer("Withdrawal of forces")
    terminal.expect("[withdrawal-of-forces]: ")
    terminal.answer("withdrawal")
    assert "  ratio  30:1, under 30:1" in terminal.expect("kind: ")
    terminal.answer("timing")
    assert "  deal-signed  A deal is signed" in terminal.expect("anchor (the event it counts from): ")
    terminal.answer("deal-signed")
    assert terminal.end() == 0
    assert b'anchor = "deal-signed"' in contents(here)[FILE].partition(b"[issue.withdrawal]")[2]


def test_dry_run(here: Path) -> None:
    """Nothing is written."""
    with unchanged(here):
        result = run("add-issue", "x1", "--title", "T", "--kind", "yes-no", "--dry-run", cwd=here)
    assert result.out.startswith("[issue.x1]\n")


def test_help_names_every_kind(here: Path) -> None:
    """The help of `add-issue` lists every kind of issue."""
    page = "".join(run("add-issue", "--help", cwd=here).out.split())
    assert all(kind in page for kind in get_args(IssueKind))


SHEET = """\
party,issue,value,stated,source,side
hamas,aid,"300, 400, 500",2024-03-28,press,own
israel,aid,"april: 200; june: 300",2024-03-28,press,own
"""


@pytest.fixture
def with_steps(here: Path) -> Path:
    """Return the shipped data with an issue of three steps, and a source."""
    run("add-source", "press", "--title", "Press", "--issued", "2024-03-30", cwd=here)
    defined = run(
        *("add-issue", "aid", "--title", "Aid trucks a day", "--kind", "quantity", "--unit", "trucks"),
        *("--steps", "april,may,june", "--over", "phase", "--total", "sum"),
        cwd=here,
    )
    assert defined.code == 0, defined.err
    return here


def test_an_issue_is_defined_with_its_steps(with_steps: Path) -> None:
    """`--steps a,b` is `--steps a --steps b`; the file has them in order."""
    issue = tomllib.loads((with_steps / FILE).read_text())["issue"]["aid"]
    assert (issue["steps"], issue["over"], issue["total"]) == (["april", "may", "june"], "phase", "sum")


def test_a_list_as_people_write_it_is_said_back(with_steps: Path) -> None:
    """Commas are read as steps where they can be nothing else, stored in canonical words, and said back."""
    result = run("add-position", "hamas", "aid", "300, 400, 500", "--source", "press", cwd=with_steps)
    assert 'negtrack: "300, 400, 500" is read as "300; 400; 500"' in result.err
    rows = run("show", "hamas", "--issue", "aid", cwd=with_steps).rows
    assert [(row["value"], row["value:april"], row["value:june"]) for row in rows] == [("300; 400; 500", "300", "500")]


def test_a_sheet_holds_schedules_in_its_value_column(with_steps: Path, tmp_path: Path) -> None:
    """Cells are read like values on the command line; what is exported imports again with nothing new."""
    sheet = tmp_path / "rows.csv"
    sheet.write_text(SHEET)
    assert run("import", str(sheet), cwd=with_steps).code == 0
    row = next(row for row in run("compare", "--issue", "aid", cwd=with_steps).rows)
    assert (row["hamas"], row["israel"]) == ("300; 400; 500", "april: 200; june: 300")
    assert row["gap"].startswith("apart in 2 of 3, 1 open")
    assert row["step_gaps"] == "april: apart 100; may: open; june: apart 200"
    exported = run("export", "--to", "csv", "--output", str(tmp_path / "all.csv"), cwd=with_steps)
    assert exported.code == 0, exported.err
    again = run("import", str(tmp_path / "all.csv"), cwd=with_steps)
    assert "0 records and 0 definitions new" in again.err


def test_one_step_of_history_and_gaps(with_steps: Path) -> None:
    """`--step` takes a unique beginning; gaps then lists only the issues that have the step."""
    run("add-position", "hamas", "aid", "300; 400; 500", "--source", "press", cwd=with_steps)
    run("add-position", "israel", "aid", "200", "--source", "press", cwd=with_steps)
    rows = run("history", "aid", "--step", "m", cwd=with_steps).rows
    assert [(row["party"], row["value"]) for row in rows if row["party"]] == [("israel", "200"), ("hamas", "400")]
    rows = run("gaps", "--step", "may", cwd=with_steps).rows
    assert [(row["issue"], row["distance"]) for row in rows] == [("aid", "200")]


def test_the_table_of_steps_in_sql(with_steps: Path) -> None:
    """`query` has a row for each step."""
    run("add-position", "hamas", "aid", "300; 400; 500", "--source", "press", cwd=with_steps)
    found = run("query", "SELECT step, low FROM step ORDER BY place", cwd=with_steps).rows
    assert [(row["step"], row["low"]) for row in found] == [("april", "300"), ("may", "400"), ("june", "500")]


def test_the_event_of_a_timing_is_defined_on_the_spot(talks: Path) -> None:
    """An event that is not there yet, with its title and id."""
    terminal = Terminal("add-issue", cwd=talks)
    terminal.answer_all(
        [
            *(("title: ", "Start of works"), ("ID (", ""), ("kind: ", "timing"), ("anchor (", "Signing day")),
            *(("now? [", "y"), ("title of the event", ""), ("its id", "")),
        ]
    )
    assert terminal.end() == 0, terminal.seen
    text = (talks / "data/talks/negotiation.toml").read_text()
    assert "[event.signing-day]" in text
    assert 'anchor = "signing-day"' in text
