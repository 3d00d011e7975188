"""`git:REV` on the clock of recording: the negotiation as it was committed, from the object store alone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from .cli.harness import contents, look, run
from .cli.repository import SOMEBODY, Clone, new_clone


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Clone:
    """A repository with two commits: the shipped data, then a position of Hamas called `week`."""
    for name, value in SOMEBODY.items():
        monkeypatch.setenv(name, value)
    clone = new_clone(tmp_path)
    clone.add("hamas", "week", "at most 1 week")
    clone.commit()
    return clone


def value_at(clone: Clone, *options: str) -> str:
    """Hamas's value on the return of civilians."""
    result = run("show", "hamas", "--issue", "civilian-return", *options, cwd=clone.top)
    assert (result.code, result.err) == (0, "")
    return result.rows[0]["value"]


def test_known_at_a_revision(clone: Clone) -> None:
    """`--known-at git:REV` shows what was committed then, whatever the work tree holds; REV is any that git knows."""
    clone.git("tag", "Before", "HEAD~1")
    clone.git("branch", "side/way", "HEAD~1")
    for revision in ("HEAD~1", "HEAD^", "Before", "side/way", "HEAD@{1}", ":/the shipped"):
        assert value_at(clone, "--known-at", f"git:{revision}") == "immediately", revision
    assert value_at(clone, "--known-at", "git:HEAD") == value_at(clone) == "at most 1 week"
    clone.party("hamas").write_text("half [")
    assert value_at(clone, "--known-at", "git:HEAD") == "at most 1 week"


def test_every_view_takes_a_revision(clone: Clone) -> None:
    """The record of the last commit is in no answer about the one before it."""
    for words in (
        ("show", "--ids"),
        ("show", "hamas"),
        ("history", "civilian-return"),
        ("gaps",),
        ("overview",),
        ("parties",),
        ("issues",),
        ("events",),
        ("sources",),
        ("proposals",),
    ):
        here, then = (run(*words, *more, cwd=clone.top) for more in ((), ("--known-at", "git:HEAD~1")))
        assert (here.code, then.code, then.err) == (0, 0, ""), words
        assert "at most 1 week" not in then.out
    assert "at most 1 week" in run("show", "hamas", cwd=clone.top).out
    found = run("show", "week", "--known-at", "git:HEAD~1", cwd=clone.top)
    assert (found.code, 'no party, record or issue "week"' in found.err) == (2, True)


def test_diff_since_a_revision(clone: Clone) -> None:
    """`diff --known-since git:REV` and `SIDE@git:REV` show what the commits since changed, and nothing else."""
    rows = run("diff", "--known-since", "git:HEAD~1", "--json", cwd=clone.top).json["rows"]
    assert [(row["issue"], row["classes"], row["after_id"]) for row in rows] == [
        ("civilian-return", ["closer", "softened"], "week")
    ]
    for side in ("hamas@git:HEAD~1", "hamas@git:HEAD@{1}"):
        assert run("diff", side, "hamas", "--json", cwd=clone.top).json["rows"] == rows
    assert "Since git:HEAD~1" in run("diff", "--known-since", "git:HEAD~1", "--format", "table", cwd=clone.top).out
    assert run("diff", "--known-since", "git:HEAD", cwd=clone.top).code == 0
    two = run("diff", "israel@git:HEAD~1", "hamas@git:HEAD~1", "--issue", "civilian-return", "--json", cwd=clone.top)
    assert [row["right_value"] for row in two.json["rows"]] == ["immediately"]


def test_both_ends_of_a_span_are_revisions(clone: Clone) -> None:
    """`--known-since git:A --known-at git:B` is what lies between two commits."""
    clone.add("israel", "later", "at least 3 weeks")
    clone.commit()
    rows = run("diff", "--known-since", "git:HEAD~2", "--known-at", "git:HEAD~1", "--json", cwd=clone.top).json["rows"]
    assert [row["after_id"] for row in rows] == ["week"]


