"""`agree`: two coders of one negotiation, two sheets, two folders."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ..negotiations import FILES, write_negotiation
from .harness import look, run, unchanged

KB = {
    "1": ("pay", "100", "¶1", "demand"),
    "2": ("pay", "120", "¶2", "demand"),
    "3": ("start", "2 weeks", "¶3", "offer"),
}
MO = {"1": ("pay", "100", "¶1", "demand"), "2": ("pay", "130", "¶2", "offer"), "4": ("start", "14 days", "¶3", "offer")}
PAIRS = ["agree", "kb", "mo"]


def records(coder: str, coded: dict[str, tuple[str, str, str, str]], named: bool = True) -> str:
    """Return the positions of a coder as tables of a sheet."""
    return "".join(
        f'[position.{coder}-{name}]\nparty = "union"\nissue = "{issue}"\nvalue = "{value}"\nlocator = "{place}"\n'
        f'stance = "{stance}"\nsources = ["gazette"]\nside = "own"\nrecorded = 2024-04-01 00:00:00Z\n'
        + (f'coder = "{coder}"\n' if named else "")
        for name, (issue, value, place, stance) in coded.items()
    )


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    """A negotiation in which two have coded one source."""
    own = records("kb", KB).replace('party = "union"\n', "") + records("mo", MO).replace('party = "union"\n', "")
    union = FILES["parties/union.toml"]
    write_negotiation(tmp_path / "data/talks", {**FILES, "parties/union.toml": f"{union}\n{own}"})
    return tmp_path


@pytest.fixture
def sheets(tmp_path: Path) -> Path:
    """The same as two sheets beside the negotiation."""
    write_negotiation(tmp_path / "data/talks")
    (tmp_path / "kb.toml").write_text(records("kb", KB))
    (tmp_path / "mo.toml").write_text(records("mo", MO))
    return tmp_path


def test_two_coders(talks: Path) -> None:
    """Values by kind and unit, then other fields; 2 weeks are 14 days, and what no chance could part has no alpha."""
    result = run(*PAIRS, cwd=talks)
    assert (result.code, result.err) == (0, "")
    rows = {row["id"]: row for row in result.rows}
    pay = rows["quantity, euros"]
    assert (pay["metric"], pay["units"], pay["alike"], pay["share"]) == ("interval", "2", "1", "0.5")
    assert (pay["alpha_exact"], pay["alpha"][:5]) == ("8/9", "0.888")
    start = rows["timing, days"]
    assert (start["units"], start["alike"], start["alpha"], start["reason"]) == ("1", "1", "", "no two values differ")
    assert (rows["stance"]["units"], rows["stance"]["alike"]) == ("3", "2")
    assert "not computable: no two values differ" in look(*PAIRS, cwd=talks)


def test_settle(talks: Path) -> None:
    """Each difference is a row with both records, then what only one read out."""
    (talks / "data/talks/parties/employer.toml").write_text(
        FILES["parties/employer.toml"]
        + "\n"
        + records("mo", {"5": ("pay", "90", "¶9", "offer")}).replace('party = "union"\n', "")
    )
    rows = run(*PAIRS, "--settle", cwd=talks).rows
    assert [(row["field"], row["one_value"], row["other_value"], row["distance"], row["unit"]) for row in rows] == [
        ("value", "120", "130", "10", "euros"),
        ("stance", "demand", "offer", "", ""),
        ("record", "", "90", "", ""),
    ]
    assert [row["one_id"] for row in rows] == ["kb-2", "kb-2", ""]
    assert [row["other_id"] for row in rows] == ["mo-2", "mo-2", "mo-5"]
    assert "kb-2" in look(*PAIRS, "--settle", "-v", cwd=talks, width=150)


def test_one_source_stands_in_the_title(talks: Path) -> None:
    """What all rows would repeat stands once; two sources have a column."""
    page = look(*PAIRS, "--settle", cwd=talks)
    assert "Agreement of kb and mo on gazette" in page
    assert page.count("gazette") == 1
    (row, *_) = run(*PAIRS, "--settle", cwd=talks).rows
    assert row["source"] == "gazette"
    run("add-source", "daily", "--title", "Daily", "--issued", "2024-03-24", cwd=talks)
    run("add-position", "union", "start", "2 weeks", "--source", "daily", "--coder", "mo", cwd=talks)
    assert " on gazette" not in (page := look(*PAIRS, "--settle", cwd=talks))
    assert page.count("gazette") > 1


def test_coders_sheets_and_folders(talks: Path) -> None:
    """The same records give the same coefficients, wherever they are kept."""
    found = [values_of(*PAIRS, cwd=talks)]
    for name, coded in (("kb", KB), ("mo", MO)):
        (talks / f"{name}.toml").write_text(records(name, coded))
        union = FILES["parties/union.toml"].replace("[position.first]", f'[position.of-{name}]\nlocator = "{name}"')
        own = records(name, coded).replace('party = "union"\n', "")
        files = {**FILES, "parties/union.toml": union + "\n" + own}
        write_negotiation(talks / f"of-{name}/talks", files)
    others = (("kb.toml", "mo.toml"), ("of-kb", "of-mo/talks"), ("kb.toml", "of-mo"), ("kb", "mo.toml"))
    found += [values_of("agree", *words, cwd=talks) for words in others]
    assert found == [found[0]] * len(found)


def values_of(*words: str, cwd: Path) -> list[list[str]]:
    """Return the rows of an answer without the names of the coders."""
    result = run(*words, cwd=cwd)
    assert (result.code, result.err) == (0, "")
    return [[cell for key, cell in row.items() if key not in ("one", "other")] for row in result.rows]


def test_copies_were_not_coded_twice(tmp_path: Path) -> None:
    """A record that two folders have from the same instant is left out; coded at two instants it is a unit."""
    write_negotiation(tmp_path / "one/talks")
    shutil.copytree(tmp_path / "one", tmp_path / "two")
    alone = run("agree", "one", "two", cwd=tmp_path).rows
    assert {(row["units"], row["reason"]) for row in alone} == {("0", "no common unit")}
    union = FILES["parties/union.toml"].replace("03-26", "03-27")
    write_negotiation(tmp_path / "two/talks", {**FILES, "parties/union.toml": union})
    assert {row["units"] for row in run("agree", "one", "two", cwd=tmp_path).rows} == {"1"}


def test_no_common_unit(sheets: Path) -> None:
    """Two who read other words have no alpha; and are not said to agree."""
    (sheets / "mo.toml").write_text(records("mo", MO).replace("¶", "p. "))
    result = run("agree", "kb.toml", "mo.toml", cwd=sheets)
    assert {(row["alpha"], row["share"], row["reason"]) for row in result.rows} == {("", "", "no common unit")}
    assert "not computable: no common unit" in look("agree", "kb.toml", "mo.toml", cwd=sheets)


@pytest.mark.parametrize("metric", ["nominal", "ordinal", "interval", "ratio"])
def test_levels_of_measurement(talks: Path, metric: str) -> None:
    """Numbers are measured on the level that is asked for."""
    rows = run(*PAIRS, "--metric", metric, cwd=talks).rows
    assert {row["metric"] for row in rows if row["field"] == "value"} == {metric}


def test_definitions_that_differ(tmp_path: Path) -> None:
    """Two folders that define an issue otherwise are refused, as its values are not of one kind."""
    write_negotiation(tmp_path / "one/talks")
    other = FILES["negotiation.toml"].replace('"euros"', '"dollars"')
    union = FILES["parties/union.toml"].replace("03-26", "03-27")
    write_negotiation(tmp_path / "two/talks", {**FILES, "negotiation.toml": other, "parties/union.toml": union})
    result = run("agree", "one", "two", cwd=tmp_path)
    assert (result.code, result.out) == (2, "")
    assert result.err == "negtrack: one and two define the issue pay otherwise; give it one kind, unit and options\n"


def test_one_file_under_two_names(sheets: Path) -> None:
    """It is one coder."""
    with unchanged(sheets):
        assert "is named twice" in run("agree", "kb.toml", "./kb.toml", cwd=sheets).err
