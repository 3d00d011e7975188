"""What a run leaves in the folder for temporary files."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
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
def test_nothing_is_left_but_what_pytest_keeps() -> None:
    """Two workers, with tests that share the talks of Gaza and tests that read as a user without rights."""
    parts = ("tests/store/test_load.py", "tests/cli/test_rounds.py", "tests/test_headings.py")
    call = [sys.executable, "-m", "pytest", "-q", "-n2", *parts]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    with tempfile.TemporaryDirectory(prefix="negtrack-") as folder:
        Path(folder).chmod(0o755)  # that user looks into it
        done = subprocess.run(call, cwd=ROOT, env={**environment, "TMPDIR": folder}, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout
        assert [name for name in os.listdir(folder) if not name.startswith("pytest-of-")] == []
