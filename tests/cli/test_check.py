"""`check`: every problem of the files; 1 for errors, notes alone give 0."""

from __future__ import annotations

from pathlib import Path

from .harness import look, run, unchanged


def append(here: Path, party: str, text: str) -> int:
    """Adds `text` to a party's file by hand; gives the line that it begins in."""
    path = here / f"data/gaza-ceasefire-2024/parties/{party}.toml"
    before = path.read_text("utf-8")
    path.write_text(f"{before}\n{text}", "utf-8")
    return before.count("\n") + 2


def test_the_shipped_data_has_no_problem() -> None:
    """Not even a note."""
    assert run("check", "--strict").code == 0
    assert "no problems" in look("check")


def test_every_problem_is_told_with_its_place(here: Path) -> None:
    """Exit 1; each error names file, line, record and field, and no file is touched."""
    first = append(
        here,
        "hamas",
        '[position.one]\nissue = "civilian-retrun"\nvalue = "immediately"\nstated = 2024-03-25\n'
        "recorded = 2024-03-26 00:00:00Z\n\n"
        '[position.two]\nissue = "civilian-return"\nvalue = "2 wekes"\nstated = 2024-03-25\nvaleu = "x"\n'
        "recorded = 2024-03-26 00:00:00Z\n",
    )
    with unchanged(here):
        result = run("check", cwd=here)
    assert (result.code, result.err) == (1, "")
    assert {(row["file"], row["line"], row["where"]) for row in result.rows if row["severity"] == "error"} == {
        ("parties/hamas.toml", str(first + 1), "[position.one] issue"),
        ("parties/hamas.toml", str(first + 10), "[position.two] valeu"),
    }
    assert 'no issue "civilian-retrun"; did you mean civilian-return?' in result.out
    assert "unknown field; did you mean value?" in result.out


def test_notes_alone_give_0_unless_strict(here: Path) -> None:
    """A record without a source is worth a look, no more."""
    append(
        here,
        "hamas",
        '[position.one]\nissue = "team-mandate"\nvalue = "none"\nstated = 2024-03-19\n'
        "recorded = 2024-03-26 00:00:00Z\n",
    )
    result = run("check", cwd=here)
    assert result.code == 0
    assert [row["severity"] for row in result.rows] == ["note"]
    assert run("check", "--strict", cwd=here).code == 1


def test_an_unreadable_negotiation_is_an_error_found(here: Path) -> None:
    """Where nothing can be loaded, the reason is the answer: exit 1, on stdout."""
    (here / "data/gaza-ceasefire-2024/negotiation.toml").write_text("half [")
    result = run("check", cwd=here)
    assert (result.code, result.err) == (1, "")
    assert "negotiation.toml" in result.out


def test_nothing_to_check_is_trouble(tmp_path: Path) -> None:
    """Without a negotiation: exit 2."""
    assert run("check", cwd=tmp_path).code == 2


def test_a_typo_in_every_file_is_found(here: Path) -> None:
    """The problems of several files come together."""
    append(here, "hamas", '[note.one]\ntexxt = "x"\nrecorded = 2024-03-26 00:00:00Z\n')
    append(here, "israel", '[note.two]\ntexxt = "x"\nrecorded = 2024-03-26 00:00:00Z\n')
    result = run("check", "--ids", cwd=here)
    assert {line.partition(":")[0] for line in result.lines} == {"parties/hamas.toml", "parties/israel.toml"}