def test_a_record_deleted_by_hand(clone: Clone) -> None:
    """It is `deleted`, which is neither withdrawn by the party nor retracted by us."""
    text = clone.party("hamas").read_text("utf-8")
    clone.party("hamas").write_text(text[: text.index("\n[position.week]")], "utf-8")
    rows = run("diff", "--known-since", "git:HEAD", "--json", cwd=clone.top).json["rows"]
    assert [(row["classes"], row["before_id"]) for row in rows] == [(["deleted"], "week")]
    assert "deleted: the record is no longer in any file" in rows[0]["phrase"]


def test_what_cannot_be_read_is_not_deleted(clone: Clone) -> None:
    """A file with conflict markers has errors; of its records nothing is said."""
    with clone.party("hamas").open("a") as file:
        file.write("<<<<<<< ours\n=======\n>>>>>>> theirs\n")
    result = run("diff", "--known-since", "git:HEAD", cwd=clone.top)
    assert (result.code, result.rows) == (2, [])
    assert "conflict that a merge left" in result.err


def test_a_record_edited_by_hand(clone: Clone) -> None:
    """It is `corrected`, with both values."""
    text = clone.party("hamas").read_text("utf-8")
    clone.party("hamas").write_text(text.replace("at most 1 week", "at most 2 weeks"), "utf-8")
    result = run("diff", "--known-since", "git:HEAD", "--format", "table", cwd=clone.top)
    assert "civilian-return  at most 1 week -> at most 2 weeks  corrected" in " ".join(result.out.split("\n"))


def test_definitions_on_one_side_only(clone: Clone) -> None:
    """A party, an issue and a source that came since, or are gone since, are named, and nothing fails."""
    head = (clone.folder / "negotiation.toml").read_text("utf-8")
    (clone.folder / "negotiation.toml").write_text(
        f'{head}\n[issue.tents]\ntitle = "Tents"\nkind = "quantity"\nunit = "tents"\n', "utf-8"
    )
    (clone.folder / "parties/norway.toml").write_text(
        'name = "Norway"\nrole = "principal"\n[position.tents]\nissue = "tents"\nvalue = "40"\nstated = 2024-03-26\n'
        "recorded = 2024-06-01 00:00:00Z\n"
    )
    for words in (("--known-since", "git:HEAD"), ("norway", "--known-since", "git:HEAD", "--issue", "tents")):
        rows = run("diff", *words, "--json", cwd=clone.top).json["rows"]
        assert [(row["party"], row["issue"], row["classes"]) for row in rows] == [("norway", "tents", ["new"])]
    clone.commit()
    clone.git("rm", "-q", "data/gaza-ceasefire-2024/parties/norway.toml")
    (clone.folder / "negotiation.toml").write_text(head, "utf-8")
    page = run("diff", "--known-since", "git:HEAD", "--format", "table", cwd=clone.top)
    assert (page.code, page.err) == (1, "")
    assert "Norway" in page.out
    assert "tents  40  deleted" in page.out
    assert "tents" in run("diff", "norway@git:HEAD", "hamas", "--issue", "tents", cwd=clone.top).out
    assert "tents" in run("diff", "hamas", "norway@git:HEAD", "--all", cwd=clone.top).out


def test_an_issue_defined_otherwise(clone: Clone) -> None:
    """Values of two kinds are not compared: the position is `redefined`, two sides are not comparable."""
    head = (clone.folder / "negotiation.toml").read_text("utf-8")
    old, new = (
        'kind = "timing"\ngroup = "humanitarian"\nanchor = "deal-signed"',
        'kind = "text"\ngroup = "humanitarian"',
    )
    assert old in head
    (clone.folder / "negotiation.toml").write_text(head.replace(old, new), "utf-8")
    rows = run("diff", "--known-since", "git:HEAD", "--issue", "civilian-return", "--json", cwd=clone.top).json["rows"]
    assert {(row["party"], *row["classes"]) for row in rows} == {("israel", "redefined"), ("hamas", "redefined")}
    (row,) = run("diff", "israel@git:HEAD", "hamas", "--issue", "civilian-return", "--json", cwd=clone.top).json["rows"]
    assert (row["status"], row["reason"], row["left_value"]) == ("not comparable", "definition", "at least 2 weeks")


