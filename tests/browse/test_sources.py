"""The words of records in the texts of their sources."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from negtrack.text.generate import make_passage
from negtrack.text.normalise import join_paragraphs, split_plain

from ..negotiations import write_negotiation
from .walker import Walker

TEXT = join_paragraphs(
    split_plain(
        "\n\n".join(
            (
                *(f"Paragraph {number} of an article about a port that nobody quotes." for number in range(40)),
                "The Union wants at least 40 euros. The Employers offer 30 euros.",
                "The talks go on.",
            )
        )
    )
)
QUOTE, OTHER = "at least 40 euros", "offer 30 euros"
START = TEXT.index(QUOTE)
PLACE = make_passage(TEXT, START, START + len(QUOTE))
FILES = {
    "negotiation.toml": """\
format = 1
title = "Port"
parties = ["union", "employer"]
[issue.pay]
title = "Pay"
kind = "quantity"
unit = "euros"
""",
    "sources.toml": '[source.herald]\ntitle = "Talks"\nissued = 2024-01-01\nURL = "https://example.com"\n',
    "parties/union.toml": f"""\
name = "Union"
role = "principal"
[position.wants]
issue = "pay"
value = "at least 40"
stance = "demand"
sources = ["herald"]
quote = "{QUOTE}"
recorded = 2024-02-01 00:00:00Z
[position.wants.locator]
prefix = {json.dumps(PLACE.prefix)}
suffix = {json.dumps(PLACE.suffix)}
start = {START}
""",
    "parties/employer.toml": f"""\
name = "Employers"
role = "principal"
[position.offers]
issue = "pay"
value = "30"
stance = "offer"
sources = ["herald"]
quote = "{OTHER}"
recorded = 2024-02-01 00:00:00Z
[position.lost]
issue = "pay"
value = "31"
stance = "offer"
stated = 2024-01-01
sources = ["herald"]
quote = "offer 31 euros"
recorded = 2024-02-02 00:00:00Z
[position.silent]
issue = "pay"
value = "32"
stance = "offer"
stated = 2023-12-01
sources = ["herald"]
recorded = 2024-02-02 00:00:00Z
""",
}


@pytest.fixture
def port(tmp_path: Path) -> Path:
    """Return a folder with the talks of a port, and the text of an article about them."""
    place = write_negotiation(tmp_path / "data/port", FILES)
    held = place / ".negtrack/text/herald.txt"
    held.parent.mkdir(parents=True)
    held.write_text(TEXT, "utf-8")
    return tmp_path / "data"


def walk(folder: Path, words: str = "") -> Walker:
    """Return a reader of the talks of the port."""
    return Walker("port", words, folder)


def test_the_words_of_a_record(port: Path) -> None:
    """The page begins where they stand, which is marked; `verify` prints the same finding."""
    walker = walk(port, "wants").press("enter")
    assert walker.command == "verify wants"
    (line,) = [row for row in walker.page if QUOTE in row]
    assert line.startswith("* The Union wants")
    marked = [part.text for row in walker.browser.sheet.rows for part in row if part.mark == "chosen"]
    assert marked == [QUOTE]
    assert walker.browser.visit.top > 30
    assert "found  ¶41" in walker.press("home").text
    assert walker.press("q").command == "show wants"


def test_words_that_do_not_stand_there(port: Path) -> None:
    """Are shown with what became of them, and nothing is marked."""
    walker = walk(port, "lost").press("enter")
    assert "! orphaned  nearest: The Employers offer 30 euros." in walker.text
    assert "“offer 31 euros”" in walker.text
    assert not any(part.mark == "chosen" for row in walker.browser.sheet.rows for part in row)
    assert "the record quotes no words" in walk(port, "silent").press("enter").text


def test_a_source_opens_its_records(port: Path) -> None:
    """Those whose words stand in the text at their line or below it, the others above the text."""
    walker = walk(port).press("8", "a")
    assert walker.command == "verify herald"
    assert [item.place[1] for item in walker.browser.sheet.items] == ["lost", "silent", "wants", "offers"]
    assert any(row.startswith("d>  also offers") for row in walker.press("end").page)
    assert walker.press("up", "enter").command == "show wants"


def test_no_text_is_kept(port: Path) -> None:
    """The page says how to keep one, and names the source and its records all the same."""
    (port / "port/.negtrack/text/herald.txt").unlink()
    walker = walk(port, "wants").press("enter")
    assert "no text of it is kept here; keep it with negtrack source-text herald FILE" in walker.text
    assert "https://example.com" in walker.text
    assert "unverified" in walker.text
    assert len(walk(port).press("8", "a").browser.sheet.items) == 4


def test_a_long_text(port: Path) -> None:
    """Of 200 kB is shown, to its end."""
    (port / "port/.negtrack/text/herald.txt").write_text(TEXT + "\n" + "\n".join(["wörd " * 100] * 400), "utf-8")
    walker = walk(port, "wants").press("enter")
    assert QUOTE in walker.text
    assert "100%" in walker.press("end").text
