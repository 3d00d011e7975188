"""Files that cannot be taken in: one line says why, nothing is written, and no library speaks on stderr."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from ...cli.harness import Result, run, unchanged
from ...cli.small import load
from .test_workbook import SHEET, book, rebuild

GIVEN = ("--create", "--set", "side=own", "--set", "stated=2026-01-01", "-n", "t")
ROWS = "party,issue,value\nÄ,x,5\n"
HALF = book(["party", "issue", "value"], ["A", "x", 5])
HALF = HALF[: len(HALF) // 2]
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
"""The beginning of a file of Office before 2007."""
ENCRYPTED = COMPOUND + "EncryptedPackage".encode("utf-16-le") + bytes(500)
"""What a workbook or a document with a password is: a file of the old format around an encrypted archive."""


def encrypted_parts() -> bytes:
    """Return an archive whose parts are marked as encrypted, as zip programs do."""
    heads = re.compile(rb"(PK\x01\x02....|PK\x03\x04..)\x00", re.DOTALL)
    return heads.sub(lambda head: head[1] + b"\x01", book(["party"]))


def take(folder: Path, name: str, raw: bytes, *args: str) -> Result:
    """Import a file."""
    (folder / name).write_bytes(raw)
    return run("import", name, *GIVEN, *args, cwd=folder)


def test_a_file_of_a_gigabyte(tmp_path: Path) -> None:
    """It is refused by its size, before it is read."""
    path = tmp_path / "t.csv"
    path.write_text(ROWS)
    os.truncate(path, 1 << 30)
    result = run("import", "t.csv", *GIVEN, cwd=tmp_path)
    path.unlink()
    assert (result.code, result.out) == (2, "")
    assert result.err == "t.csv: larger than 67,108,864 bytes; import it in several parts\n"


@pytest.mark.parametrize(
    ("name", "raw", "says"),
    [
        ("t.csv", ROWS.encode("utf-16-le"), "not UTF-8; it looks like --encoding utf-16-le"),
        ("t.csv", ROWS.encode("utf-16-be"), "not UTF-8; it looks like --encoding utf-16-be"),
        ("t.csv", ROWS.encode("utf-32-le"), "not UTF-8; it looks like --encoding utf-32-le"),
        ("t.csv", ROWS.encode("utf-32-be"), "not UTF-8; it looks like --encoding utf-32-be"),
        ("t.csv", ROWS.encode("latin-1"), "row 2: byte 0xc4 is not UTF-8; save the file as UTF-8, or use --encoding"),
        ("t.csv", HALF, ": byte 0x"),  # which byte and row, the compressed parts decide
        ("t.xlsx", HALF, "not a workbook (xlsx); save it as one, or as csv"),
        ("t.xlsx", ROWS.encode(), "not a workbook (xlsx); save it as one, or as csv"),
        ("t.xlsx", COMPOUND, "in the format of Office before 2007, whatever its name; save it as xlsx, or as csv"),
        ("t.docx", COMPOUND, "in the format of Office before 2007, whatever its name; save it as docx, or its table"),
        ("t.xlsx", ENCRYPTED, "encrypted with a password; save it without one"),
        ("t.docx", ENCRYPTED, "encrypted with a password; save it without one"),
        ("t.xlsx", encrypted_parts(), "encrypted with a password; save it without one"),
        ("t.docx", encrypted_parts(), "encrypted with a password; save it without one"),
        ("t.docx", HALF, "not a Word document (docx)"),
        ("t.docx", book(["party"]), "not a Word document (docx)"),
        (
            "t.csv",
            b"Name,Question,Answer\nparty,issue,value\nA,x,5\n",
            "row 1, Question (B): no column beside the issues",
        ),
        ("t.csv", b"party,issue,value\nName,Question,Answer\nA,x,5\n", "row 2: headings once more; delete the row"),
        ("t.csv", b"party,issue,value\nParty,Issue,Value\nA,x,5\n", "row 2: headings once more; delete the row"),
        ("t.json", b"[" * 100_000, "not JSON: nested too deeply"),
    ],
    ids=lambda part: part[:30] if isinstance(part, str) else "",
)
def test_one_line(tmp_path: Path, name: str, raw: bytes, says: str) -> None:
    """With the reason, and what to do."""
    (tmp_path / name).write_bytes(raw)
    with unchanged(tmp_path):
        result = take(tmp_path, name, raw)
    assert (result.code, result.out) == (2, "")
    first, *rest = result.err.splitlines()
    assert says in first
    assert rest in ([], ["negtrack: nothing written: 1 error (see above)"])


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-8-sig"])
def test_encodings_with_a_mark(tmp_path: Path, encoding: str) -> None:
    """They are read as what they say that they are."""
    assert take(tmp_path, "t.csv", ROWS.encode(encoding)).code == 0
    assert load(tmp_path, "t").parties["ä"].name == "Ä"


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ("Issue,Union,Union\nPay,5%,3%\n", "row 1, Union (C): of Union, as Union (B) is; write the day of each"),
        ("Issue,Union,Employer\nPay,5%\n", "row 2: 2 cells under 3 columns; write one cell a column"),
        ("Issue,Union,Employer\n,5%,3%\n", "row 2: no issue in A2; write it, or join the row with the one above"),
        ("Issue,Union,Employer\nPay,5%,3%,9\n", "row 2, D2: a cell beyond the named columns; name its column"),
        ("Issue,Union,Employer\nIssue,Union,Bosses\nPay,5%,3%\n", 'row 2: column C is "Bosses" here and "Employer"'),
        ('Issue,Union,Employer\nPay,"5%,3%\n', "row 2: not csv: unexpected end of data"),
        ("Issue\nPay\n", "no row names the column of the issues and the parties"),
    ],
)
def test_broken_wide_tables(tmp_path: Path, table: str, says: str) -> None:
    """The place is named."""
    (tmp_path / "t.csv").write_text(table)
    with unchanged(tmp_path):
        result = take(tmp_path, "t.csv", table.encode(), "--wide")
    errors = [line for line in result.err.splitlines() if not line.startswith("negtrack:")]
    assert len(errors) == 1
    assert says in errors[0]


def test_a_sheet_with_empty_rows_to_its_end(tmp_path: Path) -> None:
    """They are no rows."""
    empty = "".join(f'<row r="{number}" ht="15"/>' for number in range(3, 50_000)).encode()
    end = b"</sheetData>"
    raw = book(["party", "issue", "value"], ["A", "x", 5])
    raw = rebuild(raw, SHEET, lambda text: text.replace(end, empty + end))
    result = take(tmp_path, "t.xlsx", raw)
    assert "1 record and 2 definitions new" in result.err
