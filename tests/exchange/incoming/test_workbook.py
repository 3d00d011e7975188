"""Workbooks that are taken in: what a cell holds to its reader, and what is refused."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from negtrack.errors import DataError, NotationError, UnknownIdError
from negtrack.exchange.import_ import workbook
from negtrack.exchange.import_.fields import parse_cell
from negtrack.exchange.import_.row import RawRow
from negtrack.exchange.import_.workbook import read_xlsx
from negtrack.model import Position

from ...cli.harness import run


def book(*rows: Sequence[Any], change: Callable[[Any], None] = lambda _: None) -> bytes:
    """Return a workbook of one sheet that holds `rows`, changed."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert isinstance(sheet, Worksheet)
    for row in rows:
        sheet.append([*row])
    change(made)
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def rebuild(raw: bytes, member: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return the workbook with one member of its archive changed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as before, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            after.writestr(name, change(before.read(name)) if name == member else before.read(name))
    return buffer.getvalue()


def share(raw: bytes, texts: Sequence[str]) -> bytes:
    """Return a workbook of one column whose cells `x` have the `texts` that the part for shared texts holds."""
    numbers = iter(range(len(texts)))
    cell = rb't="inlineStr"><is><t>x</t></is>'
    raw = rebuild(raw, SHEET, lambda part: re.sub(cell, lambda _: b't="s"><v>%d</v>' % next(numbers), part))
    name = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    part = b'<Override PartName="/xl/sharedStrings.xml" ContentType="' + name + b'"/></Types>'
    buffer = io.BytesIO(rebuild(raw, "[Content_Types].xml", lambda text: text.replace(b"</Types>", part)))
    with zipfile.ZipFile(buffer, "a") as archive:
        items = "".join(f"<si>{text}</si>" for text in texts)
        names = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        archive.writestr("xl/sharedStrings.xml", f'<sst xmlns="{names}">{items}</sst>')
    return buffer.getvalue()


def rows(raw: bytes, sheet: str = "") -> list[RawRow]:
    """Return the rows that are read."""
    return list(read_xlsx(raw, "f.xlsx", sheet).rows)


def value(cell: object, format: str = "General") -> object:
    """Return what a record gets for a cell of a column `value`."""

    def set_format(made: Any) -> None:
        made.active["A2"].number_format = format

    (row,) = rows(book(["value"], [cell], change=set_format))
    return parse_cell(Position, "value", row.cells["value"])


SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("cell", "format", "text"),
    [
        (33, "General", "33"),
        (33.0, "General", "33"),
        (0.1 + 0.2, "General", "0.3"),
        (12345678901234, "General", "12345678901234"),
        (0.00001, "General", "0.00001"),
        (0.46, "0%", "46%"),
        (0.07, "0.00%", "7%"),
        (1, "0%", "100%"),
        (0.1 * 3, "0.0%", "30%"),
        (True, "General", "yes"),
        (False, "General", "no"),
        (date(2024, 4, 10), "yyyy-mm-dd", "2024-04-10"),
        (datetime(2024, 4, 10, 13, 30), "yyyy-mm-dd hh:mm", "2024-04-10T13:30:00"),
        (" at least 40 ", "General", " at least 40 "),
    ],
)
def test_cells_are_what_they_show(cell: object, format: str, text: str) -> None:
    """Numbers without the dust of floating point, percents as such, truth as yes and no, dates as dates."""
    assert value(cell, format) == text


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("=1+1", "a formula that the file says is to be computed anew; paste its value instead, or open"),
        ("#REF!", "#REF!, an error of the spreadsheet"),
    ],
)
def test_what_only_a_spreadsheet_works_out(cell: str, message: str) -> None:
    """A formula or an error value is refused where its column is used, and nowhere else."""
    with pytest.raises(NotationError, match=message):
        value(cell)


def test_the_dust_of_sums_is_swept() -> None:
    """What a spreadsheet keeps beyond the fifteen digits that it shows is no part of a number."""
    raw = rebuild(book(["value"], [0.5]), SHEET, lambda text: text.replace(b">0.5<", b">0.30000000000000004<"))
    (row,) = rows(raw)
    assert parse_cell(Position, "value", row.cells["value"]) == "0.3"


def test_a_time_of_day_is_no_value() -> None:
    """`30:1`, which a spreadsheet takes for a time, is named as one, not read as another number."""
    with pytest.raises(NotationError, match="a time of day to the spreadsheet; format the column as text"):
        value(datetime(2024, 1, 1, 3, 1).time(), "hh:mm")


def test_a_date_is_a_date() -> None:
    """Midnight is no time of day."""
    (row,) = rows(book(["stated"], [datetime(2024, 4, 10)]))
    assert parse_cell(Position, "stated", row.cells["stated"]) == date(2024, 4, 10)


