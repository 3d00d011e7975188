"""Times negtrack beside its peers, as whole processes, each in turn with `python -c pass` of the same interpreter.

    python tests/benchmarks/run.py [--sizes 50,10000,100000] [--runs 5] [--folder DIR]

Prints a row a figure: milliseconds of computing (the least of all runs), how many times the least of `python -c pass`
that is, and the peak memory of the process. negtrack is the one installed beside the interpreter; install the wheel,
not an editable checkout, and let Python keep its bytecode, or every start compiles it. Of the peers those are timed
that are installed.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import pty
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
SHIPPED = HERE.parents[1] / "data"
EXAMPLE = "gaza-ceasefire-2024"
NEGTRACK = str(Path(sys.executable).with_name("negtrack"))
PASS = (sys.executable, "-c", "pass")
ADD = ("add-position", "party-00", "issue-00", "45", "--source", "report-0001", "--side", "own", "--text")
PEERS_UP_TO = 100_000
"""Positions beyond which the peers, some of which take half a minute for 100,000, are left out."""


@dataclass(frozen=True)
class Figure:
    """One command to time; `before` runs before each, and is not timed."""

    name: str
    words: Sequence[str]
    before: Callable[[], None] = lambda: None
    env: dict[str, str] = field(default_factory=dict)
    terminal: bool = False
    runs: int = 0
    """How often, where not as often as asked for."""


@dataclass(frozen=True)
class Run:
    """What one process took: seconds of computing, and bytes at its peak."""

    seconds: float
    peak: int


def time_run(figure: Figure) -> Run:
    """Run a figure's command once."""
    output = _open_terminal() if figure.terminal else os.open(os.devnull, os.O_WRONLY)
    child = subprocess.Popen(
        figure.words,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PAGER": "", "COLUMNS": "120", **figure.env},
    )
    _, _, usage = os.wait4(child.pid, 0)
    child.returncode = 0
    os.close(output)
    return Run(usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)


def _open_terminal() -> int:
    """Return a terminal of which everything is read, as one that is full makes its writer wait."""
    master, terminal = pty.openpty()

    def read_all() -> None:
        with contextlib.suppress(OSError):
            while os.read(master, 1 << 16):
                pass
        os.close(master)

    threading.Thread(target=read_all, daemon=True).start()
    return terminal


def measure(figure: Figure, runs: int) -> str:
    """Return a figure's row."""
    figure.before()
    time_run(figure)  # warms the file system, and what the figure itself keeps
    own, bare = [], []
    for _ in range(figure.runs or runs):
        figure.before()
        own.append(time_run(figure))
        bare.append(time_run(Figure("", PASS)))
    least, least_bare = (min(timing.seconds for timing in timings) for timings in (own, bare))
    peak = max(timing.peak for timing in own) / 2**20
    return f"| {figure.name} | {least * 1000:,.0f} | {least / least_bare:,.1f} | {peak:,.0f} |"


def startup(work: Path) -> Iterator[Figure]:
    """Yield the figures of the start-up and of the shipped data."""
    copy = work / "shipped"
    shutil.copytree(SHIPPED, copy)
    shown = ("--data", str(copy), "-n", EXAMPLE)
    yield Figure("`--version`", (NEGTRACK, "--version"))
    yield Figure("`--help`", (NEGTRACK, "--help"))
    tab = {"_NEGTRACK_COMPLETE": "bash"}
    yield Figure("one TAB", (NEGTRACK, "sh"), env=tab)
    yield Figure("`show --json`, shipped data", (NEGTRACK, *shown, "show", "--json"))
    yield Figure("`compare`, a table on a terminal", (NEGTRACK, *shown, "compare"), terminal=True)
    words = ("add-position", "israel", "hostage-count", "45", "--source", "wsj-2024-03-25", "--side", "own", "--text")
    yield _add_position("`add-position`, shipped data", (NEGTRACK, *shown, *words))


def _add_position(name: str, words: Sequence[str], env: dict[str, str] | None = None, runs: int = 0) -> Figure:
    """Return the figure of adding a position, a new one in each run."""
    given = [*words, ""]

    def renew() -> None:
        given[-1] = f"said at {time.time_ns()}"

    return Figure(name, given, renew, env or {}, runs=runs)


