"""All commands that write, beside each other and killed at random moments: what was acknowledged is there, once.

Every command leaves a mark of its own in the files, so that what is stored can be counted in their bytes.
"""

from __future__ import annotations

import io
import json
import os
import random
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from functools import partial
from pathlib import Path

import pytest

from negtrack.cli import run
from negtrack.store import write
from negtrack.store.load import load_negotiation

from ..examples import tiers
from ..programs import require_library
from .deeds import DEEDS, ONE, SAID, SIDE, Answer, Deed, Server, World
from .harness import Child, fork, run_forks

Ack = Callable[[str], None]
QATAR = {"data/talks/parties/qatar.toml": 'name = "Qatar"\nrole = "mediator"\n'}
PARTIES = ("egypt", "hamas", "israel", "qatar")
EDITOR = '#!/bin/sh\ngrep -q "# $MARK." $1 || echo "# $MARK." >> $1\n'
PLAIN = Deed("any", (), files=QATAR)
"""The small negotiation with a fourth party."""


@pytest.fixture
def world(tmp_path: Path, server: Server) -> World:
    """The small negotiation, freshly made; the editor adds a comment with the mark that `MARK` names."""
    return make_world(tmp_path / "world", server)


def make_world(root: Path, server: Server) -> World:
    """Make a world with the editor that marks."""
    made = World(root, PLAIN, server)
    made.make()
    (made.io / "editor").write_text(EDITOR)
    return made


def csv_of(world: World, mark: str, parties: Sequence[str]) -> str:
    """Write a csv file with one position of each party, all with the mark; return its name."""
    name = f"{mark}-{len(parties)}.csv"
    rows = "".join(f"{party},remarks,{mark}.,2024-03-25,wsj\n" for party in parties)
    (world.here / name).write_text(f"party,issue,value,stated,sources\n{rows}")
    return name


def words_of(kind: str, world: World, mark: str) -> tuple[tuple[str, ...], int]:
    """Return the words of one command that leaves `mark`, and how often it then stands in the files."""
    party = PARTIES[sum(mark.encode()) % 4]
    known: dict[str, tuple[tuple[str, ...], int]] = {
        "add-position": (("add-position", party, "remarks", f"{mark}.", *SAID), 1),
        "add-note": (("add-note", party, f"{mark}.", *SAID), 1),
        "add-proposal": (("add-proposal", party, "--title", f"{mark}.", "--term", "captives=41", *SAID), 1),
        "add-agreement": (("add-agreement", "--title", f"{mark}.", "--date", "2024-03-25", *SAID), 1),
        "add-party": (("add-party", f"p-{mark}", "--name", f"{mark}.", "--role", "mediator"), 1),
        "add-issue": (("add-issue", f"i-{mark}", "--title", f"{mark}.", "--kind", "text"), 1),
        "add-event": (("add-event", f"e-{mark}", "--title", f"{mark}."), 1),
        "add-source": (("add-source", f"s-{mark}", "--title", f"{mark}.", "--issued", "2024-03-24"), 1),
        "retract": (("retract", f"r-{mark}", "--reason", f"{mark}."), 1),
        "edit": (("edit", "sources"), 1),
        "import": (("import", csv_of(world, mark, [party]), *SIDE), 1),
        "import four": (("import", csv_of(world, mark, PARTIES), *SIDE), 4),
    }
    return known[kind]


KINDS = (
    *("add-position", "add-note", "add-proposal", "add-party", "add-issue", "add-event", "add-source", "retract"),
    *("add-agreement", "edit", "import", "import four"),
)


def count_of(world: World, mark: str) -> int:
    """Return how often a mark stands in the bytes of the data."""
    files = (path for path in world.place.folder.rglob("*.toml") if not path.name.startswith("."))
    return sum(path.read_bytes().count(f"{mark}.".encode()) for path in files)


