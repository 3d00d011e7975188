"""Documents of more parties than have a column each: values down, with those that hold them."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import docx
import pytest
from lxml import html

from negtrack.exchange.export.docx import docx_bytes
from negtrack.exchange.export.held import MOST_ACROSS
from negtrack.exchange.export.md import md_text
from negtrack.model import Negotiation
from tests.negotiations import HEAD, build_negotiation

from .documents import TITLED, dossier, report_text

Make = Callable[..., Negotiation]
MORE = """
source.press = { publisher = "Press", issued = 2024-03-01 }
position.a = { value = "6", side = "own", attribution = "on-record", sources = ["press"], text = "Six euros more." }
position.b = { value = "7", side = "media", speaker = "One", sources = ["press"] }
"""


def talks(make: Make, count: int) -> Negotiation:
    """Return talks of the employers, who are silent, the union, whose position is contested, and `count` more."""
    parties = "".join(
        f'party.p{number:02} = {{ name = "Party {number:02}", role = "principal" }}\n' for number in range(count)
    )
    said = "".join(
        f'position.q{number} = {{ party = "p{number:02}", value = "{3 + number % 2}", side = "own" }}\n'
        for number in range(count)
    )
    return make(parties + said + MORE, TITLED)


def rows(negotiation: Negotiation) -> list[list[str]]:
    """Return the texts of the table of the Word document, row by row."""
    document: Any = docx.Document(io.BytesIO(docx_bytes(dossier(negotiation))))
    return [[cell.text for cell in row.cells] for row in document.tables[0].rows]


def test_eight_parties_have_columns(negotiation_of: Make) -> None:
    """As many parties as fit across a page have a column each."""
    assert len(rows(talks(negotiation_of, MOST_ACROSS - 2))[0]) == MOST_ACROSS + 2


def test_many_pairs_are_counted(negotiation_of: Make) -> None:
    """Of many pairs a document says how many stand how, as `overview` does, not how one of them stands: of 36 pairs 9
    would meet and 19 are apart."""
    parties = "".join(f'party.p{number} = {{ name = "P{number}", role = "principal" }}\n' for number in range(7))
    said = "".join(
        f'position.q{number} = {{ party = "p{number}", value = "{3 + number % 2}", OWN }}\n' for number in range(7)
    )
    own = 'side = "own", attribution = "on-record"'
    text = md_text(dossier(negotiation_of((parties + said + MORE).replace("OWN", own), TITLED)))
    words, *_ = re.findall("How far apart: (.*)", text)
    assert words == ("overlap in 9 of 36 pairs; apart in 19, the widest 3; silent in 8; contested: Union")


@pytest.mark.parametrize("count", [7, 87])
def test_word(negotiation_of: Make, count: int) -> None:
    """With more parties, also with more than the 63 columns of Word, the table has two columns: each value with how
    many hold it, those that hold it with what they say and who says so, what is contested, and the silent."""
    head, heading, *values, _ = rows(talks(negotiation_of, count))[:8]
    assert (head, heading[0]) == (["Position", "Parties, and who says so"], "Pay\neuros\ngross")
    even = [f"Party {number:02}" for number in range(0, count, 2)]
    assert values[0] == [f"3\n{len(even)} parties", f"{', '.join(even)}\nown statement, 1 Mar"]
    assert values[2:5] == [
        ["6", "Union\nSix euros more.\nown statement, 1 Mar\u00a0[1]"],
        ["contested: 7", "Union\naccording to One, 1 Mar\u00a0[1]"],
        ["silent", "Employers"],
    ]


def test_page(negotiation_of: Make) -> None:
    """The page counts at a glance, and has a row for each value with the names of those that hold it; what is said of
    most stands once above the table."""
    page = report_text(talks(negotiation_of, 7))
    tree = html.fromstring(page)
    glance = " ".join(tree.xpath("//table")[0].xpath(".//td")[0].text_content().split())
    assert glance == "3 4 · 4 3 · 6 1 · nothing on record 1"
    table = tree.xpath("//section[@class='issue']//table")[0]
    rows = [[" ".join(cell.text_content().split()) for cell in row.xpath("./*")] for row in table.xpath(".//tr")]
    assert " ".join(table.xpath("./caption")[0].text_content().split()) == (
        "own statement, 1 Mar, where nothing else is said"
    )
    assert rows == [
        ["Position", "Parties, and who says so"],
        ["3 (4)", "Party 00, Party 02, Party 04, Party 06"],
        ["4 (3)", "Party 01, Party 03, Party 05"],
        ["6", "Union (own statement, 1 Mar [1]) Six euros more."],
        ["contested: 7", "Union (according to One, 1 Mar [1])"],
        ["silent", "Employers"],
    ]
    assert "9 parties" in re.findall(r"<header>.*?</header>", page, re.DOTALL)[0]


def test_voices_that_differ_stand_beside_each(negotiation_of: Make) -> None:
    """Where no voice speaks of half of the parties every row says who says so; what most begin with, their own
    statement, stands once above the table."""
    said = "".join(
        f'position.x{number} = {{ party = "p{number:02}", value = "{3 + number}", side = "own", stated = 2024-03-02, '
        f'grade = "B{1 + number % 5}" }}\n'
        for number in range(7)
    )
    page = report_text(talks(lambda text, head: negotiation_of(text + said, head), 7))
    table = html.fromstring(page).xpath("//section[@class='issue']//table")[0]
    assert " ".join(table.xpath("./caption")[0].text_content().split()) == "own statement, where nothing else is said"
    cells = [" ".join(cell.text_content().split()) for cell in table.xpath(".//tr/td")]
    assert "Party 00 (2 Mar, B1)" in cells
    assert "Party 01 (2 Mar, B2)" in cells


def test_page_counts_what_is_withdrawn_apart_from_silence(negotiation_of: Make) -> None:
    """At a glance a party that withdrew its position, or rejected another's, is not one with nothing on record."""
    more = """
    position.w = { party = "p00", side = "own", stance = "withdrawal", withdraws = ["q0"], stated = 2024-03-03 }
    response.r = { party = "employer", side = "own", to = "a", answer = "rejected", stated = 2024-03-03 }
    """
    tree = html.fromstring(report_text(talks(lambda text, head: negotiation_of(text + more, head), 7)))
    glance = " ".join(tree.xpath("//table")[0].xpath(".//td")[0].text_content().split())
    assert glance == "4 3 · 3 3 · 6 1 · rejected 1 · withdrawn 1"


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        ("1112223344556", "1 3 · 2 3 · 3 2 · 4 2 · 5 2 · another value 1"),
        ("111122223333444556677889", "1 4 · 2 4 · 3 4 · 4 3 · another value 9"),
        ("11112233445566778899", "1 4 · another value 16"),
        ("123456789", "9 values, each of 1"),
        ("112233445566778899", "9 values, each of 2"),
    ],
)
def test_values_that_as_many_hold(held: str, expected: str, negotiation_of: Make) -> None:
    """At a glance no value is folded that as many parties hold as one that is shown."""
    own = 'side = "own", attribution = "on-record"'
    text = "".join(
        f'party.p{number:02} = {{ name = "P{number:02}", role = "principal" }}\n'
        f'position.q{number} = {{ party = "p{number:02}", value = "{value}", {own} }}\n'
        for number, value in enumerate(held)
    )
    page = report_text(negotiation_of(text, TITLED))
    glance = " ".join(html.fromstring(page).xpath("//table")[0].xpath(".//td")[0].text_content().split())
    assert glance.removesuffix(" · nothing on record 2") == expected


