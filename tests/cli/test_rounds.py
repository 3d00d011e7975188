"""`rounds`: the offers across, in the order in which they were tabled."""

from __future__ import annotations

from pathlib import Path

import pytest

from .harness import look, run

OFFER = ("--on-record", "--tabled")


@pytest.fixture
def bargain(talks: Path) -> Path:
    """Talks with six offers of two sides, each of another number."""
    for number in range(1, 7):
        party, day = ("union", "employer")[number % 2], f"2024-03-0{number}"
        terms = ("--term", f"pay = {100 - number}")
        run("add-proposal", party, "--title", f"Offer {number}", *OFFER, day, "--stated", day, *terms, cwd=talks)
    return talks


@pytest.mark.parametrize(("width", "blocks"), [(60, 3), (80, 2), (160, 1)])
def test_blocks(bargain: Path, width: int, blocks: int) -> None:
    """What does not fit beside each other stands below, the newest last and with the gap; nothing is cut."""
    page = look("rounds", cwd=bargain, width=width)
    assert page.count("issue ") == blocks
    assert [f" {100 - number}" in page for number in range(1, 7)] == [True] * 6
    assert page.split("issue ")[-1].splitlines()[0].endswith("gap")


def test_narrow(bargain: Path) -> None:
    """Where not even one offer fits beside the gap, each offer is a line below its issue."""
    lines = look("rounds", cwd=bargain, width=40).splitlines()
    assert "The Employer 1 Mar: 99" in " ".join(lines)
    assert not any("─" in line for line in lines)


def test_one_party_and_one_issue(bargain: Path) -> None:
    """Parties and issues choose what is shown; an unknown party is named."""
    assert [row["party"] for row in run("rounds", "union", cwd=bargain).rows] == ["union"] * 3
    assert run("rounds", "--issue", "start", cwd=bargain).rows == []
    assert 'no party "onion"' in run("rounds", "onion", cwd=bargain).err
    assert "no offer on record" in look("rounds", "--as-of", "2023-01-01", cwd=bargain)
