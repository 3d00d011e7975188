"""Long texts on a page are folded to their beginnings, and whole with `-v`; long parts that two texts share are too."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import pytest

from negtrack.model import Negotiation
from negtrack.query import Snapshot
from negtrack.render.page import RenderOptions
from negtrack.render.pages import WHOLE, page_of
from negtrack.render.terminal import render_page, width_of
from negtrack.views.compare import build_compare
from negtrack.views.long_texts import MOST_LETTERS, begin_of, elide
from negtrack.views.text_pieces import MAX_WORDS, word_diff

Build = Callable[..., Negotiation]
CLAUSE = " ".join(f"word{number}" for number in range(1500))


@pytest.mark.parametrize("detail", ["normal", "brief", "whole"])
def test_a_long_text_is_folded(negotiation_of: Build, detail: Literal["normal", "brief", "whole"]) -> None:
    """Of a text of 12,000 letters a page shows the beginning, how long it is, and how to see it whole."""
    negotiation = negotiation_of(
        f'position.a = {{ issue = "note", value = "{CLAUSE}" }}\nissue.note.title = "Note"\nissue.note.kind = "text"'
    )
    view = build_compare(Snapshot(negotiation), list(negotiation.principals), [negotiation.issues["note"]])
    lines = list(render_page(page_of(view, RenderOptions(80, detail=detail, measure=width_of)), 80, False))
    words = " ".join("".join(lines).split())
    is_whole = detail == "whole"
    assert ("word1499" in words) is is_whole
    assert (f"({len(CLAUSE):,} letters in all)" in words) is (WHOLE in words) is not is_whole
    assert (len(lines) < 50) is not is_whole


def test_up_to_the_limit_nothing_is_folded() -> None:
    """A text of the greatest length is whole, one more letter folds it at the end of a word."""
    assert begin_of("a" * MOST_LETTERS) == ("a" * MOST_LETTERS, "")
    beginning, length = begin_of("ab " * MOST_LETTERS)
    assert (beginning[:5], beginning[-2:], length) == ("ab ab", "ab", " ... (6,000 letters in all)")
    assert elide("a b c d", 7, 2) == "a b c d"
    assert elide("aa bb cc dd", 7, 4) == "aa ... (7 letters the same) ... dd"


def test_runs_are_marked() -> None:
    """Words that differ with nothing but blanks between them are one run, in both texts."""
    one, other = word_diff("the old bad rule holds", "the new good rule holds")
    assert [piece.text for piece in one] == ["the ", "old bad", " rule holds"]
    assert [(piece.text, piece.differs) for piece in other] == [
        ("the ", False), ("new good", True), (" rule holds", False)
    ]  # fmt: skip


def test_few_differences_in_long_texts_are_found() -> None:
    """Texts with more words than are compared one by one are compared between what they share at their ends."""
    start, end = "a b " * MAX_WORDS, " c d" * MAX_WORDS
    one, other = word_diff(f"{start}left{end}", f"{start}right{end}")
    assert [piece.text for piece in one if piece.differs] == ["left"]
    assert "".join(piece.text for piece in other) == f"{start}right{end}"
    assert word_diff("same words", "same words")[0][0].differs is False
