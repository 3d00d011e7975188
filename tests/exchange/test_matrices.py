"""`import` of tables of positions as researchers keep them: many parties on many issues, in a few words."""

from __future__ import annotations

from pathlib import Path

import pytest

from ..cli.harness import run, unchanged
from ..cli.small import load

WORDS = ("Agree", "Neutral", "Disagree")
HEAD = "Party,Issue,Question,Topic,Value,Stated,Side,Source,Address\n"
MAPS = ("--map", "issue.title=Question", "--map", "issue.group=Topic", "--map", "source.URL=Address")


def matrix(parties: tuple[str, ...] = ("Zeta", "B", "Alpha"), issues: int = 12) -> str:
    """Return a table with a row for each party on each issue."""
    rows = [
        f'{party},q{issue},"Question {issue}, whole",T{issue % 2},{WORDS[(issue + number) % 3]},2026-10-01,own,'
        '"Answers; second round",https://example.org/a\n'
        for issue in range(issues)
        for number, party in enumerate(parties)
    ]
    return HEAD + "".join(rows)


def take(folder: Path, text: str, *args: str) -> str:
    """Import a table into a new negotiation; return what is said."""
    (folder / "m.csv").write_text(text)
    result = run("import", "m.csv", "--create", *args, cwd=folder)
    assert result.code == 0, result.err
    return result.err


def test_words_that_recur_are_options(tmp_path: Path) -> None:
    """Three words over many rows are the options of every issue, in the order of the rows."""
    take(tmp_path, matrix())
    issues = load(tmp_path, "m").issues.values()
    assert {(issue.kind, issue.options) for issue in issues} == {("choice", ("agree", "neutral", "disagree"))}
    (row, *_) = run("compare", cwd=tmp_path).rows
    assert (row["zeta"], row["b"], row["alpha"]) == ("agree", "neutral", "disagree")


def test_a_few_rows_are_words(tmp_path: Path) -> None:
    """Two words of two parties may be anything."""
    take(tmp_path, matrix(("A", "B"), 1))
    assert load(tmp_path, "m").issues["q0"].kind == "text"


def test_what_a_table_says_of_its_names(tmp_path: Path) -> None:
    """Titles, groups, ladders and addresses come with the table; a second time nothing is new."""
    args = (*MAPS, "--set", "issue.ladder=disagree,neutral,Agree", "--title", "The talks")
    take(tmp_path, matrix(), *args)
    known = load(tmp_path, "m")
    issue = known.issues["q1"]
    assert (issue.title, issue.group, issue.kind) == ("Question 1, whole", "T1", "choice")
    assert (issue.ladder, issue.options) == (("disagree", "neutral", "agree"), ())
    (source,) = known.sources.values()
    assert (source.title, source.URL) == ("Answers; second round", "https://example.org/a")
    assert (known.title, list(known.parties)) == ("The talks", ["zeta", "b", "alpha"])
    assert "0 records and 0 definitions new" in take(tmp_path, matrix(), *args)


def test_roles(tmp_path: Path) -> None:
    """--role gives the role of all new parties, or of one."""
    take(tmp_path, matrix(), "--role", "observer", "--role", "zeta=mediator")
    roles = {party.id: party.role for party in load(tmp_path, "m").parties.values()}
    assert roles == {"zeta": "mediator", "b": "observer", "alpha": "observer"}


def test_nearly_equal_names_are_named(tmp_path: Path) -> None:
    """Names that differ in case are one party, in accents two; both are said."""
    said = take(tmp_path, matrix(("Sao Tome", "São Tomé", "Front", "FRONT")))
    assert 'nearly the same party: "São Tomé" and "Sao Tome" (two), "FRONT" and "Front" (one)\n' in said


@pytest.mark.parametrize(
    ("text", "args", "says"),
    [
        (matrix(), ("--set", "title=X"), "negtrack: --set title: no row can take it; delete it"),
        (matrix(), ("--map", "issue.titel=Question"), 'no field "issue.titel"'),
        (matrix(), ("--role", "boss"), '--role "boss": write one of principal'),
        (
            matrix().replace("Question 1, whole", "Another", 1),
            MAPS,
            "m.csv: row 6, 7, Question: issue q1 has another title in an earlier row; write one of them\n",
        ),
        (matrix(), ("--set", "issue.kind=choise"), "issue.kind: write one of timing"),
        (
            "Bench,Subject,Value\na,b,c\n",
            (),
            "no column is the party, the issue or the side of the speaker; name them with --map party=COLUMN "
            "--map issue=COLUMN --map side=COLUMN, one of Bench, Subject, Value",
        ),
        (
            matrix().replace("2026-10-01", "soon"),
            (),
            "m.csv: row 2, 3, 4, 5, 6, 7, 8, ",
        ),
    ],
    ids=["set", "map", "role", "two titles", "kind", "columns", "one cause"],
)
def test_what_cannot_be_taken(tmp_path: Path, text: str, args: tuple[str, ...], says: str) -> None:
    """One line a cause, and nothing is written."""
    (tmp_path / "m.csv").write_text(text)
    with unchanged(tmp_path):
        result = run("import", "m.csv", "--create", *args, cwd=tmp_path)
    assert result.code == 2
    assert says in result.err
    assert len(result.err.splitlines()) <= 3
