"""How documents write options."""

from __future__ import annotations

import pytest

from negtrack.exchange.export.option_words import option_words

from ..negotiations import build_negotiation


@pytest.mark.parametrize(
    ("option", "text", "expected"),
    [
        ("two-thirds-majority", "Words.", "two-thirds majority"),
        ("twenty-five-years", "Words.", "twenty-five years"),
        ("calm-before-second-exchange", "Words.", "calm before second exchange"),
        ("ages-10-15", "Words.", "ages 10-15"),
        ("six-week-truce", "A six-week truce, they say.", "six-week truce"),
        ("six-week-truce", "Words.", "six week truce"),
        ("no-arms-clause", "Six-week-truce no-arms-clause", "no arms clause"),
        ("follow-up", "The Follow-up is near; not a follow up.", "follow up"),
    ],
)
def test_options_are_spelled_as_people_do(option: str, text: str, expected: str) -> None:
    """By the texts, else by the words of the id; a number keeps its hyphen, and no word is changed."""
    known = build_negotiation(
        f'position.a = {{ issue = "rule", value = "{option}", text = "{text}" }}',
        'party.union = { name = "Union", role = "principal" }\n'
        f'issue.rule = {{ title = "Rule", kind = "choice", options = ["{option}", "other"] }}\n',
    )
    assert option_words(known)[option] == expected
