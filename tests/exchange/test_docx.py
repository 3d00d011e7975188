"""Word documents, read back with python-docx."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import docx
import pytest

from negtrack.exchange.export.docx import docx_bytes
from negtrack.model import Negotiation

from ..examples import sampled
from .documents import EVERYTHING, HIDDEN, HOSTILE, TITLED, dossier, hostile

Make = Callable[..., Negotiation]

TALKS = """
source.press = { publisher = "Press", issued = 2024-03-01, URL = "https://example.org" }
position.a = { value = "6", side = "own", attribution = "on-record", sources = ["press"], text = "Six euros more." }
position.b = { value = "7", side = "media", speaker = "One", sources = ["press"] }
position.c = { party = "employer", value = "2..3", sources = ["press"] }
position.d = { party = "state", value = "5" }
proposal.new = { party = "state", title = "New", terms = ["pay = 4"] }
response.r = { party = "union", proposal = "new", answer = "countered", side = "own" }
"""


def document(negotiation: Negotiation) -> Any:
    """Return the document as Word has it."""
    return docx.Document(io.BytesIO(docx_bytes(dossier(negotiation))))


def cells(document: Any) -> list[list[str]]:
    """Return the texts of the table, row by row."""
    table, *_ = document.tables
    return [[cell.text for cell in row.cells] for row in table.rows]


def words(document: Any) -> str:
    """Return everything that is written in it."""
    lines = [paragraph.text for paragraph in document.paragraphs]
    return "\n".join(
        [*lines, *(text for table in document.tables for row in table.rows for text in map(text_of, row.cells))]
    )


def text_of(cell: Any) -> str:
    """Return the text of a cell."""
    return str(cell.text)


def test_the_table_of_four_columns(negotiation_of: Make) -> None:
    """Issue, each party, the proposal; below the value who says so; contested is said in words."""
    head, pay, others, *_ = cells(document(negotiation_of(TALKS, TITLED)))
    assert head == ["Issue", "Employers", "Union", "New\npackage, tabled by State, 1 Mar"]
    assert pay == [
        "Pay\neuros\ngross",
        "2..3\nreported by Press, 1 Mar\u00a0[1]",
        "6\nSix euros more.\nown statement, 1 Mar\u00a0[1]\ncontested: 7, according to One, 1 Mar\u00a0[1]",
        "4\nEmployers: apart 1, according to Press and a report\nUnion: apart 2, according to a report\n"
        "parties: apart 3, according to Press, contested",
    ]
    assert others == ["also on this issue: State", *["5\nreported, 1 Mar"] * 3]


def test_around_the_table(negotiation_of: Make) -> None:
    """Title, day, summary before it; proposals with their answers and the sources behind it."""
    lines = [paragraph.text for paragraph in document(negotiation_of(TALKS, TITLED)).paragraphs]
    assert lines[:3] == ["Talks", "as of 1 Mar 2024 · Employers, Union", "On pay."]
    assert "Term: Pay: 4" in lines
    assert "Answer of Union: countered; own statement, 1 Mar" in lines
    assert lines[-1] == "[1] Press, 1 Mar 2024, https://example.org"


def test_made_for_paper(negotiation_of: Make) -> None:
    """A4 across; the header comes again on each page, no row is divided, pages are numbered, values are bold."""
    made = document(negotiation_of(TALKS, TITLED))
    (section,), (table, *_) = made.sections, made.tables
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (29.7, 21.0)
    rows = [row._tr.trPr for row in table.rows]
    assert [len(row.xpath("w:tblHeader")) for row in rows] == [1, *[0] * (len(rows) - 1)]
    assert all(row.xpath("w:cantSplit") for row in rows)
    assert section.footer._element.xpath("//w:instrText/text()") == ["PAGE", "NUMPAGES"]
    value, *_, provenance = table.rows[2].cells[1].paragraphs
    assert value.style.font.bold
    assert provenance.style.font.size < value.style.font.size


def test_voices_from_right_to_left(negotiation_of: Make) -> None:
    """A line of several Hebrew voices is marked once."""
    text = """
    position.a = { value = "6", text = "Six", speaker = "ועד העובדים במפעל", side = "media" }
    position.b = { value = "6", text = "Six", speaker = "משרד העבודה והרווחה", side = "third-party" }
    position.c = { value = "6", text = "Six", speaker = "ראש האיגוד המקצועי", side = "third-party" }
    """
    body = document(negotiation_of(text)).element
    assert len(body.xpath("//w:pPr[w:bidi]")) == len(body.xpath("//w:bidi")) == 2


def test_text_from_right_to_left(negotiation_of: Make) -> None:
    """A paragraph that is mostly Hebrew runs from the right, one that is not does not."""
    made = document(negotiation_of('position.a = { value = "6", text = "שש מאות", speaker = "ועד", side = "own" }'))
    (cell,) = {row.cells[2]._tc: row.cells[2] for row in made.tables[0].rows if "שש" in row.cells[2].text}.values()
    assert [bool(paragraph._p.xpath("w:pPr/w:bidi")) for paragraph in cell.paragraphs] == [False, True, False]
    assert cell.paragraphs[1].runs[-1].font.rtl


def test_three_principals(negotiation_of: Make) -> None:
    """One column more."""
    made = document(negotiation_of(TALKS + 'party.third = { name = "Third", role = "principal" }'))
    assert cells(made)[0] == ["Issue", "Employers", "Third", "Union", "New\npackage, tabled by State, 1 Mar"]


def test_without_proposal(negotiation_of: Make) -> None:
    """The last column is what is agreed, and how far apart the parties are where nothing is."""
    head, _, pay, *_ = cells(document(negotiation_of('position.a = { value = "6" }')))
    assert (head[-1], pay[-1]) == ("agreed, or how far apart", "parties: silent")


def test_an_empty_negotiation(negotiation_of: Make) -> None:
    """A title, and that nothing is on record."""
    made = document(negotiation_of("", head='title = "Talks"'))
    assert [paragraph.text for paragraph in made.paragraphs] == [
        "Talks", "nothing on record yet · no parties yet", "No issues yet."
    ]  # fmt: skip
    assert not made.tables


@pytest.mark.parametrize("poison", sampled([EVERYTHING, *HOSTILE], 4))
def test_hostile_texts_are_only_texts(negotiation_of: Make, poison: str) -> None:
    """They come out as they were written, with what is hidden in them as marks; no field or link is made of them."""
    made = document(hostile(negotiation_of, poison))
    shown = words(made)
    assert not set(shown) & set(HIDDEN)
    assert shown.count("text") > 10
    if not set(poison) & set(HIDDEN):
        assert poison in shown
    assert not made.element.xpath("//w:hyperlink | //w:fldSimple | //w:instrText")


def test_a_very_long_text(negotiation_of: Make) -> None:
    """Is there in full, and so is a title longer than a file's property may be."""
    head = TITLED.replace("Talks", "t" * 300)
    made = document(negotiation_of(f'position.a = {{ value = "6", text = "{"x" * 16_000}" }}', head))
    assert "x" * 16_000 in words(made)
    assert made.paragraphs[0].text == "t" * 300


