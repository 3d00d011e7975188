"""`rounds`: the offers across, in the order in which they were tabled."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from .harness import SEEDS, SHIPPED, look, run

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


def test_offers_typed_as_a_sheet(tmp_path: Path) -> None:
    """The 41 offers of the baseball talks, typed as a sheet of one row an offer, take at most 4,000 keystrokes, one
    to leave each cell among them; imported, they are the same offers, and neither the sheet nor an export brings
    anything new."""
    talks = ("--data", str(SHIPPED), "-n", "mlb-lockout-2021-22")
    known = list(csv.DictReader(io.StringIO(run("rounds", *talks, "--format", "csv").out)))
    issues = [issue for issue in run("issues", *talks, "--ids").lines if any(row.get(issue) for row in known)]
    columns = ["party", "tabled", *issues]
    sheet = [columns, *([row[column] for column in columns] for row in known)]
    assert len(known) == 41
    assert sum(len(cell) + 1 for row in sheet for cell in row if cell) <= 4_000

    run("init", "ball", "--title", "Ball", cwd=tmp_path)
    assert run("import", str(SEEDS / "mlb-lockout-2021-22" / "00-negotiation.toml"), cwd=tmp_path).code == 0
    (tmp_path / "offers.tsv").write_text("".join("\t".join(row) + "\n" for row in sheet))
    offers = ("import", "offers.tsv", "--offers", "--set", "attribution=reported")
    assert "41 records and 0 definitions new" in run(*offers, cwd=tmp_path).err
    back = run("rounds", "--format", "csv", cwd=tmp_path)
    found = [[row[column] for column in columns] for row in csv.DictReader(io.StringIO(back.out))]
    assert sorted(found) == sorted(sheet[1:])
    (tmp_path / "back.csv").write_text(back.out)
    for again in (offers, ("import", "back.csv")):
        assert "0 records and 0 definitions new, 41 already there" in run(*again, cwd=tmp_path).err
