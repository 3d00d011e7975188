"""`add-milestone`: what became of an agreement or of one of its terms."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from .harness import Terminal, run

DEAL = (
    *("add-agreement", "--title", "Contract", "--date", "2024-03-20", "--term", "pay=40", "--source", "gazette"),
    *("--id", "deal"),
)


def add(talks: Path, *words: str) -> dict[str, Any]:
    """Add a milestone from the gazette; return its fields in the file."""
    result = run("add-milestone", *words, "--source", "gazette", cwd=talks)
    assert result.code == 0, result.err
    known = tomllib.loads((talks / "data/talks/agreements.toml").read_text("utf-8"))["milestone"]
    fields: dict[str, Any] = known[result.out.strip()]
    return fields


def test_a_vote(talks: Path) -> None:
    """Votes are whole numbers, of which 0 is one; `--on-record` is the word of the party that `--by` names."""
    run(*DEAL, cwd=talks)
    vote = add(
        talks, "deal", "ratified", "--by", "union", "--body", "board", "--for", "26", "--against", "0", "--on-record"
    )
    assert (vote["for"], vote["against"], vote["by"], vote["body"]) == (26, 0, "union", "board")
    assert (vote["side"], vote["attribution"]) == ("own", "on-record")
    row = run("query", "SELECT voice, for, against FROM milestone", cwd=talks).rows[0]
    assert (row["voice"], row["for"], row["against"]) == ("union", "26", "0")


def test_shares(talks: Path) -> None:
    """Where only shares are known, they are kept as they are; what is not known is left out."""
    run(*DEAL, cwd=talks)
    vote = add(talks, "deal", "ratified", "--by", "union", "--for", "54.74%")
    assert (vote["for"], "against" in vote) == ("54.74%", False)
    assert run("agreements", cwd=talks).rows[0]["milestones"] == (
        "ratified by The Union, 54.74% for, 25 Mar, reported by The Gazette"
    )


@pytest.mark.parametrize(
    ("shares", "code"), [(("54.74%", "45.27%"), 0), (("54.74%", "45.28%"), 2), (("55%", "46%"), 0)]
)
def test_shares_may_be_rounded(talks: Path, shares: tuple[str, str], code: int) -> None:
    """Two shares add up to all votes, or to one unit of their last place more, as each may be rounded up."""
    run(*DEAL, cwd=talks)
    vote = ("deal", "ratified", "--by", "union", "--for", shares[0], "--against", shares[1])
    assert run("add-milestone", *vote, "--source", "gazette", cwd=talks).code == code


def test_one_term(talks: Path) -> None:
    """AGREEMENT#ISSUE names a term, with a value in canonical words where only so much is done."""
    run(*DEAL, cwd=talks)
    done = add(talks, "de#pa", "done", "--value", "20..25")
    assert (done["agreement"], done["milestone"], done["value"]) == ("deal#pay", "done", "20..25")
    assert run("agreements", cwd=talks).rows[0]["milestones"] == ""


def test_what_lies_ahead_is_no_status(talks: Path) -> None:
    """A milestone that was said before its date is planned, and not what became of the agreement."""
    run(*DEAL, cwd=talks)
    add(talks, "deal", "signed", "--by", "employer")
    add(talks, "deal", "ended", "--date", "2026-12-01")
    row = run("agreements", cwd=talks).rows[0]
    assert row["milestones"] == "signed by The Employer, 25 Mar, reported by The Gazette"


def test_rival_counts(talks: Path) -> None:
    """A count of a vote that contradicts one on record is recorded with a warning, and `check` notes it."""
    run(*DEAL, cwd=talks)
    vote = ("add-milestone", "deal", "ratified", "--by", "union", "--source", "gazette")
    assert "warning" not in run(*vote, "--for", "812", "--id", "one", cwd=talks).err
    result = run(*vote, "--for", "401", "--id", "other", cwd=talks)
    words = "ratified 401 for, but 812 for (one) in the same vote; retract the wrong one, or keep both as rival reports"
    assert (result.code, words in result.err) == (0, True)
    found = [row for row in run("check", cwd=talks).rows if row["code"] == "rival-votes"]
    assert [(row["record"], words in row["message"]) for row in found] == [("milestone.other", True)]


def test_who_said_it_is_asked(talks: Path) -> None:
    """On a terminal, where the agreement is asked for too; it may be the own word of the party that did it."""
    run(*DEAL, cwd=talks)
    for given, own in (((), False), (("--by", "union"), True)):
        terminal = Terminal("add-milestone", "--source", "gazette", *given, cwd=talks)
        for question, answer in (("AGREEMENT", "deal"), ("MILESTONE: ", "signed"), ("speaker (", "an aide")):
            terminal.expect(question)
            terminal.answer(answer)
        assert ("the party itself" in terminal.expect("side of the speaker: ")) is own
        for answer in ("own" if own else "union", "", "", ""):
            terminal.answer(answer)
        assert terminal.end() == 0
    known = tomllib.loads((talks / "data/talks/agreements.toml").read_text("utf-8"))["milestone"]
    assert {item["side"] for item in known.values()} == {"own", "union"}