@pytest.mark.parametrize(
    ("day", "format", "app", "read"),
    [
        (datetime(2024, 3, 1), "mmm/dd/yyyy", "gnumeric", None),
        (datetime(2024, 3, 2), "mmm/dd/yyyy", "gnumeric", "2024-03-02"),
        (datetime(2024, 3, 1), "yyyy/m", "gnumeric", "2024-03"),
        (datetime(2024, 3, 1), "yyyy-mmm-dd", "gnumeric", "2024-03-01"),
        (datetime(2024, 3, 1), "mmm/dd/yyyy", "Microsoft Excel", "2024-03-01"),
    ],
)
def test_a_month_that_gnumeric_stores_as_a_day(day: datetime, format: str, app: str, read: str | None) -> None:
    """`Mar 2024` and `Mar 1 2024` are one cell to Gnumeric, which is refused, as a value and as a date."""

    def set_format(made: Any) -> None:
        made.active["A2"].number_format = made.active["B2"].number_format = format

    raw = book(["value", "stated"], [day, day], change=set_format)
    raw = rebuild(raw, "docProps/app.xml", lambda text: re.sub(b"Microsoft Excel[^<]*", app.encode(), text))
    (row,) = rows(raw)
    for key in ("value", "stated"):
        if read is None:
            with pytest.raises(NotationError, match="the month 2024-03 or its first day"):
                parse_cell(Position, key, row.cells[key])
        else:
            assert str(parse_cell(Position, key, row.cells[key])) == read


def test_rows_count_as_the_spreadsheet_does() -> None:
    """From 1 for the names of the columns; empty rows count and are no rows."""
    raw = book(["a", "b"], [None, None], ["x", None], [], ["", "y"])
    assert [(row.number, dict(row.cells)) for row in rows(raw)] == [(3, {"a": "x"}), (5, {"b": "y"})]


def test_a_cell_beyond_the_named_columns() -> None:
    """It is nobody's, so its row is a fault; an empty column behind the last is none."""
    assert [bool(row.error) for row in rows(book(["a", None], ["x", "y"], ["x", None]))] == [True, False]


@pytest.mark.parametrize("size", ["A1", "A1:A1", "A1:XFD1048576"])
def test_what_a_sheet_says_of_its_size_is_not_believed(size: str) -> None:
    """Some programs write it wrong; no row is lost for that."""
    raw = book(["a", "b"], ["x", "y"], ["z", "w"])
    raw = rebuild(
        raw, SHEET, lambda text: re.sub(rb'<dimension ref="[^"]*"', f'<dimension ref="{size}"'.encode(), text)
    )
    assert [dict(row.cells) for row in rows(raw)] == [{"a": "x", "b": "y"}, {"a": "z", "b": "w"}]


def test_merged_cells_are_refused() -> None:
    """With the cells; wherever in the sheet's text they are named."""
    raw = book(["a", "b"], *[["x" * 50, "y"]] * 4_000, change=lambda made: made.active.merge_cells("A2:B3"))
    with pytest.raises(DataError, match=r"f.xlsx: the cells A2:B3 are merged; unmerge them"):
        rows(raw)


def test_merged_cells_of_another_sheet_matter_to_nobody() -> None:
    """Only the sheet that is read is looked at."""

    def other(made: Any) -> None:
        made.create_sheet("title page").merge_cells("A1:F9")

    assert len(rows(book(["a"], ["x"], change=other))) == 1


def test_which_sheet() -> None:
    """The one that is named, else `records`, else the first; an unknown one is named with those there are."""

    def two(made: Any) -> None:
        made.active.title = "front"
        made.create_sheet("notes").append(["b"])

    raw = book(["a"], change=two)
    assert read_xlsx(raw, "f.xlsx").columns == ["a"]
    assert read_xlsx(raw, "f.xlsx", "notes").columns == ["b"]
    with pytest.raises(UnknownIdError, match='no sheet "note"; did you mean notes'):
        read_xlsx(raw, "f.xlsx", "note")

    def records(made: Any) -> None:
        made.create_sheet("records").append(["c"])

    assert read_xlsx(book(["a"], change=records), "f.xlsx").columns == ["c"]


def test_a_sheet_that_is_a_chart() -> None:
    """It has no rows, and is passed over."""

    def chart(made: Any) -> None:
        made.create_chartsheet("records", 0).add_chart(BarChart())

    assert len(rows(book(["a"], ["x"], change=chart))) == 1
    with pytest.raises(UnknownIdError, match='no sheet "records"; known are Sheet'):
        rows(book(["a"], ["x"], change=chart), "records")


