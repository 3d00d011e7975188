"""`matrix`: party by party, on how many issues they meet."""

from __future__ import annotations

from pathlib import Path

import pytest

from .harness import look, run

STATES = ("Aland", "Borduria", "Corland", "Druzia")
TABLE = {
    "Aland": "agree agree agree",
    "Borduria": "disagree disagree agree",
    "Corland": "agree agree disagree",
    "Druzia": "- - -",
}


@pytest.fixture
def assembly(tmp_path: Path) -> Path:
    """Four states and three issues; the last state says nothing but on an issue of its own."""
    rows = [
        f"{state},issue-{number},{word},2026-01-0{number + 1},paper,own"
        for state, words in TABLE.items()
        for number, word in enumerate(words.split())
        if word != "-"
    ]
    rows += ["Druzia,issue-9,agree,2026-01-09,paper,own", "Borduria,issue-0,agree,2026-01-10,paper,own"]
    (tmp_path / "t.csv").write_text("\n".join(["party,issue,value,stated,source,side", *rows]) + "\n")
    run("init", "assembly", cwd=tmp_path)
    for number in (0, 1, 2, 9):
        run(
            "add-issue",
            f"issue-{number}",
            "--title",
            f"Issue {number}",
            "--kind",
            "choice",
            "--options",
            "agree",
            "--options",
            "disagree",
            cwd=tmp_path,
        )
    assert run("import", "t.csv", "--create", cwd=tmp_path).code == 0
    return tmp_path


def test_cells(assembly: Path) -> None:
    """A cell has the issues on which two meet and the comparable ones; similar parties are neighbours, and what
    cannot be compared is no 0."""
    page = look("matrix", cwd=assembly, width=80).splitlines()
    assert [line.split() for line in page[3:7]] == [
        ["1", "Aland", "2/3", "2/3", "·"],
        ["2", "Borduria", "2/3", "1/3", "·"],
        ["3", "Corland", "2/3", "1/3", "·"],
        ["4", "Druzia", "·", "·", "·"],
    ]
    rows = {(row["one"], row["other"]): row for row in run("matrix", cwd=assembly).rows}
    assert rows["aland", "borduria"]["share"] == "0 2/3"
    assert rows["aland", "druzia"]["share"] == ""


def test_narrow(assembly: Path) -> None:
    """Where the table does not fit, each party has a line with those that it is most similar to."""
    lines = look("matrix", "--layout", "stacked", cwd=assembly, width=40).splitlines()
    assert "  most similar Borduria 2/3, Corland 2/3" in lines
    assert lines.count("  nothing comparable with 1") == 3


def test_percent(assembly: Path) -> None:
    """Where counts do not fit, the cells are percent, and the legend says so."""
    assert " 67 " in (page := look("matrix", cwd=assembly, width=24))
    assert "67: their values meet on 67 percent" in " ".join(page.split())


def test_clusters(assembly: Path) -> None:
    """`-v` names what was joined, the most similar first, with the average share."""
    lines = look("matrix", "-v", cwd=assembly, width=80).splitlines()
    assert lines[8:10] == [" 67% Aland with Borduria", " 50% Aland, Borduria with Corland"]


def test_explain(assembly: Path) -> None:
    """`--explain` lists the issues of a cell, those on which the two meet first."""
    rows = run("matrix", "--explain", "borduria", "corland", cwd=assembly).rows
    assert [(row["id"], row["meets"]) for row in rows] == [
        ("issue-0", "yes"),
        ("issue-1", "no"),
        ("issue-2", "no"),
        ("issue-9", ""),
    ]
    assert "Borduria and Corland meet on 1 of 3 comparable issues" in look(
        "matrix", "--explain", "borduria", "corland", cwd=assembly, width=120
    )


