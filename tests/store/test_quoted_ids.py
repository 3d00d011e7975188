"""Ids in quotes and without them: every command reads and changes both alike."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from ..cli.harness import contents, copy_data, run

PACE, RETURN = "2024-02-27-return-pace-c853", "2024-03-25-civilian-return-d836"
COMMANDS: dict[str, tuple[str, ...]] = {
    "check": ("check",),
    "compare": ("compare", "--format", "json"),
    "show": ("show", PACE, "--format", "json"),
    "git-textconv": ("git-textconv", "data/gaza-ceasefire-2024/parties/israel.toml"),
    "export": ("export", "--to", "toml"),
    "retract": ("retract", PACE, "--reason", "Read wrongly"),
    "rename": ("rename", "issue", "civilian-return", "2024-01-01-return"),
    "edit": ("edit", "israel"),
    "add-position": (
        "add-position",
        "israel",
        "return-pace",
        "gradual",
        "--stated",
        "2024-03-25",
        *("--side", "own"),
    ),
    "undo": ("undo", "--yes"),
}
Ending = tuple[str, str, dict[str, bytes]]
"""What a command prints, its messages, and the files after it."""
RunBoth = Callable[..., list[Ending]]
HEADER = re.compile(rb'^(\[[a-z]+\.)"(\d{4}-\d\d-\d\d[\w-]*)"', re.MULTILINE)
"""The beginning of a header with an id that begins with a day."""


@pytest.fixture
def both(tmp_path: Path) -> RunBoth:
    """Return how to run a command on the shipped data, as shipped and with all ids bare: what it prints, and the files
    after it with all ids bare."""
    quoted, bare = tmp_path / "quoted", tmp_path / "bare"
    for folder in (quoted, bare):
        folder.mkdir()
        copy_data(folder)
    for path in (bare / "data").rglob("*.toml"):
        path.write_bytes(HEADER.sub(rb"\1\2", path.read_bytes()))
    assert contents(quoted) != contents(bare)

    def run_both(*words: str) -> list[Ending]:
        found = []
        for folder in (quoted, bare):
            result = run(*words, cwd=folder, env={"EDITOR": "sed -i s/¶7/¶77/", "VISUAL": ""})
            assert result.code == 0, result.err
            files = {name: HEADER.sub(rb"\1\2", content) for name, content in contents(folder).items()}
            found.append((result.out, HEADER.sub(rb"\1\2", result.err.encode()).decode(), files))
        return found

    return run_both


@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
def test_both_ways_to_write_an_id_are_one(both: RunBoth, words: tuple[str, ...]) -> None:
    """Output, messages and files are the same, but for the quotation marks of what was there."""
    if words[0] == "undo":
        both("retract", PACE, "--reason", "Read wrongly")
    quoted, bare = both(*words)
    assert quoted == bare
