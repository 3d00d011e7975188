"""Excel workbooks, read back with openpyxl: what is where, and that nothing in them is computed."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest

from negtrack.errors import UsageError
from negtrack.exchange.export.docx import docx_bytes
from negtrack.exchange.export.xlsx import xlsx_bytes
from negtrack.exchange.export.xlsx_lists import fill_list, printed_first
from negtrack.exchange.rows import cell_of, filled_columns, rows_of
from negtrack.model import Negotiation

from ..negotiations import put_on_record
from .documents import EVERYTHING, HIDDEN, HOSTILE, TITLED, dossier, hostile

Make = Callable[..., Negotiation]

TALKS = """
source.press = { publisher = "Press", issued = 2024-03-01 }
position.a = { value = "6", side = "own", attribution = "on-record", sources = ["press"] }
position.b = { party = "employer", value = "2..3", sources = ["press"], requires = ["one; two", "three"] }
proposal.new = { party = "state", title = "New", terms = ["pay = 4"] }
"""


def workbook(negotiation: Negotiation) -> Any:
    """Return the workbook as a reader's program has it."""
    return openpyxl.load_workbook(io.BytesIO(xlsx_bytes(dossier(negotiation))))


def texts(sheet: Any) -> list[list[object]]:
    """Return the rows of a sheet, "" where a cell is empty."""
    return [["" if cell is None else cell for cell in row] for row in sheet.iter_rows(values_only=True)]


def test_side_by_side(negotiation_of: Make) -> None:
    """Title, header, one row an issue; the gap in words, and its distance as a number."""
    book = workbook(negotiation_of(TALKS, TITLED))
    sheet = book["compare"]
    title, about, head, pay, *_ = texts(sheet)
    assert book.sheetnames == ["compare", "records", "sources", "proposals", "rounds", "compare as written"]
    assert book["compare as written"].sheet_state == "veryHidden"
    assert (title[0], about[0]) == ("Talks", "as of 1 Mar 2024. On pay.")
    assert head == ["group", "issue", "Employers", "Union", "New", "gap", "distance", "unit"]
    assert pay[:4] == ["", "Pay\neuros\ngross", "2..3, if one; two, if three\nreported by Press, 1 Mar [1]",
                       "6\nown statement, 1 Mar [1]"]  # fmt: skip
    assert pay[4:] == [
        "4\nEmployers: apart 1, according to Press and a report\nUnion: apart 2, according to a report",
        "apart 3, according to Press",
        3,
        "euros",
    ]


def test_a_least_distance_is_shown_as_one(negotiation_of: Make) -> None:
    """A distance that is not reached stays a number and reads `> 0`."""
    text = 'position.a = { value = "under 6", side = "own" }\n'
    text += 'position.b = { party = "employer", value = "6", side = "own" }'
    sheet = workbook(negotiation_of(put_on_record(text)))["compare"]
    assert (sheet["E4"].value, sheet["F4"].value, sheet["F4"].number_format) == ("apart > 0", 0, '"> "General')
    assert workbook(negotiation_of(TALKS))["compare"]["G4"].number_format == "General"


def test_pleasant_to_read(negotiation_of: Make) -> None:
    """Panes frozen at the first party, a filter over the table, wrapped text, a bold header, rows as high as needed."""
    sheet = workbook(negotiation_of(TALKS, TITLED))["compare"]
    assert sheet.freeze_panes == "C4"
    assert sheet.auto_filter.ref == "A3:H7"
    assert sheet["C4"].alignment.wrap_text
    assert sheet["C3"].font.bold
    assert sheet.row_dimensions[4].height >= 3 * 12
    assert sheet.column_dimensions["C"].width >= 30


def test_the_offers_as_they_were_tabled(negotiation_of: Make) -> None:
    """The last sheet has an offer a column and an issue a row, each value with whose word it is and its caveat."""
    sheet = workbook(
        negotiation_of(
            """
            proposal.a = { party = "union", tabled = 2024-03-01, terms = ["pay = 5"], side = "own" }
            proposal.b = { party = "employer", tabled = 2024-03-02, terms = ["pay = 4"], caveat = "heard" }
            proposal.c = { party = "union", tabled = 2024-03-03, terms = ["pay = 5"], side = "own" }
            """
        )
    )["rounds"]
    head, pay = texts(sheet)
    assert head == ["issue", "Union 1 Mar", "Employers 2 Mar", "Union 3 Mar", "gap"]
    assert pay[:4] == ["Pay", "5", "4; reported; caveat: heard", "="]


