"""Rows of a page."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from negtrack.screen.cells import width_of
from negtrack.screen.keys import keys_row
from negtrack.screen.rows import Piece, beside, folded, line, of_height, piece, plain, row_width


def test_hidden_characters_become_marks() -> None:
    """In every piece of a text from elsewhere."""
    assert piece("\x1b[2J\u202e").text == "␛[2J<U+202E>"
    assert plain(line("\x07a", 10)) == "␇a"
    assert plain(folded("\x9ba", 20)[0]) == "<U+009B>a"


def test_right_to_left_is_isolated() -> None:
    """Each row by itself, so that the pane beside it keeps its place."""
    rows = folded("שבועיים אחרי החתימה", 8)
    assert len(rows) > 1
    for row in rows:
        assert plain(row).strip()[0] == "\u2068"
        assert plain(row)[-1] == "\u2069"


@given(st.text(st.characters(codec="utf-8", exclude_characters="\n"), min_size=1), st.integers(8, 40))
def test_folded_rows_fit(text: str, width: int) -> None:
    """Whatever is in them."""
    assert all(row_width(row) <= width for row in folded(text, width))


def test_panes_side_by_side() -> None:
    """The right one begins at the same cell in every row, whatever stands to its left."""
    left = [(Piece("協議"),), (Piece("ab"),), ()]
    rows = beside(left, [(Piece("1"),), (Piece("2"),)], 6, 3)
    assert [width_of(plain(row).split("│")[0]) for row in rows] == [6, 6, 6]
    assert [plain(row).split("│")[1].strip() for row in rows] == ["1", "2", ""]


def test_heights() -> None:
    """Rows are added or left out."""
    assert of_height([(Piece("a"),)], 2) == [(Piece("a"),), ()]
    assert of_height([(Piece("a"),), (Piece("b"),)], 1) == [(Piece("a"),)]


def test_keys_always_name_the_help() -> None:
    """As many as fit, and the last of them always."""
    words = [("space", "next"), ("v", "record"), ("?", "keys")]
    assert plain(keys_row(words, 40)) == "space next  v record  ? keys"
    assert plain(keys_row(words, 20)) == "space next  ? keys"
    assert plain(keys_row(words, 6)) == "? keys"
