"""The Markdown document."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from negtrack.exchange.export.md import md_text
from negtrack.model import Negotiation

from .documents import EVERYTHING, HIDDEN, HOSTILE, TITLED, dossier, hostile

Make = Callable[..., Negotiation]

TALKS = """
source.press = { publisher = "Press", issued = 2024-03-01, URL = "https://example.org/a_b" }
position.a = { value = "6", side = "own", attribution = "on-record", sources = ["press"] }
position.b = { value = "7", side = "media", speaker = "One", sources = ["press"] }
position.c = { party = "employer", value = "2..3" }
position.d = { party = "state", value = "5" }
proposal.new = { party = "state", title = "New", terms = ["pay = 4"] }
response.r = { party = "union", proposal = "new", answer = "countered", side = "own" }
"""


def lines(negotiation: Negotiation) -> list[str]:
    """Return the document's lines."""
    return md_text(dossier(negotiation)).split("\n")


def test_the_document(negotiation_of: Make) -> None:
    """Title, day and summary, the table, the proposals, the sources by number."""
    shown = lines(negotiation_of(TALKS, TITLED))
    assert shown[:7] == [
        "# Talks",
        "",
        "as of 1 Mar 2024",
        "",
        "On pay.",
        "",
        "| issue | Employers | Union | New | gap |",
    ]
    assert shown[7:9] == [
        "| --- | --- | --- | --- | --- |",
        "| **Pay**; euros; gross; State: **5** (reported, 1 Mar) | **2..3** (reported, 1 Mar) | "
        "**6** (own statement, 1 Mar \\[1\\]); contested: 7 (according to One, 1 Mar \\[1\\]) | "
        "**4**; Employers: apart 1, according to a report; "
        "Union: apart 2, according to a report | apart 3, according to a report, contested |",
    ]
    assert "- Union: **countered** (own statement, 1 Mar)" in shown
    assert shown[-2:] == ["1. Press, 1 Mar 2024, <https://example.org/a_b>", ""]


def test_the_rounds(negotiation_of: Make) -> None:
    """The offers stand across in the order in which they were tabled, six to a table, and the gap beside the last."""
    offers = "".join(
        f'proposal.p{day} = {{ party = "union", tabled = 2024-02-{day:02}, terms = ["pay = {day}"] }}\n'
        for day in range(1, 9)
    )
    shown = lines(negotiation_of(offers, TITLED))
    start = shown.index("## Rounds")
    assert shown[start + 2] == "Offers in the order in which they were tabled."
    assert shown[start + 4] == f"| issue | {' | '.join(f'Union {day} Feb' for day in range(1, 7))} |"
    assert shown[start + 8] == "| issue | Union 7 Feb | Union 8 Feb | gap |"
    assert shown[start + 10] == "| Pay | 7; reported | 8; reported | silent |"


@pytest.mark.parametrize("poison", [*HOSTILE, EVERYTHING])
def test_hostile_texts_are_only_texts(negotiation_of: Make, poison: str) -> None:
    """Nothing is left that Markdown would read as markup, and every row of a table has its cells."""
    shown = md_text(dossier(hostile(negotiation_of, poison)))
    assert not set(shown) & set(HIDDEN)
    assert not re.findall(r"(?<!\\)(?:<[^h]|`|\]\(|&lt;)", shown)
    tables = re.findall(r"(?:^\|.*\n)+", shown, re.MULTILINE)
    bars = [{len(re.findall(r"(?<!\\)\|", row)) for row in table.splitlines()} for table in tables]
    assert bars == [{6}, {4}]


@pytest.mark.parametrize("start", ["- item", "1. item", "+ item", "=== item", "# head", "> quote"])
def test_a_summary_begins_no_list(negotiation_of: Make, start: str) -> None:
    """A text at the beginning of a line is made no list, heading or quotation by it."""
    shown = lines(negotiation_of("", TITLED.replace("On pay.", start)))[4]
    assert re.match(r"[0-9]*\\", shown)
    assert shown.replace("\\", "") == start


def test_an_empty_negotiation(negotiation_of: Make) -> None:
    """Says that there is nothing."""
    assert lines(negotiation_of("", 'title = "Talks"')) == [
        *("# Talks", "", "nothing on record yet", "", "No issues yet.", "")
    ]
