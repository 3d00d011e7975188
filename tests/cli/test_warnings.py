"""Warnings about what was just recorded: a bound written backwards is recorded, and named on stderr."""

from __future__ import annotations

from pathlib import Path

import pytest

from .harness import run

SAID = ("--side", "own", "--on-record", "--stated", "2024-03-25", "--source", "wsj-2024-03-25")
ADVICE = "is the bound written backwards?"


@pytest.fixture
def talks(here: Path) -> Path:
    """A folder with an issue of which each side wants another direction."""
    wants = ("--wants", "hamas=more", "--wants", "israel=less")
    assert run("add-issue", "trucks", "--title", "Trucks", "--kind", "quantity", *wants, cwd=here).code == 0
    return here


def test_a_position(talks: Path) -> None:
    """The id is on stdout all the same, the exit code 0, and a dry run warns too."""
    for more in (("--dry-run",), ()):
        result = run("add-position", "hamas", "trucks", "at most 500", *SAID, *more, cwd=talks)
        assert result.code == 0
        warning = 'negtrack: warning: value: "at most 500", though hamas wants more of it; is the bound'
        assert warning in result.err
    assert result.out.startswith("2024-03-25-trucks-")
    result = run("add-position", "israel", "trucks", "at most 500", *SAID, cwd=talks)
    assert (result.code, ADVICE in result.err) == (0, False)


def test_recording_again_does_not_warn(talks: Path) -> None:
    """What is there already is not new."""
    words = ("add-position", "hamas", "trucks", "at most 500", *SAID)
    assert ADVICE in run(*words, cwd=talks).err
    assert ADVICE not in run(*words, cwd=talks).err


def test_a_term(talks: Path) -> None:
    """A term is warned about as a position is."""
    result = run("add-proposal", "israel", "--title", "Plan", "--term", "trucks=at least 200", *SAID, cwd=talks)
    assert result.code == 0
    assert 'warning: terms: "trucks = at least 200", though israel wants less of it' in result.err


def test_an_import(talks: Path) -> None:
    """Each record is named, up to a number; the rest is counted."""
    rows = "".join(f"hamas,trucks,at most {number},2024-03-25,own\n" for number in range(23))
    (talks / "rows.csv").write_text(f"party,issue,value,stated,side\n{rows}", "utf-8")
    result = run("import", "rows.csv", cwd=talks)
    assert result.code == 0
    assert result.err.count(ADVICE) == 20
    assert "warning: [position.2024-03-25-trucks-" in result.err
    assert "negtrack: 3 more warnings; negtrack check lists them\n" in result.err


def test_an_import_of_a_sheet_that_defines_the_issue(talks: Path) -> None:
    """Issue and party may come with the record."""
    (talks / "sheet.toml").write_text(
        """
        party.un = { name = "UN", role = "principal" }
        issue.fuel = { title = "Fuel", kind = "quantity", wants = { un = "more" } }
        [position.a]
        party = "un"
        issue = "fuel"
        value = "at most 40"
        stated = 2024-03-25
        side = "own"
        """,
        "utf-8",
    )
    result = run("import", "sheet.toml", cwd=talks)
    assert (result.code, result.err.count(ADVICE)) == (0, 1), result.err
