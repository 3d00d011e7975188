"""Nothing acknowledged is lost: writers beside each other, readers beside writers, kill -9, failing calls, a full disk.

The same harness is turned on three wrong ways of writing at the end, and must find fault with each of them.
"""

from __future__ import annotations

import contextlib
import os
import random
import re
import shutil
import subprocess
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from negtrack.errors import NegtrackError, NotWrittenError
from negtrack.store import change as change_module
from negtrack.store.locate import Place

from ..examples import tiers
from ..programs import require
from . import driver
from .harness import (
    FILES,
    ISRAEL,
    add,
    add_one,
    driver_command,
    environment,
    file_size_limit,
    fork,
    lines_added,
    load,
    make_place,
    new_source,
    position,
    run_drivers,
    run_forks,
    void,
)

Ack = Callable[[str], None]


# Writers beside each other


def losses(place: Place, acknowledged: Sequence[str], parties: Sequence[str] = ("israel",)) -> list[str]:
    """Return the acknowledged ids that do not head exactly one table in the bytes of their file."""
    heads: list[str] = [name for party in parties for name in lines_added(place, party).elements()]
    return [name for name in acknowledged if heads.count(name) != 1]


def writers(place: Place, count: int, way: str = "right", same: bool = False) -> list[Callable[[Ack], None]]:
    """8 writers that each add `count` positions to one party, in a `way` of the driver's; all the `same`, or not."""

    def write_as(number: int, acknowledge: Ack) -> None:
        driver.go_wrong(way)
        driver.add_many(place.folder, "israel", count, "same" if same else f"s{number}", acknowledge)

    return [partial(write_as, number) for number in range(8)]


@pytest.mark.parametrize("count", tiers(3, 12, 25))
def test_writers_on_one_party(place: Place, count: int) -> None:
    """8 processes that each add a few positions to one party lose none and double none."""
    acknowledged, complaints = run_drivers([driver_command(place, "israel", count, f"s{n}") for n in range(8)])
    assert not complaints
    assert len(set(acknowledged)) == len(acknowledged) == 8 * count
    assert not losses(place, acknowledged)
    assert lines_added(place, "israel").total() == 8 * count + 1
    assert place.party("israel").read_text("utf-8").startswith(ISRAEL)
    assert not load(place).problems


@pytest.mark.deep
def test_lock_alone_is_enough(place: Place) -> None:
    """The lock keeps writers apart without the look at the file before it is replaced."""
    acknowledged = run_forks(writers(place, 8, "lock-alone"))
    assert len(acknowledged) == 64
    assert not losses(place, acknowledged)


def test_writers_of_the_same_record(place: Place) -> None:
    """8 processes that add the same five positions store each once, under one id."""
    acknowledged = run_forks(writers(place, 5, same=True))
    assert len(acknowledged) == 40
    assert len(set(acknowledged)) == 5
    assert lines_added(place, "israel").total() == 6


@pytest.mark.soak
@pytest.mark.parametrize(("number", "parties"), [(16, ["israel"]), (8, ["israel", "hamas", "egypt"])])
def test_many_writers(place: Place, number: int, parties: list[str]) -> None:
    """16 writers on one party, and 8 over three, lose none and double none."""
    commands = [driver_command(place, parties[n % len(parties)], 25, f"s{n}") for n in range(number)]
    acknowledged, complaints = run_drivers(commands)
    assert not complaints
    assert len(set(acknowledged)) == number * 25
    assert not losses(place, acknowledged, parties)


# Readers beside a writer


def snapshots(place: Place, work: Callable[[Ack], None], seconds: float) -> tuple[int, list[str]]:
    """How often the files could be read while a process does `work`, and everything that was amiss in a reading."""
    child = fork(work)
    amiss: list[str] = []
    count, most = 0, 0
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and not _ended(child.pid):
        raw = place.party("israel").read_bytes()
        loaded = load(place)
        amiss += [str(problem) for problem in loaded.problems]
        found = len(loaded.negotiation.positions)
        if not raw.startswith(ISRAEL.encode()) or not raw.endswith(b"\n"):
            amiss.append(f"a short file of {len(raw)} bytes")
        if found < most:
            amiss.append(f"{found} positions after {most}")
        count, most = count + 1, max(most, found)
    with contextlib.suppress(ProcessLookupError):
        os.kill(child.pid, 9)
    child.acknowledged()
    return count, amiss


