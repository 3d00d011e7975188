"""Options of an import that change nothing say so, and never hide what is wrong with the rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from ...cli.harness import run
from ...cli.small import load

HEAD = "Party,Issue,Value,Side,Stated,Source\n"
TABLE = f"{HEAD}Union,Pay,5%,own,2026-01-01,Gazette\nUnion,Share of nights,40%,own,2026-01-01,Gazette\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder into which the table was imported."""
    (tmp_path / "t.csv").write_text(TABLE)
    assert run("import", "t.csv", "--create", cwd=tmp_path).code == 0
    return tmp_path


KEPT = "not taken of what is defined already:"


@pytest.mark.parametrize(
    ("option", "message"),
    [
        (
            ("--set", "source.issued=2026-01-01"),
            f"source.issued {KEPT} gazette (none, not 2026-01-01); use edit sources",
        ),
        (("--set", "issue.title=Wages"), f"issue.title {KEPT} pay (Pay, not Wages), "),
        (("--set", "party.role=observer"), f"party.role {KEPT} union (principal, not observer); use edit union"),
        (("--set", "side=media"), "--set side=media filled no cell"),
        (
            ("--same", "Share of nights=Pay"),
            "warning: share-of-nights is an issue of its own, whose 1 record stays beside",
        ),
    ],
)
def test_what_changes_nothing_is_said(folder: Path, option: tuple[str, str], message: str) -> None:
    """A default for what is defined or filled already, and a name that has records of its own."""
    result = run("import", "t.csv", *option, "--create", cwd=folder)
    assert result.code == 0
    assert f"negtrack: {message}" in result.err


@pytest.mark.parametrize("option", ["source.title=Gazette", "party.role=principal", "issue.kind=percent"])
def test_what_is_so_already_is_not_said(folder: Path, option: str) -> None:
    """The same command on a table that grew is quiet."""
    table = HEAD + "Union,Pay,6%,own,2026-01-02,Gazette\n"
    (folder / "t.csv").write_text(table)
    assert "not taken" not in run("import", "t.csv", "--set", option, cwd=folder).err


def test_an_empty_column_is_named(folder: Path) -> None:
    """`--map` of a column in which no row has anything."""
    (folder / "t.csv").write_text("".join(f"{line},{'Words' if line in HEAD else ''}\n" for line in TABLE.splitlines()))
    result = run("import", "t.csv", "--map", "note=Words", cwd=folder)
    assert "negtrack: --map note=Words: the column is empty in all rows\n" in result.err


@pytest.mark.parametrize(
    ("option", "message"),
    [
        (("--kind", "bogus=percent"), "--kind bogus=percent: no row names this issue; write its id"),
        (("--role", "bogus=observer"), "--role bogus=observer: no row names this party; write its id"),
        (("--role", "union=observer"), "--role union=observer: union is a principal already; change its role with "),
        (("--same", "Bogus=Pay"), "--same 'bogus=Pay': no row has the name bogus; write it as in the rows"),
    ],
)
def test_a_name_that_no_row_has_is_refused(folder: Path, option: tuple[str, str], message: str) -> None:
    """Also the role of a party that has another."""
    result = run("import", "t.csv", *option, cwd=folder)
    assert result.code == 2
    assert result.err.startswith(f"negtrack: {message}")


def test_the_errors_of_rows_come_first(tmp_path: Path) -> None:
    """A head that is refused, or a row, is why no row names an issue."""
    (tmp_path / "w.csv").write_text("Issue,Union,Employer rejected\nPay,5%,3%\n")
    words = ("--wide", "--set", "side=own", "--set", "stated=2026-01-01", "--create", "--kind", "Pay=percent")
    wide = run("import", "w.csv", *words, cwd=tmp_path)
    assert wide.err.startswith('w.csv: row 1, Employer rejected (C): "rejected" may be a part of')
    assert wide.err.endswith("negtrack: nothing written: 1 error (see above)\n")
    (tmp_path / "t.csv").write_text(TABLE.replace("5%", "tbd"))
    rows = run("import", "t.csv", "--create", "--kind", "bogus=percent", "--skip-bad", cwd=tmp_path)
    assert rows.err.startswith('t.csv: row 2, Value: "tbd" is no value')
    assert rows.err.endswith("negtrack: --kind bogus=percent: no row names this issue; write its id\n")
    skipped = run("import", "t.csv", "--create", "--kind", "pay=percent", "--skip-bad", cwd=tmp_path)
    assert skipped.code == 0


