"""Blanks that a program put into words, taken out by the text in which the words stand."""

from __future__ import annotations

import pytest

from negtrack.text.blanks import close_blanks

TEXT = """A raise of 6% a year,
at least 10,000 places.
Pay | 5 | 10
Unconditional release of 510 men; 5 10 men, 30³ days"""


@pytest.mark.parametrize(
    ("words", "own"),
    [
        ("at least 1 0 ,000 places", "at least 10,000 places"),
        ("a raise of 6 % a year", "a raise of 6 % a year"),
        ("A raise of 6 % a year, at least", "A raise of 6% a year, at least"),
        ("Pay 5 10", "Pay | 5 | 10"),
        ("Un conditional release", "Unconditional release"),
        ("5 10 men", "5 10 men"),
        ("5 1 0 men", "5 1 0 men"),
        ("at least 9 places", "at least 9 places"),
        ("30 3 days", "30³ days"),
        ("303 days", "303 days"),
        (" ", " "),
    ],
)
def test_blanks_are_closed_where_the_text_has_one_spelling(words: str, own: str) -> None:
    """Words that stand as they are, nowhere, or in two spellings (510 and 5 10) stay as they are; nothing but blanks
    is changed."""
    assert close_blanks(TEXT, words) == own
