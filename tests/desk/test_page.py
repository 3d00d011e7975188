"""The page of the desk, in windows of every size."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from negtrack.desk.page import draw
from negtrack.screen.cells import width_of
from negtrack.screen.rows import row_width

from ..examples import sampled
from .reader import Reader, write_talks
from .strike import NEGOTIATION

WAYS = ("", "?", "v?", " v", " vw", " v1", " v1a", " v1a9q%", " v1a9%\n", " v/un", "/walk", " vf", " vg")
"""Keys that lead to every kind of page; a line break is Enter."""
SIZES = [(width, height) for width in (1, 8, 20, 40, 63, 64, 80, 160, 300) for height in (1, 2, 3, 7, 8, 10, 24, 50)]
HOSTILE = "\x1b[2J\x1b]52;c;AAAA\x07 \x9b31m \u202eevil\u202c \u2066x\u2069 [red]x[/red] :smile: \x00"
BLANK = str.maketrans("[]", "  ")
"""The brackets that stand for blanks around what is read."""
COMBINED = "a\u0301" * 60
MIXED = f"""\
協議停火兩週，代表團調解囚犯。撤軍提案要求談判結束通道。

הסכם הפסקה שבועיים משלחת תיווך חטופים נסיגה הצעה דרישה שיחות סיום מעבר The Union שבוע.

{HOSTILE} The Union hostile.

{"word" * 200} The Employer, {"x" * 400}

