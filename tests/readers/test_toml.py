"""The files in the TOML tools of editors: Tombi and taplo, with their schemas, and prettier."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from ..cli.harness import SHIPPED, contents, run
from .calls import call, npm_folder

NAMES = sorted(path.name for path in SHIPPED.iterdir() if path.is_dir())
TOMBI = """
[schema]
catalog = { paths = [] }
[[overrides]]
files.include = ["**/*.toml"]
format.enabled = false
lint.rules.tables-out-of-order = "off"
"""
"""What the manual says, and no schemas from the net."""
DATES = """
[source.day]
issued = 2024-03-25
accessed = "2024-03-25"
[source.month]
issued = "2024-03"
accessed = 2024-03-25 10:00:00Z
[source.open]
issued = "2024-03/.."
accessed = "2024-03-25T10:00+02:00"
"""


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """Return a folder with the shipped negotiations."""
    shutil.copytree(SHIPPED, tmp_path / "data")
    (tmp_path / "tombi.toml").write_text(TOMBI)
    with (tmp_path / "data" / NAMES[0] / "sources.toml").open("a") as file:
        file.write(DATES)
    return tmp_path


def test_tombi_accepts_every_file(shipped: Path) -> None:
    """Ids that begin with a day, and dates in TOML's notation and in quotes; an unknown field is not."""
    call("tombi", "lint", cwd=shipped)
    before = contents(shipped)
    call("tombi", "format", "data", cwd=shipped)
    assert contents(shipped) == before
    with (shipped / "data" / NAMES[0] / "sources.toml").open("a") as file:
        file.write('lnguage = "en"\n')
    with pytest.raises(AssertionError, match='"lnguage" is not allowed'):
        call("tombi", "lint", cwd=shipped)


def test_tombi_needs_the_quotation_marks(shipped: Path) -> None:
    """Without them it refuses the file, which is why new records have them."""
    path = shipped / "data/gaza-ceasefire-2024/parties/israel.toml"
    bare = re.sub(r'^(\[\w+\.)"([\w-]+)"', r"\1\2", path.read_text("utf-8"), flags=re.MULTILINE)
    assert bare != path.read_text("utf-8")
    path.write_text(bare, "utf-8")
    with pytest.raises(AssertionError, match="expected ']'"):
        call("tombi", "lint", cwd=shipped)


def test_taplo_accepts_every_file(shipped: Path) -> None:
    """With their schemas."""
    script = npm_folder("@taplo/cli") / "@taplo/cli/dist/cli.js"
    files = sorted(map(str, shipped.glob("data/*/**/*.toml")))
    done = subprocess.run(["node", script, "check", *files], cwd=shipped, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_prettier_changes_no_meaning_and_can_be_kept_off(shipped: Path) -> None:
    """It reads every file, and a line in `.prettierignore` keeps it from writing, as the settings of Tombi do."""
    (shipped / "tombi.toml").unlink()
    folder = npm_folder("prettier", "prettier-plugin-toml")
    plugin = folder / "prettier-plugin-toml" / "lib/index.js"
    line: list[str | Path] = [
        "node",
        folder / "prettier/bin/prettier.cjs",
        "--plugin",
        plugin,
        "--write",
        "data/*/*.toml",
        "data/*/*/*.toml",
    ]
    (shipped / ".prettierignore").write_text("data/\n")
    before = contents(shipped)
    subprocess.run(line, cwd=shipped, capture_output=True, check=False)
    assert contents(shipped) == before
    (shipped / ".prettierignore").unlink()
    answers = [run("compare", "--json", "-n", name, cwd=shipped).out for name in NAMES]
    done = subprocess.run(line, cwd=shipped, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert contents(shipped) != before
    assert [run("compare", "--json", "-n", name, cwd=shipped).out for name in NAMES] == answers
