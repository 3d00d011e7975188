"""Which new names may be one by a typing error."""

from __future__ import annotations

from pathlib import Path

import pytest

from negtrack.exchange.import_.near_names import near_twins

from ...cli.harness import run

TWINS = """
    untied-kingdom united-kingdom, sao-tome saotome, guinea-bissau guineabissau, haze-levles haze-levels,
    hostage hostages, switzerland swtizerland, switzerland switzerlnd, unoin union, unio-n union
"""
APART = """
    chile china, ghana china, india indonesia, switzerland new-zealand, gambia zambia, iran iraq, mali malta,
    niger nigeria, austria australia, slovakia slovenia, phase-1 phase-2, group-a group-b, annex-i annex-ii,
    north-korea south-korea, dominica dominican-republic, article-10a article-10b, term2024 term2025, union union-two
"""


def pairs(text: str) -> list[list[str]]:
    """Return the pairs of names in a text."""
    return [pair.split() for pair in text.split(",")]


@pytest.mark.parametrize(("one", "other"), pairs(TWINS))
def test_names_that_may_be_one(one: str, other: str) -> None:
    """The same letters written apart or together, or one slip in a long word, in either direction."""
    assert (near_twins(one, [other]), near_twins(other, [one])) == ([other], [one])


@pytest.mark.parametrize(("one", "other"), pairs(APART))
def test_names_that_are_two(one: str, other: str) -> None:
    """Countries that are alike, numbers and letters that count, other beginnings."""
    assert (near_twins(one, [other]), near_twins(other, [one])) == ([], [])


def test_the_likeliest_first() -> None:
    """The same letters go before a slip; a name is not its own twin."""
    assert near_twins("sao-tome", ["sao-tomo", "saotome", "sao-tome"]) == ["saotome"]
    assert near_twins("safety-rules", ["safety-rulse", "safetyrules"]) == ["safetyrules", "safety-rulse"]


def test_real_ones_are_listed_first(tmp_path: Path) -> None:
    """Of many new parties those that may be typing errors are named before the others."""
    names = ("Chile", "China", "India", "Indonesia", "Kenya", "Peru", "Ghana", "Laos", "Sweden", "Swedne")
    rows = "".join(f"{name},Haze,5,own,2026-01-01\n" for name in names)
    (tmp_path / "t.csv").write_text(f"party,issue,value,side,stated\n{rows}")
    result = run("import", "t.csv", "--create", cwd=tmp_path)
    assert result.code == 0, result.err
    assert (
        "10 parties: sweden (principal; near swedne), swedne (principal; near sweden), chile (principal), "
        in result.err
    )
