"""Tables of Word documents that are taken in: what a cell says to its reader, and what is refused."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from negtrack.errors import DataError, NotationError, UnknownIdError
from negtrack.exchange.import_.fields import text_of
from negtrack.exchange.import_.grid import Grid, arrange_by_row
from negtrack.exchange.import_.row import RawTable
from negtrack.exchange.import_.word_tables import read_docx

from ...cli.harness import run, unchanged
from ...cli.small import load

CHART = [["Topic", "Council position", "Parliament mandate", "Comments"],
         ["PART ONE", "", "", ""],
         ["Share", "at least 40%", "50% (was 55%)", "of all seats"],
         ["Start", "2027-01-01", "2026-07-01", ""]]  # fmt: skip
BY = 'w:id="1" w:author="A" w:date="2026-01-01T00:00:00Z"'
STATED = ("--set", "side=own", "--set", "stated=2026-10-14", "--create")


def document(*tables: Sequence[Sequence[str]]) -> Any:
    """Return a document with these tables."""
    made = docx.Document()
    for rows in tables:
        table = made.add_table(rows=len(rows), cols=len(rows[0]))
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                table.cell(number, column).text = text
        made.add_paragraph()
    return made


def saved(made: Any) -> bytes:
    """Return the bytes of a document."""
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def cell_of(inner: str) -> object:
    """Return what is read from a cell whose paragraph holds runs in XML."""
    made = document([["a"], [""]])
    paragraph = made.tables[0].cell(1, 0).paragraphs[0]._p
    for element in parse_xml(f"<w:p {nsdecls('w')}>{inner}</w:p>"):
        paragraph.append(element)
    (row,) = read_docx(saved(made), "f.docx", "", arrange_by_row).rows
    return row.cells.get("a")


def test_a_status_chart(tmp_path: Path) -> None:
    """A table of a document is read as one of a workbook is."""
    (tmp_path / "t.docx").write_bytes(saved(document(CHART)))
    result = run("import", "t.docx", *STATED, cwd=tmp_path)
    assert result.code == 0, result.err
    known = load(tmp_path, "t")
    assert [(p.party, p.issue, p.value, p.note) for p in map(known.entries.get, result.lines)] == [  # type: ignore[union-attr]
        ("council", "share", "at least 40%", "of all seats"),
        ("parliament", "share", "50%", "of all seats"),
        ("council", "start", "2027-01-01", ""),
        ("parliament", "start", "2026-07-01", ""),
    ]
    assert {issue.group for issue in known.issues.values()} == {"PART ONE"}


def test_a_four_column_document(tmp_path: Path) -> None:
    """The mandates of three bodies beside each other; headings stand in every column, the last is nobody's."""
    rows = [["", "Commission Proposal", "EP Mandate", "Council Mandate", "Draft Agreement"],
            ["Article 3", "Article 3", "Article 3", "Article 3", ""],
            ["12", "from 1 January 2027 on", "by the end of 2026", "later", ""],
            ["13", "40 %", "45 %", "40 %", "40 %"]]  # fmt: skip
    (tmp_path / "t.docx").write_bytes(saved(document(rows)))
    result = run("import", "t.docx", *STATED, cwd=tmp_path)
    assert result.code == 0, result.err
    issues = load(tmp_path, "t").issues
    assert [(issue.id, issue.kind, issue.group) for issue in issues.values()] == [
        ("12", "text", "Article 3"),
        ("13", "percent", "Article 3"),
    ]
    assert "columns not used: Draft Agreement (E)\n" in result.err
    assert {(p.party, p.value) for p in load(tmp_path, "t").positions if p.issue == "13"} == {
        ("commission", "40%"),
        ("ep", "45%"),
        ("council", "40%"),
    }


def test_a_record_a_row(tmp_path: Path) -> None:
    """A table whose columns are fields is read as any such table."""
    rows = [["Party", "Issue", "Value", "Stated", "Side"], ["Union", "Pay", "5%", "2026-10-14", "own"]]
    (tmp_path / "t.docx").write_bytes(saved(document(rows)))
    assert len(run("import", "t.docx", "--create", cwd=tmp_path).lines) == 1


