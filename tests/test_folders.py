"""What a run leaves in the folder for temporary files."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from .folders import make_folder, remove_folders

ROOT = Path(__file__).parents[1]


def test_what_tests_share_goes_with_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder is there until all are removed, and the next one is another."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(sys.modules[make_folder.__module__], "_MADE", [])
    first, other = make_folder(), make_folder()
    (first / "data").mkdir()
    assert sorted(tmp_path.iterdir()) == sorted([first, other])
    remove_folders()
    assert [*tmp_path.iterdir()] == []


@pytest.mark.deep
def test_nothing_is_left_but_what_pytest_keeps(tmp_path: Path) -> None:
    """Two workers, with tests that share the talks of Gaza and tests that read as a user without rights."""
    parts = ("tests/store/test_load.py", "tests/cli/test_rounds.py", "tests/test_headings.py")
    call = [sys.executable, "-m", "pytest", "-q", "-n2", *parts]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    subprocess.run(call, cwd=ROOT, env={**environment, "TMPDIR": str(tmp_path)}, stdout=subprocess.DEVNULL, check=True)
    assert [path.name for path in tmp_path.iterdir() if not path.name.startswith("pytest-of-")] == []
