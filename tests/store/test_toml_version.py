"""TOML 1.1 in the files: `check` notes what other readers refuse or misread."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negtrack.store import toml_version
from negtrack.store.locate import Place
from negtrack.store.toml_version import newer_at, newer_toml

from ..cli.harness import SEEDS, SHIPPED, run
from ..negotiations import write_negotiation

TIME = "a time without seconds; write 10:00:00"
NEWER = {
    "a = 1\nr = 2024-03-25 10:00Z\n": (2, TIME),
    "r = 2024-03-25T10:00+02:00": (1, TIME),
    "r = [10:00]\n": (1, TIME),
    'a = "\\\\"\nb = "\\e[0m"\n': (2, "an escape \\e"),
    'a = "x\\x41"\n': (1, "an escape \\x41"),
    "a = {b = 1,\n c = 2}\n": (1, "an inline table of several lines"),
    "[t]\na = {b = [1,],}\n": (2, "an inline table with a comma at its end"),
}
OLDER = (
    "r = 2026-11-25 09:12:00+00:00\ns = 10:00:00.5\n",
    'a = "10:00 \\\\e {\\n"\n',
    "a = '\\e \\x41'\n",
    "a = {b = 1, c = [1,\n2,\n]}\n",
    "a = { b = \"{,}\", c = 'x,' }\n",
    '# 10:00 { \\e\na = "x" # 10:00,\n',
    'a = """\n10:00 {\n"""\n',
)


@pytest.mark.parametrize(("text", "found"), NEWER.items())
def test_what_only_toml_1_1_has(text: str, found: tuple[int, str]) -> None:
    """The line and what it is."""
    assert newer_at(text) == found


@pytest.mark.parametrize("text", OLDER)
def test_what_toml_1_0_has(text: str) -> None:
    """Nothing in texts, comments and lists; the reader of TOML 1.0 takes each."""
    assert tomllib.loads(text) is not None
    assert newer_at(text) is None


def test_nothing_of_ours_has_any() -> None:
    """No shipped file and no sheet."""
    files = [*SHIPPED.rglob("*.toml"), *SEEDS.rglob("*.toml")]
    assert len(files) > 100
    assert [path for path in files if newer_at(path.read_text("utf-8"))] == []


def test_check_notes_it_in_files_that_are_read(tmp_path: Path) -> None:
    """With its line, as a note; the record counts."""
    write_negotiation(tmp_path / "data/talks")
    with (tmp_path / "data/talks/parties/union.toml").open("a") as file:
        file.write('\n[note.a]\ntext = "x"\nstated = 2024-03-20\nrecorded = 2024-03-26 10:00Z\n')
    result = run("check", "--format", "tsv", cwd=tmp_path)
    assert result.code == 0
    (row,) = [row for row in result.rows if row["code"] == "newer-toml"]
    assert row["severity"] == "note"
    assert row["message"].startswith("a time without seconds")
    line = (tmp_path / "data/talks" / row["file"]).read_text().splitlines()[int(row["line"]) - 1]
    assert line == "recorded = 2024-03-26 10:00Z"


def test_a_file_of_whole_times_is_not_looked_through(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every record has an instant with an offset, and that alone is no reason to read all of a file by its signs."""
    write_negotiation(tmp_path / "talks")
    with (tmp_path / "talks/parties/union.toml").open("a") as file:
        file.write('\n[note.a]\ntext = "x"\nrecorded = 2024-03-26 10:00:00+00:00\n')
    monkeypatch.setattr("negtrack.store.toml_version.newer_at", lambda text: pytest.fail(text))
    assert [*newer_toml(Place(tmp_path, tmp_path / "talks"))] == []


@given(st.lists(st.sampled_from([*"0123:+-T {}\\exq\"'\n", "2024-01-01", "10:30", "+00:00"]), max_size=14).map("".join))
def test_the_quick_look_misses_nothing(text: str) -> None:
    """A text in which the quick look finds nothing has nothing that TOML 1.1 alone has."""
    assert toml_version._may_be_newer(text) or newer_at(text) is None
