"""`import`: what coding sheets hold, filed into the parties' files; all of it or nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from .harness import EXAMPLE, SEEDS, contents, run, unchanged

ONE = """\
[source.reuters-2024-03-28]
issued = 2024-03-28

[position.one]
party = "hamas"
issue = "female-soldier-ratio"
stance = "offer"
value = "25:1"
sources = ["reuters-2024-03-28"]
"""


def test_files_records_of_every_party(here: Path) -> None:
    """Definitions and records go where they belong; the records' ids are on stdout, the counts on stderr."""
    (here / "sheet.toml").write_text(ONE + ONE.partition("\n\n")[2].replace("hamas", "israel").replace("one]", "two]"))
    before = contents(here)
    result = run("import", "sheet.toml", cwd=here)
    assert (result.code, result.out) == (0, "one\ntwo\n"), result.err
    assert re.fullmatch(r"negtrack: .*\bnew, 0 already there, 0 restored\n", result.err)
    after = contents(here)
    grown = {name.rpartition("/")[2] for name in after if after[name] != before[name]}
    assert grown == {"sources.toml", "hamas.toml", "israel.toml"}
    assert all(after[name].startswith(before[name]) for name in after)


def test_again_writes_nothing(here: Path) -> None:
    """A sheet may be imported again."""
    (here / "sheet.toml").write_text(ONE)
    run("import", "sheet.toml", cwd=here)
    with unchanged(here):
        result = run("import", "sheet.toml", cwd=here)
    assert (result.code, result.out) == (0, "")
    assert re.fullmatch(r"negtrack: 0 .*new, 2 already there, 0 restored\n", result.err)


def test_the_shipped_sheets_are_there_already(here: Path) -> None:
    """Nothing new."""
    with unchanged(here):
        result = run("import", *sorted((SEEDS / EXAMPLE).glob("*.toml")), cwd=here)
    assert (result.code, result.out) == (0, "")
    assert re.fullmatch(r"negtrack: 0 .*new, \d+ already there, 0 restored\n", result.err)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (ONE.replace("value", "valeu"), "sheet.toml:8: [position.one] valeu: unknown field; did you mean value?"),
        (ONE.replace("25:1", "many"), '"many": not a ratio'),
        (ONE.replace("hamas", "hammas"), 'no party "hammas"; did you mean hamas?'),
        ("half [", "sheet.toml:1: not TOML"),
    ],
)
def test_all_or_nothing(here: Path, text: str, told: str) -> None:
    """One fault anywhere, and nothing is written, also of the sound sheet beside it."""
    (here / "sheet.toml").write_text(text)
    (here / "sound.toml").write_text(ONE.replace("one", "sound"))
    with unchanged(here):
        result = run("import", "sound.toml", "sheet.toml", cwd=here)
    assert (result.code, result.out) == (2, "")
    assert told in result.err


def test_a_missing_sheet_is_trouble(here: Path) -> None:
    """Exit 2, and the name of the file."""
    result = run("import", "nowhere.toml", cwd=here)
    assert (result.code, result.err) == (2, "nowhere.toml: no such file or directory\n")


def test_dry_run(here: Path) -> None:
    """The TOML for each file, on stdout; nothing is written."""
    (here / "sheet.toml").write_text(ONE)
    with unchanged(here):
        result = run("import", "sheet.toml", "--dry-run", cwd=here)
    assert result.code == 0
    assert "[source.reuters-2024-03-28]" in result.out
    assert "[position.one]" in result.out
    assert "would be appended to parties/hamas.toml" in result.err
