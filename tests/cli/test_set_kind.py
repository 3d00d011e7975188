"""`set-kind`: another kind for an issue that an import guessed; every value is read anew, or nothing is written."""

from __future__ import annotations

import tomllib
from pathlib import Path
from unittest import mock

import pytest
import tomli_w

from negtrack.values import read_value

from .harness import Result, contents, run, unchanged

TABLE = """\
party,issue,value,stated
north,pause,30 days,2024-03-01
south,pause,up to 6 weeks,2024-03-01
north,who,Very important,2024-03-01
south,who,not important,2024-03-01
north,sum,$5m,2024-03-01
south,sum,12.500,2024-03-01
"""


@pytest.fixture
def words(tmp_path: Path) -> Path:
    """Return a folder with a table that was imported as mere words."""
    (tmp_path / "table.csv").write_text(TABLE)
    assert import_again(tmp_path).code == 0
    return tmp_path


def import_again(folder: Path) -> Result:
    """Import the table."""
    options = ("--create", "--kind", "text", "-n", "talks", "--set", "side=own")
    kinds = ("--create", "-n", "talks", "--set", "side=own")
    return run("import", "table.csv", *(kinds if (folder / "data").exists() else options), cwd=folder)


def values_of(folder: Path, issue: str) -> list[str]:
    """Return the values on an issue as the files have them."""
    rows = run("query", f"SELECT value FROM position WHERE issue = '{issue}'", cwd=folder).rows
    return [row["value"] for row in rows]


def test_values_are_read_anew(words: Path) -> None:
    """They are stored in canonical words, as an import of that kind would have, and it is said how they are read."""
    result = run("set-kind", "pause", "duration", cwd=words)
    assert (result.code, result.out) == (0, "")
    assert result.err == 'negtrack: "up to 6 weeks" is read as "at most 6 weeks"\nnegtrack: pause is a duration now\n'
    assert values_of(words, "pause") == ["30 days", "at most 6 weeks"]
    assert 'kind = "duration"' in (words / "data/talks/negotiation.toml").read_text()


def test_a_table_is_recorded_already_after_it(words: Path) -> None:
    """The table from which the values came brings nothing new."""
    assert run("set-kind", "pause", "duration", cwd=words).code == 0
    with unchanged(words):
        assert "0 records and 0 definitions new, 6 already there" in import_again(words).err


def test_nothing_but_kind_and_values_changes(words: Path) -> None:
    """Every other line of the files stays."""
    before = contents(words)
    assert run("set-kind", "pause", "duration", cwd=words).code == 0
    for name, raw in contents(words).items():
        old, new = before[name].decode().splitlines(), raw.decode().splitlines()
        assert len(old) == len(new)
        changed = [pair for pair in zip(old, new, strict=True) if pair[0] != pair[1]]
        assert all(one.partition(" = ")[0] in ("kind", "value") for one, _ in changed)


def test_a_choice_takes_its_values_as_options(words: Path) -> None:
    """In the order of the files, unless they are given."""
    assert run("set-kind", "who", "choice", cwd=words).code == 0
    row = run("issues", "--json", cwd=words).json["rows"]
    assert values_of(words, "who") == ["very-important", "not-important"]
    text = (words / "data/talks/negotiation.toml").read_text()
    assert 'options = [\n    "very-important",\n    "not-important",\n]\n' in text, row


def test_a_ladder_is_given(words: Path) -> None:
    """And goes again with the kind that had it."""
    assert run("set-kind", "who", "choice", "--ladder", "not-important,very-important", cwd=words).code == 0
    path = words / "data/talks/negotiation.toml"
    assert 'ladder = [\n    "not-important",\n    "very-important",\n]\n' in path.read_text()
    assert run("set-kind", "who", "text", cwd=words).code == 0
    assert "ladder" not in path.read_text()


def test_every_value_that_cannot_be_read_is_listed(words: Path) -> None:
    """Those with two readings too; then nothing is written."""
    with unchanged(words):
        result = run("set-kind", "sum", "quantity", cwd=words)
    assert result.code == 2
    *problems, last = result.err.splitlines()
    assert [line.partition(": ")[0] for line in problems] == ["parties/north.toml:22", "parties/south.toml:22"]
    assert '"12.500" may be 12500 or 12.5' in problems[1]
    assert last == "negtrack: nothing written: sum cannot be a quantity: 2 errors (see above)"