def first(kind: str, mark: str) -> tuple[str, ...]:
    """Return what must be there before: a retraction needs an entry."""
    return ("add-note", "hamas", f"about {mark}", "--id", f"r-{mark}", *SAID) if kind == "retract" else ()


# kill -9


@pytest.mark.parametrize("rounds", tiers(11, 25, 5000))
def test_any_command_killed_at_random_moments(tmp_path: Path, server: Server, rounds: int) -> None:
    """What was acknowledged is stored once; what was not is stored once after the command is run again, at once and
    without any cleaning up."""
    seeded = random.Random(rounds)
    killed = 0
    for chunk in range(0, rounds, 25):
        world = make_world(tmp_path / f"{chunk}", server)
        stored: dict[str, int] = {}
        for number in range(chunk, min(chunk + 25, rounds)):
            kind, mark = KINDS[number % len(KINDS)], f"m{number}"
            if kind == "retract":
                assert world.run(words=first(kind, mark)).code == 0
            words, times = words_of(kind, world, mark)
            done = world.run(words=words, env_more={"MARK": mark}, kill_after=seeded.uniform(0.002, 0.03))
            killed += done.code == -9
            assert done.code in (0, -9), done.err
            assert count_of(world, mark) in ((times,) if done.code == 0 else range(times + 1)), kind
            time.sleep(0.03 if kind == "edit" else 0)  # the editor outlives the command that started it
            again = world.run(words=words, env_more={"MARK": mark})
            assert again.code == 0, f"{kind}: {again.err}"
            stored[mark] = times
        assert {mark: count_of(world, mark) for mark in stored} == stored
        assert not load_negotiation(world.place).problems
        assert not world.leftovers()
        shutil.rmtree(world.root)
    assert killed > rounds // 6


# Writers beside each other


def call(world: World, words: Sequence[str], mark: str = "") -> Answer:
    """Run one command in this process, which must be a fork."""
    os.chdir(world.here)
    os.environ.update(EDITOR=f"sh {world.io / 'editor'}", VISUAL="", MARK=mark)
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = run.run([*words])
    return Answer(code, out.getvalue(), err.getvalue())


def fork_command(world: World, *words: str, mark: str = "") -> Child:
    """Run one command in a process of its own."""

    def work(acknowledge: Ack) -> None:
        done = call(world, words, mark)
        acknowledge(json.dumps([done.code, done.out, done.err]))

    return fork(work)


def answer_of(child: Child) -> Answer:
    """Return how a forked command ended."""
    return Answer(*json.loads(child.acknowledged()[0]))


@pytest.mark.parametrize("turns", [1, pytest.param(12, marks=pytest.mark.soak)])
def test_writers_of_all_kinds(world: World, turns: int) -> None:
    """8 processes that mix positions, notes, retractions, definitions and imports to one party and to four: lost 0,
    doubled 0."""
    kinds = ("add-position", "add-note", "retract", "import", "import four", "add-source")
    assert world.run(words=("check",)).code == 0

    def work(number: int, acknowledge: Ack) -> None:
        vars(write)["LOCK_WAIT"] = 120.0
        for turn in range(turns * len(kinds)):
            kind, mark = kinds[(number + turn) % len(kinds)], f"w{number}-{turn}"
            if kind == "retract":
                call(world, first(kind, mark))
            words, times = words_of(kind, world, mark)
            done = call(world, words)
            acknowledge(f"{mark} {times} {done.code}")

    lines = [line.split() for line in run_forks([partial(work, number) for number in range(8)])]
    assert [code for *_, code in lines] == ["0"] * 8 * turns * len(kinds)
    assert {mark: count_of(world, mark) for mark, *_ in lines} == {mark: int(times) for mark, times, _ in lines}
    assert not load_negotiation(world.place).problems


