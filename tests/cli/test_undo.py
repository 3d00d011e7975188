"""`undo`: the files as they were before the last write, unless somebody changed them since or git has them."""

from __future__ import annotations

import contextlib
import json
import re
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from unittest import mock

import pytest

from negtrack.store.locate import Place
from negtrack.store.undo import plan_undo

from .harness import Terminal, contents, run, unchanged
from .repository import SOMEBODY, Clone

SAID = ("--source", "gazette")
TABLE = """\
party,issue,value,sources
union,pay,110,gazette
guild,pay,120,gazette
employer,hours,40,a new paper
"""
HAND = """
[position.hand]
issue = "pay"
value = "3"
sources = ["paper"]
stated = 2024-03-25
recorded = 2024-03-26 00:00:00Z
"""
EDITOR = "#!/bin/sh\nsed -i 's/The Union/The Guild/' \"$1\"\n"
WRITES = {
    "add-party": ("add-party", "state", "--name", "The State", "--role", "mediator"),
    "add-issue": ("add-issue", "hours", "--title", "Hours", "--kind", "duration"),
    "add-source": ("add-source", "paper", "--title", "A paper", "--issued", "2024-03-25"),
    "add-source --file": ("add-source", "paper", "--issued", "2024-03-25", "--file", "table.csv.txt"),
    "source-text": ("source-text", "gazette", "table.csv.txt"),
    "add-position": ("add-position", "union", "pay", "at least 90", *SAID),
    "add-proposal": ("add-proposal", "union", "--title", "Terms", "--term", "pay=95", *SAID),
    "add-agreement": ("add-agreement", "--title", "Deal", "--date", "2024-03-25", "--term", "pay=95", *SAID),
    "retract": ("retract", "first", "--reason", "misread"),
    "import": ("import", "table.csv", "--create", "--set", "side=own", "--set", "stated=2024-03-25"),
    "edit": ("edit", "union"),
    "set-kind": ("set-kind", "pay", "text"),
    "rename issue": ("rename", "issue", "pay", "wages"),
    "rename party": ("rename", "party", "union", "guild"),
}


COUNTED = r"1 (record|definition) \(.+\)"
UNDONE = {
    "add": f"removes {COUNTED}",
    "import": r"removes 3 records \(.+\) and 3 definitions \(.*party guild.*\)",
    "edit": rf"changes back {COUNTED}",
    "set-kind": r"changes back 1 definition \(issue pay\)",
    "rename": r"removes 1 definition \((issue wages|party guild)\), puts back 1 definition \(.+\).*",
}
"""Command -> what undoing it does, in words."""


@pytest.fixture
def home(talks: Path) -> Path:
    """Return a folder with a small negotiation, a table to import and an editor that changes a name."""
    (talks / "table.csv").write_text(TABLE)
    (talks / "table.csv.txt").write_text(TABLE)
    (talks / "editor").write_text(EDITOR)
    (talks / "editor").chmod(0o755)
    return talks


def write(folder: Path, *words: str) -> None:
    """Run a command that writes."""
    result = run(*words, cwd=folder, env={"EDITOR": str(folder / "editor"), "VISUAL": ""})
    assert result.code == 0, result.err


@pytest.mark.parametrize("words", WRITES.values(), ids=WRITES)
def test_every_write_can_be_undone(home: Path, words: tuple[str, ...]) -> None:
    """Byte for byte, files that were made are gone again; what is undone is shown as a diff."""
    before = contents(home)
    write(home, *words)
    after = contents(home)
    assert after != before
    with unchanged(home):
        shown = run("undo", "--dry-run", cwd=home)
    assert shown.code == 0
    first, *more = shown.err.splitlines()
    assert more in ([], [f"negtrack: also deletes the kept text of {words[1]}"])
    if len(words) > 1 and words[0] != "source-text":
        assert re.fullmatch(rf"negtrack: undoing {UNDONE.get(words[0], UNDONE['add'])}, in [1-5] files?:", first)
    assert shown.out.startswith("--- ")
    result = run("undo", "--yes", cwd=home)
    assert (result.code, result.out) == (0, ""), result.err
    rest = "".join(f"{line}\n" for line in more)
    assert result.err.startswith(f"{first}\n{shown.out}{rest}negtrack: undone in ")
    assert contents(home) == before


@pytest.mark.parametrize("words", [WRITES["add-source --file"], WRITES["source-text"]], ids=["new", "known"])
def test_the_text_of_a_source_is_undone_with_it(home: Path, words: tuple[str, ...]) -> None:
    """It is said, and nothing of it stays on this machine."""
    write(home, *words)
    name = words[1]
    path = home / f"data/talks/.negtrack/text/{name}.txt"
    assert path.read_text()
    assert f"negtrack: also deletes the kept text of {name}\n" in run("undo", "--dry-run", cwd=home).err
    assert f"negtrack: also deletes the kept text of {name}\n" in run("undo", "--yes", cwd=home).err
    assert not path.exists()