@pytest.mark.parametrize(
    ("names", "message"),
    [
        ([None, "b"], "row 1: column 1 has no name; give it one"),
        (["a", "a "], "row 1, a: two columns have this name; rename one of them"),
        (["=A2", "b"], "row 1: column 1: a formula that the file says is to be computed anew; paste its value instead"),
        ([None, None], "row 1: no column names; the first row must name the columns"),
    ],
)
def test_invalid_column_names(names: list[str | None], message: str) -> None:
    """Named with the row and the column."""
    with pytest.raises(DataError, match=re.escape(message)):
        rows(book(names, ["x", "y"]))


@pytest.mark.parametrize(
    "raw",
    [
        b"party,issue",
        b"PK\x03\x04 and nothing else",
        rebuild(book(["a"]), "xl/workbook.xml", lambda _: b"<not xml"),
        rebuild(book(["a"]), "[Content_Types].xml", lambda _: b""),
        rebuild(book(["a"]), "xl/_rels/workbook.xml.rels", lambda _: b"<a/>"),
        b"PK\x05\x06" + b"\0" * 18,
    ],
    ids=["text", "cut off", "no XML", "no types", "no sheets", "empty"],
)
def test_no_workbook(raw: bytes) -> None:
    """Any other content is refused in a line: a text, or half a file."""
    with pytest.raises(DataError, match=r"^f.xlsx: not a workbook \(xlsx\); save it as one, or as csv$"):
        rows(raw)


def test_a_sheet_that_breaks_off() -> None:
    """The row is named where it can be read no more."""
    raw = rebuild(book(["a"], ["x"], ["y"]), SHEET, lambda text: text[: text.index(b'<row r="3"') + 20])
    with pytest.raises(
        DataError, match=r"f.xlsx: row \d: cannot be read, nor what follows it; save the workbook again"
    ):
        rows(raw)


def test_more_than_it_may_unpack_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small file that would fill the memory is refused before it is unpacked."""
    monkeypatch.setattr(workbook, "MAX_UNPACKED", 100_000)
    raw = rebuild(book(["a"]), SHEET, lambda text: text + b" " * 100_000)
    assert len(raw) < 20_000
    with pytest.raises(DataError, match=r"f.xlsx: larger than 100,000 bytes once unpacked; split it"):
        rows(raw)


def test_letters_that_xml_escapes() -> None:
    """`_x000A_` is a line's end, as Excel means it; what only looks so is kept by the escape of its first letter."""
    (row,) = rows(book(["a", "b", "c"], ["one_x000A_two", "_x005F_x0041_", "_x41_ _x_"]))
    assert dict(row.cells) == {"a": "one\ntwo", "b": "_x0041_", "c": "_x41_ _x_"}


@pytest.mark.parametrize("run", ["<t>{}</t>", "<r><rPr><b/></rPr><t>{}</t></r>"], ids=["plain", "bold"])
def test_letters_of_texts_that_cells_share(run: str) -> None:
    """A text that is kept for all cells, as Excel and LibreOffice do, has every letter, plain or with a font, as one in
    its cell has."""
    expected = {
        "_x005F_x0041_ text": "_x0041_ text",
        "_x005F_x005F_x005F_x0041_": "_x005F_x0041_",
        "box005F_1 _x1234x005F_": "box005F_1 _x1234x005F_",
        "one_x000A_two _x005F_": "one\ntwo _",
        "x005F_x005F_x0041_": "x005F_x0041_",
    }
    chance = random.Random(run)
    pieces = ("_", "x005F", "_x005F_", "x0041", "_x0041_", "x", "00", "F_")
    stored = [*expected, *("a" + "".join(chance.choices(pieces, k=6)) for _ in range(300))]
    in_cells = [str(row.cells["a"]) for row in rows(book(["a"], *([text] for text in stored)))]
    assert in_cells[: len(expected)] == [*expected.values()]
    raw = share(book(["a"], *(["x"] for _ in stored)), [run.format(text) for text in stored])
    assert [str(row.cells["a"]) for row in rows(raw)] == in_cells


def test_what_is_struck_through_is_no_value() -> None:
    """A figure that somebody took back in the sheet is neither taken nor lost, whole or a part of its cell."""

    def strike(made: Any) -> None:
        made.active["A2"].font = Font(strike=True)
        made.active["A3"].value = CellRichText(TextBlock(InlineFont(strike=True), "5%"), " 6%")
        made.active["A4"].value = CellRichText(TextBlock(InlineFont(b=True), "5%"), " and more")

    raw = book(["value"], ["5%"], ["x"], ["y"], change=strike)
    whole, part, bold = rows(raw)
    for row, what in ((whole, "struck through"), (part, "a part is struck through, or set high as the sign of a note")):
        with pytest.raises(NotationError, match=f"^{what}; delete it, or take the line away"):
            parse_cell(Position, "value", row.cells["value"])
    assert bold.cells["value"] == "5% and more"


