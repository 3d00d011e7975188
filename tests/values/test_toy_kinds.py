"""A new kind is one file and its two lines in the registry: two toys are added to a copy of the package in this way,
and used from the command line to the gap."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ..programs import remake_parameters

ROOT = Path(__file__).parents[2]
TOYS = ROOT / "tests/values/toys"
NOW = "1795425164"  # 2026-11-23 09:12:44 UTC
REGISTRY = "negtrack/values/kinds/__init__.py"
ROWS = """\
party,issue,value,stated
Inn,Rating,3 stars,2026-01-02
Union,Rating,over 4 stars,2026-01-02
"""
POSITIONS = (
    ("inn", "rating", "1..3 stars"),
    ("union", "rating", ">= 4 stars"),
    ("inn", "dinner", "Ben; Ann"),
    ("union", "dinner", "Ann; Cid"),
)


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package with the toy kinds: a file each, and a line each in the registry."""
    folder = tmp_path_factory.mktemp("package")
    shutil.copytree(ROOT / "negtrack", folder / "negtrack")
    registry = folder / REGISTRY
    text = registry.read_text("utf-8")
    for name in ("stars", "guests"):
        shutil.copy(TOYS / f"{name}.py", registry.parent)
        text = text.replace('    "text",\n', f'    "{name}",\n    "text",\n')
    registry.write_text(text, "utf-8")
    remake_parameters(folder)
    return folder


@pytest.fixture(scope="module")
def hotels(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two parties and an issue of each toy kind, on which both have a position."""
    home = tmp_path_factory.mktemp("hotels")
    (home / "rows.csv").write_text(ROWS, "utf-8")
    toy(package, home, "init", "hotels", "--title", "Hotels")
    toy(package, home, "add-party", "inn", "--name", "Inn", "--role", "principal")
    toy(package, home, "add-party", "union", "--name", "Union", "--role", "principal")
    toy(package, home, "add-issue", "rating", "--title", "Rating", "--kind", "stars")
    toy(package, home, "add-issue", "dinner", "--title", "Dinner", "--kind", "guests")
    for party, issue, value in POSITIONS:
        toy(package, home, "add-position", party, issue, value, "--stated", "2026-01-02", "--on-record")
    return home


def toy(package: Path, home: Path, *args: str, completing: str = "") -> str:
    """Run the copied package in `home`; return what it printed."""
    env = {
        **os.environ,
        "PYTHONPATH": str(package),
        "_NEGTRACK_COMPLETE": completing,
        "COLUMNS": "100",
        "SOURCE_DATE_EPOCH": NOW,
    }
    env = {name: value for name, value in env.items() if value}
    command = [sys.executable, "-m", "negtrack", *args]
    done = subprocess.run(command, cwd=home, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return " ".join(done.stdout.split())


def test_a_toy_kind_gives_a_gap(package: Path, hotels: Path) -> None:
    """A measured kind has its distance and unit from its one file, a kind of sets the names that it compares."""
    page = toy(package, hotels, "compare", "--format", "table")
    assert "1..3 stars at least 4 stars apart 1 star" in page
    assert "apart 2 guests: Ben, Cid" in toy(package, hotels, "compare", "--issue", "dinner", "--format", "tsv")


def test_a_toy_kind_is_checked(package: Path, hotels: Path) -> None:
    """The negotiation is valid, and a value that does not parse is refused with the examples of the kind."""
    toy(package, hotels, "check")
    with pytest.raises(AssertionError, match='"4 moons": not a number of stars; write "3 stars"'):
        toy(package, hotels, "add-position", "inn", "rating", "4 moons", "--stated", "2026-01-02", "--on-record")


def test_a_toy_kind_is_inferred(package: Path, hotels: Path, tmp_path: Path) -> None:
    """An import finds it from values alone."""
    toy(package, tmp_path, "import", str(hotels / "rows.csv"), "--create", "-n", "inns", "--set", "side=own")
    assert 'kind = "stars"' in (tmp_path / "data/inns/negotiation.toml").read_text("utf-8")


def test_a_toy_kind_is_in_the_schema(package: Path, hotels: Path) -> None:
    """Editors offer it."""
    assert '"stars"' in toy(package, hotels, "schema", "negotiation")


def test_a_toy_kind_has_numbers_in_sql(package: Path, hotels: Path) -> None:
    """A measured kind has its ends and its unit; a kind of sets has none."""
    question = "SELECT issue, low, high, unit FROM position ORDER BY issue, party"
    rows = toy(package, hotels, "query", question, "--format", "csv", "--no-header")
    assert rows == "dinner,,, dinner,,, rating,1,3,stars rating,4,,stars"


def test_a_toy_kind_is_listed(package: Path, hotels: Path) -> None:
    """By the help, the columns of SQL and the shell's completion."""
    assert "guests or text." in toy(package, hotels, "add-issue", "--help").replace("│ │ ", "")
    assert "guests or text." in toy(package, hotels, "query", "--tables")
    assert toy(package, hotels, "add-issue", "x", "--kind", "st", completing="bash") == "stars"