def test_the_scorecard_of_an_agreement(negotiation_of: Make) -> None:
    """Where there is an agreement, a further sheet says who moved how far."""
    text = """
    position.a = { value = "5", side = "own", stated = 2024-03-01 }
    position.b = { value = "2", side = "own", stated = 2024-03-01, party = "employer" }
    agreement.c = { date = 2024-03-09, stated = 2024-03-09, terms = ["pay = 3"] }
    """
    head, pay = texts(workbook(negotiation_of(text))["scorecard"])
    moved = ("Employers moved", "Union moved")
    assert head == ["issue", "opening", "last", "agreed", *moved, "left", "remarks"]
    assert pay[:7] == ["Pay", "Employers 2; Union 5", "Employers 2; Union 5", "3", "1 euro 33.3%", "2 euros 66.7%", "-"]


def test_all_records_as_rows(negotiation_of: Make) -> None:
    """The second sheet is every item as a flat row under the names of columns, to be read back."""
    negotiation = negotiation_of(TALKS, TITLED)
    sheet = workbook(negotiation)["records"]
    rows = list(rows_of(negotiation))
    columns = printed_first(filled_columns(rows))
    assert texts(sheet) == [list(columns), *([cell_of(row.get(name)) for name in columns] for row in rows)]
    assert sheet.freeze_panes == "A2"


def test_others_have_a_column_where_they_spoke(negotiation_of: Make) -> None:
    """A party without a column of its own that spoke stands under `others`."""
    sheet = workbook(negotiation_of(TALKS + 'position.c = { party = "state", value = "5" }'))["compare"]
    _, _, head, pay, *_ = texts(sheet)
    assert pay[head.index("others")] == "State: 5\nreported, 1 Mar"


def test_three_principals(negotiation_of: Make) -> None:
    """Each has a column; the gap says whose it is, and whose words it rests on."""
    text = TALKS + 'party.third = { name = "Third", role = "principal" }\nposition.c = { party = "third", value = "9" }'
    _, _, head, pay, *_ = texts(workbook(negotiation_of(text))["compare"])
    assert head[2:5] == ["Employers", "Third", "Union"]
    assert pay[head.index("gap")] == (
        "apart 6, according to Press and a report (Employers, Third); apart 3, according to Press (Employers, Union);"
        " apart 3, according to a report (Third, Union)"
    )


def test_an_empty_negotiation(negotiation_of: Make) -> None:
    """Headers alone."""
    book = workbook(negotiation_of("", head='title = "Talks"'))
    assert texts(book["compare"])[2:] == [["issue", "gap"]]
    assert texts(book["sources"]) == [["number", "id", "source", "issued", "URL", "archive", "records"]]


@pytest.mark.parametrize("poison", [*HOSTILE, EVERYTHING])
def test_nothing_is_computed(negotiation_of: Make, poison: str) -> None:
    """Whatever a text begins with, its cell is text; one like a formula is marked as none; nothing is hidden but in the
    records, which are to be read back."""
    book = workbook(hostile(negotiation_of, poison))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    assert all(isinstance(cell.value, int) for cell in cells if cell.data_type == "n")
    for cell in cells:
        text = str(cell.value)
        assert cell.parent.title == "records" or not set(text) & set(HIDDEN)
        assert cell.quotePrefix or text[0] not in "=+-@" or cell.data_type == "n"
    assert sum("text" in str(cell.value) for cell in cells) > 20


def test_no_apostrophe_is_put_into_the_data(negotiation_of: Make) -> None:
    """A text that begins like a formula is stored as it is."""
    sheet = workbook(negotiation_of('position.a = { value = "6", text = "=1+1" }'))["records"]
    head, *rows = texts(sheet)
    assert [row[head.index("text")] for row in rows if row[0] == "position"] == ["=1+1"]


def test_every_row_of_a_list_is_written_alike(negotiation_of: Make) -> None:
    """The first, the last and the rows between hold the same texts in the same look, marked where they are like a
    formula, and each row is there once."""
    texts_of_all = ["=1+1", "a & b < c > d", " blank before", "<r><t>x</t></r>", "http://example.org", "_x0041_x0042_"]
    text = "".join(
        f'position.{place}{number} = {{ value = "6", text = "{words}" }}\n'
        for place in "abc"
        for number, words in enumerate(texts_of_all)
    )
    sheet = workbook(negotiation_of(text))["records"]
    head, *rows = sheet.iter_rows()
    place = [cell.value for cell in head].index("text")
    found = [row for row in rows if row[0].value == "position"]
    shown = [words.replace("_x", "_x005F_x") for words in texts_of_all]
    assert [row[place].value for row in found] == shown * 3
    assert [row[place].quotePrefix for row in found] == [words == "=1+1" for words in texts_of_all] * 3
    assert len({(cell.font.name, cell.font.sz, cell.alignment.wrap_text) for row in found for cell in row[:2]}) == 1
    assert [row[0].row for row in rows] == list(range(2, sheet.max_row + 1))