def test_a_text_that_another_took_the_place_of_comes_back(home: Path) -> None:
    """Byte for byte, with the fields of the source."""
    write(home, *WRITES["source-text"])
    before = contents(home)
    path = home / "data/talks/.negtrack/text/gazette.txt"
    kept = path.read_bytes()
    (home / "other.txt").write_text("Another text")
    write(home, "source-text", "gazette", "other.txt")
    assert path.read_bytes() != kept
    result = run("undo", "--yes", cwd=home)
    assert "negtrack: also puts back the former kept text of gazette\n" in result.err
    assert path.read_bytes() == kept
    assert {**contents(home), "other.txt": b""} == {**before, "other.txt": b""}


def test_a_text_that_somebody_changed_keeps_the_write(home: Path) -> None:
    """One that somebody deleted does not."""
    write(home, *WRITES["add-source --file"])
    path = home / "data/talks/.negtrack/text/paper.txt"
    kept = path.read_bytes()
    path.write_text("by hand")
    with unchanged(home):
        result = run("undo", "--yes", cwd=home)
    assert result.err == "negtrack: nothing written: paper.txt was changed since; undo it by hand\n"
    path.write_bytes(kept)
    path.unlink()
    assert run("undo", "--yes", cwd=home).code == 0


def test_the_write_before_the_last_is_out_of_reach(home: Path) -> None:
    """Also where the last one failed on its way, or was undone by hand."""
    write(home, *WRITES["add-issue"])
    before = contents(home)
    write(home, *WRITES["add-position"])
    for name, raw in before.items():
        (home / name).write_bytes(raw)
    with unchanged(home):
        result = run("undo", "--yes", cwd=home)
    assert result.code == 2
    assert result.err == (
        "negtrack: nothing written: nothing to undo: the files are as they were before the last write\n"
    )


def test_one_write_is_undone_and_no_second(home: Path) -> None:
    """What came before the last write stays, also when undo is run again."""
    write(home, *WRITES["add-issue"])
    before = contents(home)
    write(home, *WRITES["add-position"])
    run("undo", "--yes", cwd=home)
    assert contents(home) == before
    with unchanged(home):
        again = run("undo", "--yes", cwd=home)
    message = "no write to undo is remembered here; only the last one ever is"
    assert (again.code, again.err) == (2, f"negtrack: nothing written: {message}\n")


def test_what_writes_nothing_is_no_write(home: Path) -> None:
    """A record that was there already, a dry run and a refused record leave the write before it to be undone."""
    before = contents(home)
    write(home, *WRITES["add-position"])
    write(home, *WRITES["add-position"])
    write(home, *WRITES["add-issue"], "--dry-run")
    assert run("add-position", "union", "pay", "a word", *SAID, cwd=home).code == 2
    run("undo", "--yes", cwd=home)
    assert contents(home) == before


@pytest.mark.parametrize("answer", ["y", "n", ""])
def test_it_asks_on_a_terminal(home: Path, answer: str) -> None:
    """After the diff; Enter is no."""
    before = contents(home)
    write(home, *WRITES["add-position"])
    after = contents(home)
    terminal = Terminal("undo", cwd=home)
    shown = terminal.expect("Undo it?")
    terminal.answer(answer)
    terminal.end()
    assert "at least 90" in shown
    assert contents(home) == (before if answer == "y" else after)


def test_off_a_terminal_it_does_nothing_unasked(home: Path) -> None:
    """It says how to ask for it."""
    write(home, *WRITES["add-position"])
    with unchanged(home):
        result = run("undo", cwd=home)
    assert result.code == 2
    assert result.err.endswith("\nnegtrack: nothing is undone; --yes undoes it without asking\n")


def test_a_file_that_somebody_changed_is_left_alone(home: Path) -> None:
    """And with it the whole write."""
    write(home, *WRITES["import"])
    with (home / "data/talks/parties/union.toml").open("a") as file:
        file.write("# by hand\n")
    with unchanged(home):
        result = run("undo", "--yes", cwd=home)
    assert (result.code, result.err) == (
        2,
        "negtrack: nothing written: union.toml was changed since; undo it by hand\n",
    )


def test_what_rests_on_the_write_keeps_it(home: Path) -> None:
    """A record that a person wrote into another file."""
    write(home, *WRITES["add-source"])
    with (home / "data/talks/parties/employer.toml").open("a") as file:
        file.write(HAND)
    with unchanged(home):
        result = run("undo", "--yes", cwd=home)
    assert result.code == 2
    assert result.err.endswith(
        '\nparties/employer.toml:7: [position.hand] sources: no source "paper"; known are gazette\n'
        "negtrack: nothing written: other records rest on what was written (see above); undo it by hand\n"
    )


