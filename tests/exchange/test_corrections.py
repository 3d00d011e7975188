"""Importing a table again after it grew or was corrected: nothing that was taken back comes back unasked."""

from __future__ import annotations

from pathlib import Path

import pytest

from negtrack.model import Position

from ..cli.harness import Result, run, unchanged
from ..cli.small import load

HEAD = "party,issue,value,stated,side\n"
DOCKERS, TYPED, PORT, GROWN = (
    "Dockers,raise,8%,2026-10-01,own\n",
    "Dockers,raise,18%,2026-10-05,own\n",
    "Port,raise,3%,2026-10-02,own\n",
    "Port,raise,4%,2026-11-02,own\n",
)
CHANGED = DOCKERS.replace("8%", "9%")


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """Return a folder in which a table with an error was imported."""
    assert take(tmp_path, DOCKERS + TYPED + PORT, "--create").code == 0
    return tmp_path


def take(folder: Path, rows: str, *args: str) -> Result:
    """Import rows."""
    (folder / "t.csv").write_text(HEAD + rows)
    return run("import", "t.csv", *args, cwd=folder)


def current(folder: Path) -> dict[str, str]:
    """Return the current value of each party."""
    (row,) = run("compare", cwd=folder).rows
    return {name: row[name] for name in ("dockers", "port")}


def ids(folder: Path) -> dict[str, str]:
    """Return the id of the last record of each value."""
    return {position.value: position.id for position in load(folder, "t").positions}


def test_a_retracted_error_does_not_come_back(sheet: Path) -> None:
    """The sheet that grew brings its new row alone, and names what it left alone and why."""
    wrong = ids(sheet)["18%"]
    run("retract", wrong, "--reason", "typing error", cwd=sheet)
    result = take(sheet, DOCKERS + TYPED + PORT + GROWN)
    assert f"negtrack: left alone 1 retracted record: {wrong} (typing error); use --restore to restore\n" in result.err
    assert result.err.endswith("negtrack: 1 record and 0 definitions new, 2 already there, 0 restored\n")
    assert result.lines == [ids(sheet)["4%"]]
    assert current(sheet) == {"dockers": "8%", "port": "4%"}
    assert take(sheet, TYPED, "--restore").lines == [wrong]
    assert current(sheet) == {"dockers": "18%", "port": "4%"}


def test_what_another_coder_read_is_another_reading(tmp_path: Path) -> None:
    """Two coders may read one source alike or otherwise: neither corrects the other, also where that is asked for."""
    take(tmp_path, TYPED, "--create", "--set", "coder=ana")
    result = take(tmp_path, TYPED, "--set", "coder=bo", "--supersede")
    (new,) = result.lines
    assert "otherwise" not in result.err
    entry = load(tmp_path, "t").entries[new]
    assert isinstance(entry, Position)
    assert (entry.coder, entry.supersedes) == ("bo", ())


def test_readings_of_one_value_say_what_differs(sheet: Path) -> None:
    """Where the value is the same, the message names what else the two readings say."""
    result = take(sheet, TYPED, "--set", "stance=offer")
    assert "of the same date and source (stance demand -> offer)\n" in result.err


def test_a_changed_cell_is_told(sheet: Path) -> None:
    """Under the same date and source another value stands beside the one that was there, and it is said."""
    old = ids(sheet)["8%"]
    result = take(sheet, CHANGED + TYPED + PORT)
    (new,) = result.lines
    assert f"negtrack: {new} says otherwise than {old} of the same date and source (8% -> 9%)\n" in result.err
    assert "both stand; use --supersede where the new one is the better reading\n" in result.err
    entry = load(sheet, "t").entries[new]
    assert isinstance(entry, Position)
    assert entry.supersedes == ()


def test_a_changed_cell_supersedes(sheet: Path) -> None:
    """--supersede makes it the better reading; neither table brings anything new afterwards."""
    old = ids(sheet)["8%"]
    result = take(sheet, CHANGED + TYPED + PORT, "--supersede")
    (new,) = result.lines
    assert f"negtrack: {new} supersedes {old} (8% -> 9%)\n" in result.err
    entry = load(sheet, "t").entries[new]
    assert isinstance(entry, Position)
    assert entry.supersedes == (old,)
    with unchanged(sheet / "data"):
        for args in ((), ("--supersede",)):
            assert "0 records and 0 definitions new, 3 already there" in take(sheet, CHANGED + TYPED + PORT, *args).err
        again = take(sheet, DOCKERS + TYPED + PORT, "--supersede")
    assert f"negtrack: left alone 1 superseded record: {old} (by {new})\n" in again.err


def test_two_statements_of_one_day_are_no_change(sheet: Path) -> None:
    """A row more beside the one that is still there is a statement of its own."""
    result = take(sheet, DOCKERS + CHANGED + TYPED + PORT, "--supersede")
    assert "says otherwise" not in result.err
    assert "supersedes" not in result.err
    assert len(result.lines) == 1


def test_an_exported_row_is_corrected(sheet: Path) -> None:
    """A cell changed in an export has the id of the record that it corrects; --supersede gives it one of its own."""
    old = ids(sheet)["8%"]
    run("export", "-o", "t.jsonl", cwd=sheet)
    text = (sheet / "t.jsonl").read_text()
    (sheet / "t.jsonl").write_text(text.replace('"8%"', '"9%"'))
    with unchanged(sheet / "data"):
        assert f"the id {old} is taken by another record" in run("import", "t.jsonl", cwd=sheet).err
    result = run("import", "t.jsonl", "--supersede", cwd=sheet)
    assert result.lines == [ids(sheet)["9%"]]
    assert f"supersedes {old} (8% -> 9%)" in result.err


def test_dry_run_shows_what_would_become_current(sheet: Path) -> None:
    """A diff of the current positions; nothing is written."""
    with unchanged(sheet / "data"):
        result = take(sheet, DOCKERS + PORT + GROWN, "--dry-run")
    assert "negtrack: would become current:\n  > port raise: 3% -> 4%  moved closer to Dockers" in result.err
    with unchanged(sheet / "data"):
        result = take(sheet, DOCKERS + PORT, "--dry-run")
    assert "negtrack: no current position would change\n" in result.err


def test_dry_run_of_a_new_negotiation(tmp_path: Path) -> None:
    """All that it would hold is new; no folder is left."""
    result = take(tmp_path, DOCKERS + PORT, "--create", "--dry-run")
    assert "would become current:\n" in result.err
    assert "dockers raise: 8%" in result.err
    assert not (tmp_path / "data").exists()