def _ended(pid: int) -> bool:
    return os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def write_sources_and_records(place: Place, acknowledge: Ack) -> None:
    """Add a new source and a position that rests on it, again and again: two files each time."""
    for number in range(100):
        source = new_source(f"paper-{number}")
        acknowledge(add(place, source, position(issue="remarks", value=f"{number}", sources=(source.id,)))[1].id)


@pytest.mark.parametrize("seconds", tiers(1, 3, 60))
def test_readers_see_whole_files(place: Place, seconds: int) -> None:
    """A reader beside a writer sees a whole file without problems, never with fewer records than before."""
    count, amiss = snapshots(place, lambda ack: driver.add_many(place.folder, "israel", 2000, "w", ack), seconds)
    assert count > 10
    assert not amiss


@pytest.mark.parametrize("seconds", tiers(1, 3, 60))
def test_readers_see_what_a_record_names(place: Place, seconds: int) -> None:
    """A reader who sees a new record sees the source that was added with it, though the two stand in two files."""
    count, amiss = snapshots(place, lambda ack: write_sources_and_records(place, ack), seconds)
    assert count > 10
    assert not amiss


# kill -9


@pytest.mark.parametrize("rounds", tiers(8, 25, 5000))
def test_kill_at_random_moments(tmp_path: Path, rounds: int) -> None:
    """Writers killed at random moments lose no acknowledged record; the next one needs no cleaning up."""
    seeded = random.Random(rounds)
    killed = 0
    for chunk in range(0, rounds, 25):
        place = make_place(tmp_path / str(chunk))
        acknowledged: list[str] = []
        for number in range(min(rounds, 25)):
            child = fork(partial(driver.add_many, place.folder, "israel", 8, f"{chunk}-{number}"))
            child.kill_after(seeded.uniform(0, 0.1))
            done = child.acknowledged()
            killed += len(done) < 8
            acknowledged += done
            assert not losses(place, acknowledged)
        assert lines_added(place, "israel").total() <= len(acknowledged) + 1 + 25  # one more each: stored, not yet said
        assert max(lines_added(place, "israel").values()) == 1
        assert add_one(place, position()).state == "new"
        assert not load(place).problems
        assert not list(place.folder.rglob("*.tmp"))
        shutil.rmtree(place.root)
    assert killed > rounds // 2


# Every call that touches the data fails, or is the last one

CALLS = "openat,write,fsync,rename,renameat,renameat2,flock,chmod,fchmodat,unlink,unlinkat,mkdir"
FAULTS = ["signal=SIGKILL", "error=EIO", "error=ENOSPC", "error=EACCES", "error=EMFILE", "error=ENOLCK"]


@dataclass(frozen=True)
class Point:
    """The `number`th call of `call` by the driver: one that touches the data."""

    call: str
    number: int
    line: str


def traced(place: Place, *options: str) -> subprocess.CompletedProcess[str]:
    """Run one add by the driver under strace."""
    command = ["strace", "-qq", "-y", "-e", f"trace={CALLS}", *options, *driver_command(place, "israel", 1, "x")]
    return subprocess.run(command, capture_output=True, text=True, env=environment(), timeout=600)


def points_of(place: Place, log: Path) -> list[Point]:
    """Return every call of one add that touches the folder, from the first on."""
    done = traced(place, "-o", str(log))
    if done.returncode:
        pytest.skip(f"strace cannot run here: {done.stderr.strip()[-200:]}")
    counts: dict[str, int] = {}
    points = []
    for line in log.read_text().splitlines():
        call = line.partition("(")[0]
        counts[call] = counts.get(call, 0) + 1
        if str(place.folder) in line:
            points.append(Point(call, counts[call], line))
    return points