def test_merged_cells(tmp_path: Path) -> None:
    """A merged row is a section; a value over two parties is refused."""
    made = document(CHART)
    made.tables[0].cell(1, 0).merge(made.tables[0].cell(1, 3))
    (tmp_path / "t.docx").write_bytes(saved(made))
    assert "groups: PART ONE (A2)" in run("import", "t.docx", *STATED, cwd=tmp_path).err
    made.tables[0].cell(2, 1).merge(made.tables[0].cell(2, 2))
    (tmp_path / "u.docx").write_bytes(saved(made))
    assert "u.docx: row 3: the cells B3:C3 are merged" in run("import", "u.docx", *STATED, cwd=tmp_path).err


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("<w:r><w:t>5</w:t><w:noBreakHyphen/><w:t>10</w:t></w:r>", "5-10"),
        ("<w:r><w:t>30</w:t><w:tab/><w:t>days</w:t></w:r>", "30 days"),
        ("<w:r><w:t>30</w:t><w:br/><w:t>days</w:t></w:r>", "30\ndays"),
        ("<w:r><w:t>thir</w:t><w:softHyphen/><w:t>ty</w:t></w:r>", "thirty"),
        ("<w:hyperlink><w:r><w:t>5%</w:t></w:r></w:hyperlink>", "5%"),
        ("<w:sdt><w:sdtContent><w:r><w:t>5%</w:t></w:r></w:sdtContent></w:sdt>", "5%"),
        ("<w:fldSimple w:instr='X'><w:r><w:t>5%</w:t></w:r></w:fldSimple>", "5%"),
        ("<w:r><w:instrText>DATE</w:instrText></w:r><w:r><w:t>5%</w:t></w:r>", "5%"),
        ("<w:r><w:rPr><w:strike w:val='0'/></w:rPr><w:t>5%</w:t></w:r>", "5%"),
    ],
)
def test_what_a_cell_says(inner: str, text: str) -> None:
    """All that a reader of the page sees in it."""
    assert cell_of(inner) == text


@pytest.mark.parametrize(
    ("inner", "reason"),
    [
        ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:t>4</w:t></w:r>',
         "a symbol of the font Symbol (F0B3); write it as a letter"),
        (f"<w:del {BY}><w:r><w:delText>6</w:delText></w:r></w:del><w:ins {BY}><w:r><w:t>7</w:t></w:r></w:ins>",
         'tracked changes, "6" deleted, "7" inserted; accept or reject them'),
        (f"<w:r><w:t>6</w:t></w:r><w:ins {BY}><w:r><w:t>0</w:t></w:r></w:ins>",
         'tracked changes, "0" inserted; accept or reject them'),
        ("<w:r><w:rPr><w:strike/></w:rPr><w:t>5%</w:t></w:r><w:r><w:t>6%</w:t></w:r>",
         '"5%" is struck through; delete it, or take the line away'),
        ('<w:r><w:t>10</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t></w:r>',
         '"1" is set high or low, as the sign of a note is; delete it'),
        ("<w:r><w:drawing/></w:r>", "a picture or a formula; write it as text"),
    ],
)  # fmt: skip
def test_what_a_cell_cannot_say(inner: str, reason: str) -> None:
    """A symbol without a letter, what was tracked or struck through, and pictures."""
    with pytest.raises(NotationError) as caught:
        text_of(cell_of(inner))
    assert str(caught.value) == reason


def test_a_deleted_row(tmp_path: Path) -> None:
    """A row that tracked changes delete or insert is neither taken nor left out."""
    made = document(CHART)
    made.tables[0].rows[2]._tr.get_or_add_trPr().append(parse_xml(f"<w:del {nsdecls('w')} {BY}/>"))
    (tmp_path / "t.docx").write_bytes(saved(made))
    with unchanged(tmp_path):
        result = run("import", "t.docx", *STATED, cwd=tmp_path)
    assert "t.docx: row 3, A3: tracked as a new or deleted cell; accept or reject it\n" in result.err


