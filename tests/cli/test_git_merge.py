"""`git-merge`: the merge driver, on real branches and clones."""

from __future__ import annotations

import subprocess
import tomllib
from pathlib import Path

import pytest

from .harness import run
from .repository import SOMEBODY, Clone, new_clone

PARTY = "data/gaza-ceasefire-2024/parties/hamas.toml"


@pytest.fixture
def clones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Clone, Clone]:
    """Return two clones that share one commit; git is set up in neither."""
    for name, value in SOMEBODY.items():
        monkeypatch.setenv(name, value)
    one = new_clone(tmp_path)
    return one, one.clone("two")


def set_up(*clones: Clone) -> None:
    """Run `git-setup` in each, and commit the attributes in all with one content."""
    for clone in clones:
        assert run("git-setup", cwd=clone.top).code == 0
        clone.commit("attributes")


def ids(clone: Clone) -> list[str]:
    """Return the positions in Hamas's file, as they stand."""
    return list(tomllib.loads(clone.party("hamas").read_text("utf-8"))["position"])


def pull(clone: Clone, other: Clone, code: int = 0) -> str:
    """Merge the other clone's branch; the merge must end with `code`."""
    return clone.git("pull", "-q", "--no-rebase", "--no-edit", str(other.top), "main", code=code)


def test_two_clones_that_add_to_one_party(clones: tuple[Clone, Clone]) -> None:
    """Their files merge whole, without a conflict; what both recorded stands there once, as recorded first."""
    one, two = clones
    set_up(one, two)
    shipped = one.party("hamas").read_bytes()
    one.add("hamas", "both", "immediately", "2024-06-02 00:00:00Z")
    one.add("hamas", "by-one", "at most 1 week")
    two.add("hamas", "by-two", "at most 2 weeks")
    two.add("hamas", "both", "immediately", "2024-06-01 00:00:00Z")
    one.commit()
    two.commit()
    pull(one, two)
    assert ids(one)[-3:] == ["both", "by-one", "by-two"]
    assert len(ids(one)) == len(set(ids(one)))
    assert one.party("hamas").read_bytes().startswith(shipped)
    assert "2024-06-02" not in one.party("hamas").read_text("utf-8")
    assert one.git("status", "--porcelain") == ""
    assert run("check", cwd=one.top).code == 0


def test_the_same_id_with_other_content(clones: tuple[Clone, Clone]) -> None:
    """The conflict names the record, holds both versions and nothing else, and `check` names the line."""
    one, two = clones
    set_up(one, two)
    one.add("hamas", "same", "at most 1 week")
    one.add("hamas", "by-one", "at most 1 week")
    two.add("hamas", "same", "at most 2 weeks")
    two.add("hamas", "by-two", "at most 2 weeks")
    one.commit()
    two.commit()
    output = pull(one, two, code=1)
    assert f"{PARTY}: [position.same]: recorded differently on the two sides" in output
    text = one.party("hamas").read_text("utf-8")
    conflict = text[text.index("<<<<<<< ours") : text.index(">>>>>>> theirs")]
    assert conflict.count("[position.same]") == 2
    assert conflict.count("[position.") == 2
    assert text.count("[position.by-one]") == text.count("[position.by-two]") == 1
    line = text[: text.index("<<<<<<<")].count("\n") + 1
    found = [row for row in run("check", cwd=one.top).rows if row["file"] == "parties/hamas.toml"]
    assert [(row["severity"], row["line"]) for row in found] == [("error", str(line))]
    assert "a conflict that a merge left" in found[0]["message"]


def test_without_the_driver_the_conflict_is_named(clones: tuple[Clone, Clone]) -> None:
    """Git merges by lines and leaves markers, of each style; `check` and all views name them, the others are shown."""
    one, two = clones
    one.add("hamas", "by-one", "at most 1 week")
    two.add("hamas", "by-two", "at most 2 weeks")
    one.commit()
    two.commit()
    one.git("config", "merge.conflictStyle", "diff3")
    pull(one, two, code=1)
    text = one.party("hamas").read_text("utf-8")
    for marker in ("<<<<<<<", "|||||||", "=======", ">>>>>>>"):
        line = next(number for number, row in enumerate(text.split("\n"), 1) if row.startswith(marker))
        result = run("show", cwd=one.top)
        assert result.code == 2
        assert f"parties/hamas.toml:{line}: not TOML" in result.err
        assert "a conflict that a merge left" in result.err
        assert "at least 2 weeks" in result.out
        text = "\n".join(row for row in text.split("\n") if not row.startswith(marker))
        one.party("hamas").write_text(text, "utf-8")
    assert run("show", cwd=one.top).code == 0