@pytest.mark.parametrize("poison", [*HOSTILE, EVERYTHING])
def test_rows_between_are_as_openpyxl_writes_them(poison: str) -> None:
    """A row that goes into the XML of a sheet holds cells of the same types and texts as the last, openpyxl's own."""
    book = openpyxl.Workbook()
    row = (poison, "", 7, f" {poison}", poison.strip("\n"))
    filling = fill_list(book.active, tuple("abcde"), [row, row])
    (ours,) = cells_of_rows(b"<sheet>%s</sheet>" % b"".join(filling.pieces))
    saved = io.BytesIO()
    book.save(saved)
    _, theirs = cells_of_rows(zipfile.ZipFile(saved).read("xl/worksheets/sheet1.xml"))
    assert ours == theirs
    assert 3 <= len(ours) <= 4


def cells_of_rows(xml: bytes) -> list[list[tuple[str, str, str, str]]]:
    """Return the cells of each row in the XML of a sheet: column, style, type and text."""
    rows = [element for element in ElementTree.fromstring(xml).iter() if element.tag.endswith("row")]
    return [
        [
            (cell.attrib["r"].rstrip("0123456789"), cell.attrib["s"], cell.attrib["t"], "".join(cell.itertext()))
            for cell in row
        ]
        for row in rows
    ]