def test_two_edits_of_one_file(world: World) -> None:
    """The second is refused at once, as somebody is at it; another file can be edited meanwhile; nothing is lost."""
    waiting = f"touch {world.io}/open-$MARK\nfor _ in $(seq 500); do [ -e {world.io}/wait ] && sleep 0.02; done; true\n"
    (world.io / "editor").write_text(EDITOR + waiting)
    (world.io / "wait").touch()
    one = fork_command(world, "edit", "israel", mark="m1")
    wait_for(world.io / "open-m1")
    second = answer_of(fork_command(world, "edit", "israel", mark="m2"))
    assert (second.code, second.out) == (2, "")
    reason = "parties/israel.toml is being edited by somebody else; try again when they are done"
    assert second.err == f"negtrack: nothing written: {reason}\n"
    other = fork_command(world, "edit", "hamas", mark="m3")
    wait_for(world.io / "open-m3")
    (world.io / "wait").unlink()
    assert [answer_of(child).code for child in (one, other)] == [0, 0]
    assert [count_of(world, mark) for mark in ("m1", "m2", "m3")] == [1, 0, 1]
    assert answer_of(fork_command(world, "edit", "israel", mark="m2")).code == 0
    assert [count_of(world, mark) for mark in ("m1", "m2", "m3")] == [1, 1, 1]


def wait_for(path: Path) -> None:
    """Wait until the file is there."""
    for _ in range(1000):
        if path.exists():
            return
        time.sleep(0.02)
    raise AssertionError(f"{path} never came")


@pytest.mark.deep
def test_edits_beside_a_writer(world: World) -> None:
    """Every record of the writer is there; every edit is stored, or refused with its text kept."""

    def work(acknowledge: Ack) -> None:
        for number in range(12):
            call(world, ("add-note", "hamas", f"n{number}.", *SAID))
            acknowledge(f"n{number}")

    writer = fork(work)
    refused = 0
    for number in range(8):
        done = answer_of(fork_command(world, "edit", "hamas" if number % 2 else "israel", mark=f"e{number}"))
        if done.code:
            assert "was changed by somebody else meanwhile; your text is kept in" in done.err
            kept = world.place.folder / "parties" / ".negtrack-edit-hamas.toml"
            assert f"e{number}." in kept.read_text()
            kept.unlink()
            refused += 1
        else:
            assert count_of(world, f"e{number}") == 1
    assert [count_of(world, name) for name in writer.acknowledged()] == [1] * 12
    assert refused < 5
    assert not load_negotiation(world.place).problems


# A full disk


def test_small_disk_and_an_import(world: World, small_disk: Path) -> None:
    """An import that the disk has no room for stores nothing half; with room it goes on where it ended."""
    rows = "".join(f"{PARTIES[n % 4]},remarks,m{n}. {'x' * 20},2024-03-25,wsj\n" for n in range(120))
    (world.here / "many.csv").write_text(f"party,issue,value,stated,sources\n{rows}")
    (small_disk / "ballast").write_bytes(b"x" * 20000)
    shutil.copytree(world.here / "data", small_disk / "data")
    before = {path: path.read_bytes() for path in small_disk.rglob("*.toml")}
    words = ("import", "many.csv", *SIDE, "--data", str(small_disk / "data"))
    done = world.run(words=words)
    assert done.code == 2
    assert "no space left on device" in done.err
    assert len(done.err.splitlines()) == 1
    changed = [path for path, raw in before.items() if path.read_bytes() != raw]
    stored, _, _ = done.err.partition(" stored, but the rest is not")
    assert done.err.startswith("negtrack: nothing written") if not changed else all(p.name in stored for p in changed)
    for path, raw in before.items():
        assert path.read_bytes().startswith(raw)
        assert path.read_bytes().count(b"[position.") == raw.count(b"[position.") + 30 * (path in changed)
    (small_disk / "ballast").unlink()
    assert world.run(words=words).code == 0
    text = b"".join(path.read_bytes() for path in small_disk.rglob("*.toml"))
    assert [text.count(b"m%d. " % n) for n in range(120)] == [1] * 120
    assert not list(small_disk.rglob("*.tmp"))