def at_size(folder: Path, cache: Path, size: int) -> Iterator[Figure]:
    """Yield the questions to a record of `size` positions, with the cache there, and without."""
    env = {"XDG_CACHE_HOME": str(cache)}

    def ask(*words: str) -> tuple[str, ...]:
        return (NEGTRACK, "--data", str(folder), *words)

    few = 3 if size > 100_000 else 0
    views = {
        "one party": ("show", "party-07", "--format", "jsonl"),
        "one party, all ever said": ("show", "party-07", "--all", "--format", "jsonl"),
        "`compare`": ("compare", "--format", "jsonl"),
        "`diff A B`": ("diff", "party-00", "party-01", "--format", "jsonl"),
        "`history ISSUE`": ("history", "issue-07", "--format", "jsonl"),
        "`issues`": ("issues", "--format", "jsonl"),
        "`gaps`": ("gaps", "--format", "jsonl"),
        "`gaps --since`": ("gaps", "--since", "2023-06-01", "--format", "jsonl"),
        "`diff --since`": ("diff", "--since", "2023-06-01", "--format", "jsonl"),
        "`overview`": ("overview", "--format", "json"),
        "`report`": ("report",),
        "`check`, again": ("check", "--format", "jsonl"),
    }
    for name, words in views.items():
        yield Figure(f"{size:,}: {name}", ask(*words), env=env, runs=few)
    adding = _add_position(f"{size:,}: `add-position`", ask(*ADD), env, few)
    yield adding
    yield Figure(
        f"{size:,}: `check`, of a changed file", ask(*views["`check`, again"]), lambda: _once(adding), env, runs=few
    )
    for name in ("one party", "`compare`", "`check`, again"):
        shown = name.replace(", again", "")
        yield Figure(f"{size:,}: {shown}, cold", ask(*views[name]), lambda: _forget(cache), env, runs=few or 3)


def _once(figure: Figure) -> None:
    figure.before()
    time_run(figure)


def _forget(cache: Path) -> None:
    shutil.rmtree(cache, ignore_errors=True)


def peers(folder: Path, size: int) -> Iterator[Figure]:
    """Yield the same questions to the installed peers."""
    journal, rec = str(folder / "talks.journal"), str(folder / "talks.rec")
    if hledger := shutil.which("hledger"):
        yield Figure(f"{size:,}: hledger, one party", (hledger, "-f", journal, "register", "^party-07:"), runs=3)
        yield Figure(f"{size:,}: hledger, totals by party and issue", (hledger, "-f", journal, "balance"), runs=3)
        yield Figure(f"{size:,}: hledger, check", (hledger, "-f", journal, "check"), runs=3)
    if recsel := shutil.which("recsel"):
        yield Figure(f"{size:,}: recsel, one party", (recsel, "-e", "Party = 'party-07'", rec), runs=3)
    if size <= 50 and (recfix := shutil.which("recfix")):
        yield Figure(f"{size:,}: recfix, check", (recfix, rec), runs=3)
    if utils := _find_program("sqlite-utils"):
        base = str(folder / "talks.db")
        if not Path(base).exists():
            subprocess.run(
                (utils, "insert", base, "position", str(folder / "talks.jsonl"), "--nl", "--pk=id"), check=True
            )
        one = "select * from position where party = 'party-07'"
        last = "select party, issue, value, max(day) from position group by party, issue"
        yield Figure(f"{size:,}: sqlite-utils, one party", (utils, "query", base, one))
        yield Figure(f"{size:,}: sqlite-utils, latest of each party and issue", (utils, "query", base, last))
    yield from _small_peers(folder) if size <= 50 else ()
    if task := shutil.which("task"):
        home = folder / "task"
        env = {"TASKDATA": str(home), "TASKRC": "/dev/null"}
        if not home.exists():
            home.mkdir()
            words = (task, "rc.confirmation=off", "import", str(folder / "talks.json"))
            subprocess.run(words, env={**os.environ, **env}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        listing = (task, "rc.defaultwidth=0", "project:party-07", "export")
        yield Figure(f"{size:,}: taskwarrior, one party", listing, env=env, runs=3)


def _small_peers(folder: Path) -> Iterator[Figure]:
    """Yield the programs that keep few records as text, or look at any table."""
    if jrnl := _find_program("jrnl"):
        settings = folder / "jrnl.yaml"
        settings.write_text(f"journals:\n  default:\n    journal: {folder / 'talks.jrnl'}\ntagsymbols: '@'\n", "utf-8")
        yield Figure("50: jrnl, one party", (jrnl, "--config-file", str(settings), "@party-07"))
    if visidata := _find_program("vd"):
        words = (visidata, "-b", str(folder / "talks.jsonl"), "-o", str(folder / "talks.tsv"))
        yield Figure("50: VisiData, the table written as tsv", words)


def _find_program(name: str) -> str | None:
    found = Path(sys.executable).with_name(name)
    return str(found) if found.exists() else shutil.which(name)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="50,10000,100000")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--folder", type=Path, help="where the data is made, and found again; else a temporary one")
    given = parser.parse_args()
    work = Path(tempfile.mkdtemp(prefix="negtrack-benchmark-"))
    folder = given.folder or work
    print("| what | ms | x | MiB |\n| --- | ---: | ---: | ---: |")
    for figure in startup(work):
        print(measure(figure, given.runs * 3), flush=True)
    for size in map(int, given.sizes.split(",")):
        place = folder / str(size)
        if not place.exists():
            words = (
                sys.executable,
                str(HERE / "generate.py"),
                str(size),
                str(place),
            )  # a child's peak is never below ours
            subprocess.run((*words, "--peers") if size <= PEERS_UP_TO else words, check=True)
        for figure in at_size(place, work / f"cache-{size}", size):
            print(measure(figure, given.runs), flush=True)
        for figure in peers(place, size) if size <= PEERS_UP_TO else ():
            print(measure(figure, given.runs), flush=True)
    shutil.rmtree(work)


if __name__ == "__main__":
    main()
