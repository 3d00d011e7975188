"""A small negotiation to test the store on, and ways to run writers beside each other and to kill them."""

from __future__ import annotations

import contextlib
import os
import re
import resource
import select
import signal
import subprocess
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import negtrack
from negtrack.dates import parse_when
from negtrack.model import Item, Position, Source
from negtrack.store.add import add_items
from negtrack.store.corrections import NONE, Corrections
from negtrack.store.document import Loaded
from negtrack.store.load import load_negotiation
from negtrack.store.locate import Place
from negtrack.store.plan import Added

from ..negotiations import write_negotiation

NOW = datetime(2026, 11, 23, 9, 12, 44, tzinfo=UTC)
DRIVER = Path(__file__).with_name("driver.py")
CODE = Path(next(iter(negtrack.__path__))).parent

NEGOTIATION = """\
format = 1
title = "Test talks"
parties = ["israel", "hamas", "egypt"]

[issue.captives]
title = "Captives freed in the first phase"
kind = "quantity"
unit = "captives"

[issue.civilian-return]
title = "Return of civilians"
kind = "choice"
ladder = ["none", "gradual", "full"]

[issue.remarks]
title = "Remarks"
kind = "text"

[issue.mandate]
title = "The delegation's mandate"
class = "process"
kind = "mandate"

[event.signature]
title = "The deal is signed"
date = 2024-06-01
"""

SOURCES = """\
[source.wsj]
title = "A report"
container-title = "The Wall Street Journal"
issued = 2024-03-25

[source.reuters]
title = "Another report"
issued = 2024-03-23
"""

ISRAEL = """\
# What the cabinet said; typed by hand,   spacing and all.
name = "Israel"
role    = "principal"   # one of two

[delegate.barnea]
name = "David Barnea"
authority = "negotiates"

[position.first]
stance = "demand"
issue = "captives"
value = "at least 40"
text = "Forty captives, \u05d7\u05d8\u05d5\u05e4\u05d9\u05dd."
stated = 2024-03-25
speaker = 'Egyptian officials'
side = "egypt"
attribution = "background"
grade = "B2"
sources = ["wsj"]
recorded = 2024-03-26 09:12:44+00:00
"""

HAMAS = """\
name = "Hamas"
role = "principal"

[position.second]
issue = "captives"
stance = "offer"
value = "33"
stated = 2024-03-23
sources = ["reuters"]
recorded = 2024-03-26 09:12:44+00:00
"""

EGYPT = 'name = "Egypt"\nrole = "mediator"\n'

FILES = {
    "negotiation.toml": NEGOTIATION,
    "sources.toml": SOURCES,
    "parties/israel.toml": ISRAEL,
    "parties/hamas.toml": HAMAS,
    "parties/egypt.toml": EGYPT,
}


def make_place(root: Path, name: str = "talks") -> Place:
    """Write the small negotiation into `root/name`."""
    place = Place(root, root / name)
    write_negotiation(place.folder, FILES)
    return place


def snapshot(place: Place) -> dict[str, bytes]:
    """Return the bytes of every file in the folder, by name."""
    files = (path for path in sorted(place.folder.rglob("*")) if path.is_file())
    return {path.relative_to(place.folder).as_posix(): path.read_bytes() for path in files}


def data_of(place: Place) -> dict[str, bytes]:
    """Return the bytes of every data file, hidden ones aside."""
    files = {name: raw for name, raw in snapshot(place).items() if not name.startswith(".negtrack/")}
    return {name: raw for name, raw in files.items() if not name.rpartition("/")[2].startswith(".")}


def position(**fields: Any) -> Position:
    """Return a valid position that is not in the files yet; `fields` say what is different about it."""
    valid: dict[str, Any] = {
        "id": "",
        "party": "israel",
        "issue": "captives",
        "value": "50",
        "stated": parse_when("2024-03-25"),
        "sources": ("wsj",),
        "recorded": NOW,
    }
    return Position(**(valid | fields))


def new_source(name: str = "haaretz", day: str = "2024-03-25") -> Source:
    """Return a source that is not in the files yet."""
    return Source(id=name, title=f"A report in {name}", issued=parse_when(day))


def add(place: Place, *items: Item, now: datetime = NOW, dry_run: bool = False) -> list[Added]:
    """Add `items` as a command does."""
    return add_items(place, items, now, dry_run)


def add_one(place: Place, item: Item, now: datetime = NOW, corrections: Corrections = NONE) -> Added:
    """Add one item and return what became of it."""
    return add_items(place, [item], now, corrections=corrections)[0]


def load(place: Place) -> Loaded:
    """Return the negotiation as a command reads it."""
    return load_negotiation(place)


def messages(loaded: Loaded) -> list[str]:
    """Return all problems of a load, as they are shown."""
    return [str(problem) for problem in loaded.problems]


def lines_added(place: Place, party: str) -> Counter[str]:
    """Return how often each id heads a position in the party's file, counted in its bytes."""
    return Counter(re.findall(r"^\[position\.\"?([^\"\]]+)\"?\]", place.party(party).read_text("utf-8"), re.MULTILINE))


def environment() -> dict[str, str]:
    """Return the environment of a driver: the code under test, and nothing that differs from run to run."""
    return {**os.environ, "PYTHONPATH": str(CODE), "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}


def driver_command(place: Place, party: str, count: int, seed: str, way: str = "right") -> list[str]:
    """Return the command that has a process of its own add `count` positions."""
    return [sys.executable, str(DRIVER), str(place.folder), party, str(count), seed, way]


def run_drivers(commands: Sequence[Sequence[str]]) -> tuple[list[str], list[str]]:
    """Run all commands at once; return the ids that they acknowledged, and what they complained of."""
    pipe = subprocess.PIPE
    running = [
        subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, env=environment()) for command in commands
    ]
    answers = [process.communicate(timeout=300) for process in running]
    return [name for out, _ in answers for name in out.split()], [err for _, err in answers if err]


@dataclass(frozen=True)
class Child:
    """A process forked off this one, which acknowledges what it did through a pipe."""

    pid: int
    pipe: int

    def acknowledged(self) -> list[str]:
        """Return all that it wrote into the pipe until its end; a last line without its end was not sent whole."""
        chunks = []
        while chunk := os.read(self.pipe, 65536):
            chunks.append(chunk)
        os.close(self.pipe)
        os.waitpid(self.pid, 0)
        return b"".join(chunks).decode().split("\n")[:-1]

    def kill_after(self, seconds: float) -> None:
        """Kill it (-9), once it has begun and `seconds` have passed, unless it is done before."""
        select.select([self.pipe], [], [], 10)
        time.sleep(seconds)
        os.kill(self.pid, signal.SIGKILL)


def fork(work: Callable[[Callable[[str], None]], None]) -> Child:
    """Run `work` in a process of its own; what it passes to its argument is acknowledged at once."""
    ours, theirs = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            work(lambda line: void(os.write(theirs, f"{line}\n".encode())))
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(0)
    os.close(theirs)
    return Child(pid, ours)


def run_forks(works: Sequence[Callable[[Callable[[str], None]], None]]) -> list[str]:
    """Run all `works` at once, each in a process of its own; return all that they acknowledged."""
    children = [fork(work) for work in works]
    return [line for child in children for line in child.acknowledged()]


def void(_: object) -> None:
    """Drop what a call gives back."""


@contextlib.contextmanager
def file_size_limit(size: int) -> Iterator[None]:
    """No file of this process can grow beyond `size` bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
