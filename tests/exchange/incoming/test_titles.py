"""Tables with a record a row as people head them: titles above, `Who` for the party, notes beside the values."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from ...cli.harness import run, unchanged
from ...cli.small import load

ROWS = [["2026-11-17", "Union", "Wages", "7%", "opening"], ["2026-11-18", "Company", "Wages", "3%", ""]]
HEADS = ["Date", "Who", "Topic", "Offer", "Notes"]
OWN = ("--create", "--set", "side=own")


def write_book(path: Path, *lines: list[str], merged: str = "") -> None:
    """Write a workbook with a merged area."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for line in lines:
        sheet.append(line)
    if merged:
        sheet.merge_cells(merged)
    book.save(path)


def found_in(folder: Path) -> list[tuple[str, str, str]]:
    """Return the party, the value and the note of each position."""
    return [(one.party, one.value, one.note) for one in load(folder, "t").positions]


@pytest.mark.parametrize("title", ["Offers so far\n", "Offers so far,draft,,\n\n", "\n\n", "Offers\nby Ada\n\n"])
def test_lines_above_the_names_of_the_columns(tmp_path: Path, title: str) -> None:
    """They are not taken, and named by their cells."""
    table = "\n".join(",".join(line) for line in [HEADS, *ROWS])
    (tmp_path / "t.csv").write_text(f"{title}{table}\n")
    result = run("import", "t.csv", *OWN, cwd=tmp_path)
    assert result.code == 0, result.err
    assert ('not taken, above the table: A1 "Offers' in result.err) == bool(title.strip())
    assert sorted(found_in(tmp_path)) == [("company", "3%", ""), ("union", "7%", "opening")]


def test_a_title_over_merged_cells(tmp_path: Path) -> None:
    """Cells that are merged above the table are nobody's concern; an error below names the row of the sheet."""
    write_book(tmp_path / "t.xlsx", ["Offers so far"], [], HEADS, *ROWS, merged="A1:E1")
    result = run("import", "t.xlsx", *OWN, cwd=tmp_path)
    assert result.code == 0, result.err
    assert 'not taken, above the table: A1 "Offers so far"' in result.err
    write_book(tmp_path / "u.xlsx", ["Offers so far"], [], HEADS, ["soon", "Union", "Wages", "8%"], merged="A1:E1")
    assert 'u.xlsx: row 4, Date: "soon": not a date' in run("import", "u.xlsx", *OWN, cwd=tmp_path).err


@pytest.mark.parametrize("area", ["D3:D4", "B3:C3"])
def test_merged_cells_among_the_rows(tmp_path: Path, area: str) -> None:
    """Values, and cells of several columns, are refused below a title too, with their own cells."""
    write_book(tmp_path / "t.xlsx", ["Offers so far"], HEADS, *ROWS, merged=area)
    with unchanged(tmp_path):
        assert f"t.xlsx: the cells {area} are merged; unmerge them" in run("import", "t.xlsx", *OWN, cwd=tmp_path).err


@pytest.mark.parametrize("hidden", [False, True])
def test_one_day_and_party_over_several_rows(tmp_path: Path, hidden: bool) -> None:
    """They hold in each row that has anything else, which is said; not where the row that has them is not taken."""
    rows = [
        ["2026-11-17", "Union", "Wages", "7%"],
        ["", "", "Leave", "9 days"],
        [],
        ["2026-11-18", "Company", "Wages", "3%"],
    ]
    book = openpyxl.Workbook()
    for line in [HEADS[:4], *rows]:
        book.worksheets[0].append(line)
    for area in ("A2:A4", "B2:B4"):
        book.worksheets[0].merge_cells(area)
    book.worksheets[0].row_dimensions[2].hidden = hidden
    book.save(tmp_path / "t.xlsx")
    result = run("import", "t.xlsx", *OWN, cwd=tmp_path)
    assert "merged cells read in each of their rows, under: Date (A), Who (B)\n" in result.err
    if hidden:
        assert "t.xlsx: row 3, Who: missing" in result.err
        return
    found = [(one.party, one.issue, one.stated and one.stated.text) for one in load(tmp_path, "t").positions]
    assert ("union", "leave", "2026-11-17") in found
    assert len(found) == 3


