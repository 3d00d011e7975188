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
    add(talks, "early", "2024-03-02", "--kind", "partial", "--between", "union")
    early, late = run("agreements", cwd=talks).rows
    assert (early["id"], early["kind"], early["date"], early["between"]) == ("early", "partial", "2024-03-02", "union")
    assert (late["terms"], late["status"]) == ("pay = 40; start = 2 weeks", "agreed provisionally")


def test_as_of_a_day(talks: Path) -> None:
    """What was not made by then is not listed; where there is none, the page says so."""
    add(talks, "deal", "2024-03-22")
    assert run("agreements", "--as-of", "2024-03-21", cwd=talks).rows == []
    assert "no agreements on record" in run("agreements", "--as-of", "2024-03-21", "--format", "table", cwd=talks).out


def test_the_page_names_what_shows_the_rest(talks: Path) -> None:
    """Below the number of terms stands the command that prints them; an empty page has no such line."""
    words = "`negtrack show ID`: the terms with their values, the open items, and the votes"
    add(talks, "deal", "2024-03-22", "--term", "pay=40")
    assert words in run("agreements", "--format", "table", cwd=talks).out
    assert words not in run("agreements", "--as-of", "2024-03-21", "--format", "table", cwd=talks).out
    assert "pay" in run("show", "deal", "--format", "table", cwd=talks).out
