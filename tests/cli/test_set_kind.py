"""`set-kind`: another kind for an issue that an import guessed; every value is read anew, or nothing is written."""

from __future__ import annotations

from pathlib import Path

import pytest

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