def test_names_of_columns_that_are_mapped(tmp_path: Path) -> None:
    """Names that `--map` gives count as those that are known, below a title as on the first line."""
    (tmp_path / "t.csv").write_text("Offers so far\n\nBody,Point,Said\nUnion,Wages,7%\n")
    given = ("--map", "party=Body", "--map", "issue=Point", "--map", "value=Said", "--set", "stated=2026-11-17")
    result = run("import", "t.csv", *OWN, *given, cwd=tmp_path)
    assert result.code == 0, result.err
    assert found_in(tmp_path) == [("union", "7%", "")]


def test_two_rows_of_names(tmp_path: Path) -> None:
    """A line above that has as many cells may be the names, so that it is no title."""
    (tmp_path / "t.csv").write_text("Name,Question,Answer\nparty,issue,value\nUnion,Wages,7%\n")
    assert "row 1, Question (B): no column beside the issues" in run("import", "t.csv", *OWN, cwd=tmp_path).err


def test_a_missing_name_below_a_title(tmp_path: Path) -> None:
    """It is looked for in its own row."""
    (tmp_path / "t.csv").write_text("Offers so far\nParty,,Issue,Value\nUnion,,Wages,7%\n")
    assert "t.csv: row 2: column 2 has no name" in run("import", "t.csv", *OWN, cwd=tmp_path).err


def test_a_column_of_notes(tmp_path: Path) -> None:
    """The only one becomes the note, which is said; of two none does, and both are named."""
    (tmp_path / "t.csv").write_text("Party,Issue,Value,Stated,Comments\nUnion,Wages,7%,2026-11-17,opening\n")
    assert "read as the note: Comments\n" in run("import", "t.csv", *OWN, cwd=tmp_path).err
    assert found_in(tmp_path) == [("union", "7%", "opening")]
    (tmp_path / "u.csv").write_text("Party,Issue,Value,Stated,Comments,Remarks\nUnion,Pay,7%,2026-11-17,a,b\n")
    assert "columns not used: Comments, Remarks;" in run("import", "u.csv", *OWN, cwd=tmp_path).err


def test_offers_beside_what_is_no_issue(tmp_path: Path) -> None:
    """Notes on an offer become its note, numbers and the like are named as not used; neither becomes an issue."""
    rows = ["No.,Date,Who,Wages,Notes,Status", "1,2026-11-17,Union,7%,opening,open"]
    (tmp_path / "t.csv").write_text("\n".join(rows))
    result = run("import", "t.csv", *OWN, "--offers", cwd=tmp_path)
    assert "read as the note: Notes\n" in result.err
    assert "columns not used: No., Status;" in result.err
    known = load(tmp_path, "t")
    assert list(known.issues) == ["wages"]
    assert [(offer.party, offer.note) for offer in known.proposals] == [("union", "opening")]


def test_offers_with_notes_of_each_party(tmp_path: Path) -> None:
    """They are not used, and named; a known issue of such a name is one."""
    (tmp_path / "t.csv").write_text("Date,Party,Wages,Union notes,Delivery notes\n2026-11-17,Union,7%,x,2 days\n")
    assert run("init", "t", "--title", "T", cwd=tmp_path).code == 0
    assert run("add-issue", "delivery-notes", "--title", "Delivery notes", "--kind", "text", cwd=tmp_path).code == 0
    result = run("import", "t.csv", *OWN, "--offers", cwd=tmp_path)
    assert "columns not used: Union notes;" in result.err
    assert sorted(load(tmp_path, "t").issues) == ["delivery-notes", "wages"]


def test_a_column_of_values_that_names_no_party(tmp_path: Path) -> None:
    """The message says how to name the column of the parties, and how to name the party."""
    (tmp_path / "t.csv").write_text("Date,Body,Topic,Offer\n2026-11-17,Union,Wages,7%\n")
    message = run("import", "t.csv", *OWN, cwd=tmp_path).err
    assert "say whose it is with --same 'Offer=PARTY', or name the column of the parties with --map party=" in message