def test_merged_by_hand(tmp_path: Path) -> None:
    """OURS takes the result; a byte order mark stays; the exit code says whether a conflict is left."""
    names = [tmp_path / name for name in ("base", "ours", "theirs")]
    texts = ("a = 1\nb = 1\n", "\ufeffa = 2\nb = 1\n", "a = 1\nb = 2\n")
    for path, text in zip(names, texts, strict=True):
        path.write_text(text, "utf-8")
    result = run("git-merge", *names)
    assert (result.code, result.out, result.err) == (0, "", "")
    assert names[1].read_text("utf-8") == "\ufeffa = 2\nb = 2\n"
    names[2].write_text("a = 3\n")
    result = run("git-merge", *names, "10", "parties/x.toml")
    assert (result.code, result.out) == (1, "")
    assert result.err.splitlines() == [
        "parties/x.toml: a: written differently on the two sides",
        "parties/x.toml: b: deleted on their side and changed on the other",
    ]
    assert "<" * 10 in names[1].read_text("utf-8")


@pytest.mark.parametrize("broken", [b"half [\n", b'x = "\xff"\n', b"[[position]]\nx = 1\n"])
def test_what_cannot_be_merged_by_records(tmp_path: Path, broken: bytes) -> None:
    """Git's own merge by lines is what it gets: clean where that is clean, with markers where it is not."""
    names = [tmp_path / name for name in ("base", "ours", "theirs")]
    lines = b"".join(b"# line %d\n" % number for number in range(9))
    for path, ours, theirs in zip(names, (b"", b"# one\n", b""), (b"", b"", b"# two\n"), strict=True):
        path.write_bytes(ours + broken + lines + theirs)
    result = run("git-merge", *names)
    assert result.code == 0
    assert "merged line by line" in result.err
    assert names[1].read_bytes() == b"# one\n" + broken + lines + b"# two\n"
    names[2].write_bytes(b"# other\n" + broken + lines)
    assert run("git-merge", *names).code == 1
    assert b"<<<<<<< ours\n# one" in names[1].read_bytes()


KILLED = """\
import os
import signal
import sys

if "git-merge" in sys.orig_argv:
    replace = os.replace

    def killed(one, other):
        if {after}:
            replace(one, other)
        os.kill(os.getpid(), signal.SIGKILL)

    os.replace = killed
"""
"""A `sitecustomize` that kills the driver just before it replaces OURS, or just after."""


@pytest.mark.parametrize("after", [False, True])
def test_a_driver_that_is_killed_loses_nothing(
    clones: tuple[Clone, Clone], monkeypatch: pytest.MonkeyPatch, after: bool
) -> None:
    """Git goes on with its own merge: what both sides added is in the file, merged or between markers, and git never
    takes ours for the whole."""
    one, two = clones
    set_up(one, two)
    one.add("hamas", "by-one", "at most 1 week")
    two.add("hamas", "by-two", "at most 2 weeks")
    one.commit()
    two.commit()
    killer = one.top.parent / "killer"
    killer.mkdir()
    (killer / "sitecustomize.py").write_text(KILLED.format(after=after))
    monkeypatch.setenv("PYTHONPATH", str(killer))
    output = pull(one, two, code=1)
    text = one.party("hamas").read_text("utf-8")
    assert "CONFLICT" in output
    assert text.count("[position.by-one]") == text.count("[position.by-two]") == 1
    assert "<<<<<<<" in text
    monkeypatch.delenv("PYTHONPATH")
    one.git("merge", "--abort")
    pull(one, two)
    assert ids(one)[-2:] == ["by-one", "by-two"]


def test_a_shell_that_is_killed_with_the_driver(clones: tuple[Clone, Clone]) -> None:
    """Then nothing merges the file: git says that the merge failed, and commits nothing."""
    one, two = clones
    set_up(one, two)
    one.add("hamas", "by-one", "at most 1 week")
    two.add("hamas", "by-two", "at most 2 weeks")
    one.commit()
    two.commit()
    driver = one.git("config", "merge.negtrack.driver").strip()
    one.git("config", "merge.negtrack.driver", "kill -9 $$")
    head = one.git("rev-parse", "HEAD")
    done = subprocess.run(
        ["git", "pull", "-q", "--no-rebase", "--no-edit", str(two.top), "main"], cwd=one.top, check=False
    )
    assert done.returncode != 0
    assert one.git("rev-parse", "HEAD") == head
    one.git("reset", "-q", "--merge")
    one.git("config", "merge.negtrack.driver", driver)
    pull(one, two)
    assert ids(one)[-2:] == ["by-one", "by-two"]
