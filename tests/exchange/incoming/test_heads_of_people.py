"""Heads of columns as people write them: who speaks, what about, and who leads the talks without being a party."""

from __future__ import annotations

from pathlib import Path

import pytest

from ...cli.harness import run, unchanged

SAID = ("--set", "side=own", "--set", "stated=2026-01-01")


@pytest.mark.parametrize("party", ["Delegation", "Delegations", "Country", "Member", "Member State"])
@pytest.mark.parametrize("issue", ["Agenda item", "Item", "Topic"])
def test_who_and_what_in_other_words(tmp_path: Path, party: str, issue: str) -> None:
    """The only column of such a head is the party or the issue, and that is said."""
    (tmp_path / "t.csv").write_text(f"{party},{issue},Value\nNorway,Quota,5\nIceland,Quota,6\n")
    result = run("import", "t.csv", "--create", *SAID, cwd=tmp_path)
    assert result.code == 0, result.err
    assert f"negtrack: read as the party: {party}\nnegtrack: read as the issue: {issue}\n" in result.err
    assert [row["name"] for row in run("query", "SELECT name FROM party ORDER BY name", cwd=tmp_path).rows] == [
        "Iceland",
        "Norway",
    ]


@pytest.mark.parametrize("heads", ["Delegation,Country,Topic", "Delegation,Topic,Item", "Delegation,Article,Colour"])
def test_two_readings_of_heads(tmp_path: Path, heads: str) -> None:
    """Two such columns, or an article that may be of a treaty or a newspaper, are not chosen among."""
    (tmp_path / "t.csv").write_text(f"{heads},Value\nNorway,Fish,Quota,5\n")
    with unchanged(tmp_path):
        result = run("import", "t.csv", "--create", *SAID, cwd=tmp_path)
    assert (result.code, len(result.err.splitlines())) == (2, 1)
    assert "no column is the" in result.err


@pytest.mark.parametrize("head", ["Article", "Agenda items", "Item"])
def test_issues_of_a_wide_table(tmp_path: Path, head: str) -> None:
    """With parties across, the first column of such a head has the issues."""
    (tmp_path / "t.csv").write_text(f"{head},Union,Company\nQuota,5,6\nFees,7,8\n")
    result = run("import", "t.csv", "--create", *SAID, cwd=tmp_path)
    assert result.code == 0, result.err
    assert f"issues in {head} (A)" in result.err


@pytest.mark.parametrize(
    "head", ["Chair's text", "Co-Chairs", "Text of the Chair", "Facilitator", "Mediator's proposal"]
)
def test_who_leads_the_talks_is_no_party_unasked(tmp_path: Path, head: str) -> None:
    """The head is refused, with an option that can be copied as it stands; with it, it is a party of that role."""
    (tmp_path / "t.csv").write_text(f"Issue,Union,{head}\nQuota,5,6\nFees,7,8\n")
    with unchanged(tmp_path):
        result = run("import", "t.csv", "--create", *SAID, cwd=tmp_path)
    quote = '"' if "'" in head else "'"
    assert result.code == 2
    assert (
        f"may lead the talks and be no party to them; name the party with --same {quote}{head}=PARTY{quote},"
        in result.err
    )
    result = run(
        "import", "t.csv", "--create", *SAID, "--same", f"{head}=Chair", "--role", "chair=mediator", cwd=tmp_path
    )
    assert result.code == 0, result.err


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("t.csv", "party,issue,value\n"),
        ("t.json", "[]"),
        ("t.jsonl", ""),
        ("t.csv", "party,issue,value\nUnion,Pay,\n"),
    ],
)
def test_nothing_to_import_starts_nothing(tmp_path: Path, name: str, text: str) -> None:
    """A file without any record, or of which none is left, starts no negotiation."""
    (tmp_path / name).write_text(text)
    with unchanged(tmp_path):
        result = run("import", name, "--create", "--skip-bad", *SAID, cwd=tmp_path)
    assert result.code == 2
    assert "negtrack: started" not in result.err
