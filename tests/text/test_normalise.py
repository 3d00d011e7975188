"""One spelling for the words of a source."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negtrack.text.normalise import join_paragraphs, normalise_words, paragraph_at, split_plain


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("  two\u00a0 weeks\t\n after ", "two weeks after"),
        ("“two weeks”, «two» and ‘two’", '"two weeks", "two" and \'two\''),
        ("demo\u00adbili\u00adsation", "demobilisation"),
        ("cafe\u0301", "café"),
        ("\u202bשבועיים\u202c", "שבועיים"),
        ("two\u2011week", "two-week"),
        ("the oﬃce ﬁled", "the office filed"),
        ("between -5\n and 5", "between -5 and 5"),
    ],
)
def test_words_have_one_spelling(raw: str, words: str) -> None:
    """Spaces, quotation marks, accents, ligatures and what nobody sees are the same whatever file they came from."""
    assert normalise_words(raw) == words


def test_a_hyphen_at_the_end_of_a_line_stays_marked() -> None:
    """Whether it belongs to the word is not known, so it is neither dropped nor kept as an ordinary hyphen."""
    assert normalise_words("dis-\n missed after two-\r\nweek talks") == "dis‐missed after two‐week talks"


def test_a_hyphen_between_figures_is_no_mark_of_a_line() -> None:
    """A range whose line ends after its hyphen stays as it is written."""
    assert normalise_words("5-\n10 weeks") == "5- 10 weeks"


@given(st.text())
def test_normalised_words_stay_as_they_are(raw: str) -> None:
    """To normalise twice changes nothing, and the result is NFC."""
    words = normalise_words(raw)
    assert normalise_words(words) == words
    assert unicodedata.is_normalized("NFC", words)


def test_paragraphs_of_plain_text() -> None:
    """A blank line ends a paragraph, and the mark of a point begins one; other line breaks do not."""
    text = "Demands of\nthe union:\n- a rise of 12%\n- no night\n  work\n3) back pay\n\n\u2022 a term\n\nThe end\r\n"
    assert join_paragraphs(split_plain(text)).split("\n") == [
        "Demands of the union:",
        "- a rise of 12%",
        "- no night work",
        "3) back pay",
        "• a term",
        "The end",
    ]


def test_paragraphs_are_counted_from_one() -> None:
    """The first letter stands in paragraph 1, the letter after a line end in the next."""
    assert [paragraph_at("ab\ncd", place) for place in (0, 1, 3, 4)] == [1, 1, 2, 2]