def outcome_of(place: Place, point: Point, fault: str, after: bytes) -> str:
    """Return what is wrong with how one add came out of `fault` at `point`; "" where all is well."""
    make_place(place.root)
    done = traced(place, "-o", os.devnull, "-e", f"inject={point.call}:{fault}:when={point.number}")
    raw = place.party("israel").read_bytes()
    if raw not in (ISRAEL.encode(), after):
        return f"neither old nor new: {raw[-200:]!r}"
    if (done.returncode == 0 or done.stdout) and raw != after:
        return f"exit {done.returncode}, {done.stdout!r}, but not stored"
    if "SIGKILL" not in fault and (done.returncode not in (0, 2) or "Traceback" in done.stderr):
        return f"exit {done.returncode}: {done.stderr[-1500:]}"
    if done.returncode == 2 and (raw == after) != (" is stored, but " in done.stderr):
        return f"does not say what is stored: {done.stderr}"
    driver.add_many(place.folder, "israel", 1, "x", void)
    if place.party("israel").read_bytes() != after or list(place.folder.rglob("*.tmp")):
        return "the next run needs cleaning up"
    if any((place.folder / path).read_bytes() != text.encode() for path, text in FILES.items() if "israel" not in path):
        return "another file changed"
    return ""


def run_matrix(tmp_path: Path, chosen: Callable[[list[tuple[Point, str]]], list[tuple[Point, str]]]) -> int:
    """Run the chosen points and faults, two at a time; assert that all come out well, and return their number."""
    require("strace")
    places = [make_place(tmp_path / name) for name in ("one", "two")]  # paths of one length: the same calls
    points = points_of(places[0], tmp_path / "log")
    after = places[0].party("israel").read_bytes()
    assert {"openat", "write", "fsync", "flock"} <= {point.call for point in points}
    cases = chosen([(point, fault) for point in points for fault in FAULTS])
    shares = [cases[0::2], cases[1::2]]

    def work(place: Place, share: list[tuple[Point, str]]) -> list[tuple[str, str, str]]:
        found = []
        for point, fault in share:
            shutil.rmtree(place.root)
            found.append((fault, point.line, outcome_of(place, point, fault, after)))
        return found

    with ThreadPoolExecutor(2) as pool:
        results = [result for found in pool.map(work, places, shares) for result in found]
    assert not [result for result in results if result[2]]
    return len(results)


def sample(cases: list[tuple[Point, str]]) -> list[tuple[Point, str]]:
    """Return a kill at every call from the lock on that is not a read, and one error for each kind of call."""
    writing = [case for case in cases if "O_RDONLY" not in case[0].line]
    kills = [case for case in writing if "SIGKILL" in case[1]]
    seeded = random.Random(len(cases))
    calls = sorted({point.call for point, _ in writing})
    errors = [seeded.choice([case for case in writing if case[0].call == call and case not in kills]) for call in calls]
    reads = seeded.sample([case for case in cases if case not in writing], 4)
    return kills + errors + reads


def few(cases: list[tuple[Point, str]]) -> list[tuple[Point, str]]:
    """Return a few of the sample."""
    return sample(cases)[::5]


@pytest.mark.parametrize(("chosen", "least"), [(few, 3), pytest.param(sample, 15, marks=pytest.mark.deep)])
def test_sample_of_failing_calls(
    tmp_path: Path, chosen: Callable[[list[tuple[Point, str]]], list[tuple[Point, str]]], least: int
) -> None:
    """Killed or failed at a call that writes, an add leaves the file old, or old plus the record; 0 means stored."""
    assert run_matrix(tmp_path, chosen) >= least


@pytest.mark.soak
def test_every_failing_call(tmp_path: Path) -> None:
    """The same at every call that touches the data, with a kill and with five errors."""
    assert run_matrix(tmp_path, list) > 60


# A full disk