def test_what_git_has_committed_is_left_alone(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A write that is not committed is undone, also where its files are; git sees nothing of what is remembered."""
    for name, value in SOMEBODY.items():
        monkeypatch.setenv(name, value)
    clone = Clone(home)
    clone.git("init", "-q")
    clone.commit()
    before = contents(home / "data")
    write(home, *WRITES["import"])
    assert ".negtrack/" not in clone.git("status", "--porcelain", "-uall")
    clone.commit()
    with unchanged(home):
        result = run("undo", "--yes", cwd=home)
    assert result.code == 2
    assert "; take it back with git revert\n" in result.err
    clone.git("reset", "-q", "HEAD~1")
    assert run("undo", "--yes", cwd=home).code == 0
    assert contents(home / "data") == before


@pytest.mark.parametrize("words", [WRITES["import"], WRITES["rename party"]], ids=["import", "rename"])
def test_an_undo_that_is_cut_off_is_finished_by_another(home: Path, words: tuple[str, ...]) -> None:
    """After each number of its steps."""
    before = contents(home / "data")
    write(home, *words)
    for number in range(5):
        copy = home / f"copy-{number}"
        shutil.copytree(home / "data", copy / "data")

        def run_some(steps: Iterable[tuple[str, Callable[[], object]]], most: int = number) -> None:
            for count, (_, step) in enumerate(steps):
                if count == most:
                    raise KeyboardInterrupt
                step()

        with mock.patch("negtrack.store.undo.run_steps", run_some):
            run("undo", "--yes", cwd=copy)
        run("undo", "--yes", cwd=copy)
        assert contents(copy / "data") == before


def test_a_write_that_is_cut_off_is_undone(home: Path) -> None:
    """After each number of its steps."""
    before = contents(home / "data")
    for number in range(5):
        copy = home / f"copy-{number}"
        shutil.copytree(home / "data", copy / "data")
        shutil.copy(home / "table.csv", copy)

        def run_some(steps: Iterable[tuple[str, Callable[[], object]]], most: int = number) -> None:
            for count, (_, step) in enumerate(steps):
                if count == most:
                    raise KeyboardInterrupt
                step()

        with mock.patch("negtrack.store.add.run_steps", run_some), contextlib.suppress(KeyboardInterrupt):
            run(*WRITES["import"], cwd=copy)
        result = run("undo", "--yes", cwd=copy)
        assert result.code == (0 if number else 2)
        assert number or "the files are as they were before the last write" in result.err
        assert contents(copy / "data") == before


@pytest.mark.parametrize(
    "damage",
    [
        {"path": "../../x.toml"},
        {"path": "parties/../../x.toml"},
        {"path": "/etc/passwd"},
        {"size": 3},
        {"text": "!"},
        {"text": None, "size": 0, "before": "00"},
        {"path": None},
    ],
)
def test_what_is_remembered_is_not_trusted(home: Path, damage: dict[str, object]) -> None:
    """Another path, another text or no sense at all: nothing is written."""
    write(home, *WRITES["edit"])
    path = home / "data/talks/.negtrack/last-write.json"
    kept = json.loads(path.read_text())
    kept["files"][0] |= damage
    path.write_text(json.dumps(kept))
    with unchanged(home):
        result = run("undo", "--yes", cwd=home)
    assert result.code == 2
    assert result.err.count("\n") == 1


def test_a_folder_that_cannot_be_remembered_in_is_written_all_the_same(home: Path) -> None:
    """Then the write before is not undone in its place."""
    write(home, *WRITES["add-position"])
    before = plan_undo(Place(home / "data", home / "data/talks"))
    assert before
    folder = home / "data/talks/.negtrack"
    shutil.rmtree(folder)
    folder.write_text("in the way")
    write(home, *WRITES["retract"])
    with unchanged(home):
        result = run("undo", "--yes", cwd=home)
    assert result.code == 2


def test_a_long_diff_is_shown_where_it_is_asked_for(home: Path) -> None:
    """After a large import the question comes after a count and the names of the files."""
    rows = "".join(f"union,pay,{number},gazette\n" for number in range(200, 400))
    (home / "table.csv").write_text("party,issue,value,sources\n" + rows)
    write(home, *WRITES["import"])
    shown = run("undo", "--yes", cwd=home).err.splitlines()
    assert shown[0].startswith("negtrack: undoing removes 200 records (2024-03-25-pay-")
    assert shown[0].endswith(", ...), in 1 file:")
    assert shown[1:] == [
        "negtrack: a long diff, which --dry-run shows: parties/union.toml",
        "negtrack: undone in parties/union.toml",
    ]
