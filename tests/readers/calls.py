"""How other programs are called: those of the extra `readers` from the environment that runs the tests, those of npm
from where `npm install -g` put them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ..programs import require


def call(name: str, *args: object, cwd: Path | None = None, stdin: str | None = None) -> str:
    """Return what a program prints, which must succeed; skip the test where it is missing."""
    beside = Path(sys.executable).parent / name
    if not beside.exists():
        require(name)
    line = [str(beside) if beside.exists() else name, *map(str, args)]
    result = subprocess.run(line, capture_output=True, cwd=cwd, input=stdin, encoding="utf-8", check=False)
    assert result.returncode == 0, result.stderr[-2000:] or result.stdout[-2000:]
    return result.stdout


def npm_folder(*packages: str) -> Path:
    """Return the folder of the packages that npm installed for everybody; skip the test without one of them."""
    require("node", "npm")
    npm = [str(shutil.which("npm")), "root", "-g"]
    folder = Path(subprocess.run(npm, capture_output=True, text=True, check=True).stdout.strip())
    missing = [package for package in packages if not (folder / package).is_dir()]
    if missing:
        pytest.skip(f"needs npm install -g {' '.join(missing)}")
    return folder
