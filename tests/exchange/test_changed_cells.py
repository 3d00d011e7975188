"""A workbook that was exported, changed on its first sheet, and taken in again."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from negtrack.model import Position

from ..cli.harness import Result, run, unchanged
from ..cli.small import load

CHART = """Group,Issue,Union,Employers
Pay,General increase,6%,3%
Pay,Night premium,USD 2.50/hour,USD 1.75/hour
Time,Weekly hours,37.5,40
Time,Notice,30 days,at most 2 weeks
Time,Overtime limit,at most 5,at least 8
Time,Leave,25,
"""
ASKED = ("--set", "side=own", "--set", "stated=2026-11-20")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with talks and their export."""
    (tmp_path / "talks.csv").write_text(CHART)
    given = ("--set", "side=own", "--set", "stated=2026-10-14", "--create")
    assert run("import", "talks.csv", *given, cwd=tmp_path).code == 0
    assert run("export", "-o", "t.xlsx", cwd=tmp_path).code == 0
    return tmp_path


def change(folder: Path, edit: Callable[[Any], object]) -> None:
    """Change the first sheet of the export, as a reader's program does."""
    book = openpyxl.load_workbook(folder / "t.xlsx")
    edit(book["compare"])
    book.save(folder / "t.xlsx")


def take(folder: Path, *args: str) -> Result:
    """Import the workbook again."""
    return run("import", "t.xlsx", *args, cwd=folder)


def said(folder: Path, result: Result) -> list[tuple[str, str, str, str]]:
    """Return party, issue, value and day of the new records."""
    known = load(folder, "talks").entries
    new = [entry for id in result.lines if isinstance(entry := known[id], Position) and entry.stated]
    return [(entry.party, entry.issue, entry.value, entry.stated.text) for entry in new if entry.stated]


def lines_of(cell: Any, first: str) -> str:
    """Return the text of a cell with another first line."""
    return "\n".join([first, *cell.value.split("\n")[1:]])


def edit_six(sheet: Any) -> None:
    """Change six cells: some whole, some in their first line, one that was silent."""
    sheet["C4"] = "5%"
    sheet["D4"] = lines_of(sheet["D4"], "3.5%")
    sheet["C5"] = "USD 2.25/hour"
    sheet["D6"] = 39
    sheet["C7"] = "21 days (was 30)\nas long as the season lasts"
    sheet["D9"] = "20"


def test_without_groups_the_cells_are_found_all_the_same(tmp_path: Path) -> None:
    """Where no issue has a group there is no column for it, and the issues are the first."""
    (tmp_path / "talks.csv").write_text("Issue,Union,Employers\nGeneral increase,6%,3%\n")
    assert (
        run("import", "talks.csv", "--set", "side=own", "--set", "stated=2026-10-14", "--create", cwd=tmp_path).code
        == 0
    )
    assert run("export", "-o", "t.xlsx", cwd=tmp_path).code == 0
    assert [cell.value for cell in openpyxl.load_workbook(tmp_path / "t.xlsx")["compare"][3]][:2] == ["issue", "Union"]
    change(tmp_path, lambda sheet: sheet.__setitem__("B4", "5%"))
    result = take(tmp_path, *ASKED)
    assert said(tmp_path, result) == [("union", "general-increase", "5%", "2026-11-20")]


def test_without_groups_what_stands_below_the_table_is_no_issue(tmp_path: Path) -> None:
    """Unchanged it brings nothing: not its legend, and not two issues with one title."""
    (tmp_path / "talks.csv").write_text("Issue,Union,Employers\nPay,6%,\nHours,37.5,40\n")
    given = ("--set", "side=own", "--set", "stated=2026-10-14", "--create")
    assert run("import", "talks.csv", *given, cwd=tmp_path).code == 0
    about = ("--kind", "yes-no", "--title", "Pay")
    assert run("add-issue", "again", *about, cwd=tmp_path).code == 0
    assert run("export", "-o", "t.xlsx", cwd=tmp_path).code == 0
    result = take(tmp_path)
    assert (result.code, result.out) == (0, ""), result.err
    assert "0 records and 0 definitions new" in result.err


def test_six_changed_cells_are_six_records(folder: Path) -> None:
    """Of the day that is asked for; everything else is there already."""
    change(folder, edit_six)
    result = take(folder, *ASKED)
    assert said(folder, result) == [
        ("union", "general-increase", "5%", "2026-11-20"),
        ("employers", "general-increase", "3.5%", "2026-11-20"),
        ("union", "night-premium", "USD 2.25/hour", "2026-11-20"),
        ("employers", "weekly-hours", "39", "2026-11-20"),
        ("union", "notice", "21 days", "2026-11-20"),
        ("employers", "leave", "20", "2026-11-20"),
    ]
    texts = [entry.text for entry in load(folder, "talks").positions if entry.text]
    assert texts == ["21 days (was 30) as long as the season lasts"]
    assert 'changed on the sheet compare: C4 "6%" -> "5%", D4 "3%" -> "3.5%", ' in result.err
    assert "6 records and 0 definitions new" in result.err


