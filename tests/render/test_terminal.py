"""Pages in the terminal: widths in cells, folding without loss, right-to-left lines in their places."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from negtrack.render.page import Grid, Line, Page, RenderOptions, Rule, Split, alert, dim, fit, height_of, line, strong
from negtrack.render.terminal import render_page, width_of

from ..examples import examples
from .hostile import HOSTILE, foreign_bytes

ISOLATES = "\u2068\u2069"
SCRIPTS = (
    "at least two weeks after the deal is signed",
    "协议签署后至少两周平民才能返回加沙北部",
    "לפחות שבועיים לאחר חתימת ההסכם",
    "بعد أسبوعين على الأقل من توقيع الاتفاق",
    "👩‍👩‍👧‍👦 🇮🇱 🇵🇸 👍🏽 families and flags",
    "e\u0301a\u0300o\u0302 marks of their own",
    "https://example.org/a/very/long/address/without/any/blank?in=it&and=more#fragment",
    "한국어 문장은 넓은 글자로 되어 있다",
)


def render_lines(page: Page, width: int = 40, colour: bool = False) -> list[str]:
    """Return the lines of a page, without their newlines."""
    lines = list(render_page(page, width, colour))
    assert all(row.endswith("\n") and row.count("\n") == 1 for row in lines)
    return [row[:-1] for row in lines]


def visible_text(lines: list[str]) -> str:
    """Return the text of lines without blanks and without the isolates around them."""
    return "".join(char for row in lines for char in row if not char.isspace() and char not in ISOLATES)


@pytest.mark.parametrize("width", [20, 40, 80, 160])
@pytest.mark.parametrize("text", SCRIPTS)
def test_folding_loses_nothing(text: str, width: int) -> None:
    """No line over the width in cells; every letter in its order."""
    lines = render_lines([line(text, indent=3, hang=2), Split(line(text), line(text))], width)
    assert max(map(cell_len, lines)) <= width
    assert visible_text(lines) == "".join(text.split()) * 3


@pytest.mark.parametrize("width", [20, 40, 80])
@settings(max_examples=examples(200))
@given(st.lists(st.sampled_from([*SCRIPTS, "a", "of two", "x" * 45]), min_size=1, max_size=8), st.integers(0, 9))
def test_height_is_known_before(width: int, texts: list[str], hang: int) -> None:
    """The lines of a paragraph are counted as they are folded."""
    paragraph = line(" ".join(texts), indent=3, hang=hang)
    counted = height_of(paragraph, RenderOptions(width, measure=width_of))
    assert counted >= len(render_lines([paragraph], width))


@pytest.mark.parametrize("text", SCRIPTS)
def test_columns_stay_in_place(text: str) -> None:
    """In a grid each column begins in the same cell in every line, whatever the scripts beside it."""
    grid = Grid((20, 12, 10), (((line(text),), (line("| middle"),), (line("| last"),)),))
    lines = render_lines([grid], 60)
    first = lines[0].translate(dict.fromkeys(map(ord, ISOLATES)))
    assert cell_len(first[: first.index("| middle")]) == 22
    assert cell_len(first[: first.index("| last")]) == 36
    assert max(map(cell_len, lines)) <= 60
    assert visible_text([row.replace("| middle", "").replace("| last", "") for row in lines]) == "".join(text.split())


@pytest.mark.parametrize("text", ["לפחות שבועיים לאחר חתימת ההסכם", "بعد أسبوعين على الأقل من توقيع الاتفاق 30:1"])
def test_right_to_left_lines_are_isolated(text: str) -> None:
    """Each printed line that holds such letters is isolated by itself: wrapped first, then isolated."""
    lines = render_lines([line(text, indent=4)], 20)
    assert len(lines) > 1
    for row in lines:
        if any(unicodedata.bidirectional(char) in ("R", "AL") for char in row):
            assert re.fullmatch(" +\u2068[^\u2068\u2069]+\u2069", row)


def test_right_to_left_cells_are_isolated_one_by_one() -> None:
    """Two columns cannot swap sides: each cell of a line is an island of its own."""
    grid = Grid((16, 16), (((line("שבועיים"),), (line("أسبوعان"),)),))
    (only,) = render_lines([grid], 40)
    assert re.fullmatch("\u2068שבועיים\u2069 +\u2068أسبوعان\u2069", only)


def test_left_to_right_is_left_alone() -> None:
    """No isolate where none is needed."""
    assert render_lines([line("plain, 立即, é")]) == ["plain, 立即, é"]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("colour", [False, True])
def test_nothing_hostile_passes(text: str, colour: bool) -> None:
    """Markup is not read, controls are shown as marks; with colours only our own escapes are written."""
    page: Page = [line(strong(text), dim(text), alert(text)), Split(line(text), line(text))]
    page = [*page, Grid((18, 18), (((line(text),), (line(text),)),))]
    for row in render_lines(page, 40, colour):
        plain = re.sub("\x1b\\[[0-9;]*m", "", row) if colour else row
        assert foreign_bytes(plain) == []
        assert "\t" not in plain
        assert cell_len(plain) <= 40


def test_markup_is_text() -> None:
    """What rich would take for styles, links or emoji codes stands there as written."""
    text = "[/b] [red]x[/red] :smile: \\[b]"
    assert render_lines([line(text)], 60) == [text]


def test_colour_off_is_no_escape_byte() -> None:
    """Marks without colour are plain text; with colour the text is the same."""
    page = [line(strong("a"), dim("b"), alert("c"), "d")]
    assert render_lines(page) == ["abcd"]
    (coloured,) = render_lines(page, colour=True)
    assert re.sub("\x1b\\[[0-9;]*m", "", coloured) == "abcd"
    assert coloured.endswith("d")
    assert "\x1b[1m" in coloured


def test_indent_and_hang() -> None:
    """The first line is indented, the following hang."""
    lines = render_lines([Line(line("one two three four five six").spans, indent=2, hang=3)], 14)
    assert lines == ["  one two", "     three", "     four five", "     six"]


def test_split_and_rule() -> None:
    """Two ends of one line; where they do not fit, one below the other. A rule is as wide as the page."""
    assert render_lines([Split(line("left"), line("right"))], 12) == ["left   right"]
    assert render_lines([Split(line("left"), line("right"))], 10) == ["left", "right"]
    assert render_lines([Rule()], 7) == ["───────"]


@settings(deadline=None, max_examples=examples(60))
@given(st.lists(st.text(max_size=60), min_size=1, max_size=4), st.integers(20, 90))
def test_any_text_fits(texts: list[str], width: int) -> None:
    """No text whatever makes a line wider than the page."""
    column = (width - 2 * (len(texts) - 1)) // len(texts)
    page: Page = [
        *(line(text, indent=2, hang=2) for text in texts),
        Grid((column,) * len(texts), (tuple((line(t),) for t in texts),)),
    ]
    for row in render_lines(page, width):
        assert cell_len(row) <= width


def test_width_is_that_of_the_cleaned_text() -> None:
    """Marks take their own cells, wide letters two."""
    assert width_of("立即") == 4
    assert width_of("\x1b") == 1
    assert width_of("\u202e") == len("<U+202E>")


@pytest.mark.parametrize(
    ("wanted", "width", "least", "given"),
    [
        ((5, 5), 20, (1, 1), (5, 5)),
        ((10, 30), 22, (5, 5), (10, 10)),
        ((10, 30), 16, (10, 5), None),
        ((4, 40, 40), 44, (4, 12, 12), (4, 18, 18)),
    ],
)
def test_fitted(wanted: tuple[int, ...], width: int, least: tuple[int, ...], given: tuple[int, ...] | None) -> None:
    """The widest give way first, none below its least."""
    assert fit(wanted, width, least) == given
