"""`agreements`: the list of what was settled."""

from __future__ import annotations

from pathlib import Path

from .harness import run


def add(talks: Path, name: str, day: str, *words: str) -> None:
    """Add an agreement of a day."""
    base = ("add-agreement", "--title", f"Contract {name}", "--date", day, "--stated", day, "--id", name)
    assert run(*base, *words, cwd=talks).code == 0


def test_oldest_first(talks: Path) -> None:
    """By their dates, with the terms, the parties and how many issues are open; one that nobody signed or
    ratified is provisional."""
    add(talks, "late", "2024-03-22", "--term", "pay=40", "--term", "start=2 weeks")
    add(talks, "early", "2024-03-02", "--kind", "partial", "--between", "union", "--between", "employer")
    early, late = run("agreements", cwd=talks).rows
    assert (early["id"], early["kind"], early["date"], early["between"]) == (
        "early",
        "partial",
        "2024-03-02",
        "union; employer",
    )
    assert (late["terms"], late["status"]) == ("pay = 40; start = 2 weeks", "agreed provisionally")


def test_as_of_a_day(talks: Path) -> None:
    """What was not made by then is not listed; where there is none, the page says so."""
    add(talks, "deal", "2024-03-22")
    assert run("agreements", "--as-of", "2024-03-21", cwd=talks).rows == []
    assert "no agreements by then" in run("agreements", "--as-of", "2024-03-21", "--format", "table", cwd=talks).out


def test_the_page_shows_the_terms(talks: Path) -> None:
    """The page has a line for each term, and names the command that shows the rest; an empty page has no such line."""
    words = "`negtrack agreements ID`: what else is on record of each term"
    add(talks, "deal", "2024-03-22", "--term", "pay=40", "--term", "start=2 weeks")
    lines = run("agreements", "--format", "table", cwd=talks).out.splitlines()
    assert {" pay    40", " start  2 weeks", words} <= set(lines)
    assert words not in run("agreements", "--as-of", "2024-03-21", "--format", "table", cwd=talks).out


def test_one_agreement(talks: Path) -> None:
    """An agreement that is named, also by a beginning, is shown alone, with all that is on record of its terms."""
    add(talks, "early", "2024-03-02", "--term", "pay=35")
    add(talks, "late", "2024-03-22", "--term", "pay=40")
    milestone = ("add-milestone", "late#pay", "begun", "--side", "media", "--speaker", "Ann Roe")
    assert run(*milestone, "--stated", "2024-03-24", cwd=talks).code == 0
    assert [row["id"] for row in run("agreements", "la", cwd=talks).rows] == ["late"]
    page = run("agreements", "la", "--format", "table", cwd=talks).out
    assert "begun: according to Ann Roe, 24 Mar" in page
    assert "early" not in page
    assert "begun: according to Ann Roe" not in run("agreements", "--format", "table", cwd=talks).out