def test_unchanged_it_brings_nothing(folder: Path) -> None:
    """Saved by another program, too; what is asked for fills nothing that an export left empty."""
    change(folder, lambda _: None)
    for args in ((), ASKED):
        result = take(folder, *args)
        assert (result.code, result.out) == (0, "")
        assert "0 records and 0 definitions new" in result.err


def test_a_second_time_it_brings_nothing(folder: Path) -> None:
    """The records have the same ids."""
    change(folder, edit_six)
    take(folder, *ASKED)
    assert take(folder, *ASKED).out == ""


def test_into_an_empty_folder(folder: Path) -> None:
    """The records and the changes come together."""
    change(folder, edit_six)
    shutil.rmtree(folder / "data")
    result = run("import", "t.xlsx", "--create", *ASKED, cwd=folder)
    assert result.code == 0, result.err
    assert len(load(folder, "talks").positions) == 17


def test_sorted_and_filtered(folder: Path) -> None:
    """An issue is found wherever its row went; a hidden row is not taken, and said."""

    def edit(sheet: Any) -> None:
        for column in "ABCDEFGH":
            above, below = sheet[f"{column}4"].value, sheet[f"{column}6"].value
            sheet[f"{column}4"].value, sheet[f"{column}6"].value = below, above
        sheet["C6"], sheet["C7"] = "5%", "1 day"
        sheet.row_dimensions[7].hidden = True

    change(folder, edit)
    result = take(folder, *ASKED)
    assert said(folder, result) == [("union", "general-increase", "5%", "2026-11-20")]
    assert "hidden rows not taken (--hidden takes them): 7\n" in result.err


def test_a_deleted_row_changes_nothing(folder: Path) -> None:
    """It is said, since somebody may have meant more."""
    change(folder, lambda sheet: sheet.delete_rows(9))
    assert "rows deleted from the sheet compare, which changes nothing: Leave\n" in take(folder).err


def test_whose_words_must_be_said(folder: Path) -> None:
    """And of which day."""
    change(folder, edit_six)
    with unchanged(folder):
        result = take(folder)
    assert result.code == 2
    assert result.err == (
        'negtrack: t.xlsx: changed on the first sheet: C4 "6%" -> "5%"; D4 "3%" -> "3.5%"; C5 "USD 2.50/hour" -> '
        '"USD 2.25/hour" and 3 more; say whose words they are, and of which day, with --set side=SIDE '
        "--set stated=DATE\n"
    )


BACK = "put it back, or use --sheet records"


@pytest.mark.parametrize(
    ("cell", "text", "message"),
    [
        ("C4", None, f"row 4, Union (C4): emptied; record a withdrawal with add-position, or {BACK}"),
        ("C4", "silent", f"row 4, Union (C4): emptied; record a withdrawal with add-position, or {BACK}"),
        ("C4", "6%\nmore", f"row 4, Union (C4): the value in the first line is unchanged; {BACK}"),
        ("C4", "5% if signed", 'row 4, Union (C4): "5% if signed": a condition is no part of a value; '),
        ("B4", "Rise", f"row 4, B4: no issue of the export, or one of several; {BACK}"),
        ("F4", "overlap", f"row 4, F4: only the cells of parties are taken; {BACK}"),
        ("A1", "Talks of ours", f"row 1, A1: not a part of the table; {BACK}"),
        ("C20", "5%", f"row 20, C20: not a part of the table; {BACK}"),
        ("C3", "Unions", f"row 3: the heads of the sheet compare were changed; {BACK}"),
    ],
)
def test_what_is_no_new_value(folder: Path, cell: str, text: str | None, message: str) -> None:
    """Refused with its address; nothing is written."""

    def edit(sheet: Any) -> None:
        sheet[cell] = text

    change(folder, edit)
    with unchanged(folder):
        result = take(folder, *ASKED)
    assert (result.code, result.out) == (2, "")
    assert f"t.xlsx: {message}" in result.err
    assert take(folder, "--sheet", "records").code == 0


def test_a_basis_that_was_kept_is_kept(folder: Path) -> None:
    """What the export wrote in brackets is the basis of the new value, too."""
    given = ("--stated", "2026-11-01", "--qualifier", "ordinary shifts", "--side", "own")
    assert run("add-position", "union", "leave", "24", *given, cwd=folder).code == 0
    assert run("export", "-o", "t.xlsx", "--force", cwd=folder).code == 0
    change(folder, lambda sheet: sheet.__setitem__("C9", lines_of(sheet["C9"], "23 (ordinary shifts)")))
    result = take(folder, *ASKED)
    assert said(folder, result) == [("union", "leave", "23", "2026-11-20")]
    assert load(folder, "talks").entries[result.lines[0]].qualifier == "ordinary shifts"  # type: ignore[attr-defined]
