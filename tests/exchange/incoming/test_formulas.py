"""Formulas of a workbook: refused, unless the values are asked for that the file holds for them."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from ...cli.harness import Result, run, unchanged
from ...cli.small import load
from .test_workbook import rebuild

SHEET, BOOK = "xl/worksheets/sheet1.xml", "xl/workbook.xml"
OWN = ("--set", "side=own", "--set", "stated=2026-10-05", "--create")


def workbook(path: Path, held: str, number_format: str = "General", keep_flag: bool = False) -> Path:
    """Write a wide table with a formula for which the file holds `held`, an element in XML; return its path."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in (["Issue", "Union", "Employers"], ["Pay", 40, 30], ["Total", "=B2+2", 35]):
        sheet.append(row)
    sheet["B3"].number_format = number_format
    book.save(path)
    cell = re.compile(rb"(<f>B2\+2</f>)<v ?/>|(<f>B2\+2</f>)<v></v>")
    raw = rebuild(path.read_bytes(), SHEET, lambda text: cell.sub(b"<f>B2+2</f>" + held.encode(), text))
    assert held.encode() in raw or held != ""
    flag = re.compile(rb' fullCalcOnLoad="1"')
    path.write_bytes(raw if keep_flag else rebuild(raw, BOOK, lambda text: flag.sub(b"", text)))
    return path


def take(path: Path, *args: str) -> Result:
    """Import a workbook."""
    return run("import", path.name, *OWN, *args, cwd=path.parent)


def test_a_formula_is_refused(tmp_path: Path) -> None:
    """And it is said how its value is taken."""
    path = workbook(tmp_path / "t.xlsx", "<v>42</v>")
    with unchanged(tmp_path):
        result = take(path)
    assert "Union (B3): a formula; paste its value instead, or use --computed" in result.err


@pytest.mark.parametrize(
    ("held", "number_format", "stored"),
    [("<v>42</v>", "General", "42"), ("<v>42</v>", '0" "', "42"), ("<v>41.5</v>", "0", "41.5")],
)
def test_the_value_that_the_file_holds(tmp_path: Path, held: str, number_format: str, stored: str) -> None:
    """It is taken as it is shown, and its cell is named."""
    result = take(workbook(tmp_path / "t.xlsx", held, number_format), "--computed", "--wide")
    assert result.code == 0, result.err
    assert "negtrack: values of formulas, as last computed: B3\n" in result.err
    assert stored in {position.value for position in load(tmp_path, "t").positions}


@pytest.mark.parametrize(
    ("held", "keep_flag", "says"),
    [
        ("<v></v>", False, "a formula without a value; open and save the workbook in a spreadsheet"),
        ("", False, "a formula without a value; open and save the workbook in a spreadsheet"),
        ("<v>42</v>", True, "a formula that the file says is to be computed anew"),
    ],
)
def test_a_value_that_is_not_there(tmp_path: Path, held: str, keep_flag: bool, says: str) -> None:
    """A formula without one is no empty cell, and one that the file does not vouch for is none."""
    path = workbook(tmp_path / "t.xlsx", held, keep_flag=keep_flag)
    with unchanged(tmp_path):
        result = take(path, "--computed")
    assert f"Union (B3): {says}" in result.err


def test_an_error_that_was_computed(tmp_path: Path) -> None:
    """It is refused as an error is."""
    path = workbook(tmp_path / "t.xlsx", "<v>#DIV/0!</v>")
    raw = rebuild(path.read_bytes(), SHEET, lambda text: re.sub(rb'(<c r="B3"[^>]*?)( t="\w+")?>', rb'\1 t="e">', text))
    path.write_bytes(raw)
    assert "#DIV/0!, an error of the spreadsheet" in take(path, "--computed").err


def test_a_formula_of_several_cells(tmp_path: Path) -> None:
    """It is a formula as any other, and the rows below it are read."""
    path = workbook(tmp_path / "t.xlsx", "<v>42</v>")
    array = b'<f t="array" ref="B3:B4">B2+2</f>'
    path.write_bytes(rebuild(path.read_bytes(), SHEET, lambda text: text.replace(b"<f>B2+2</f>", array)))
    assert "Union (B3): a formula; paste its value instead" in take(path).err
    assert take(path, "--computed", "--wide").code == 0
    assert "42" in {position.value for position in load(tmp_path, "t").positions}
