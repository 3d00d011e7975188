"""Every command that writes, killed or failed at a call that touches its folder: each file is old or new, none is half.

The points are found by watching one run; the long run takes every one of them with a kill and with each error.
"""

from __future__ import annotations

import os
import random
import re
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from ..examples import tiers
from ..programs import require
from .deeds import DEEDS, Answer, Deed, Server, World

CALLS = "openat,write,fsync,rename,renameat,renameat2,link,linkat,symlink,flock,chmod,fchmodat,unlink,unlinkat,mkdir"
LOOKS = "read,newfstatat,getdents64,close"
ERRORS = ("EIO", "ENOSPC", "EACCES", "EMFILE", "ENOLCK")
KILL = "signal=SIGKILL"


@dataclass(frozen=True)
class Point:
    """The `number`th `call` of a command, and what happens there: `fault` as strace takes it."""

    call: str
    number: int
    fault: str
    line: str

    @property
    def options(self) -> list[str]:
        """Strace's options for it."""
        return ["-o", os.devnull, "-e", f"inject={self.call}:{self.fault}:when={self.number}"]


@pytest.fixture(scope="module")
def servers(server: Server) -> Iterator[list[Server]]:
    """Two, as two commands are tried at a time."""
    require("strace")
    second = Server()
    yield [server, second]
    second.close()


@dataclass(frozen=True)
class Clean:
    """What one undisturbed run did: the files before and after it, and the points where it touches its folder."""

    before: dict[str, bytes]
    after: dict[str, bytes]
    points: list[tuple[str, int, str]]


def watch_run(world: World, calls: str) -> Clean:
    """Watch one undisturbed run."""
    world.make()
    before = world.files()
    log = world.root / "log"
    answer = world.run(["-o", str(log), "-e", f"trace={calls}"])
    if answer.code == 97 or not log.exists():
        pytest.skip(f"strace cannot follow a process here: {answer.err[-200:]}")
    assert answer.code == 0, answer.err
    counts: Counter[str] = Counter()
    points = []
    for line in log.read_text(errors="replace").splitlines():
        call = line.partition("(")[0]
        counts[call] += 1
        if str(world.root) in re.sub(r'AT_FDCWD<[^>]*>, "/', '"/', line):
            points.append((call, counts[call], line))
    return Clean(before, world.files(), points)


def rank(name: str) -> tuple[int, str]:
    """Return the stated order of replacement: sources, the negotiation's own file, parties by name, agreements."""
    file = name.rpartition("/")[2]
    return {"sources.toml": 0, "negotiation.toml": 1, "agreements.toml": 3}.get(file, 2), file


def errors_of(world: World, clean: Clean, answer: Answer) -> Iterator[str]:
    """Yield what is wrong with the state that a disturbed run left, and with what it said."""
    now, command = world.files(), world.deed.words[0]
    new = [name for name in clean.after if now.get(name) == clean.after[name] != clean.before.get(name)]
    old = [name for name in clean.after if now.get(name) == clean.before.get(name) != clean.after[name]]
    partial = command == "export" and re.search(
        r"^(parties|sources)", answer.err, re.MULTILINE
    )  # of what could be read
    for name in now.keys() | clean.before.keys():
        grows = command == "init" and clean.after[name].startswith(now.get(name, b""))  # a start, then what is in it
        if now.get(name) not in (clean.before.get(name), clean.after.get(name)) and not partial and not grows:
            yield f"{name} is neither old nor new: {now.get(name, b'')[-200:]!r}"
    yield from out_of_order(new, old)
    yield from world.broken_references()
    if world.deed.empty and command == "import" and new and old:
        yield f"a negotiation is there in part: {new}"
    if (answer.code == 0 or answer.out) and now != clean.after and not partial:
        yield f"exit {answer.code}, {answer.out!r}, but not stored: {old}"
    reported = re.search("^negtrack: (.* (is|are) stored|recorded|made)", answer.err, re.MULTILINE)
    if answer.code == 2 and bool({*new} - {"typed"}) != bool(reported):
        yield f"does not say what is stored: {answer.err}"


def out_of_order(new: list[str], old: list[str]) -> Iterator[str]:
    """Yield what shows that the files of negotiations were not replaced in the stated order."""
    replaced, left = ([name for name in names if re.match(r"data/.*\.toml$", name)] for names in (new, old))
    if replaced and left and max(map(rank, replaced)) > min(map(rank, left)):
        yield f"{replaced} were replaced before {left}"


def errors_of_edit(world: World) -> Iterator[str]:
    """Yield an error where what was typed in the editor is neither in the file nor in the copy."""
    typed = world.here / "typed"
    if typed.exists():
        path = world.place.party("israel") if "israel" in world.deed.words else world.place.sources
        copy = path.with_name(f".negtrack-edit-{path.name}")
        if typed.read_bytes() not in [file.read_bytes() for file in (path, copy) if file.exists()]:
            yield "what was typed is lost"