def test_a_dry_run_creates_nothing(tmp_path: Path) -> None:
    """It says what it would create."""
    (tmp_path / "t.csv").write_text(TABLE)
    result = run("import", "t.csv", "--create", "--dry-run", cwd=tmp_path)
    assert "negtrack: would create 2 issues: pay (percent" in result.err
    assert "negtrack: created" not in result.err


@pytest.mark.parametrize(
    ("values", "stored"),
    [
        (("ja", "Nein", "NEIN"), ["yes", "no", "no"]),
        (("oui", "non"), ["yes", "no"]),
        (("s\u00ed", "no", "S\u00ed"), ["yes", "no", "yes"]),
        (("si\u0301", "No"), ["yes", "no"]),
        (("\u2713", "\u2713"), ["yes", "yes"]),
        (("\u0434\u0430", "\u043d\u0435\u0442"), ["yes", "no"]),
    ],
)
def test_yes_and_no_of_other_languages(tmp_path: Path, values: tuple[str, ...], stored: list[str]) -> None:
    """They are read as what they say, which is said."""
    rows = "".join(f"Union,Deal,{value},own,2026-01-{day:02},\n" for day, value in enumerate(values, 1))
    (tmp_path / "t.csv").write_text(HEAD + rows, "utf-8")
    result = run("import", "t.csv", "--create", cwd=tmp_path)
    known = load(tmp_path, "t")
    assert known.issues["deal"].kind == "yes-no"
    assert [position.value for position in sorted(known.positions, key=lambda one: one.stated.text)] == stored  # type: ignore[union-attr]
    assert f'negtrack: read "{values[0]}" as "yes"' in result.err


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("x", '"x" may be a mark for yes, or a cross for no; write yes or no'),
        ("\u2717", '"\u2717" may be a mark for yes, or a cross for no; write yes or no'),
        ("\u2610", '"\u2610" may be no, or not said; write yes or no'),
        ("ne", 'not a yes-no value; write "yes", "no", "yes or no"'),
    ],
)
def test_marks_with_two_readings(tmp_path: Path, value: str, message: str) -> None:
    """A cross and an empty box are no answer to yes or no, and a word that is yes in one language and no in another."""
    (tmp_path / "t.csv").write_text(f"{HEAD}Union,Deal,{value},own,2026-01-01,\n", "utf-8")
    result = run("import", "t.csv", "--create", "--kind", "yes-no", cwd=tmp_path)
    assert message in result.err
    assert result.code == 2


def test_a_column_of_years(tmp_path: Path) -> None:
    """Numbers that may all be years are dates or quantities by the user's word; with another number they are none."""
    years = HEAD + "".join(f"Union,Goal,{year},own,2026-01-{day:02},\n" for day, year in enumerate((2030, 2045), 1))
    (tmp_path / "t.csv").write_text(years)
    result = run("import", "t.csv", "--create", cwd=tmp_path)
    assert '"2030" may be a number or a year; give its kind with --kind goal=quantity or --kind goal=date' in result.err
    (tmp_path / "t.csv").write_text(f"{years}Union,Goal,700,own,2026-01-03,\n")
    assert run("import", "t.csv", "--create", cwd=tmp_path).code == 0
    assert load(tmp_path, "t").issues["goal"].kind == "quantity"


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (("--kind", "text"), "--kind text changed nothing: no new issue takes its kind from it"),
        (("--role", "observer"), "--role observer changed nothing: no new party takes its role from it"),
        (("--apart", "Union=Onion"), "--apart 'Union=Onion' changed nothing: no new name has the id of the other"),
    ],
)
def test_what_is_said_of_all_new_things_where_there_is_none(
    folder: Path, given: tuple[str, str], sentence: str
) -> None:
    """A kind or role for all new ones, and two names kept apart, say so where nothing takes them."""
    result = run("import", "t.csv", "--create", *given, cwd=folder)
    assert result.code == 0
    assert f"negtrack: {sentence}\n" in result.err


def test_two_names_that_are_kept_apart(tmp_path: Path) -> None:
    """`--apart` that was needed says nothing."""
    (tmp_path / "t.csv").write_text(f"{HEAD}B,Pay,5%,own,2026-01-01,Gazette\nB*,Pay,6%,own,2026-01-01,Gazette\n")
    result = run("import", "t.csv", "--create", "--apart", "B=B*", cwd=tmp_path)
    assert result.code == 0
    assert "changed nothing" not in result.err