def test_nothing_is_touched(clone: Clone) -> None:
    """Work tree, index and refs are byte for byte what they were, and so are the times of the files."""
    clone.add("hamas", "unsaved", "immediately")
    (clone.folder / "parties/egypt.toml").touch()

    def state() -> tuple[object, ...]:
        times = {path: path.stat().st_mtime_ns for path in clone.top.rglob("*") if path.is_file()}
        hidden = {path: path.read_bytes() for path in (clone.top / ".git").rglob("*") if path.is_file()}
        return times, hidden, contents(clone.top)

    before = state()
    run("diff", "--known-since", "git:HEAD~1", cwd=clone.top)
    run("compare", "--known-at", "git:HEAD", cwd=clone.top)
    run("check", cwd=clone.top)
    assert state() == before


@pytest.mark.parametrize(
    ("when", "message"),
    [
        ("git:nope", 'no revision "nope" in this repository'),
        ("git:HEAD:data", 'no revision "HEAD:data" in this repository'),
        ("git:HEAD~1..HEAD", "no revision"),
        ("git:", '"git:" names no revision'),
        ("git:--all", '"git:--all" names no revision'),
        ("git:HEAD\n--all", "names no revision"),
        ("git:\x00", "names no revision"),
    ],
)
def test_what_is_no_revision(clone: Clone, when: str, message: str) -> None:
    """One line, exit 2, on stderr."""
    result = run("compare", "--known-at", when, cwd=clone.top)
    assert (result.code, result.out, len(result.err.splitlines())) == (2, "", 1)
    assert message in result.err


def test_the_case_of_a_revision_is_kept(clone: Clone) -> None:
    """Names of branches differ by case, and so do those of tags."""
    clone.git("tag", "Paris", "HEAD~1")
    clone.git("tag", "paris", "HEAD")
    assert value_at(clone, "--known-at", "git:Paris") == "immediately"
    assert value_at(clone, "--known-at", "git:paris") == "at most 1 week"


def test_no_revision_on_the_clock_of_statements(clone: Clone) -> None:
    """`--as-of`, `--since` and `--until` name the options that take one."""
    for words in (("compare", "--as-of", "git:HEAD"), ("diff", "--since", "git:HEAD"), ("gaps", "--since", "git:HEAD")):
        result = run(*words, cwd=clone.top)
        assert (result.code, result.out) == (2, "")
        assert "use it with --known-at, --known-since or PARTY@git:REV" in result.err


def test_without_repository_or_git(clone: Clone, tmp_path: Path) -> None:
    """One line that says which of the two is missing, or that the commit holds no such folder."""
    (tmp_path / "plain").mkdir()
    shutil.copytree(clone.top / "data", tmp_path / "plain/data")
    plain = run("compare", "--known-at", "git:HEAD", cwd=tmp_path / "plain")
    assert (plain.code, "is not in a git repository" in plain.err) == (2, True)
    without = run("compare", "--known-at", "git:HEAD", cwd=clone.top, env={"PATH": str(tmp_path)})
    assert (without.code, "git is not installed" in without.err) == (2, True)
    shutil.copytree(clone.folder, clone.top / "data/other")
    other = run("compare", "-n", "other", "--known-at", "git:HEAD", cwd=clone.top)
    assert (other.code, "the negotiation other is not in git:HEAD" in other.err) == (2, True)
    every = run("overview", "--known-at", "git:HEAD", cwd=clone.top)
    assert (every.code, "other: the negotiation other is not in git:HEAD" in every.err) == (2, True)
    assert "gaza-ceasefire-2024" in every.out


