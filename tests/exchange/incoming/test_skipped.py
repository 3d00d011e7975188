"""`import --skip-bad`: what was skipped is counted as what it is, and an older figure that stands for it is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from ...cli.harness import run, unchanged
from ...cli.small import load

WIDE = """\
Issue,Union 10 Nov 2026,Union 24 Nov 2026,Port 24 Nov 2026
Lump sum,EUR 15000,12500,EUR 8000
Notice,30 days,TBD,14 days
Leave,20 days,25 days,?
Raise,5%,4%,3%,x
"""
OFFERS = "Party,Stated,Side,Pay,Leave\nUnion,2026-10-01,own,5%,4 weeks\nUnion,2026-10-08,own,x%,3 weeks\n"
SHEET = """\
[party.union]
name = "Union"
role = "principal"
[issue.pay]
title = "Pay"
kind = "percent"
[position.a]
party = "union"
issue = "pay"
stance = "demand"
value = "5%"
stated = 2026-10-01
side = "own"
[position.b]
party = "union"
issue = "pay"
stance = "demandd"
value = "6%"
stated = 2026-10-03
side = "own"
"""
ROWS = "Party,Issue,Value,Stated,Side\nUnion,Pay,5%,2026-10-05,own\n"


def skip(folder: Path, text: str, *args: str, name: str = "t.csv") -> list[str]:
    """Import a text with --skip-bad; return the lines on stderr from the count of what was skipped."""
    (folder / name).write_text(text)
    result = run("import", name, "--create", "--skip-bad", *args, cwd=folder)
    assert result.code == 0, result.err
    lines = [line.removeprefix("negtrack: ") for line in result.err.splitlines()]
    return lines[next(number for number, line in enumerate(lines) if line.startswith("skipped ")) :]


def test_cells_that_were_skipped(tmp_path: Path) -> None:
    """Cells are counted as cells, also where all of a row are; what is older and stands now is named with its day, and
    nothing is said where the skipped cell is alone."""
    lines = skip(tmp_path, WIDE, "--wide", "--set", "side=own")
    assert lines[:3] == [
        "skipped 3 cells and 1 row (see above)",
        "warning: union on notice: 30 days of 2026-11-10 stands, as row 3, Union 24 Nov 2026 (C3) of 2026-11-24 was "
        "skipped",
        "warning: union on lump-sum: EUR 15000 of 2026-11-10 stands, as row 2, Union 24 Nov 2026 (C2) of 2026-11-24 "
        "was skipped",
    ]
    assert not any("leave" in line or "raise" in line for line in lines[3:-3])


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("Union,Pay,many,2026-10-06,own\n", "5% of 2026-10-05 stands, as row 3 of 2026-10-06 was skipped"),
        ("Union,Pay,many,2026-10-04,own\n", ""),
        ("Union,Pay,many,soon,own\n", "5% of 2026-10-05 stands, as row 3 was skipped"),
        ("Union,Pay,6%,2026-10-06,nobody\n", "5% of 2026-10-05 stands, as row 3 of 2026-10-06 was skipped"),
        ("Port,Pay,many,2026-10-06,own\n", ""),
        ("Union,Pay,many,2026-10-06,own\nUnion,Pay,7%,2026-10-07,own\n", ""),
    ],
    ids=["newer", "older", "no day", "another cell", "nothing stands", "newer still"],
)
def test_what_stands_for_a_row(tmp_path: Path, row: str, expected: str) -> None:
    """Only what the skipped row may have replaced is named."""
    (tmp_path / "t.csv").write_text(ROWS)
    run("import", "t.csv", "--create", cwd=tmp_path)
    (tmp_path / "t.csv").write_text(ROWS + row)
    result = run("import", "t.csv", "--skip-bad", cwd=tmp_path)
    warnings = [line for line in result.err.splitlines() if " stands, " in line]
    assert warnings == ([f"negtrack: warning: union on pay: {expected}"] if expected else [])
    assert "negtrack: skipped 1 row (see above)\n" in result.err


def test_an_offer_and_a_block_that_were_skipped(tmp_path: Path) -> None:
    """An offer is skipped on all of its issues, a block of a coding sheet by its name."""
    assert skip(tmp_path, OFFERS, "--offers", "--kind", "Pay=percent")[:3] == [
        "skipped 1 row (see above)",
        "warning: union on pay: 5% of 2026-10-01 stands, as row 3 of 2026-10-08 was skipped",
        "warning: union on leave: 4 weeks of 2026-10-01 stands, as row 3 of 2026-10-08 was skipped",
    ]
    assert skip(tmp_path, SHEET, "-n", "sheet", name="s.toml")[:2] == [
        "skipped 1 record (see above)",
        "warning: union on pay: 5% of 2026-10-01 stands, as [position.b] of 2026-10-03 was skipped",
    ]


@pytest.mark.parametrize("args", [(), ("--dry-run",)])
def test_numbers_that_may_be_something_else(tmp_path: Path, args: tuple[str, ...]) -> None:
    """`2m` and `20260305` are skipped as any other row, and named; the rest of their issue is taken."""
    rows = ("Pipe,2m,2026-10-02", "Pipe,33,2026-10-01", "Day,20260305,2026-10-01")
    lines = skip(tmp_path, ROWS.splitlines()[0] + "".join(f"\nA,{row},own" for row in rows) + "\n", *args)
    assert lines[:2] == [
        "skipped 2 rows (see above)",
        "warning: a on pipe: 33 of 2026-10-01 stands, as row 2 of 2026-10-02 was skipped",
    ]
    if not args:
        assert list(load(tmp_path, "t").issues) == ["pipe"]
    result = run("import", "t.csv", "--create", "-n", "other", cwd=tmp_path)
    assert (result.code, result.out) == (2, "")
    assert result.err.splitlines() == [
        't.csv: row 2, Value: "2m" may be 2 million, or metres, minutes or months; give its kind with --kind '
        "pipe=quantity, or write it in words",
        't.csv: row 4, Value: "20260305" may be a number or a day; give its kind with --kind day=quantity, or write it '
        "in words",
        "negtrack: nothing written: 2 errors (see above)",
    ]


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    """It is no row that can be skipped: nothing is written, unless other files have rows."""
    (tmp_path / "bad.csv").write_text("Party,Party\nA,B\n")
    (tmp_path / "good.csv").write_text(ROWS)
    with unchanged(tmp_path):
        result = run("import", "bad.csv", "--create", "--skip-bad", cwd=tmp_path)
    assert (result.code, result.out) == (2, "")
    assert result.err.endswith("negtrack: nothing written: 1 error (see above)\n")
    result = run("import", "good.csv", "bad.csv", "--create", "--skip-bad", "-n", "t", cwd=tmp_path)
    assert result.code == 0
    assert "negtrack: skipped 1 file (see above)\n" in result.err


def test_money_that_lacks_two_things(tmp_path: Path) -> None:
    """A number with two readings that has no currency either is refused for both at once."""
    (tmp_path / "t.csv").write_text("Party,Issue,Value,Stated,Side\nA,Sum,EUR 15000,2026-10-01,own\n"
                                    "A,Sum,12.500,2026-10-02,own\nB,Sum,EUR 12.500,2026-10-02,own\n")  # fmt: skip
    result = run("import", "t.csv", "--create", cwd=tmp_path)
    assert result.err.splitlines()[:2] == [
        't.csv: row 3, Value: "12.500" may be 12500 or 12.5; write 12500 or 12.5, after its currency, as in EUR 12500',
        't.csv: row 4, Value: "12.500" may be 12500 or 12.5; write 12500 or 12.5',
    ]
