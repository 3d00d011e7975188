"""An invented workbook as a bargaining team keeps one for months, taken in whole: every cell of it is in a record or in
the report of the import."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter

from negtrack.model import Negotiation

from ..cli.harness import Result, run, unchanged
from ..cli.small import load

GIVEN = ("--set", "side=own", "--set", "stated=2026-10-05")
ROWS: list[list[Any]] = [
    ["Ferry crews and Harbour Line: where we stand", None, None, None, None, None, None, None, None],
    ["Working paper, not agreed", None, None, None, None, None, None, None, None],
    [],
    ["No.", "Topic", "Crews' Union", None, "Harbour Line", None, None, "Remarks", "Status"],
    [None, None, "Demand", "Counter-proposal 19 Oct 2026", "Offer 12 Oct 2026", "Offer 20 Oct 2026", "Notes"],
    ["A", "PAY", None, None, None, None, None, None, None],
    [1, "General increase", 0.08, 0.065, 0.03, "4% (was 3%)", "the board met", "of basic pay", "open"],
    [2, "Night premium", 3.5, "min. \u20ac3.20 an hour", 2.25, 2.75, None, None, "open"],
    [3, "Lump sum", "at least EUR 1,500", None, "none offered", None, None, None, None],
    [4, "Back pay", "6 months", "6 months", "-", "3 months", None, None, "close"],
    [None, "HOURS AND CREWING", None, None, None, None, None, None, None],
    [5, "Weekly hours", 37.5, 38, 40, "39.5", None, "averaged over a roster", None],
    [6, "Crew to boat", "1:40", "max 1:45 all routes", "1:60", "1:55", "summer only", None, "open"],
    [7, "Rest between\nshifts", "at least 12 hours", "at least 12 hours", "11 hours", "11 hours", None, None, None],
    [8, "Notice of a roster", "6 weeks", "30 days (was 45)", "10 days", "2 weeks", None, None, None],
    [9, "Split shifts", "no", "no", "yes", "yes", None, None, "open"],
    [None, "TERM", None, None, None, None, None, None, None],
    [10, "In force from", date(2026, 11, 1), date(2026, 11, 1), date(2027, 1, 1), date(2027, 1, 1), None, None, None],
    [11, "Runs for", "2 years", "2-3 years", "5 years", "4 years", None, None, None],
    [12, "Uniforms", None, None, None, None, None, None, "not discussed"],
    [13, "Disputes go to", "a panel of three", "a panel", "the manager", "the manager", None, "see the annex", None],
    [14, "Old draft", "1", "2", "3", "4", None, None, None],
    [],
    ["Prepared by the secretariat for the meeting of 21 October", None, None, None, None, None, None, None, None],
]  # fmt: skip
FORMATS = {"C7:E7": "0.0%", "C8": '"\u20ac" 0.00"/hour"', "E8:F8": '[$\u20ac-2] 0.00"/hour"', "C18:F18": "d mmm yyyy"}
MERGED = ("A1:I1", "A2:I2", "A4:A5", "B4:B5", "C4:D4", "E4:G4", "H4:H5", "I4:I5", "B6:I6", "A24:I24")

UNION, LINE = "crews-union", "harbour-line"
RECORDS = {
    ("C7", UNION, "general-increase", "8%"), ("D7", UNION, "general-increase", "6.5%"),
    ("E7", LINE, "general-increase", "3%"), ("F7", LINE, "general-increase", "4%"),
    ("C8", UNION, "night-premium", "EUR 3.50/hour"), ("D8", UNION, "night-premium", "at least EUR 3.20/hour"),
    ("E8", LINE, "night-premium", "EUR 2.25/hour"), ("F8", LINE, "night-premium", "EUR 2.75/hour"),
    ("C9", UNION, "lump-sum", "at least EUR 1,500"), ("E9", LINE, "lump-sum", "none offered"),
    ("C10", UNION, "back-pay", "6 months"), ("D10", UNION, "back-pay", "6 months"),
    ("F10", LINE, "back-pay", "3 months"),
    ("C12", UNION, "weekly-hours", "37.5"), ("D12", UNION, "weekly-hours", "38"),
    ("E12", LINE, "weekly-hours", "40"), ("F12", LINE, "weekly-hours", "39.5"),
    ("C13", UNION, "crew-to-boat", "1:40"), ("D13", UNION, "crew-to-boat", "at most 1:45"),
    ("E13", LINE, "crew-to-boat", "1:60"), ("F13", LINE, "crew-to-boat", "1:55"),
    ("C14", UNION, "rest-between-shifts", "at least 12 hours"),
    ("D14", UNION, "rest-between-shifts", "at least 12 hours"),
    ("E14", LINE, "rest-between-shifts", "11 hours"), ("F14", LINE, "rest-between-shifts", "11 hours"),
    ("C15", UNION, "notice-of-a-roster", "6 weeks"), ("D15", UNION, "notice-of-a-roster", "30 days"),
    ("E15", LINE, "notice-of-a-roster", "10 days"), ("F15", LINE, "notice-of-a-roster", "2 weeks"),
    ("C16", UNION, "split-shifts", "no"), ("D16", UNION, "split-shifts", "no"),
    ("E16", LINE, "split-shifts", "yes"), ("F16", LINE, "split-shifts", "yes"),
    ("C18", UNION, "in-force-from", "2026-11-01"), ("D18", UNION, "in-force-from", "2026-11-01"),
    ("E18", LINE, "in-force-from", "2027-01-01"), ("F18", LINE, "in-force-from", "2027-01-01"),
    ("C19", UNION, "runs-for", "2 years"), ("D19", UNION, "runs-for", "2..3 years"),
    ("E19", LINE, "runs-for", "5 years"), ("F19", LINE, "runs-for", "4 years"),
    ("C21", UNION, "disputes-go-to", "a panel of three"), ("D21", UNION, "disputes-go-to", "a panel"),
    ("E21", LINE, "disputes-go-to", "the manager"), ("F21", LINE, "disputes-go-to", "the manager"),
}  # fmt: skip
DAYS = {"C": "2026-10-05", "D": "2026-10-19", "E": "2026-10-12", "F": "2026-10-20"}
STANCES = {"C": "demand", "D": "offer", "E": "offer", "F": "offer"}


def build(folder: Path) -> None:
    """Write the workbook."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "Chart"
    for number, row in enumerate(ROWS, 1):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column).value = value
    for cells, number_format in FORMATS.items():
        found = sheet[cells]
        for cell in found[0] if isinstance(found, tuple) else [found]:
            cell.number_format = number_format
    for area in MERGED:
        sheet.merge_cells(area)
    sheet["D13"].comment = Comment("they may still move", "")
    sheet.row_dimensions[22].hidden = True
    book.create_sheet("Costing").append(["Topic", "Year one"])
    book.create_sheet("Our limits").append(["Topic", "Harbour Line"])
    book["Our limits"].sheet_state = "hidden"
    book.save(folder / "chart.xlsx")


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    """Return the folder into which the workbook was taken, and what the import said."""
    folder = tmp_path_factory.mktemp("talks")
    build(folder)
    return folder, run("import", "chart.xlsx", "--create", *GIVEN, cwd=folder)


