"""Everything that is made by a program and kept in the repository: `python -m tests.write` writes it anew.

One step after another, each in a process of its own, as a later one reads what an earlier one wrote. Read `git diff`
afterwards: a number that changed is a change of meaning.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
DATA = ROOT / "data"
NEGOTIATIONS = tuple(sorted(path.parent.name for path in DATA.glob("*/negotiation.toml")))
"""The shipped negotiations, whose schemas stand beside their files."""
STEPS: tuple[tuple[str, ...], ...] = (
    ("tests.cli.parameter_table",),
    *(("negtrack", "--data", str(DATA), "-n", name, "schema", "--write") for name in NEGOTIATIONS),
    ("tests.reference",),
    ("tests.pages",),
    ("pytest", "-q", "tests/golden", "tests/errors", "--update-golden"),
)
"""Each module with its arguments, in order."""


def write_all(steps: Sequence[Sequence[str]] = STEPS) -> int:
    """Run each step, also after one that failed, and return how many failed."""
    failed = 0
    for step in steps:
        sys.stderr.write(f"python -m {' '.join(step)}\n")
        done = subprocess.run([sys.executable, "-m", *step], cwd=ROOT, stdout=sys.stderr, check=False)
        failed += done.returncode != 0
    return failed


if __name__ == "__main__":
    sys.exit(min(write_all(), 1))