def test_a_dry_run_prints_the_diff(words: Path) -> None:
    """And writes nothing."""
    with unchanged(words):
        result = run("set-kind", "pause", "duration", "--dry-run", cwd=words)
    assert '-kind = "text"\n+kind = "duration"\n' in result.out
    assert '-value = "up to 6 weeks"\n+value = "at most 6 weeks"\n' in result.out


def test_the_kind_that_it_has(words: Path) -> None:
    """Nothing is written."""
    with unchanged(words):
        result = run("set-kind", "pause", "text", cwd=words)
    assert result.err == "negtrack: pause is a text already; nothing written\n"


@pytest.mark.parametrize(
    ("one", "other", "says"),
    [
        ("5,000", "3", '"5,000" would be the option 5-000; write it in words, or as another kind'),
        ("5,000 or 3", "3", '"5,000" would be the option 5-000; write it in words, or as another kind'),
        ("1 500", "3", '"1 500" would be the option 1-500; write it in words, or as another kind'),
        ("-5", "3", '"-5" would be the option 5; write it in words, or as another kind'),
        ("10%", "3", '"10%" would be the option 10; write it in words, or as another kind'),
        ("30:1", "3", '"30:1" would be the option 30-1; write it in words, or as another kind'),
        ("\N{EURO SIGN}5", "3", '"\N{EURO SIGN}5" would be the option 5; write it in words, or as another kind'),
        ("5+", "3", '"5+" would be the option 5; write it in words, or as another kind'),
        ("agreed (?)", "no", '"agreed (?)" would be the option agreed; write it in words, or as another kind'),
        ("A", "A+", '"A+" has the id a of the option "a"; write one of them otherwise'),
        ("A", "A+ or B", '"A+ or B": "A+" has the id a of the option "a"; write one of them otherwise'),
    ],
)
def test_an_option_says_no_more_than_its_value(tmp_path: Path, one: str, other: str, says: str) -> None:
    """A value whose id would be another number, no doubt, or that of other words, is listed with its record."""
    rows = f'party,issue,value,stated,side\nnorth,pay,"{one}",2024-03-01,own\nsouth,pay,"{other}",2024-03-01,own\n'
    (tmp_path / "table.csv").write_text(rows)
    assert run("import", "table.csv", "--create", "--kind", "text", "-n", "talks", cwd=tmp_path).code == 0
    with unchanged(tmp_path):
        result = run("set-kind", "pay", "choice", cwd=tmp_path)
    assert result.code == 2
    assert result.err.count(says) == 1
    assert result.err.endswith("negtrack: nothing written: pay cannot be a choice: 1 error (see above)\n")


def test_an_option_is_its_own_words(tmp_path: Path) -> None:
    """Quotation marks, full stops, numbered words and ranges of whole numbers stay options."""
    rows = ["Phase 2.", '""At once""', "3-5", "Art. 7", "at_once", "not-at once"]
    lines = "".join(f'north,pay{number},"{value}",2024-03-01,own\n' for number, value in enumerate(rows))
    (tmp_path / "table.csv").write_text(f"party,issue,value,stated,side\n{lines}")
    assert run("import", "table.csv", "--create", "--kind", "choice", "-n", "talks", cwd=tmp_path).code == 0
    stored = [value for number in range(len(rows)) for value in values_of(tmp_path, f"pay{number}")]
    assert stored == ["phase-2", "at-once", "3-5", "art-7", "at-once", "not-at-once"]


@pytest.mark.parametrize("value", ["A+", "A?", "*A", "-3", "3%"])
def test_no_option_that_other_signs_begin_or_end(tmp_path: Path, value: str) -> None:
    """A defined option is found by its words alone."""
    rows = "party,issue,value,stated,side\nnorth,pay,A,2024-03-01,own\nsouth,pay,3,2024-03-01,own\n"
    (tmp_path / "table.csv").write_text(rows)
    assert run("import", "table.csv", "--create", "--kind", "choice", "-n", "talks", cwd=tmp_path).code == 0
    (tmp_path / "more.csv").write_text(rows.replace(",A,", f',"{value}",'))
    with unchanged(tmp_path):
        typed = run("add-position", "--on-record", "north", "pay", "--", value, cwd=tmp_path)
        imported = run("import", "more.csv", cwd=tmp_path)
    assert f'no option "{value.casefold()}"' in typed.err
    assert f'no option "{value.casefold()}"' in imported.err