def outcome(world: World, clean: Clean, **fault: Any) -> list[str]:
    """Return all that is wrong with how the deed came out of a fault (see `World.run`), and with running it again."""
    world.make()
    answer = world.run(**fault)
    wrong = [*errors_of(world, clean, answer), *errors_of_edit(world)]
    if answer.code not in ((-9, 0) if KILL in str(fault) else (0, 2)) or "Traceback" in answer.err:
        wrong.append(f"exit {answer.code}: {answer.err[-1500:]}")
    if answer.code == 2 and not answer.err.strip():
        wrong.append("exit 2 without a word")
    again = world.run()
    there = world.deed.name == "export" and "is there already" in again.err
    undone = world.deed.name == "undo" and re.search("no write to undo|as they were before the last write", again.err)
    if not there and ((again.code and not undone) or world.files() != clean.after):
        wrong.append(f"run again: exit {again.code}, {again.err}")
    if world.leftovers():
        wrong.append(f"left over: {world.leftovers()}")
    return [f"{world.deed}: {fault}: {problem}" for problem in wrong]


def run_matrix(tmp_path: Path, servers: list[Server], deeds: list[Deed], whole: bool) -> tuple[int, list[str]]:
    """Try the deeds, two at a time; return the number of points and what was wrong."""

    def work(number: int) -> tuple[int, list[str]]:
        count, wrong = 0, []
        for deed in deeds[number::2]:
            world = World(tmp_path / f"w{number}", deed, servers[number])
            clean = watch_run(world, f"{CALLS},{LOOKS}" if whole else CALLS)
            points = all_points(clean) if whole else sample(clean, deed)
            count += len(points)
            for point in points:
                wrong += [f"{problem} at {point.line}" for problem in outcome(world, clean, trace=point.options)]
        return count, wrong

    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(work, (0, 1)))
    return sum(count for count, _ in results), [problem for _, wrong in results for problem in wrong]


def all_points(clean: Clean) -> list[Point]:
    """Return each call with a kill and with each error; a look that fails is tried with one error."""
    return [
        Point(call, number, fault, line)
        for call, number, line in clean.points
        for fault in ((KILL, *(f"error={name}" for name in ERRORS)) if call not in LOOKS.split(",") else ("error=EIO",))
        if not ("O_DIRECTORY" in line and "EACCES" in fault)  # a folder that is closed to us counts as not there
    ]


def sample(clean: Clean, deed: Deed) -> list[Point]:
    """Return a kill at the last replacement, a kill and an error at calls that write, chosen by the deed's name."""
    writing = [point for point in clean.points if "O_RDONLY" not in point[2]]
    seeded = random.Random(deed.name)
    last = [point for point in writing if point[0].startswith(("rename", "link"))][-1:]
    kills = [Point(call, number, KILL, line) for call, number, line in [*last, seeded.choice(writing)]]
    call, number, line = seeded.choice(writing)
    return [*kills, Point(call, number, f"error={seeded.choice(ERRORS)}", line)]


FEW = ("add-note", "init", "import to four parties", "export")
ALL = tuple(deed.name for deed in DEEDS if not deed.long)


@pytest.mark.parametrize("names", tiers(FEW, ALL), ids=["few", "all"])
def test_sample_of_every_command(tmp_path: Path, servers: list[Server], names: tuple[str, ...]) -> None:
    """A command that writes, killed and failed at a few calls: nothing half, nothing lost; it can be run again."""
    count, wrong = run_matrix(tmp_path, servers, [deed for deed in DEEDS if deed.name in names], whole=False)
    assert not wrong, "\n".join(wrong)
    assert count > 2 * len(names)


@pytest.mark.soak
@pytest.mark.parametrize("deed", DEEDS, ids=str)
def test_every_call_of_every_command(tmp_path: Path, servers: list[Server], deed: Deed) -> None:
    """The same at every call that touches the folder, with a kill and with five errors, and with looks that fail."""
    count, wrong = run_matrix(tmp_path, servers, [deed], whole=True)
    assert not wrong, "\n".join(wrong)
    assert count > 20


# A full disk


def limits(clean: Clean) -> list[int]:
    """Return sizes around that of the largest file that is written, beyond which no file may grow."""
    written = [raw for name, raw in clean.after.items() if clean.before.get(name) != raw and name != "typed"]
    size = max(map(len, written))
    return [size // 2, size - 1]


def disk_full_faults(root: Path, server: Server) -> list[str]:
    """Return all that is wrong with deeds whose disk fills up in the middle of a file, or just before its end."""
    wrong = []
    for deed in (deed for deed in DEEDS if deed.name in FULL):
        world = World(root / "world", deed, server)
        world.make()
        before = world.files()
        assert world.run().code == 0
        clean = Clean(before, world.files(), [])
        for size in limits(clean):
            wrong += outcome(world, clean, limit=size)
    return wrong


FULL = (
    *("add-note", "import of a sheet", "edit", "git-merge", "git-setup again", "export", "export --force"),
    "schema --write",
)


@pytest.mark.deep
def test_disk_full_in_every_command(tmp_path: Path, servers: list[Server]) -> None:
    """A disk that fills up in the middle of a file leaves the old one, or none, and the command says so."""
    wrong = disk_full_faults(tmp_path, servers[0])
    assert not wrong, "\n".join(wrong)


# The harness itself


@pytest.mark.deep
@pytest.mark.parametrize("way", ["in-place", "bare-write"])
def test_wrong_ways_turn_red_in_every_command(tmp_path: Path, way: str) -> None:
    """`open("w")` and a bare `os.write`, put back in the place of `replace_file` and `write_whole`, are found out."""
    server = Server(way)
    try:
        wrong = disk_full_faults(tmp_path, server)
    finally:
        server.close()
    half = [problem.partition(": ")[0] for problem in wrong if "neither old nor new" in problem]
    found = {name for name in FULL if name in half}
    assert found == {*FULL}
