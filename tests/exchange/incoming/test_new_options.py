"""New options of known issues: a later file brings them where it is asked to; the place of a rung is never guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from negtrack.store import large

from ...cli.harness import Result, contents, run, unchanged
from ...cli.small import load

HEAD = "party,issue,value,side,stated\n"
FIRST = f"{HEAD}union,will,Agree,own,2026-01-01\nemployer,will,neutral,own,2026-01-01\n"


def rows(*values: str) -> str:
    """Return a later table with one row for each value."""
    return HEAD + "".join(f'union,will,"{value}",own,2026-0{number}-01\n' for number, value in enumerate(values, 2))


@pytest.fixture(params=[(), ("--set", "issue.ladder=neutral,agree")], ids=["options", "ladder"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Return a folder with an issue of options, or of rungs."""
    (tmp_path / "t.csv").write_text(FIRST)
    assert run("import", "t.csv", "--create", "--kind", "choice", *request.param, cwd=tmp_path).code == 0
    return tmp_path


def take(folder: Path, table: str, *args: str) -> Result:
    """Import a later table."""
    (folder / "later.csv").write_text(table)
    return run("import", "later.csv", *args, cwd=folder)


options = pytest.mark.parametrize("folder", [()], indirect=True, ids=["options"])
ladder = pytest.mark.parametrize("folder", [("--set", "issue.ladder=neutral,agree")], indirect=True, ids=["ladder"])


def test_nothing_is_added_unasked(folder: Path) -> None:
    """An option that the issue does not list is refused."""
    with unchanged(folder / "data"):
        result = take(folder, rows("disagree"))
    assert 'no option "disagree"; did you mean agree? options: ' in result.err


@options
def test_new_options_stand_behind_the_known_ones(folder: Path) -> None:
    """In the order of the rows; the report names them, the rest of the file stays byte for byte, and undo takes them
    back."""
    path = folder / "data/t/negotiation.toml"
    path.write_text(path.read_text().replace("[issue.will]", "[issue.will] # ours").replace("\n", "\r\n"))
    before = contents(folder / "data")
    text = path.read_bytes()
    result = take(folder, rows("Disagree", "agree or Strike first", "NEUTRAL"), "--create")
    assert result.code == 0, result.err
    assert "negtrack: added to the options of will: disagree (near agree), strike-first\n" in result.err
    assert load(folder, "t").issues["will"].options == ("agree", "neutral", "disagree", "strike-first")
    values = [position.value for position in load(folder, "t").positions if position.party == "union"]
    assert values == ["agree", "disagree", "agree or strike-first", "neutral"]
    added = b'    "disagree",\r\n    "strike-first",\r\n'
    assert path.read_bytes().replace(added, b"") == text
    assert run("undo", "--yes", cwd=folder).code == 0
    assert contents(folder / "data") == before


@options
def test_a_dry_run_names_them_and_writes_nothing(folder: Path) -> None:
    """And the changes are those that the write brings, on the options that are then there."""
    with unchanged(folder / "data"):
        result = take(folder, rows("strike first"), "--create", "--dry-run")
    assert "negtrack: would be added to the options of will: strike-first\n" in result.err
    assert "~ union will: agree -> strike-first  changed\n" in result.err


@options
def test_an_option_of_a_skipped_row_is_not_added(folder: Path) -> None:
    """Only those that are named in what is written."""
    table = rows("disagree", "strike first").replace("2026-03-01", "no day")
    result = take(folder, table, "--create", "--skip-bad")
    assert result.code == 0, result.err
    assert load(folder, "t").issues["will"].options == ("agree", "neutral", "disagree")


@options
@pytest.mark.parametrize(
    "value",
    [
        "not agree", "at least agree", "agree..neutral", "one of agree or neutral or x", "5,000", "agree?", "A+", "",
        "we would agree only if the employer signs the first offer", "unspecified",
    ],
)  # fmt: skip
def test_what_is_no_option(folder: Path, value: str) -> None:
    """Words of the notation, numbers that an id would change, doubts and sentences make none."""
    take(folder, rows(value), "--create")
    assert load(folder, "t").issues["will"].options == (
        ("agree", "neutral", "a") if value == "A+" else ("agree", "neutral")
    )


@options
def test_two_new_options_with_one_id(folder: Path) -> None:
    """The user alone can say that they are two."""
    with unchanged(folder / "data"):
        result = take(folder, rows("B", "B*"), "--create")
    assert 'no option "b*"; did you mean b? options: agree, neutral, b' in result.err


@ladder
def test_the_place_of_a_new_rung_is_asked_for(folder: Path) -> None:
    """And given with all rungs."""
    with unchanged(folder / "data"):
        result = take(folder, rows("disagree"), "--create")
    assert "; give a new one its place with --ladder will=neutral,agree\n" in result.err
    result = take(folder, rows("disagree"), "--create", "--ladder", "will=disagree,Neutral,agree")
    assert result.code == 0, result.err
    assert load(folder, "t").issues["will"].ladder == ("disagree", "neutral", "agree")


@ladder
@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("will=agree,disagree,neutral", "write all of its rungs in their order: neutral, agree"),
        ("will=disagree,agree", "write all of its rungs in their order: neutral, agree"),
        ("pay=a,b", "no issue with a ladder; a new one gets its own by --set issue.ladder"),
        ("will", 'write ISSUE=RUNG,RUNG,... from least to most'),
    ],
)  # fmt: skip
def test_a_ladder_keeps_its_rungs_and_their_order(folder: Path, given: str, says: str) -> None:
    """Else nothing is written."""
    with unchanged(folder / "data"):
        result = take(folder, rows("disagree"), "--create", "--ladder", given)
    assert result.err.endswith(f"{says}\n")


@ladder
def test_a_ladder_that_no_row_needs_changes_nothing(folder: Path) -> None:
    """The file keeps its rungs."""
    take(folder, rows("neutral"), "--create", "--ladder", "will=disagree,neutral,agree")
    assert load(folder, "t").issues["will"].ladder == ("neutral", "agree")


@options
def test_offers_bring_options_too(folder: Path) -> None:
    """As the terms of a table of offers."""
    table = "party,tabled,will,side\nunion,2026-02-01,Strike,own\n"
    result = take(folder, table, "--create", "--offers")
    assert result.code == 0, result.err
    assert load(folder, "t").issues["will"].options == ("agree", "neutral", "strike")


@options
def test_a_large_negotiation_gets_them_too(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where records come from the cache."""
    monkeypatch.setattr(large, "LEAST", 0)
    assert run("show", cwd=folder).code == 0
    assert take(folder, rows("Strike"), "--create").code == 0
    assert take(folder, rows("Strike", "Strike twice"), "--create").code == 0
    assert load(folder, "t").issues["will"].options == ("agree", "neutral", "strike", "strike-twice")
    assert run("check", cwd=folder).code == 0
