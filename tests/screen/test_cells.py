"""How wide texts are, and where their lines end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negtrack.render.clean import sanitise
from negtrack.screen.cells import cut, fold, shorten, width_of


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("plain words", 11),
        ("協議", 4),
        ("שבוע", 4),
        ("e\u0301", 1),
        ("a\u200db", 2),
        ("\x1b[2J", 4),
        ("\u202e", len("<U+202E>")),
        ("", 0),
    ],
)
def test_width(text: str, cells: int) -> None:
    """Wide characters take two cells, combining ones none, and hidden ones what their marks take."""
    assert width_of(text) == cells


def test_words_stay_whole() -> None:
    """A line ends at a blank; a word that is longer than a line is parted, as it would be lost otherwise."""
    assert lines("two weeks after signature", 10) == ["two weeks", "after", "signature"]
    assert lines("a reunification", 6) == ["a", "reunif", "icatio", "n"]
    assert lines("協議停火兩週", 5) == ["協議", "停火", "兩週"]
    assert lines("", 10) == [""]


def lines(text: str, width: int) -> list[str]:
    """Return the folded lines of a text."""
    return [text[start:end] for start, end in fold(text, width)]


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\n"), max_size=80)


@given(TEXTS, st.integers(2, 30))
def test_nothing_is_lost(text: str, width: int) -> None:
    """Every line fits, unless one character alone is wider, and only blanks are left out."""
    ranges = fold(text, width)
    place = 0
    for start, end in ranges:
        assert text[place:start].strip(" ") == ""
        assert width_of(text[start:end]) <= width or len(text[start:end]) == 1
        place = end
    assert text[place:].strip(" ") == ""


def test_marks_stay_with_their_letters() -> None:
    """No line begins with what combines with the letter before it."""
    assert lines("e\u0301" * 5, 2) == ["e\u0301e\u0301", "e\u0301e\u0301", "e\u0301"]
    assert lines("協\u0301議\u0301", 2) == ["協\u0301", "議\u0301"]


@given(TEXTS, st.integers(1, 20))
def test_shortened_texts_fit(text: str, width: int) -> None:
    """What is cut fits; what is shortened says so, and is whole where it fits."""
    assert width_of(cut(text, width)) <= width
    assert shorten(text, width) == text or shorten(text, width).endswith("…")
    assert width_of(shorten(sanitise(text), width)) <= width