REFUSED = {
    "D8": "=3+0.2",
    "E9": "TBD",
    "F13": "1:55 or 1:50 in summer",
    "E15": "10 days unless the weather turns",
    "F7": "4.250%",
    "E19": "05/10/2026",
}


def test_what_needs_a_person_is_refused(tmp_path: Path) -> None:
    """With the address of each cell; nothing is written."""
    build(tmp_path)
    book = openpyxl.load_workbook(tmp_path / "chart.xlsx")
    for cell, text in REFUSED.items():
        book["Chart"][cell].value = text
    book.save(tmp_path / "chart.xlsx")
    with unchanged(tmp_path):
        result = run("import", "chart.xlsx", "--create", *GIVEN, cwd=tmp_path)
    assert result.code == 2
    errors = [line for line in result.err.splitlines() if line.startswith("chart.xlsx")]
    assert sorted(re.findall(r"\b[A-Z][0-9]+\b", " ".join(errors))) == sorted(REFUSED), result.err


def known_of(folder: Path) -> Negotiation:
    """Return what was taken in."""
    return load(folder, "chart")


def test_every_record(imported: tuple[Path, Result]) -> None:
    """Party, issue, value, day and stance of each cell; nothing else."""
    folder, result = imported
    assert result.code == 0, result.err
    expected = sorted(
        (party, issue, value, DAYS[place[0]], STANCES[place[0]]) for place, party, issue, value in RECORDS
    )
    found = [(p.party, p.issue, p.value, p.stated.text, p.stance) for p in known_of(folder).positions if p.stated]
    assert sorted(found) == expected


