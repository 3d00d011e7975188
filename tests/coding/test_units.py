"""Which codings are about the same words, and how far apart two values were coded."""

from __future__ import annotations

from fractions import Fraction

import pytest

from negtrack.coding import codings_of, match_codings
from negtrack.coding.distance import coded_distance, point_of
from negtrack.model import Negotiation
from negtrack.values import Scale, parse_value

from ..negotiations import HEAD, build_negotiation

SOURCES = 'source.press = { title = "P", issued = 2024-03-01 }\nsource.radio = { title = "R", issued = 2024-03-01 }\n'
LADDER = Scale("choice", options=("none", "half", "whole"), ordered=True)
FREE = Scale("choice", options=("none", "half", "whole"))
EUROS = Scale("quantity", unit="euros")
STEPS = Scale("quantity", unit="euros", steps=("first", "second"), over="year")


def build(text: str) -> Negotiation:
    """Build a negotiation with two sources."""
    return build_negotiation(text, HEAD + SOURCES)


def pairs(mine: str, yours: str) -> list[str]:
    """Return the units of two coders as `one other`, by the ids of the records."""
    units = match_codings(codings_of("a", build(mine)), codings_of("b", build(yours)))
    assert {coding.id for coding, _ in units.pairs}.isdisjoint(coding.id for coding in units.only_one)
    return [f"{one.id} {other.id}" for one, other in units.pairs]


def one(name: str, place: str, more: str = "") -> str:
    """Return a position of the union on pay, with a locator as TOML."""
    locator = f", locator = {place}" if place else ""
    return f'position.{name} = {{ value = "3", sources = ["press"]{locator}{more} }}\n'


@pytest.mark.parametrize(
    ("mine", "yours", "found"),
    [
        ('{ start = 10, quote = "abcdef" }', '{ start = 15, quote = "fgh" }', True),
        ('{ start = 10, quote = "abcdef" }', '{ start = 16, quote = "abcdef" }', False),
        ('{ start = 10, quote = "at least 7" }', '{ quote = "they want At least 7" }', True),
        ('{ quote = "at least 7 percent" }', '{ quote = "or they strike" }', False),
        ('"¶4"', '"¶3-5"', True),
        ('"¶4"', '"¶5-6"', False),
        ('"p. 4"', '"¶4"', False),
        ('"page 4"', '"pp. 4-5"', True),
        ('"page 4"', '"p. 5"', False),
        ('"Para. 4"', '"¶ 4"', True),
        ('"§ 4"', '"section 5"', False),
        ('"slide 4"', '"slide 5"', False),
        ('"below the table"', '"p. 5"', False),
        ('"second column"', '"Second  column"', True),
        ('"¶4"', "", True),
        ("", "", True),
    ],
)
def test_places(mine: str, yours: str, found: bool) -> None:
    """Words that stand in one place are a unit, words that stand in two are not; without a place the only two are."""
    assert pairs(one("a", mine), one("b", yours)) == (["a b"] if found else [])
    assert pairs(one("b", yours), one("a", mine)) == (["b a"] if found else [])


def test_the_greater_part_first() -> None:
    """A coding is paired with the one that shares more of its words, and with one alone."""
    mine = one("a", '{ start = 0, quote = "abcdefghij" }') + one("b", '{ start = 8, quote = "ij" }')
    yours = one("c", '{ start = 7, quote = "hij" }') + one("d", '{ start = 0, quote = "abcdef" }')
    assert pairs(mine, yours) == ["a d", "b c"]


def test_without_a_place_only_one_way() -> None:
    """Where a coding without a place could be either of two, it is neither."""
    assert pairs(one("a", ""), one("b", '"¶1"') + one("c", '"¶2"')) == []
    assert pairs(one("a", "") + one("d", '"¶2"'), one("b", '"¶1"') + one("c", '"¶2"')) == ["a b", "d c"]


def test_party_issue_and_source_are_the_same() -> None:
    """Words of another source, or about another party or issue, are another unit."""
    assert pairs(one("a", '"¶1"'), one("b", '"¶1"').replace("press", "radio")) == []
    assert pairs(one("a", '"¶1"'), one("b", '"¶1"', ', party = "employer"')) == []
    assert pairs(one("a", '"¶1"'), one("b", '"¶1"', ', issue = "hours"')) == []


def test_terms_are_units_too() -> None:
    """The term of a paper as one coder has it, and the offer as the other has it, are about the same words."""
    paper = 'proposal.p = { terms = ["pay = 3", "hours = 40"], sources = ["press"], locator = "¶1", side = "own" }'
    assert pairs(paper, one("b", '"¶1"')) == ["p#pay b"]


def test_corrections_do_not_count() -> None:
    """What a coder corrected or retracted is not what the coder read out."""
    better = one("a", '"¶1"') + one("b", '"¶1"', ', supersedes = ["a"]') + one("c", '"¶9"')
    gone = 'retraction.r = { party = "union", of = "c" }\n'
    assert [coding.id for coding in codings_of("x", build(better + gone)).codings] == ["b"]


def test_records_that_are_no_statements() -> None:
    """Answers and notes are counted, so that nobody takes them for compared."""
    coder = codings_of("a", build('note.n = { text = "x", sources = ["press"] }\n' + one("a", "")))
    assert dict(coder.others) == {"note": 1}


@pytest.mark.parametrize(
    ("scale", "a", "b", "distance"),
    [
        (EUROS, "7", "7", 0),
        (EUROS, "7", "9", 2),
        (EUROS, "at least 7", "5", 2),
        (EUROS, "at least 7", "at least 8", 1),
        (EUROS, "5..9", "6..12", 3),
        (EUROS, "at least 7", "7", None),
        (EUROS, "at least 7", "at most 9", None),
        (EUROS, "7", "unspecified", None),
        (EUROS, "unspecified", "unspecified", 0),
        (EUROS, "one of 7..9", "7", None),
        (LADDER, "none", "whole", 2),
        (LADDER, "none or half", "half", 1),
        (FREE, "none", "whole", None),
        (FREE, "none or half", "half", None),
        (STEPS, "7; 9", "8; 11", 3),
        (STEPS, "7; 9", "first: 8", None),
        (Scale("yes-no"), "yes", "no", None),
        (Scale("names", options=("a", "b", "c")), "a; b", "b; c", 2),
        (Scale("percent"), "7%", "7.5%", Fraction(1, 2)),
        (Scale("money"), "USD 5", "EUR 5", None),
        (Scale("text"), "soon", "later", None),
    ],
)
def test_distance(scale: Scale, a: str, b: str, distance: Fraction | None) -> None:
    """It is the gap, else the greatest difference of ends that both have; what is coded otherwise is never 0 apart."""
    one, other = parse_value(a, scale), parse_value(b, scale)
    assert coded_distance(one, other, scale, {}) == coded_distance(other, one, scale, {}) == distance


@pytest.mark.parametrize(("text", "point"), [("7", 7), ("7..9", None), ("at least 7", None), ("unspecified", None)])
def test_points(text: str, point: int | None) -> None:
    """Only a value of one outcome is a number."""
    assert point_of(parse_value(text, EUROS), EUROS, {}) == point
