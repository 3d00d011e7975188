"""Times negtrack beside its peers, as whole processes, each in turn with `python -c pass` of the same interpreter.

    python tests/benchmarks/run.py [--sizes 50,1000,10000,100000] [--runs 5] [--folder DIR]

Prints a row a figure: milliseconds of computing (the least of all runs), how many times the least of `python -c pass`
that is, and the peak memory of the process; then how each question grows with the record. What takes long is run less
often, so that all sizes up to 1,000,000 take a quarter of an hour. negtrack is the one installed beside the
interpreter; install the wheel, not an editable checkout, and let Python keep its bytecode, or every start compiles it.
Of the peers those are timed that are installed.
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
ALL_UP_TO = 100_000
"""Positions beyond which only a few questions are asked."""
ROOM = 15.0
"""Seconds of computing after which a figure is not run again."""


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


@dataclass(frozen=True)
class Row:
    """What one figure took at the least: milliseconds of computing, times `python -c pass`, and MiB at its peak."""

    name: str
    ms: float
    times: float
    peak: float

    def __str__(self) -> str:
        return f"| {self.name} | {self.ms:,.0f} | {self.times:,.1f} | {self.peak:,.0f} |"


def measure(figure: Figure, runs: int) -> Row:
    """Return a figure's row. The first run warms the file system, and what the figure itself keeps; it counts only
    where it takes too long to be repeated."""
    figure.before()
    own, bare = [time_run(figure)], [time_run(Figure("", PASS)) for _ in range(3)]
    used = own[0].seconds
    if used < ROOM:
        own = []
        while not own or (len(own) < (figure.runs or runs) and used < ROOM):
            figure.before()
            own.append(time_run(figure))
            bare.append(time_run(Figure("", PASS)))
            used += own[-1].seconds
    least, least_bare = (min(timing.seconds for timing in timings) for timings in (own, bare))
    return Row(figure.name, least * 1000, least / least_bare, max(timing.peak for timing in own) / 2**20)


def growth(rows: Sequence[Row]) -> Iterator[str]:
    """Yield the lines of a table of all questions that were asked at several sizes, in milliseconds."""
    asked: dict[str, dict[int, Row]] = {}
    for row in rows:
        size, _, question = row.name.partition(": ")
        if question:
            asked.setdefault(question, {})[int(size.replace(",", ""))] = row
    sizes = sorted({size for at in asked.values() for size in at})
    yield f"| ms | {' | '.join(f'{size:,}' for size in sizes)} |"
    yield f"| --- |{' ---: |' * len(sizes)}"
    for question, at in asked.items():
        if len(at) > 1:
            yield f"| {question} | {' | '.join(f'{at[size].ms:,.0f}' if size in at else '' for size in sizes)} |"


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


def _add_position(name: str, words: Sequence[str], env: dict[str, str] | None = None) -> Figure:
    """Return the figure of adding a position, a new one in each run."""
    given = [*words, ""]

    def renew() -> None:
        given[-1] = f"said at {time.time_ns()}"

    return Figure(name, given, renew, env or {})


def at_size(folder: Path, cache: Path, size: int) -> Iterator[Figure]:
    """Yield the questions to a record of `size` positions, with the cache there, and without."""
    env = {"XDG_CACHE_HOME": str(cache)}

    def ask(*words: str) -> tuple[str, ...]:
        return (NEGTRACK, "--data", str(folder), *words)

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
    is_small = size <= ALL_UP_TO
    for name in ("one party", "`compare`", "`check`, again") if is_small else ("`compare`",):
        shown = name.replace(", again", "")
        yield Figure(f"{size:,}: {shown}, cold", ask(*views[name]), lambda: _forget(cache), env, runs=3)
    for name in views if is_small else _FEW:
        yield Figure(f"{size:,}: {name}", ask(*views[name]), env=env)
    if is_small:
        adding = _add_position(f"{size:,}: `add-position`", ask(*ADD), env)
        yield adding
        changed = ask(*views["`check`, again"])
        yield Figure(f"{size:,}: `check`, of a changed file", changed, lambda: _once(adding), env)


_FEW = ("one party", "`compare`", "`diff A B`", "`history ISSUE`", "`issues`")
"""The questions that are asked of the largest records, too."""


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
            insert = (utils, "insert", base, "position", str(folder / "talks.jsonl"), "--nl", "--pk=id", "--silent")
            subprocess.run(insert, check=True)
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
    parser.add_argument("--sizes", default="50,1000,10000,100000")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--folder", type=Path, help="where the data is made, and found again; else a temporary one")
    given = parser.parse_args()
    work = Path(tempfile.mkdtemp(prefix="negtrack-benchmark-"))
    folder = given.folder or work
    print("| what | ms | x | MiB |\n| --- | ---: | ---: | ---: |")
    rows = []
    for figure, runs in _figures(folder, work, [int(size) for size in given.sizes.split(",")], given.runs):
        rows.append(measure(figure, runs))
        print(rows[-1], flush=True)
    print("", *growth(rows), sep="\n")
    shutil.rmtree(work)


def _figures(folder: Path, work: Path, sizes: Sequence[int], runs: int) -> Iterator[tuple[Figure, int]]:
    """Yield all figures, each with how often to run it at most; the data is made when it is needed."""
    yield from ((figure, runs * 3) for figure in startup(work))
    for size in sizes:
        place = folder / str(size)
        if not place.exists():
            # made by another process, as a child's peak is never below ours
            words = (sys.executable, str(HERE / "generate.py"), str(size), str(place))
            subprocess.run((*words, "--peers") if size <= PEERS_UP_TO else words, check=True)
        yield from ((figure, runs) for figure in at_size(place, work / f"cache-{size}", size))
        yield from ((figure, runs) for figure in peers(place, size)) if size <= PEERS_UP_TO else ()


if __name__ == "__main__":
    main()