{COMBINED} Union 👩‍👩‍👧 family
"""


def go(reader: Reader, way: str) -> Reader:
    """Press the keys of a way."""
    return reader.press(*("enter" if key == "\n" else key for key in way))


def side_of(reader: Reader) -> list[str]:
    """Return the pane beside the text, and the keys."""
    return [*(row.split("│")[1] for row in reader.page[1:-2] if "│" in row), reader.page[-1]]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("size", sampled(SIZES, 4))
def test_every_page_fits(reader: Reader, size: tuple[int, int], way: str) -> None:
    """As many rows as the window has, none wider than it, whatever is asked, in a window from the first key on."""
    reader.resize(*size)
    for key in way:
        go(reader, key)
        rows = draw(reader.desk)
        assert len(rows) == size[1]
        assert all(row_width(row) <= max(size[0], 10) for row in rows), (size, way)


@pytest.mark.parametrize("way", WAYS)
def test_resized_windows(reader: Reader, way: str) -> None:
    """In any question, and back: what is asked and offered is what it was."""
    go(reader.resize(80, 24), way)
    before = side_of(reader)
    for width, height in SIZES:
        reader.resize(width, height)
        assert len(draw(reader.desk)) == height
    assert side_of(reader.resize(80, 24)) == before


@pytest.mark.parametrize("size", [(20, 10), (80, 24), (160, 50)])
def test_texts_of_every_kind(tmp_path: Path, size: tuple[int, int]) -> None:
    """Wide characters, right to left, long words, combining marks and control characters: each row fits, the pane
    beside the text begins at one cell, and nothing reaches the terminal raw."""
    write_talks(tmp_path, MIXED)
    held = tmp_path / "data/port/.negtrack/text/herald.txt"
    held.write_text(held.read_text("utf-8") + f"\n{HOSTILE}", "utf-8")  # as a text that was put there by hand
    reader = Reader(tmp_path, *size)
    for _ in range(len(reader.desk.article.sentences)):
        for row in draw(reader.desk):
            assert row_width(row) <= size[0]
        assert not any(
            ord(char) < 32 or 127 <= ord(char) < 160 or char in "\u202e\u202c\u2066"
            for row in reader.page
            for char in row
        )
        if size[0] >= 64:
            assert {width_of(row.split("│")[0]) for row in reader.page[1:-2]} == {reader.desk.layout.text_width + 2}
        reader.press("j")


def test_names_from_elsewhere_are_harmless(tmp_path: Path) -> None:
    """Titles, speakers and messages too."""
    head = NEGOTIATION["negotiation.toml"].replace("Rise of wages this year", "Rise [red] :smile: [/b]")
    write_talks(tmp_path, files={**NEGOTIATION, "negotiation.toml": head})
    reader = Reader(tmp_path, 160, 50).press("v", "1")
    assert "Rise [red] :smile: [/b]" in reader.shown
    assert reader.press("a").type("\u202e").page


def test_what_is_chosen_is_in_sight(reader: Reader) -> None:
    """In every sentence of the article, in a small window too, with a sign before its lines."""
    for size in ((20, 10), (80, 24)):
        reader.resize(*size)
        reader.press("home")
        for number in range(len(reader.desk.article.sentences)):
            assert reader.desk.sentence == number
            words = reader.desk.article.words(reader.desk.span).split(" ")[0]
            assert any(row.startswith(">") and words in row for row in reader.page), reader.shown
            reader.press("j")


def test_what_is_recorded_is_marked(reader: Reader) -> None:
    """The lines that a record quotes have a sign of their own."""
    go(reader, "v1aaa9%\n").press("j")
    assert any(row.startswith(" *Port talks") for row in reader.page)


def test_which_words_are_chosen_is_seen_without_looks(reader: Reader) -> None:
    """Brackets stand in place of the blanks around them, where they begin or end within a line."""
    reader.press(" ", " ")
    lines = [row.split("│")[0].rstrip() for row in reader.page if row.startswith(">")]
    assert lines == ["> The Union wants wages to rise by at least 9%", "> this year, union officials said.]They called"]
    reader.press("j")
    lines = [row.split("│")[0].rstrip() for row in reader.page if row.startswith(">")]
    assert lines == ["> this year, union officials said.[They called", "> the rise overdue."]
    reader.press("k", "v", ">", ">", "H")
    lines = [row.split("│")[0].rstrip() for row in reader.page if row.startswith(">")]
    assert lines == ["> The Union[wants wages to rise by at least 9%", "> this year, union officials]said. They called"]


def test_windows_on_and_back(reader: Reader) -> None:
    """Every sentence comes into sight with `PgDn` alone, and the first one again with `PgUp`."""
    reader.resize(40, 12)
    seen = set()
    for _ in range(40):
        seen |= {word for row in reader.page for word in row.translate(BLANK).split()}
        reader.press("pgdn")
    assert set(reader.desk.article.text.split()) - seen == set()
    reader.press(*["pgup"] * 40)
    assert reader.desk.sentence == 0


def test_the_pages_at_80_columns(reader: Reader) -> None:
    """While reading, what is on record and what the sentence mentions; while asking, the position so far; always the
    keys."""
    reader.press(" ", " ")
    assert reader.page[0].startswith("The Herald, 2024-03-25")
    assert reader.page[0].endswith("3/13")
    assert reader.page[-2:] == [
        "union, wage-rise",
        "space next mention  v record  j/k go  a answer  . again  u undo  q quit  ? keys",
    ]
    reader.press("v", "g").type("B2").press("1")
    side = [row.split("│")[1].strip() for row in reader.page[1:-2]]
    assert side[:6] == [
        "party   union",
        "stance  demand",
        "said by the source itself?",
        "grade   B2",
        "quote   77 characters",
        "",
    ]
    assert side[6:10] == ["issue [wage-rise]", "on which issue?", "a *wage-rise  Rise of wages this", "year"]
    assert reader.page[-1].startswith("a-i choose  Esc back  n new")


def test_a_long_text_is_as_fast(tmp_path: Path) -> None:
    """A text of 200 kB answers keys at its end as one of a page does."""
    write_talks(tmp_path, "\n\n".join(f"The Union asks for {number} euros. It waits." for number in range(5_500)))
    reader = Reader(tmp_path)
    assert len(reader.desk.article.text) > 200_000
    reader.press("end")
    start = time.process_time()
    for _ in range(20):
        assert reader.press("b").page
    assert time.process_time() - start < 2


def test_what_is_chosen_from_stands_whole_where_there_is_room(reader: Reader) -> None:
    """Ids and titles fold in a high window, and are shortened to a row each where all would not be in sight."""
    go(reader.resize(64, 40), "v1a")
    assert not any("…" in row for row in side_of(reader))
    words = " ".join(" ".join(side_of(reader)).split())
    assert "refusal the party rules this out" in words
    reader.resize(64, 18)
    assert any("…" in row for row in side_of(reader))


def test_the_page_of_keys_says_what_the_signs_mean(reader: Reader) -> None:
    """A record whose words are not found has a sign of which no other page speaks."""
    words = " ".join(" ".join(go(reader.resize(80, 50), "?").page).split())
    assert "? before a record whose words are not found in the text" in words
