"""What an import asks, once for each question, and what it reads of names and heads."""

from __future__ import annotations

from pathlib import Path

import pytest

from ...cli.harness import run, unchanged

SAID = ("--set", "side=own", "--set", "stated=2026-11-01")


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    """An empty negotiation."""
    assert run("init", "talks", cwd=tmp_path).code == 0
    return tmp_path


def test_one_question_about_a_kind_is_one_line(talks: Path) -> None:
    """Years that may be numbers are asked about once for each issue, whatever the number of cells."""
    rows = [f"P{party},Topic {topic},{2030 + party}" for party in range(9) for topic in range(2)]
    (talks / "t.csv").write_text("\n".join(("Party,Issue,Value", *rows)), "utf-8")
    with unchanged(talks):
        result = run("import", "t.csv", "--create", *SAID, cwd=talks)
    first, second, last = result.err.splitlines()
    assert first.startswith('t.csv: row 2, Value: "2030" may be a number or a year; give its kind with --kind topic-0=')
    assert first.endswith("; 8 more cells on topic-0 too")
    assert second.endswith("; 8 more cells on topic-1 too")
    assert last == "negtrack: nothing written: 2 errors (see above)"


def test_a_line_break_in_a_name_is_a_blank(talks: Path) -> None:
    """The name of a party has no line break, nor two blanks, and is found without them."""
    rows = '"St Mary\nTrust"|Bonus|EUR 500\n"St  Mary Trust"|Wages|5%\n'
    (talks / "t.csv").write_text(f"Party|Issue|Value\n{rows}", "utf-8")
    assert run("import", "t.csv", "--create", *SAID, cwd=talks).code == 0
    assert [row["name"] for row in run("query", "SELECT name FROM party", cwd=talks).rows] == ["St Mary Trust"]


@pytest.mark.parametrize("head", ["Position", "Proposal", "Demand"])
def test_a_column_of_positions_has_the_values(talks: Path, head: str) -> None:
    """Where the parties and the issues have columns, that of positions has the values, and that is said."""
    (talks / "t.csv").write_text(f"Delegation,Agenda item,{head}\nNorway,Quota,5\n", "utf-8")
    result = run("import", "t.csv", "--create", *SAID, cwd=talks)
    assert result.code == 0, result.err
    assert f"negtrack: read as the value: {head}\n" in result.err


@pytest.mark.parametrize(
    ("heads", "missing"),
    [("Delegation,Agenda item,Stand", "the value"), ("Delegation,Article,Position", "the issue")],
)
def test_the_message_names_what_is_missing(talks: Path, heads: str, missing: str) -> None:
    """A head that is read is not asked for again."""
    (talks / "t.csv").write_text(f"{heads}\nNorway,Quota,5\n", "utf-8")
    result = run("import", "t.csv", "--create", *SAID, cwd=talks)
    assert result.code == 2
    assert f"t.csv: no column is {missing}; name it with --map " in result.err


def test_two_columns_of_positions_are_asked_about(talks: Path) -> None:
    """Of a demand and an offer beside it, none is chosen."""
    (talks / "t.csv").write_text("Party,Issue,Demand,Offer\nNorway,Quota,5,6\n", "utf-8")
    result = run("import", "t.csv", "--create", *SAID, cwd=talks)
    assert "no column is the value; name it with --map value=COLUMN, one of Party, Issue, Demand, Offer" in result.err


def test_agenda_items_begin_a_wide_table(talks: Path) -> None:
    """With names beside them and values alike in half of the rows, the parties stand across."""
    (talks / "t.csv").write_text("Agenda item,New Zealand,Norway\nEmissions,40%,50%\nVoting,unanimity,majority\n")
    result = run("import", "t.csv", "--create", *SAID, cwd=talks)
    assert result.code == 0, result.err
    assert "read as a wide table: issues in Agenda item (A), New Zealand (B), Norway (C)" in result.err


def test_an_option_is_no_empty_word(talks: Path) -> None:
    """What an issue lists as an option is a value, also `pending`."""
    words = ("--kind", "choice", "--options", "pending", "--options", "done")
    assert run("add-issue", "status", "--title", "Status", *words, cwd=talks).code == 0
    (talks / "t.csv").write_text("Party,Issue,Value\nNorway,status,pending\n", "utf-8")
    result = run("import", "t.csv", "--create", *SAID, cwd=talks)
    assert result.code == 0, result.err


def test_an_empty_block_of_a_source(talks: Path) -> None:
    """A sheet with a source of which it says nothing is said to have one."""
    (talks / "s.toml").write_text('[source.crp-1]\ntitle = "X"\n[source.crp-2]\n', "utf-8")
    result = run("import", "s.toml", cwd=talks)
    assert "negtrack: empty, write a title and a date: [source.crp-2] (line 3)\n" in result.err