def test_the_same_bytes(negotiation_of: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same data gives the same file, on another day too."""
    first = docx_bytes(dossier(negotiation_of(TALKS, TITLED)))
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    monkeypatch.setattr("time.localtime", lambda *_: __import__("time").gmtime(2_000_000_000))
    assert docx_bytes(dossier(negotiation_of(TALKS, TITLED))) == first


def test_the_rounds_are_a_table(negotiation_of: Make) -> None:
    """Offers across, six to a table, each with the issues that these name."""
    papers = "\n".join(
        f'proposal.p{day} = {{ terms = ["{issue} = {day}"], tabled = 2024-03-0{day}, side = "own" }}'
        for day, issue in enumerate(["pay"] * 7 + ["hours"] * 2, 1)
    )
    made = document(negotiation_of(papers, TITLED))
    assert "Rounds" in [paragraph.text for paragraph in made.paragraphs]
    _, first, second = made.tables
    assert (len(first.columns), len(second.columns)) == (7, 5)
    assert [cell.text for cell in first.rows[1].cells] == ["Pay", "1", "2", "3", "4", "5", "6"]
    assert second.rows[0].cells[4].text == "gap"


def test_names_from_right_to_left_keep_their_order(negotiation_of: Make) -> None:
    """The line of the day reads from the left, with a mark behind each such name."""
    head = TITLED.replace('"Employers"', '"שש"').replace('"Union"', '"عمل"')
    made = document(negotiation_of(TALKS, head))
    moment = next(paragraph for paragraph in made.paragraphs if paragraph.style.name == "Moment")
    assert moment.text == "as of 1 Mar 2024 · שש\u200e, عمل\u200e"
    assert not moment._p.xpath("w:pPr/w:bidi")
    assert [run.text for run in moment.runs if run.font.rtl] == ["שש", "عمل"]


def test_many_parties_of_many_values_stand_one_below_another(negotiation_of: Make) -> None:
    """Parties down and issues across where that takes fewer lines than a row for each value."""
    head = 'title = "Talks"\n' + "\n".join(
        f'party.p{number} = {{ name = "Party {number}", role = "principal" }}' for number in range(12)
    )
    head += "\n" + "\n".join(f'issue.q{n} = {{ title = "Q{n}", kind = "quantity" }}' for n in range(4))
    said = (
        'position.a{1}{0} = {{ party = "p{0}", issue = "q{1}", value = "{2}", side = "own", stated = 2024-03-{3:02} }}'
    )
    places = [(number, issue) for number in range(12) for issue in range(4)]
    many = document(negotiation_of("\n".join(said.format(n, q, n, n + 1) for n, q in places), head))
    first, *rows = cells(many)
    assert first == ["Party", "Q0", "Q1", "Q2", "Q3"]
    assert rows[1] == ["Party 1", *["1\nown statement, 2 Mar"] * 4]
    assert len(rows) == 13
    same = document(negotiation_of("\n".join(said.format(n, q, n % 2, 1) for n, q in places), head))
    assert cells(same)[0] == ["Position", "Parties, and who says so"]


def test_what_is_agreed_stands_once(negotiation_of: Make) -> None:
    """The cell has the value, then how the pairs stand, which says by whom it was agreed."""
    text = """
    agreement.d = { date = 2024-03-02, between = ["union", "employer"], terms = ["pay = 4"] }
    """
    document = docx.Document(io.BytesIO(docx_bytes(dossier(negotiation_of(text, TITLED)))))
    last = [row.cells[-1].text for row in document.tables[0].rows]
    assert "4\nparties: agreed provisionally 4, d" in last
