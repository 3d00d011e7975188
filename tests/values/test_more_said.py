"""Errors for texts that say more than a value, which name what that is and where it belongs."""

from __future__ import annotations

import re

import pytest

from negtrack.errors import NotationError
from negtrack.values import Scale, canonical_text

YEARS = ("2030", "2035")
BRACKETS = "square brackets are no part of a value"
CONDITION = "a condition is no part of a value"


@pytest.mark.parametrize(
    ("kind", "steps", "text", "words"),
    [
        ("percent", (), "[50][60]%", BRACKETS),
        ("money", (), "[USD 1.3tn/year]", BRACKETS),
        ("money", (), "USD [X]tn/year", BRACKETS),
        ("date", (), "[2030][2035]", BRACKETS),
        ("timing", (), "[2] weeks", BRACKETS),
        ("percent", (), "25% if signed", CONDITION),
        ("money", (), "USD 200bn/year (if the base is widened)", CONDITION),
        ("quantity", (), "40 provided that all sign", CONDITION),
        (
            "money",
            (),
            "USD 200bn/year, of which USD 50bn in grants",
            '"of which usd 50bn in grants" is no part of a value',
        ),
        ("money", (), "USD 5/hour or 6", 'a value has one period, at its end; write "USD 5 or 6/hour"'),
        ("percent", (), "50% by 2030", '"by 2030" is no part of a value; write the value alone, and give the issue'),
        ("percent", YEARS, "at least 50% by 2030", 'a year stands in front of its value; write "2030: at least 50%"'),
        ("percent", YEARS, "43% by 2030, 60% by 2035", 'write "2030: 43%; 2035: 60%"'),
        ("percent", YEARS, "50% by 2031", "2031 is no step of the issue; its steps are 2030, 2035"),
        ("percent", (), "half of it", "not a percentage"),
    ],
)
def test_what_is_said_besides_a_value_is_named(kind: str, steps: tuple[str, ...], text: str, words: str) -> None:
    """Brackets of a draft, a condition, a year and other words are refused with what to do with them, as a general
    error leaves people to guess which part of the text is wrong."""
    with pytest.raises(NotationError, match=re.escape(words)):
        canonical_text(text, Scale(kind, anchor="signed", steps=steps))


def test_brackets_and_conditions_of_words_are_words() -> None:
    """A text may say anything."""
    text = "Parties [shall] act, if funds allow, by 2030"
    assert canonical_text(text, Scale("text")) == text


@pytest.mark.parametrize(
    ("text", "value"), [("2030-2035", "2030..2035"), ("2030\u20132035", "2030..2035"), ("2030-11", "2030-11")]
)
def test_two_years_with_a_hyphen_are_a_span(text: str, value: str) -> None:
    """No month is 35, so that only years can be meant; `2030-11` is a month."""
    assert canonical_text(text, Scale("date")) == value