def test_small_disk_and_an_export(world: World, small_disk: Path) -> None:
    """An export that the disk has no room for leaves nothing, or the file that was there."""
    require_library("pyarrow")
    (small_disk / "old.csv").write_bytes(b"old\n")
    (small_disk / "ballast").write_bytes(b"x" * 61440)
    for name, force in (("new.html", ()), ("old.csv", ("--force",)), ("lake", ("--to", "parquet"))):
        done = world.run(words=("export", "-o", str(small_disk / name), *force))
        assert (done.code, len(done.err.splitlines())) == (2, 1)
        assert "no space left on device" in done.err
    left = [path.relative_to(small_disk).as_posix() for path in small_disk.rglob("*") if path.is_file()]
    assert sorted(left) == ["ballast", "old.csv"]
    assert (small_disk / "old.csv").read_bytes() == b"old\n"


def test_small_disk_and_an_edit(world: World, small_disk: Path) -> None:
    """Where there is no room for the edited file, the text is kept in the copy; it is stored once there is."""
    shutil.copytree(world.here / "data", small_disk / "data")
    party = small_disk / "data" / "talks" / "parties" / "israel.toml"
    party.write_text(party.read_text() + "# x\n" * 512)
    before = party.read_bytes()
    script = f"echo '# by hand' >> \"$1\"\nhead -c 65536 /dev/zero > {small_disk}/ballast 2>/dev/null; true\n"
    (world.io / "editor").write_text(f"#!/bin/sh\n{script}")
    words = ("edit", "israel", "--data", str(small_disk / "data"))
    done = world.run(words=words)
    assert done.code == 2
    assert "no space left on device; your text is kept in" in done.err
    assert party.read_bytes() == before
    assert party.with_name(".negtrack-edit-israel.toml").read_bytes() == before + b"# by hand\n"
    (small_disk / "ballast").unlink()
    (world.io / "editor").write_text("#!/bin/sh\ntrue\n")
    assert world.run(words=words).code == 0
    assert party.read_bytes() == before + b"# by hand\n"


DATED = ("--as-of", "2024-03-26")
ANSWERS: tuple[tuple[str, ...], ...] = (
    *(("show",), ("compare",), ("diff", "israel", "hamas"), ("history", "captives"), ("gaps",), ("overview",)),
    *(("parties",), ("issues",), ("events",), ("sources",), ("proposals",), ("negotiations",), ("query", "select 1")),
    *(("export", "--to", "csv"), ("schema", "party"), ("git-textconv", "data/talks/sources.toml"), ("show", "--help")),
    *(("import", "one.csv", *SIDE, "--dry-run"), ("check",), ("--version",), ("show", "--format", "table")),
    *(
        deed.words
        for deed in DEEDS
        if deed.words[0].startswith(("add", "retract", "init", "import")) and not deed.empty
    ),
)


@pytest.mark.parametrize("words", ANSWERS, ids=" ".join)
def test_stdout_that_takes_nothing(world: World, words: tuple[str, ...]) -> None:
    """A full disk behind stdout is one line and exit 2; where a record was stored before, the line says so."""
    deed = next((deed for deed in DEEDS if deed.words == words), Deed("any", words, files={"one.csv": ONE}))
    world.deed = deed
    world.make()
    if words == ("check",):
        with world.place.party("israel").open("a") as file:
            file.write("x = 1\n")
    before = world.files()
    done = world.run(words=words, out="/dev/full")
    assert done.code == 2
    assert "no space left on device" in done.err
    assert "Traceback" not in done.err
    stored = world.files() != before
    assert (" is stored, but " in done.err) == stored
    assert len(done.err.splitlines()) == 1 or words[0] == "import"


def test_stderr_that_takes_nothing(world: World) -> None:
    """The exit code is still what it is: 2 for trouble, never 1, which is an answer; 0 means stored."""
    assert world.run(words=("show", "nobody"), err="/dev/full").code == 2
    assert world.run(words=("add-note", "hamas", "m1.", *SAID), err="/dev/full").code == 0
    assert count_of(world, "m1") == 1


