"""Measure the browser: the cpu to its first and to its whole page, beside an empty curses program and the reading of
the data. `python -m tests.benchmarks.browse`."""

from __future__ import annotations

import shutil
import statistics
import tempfile
from pathlib import Path

from tests.benchmarks.desk import EMPTY, ROOT, seconds_to

TALKS = ("gaza-ceasefire-2024", "mlb-lockout-2021-22", "uaw-detroit-2023")
READ = """
import sys
from pathlib import Path
from negtrack.store.large import load_any
from negtrack.store.locate import find_place
load_any(find_place("data", "{name}", Path.cwd()))
print("loaded", flush=True)
sys.stdin.readline()
"""
RUNS = 15


def main() -> None:
    """Measure in turn, on copies of the shipped talks."""
    with tempfile.TemporaryDirectory() as name:
        shutil.copytree(ROOT / "data", Path(name) / "data")
        for talks in TALKS:
            measure(Path(name), talks)


def measure(folder: Path, talks: str) -> None:
    """Print what is measured of some talks."""
    browse = ["-m", "negtrack", "-n", talks, "browse"]
    commands = {
        "empty": ("ready", ["-c", EMPTY]),
        "read": ("loaded", ["-c", READ.format(name=talks)]),
        "first": ("working out", browse),
        "whole": (" keys", browse),
    }
    taken: dict[str, list[float]] = {what: [] for what in commands}
    for _ in range(RUNS):
        for what, (words, command) in commands.items():
            taken[what].append(seconds_to(words, command, folder))
    empty, read, *pages = (1000 * statistics.median(seconds) for seconds in taken.values())
    print(f"{talks}: an empty curses program {empty:.0f} ms, reading {read:.0f} ms")
    for what, milliseconds in zip(("first", "whole"), pages, strict=True):
        over = milliseconds - read
        print(
            f"  {what}: {milliseconds:.0f} ms, {over:.0f} over the reading: {over / empty:.1f} times an empty program"
        )


if __name__ == "__main__":
    main()
