"""Programs beside Python and git that some tests call, and libraries that some formats and tests need: where one is
missing, the test skips and names it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

LIBRARIES = frozenset(
    {
        *("openpyxl", "docx", "pyarrow", "icalendar", "duckdb", "jsonschema", "vobject", "docutils", "myst_parser"),
        *("networkx", "igraph", "pandas", "polars", "pyspark"),
    }
)
"""What the extras bring, and what reads back what is written with them."""
POSIX = frozenset({"fcntl", "pty", "pwd", "resource", "termios"})
"""What Python has on no Windows; the harness of the commands needs some of it, so that the tests with it skip there."""


def require(*names: str) -> None:
    """Skip the test unless every program of `names` is on the path."""
    missing = [name for name in names if shutil.which(name) is None]
    if missing:
        pytest.skip(f"needs {', '.join(missing)}")


def axe_script() -> Path:
    """Return the script of axe-core, which npm installed for everybody; skip the test without it."""
    require("npm")
    folder = subprocess.run(["npm", "root", "-g"], capture_output=True, text=True, check=True).stdout.strip()
    script = Path(folder) / "axe-core/axe.min.js"
    if not script.is_file():
        pytest.skip("needs axe-core: npm install -g axe-core")
    return script


def require_library(name: str) -> None:
    """Skip the test, which needs a library in another process, unless it is installed."""
    find_spec(name)  # which `MissingLibraries` is asked for, too


class MissingLibraries:
    """The last finder of modules, which skips the test, or the module of tests, that imports a missing library."""

    @staticmethod
    def find_spec(name: str, *_: object) -> None:
        """Skip where `name` is one of `LIBRARIES` or `POSIX`, none of which any other finder knows."""
        if name in LIBRARIES | POSIX:
            pytest.skip(f"needs {name}", allow_module_level=True)


def skip_without_libraries() -> None:
    """Have what imports a missing library skipped from now on."""
    sys.meta_path.append(MissingLibraries)


def remake_parameters(folder: Path) -> None:
    """Make the table of parameters of a copy of the program in `folder` anew, as CONTRIBUTING says after a change."""
    path = os.pathsep.join((str(folder), str(Path(__file__).parents[1])))
    line = [sys.executable, "-m", "tests.cli.parameter_table"]
    subprocess.run(line, cwd=folder, env={**os.environ, "PYTHONPATH": path}, check=True)