def test_the_sign_of_a_note_is_no_digit() -> None:
    """10 with a small 1 above the line is not 101."""

    def raise_one(made: Any) -> None:
        made.active["A2"].value = CellRichText("10", TextBlock(InlineFont(vertAlign="superscript"), "1"))

    (row,) = rows(book(["value"], ["x"], change=raise_one))
    with pytest.raises(NotationError, match="set high as the sign of a note"):
        parse_cell(Position, "value", row.cells["value"])


def test_what_is_struck_through_in_a_shared_text() -> None:
    """As Excel itself stores texts."""
    raw = share(book(["value"], ["x"]), ["<r><rPr><strike/></rPr><t>5%</t></r><r><t> 6%</t></r>"])
    (row,) = rows(raw)
    with pytest.raises(NotationError, match=r'^"5%" is struck through; delete it, or take the line away'):
        parse_cell(Position, "value", row.cells["value"])


def test_a_layout_beyond_any_sheet() -> None:
    """Numbers in the XML that no program writes cost no memory."""
    column = b'<cols><col min="3" max="99999999999" hidden="1"/></cols><sheetData>'
    raw = rebuild(book(["a"], ["x"]), SHEET, lambda text: text.replace(b"<sheetData>", column))
    assert [row.cells for row in rows(raw)] == [{"a": "x"}]
    merge = b'</sheetData><mergeCells><mergeCell ref="A9:ZZZZZZZ9"/></mergeCells>'
    raw = rebuild(book(["a"], ["x"]), SHEET, lambda text: text.replace(b"</sheetData>", merge))
    with pytest.raises(DataError, match="the cells A9:XFD9 are merged"):
        rows(raw)


def test_a_first_sheet_that_is_no_table_names_the_others(tmp_path: Path) -> None:
    """Of a workbook that opens on a page of words the error says which sheets it has besides."""
    made = openpyxl.Workbook()
    made.worksheets[0].append(["Read me"])
    made.worksheets[0].append(["Internal"])
    made.create_sheet("Positions").append(["Party", "Issue", "Value"])
    made.save(tmp_path / "t.xlsx")
    result = run("import", "t.xlsx", "--create", "--set", "side=own", cwd=tmp_path)
    assert result.err.endswith(", or another sheet with --sheet: Positions\n")


def sheets(*titles: str) -> bytes:
    """Return a workbook with sheets, each with a row of its own title; `-TITLE` is hidden, `=TITLE` empty."""
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for title in titles:
        sheet = made.create_sheet(title.lstrip("-="))
        sheet.sheet_state = "hidden" if title.startswith("-") else "visible"
        if not title.startswith("="):
            sheet.append([title.lstrip("-")])
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("titles", "remarks"),
    [
        (("records",), {}),
        (("compare", "records", "-compare as written"), {}),
        (("Notes", "records", "-old"), {"records": ["Notes", "old (hidden)"]}),
        (("records", "sources", "-compare as written"), {"records": ["sources", "compare as written (hidden)"]}),
        (("Notes", "Talks"), {"Notes": ["Talks"]}),
    ],
)
def test_which_sheet_is_read_is_said(titles: tuple[str, ...], remarks: dict[str, list[str]]) -> None:
    """Where a workbook has several, but for a whole export, of which all is read."""
    said = {f'read the sheet "{name}"; not the others, which --sheet names': names for name, names in remarks.items()}
    assert read_xlsx(sheets(*titles), "f.xlsx").remarks == said


@pytest.mark.parametrize(
    ("titles", "says"),
    [
        (("compare", "-compare as written"), 'the sheet "records" is not there under this name; put it back, or name'),
        (("compare", "Data", "-compare as written"), 'the sheet "records" is not there under this name; put it back'),
        (("compare", "-records", "-compare as written"), 'the sheet "records" is hidden; show it again, or name a'),
        (
            ("compare", "=records", "-compare as written"),
            'the sheet "records"; --sheet names another: compare, compare',
        ),
        (("=Notes", "Talks"), 'on the sheet "Notes"; --sheet names another: Talks'),
    ],
)
def test_an_export_without_its_records(titles: tuple[str, ...], says: str) -> None:
    """It is not read as a table of another kind; an empty sheet is named."""
    with pytest.raises(DataError, match=re.escape(says)):
        read_xlsx(sheets(*titles), "f.xlsx")
