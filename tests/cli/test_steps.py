"""Issues with steps on the command line: defined, recorded, imported, exported and shown."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from .harness import run

FILE = "data/gaza-ceasefire-2024/negotiation.toml"
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
