"""Sentences, mentions and who may be speaking."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from negtrack.desk.article import Article, Mentions
from negtrack.desk.speakers import names_in
from negtrack.model import Negotiation

TALKS = """
party.union = { name = "The Union", short = "Dockers", role = "principal" }
party.employer = { name = "Employers' League", role = "principal" }
party.port = { name = "港口公司", role = "principal" }
delegate.lee = { party = "union", name = "Sam Lee" }
issue.night-shift = { title = "Pay for night shifts this year", kind = "text" }
issue.bonus = { title = "Bonus per crane", kind = "text" }
issue.overtime = { title = "When overtime is paid", kind = "text" }
"""


def sentences(text: str) -> list[str]:
    """Return the sentences of a text."""
    article = Article(text)
    return [text[slice(*span)] for span in article.sentences]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two? Three!", ["One.", "Two?", "Three!"]),
        ("U.S. officials met. They left.", ["U.S. officials met.", "They left."]),
        ("A head\nA line without an end\nAnother.", ["A head", "A line without an end", "Another."]),
        ("協議。停火兩週。", ["協議。", "停火兩週。"]),
        ('"He agreed." She did not.', ['"He agreed."', "She did not."]),
        ("", []),
        ("\n\n", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    """They end at their marks and with their paragraph, not within an abbreviation; none is blank."""
    assert sentences(text) == expected


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("The Union and the dockers", ["union", "union"]),
        ("the union's shifts", ["union", "night-shift"]),
        ("Reunion of unionists", []),
        ("LEE spoke of Overtime", ["union", "overtime"]),
        ("when this is for the", []),
        ("據港口公司說", ["port"]),
        ("paid nights", ["overtime", "night-shift"]),
        ("the league waits, a league does not", ["employer"]),
        ("no bonus each crane", ["bonus"]),
    ],
)
def test_mentions(text: str, ids: list[str], negotiation_of: Callable[..., Negotiation]) -> None:
    """Whole words, in the plural too, whatever their case; small words of a title, and the unit after `per`, name
    nothing. The last word of a party's name does after `the`."""
    mentions = Mentions(negotiation_of("", TALKS))
    assert [mention.ids[0] for mention in mentions.within(text, (0, len(text)))] == ids


def test_issues_that_share_a_word(negotiation_of: Callable[..., Negotiation]) -> None:
    """A mention names them all."""
    mentions = Mentions(negotiation_of("", TALKS + 'issue.day-shift = { title = "Pay for days", kind = "text" }'))
    (mention,) = mentions.within("a shift", (0, 7))
    assert mention.ids == ["night-shift", "day-shift"]


def test_a_last_word_of_two_parties_names_neither(negotiation_of: Callable[..., Negotiation]) -> None:
    """Nobody can tell which one is meant."""
    mentions = Mentions(negotiation_of("", TALKS + 'party.other = { name = "Shippers League", role = "principal" }'))
    assert list(mentions.within("the league", (0, 10))) == []


def test_no_negotiation_names_anything(negotiation_of: Callable[..., Negotiation]) -> None:
    """Without a party and an issue nothing is mentioned."""
    assert list(Mentions(negotiation_of("", "")).within("a text", (0, 6))) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("It will, union officials said.", ["union officials"]),
        ("According to senior Egyptian officials, it may.", ["senior Egyptian officials"]),
        ("A person close to the talks said so.", ["person close to the talks"]),
        ("Sam Lee spoke.", ["Sam Lee"]),
        ("He said that they agreed.", []),
        ("Nobody is named here.", []),
    ],
)
def test_who_may_be_speaking(text: str, names: list[str], negotiation_of: Callable[..., Negotiation]) -> None:
    """Delegates, and what stands before a word of saying or after `according to`; never a pronoun."""
    assert names_in(text, negotiation_of("", TALKS).parties) == names