def test_page_counts_the_parties_at_the_table(negotiation_of: Make) -> None:
    """At a glance a mediator is not counted with those who must agree; its position stands among the rows."""
    more = 'position.m = { party = "state", value = "3", side = "own" }\n'
    page = report_text(talks(lambda text, head: negotiation_of(text + more, head), 7))
    glance = " ".join(html.fromstring(page).xpath("//table")[0].xpath(".//td")[0].text_content().split())
    assert glance == "3 4 · 4 3 · 6 1 · nothing on record 1"
    assert "State" in html.fromstring(page).xpath("//section[@class='issue']//table")[0].text_content()


def test_page_counts_the_words_of_others_apart(negotiation_of: Make) -> None:
    """At a glance stands how many of those that are counted others speak of, or with a caveat."""
    more = """
    position.m = { party = "employer", value = "6", side = "media", speaker = "One" }
    position.n = { party = "p00", value = "6", side = "own", caveat = "for now", stated = 2024-03-02 }
    """
    tree = html.fromstring(report_text(talks(lambda text, head: negotiation_of(text + more, head), 7)))
    glance = " ".join(tree.xpath("//table")[0].xpath(".//td")[0].text_content().split())
    assert glance == "6 3 (2 by others' words or with a caveat) · 4 3 · 3 3"


def test_markdown(negotiation_of: Make) -> None:
    """Markdown has a list of the values under the heading of each issue."""
    text = md_text(dossier(talks(negotiation_of, 7)))
    assert "### Pay\n" in text
    assert "- **3** (4): Party 00, Party 02, Party 04, Party 06 (own statement, 1 Mar)\n" in text
    assert "- contested: 7: Union (according to One, 1 Mar \\[1\\])\n- silent: Employers\n" in text


def test_nothing_is_lost(negotiation_of: Make) -> None:
    """Every party, value and voice that the document of fewer parties shows stands in the turned one."""
    few, many = (rows(talks(negotiation_of, count)) for count in (6, 7))
    words = {part for row in few[2:] for cell in row[1:-1] for part in re.split(r"\n|: ", cell)}
    shown = {part for row in many for cell in row for part in re.split(r"\n|: ", cell)}
    assert words - shown == set()


def test_an_issue_without_a_group_does_not_stand_under_the_heading_of_another() -> None:
    """Behind issues of a group, those of none have the heading of their class, as on a terminal."""
    parties = "".join(f'party.p{number} = {{ name = "P{number}", role = "principal" }}\n' for number in range(9))
    issues = 'issue.rest = { title = "Rest", kind = "quantity" }\n'
    grouped = 'issue.leave = { title = "Leave", kind = "quantity", group = "time" }\n'
    head = HEAD.replace("issue.pay = {", 'issue.pay = { group = "money",')
    negotiation = build_negotiation(parties + issues + grouped, head)
    lines = [line for line in md_text(dossier(negotiation)).splitlines() if line.startswith("#")]
    assert lines[1:3] == ["## money", "### Pay"]
    assert lines[lines.index("### Hours") - 1] == "## substance"
