"""`negotiations`: what the data folder holds."""

from __future__ import annotations

from pathlib import Path

from .harness import look, run


def test_the_shipped_example_is_listed() -> None:
    """One row a negotiation, with counts and its newest day."""
    rows = {row["id"]: row for row in run("negotiations").rows}
    gaza = rows["gaza-ceasefire-2024"]
    assert (gaza["parties"], gaza["issues"], gaza["sources"], gaza["newest"]) == ("6", "12", "32", "2024-03-26")


def test_several_and_none(here: Path) -> None:
    """A second one appears; in an empty folder there is one line and exit 2."""
    assert run("init", "coal-pay", "--title", "Coal", cwd=here).code == 0
    assert run("negotiations", "--ids", cwd=here).lines == ["coal-pay", "gaza-ceasefire-2024"]
    empty = here / "data/gaza-ceasefire-2024/parties/nowhere"
    result = run("negotiations", "--data", empty, cwd=here)
    assert (result.code, result.out) == (2, "")


def test_a_broken_one_hides_no_other(here: Path) -> None:
    """A negotiation whose file cannot be read is reported on stderr with exit 2; the others are listed."""
    run("init", "coal-pay", "--title", "Coal", cwd=here)
    (here / "data/coal-pay/negotiation.toml").write_text("half [")
    result = run("negotiations", cwd=here)
    assert result.code == 2
    assert "gaza-ceasefire-2024" in result.out
    assert "coal-pay/negotiation.toml:1: " in result.err


def test_a_title_that_fills_its_line(here: Path) -> None:
    """One empty line is below the title, also where the page is as wide as the title, or narrower."""
    title = str(here / "data")
    for width in (len(title) + 2, len(title) + 1, len(title), len(title) - 1):
        lines = look("negotiations", cwd=here, width=width).splitlines()
        rows = -(-len(title) // width)
        assert ["".join(lines[:rows]), lines[rows]] == [title, ""]
        assert lines[rows + 1]


def test_a_link_to_a_folder_beside_it_is_no_other_negotiation(here: Path) -> None:
    """A link is not listed beside what it leads to, and works as a name."""
    data = here / "data"
    (name,) = [folder.name for folder in data.iterdir() if folder.is_dir()]
    (data / "linked").symlink_to(name)
    assert [row["id"] for row in run("negotiations", cwd=here).rows] == [name]
    assert run("overview", "-n", "linked", cwd=here).code == 0