def test_between(assembly: Path) -> None:
    """`--between` names who came nearer from one day to the other; new statements alone bring nobody nearer."""
    page = look("matrix", "--between", "2026-01-03", "2026-01-10", cwd=assembly, width=80)
    assert page.splitlines()[2:5] == [
        "nearer",
        " Aland - Borduria  meet on 1 more  1/3 -> 2/3",
        " Borduria - Corland  meet on 1 more  0/3 -> 1/3",
    ]
    assert "farther\n" not in page
    early = look("matrix", "--between", "2025-12-31", "2026-01-03", cwd=assembly, width=80)
    assert early.splitlines()[2:4] == ["neither", " Aland - Borduria  · -> 1/3"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--between", "2026-01-10", "2026-01-03"), "--between takes the earlier day first"),
        (("--between", "2026-01-03", "2026-01-10", "--as-of", "2026-01-05"), "--between names both days itself"),
        (("--explain", "aland", "aland"), "Aland is named twice"),
        (("--explain", "aland", "elbonia"), 'no party "elbonia"'),
    ],
)
def test_refused(assembly: Path, words: tuple[str, ...], message: str) -> None:
    """What makes no sense is refused with one line."""
    result = run("matrix", *words, cwd=assembly)
    assert result.code == 2
    assert message in result.err
    assert len(result.err.splitlines()) == 1


@pytest.fixture
def union_of_states(tmp_path: Path) -> Path:
    """Twelve states that chose one of two words on two issues, and one that is silent on the second."""
    run("init", "union", cwd=tmp_path)
    for number in (1, 2):
        outcomes = ("--options", "agree", "--options", "disagree")
        run("add-issue", f"i{number}", "--title", f"I{number}", "--kind", "choice", *outcomes, cwd=tmp_path)
    rows = [
        f"State {state:02},i{number},{'agree' if state % 3 else 'disagree'},2026-01-01,paper,own"
        for state in range(12)
        for number in (1, 2)
        if (state, number) != (5, 2)
    ]
    (tmp_path / "t.csv").write_text("\n".join(["party,issue,value,stated,source,side", *rows]) + "\n")
    assert run("import", "t.csv", "--create", cwd=tmp_path).code == 0
    return tmp_path


def test_many_parties_are_grouped_by_what_they_hold(union_of_states: Path) -> None:
    """Of more parties than have room, those that hold the same share a line, with their number; `-v` parts them."""
    words = " ".join(look("compare", "--issue", "i2", cwd=union_of_states, width=100).split())
    assert "agree (7) State 01, State 02, State 04" in words
    assert "disagree (4) State 00, State 03" in words
    assert "silent (1) State 05" in words
    assert "State 05: silent" in look("compare", "-v", "--issue", "i2", cwd=union_of_states, width=100)


def test_one_sign_a_cell(union_of_states: Path) -> None:
    """`compare --matrix` has a letter for each value, A for the one that most hold, and a key."""
    lines = look("compare", "--matrix", cwd=union_of_states, width=60).splitlines()
    assert lines[1].split() == [str(number) for number in range(1, 13)]
    assert lines[2].split() == ["i1", *"BAABAABAABAA"]
    assert lines[3].split() == ["i2", *"BAABA·BAABAA"]
    assert lines[4].startswith("1 State 00  2 State 01")
    assert max(map(len, lines)) <= 60


def test_blocks_of_a_narrow_matrix(union_of_states: Path) -> None:
    """What does not fit beside the issues stands in a block below."""
    lines = look("compare", "--matrix", cwd=union_of_states, width=24).splitlines()
    assert [line.split()[1:3] for line in lines if line.startswith("i1")] == [["B", "A"], ["A", "A"]]


def test_gaps_of_one_party(union_of_states: Path) -> None:
    """`gaps PARTY` has the pairs of one party with each of its counterparts."""
    rows = run("gaps", "state-03", "--issue", "i1", cwd=union_of_states).rows
    assert len(rows) == 11
    assert {row["one"] for row in rows} == {"state-03"}