def test_faults_of_a_commit_name_it(clone: Clone) -> None:
    """Exit 2; the paths are those of the commit, and the other parties are shown."""
    clone.party("hamas").write_text("half [")
    clone.commit()
    result = run("compare", "--known-at", "git:HEAD", cwd=clone.top)
    assert result.code == 2
    assert result.err.startswith("git:HEAD:parties/hamas.toml:1: not TOML")
    assert "at least 2 weeks" in result.out
    (clone.folder / "negotiation.toml").write_text("half [")
    clone.commit()
    broken = run("compare", "--known-at", "git:HEAD", cwd=clone.top)
    assert (broken.code, broken.out) == (2, "")
    assert broken.err.startswith("git:HEAD:negotiation.toml:1: not TOML")


def test_a_link_in_a_commit_is_not_followed(clone: Clone) -> None:
    """It is named, and the rest is read."""
    clone.party("egypt").unlink()
    clone.party("egypt").symlink_to("hamas.toml")
    clone.commit()
    result = run("parties", "--known-at", "git:HEAD", cwd=clone.top)
    assert "git:HEAD:parties/egypt.toml: not a regular file in that commit" in result.err


def test_a_large_file_in_a_commit_is_not_read(clone: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same limit holds as for files."""
    size = clone.party("egypt").stat().st_size
    monkeypatch.setattr("negtrack.store.git.MAX_FILE", size)
    assert size < clone.party("hamas").stat().st_size
    result = run("compare", "--known-at", "git:HEAD", cwd=clone.top)
    assert "git:HEAD:parties/hamas.toml: larger than" in result.err
    assert "parties/egypt.toml" not in result.err


def test_names_in_any_script(clone: Clone) -> None:
    """A party's file of any name is found in the commit."""
    (clone.folder / "parties/مصر.toml").write_text('name = "مصر"\nrole = "observer"\n', "utf-8")
    clone.commit()
    assert "مصر" in run("parties", "--ids", "--known-at", "git:HEAD", cwd=clone.top).out


def test_linked_worktrees_and_hooks(clone: Clone, tmp_path: Path) -> None:
    """A linked work tree reads its own HEAD; the variables by which git points a hook elsewhere change nothing."""
    clone.git("worktree", "add", "-q", "../linked", "HEAD~1")
    linked = Clone(tmp_path / "linked")
    assert value_at(linked, "--known-at", "git:HEAD") == "immediately"
    assert value_at(linked, "--known-at", "git:main") == "at most 1 week"
    elsewhere = {"GIT_DIR": str(linked.top / ".git"), "GIT_INDEX_FILE": "/nowhere", "GIT_WORK_TREE": str(tmp_path)}
    result = run("compare", "--known-at", "git:HEAD", "--issue", "civilian-return", cwd=clone.top, env=elsewhere)
    assert "at most 1 week" in result.out


def test_a_negotiation_at_the_top_of_its_repository(clone: Clone, tmp_path: Path) -> None:
    """The folder itself may be the repository."""
    own = Clone(tmp_path / "own")
    shutil.copytree(clone.folder, own.top)
    own.git("init", "-q", "-b", "main")
    own.commit()
    page = run("compare", "--known-at", "git:HEAD", cwd=own.top)
    assert (page.code, "at most 1 week" in page.out) == (0, True)


def test_page_of_a_revision_has_no_other_words(clone: Clone) -> None:
    """A commit and the same files on the disk give the same page, but for the heading, which names the commit."""
    head, *committed = look("show", "hamas", "--known-at", "git:HEAD", cwd=clone.top).splitlines()
    assert head.endswith("as of 26 Mar 2024, as known in git:HEAD")
    assert committed == look("show", "hamas", cwd=clone.top).splitlines()[1:]