def disk_full_faults(root: Path) -> list[str]:
    """Everything that is wrong with adds whose disk fills up at sizes in steps of 16 bytes around the new file's."""
    before = ISRAEL.encode()
    block = add(make_place(root / "whole"), position())[0].block
    after = before + b"\n" + block.encode()
    wrong = []
    for size in range(len(before) - 64, len(after) + 64, 16):
        place = make_place(root / str(size))
        stored = True
        with file_size_limit(size):
            try:
                add_one(place, position())
            except NegtrackError as error:
                stored = "is stored, but" in str(error)
            except OSError:
                stored = False
        raw = place.party("israel").read_bytes()
        if raw != (after if stored else before):
            wrong.append(f"{size}: {'stored' if stored else 'refused'} and {len(raw)} bytes")
        if stored != (size >= len(after)):
            wrong.append(f"{size}: {'stored' if stored else 'refused'}")
        if len(list(place.folder.rglob("*.tmp"))):
            wrong.append(f"{size}: a temporary file is left")
    return wrong


def test_disk_full_at_any_size(tmp_path: Path) -> None:
    """A disk that fills up at any byte of the new file leaves the old one whole, and the add is refused."""
    assert not disk_full_faults(tmp_path)


def test_small_disk(small_disk: Path) -> None:
    """On a disk of 64 KiB adds go on until one is refused; nothing is lost then, and it goes on when there is room."""
    place = make_place(small_disk)
    (small_disk / "ballast").write_bytes(b"x" * 16384)
    stored: list[str] = []
    refused = ""
    while not refused and len(stored) < 100:
        try:
            stored.append(add_one(place, position(text=f"{len(stored)} " + "x" * 2000)).id)
        except NotWrittenError as error:
            refused = str(error)
    assert refused == "nothing written: israel.toml: no space left on device"
    assert len(stored) > 2
    assert not losses(place, stored)
    assert not load(place).problems
    (small_disk / "ballast").unlink()
    assert add_one(place, position(text="there is room again")).state == "new"


# The harness itself


def faults_found(root: Path, way: str) -> list[str]:
    """Return what the harness of the full disk finds wrong with a `way` of writing, tried in a process of its own."""

    def work(acknowledge: Ack) -> None:
        driver.go_wrong(way)
        for fault in disk_full_faults(root):
            acknowledge(fault)
        acknowledge("done")

    found = fork(work).acknowledged()
    assert found.pop() == "done"
    return found


@pytest.mark.deep
def test_wrong_ways_turn_red(tmp_path: Path) -> None:
    """`open("w")`, a bare `os.write` and a lock on the data file are each found out by the tests above."""
    assert not faults_found(tmp_path / "right", "right")
    assert any("refused and" in fault for fault in faults_found(tmp_path / "in-place", "in-place"))
    assert any("stored and" in fault for fault in faults_found(tmp_path / "bare", "bare-write"))
    lost: list[str] = []
    for number in range(10):
        place = make_place(tmp_path / f"lock-{number}")
        lost = losses(place, run_forks(writers(place, 8, "lock-on-data")))
        if lost:
            break
    assert lost


@pytest.mark.deep
def test_wrong_ways_show_short_files(place: Place) -> None:
    """`open("w")` is found out by readers beside it."""

    def work(acknowledge: Ack) -> None:
        driver.go_wrong("in-place")
        right = driver.write_in_place

        def slowly(path: Path, content: bytes, before: bytes | None) -> None:
            path.write_bytes(b"")
            time.sleep(0.005)  # what a larger file or a slower disk takes
            right(path, content, before)

        vars(change_module)["replace_file"] = slowly
        driver.add_many(place.folder, "israel", 500, "w", acknowledge)

    _, amiss = snapshots(place, work, 2)
    assert amiss


def test_calls_are_recognised(tmp_path: Path) -> None:
    """The calls that strace shows are those of one add: lock, temporary file, sync, replacement, sync of the folder."""
    require("strace")
    points = points_of(make_place(tmp_path / "one"), tmp_path / "log")
    names = [(point.call, re.search(r"(lock|tmp|parties)[\">]", point.line)) for point in points]
    words = [f"{call} {name[1]}" for call, name in names if name]
    order = ["openat lock", "flock lock", "openat tmp", "write tmp", "fsync tmp", "fsync parties"]
    assert [word for word in dict.fromkeys(words) if word in order] == order