# What may not be written or read


NOBODY = 65534


@pytest.fixture
def shared(server: Server) -> Iterator[World]:
    """A world that another user may look at and not write to, beside a folder `mine` that is theirs."""
    if os.geteuid() != 0:
        pytest.skip("only root can become another user")
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        root.chmod(0o755)
        made = make_world(root / "world", server)
        (made.here / "one.csv").write_text(ONE)
        (made.here / "secret.csv").write_text(ONE)
        (made.here / "secret.csv").chmod(0)
        for word in ("out", "err"):
            (made.io / word).write_text("")
            (made.io / word).chmod(0o666)
        yield made


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("add-note", "hamas", "x", *SAID), "nothing written: cannot lock"),
        (("retract", "first", "--reason", "x"), "nothing written: cannot lock"),
        (("import", "one.csv", *SIDE), "nothing written: cannot lock"),
        (("import", "one.csv", *SIDE, "--create", "-n", "new"), "nothing written"),
        (("import", "secret.csv", *SIDE), "secret.csv"),
        (("edit", "israel"), "nothing written: cannot lock"),
        (("export", "-o", "all.csv"), "nothing written: all.csv"),
        (("export", "-o", "one.csv", "--force"), "nothing written: one.csv"),
        (("export", "--to", "parquet", "-o", "lake"), "lake"),
        (("schema", "--write"), "nothing written: cannot lock"),
        (("init", "pay", "--title", "Pay"), "nothing written"),
        (("git-merge", *["data/talks/sources.toml"] * 3), "nothing written: sources.toml"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_folder_of_others(shared: World, words: tuple[str, ...], message: str) -> None:
    """Another user, who may only read: one line that says so, exit 2, and nothing changed."""
    if "parquet" in words:
        require_library("pyarrow")
    before = shared.files()
    done = shared.run(words=words, user=NOBODY)
    assert (done.code, done.out) == (2, "")
    assert message in done.err
    assert "permission denied" in done.err
    assert len(done.err.splitlines()) == 1
    assert shared.files() == before


@pytest.mark.parametrize("name", ["parties/israel.toml", "sources.toml"])
def test_a_file_that_may_not_be_read(shared: World, name: str) -> None:
    """It is never written over, even in a folder of the same user: additions to it are refused, and edit does not open
    it; what can be read is exported, and the file named."""
    for path in (shared.here, *shared.here.rglob("*")):
        os.chown(path, NOBODY, NOBODY)
    (shared.place.folder / name).chmod(0)
    before = shared.files()
    add = (
        ("add-source", "x", "--issued", "2024-03-24") if name == "sources.toml" else ("add-note", "israel", "x", *SAID)
    )
    for words in (add, ("edit", Path(name).stem)):
        done = shared.run(words=words, user=NOBODY)
        assert (done.code, done.out) == (2, "")
        assert f"{name}: permission denied" in done.err
        assert "Traceback" not in done.err
        assert shared.files() == before
    done = shared.run(words=("export", "-o", "all.csv"), user=NOBODY)
    assert done.code == 2
    assert f"{name}: permission denied" in done.err


def test_attributes_that_may_not_be_written(shared: World) -> None:
    """`git-setup` says so; it can be run again once they may."""
    for path in (shared.here, shared.io):
        os.chown(path, NOBODY, NOBODY)
    subprocess.run(["git", "init", "-q"], cwd=shared.here, check=True, user=NOBODY, env={**os.environ, "HOME": "/"})
    done = shared.run(words=("git-setup",), user=NOBODY)
    assert (done.code, done.err) == (2, "negtrack: nothing written: .gitattributes: permission denied\n")
    os.chown(shared.here / "data", NOBODY, NOBODY)
    assert shared.run(words=("git-setup",), user=NOBODY).code == 0
    assert (shared.here / "data" / ".gitattributes").read_text().count("merge=negtrack") == 5
