"""`git-setup`: what it sets, what it leaves alone, and that git then reads positions."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from .harness import EXAMPLE, run, unchanged
from .repository import SOMEBODY, Clone, new_clone


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Clone:
    """Return a repository with the shipped negotiation."""
    for name, value in SOMEBODY.items():
        monkeypatch.setenv(name, value)
    return new_clone(tmp_path)


def test_git_log_reads_as_positions(clone: Clone) -> None:
    """An added position is a paragraph of flat lines in `git diff` and `git log -p`, under the record above it."""
    assert run("git-setup", cwd=clone.top).code == 0
    clone.commit("attributes")
    clone.add("hamas", "week", "at most 1 week")
    shown = clone.git("diff")
    clone.commit("Hamas names a week")
    assert shown.split("+++")[1] == clone.git("log", "-p", "-1").split("+++")[1]
    added = [line[1:] for line in shown.splitlines() if line.startswith("+") and not line.startswith("+++")]
    assert added[:3] == [
        "civilian-return.id = week",
        "civilian-return.value = at most 1 week",
        "civilian-return.stance = demand",
    ]
    assert not any("[" in line for line in added)
    assert "@@ permanent-ceasefire.id = " in shown


def test_it_says_what_it_did_and_does_it_once(clone: Clone) -> None:
    """A second run changes nothing and says so; the lines stand in the folder of negotiations."""
    first = run("git-setup", "-n", "gaza", cwd=clone.folder)
    assert (first.code, first.out) == (0, "")
    assert "commit" in first.err
    assert "everybody else runs negtrack git-setup once" in first.err
    path = clone.top / "data/.gitattributes"
    before = path.read_bytes(), (clone.top / ".git/config").read_bytes()
    assert path.read_text("utf-8").splitlines()[1:] == [
        "*/negotiation.toml diff=negtrack merge=negtrack",
        "*/sources.toml diff=negtrack merge=negtrack",
        "*/agreements.toml diff=negtrack merge=negtrack",
        "*/proposed.toml diff=negtrack merge=negtrack",
        "*/parties/*.toml diff=negtrack merge=negtrack",
    ]
    assert run("git-setup", cwd=clone.top).err == "negtrack: already set up\n"
    assert (path.read_bytes(), (clone.top / ".git/config").read_bytes()) == before


@pytest.mark.parametrize("undo", [False, True])
def test_a_config_that_cannot_be_written(clone: Clone, undo: bool) -> None:
    """The attributes come first, and it is said what is stored; run again, it does the rest."""
    words = ("git-setup", "--undo") if undo else ("git-setup",)
    if undo:
        run("git-setup", cwd=clone.top)
    (clone.top / ".git/config.lock").touch()
    failed = run(*words, cwd=clone.top)
    stored = ".gitattributes without the lines" if undo else ".gitattributes"
    assert failed.err.startswith(f"negtrack: {stored} is stored, but the rest is not (")
    assert failed.err.endswith("; run the command again\n")
    assert (failed.code, (clone.top / "data/.gitattributes").exists()) == (2, not undo)
    (clone.top / ".git/config.lock").unlink()
    assert run(*words, cwd=clone.top).code == 0
    assert (b"negtrack" in (clone.top / ".git/config").read_bytes()) == (not undo)


def test_undo_takes_away_what_it_added(clone: Clone) -> None:
    """Config and attributes are byte for byte what they were; a file that it made is gone."""
    config, attributes = clone.top / ".git/config", clone.top / "data/.gitattributes"
    for before in (None, b"*.png binary\n", b"# ours\r\n*.png binary\r\n\r\n"):
        if before is not None:
            attributes.write_bytes(before)
        kept = config.read_bytes()
        assert run("git-setup", cwd=clone.top).code == 0
        assert config.read_bytes() != kept
        assert b"merge=negtrack" in attributes.read_bytes()
        assert attributes.read_bytes().startswith(before or b"")
        result = run("git-setup", "--undo", cwd=clone.top)
        assert (result.code, result.err) == (0, "negtrack: removed the settings\n")
        assert config.read_bytes() == kept
        assert (attributes.read_bytes() if attributes.exists() else None) == before
    assert run("git-setup", "--undo", cwd=clone.top).err == "negtrack: nothing to remove\n"


def test_what_a_person_wrote_stays(clone: Clone) -> None:
    """An entry that is set otherwise, and a line that is there already, are neither changed nor undone."""
    attributes = clone.top / "data/.gitattributes"
    attributes.write_bytes(b"*/sources.toml merge=negtrack  diff=negtrack\n")
    clone.git("config", "merge.negtrack.driver", "mine %A")
    message = run("git-setup", cwd=clone.top).err
    assert "merge.negtrack.driver has another value and was kept" in message
    assert attributes.read_text("utf-8").count("sources.toml") == 1
    assert clone.git("config", "merge.negtrack.driver") == "mine %A\n"
    run("git-setup", "--undo", cwd=clone.top)
    assert clone.git("config", "--get-regexp", "negtrack") == "merge.negtrack.driver mine %A\n"
    assert attributes.read_bytes() == b"*/sources.toml merge=negtrack  diff=negtrack\n"


def test_dry_run_sets_nothing(clone: Clone) -> None:
    """It prints what would be set."""
    config = (clone.top / ".git/config").read_bytes()
    with unchanged(clone.top):
        result = run("git-setup", "--dry-run", cwd=clone.top)
    assert (result.code, result.err) == (0, "")
    assert sum(line.startswith("git config ") for line in result.lines) == 4
    assert sum(line.endswith("diff=negtrack merge=negtrack") for line in result.lines) == 5
    assert (clone.top / ".git/config").read_bytes() == config
    assert not (clone.top / "data/.gitattributes").exists()


def test_without_a_repository(here: Path) -> None:
    """One line, exit 2, nothing made."""
    result = run("git-setup", cwd=here)
    assert (result.code, result.out, len(result.err.splitlines())) == (2, "", 1)
    assert "is not in a git repository; start one with git init" in result.err
    assert not (here / "data/.gitattributes").exists()


def test_a_negotiation_that_is_a_repository_itself(tmp_path: Path, clone: Clone) -> None:
    """Its own folder gets the lines, not the folder around it."""
    own = Clone(tmp_path / "own" / EXAMPLE)
    shutil.copytree(clone.folder, own.top)
    own.git("init", "-q", "-b", "main")
    assert run("git-setup", cwd=own.top).code == 0
    assert not (own.top.parent / ".gitattributes").exists()
    checked = own.git("check-attr", "merge", "negotiation.toml", "sources.toml", "parties/hamas.toml", "x/sources.toml")
    assert [line.rpartition(" ")[2] for line in checked.splitlines()] == ["negtrack"] * 3 + ["unspecified"]


def test_git_goes_on_when_negtrack_is_gone(clone: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the Python that it was set up with gone, diffs show the text and merges are git's own, with markers."""
    monkeypatch.setattr(sys, "executable", "/no where/python")
    run("git-setup", cwd=clone.top)
    clone.commit("attributes")
    clone.git("branch", "side")
    clone.add("hamas", "week", "at most 1 week")
    assert "+[position.week]" in clone.git("diff")
    clone.commit()
    clone.git("checkout", "-q", "side")
    clone.add("hamas", "month", "at most 4 weeks")
    clone.commit()
    clone.git("merge", "-q", "main", code=1)
    text = clone.party("hamas").read_text("utf-8")
    assert "<<<<<<<" in text
    assert "[position.week]" in text
    assert "[position.month]" in text


def test_nothing_is_imported_from_the_work_tree(clone: Clone) -> None:
    """A module in the repository that has the name of one of ours, or of Python's, is not run by `git diff`."""
    run("git-setup", cwd=clone.top)
    clone.commit("attributes")
    for name in ("negtrack", "tomllib", "re"):
        (clone.top / f"{name}.py").write_text("raise SystemExit('imported')")
    clone.add("hamas", "week", "at most 1 week")
    assert "+civilian-return.value = at most 1 week" in clone.git("diff")


def test_undo_leaves_what_is_everybody_s(clone: Clone) -> None:
    """Attributes that are committed stay, and that is said."""
    run("git-setup", cwd=clone.top)
    clone.git("add", "-A")
    clone.git("commit", "-qm", "attributes")
    result = run("git-setup", "--undo", cwd=clone.top)
    assert result.err.splitlines() == [
        "negtrack: removed the settings",
        "negtrack: data/.gitattributes is committed and shared by everybody; it was kept",
    ]
    assert clone.git("status", "--porcelain") == ""
    assert run("git-setup", "--undo", cwd=clone.top).err.startswith("negtrack: nothing to remove\n")