def test_each_value_is_read_once(words: Path) -> None:
    """Also one that is written twice, in two files."""
    with mock.patch("negtrack.store.set_kind.read_value", wraps=read_value) as reading:
        assert run("set-kind", "pause", "duration", cwd=words).code == 0
    assert [call.args[0] for call in reading.call_args_list] == ["30 days", "up to 6 weeks"]


@pytest.mark.parametrize(
    ("kind", "given", "says"),
    [
        ("timing", {"anchor": "signed"}, "x loses its anchor (signed), which only a timing has"),
        ("choice", {"ladder": ["low", "high"]}, "x loses its ladder (low, high), which only a choice has"),
        ("choice", {"options": ["low", "high"]}, "x loses its options (low, high), which only a choice has"),
        ("names", {"names": ["Low", "High"]}, "x loses its names (Low, High), which only a list of names has"),
    ],
)
def test_what_an_issue_loses_is_said(tmp_path: Path, kind: str, given: dict[str, object], says: str) -> None:
    """A field that only its old kind has goes with it, and not without a word, in a dry run too."""
    issue = {"title": "X", "kind": kind, **given}
    talks = {"format": 1, "title": "T", "parties": [], "issue": {"x": issue}, "event": {"signed": {"title": "S"}}}
    path = tmp_path / "talks" / "negotiation.toml"
    path.parent.mkdir()
    path.write_text(tomli_w.dumps(talks))
    dry = run("set-kind", "x", "text", "--dry-run", cwd=path.parent)
    done = run("set-kind", "x", "text", cwd=path.parent)
    assert (dry.code, done.code) == (0, 0)
    assert f"negtrack: {says}\n" in dry.err
    assert f"negtrack: {says}\n" in done.err
    assert not given.keys() & tomllib.loads(path.read_text())["issue"]["x"].keys()


COMMENTED = """\
format = 1
title = "T" # talks
[issue.x] # kind = "text"
title = "X"
kind = "timing"  # ask Ann
  anchor = "signed" # or the ceasefire?
# last
[issue.y]
title = "Y"
kind = "choice"# gradual?
options = [ # in no order
    "a", # the first
    # "c" is no more
    "b",
] # of two
[event.signed]
title = "S"
"""


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_comments_stay(tmp_path: Path, ending: str) -> None:
    """Beside a key that changes or goes, and in a list that does."""
    path = tmp_path / "talks" / "negotiation.toml"
    path.parent.mkdir()
    path.write_bytes(COMMENTED.replace("\n", ending).encode())
    assert run("set-kind", "x", "text", cwd=path.parent).code == 0
    assert run("set-kind", "y", "text", cwd=path.parent).code == 0
    assert path.read_bytes().decode().replace(ending, "\n") == (
        COMMENTED.replace('kind = "timing"', 'kind = "text"')
        .replace('  anchor = "signed" # or', "# or")
        .replace('kind = "choice"', 'kind = "text"')
        .replace('options = [ # in no order\n    "a", # the first\n    # "c"', '# in no order\n# the first\n# "c"')
        .replace('\n    "b",\n] # of two', "\n# of two")
    )
    assert run("set-kind", "y", "choice", "--options", "a", "--options", "b", cwd=path.parent).code == 0
    changed = path.read_bytes().decode()
    assert 'kind = "choice"# gradual?' in changed


@pytest.mark.parametrize("kind", ["date", "percent", "money", "duration", "text"])
def test_a_unit_that_the_new_kind_does_not_count_in_goes(here: Path, kind: str) -> None:
    """What the new kind does not use is dropped and named, also where it is no list of outcomes."""
    assert run("add-issue", "length", "--title", "Length", "--kind", "quantity", "--unit", "months", cwd=here).code == 0
    result = run("set-kind", "length", kind, cwd=here)
    assert (result.code, "length loses its unit (months)" in result.err) == (0, True), result.err


def test_what_parties_want_stays(talks: Path) -> None:
    """Of a text nobody wants more; `check` says so, and another kind has a use for it again."""
    run("add-issue", "bonus", "--title", "Bonus", "--kind", "percent", "--wants", "union=more", cwd=talks)
    assert run("set-kind", "bonus", "text", cwd=talks).code == 0
    assert 'union = "more"' in (talks / "data/talks/negotiation.toml").read_text("utf-8")
    assert "has no effect on a text, of which" in run("check", "--format", "tsv", cwd=talks).out