def test_kinds_and_groups(imported: tuple[Path, Result]) -> None:
    """Each issue is measured as its cells show, and stands in its section."""
    kinds = {issue.id: (issue.kind, issue.group) for issue in known_of(imported[0]).issues.values()}
    assert kinds == {
        "general-increase": ("percent", "PAY"),
        "night-premium": ("money", "PAY"),
        "lump-sum": ("text", "PAY"),
        "rest-between-shifts": ("duration", "HOURS AND CREWING"),
        "back-pay": ("duration", "PAY"),
        "weekly-hours": ("quantity", "HOURS AND CREWING"),
        "crew-to-boat": ("ratio", "HOURS AND CREWING"),
        "notice-of-a-roster": ("duration", "HOURS AND CREWING"),
        "split-shifts": ("yes-no", "HOURS AND CREWING"),
        "in-force-from": ("date", "TERM"),
        "runs-for": ("duration", "TERM"),
        "disputes-go-to": ("text", "TERM"),
    }


def test_every_cell_is_somewhere(imported: tuple[Path, Result]) -> None:
    """In a record, in a definition, or in the report with its address, its column or its row."""
    folder, result = imported
    known = known_of(folder)
    words = {text for p in known.positions for text in (p.text, *p.note.split("; "))}
    words |= {issue.title for issue in known.issues.values()} | {issue.group for issue in known.issues.values()}
    records = {place for place, *_ in RECORDS}
    missing = []
    for row in openpyxl.load_workbook(folder / "chart.xlsx")["Chart"].iter_rows():
        for cell in (cell for cell in row if cell.value is not None):
            letter = get_column_letter(cell.column)
            text = " ".join(str(cell.value).split())
            is_said = re.search(rf"[ (]{cell.coordinate}\b", result.err)
            is_head = (cell.row in (4, 5) or letter in "AI") and f"({letter})" in result.err
            is_hidden = cell.row == 22 and "hidden rows not taken (--hidden takes them): 22\n" in result.err
            if not (cell.coordinate in records or text in words or is_said or is_head or is_hidden):
                missing.append(cell.coordinate)
    assert missing == []


def test_notes_and_texts(imported: tuple[Path, Result]) -> None:
    """Remarks are on all positions of their row, notes below a party on its own."""
    notes = {(p.party, p.note) for p in known_of(imported[0]).positions if p.issue == "general-increase"}
    assert notes == {(UNION, "of basic pay"), (LINE, "the board met; of basic pay")}
    texts = {(p.text, p.caveat) for p in known_of(imported[0]).positions if p.text}
    assert texts == {("4% (was 3%)", ""), ("max 1:45 all routes", "all routes"), ("30 days (was 45)", "")}


def test_what_was_left_is_said(imported: tuple[Path, Result]) -> None:
    """Sheets, comments, hidden rows, and an issue of which nobody says anything."""
    said = imported[1].err
    assert 'read the sheet "Chart"; not the others, which --sheet names: Costing, Our limits (hidden)\n' in said
    assert "comments of cells not taken: D13\n" in said
    assert 'issues without a value: B20 "Uniforms"\n' in said
    assert 'no value: E10 "-"\n' in said