def test_more_records_than_rows_are_refused(negotiation_of: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sheet holds so many rows and no more; the message names formats that hold all."""
    monkeypatch.setattr("negtrack.exchange.export.xlsx_lists.MAX_ROWS", 5)
    with pytest.raises(UsageError, match=r"^\d+ records are more than the 5 rows of a sheet .* csv, jsonl or toml$"):
        xlsx_bytes(dossier(negotiation_of(TALKS)))


def test_a_part_of_more_than_2_gib_is_refused(negotiation_of: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """Which zipfile ends in an error of its own; the message names formats that hold all."""
    monkeypatch.setattr("negtrack.exchange.export.archive.MOST_BYTES", 5_000)
    message = r"^a part of the document would have more than 5,000 bytes, .*; export to csv, jsonl or toml$"
    for write in (xlsx_bytes, docx_bytes):
        with pytest.raises(UsageError, match=message):
            write(dossier(negotiation_of(TALKS)))


def test_hidden_characters_of_records_come_back(negotiation_of: Make) -> None:
    """A tab, a mark of direction, a line separator and what XML does not hold are in the records as they are."""
    text = "before\\tafter\\u200fmark\\u2028\\u0007\\r_x0041_"
    sheet = workbook(negotiation_of(f'position.a = {{ value = "6", text = "{text}" }}'))["records"]
    head, *rows = texts(sheet)
    (cell,) = [row[head.index("text")] for row in rows if row[0] == "position"]
    assert cell == "before\tafter\u200fmark\u2028_x0007__x000D__x005F_x0041_"


def test_what_looks_like_an_escape_is_none(negotiation_of: Make) -> None:
    """`_x202E_` is written so that no reader makes the hidden character of it."""
    sheet = workbook(negotiation_of('position.a = { value = "6", text = "_x202E_" }'))["records"]
    head, *rows = texts(sheet)
    assert [row[head.index("text")] for row in rows if row[0] == "position"] == ["_x005F_x202E_"]


def test_a_long_text_is_cut_where_it_is_also_whole(negotiation_of: Make) -> None:
    """A cell of the first sheet that holds too much says so; the records hold every letter."""
    three = "".join(f'position.p{n} = {{ issue = "words", value = "{n * 16_000}", party = "union" }}\n' for n in "abc")
    book = workbook(negotiation_of('issue.words = { title = "Words", kind = "text" }\n' + three))
    (cell,) = [text for row in texts(book["compare"]) for text in row if len(str(text)) > 1000]
    assert len(str(cell)) <= 32_767
    assert str(cell).endswith("cut here; the sheet records has it whole")
    assert sum(len(str(text)) == 16_000 for row in texts(book["records"]) for text in row) == 3


def test_a_record_is_never_cut(negotiation_of: Make) -> None:
    """A field that no cell holds is refused, with the record's id and a format that holds it."""
    long = ", ".join(f'"{letter * 12_000}"' for letter in "abc")
    with pytest.raises(UsageError, match=r"^\[a\] requires has more than the 32767 letters .* csv, jsonl or toml$"):
        xlsx_bytes(dossier(negotiation_of(f'position.a = {{ value = "6", requires = [{long}] }}')))


def test_the_same_bytes(negotiation_of: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same data gives the same file, on another day too."""
    first = xlsx_bytes(dossier(negotiation_of(TALKS, TITLED)))
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    monkeypatch.setattr("time.localtime", lambda *_: __import__("time").gmtime(2_000_000_000))
    assert xlsx_bytes(dossier(negotiation_of(TALKS, TITLED))) == first


def test_columns_without_content_are_left_out(negotiation_of: Make) -> None:
    """The sheet has a column for what is agreed, for distances and for units only where one of its issues has any."""
    head = texts(workbook(negotiation_of('position.a = { value = "6" }'))["compare"])[2]
    assert head == ["group", "issue", "Employers", "Union", "gap"]


def test_small_letters_take_low_lines(negotiation_of: Make) -> None:
    """A row is as high as its texts need at their sizes: a value in large letters and who says so in small ones."""
    sheet = workbook(negotiation_of('position.a = { value = "6", side = "own", grade = "B2" }', TITLED))["compare"]
    height = sheet.row_dimensions[4].height
    assert 15 + 15 * 9 / 11 <= height < 3 * 15


def test_printed_pages(negotiation_of: Make) -> None:
    """Every sheet is scaled to as many pages side by side as keep its letters readable; where it takes several, each
    has the names of its rows."""
    parties = "".join(f'party.p{number} = {{ name = "Party {number}", role = "principal" }}\n' for number in range(20))
    book = workbook(negotiation_of(f'position.a = {{ value = "6", side = "own" }}\n{parties}'))
    pages = {sheet.title: (sheet.page_setup.fitToWidth, sheet.print_title_cols) for sheet in book}
    assert all(sheet.sheet_properties.pageSetUpPr.fitToPage for sheet in book if sheet.sheet_state == "visible")
    assert pages["compare"] == (3, "$A:$B")
    two = "".join(parties.splitlines(keepends=True)[:2])
    sheet = workbook(negotiation_of(f'position.a = {{ value = "6", side = "own" }}\n{two}'))["compare"]
    widths = [column.width for column in sheet.column_dimensions.values()]
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sum(widths) <= 190) == ("landscape", 1, True)
    assert pages["sources"] == (1, None)


def test_records_print_on_one_page_across(negotiation_of: Make) -> None:
    """Of the many columns of the records those are printed that say who wants what and who says so, of the records
    alone, on pages that are not side by side and say how many columns there are."""
    more = 'position.z = { value = "7", requires = ["x"], note = "n", quote = "q", locator = "p. 1", side = "own" }\n'
    more += 'proposal.p = { party = "union", terms = ["pay = 5"] }\nnote.n = { party = "union", text = "A note" }'
    sheet = workbook(negotiation_of(f"{TALKS.strip()}\n{more}", TITLED))["records"]
    head, *rows = texts(sheet)
    first = next(number for number, row in enumerate(rows, 2) if row[0] == "position")
    end = re.search(r"\$([A-Z]+)\$(\d+)$", sheet.print_area)
    assert end
    assert sheet.print_area.endswith(f"!$A${first}:${end[1]}${len(rows) + 1}")
    shown = [cell.value for cell in sheet[1][: sheet[f"{end[1]}1"].column]]
    assert shown[:6] == ["table", "id", "party", "issue", "stance", "value"]
    assert shown[-1] == "text"
    assert {"note", "quote", "locator", "requires", "name"} <= set(head) - set(shown)
    assert (sheet.page_setup.fitToWidth, sheet.print_title_cols, sheet.print_title_rows) == (1, None, "$1:$1")
    assert sheet.oddFooter.left.text == f"{len(shown)} of {len(head)} columns of the records"
    assert {row[0] for row in rows[first - 2 :]} <= {"position", "proposal", "note"}


def test_rows_are_high_enough_for_words(negotiation_of: Make) -> None:
    """A text is broken at blanks and hyphens, so it takes more lines than its letters alone."""
    name = "2024-03-17-permanent-ceasefire-d3d5"
    sheet = workbook(negotiation_of(f'position.{name} = {{ value = "6", side = "own" }}', TITLED))["records"]
    (row,) = (cell.row for cell in sheet["B"] if cell.value == name)
    assert sheet.row_dimensions[row].height == 3 * 15