def test_hidden_text_and_notes(tmp_path: Path) -> None:
    """What is not taken is said; hidden text is taken with `--hidden`."""
    made = document(CHART)
    paragraph = made.tables[0].cell(2, 1).paragraphs[0]._p
    for inner in ("<w:rPr><w:vanish/></w:rPr><w:t> of seats</w:t>", '<w:footnoteReference w:id="2"/>'):
        paragraph.append(parse_xml(f"<w:r {nsdecls('w')}>{inner}</w:r>"))
    (tmp_path / "t.docx").write_bytes(saved(made))
    result = run("import", "t.docx", *STATED, cwd=tmp_path)
    assert "hidden text of cells not taken: B3\n" in result.err
    assert "footnotes of cells not taken: B3\n" in result.err
    again = run("import", "t.docx", "--hidden", *STATED, cwd=tmp_path)
    assert '"at least 40% of seats"' in again.err


@pytest.mark.parametrize("by_style", [False, True])
def test_the_numbers_of_lists(tmp_path: Path, by_style: bool) -> None:
    """Word counts them, so that they are no text: it is said where they are, of a style too; `numId` 0 is none."""
    made = document(CHART)
    for row, number in ((2, 4), (3, 0)):
        paragraph = made.tables[0].cell(row, 0).paragraphs[0]
        if by_style and number:
            paragraph.style = made.styles["List Number"]
        else:
            list_mark = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
            paragraph._p.get_or_add_pPr().append(parse_xml(list_mark))
    (tmp_path / "t.docx").write_bytes(saved(made))
    result = run("import", "t.docx", *STATED, cwd=tmp_path)
    assert result.code == 0, result.err
    assert "negtrack: numbers and signs of lists of cells not taken: A3\n" in result.err
    assert "Share" in {issue.title for issue in load(tmp_path, "t").issues.values()}


def columns(table: RawTable) -> Sequence[str]:
    """Return the names of the columns."""
    return table.columns


def test_which_table() -> None:
    """The only one that names issues, or the one whose number is given; else all are named."""
    raw = saved(document([["a", "b"]], CHART, [["c", "d"]]))
    seen: list[Grid] = []

    def arrange(grid: Grid) -> RawTable:
        seen.append(grid)
        return arrange_by_row(grid)

    assert columns(read_docx(raw, "f.docx", "", arrange)) == CHART[0]
    assert seen[0].remarks == {"read table 2; not the others, which --sheet names": ['1 "a"', '3 "c"']}
    assert columns(read_docx(raw, "f.docx", "3", arrange)) == ["c", "d"]
    with pytest.raises(UnknownIdError):
        read_docx(raw, "f.docx", "4", arrange)
    with pytest.raises(DataError, match=r'f.docx: 2 tables; say which with --sheet NUMBER: 1 "a", 2 "c"'):
        read_docx(saved(document([["a"]], [["c"]])), "f.docx", "", arrange)
    with pytest.raises(DataError, match=r"f.docx: no table in the document"):
        read_docx(saved(document()), "f.docx", "", arrange)


def test_a_cell_wider_than_any_table() -> None:
    """A number in the XML that no program writes costs no memory."""
    made = document([["a"], ["b"]])
    made.tables[0].cell(1, 0)._tc.get_or_add_tcPr().append(
        parse_xml(f'<w:gridSpan {nsdecls("w")} w:val="99999999999"/>')
    )
    with pytest.raises(DataError, match="the cells A2:BK2 are merged"):
        read_docx(saved(made), "f.docx", "", arrange_by_row)


def strict(raw: bytes) -> bytes:
    """Return a document with the names of ISO/IEC 29500 strict."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as before, zipfile.ZipFile(buffer, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            content = content.replace(b"schemas.openxmlformats.org/wordprocessingml/2006", b"purl.oclc.org/ooxml")
            after.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"words", "not a Word document"),
        (b"PK\x03\x04", "not a Word document"),
        (strict(saved(document(CHART))), 'a "Strict Open XML" document'),
    ],
)
def test_no_document(raw: bytes, message: str) -> None:
    """One line, whatever the bytes are."""
    with pytest.raises(DataError, match=f"f.docx: {message}"):
        read_docx(raw, "f.docx", "", arrange_by_row)
