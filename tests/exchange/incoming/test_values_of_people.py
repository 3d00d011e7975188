"""Values as people write them, each on an issue of its own: what becomes of every one was looked at by eye.

`values.tsv` has a value, then the kind that an import infers from it and what is stored, or `!` and how its error
begins. What has one reading is understood; what has two is refused with both; what only words can say stays words.
`formats.tsv` has cells of a workbook: a number, a date or a text, its number format, then the same.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import openpyxl

from ...cli.harness import Result, run
from ...cli.small import load

HERE = Path(__file__).parent
HEAD = ("party", "issue", "value", "side", "stated")


def rows_of(name: str) -> list[list[str]]:
    """Return the rows of a table of cases, with letters that nobody can see as escapes."""
    lines = (HERE / name).read_text("utf-8").splitlines()
    return [[part.encode("latin-1", "backslashreplace").decode("unicode_escape") for part in line.split("\t")]
            for line in lines if line and not line.startswith("# ")]  # fmt: skip


def outcomes(folder: Path, result: Result, count: int) -> list[tuple[str, str]]:
    """Return kind and value of each row that was taken in, `!` and the message of each other one."""
    known = load(folder, "t")
    values = {position.issue: position.value for position in known.positions}
    errors: dict[int, str] = {}
    for line in result.err.splitlines():
        if found := re.match(r"t\.\w+: rows? ([0-9, and]+), [^:]+: (?:\"[^\"]*\": )?(.*)", line):
            errors |= {int(number) - 2: found[2] for number in re.findall("[0-9]+", found[1])}
    return [
        ("!", errors[number]) if number in errors else (known.issues[f"i{number}"].kind, values[f"i{number}"])
        for number in range(count)
    ]


def differing(cases: Sequence[list[str]], found: Sequence[tuple[str, str]]) -> list[tuple[list[str], tuple[str, str]]]:
    """Return the cases that came out otherwise, of an error the beginning."""
    return [
        (case, (kind, said))
        for case, (kind, said) in zip(cases, found, strict=True)
        if case[-2] != kind or not (said.startswith(case[-1]) if kind == "!" else said == case[-1])
    ]


def test_values_in_a_table(tmp_path: Path) -> None:
    """No number, date, choice or currency is changed or guessed."""
    cases = rows_of("values.tsv")
    text = io.StringIO()
    rows = [("Union", f"i{number}", case[0], "own", "2026-01-01") for number, case in enumerate(cases)]
    csv.writer(text).writerows([HEAD, *rows])
    (tmp_path / "t.csv").write_text(text.getvalue(), "utf-8")
    result = run("import", "t.csv", "--create", "--skip-bad", cwd=tmp_path)
    assert len(cases) > 300
    assert differing(cases, outcomes(tmp_path, result, len(cases))) == []


def cell_of(text: str) -> object:
    """Return the cell that a case names: a date, a number, else a text in quotation marks."""
    if text.startswith('"'):
        return text.strip('"')
    return datetime.fromisoformat(text) if text.count("-") > 1 else float(text)


def test_number_formats_of_a_workbook(tmp_path: Path) -> None:
    """What a format shows is the value; one that hides a part or shows another number is refused."""
    cases = rows_of("formats.tsv")
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(HEAD)
    for number, (text, number_format, *_) in enumerate(cases):
        sheet.append(["Union", f"i{number}", None, "own", "2026-01-01"])
        cell = sheet.cell(number + 2, 3)
        cell.value = cell_of(text)  # type: ignore[assignment]
        cell.number_format = number_format
    book.save(tmp_path / "t.xlsx")
    result = run("import", "t.xlsx", "--create", "--skip-bad", cwd=tmp_path)
    assert len(cases) > 80
    assert differing(cases, outcomes(tmp_path, result, len(cases))) == []
