"""The index of large negotiations: the same answers as the files give, whatever becomes of either."""

from __future__ import annotations

import contextlib
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest import mock

import pytest

from negtrack.model import Negotiation
from negtrack.store import large
from negtrack.store.index import build
from negtrack.store.index.database import index_path
from negtrack.store.index.indexed import Indexed
from negtrack.store.load import Loaded, load_negotiation
from negtrack.store.locate import Place

from ..cli.harness import Result, run
from .talks import Talks

VIEWS = (
    "show",
    "show south",
    "show --all",
    "show north island --all",
    "show island",
    "show envoy bloc",
    "diff south island --all",
    "diff island envoy",
    "show r7",
    "show --issue pay",
    "show --as-of 2024-02-10",
    "compare",
    "compare --all",
    "compare north envoy",
    "compare --as-of round-one",
    "compare --known-at 2024-03-01T00:40:00+00:00",
    "diff north south",
    "diff south north@2024-02-08 --all",
    "diff south@2024-02-08 south",
    "diff north north@2024-02-14",
    "diff --since 2024-02-09",
    "diff --known-since 2024-03-01T00:40:00+00:00",
    "history pay",
    "history start south north",
    "history rung --as-of 2024-02-12",
    "gaps",
    "gaps --since 2024-02-05",
    "overview",
    "parties",
    "issues",
    "events",
    "sources",
    "proposals",
    "export --to json",
    "check",
)


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Any size is worth an index, and it is kept where the test can see it."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(large, "LEAST", 0)
    return tmp_path / "cache"


@pytest.fixture
def talks(tmp_path: Path) -> Talks:
    """Talks of 150 records."""
    made = Talks(tmp_path / "data/talks", 11)
    made.records(150)
    return made


def place_of(talks: Talks) -> Place:
    return Place(talks.place.parent, talks.place)


def answers(talks: Talks, view: str) -> Iterator[Result]:
    """What `view` says for programs, and for a reader."""
    forms = ("json", "table") if not view.startswith("export") else ("json",)
    for form in forms:
        yield run(*view.split(), *(() if view.startswith("export") else ("--format", form)), cwd=talks.place.parent)


def from_files(talks: Talks, view: str) -> list[Result]:
    """The same without an index."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(large, "LEAST", 1 << 40)
        return list(answers(talks, view))


def opened(talks: Talks) -> Loaded | Indexed:
    return large.load_any(place_of(talks))


def assert_same(talks: Talks, views: tuple[str, ...] = VIEWS) -> None:
    assert isinstance(opened(talks), Indexed)
    for view in views:
        found = list(answers(talks, view))
        assert found == from_files(talks, view), view
        assert all(each.code < 2 for each in found), view


@pytest.mark.parametrize("seed", range(4))
def test_every_view_is_the_same(tmp_path: Path, seed: int) -> None:
    """With and without the index each view gives the same answer, for programs and for readers, and the same code."""
    talks = Talks(tmp_path / "data/talks", seed)
    talks.records(150)
    assert_same(talks)


SAID = 'stated = 2024-02-05\nrecorded = 2024-03-01 00:00:00+00:00\nside = "own"\n'


def test_a_condition_on_what_another_withdrew(tmp_path: Path) -> None:
    """What another party has withdrawn meets no condition, though the withdrawal is on an issue that nobody asked
    for."""
    talks = Talks(tmp_path / "data/talks", 1)
    texts = {
        "north": f'\n[position.wish]\nissue = "rung"\nvalue = "all"\nrequires = ["pay = 40"]\ntoward = "south"\n{SAID}',
        "south": f'\n[proposal.p]\ntitle = "Forty"\nterms = ["pay = 40"]\n{SAID}'
        f'\n[position.gone]\nissue = "start"\nstance = "withdrawal"\nwithdraws = ["p"]\n{SAID}',
        "island": f'\n[position.newest]\nissue = "start"\nvalue = "2 weeks"\n{SAID}'.replace("02-05", "02-09"),
    }
    for party, text in texts.items():
        with talks.file(party).open("a", encoding="utf-8") as file:
            file.write(text)
    assert "pay = 40 (met)" not in run("show", "north", cwd=talks.place.parent).out
    assert_same(talks, ("show north", "diff north island"))


def touch(talks: Talks, _pick: random.Random) -> None:
    """A file is touched, its content the same."""
    os.utime(talks.file("north"), (1e9, 1e9))


def append(talks: Talks, pick: random.Random) -> None:
    """Records are appended to the files of several parties."""
    talks.records(pick.randrange(1, 6))


def add(talks: Talks, pick: random.Random) -> None:
    """A command adds a position, and one a source."""
    day = pick.randrange(10, 28)
    words = ("add-position", "south", "pay", str(pick.randrange(999)), "--stated", f"2024-02-{day}", "--side", "own")
    assert run(*words, cwd=talks.place.parent).code == 0
    name = f"new-{pick.randrange(10**6)}"
    source = ("add-source", name, "--title", "New", "--issued", "2024-02-20")
    assert run(*source, cwd=talks.place.parent).code == 0


def take_back(talks: Talks, pick: random.Random) -> None:
    """A command retracts an entry."""
    rows = run("show", "south", "--ids", cwd=talks.place.parent).lines
    named = sorted({row for row in rows if "#" not in row})
    assert run("retract", pick.choice(named), "--reason", "misread", cwd=talks.place.parent).code == 0


def edit(talks: Talks, pick: random.Random) -> None:
    """A value in the middle of a file is written anew, at the same length."""
    file = talks.file(pick.choice(["north", "south"]))
    text = file.read_text("utf-8")
    file.write_text(text.replace('value = "40"', 'value = "41"', 1).replace("under 30", "under 31", 1), "utf-8")


def drop(talks: Talks, _pick: random.Random, table: str = "note") -> None:
    """The last note of a file that nothing names is deleted."""
    for file in sorted((talks.place / "parties").iterdir()):
        text = file.read_text("utf-8")
        head, mark, rest = text.rpartition(f"\n[{table}.")
        name, after = rest.partition("]")[0], rest.partition("\n[")
        if mark and f'"{name}"' not in "".join(each.read_text("utf-8") for each in file.parent.iterdir()):
            file.write_text(head + after[1] + after[2], "utf-8")
            return


def untell(talks: Talks, pick: random.Random) -> None:
    """The last proposal or disclosure of a file that nothing names is deleted."""
    drop(talks, pick, "proposal")


def define(talks: Talks, _pick: random.Random) -> None:
    """An issue gets another unit, so that everything that was linked to it may be read otherwise."""
    file = talks.place / "negotiation.toml"
    file.write_text(file.read_text("utf-8").replace('unit = "euros"', 'unit = "dollars"'), "utf-8")


def new_party(talks: Talks, pick: random.Random) -> None:
    """A party comes with a file of its own."""
    talks.file(f"late-{pick.randrange(10**6)}").write_text('name = "Late"\nrole = "observer"\n', "utf-8")


STEPS = (touch, append, add, take_back, edit, drop, untell, define, new_party)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.__name__)
def test_one_change(talks: Talks, step: object) -> None:
    """After each kind of change the index says what the files say."""
    assert_same(talks, ("show",))
    step(talks, random.Random(3))  # type: ignore[operator]
    assert_same(talks)


@pytest.mark.parametrize("seed", [1, 2, *(pytest.param(seed, marks=pytest.mark.soak) for seed in range(3, 60))])
def test_many_changes(talks: Talks, seed: int) -> None:
    """Changes one after another, in any order, leave no trace of what was."""
    pick = random.Random(seed)
    for _ in range(12):
        pick.choice(STEPS)(talks, pick)
        assert_same(talks, ("show", "compare --all", "show --all", pick.choice(VIEWS)))


def built_anew(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Notes each time that an index is built."""
    notes: list[str] = []
    real = build.built
    monkeypatch.setattr("negtrack.store.index.refresh.built", lambda *given: notes.append("built") or real(*given))
    return notes


def test_what_is_appended_is_all_that_is_read(talks: Talks, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that grew is extended by its tail; no file is read whole, and nothing is built."""
    opened(talks)
    notes = built_anew(monkeypatch)
    monkeypatch.setattr("negtrack.store.index.refresh.understood", lambda *_: notes.append("whole"))
    talks.records(5)
    assert isinstance(opened(talks), Indexed)
    assert notes == []


def test_a_changed_file_is_read_alone(talks: Talks, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a file that was rewritten nothing but that file is read again."""
    opened(talks)
    notes = built_anew(monkeypatch)
    real = build.understood
    monkeypatch.setattr(
        "negtrack.store.index.refresh.understood", lambda *given: notes.append(Path(given[0].path).stem) or real(*given)
    )
    edit(talks, random.Random(1))
    opened(talks)
    assert notes in (["north"], ["south"])


@pytest.mark.parametrize(
    "ask",
    [
        lambda known: known.standing,
        lambda known: known.standing_of(["south"]),
        lambda known: known.standing_of(["south", "north"], past=True),
        lambda known: known.of_parties(["south"]),
        lambda known: known.of_issue("pay"),
    ],
    ids=["all", "party", "past", "parties", "issue"],
)
def test_nobody_looks_through_everything(talks: Talks, ask: Callable[[Indexed], Negotiation]) -> None:
    """What stands, and the past of one party or issue, is found without going through all that was ever said."""
    known = opened(talks)
    assert isinstance(known, Indexed)
    asked: list[str] = []
    known.connection.set_trace_callback(asked.append)
    assert ask(known).positions
    known.connection.set_trace_callback(None)
    plans = [
        plan
        for question in asked
        if question.startswith("select")
        for *_, plan in known.connection.execute(f"explain query plan {question}")
    ]
    assert any("entry" in plan for plan in plans)
    assert [plan for plan in plans if "SCAN entry" in plan and not re.search("standing|newest", plan)] == []


def test_what_a_party_still_says_is_found_by_that(talks: Talks) -> None:
    """What stands of a party is found without going through all that it ever said."""
    known = opened(talks)
    assert isinstance(known, Indexed)
    question = "explain query plan select body from entry where standing and party in ('south') order by file, number"
    assert "entry_standing (party=?)" in " ".join(plan for *_, plan in known.connection.execute(question))


def test_sources_of_an_index_that_changed(talks: Talks) -> None:
    """Sources are read when one is asked for: of what the index was when the records were read, and where somebody
    wrote to it since, from the files."""
    known = opened(talks)
    assert isinstance(known, Indexed)
    named = {name for each in known.standing.records for name in each.sources}
    assert known.standing.sources.keys() == named
    later = known.of_issue("pay")
    talks.records(1)
    assert isinstance(opened(talks), Indexed)
    assert later.sources == load_negotiation(place_of(talks)).negotiation.sources


def test_an_old_file_put_back(talks: Talks) -> None:
    """A copy that has the size and the times of what was indexed, and another content, is not taken for it."""
    file = talks.file("north")
    text, status = file.read_text("utf-8"), file.stat()
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns - 10**12))
    status = file.stat()
    opened(talks)
    time.sleep(0.01)
    copy = file.with_name("copy")
    copy.write_text(text.replace("at least 60", "at least 99"), "utf-8")
    os.utime(copy, ns=(status.st_atime_ns, status.st_mtime_ns))
    copy.replace(file)
    assert "at least 99" in run("show", "north", "--all", cwd=talks.place.parent).out
    assert_same(talks, ("show --all",))


def test_written_twice_within_the_clocks_grain(talks: Talks) -> None:
    """A file that was written again at once, to the same size, is looked into, whatever its times say."""
    file = talks.file("north")
    for number in range(20, 60):
        text = file.read_text("utf-8")
        status = file.stat()
        opened(talks)
        file.write_text(
            text.replace("at least 60", f"at least {number}", 1).replace(
                f"at least {number - 1}", f"at least {number}"
            ),
            "utf-8",
        )
        os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
        assert_same(talks, ("show north --all",))


def test_a_clock_that_went_back(talks: Talks, monkeypatch: pytest.MonkeyPatch) -> None:
    """An index from the future is not trusted by its times; what changed is seen."""
    with monkeypatch.context() as patch:
        patch.setattr(time, "time", lambda: 4e9)
        opened(talks)
    edit(talks, random.Random(1))
    assert_same(talks, ("show",))


def execute(path: Path, *statements: str) -> None:
    """Changes an index from outside."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def damage_end(path: Path) -> None:
    """It was cut off."""
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def damage_start(path: Path) -> None:
    """It is no database."""
    path.write_bytes(b"something else" * 1000)


def damage_pages(path: Path) -> None:
    """A part of it was overwritten."""
    content = bytearray(path.read_bytes())
    content[4096 : len(content) // 2] = os.urandom(len(content) // 2 - 4096)
    path.write_bytes(bytes(content))


def damage_values(path: Path) -> None:
    """Its rows say something else than what was written."""
    execute(path, "update entry set body = replace(body, '60', '61')")


def damage_marks(path: Path) -> None:
    """Its rows are marked otherwise."""
    execute(path, "update entry set standing = 1")


def damage_places(path: Path) -> None:
    """Its rows say that they are of another issue, and of another file."""
    execute(
        path,
        "update entry set issue = 'rung' where issue = 'pay'",
        "update file set body = replace(body, 'Talks', 'Walks')",
    )


def damage_text(path: Path) -> None:
    """A text of it is not in UTF-8, which SQLite calls an operational error."""
    execute(path, "update entry set body = cast(x'ff' as text)")


def a_table_gone(path: Path) -> None:
    """A table of it is missing."""
    execute(path, "drop table mention")


def foreign(path: Path) -> None:
    """It belongs to another program."""
    path.unlink()
    execute(path, "create table meta (form text, folder text)")


def older(path: Path) -> None:
    """Another version wrote it."""
    execute(path, "update meta set form = '0'")


def elsewhere(path: Path) -> None:
    """It is of another folder."""
    execute(path, "update meta set folder = '/elsewhere'")


def a_folder(path: Path) -> None:
    """A folder has its name."""
    path.unlink()
    path.mkdir()


def gone(path: Path) -> None:
    """Somebody cleaned up."""
    shutil.rmtree(path.parent)


@pytest.mark.parametrize(
    "damage",
    [
        damage_end,
        damage_start,
        damage_pages,
        damage_values,
        damage_marks,
        damage_places,
        damage_text,
        a_table_gone,
        foreign,
        older,
        elsewhere,
        a_folder,
        gone,
    ],
    ids=lambda damage: damage.__name__,
)
def test_a_damaged_index(talks: Talks, damage: object) -> None:
    """What is damaged, foreign or gone is never believed, and changes no answer."""
    opened(talks)
    damage(index_path(place_of(talks)))  # type: ignore[operator]
    for view in ("show --all", "compare", "diff north south", "check"):
        assert list(answers(talks, view)) == from_files(talks, view)
        assert not [result for result in answers(talks, view) if result.err]


@pytest.mark.parametrize("view", ["show --all", "check"])
def test_a_damaged_index_that_cannot_be_removed(talks: Talks, monkeypatch: pytest.MonkeyPatch, view: str) -> None:
    """Where a damaged index has to stay, as nobody may write there, it is still not believed."""
    opened(talks)
    damage_values(index_path(place_of(talks)))
    expected = from_files(talks, view)

    def refuse(path: Path, **_: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "unlink", refuse)
    assert list(answers(talks, view)) == expected


def test_a_table_that_is_gone_is_made_again(talks: Talks) -> None:
    """An index that SQLite cannot read is built anew, not left as it is for ever."""
    opened(talks)
    a_table_gone(index_path(place_of(talks)))
    talks.records(3)
    assert isinstance(opened(talks), Indexed)


def position(name: str, issue: str, value: str, day: int, more: str = "") -> str:
    """A position of the party itself."""
    worth = f'value = "{value}"\n' if value else ""
    told = f'stated = 2024-02-{day:02}\nside = "own"\nrecorded = 2024-03-09 00:00:00Z\n'
    return f'\n[position.{name}]\nissue = "{issue}"\n{worth}{more}{told}'


def test_a_withdrawal_over_two_issues(tmp_path: Path) -> None:
    """What one withdrawal drops on several issues stays dropped when one of them is decided anew."""
    talks = Talks(tmp_path / "data/talks", 0)
    start, pay = position("q", "start", "2 weeks", 3), position("p", "pay", "40", 3)
    both = position("w", "pay", "", 5, 'stance = "withdrawal"\nwithdraws = ["p", "q"]\n')
    later = position("p2", "pay", "60", 7)
    again = position("w2", "pay", "", 9, 'stance = "withdrawal"\nwithdraws = ["p2"]\n')
    for text in (start + pay + both, later, again):
        with talks.file("north").open("a", encoding="utf-8") as file:
            file.write(text)
        assert_same(talks, ("show", "compare", "show --all"))


def test_a_proposal_that_two_disclose(tmp_path: Path) -> None:
    """What another party discloses counts, also where the proposal's own party discloses something too, and no more
    once it is deleted."""
    talks = Talks(tmp_path / "data/talks", 0)
    provenance = 'side = "own"\nrecorded = 2024-03-09 00:00:00Z\n'
    offer = 'title = "Terms"\nterms = ["start = undisclosed"]\nstated = 2024-02-02\n'
    told = 'title = "Told"\ndiscloses = "p1"\nterms = ["start = {}"]\nstated = 2024-02-{}\n'
    before = position("q", "start", "2 weeks", 1)
    north = f"{before}\n[proposal.p1]\n{offer}{provenance}\n[proposal.p2]\n{told.format('3 weeks', '09')}{provenance}"
    envoy = talks.file("envoy").read_text("utf-8")
    talks.file("north").write_text(talks.file("north").read_text("utf-8") + north, "utf-8")
    talks.file("envoy").write_text(f"{envoy}\n[proposal.p3]\n{told.format('unspecified', '07')}{provenance}", "utf-8")
    assert_same(talks, ("show", "compare"))
    talks.file("envoy").write_text(envoy, "utf-8")
    assert_same(talks, ("show", "compare"))


TAILS = {
    "an unknown table": ("north", '\n[postion.x]\nissue = "pay"\n'),
    "a table of another file": ("north", '\n[issue.x]\ntitle = "X"\nkind = "text"\n'),
    "an empty table": ("north", "proposal = {}\n"),
    "an unknown one, empty": ("north", "foo = {}\n"),
    "a byte order mark": ("north", "\ufeff" + position("x", "pay", "40", 2)),
    "a source twice": ("../sources", '\n[source.s1]\ntitle = "Again"\n'),
    "a delegate twice": ("north", '\n[delegate.one]\nname = "Again"\n'),
    "an entry twice": ("north", position("r1", "pay", "40", 2)),
}


@pytest.mark.parametrize("tail", TAILS.values(), ids=TAILS)
def test_a_tail_at_fault(talks: Talks, tail: tuple[str, str]) -> None:
    """What is appended and wrong is told as it is without an index, and nothing is written to that file."""
    opened(talks)
    party, text = tail
    file = talks.file(party)
    with file.open("a", encoding="utf-8") as open_file:
        open_file.write(text)
    for view in ("show", "compare", "check"):
        assert list(answers(talks, view)) == from_files(talks, view)
    assert run("show", cwd=talks.place.parent).code == 2
    before = file.read_bytes()
    words = ("add-position", "north", "pay", "70", "--stated", "2024-02-10", "--side", "own")
    assert run(*words, cwd=talks.place.parent).code == (0 if party != "north" else 2)
    assert file.read_bytes() == before


def test_a_party_whose_link_leads_nowhere(talks: Talks) -> None:
    """It is told, as it is without an index."""
    opened(talks)
    talks.file("ghost").symlink_to("/nowhere/ghost.toml")
    assert list(answers(talks, "show")) == from_files(talks, "show")
    assert run("show", cwd=talks.place.parent).code == 2


def test_times_that_no_database_holds(talks: Talks) -> None:
    """A file of the year 2400 is read as any other."""
    os.utime(talks.file("north"), (13569465600,) * 2)
    assert_same(talks, ("show",))


def test_a_user_without_a_home(talks: Talks, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no folder for caches can be told, the files answer."""
    monkeypatch.setattr("platformdirs.user_cache_path", mock.Mock(side_effect=RuntimeError("no home")))
    assert isinstance(opened(talks), Loaded)
    assert list(answers(talks, "show")) == from_files(talks, "show")


def test_a_folder_whose_name_is_not_utf8(tmp_path: Path) -> None:
    """Its index is found again."""
    talks = Talks(Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff")) / "data/talks", 3)
    talks.records(20)
    assert isinstance(opened(talks), Indexed)
    assert opened(talks).rebuilt == ""


def test_what_a_kill_leaves_beside_an_index(talks: Talks) -> None:
    """What SQLite keeps to undo a change that was cut off is never applied to a later index."""
    opened(talks)
    path = index_path(place_of(talks))
    journal = Path(f"{path}-journal")
    path.unlink()
    journal.write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + os.urandom(5000))
    assert_same(talks, ("show",))
    assert not journal.exists()


def test_a_cache_that_cannot_be_written(talks: Talks, cache: Path) -> None:
    """Where no index can be kept, answers come from the files, without a word."""
    cache.write_text("a file where the folder would be")
    assert isinstance(opened(talks), Loaded)
    for view in ("show", "compare"):
        assert list(answers(talks, view)) == from_files(talks, view)


def test_debug_tells_why_it_was_built_anew(talks: Talks) -> None:
    """One line on stderr where an index is built, with `--debug` alone, and none where it is there."""
    told = "negtrack: the index of talks was built anew: there is none yet\n"
    assert run("--debug", "show", cwd=talks.place.parent).err == told
    assert run("--debug", "show", cwd=talks.place.parent).err == ""
    damage_start(index_path(place_of(talks)))
    assert run("show", cwd=talks.place.parent).err == ""
    damage_start(index_path(place_of(talks)))
    told = "negtrack: the index of talks was built anew: file is not a database\n"
    assert run("--debug", "show", cwd=talks.place.parent).err == told


def test_an_index_that_others_keep_locked(talks: Talks) -> None:
    """While somebody else writes to the index, answers come from the files where they must, and are as right."""
    opened(talks)
    talks.records(3)
    connection = sqlite3.connect(index_path(place_of(talks)), isolation_level=None)
    connection.execute("begin immediate")
    assert list(answers(talks, "show --all")) == from_files(talks, "show --all")
    connection.execute("rollback")
    connection.close()
    assert_same(talks, ("show --all",))


LATE = ("pydantic", "pydantic_core", "rich", "tomllib", "jinja2", "tomli_w", "openpyxl", "docx")
"""What a look at sound files does not need."""


def imported(place: Path, cache: Path, *words: str) -> set[str]:
    """The modules that a process has imported when it has answered."""
    code = "import sys; from negtrack.__main__ import main; main(); print('', *sys.modules, file=sys.stderr)"
    told = subprocess.run(
        [sys.executable, "-c", code, "--data", str(place), *words],
        env={**os.environ, "XDG_CACHE_HOME": str(cache)},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(told.stderr.split())


@pytest.mark.parametrize("words", ["show --json", "compare", "diff north north@2024-02-20 --json", "history pay"])
def test_what_a_look_imports(tmp_path: Path, cache: Path, words: str) -> None:
    """A look at small files, and one at an index, needs neither pydantic nor rich, nor what rare paths need; and small
    files need no SQLite."""
    small, large = Talks(tmp_path / "small/talks", 1), Talks(tmp_path / "large/talks", 1)
    small.records(30)
    large.records(1500)
    for talks, with_index in ((small, False), (large, False), (large, True)):
        found = imported(talks.place.parent, cache, *words.split())
        assert not found & set(LATE), with_index
        assert ("sqlite3" in found) == (talks is large)


def test_faults_are_told_as_without_an_index(talks: Talks) -> None:
    """Files with faults have no index; all their problems are told, and once they are mended there is one again."""
    opened(talks)
    file = talks.file("south")
    sound = file.read_text("utf-8")
    file.write_text(sound + '\n[position.bad]\nissue = "pya"\nvalue = "40"\nrecorded = 2024-03-09 00:00:00Z\n', "utf-8")
    for view in ("show", "compare", "check"):
        assert list(answers(talks, view)) == from_files(talks, view)
    assert run("show", cwd=talks.place.parent).code == 2
    file.write_text(sound, "utf-8")
    assert_same(talks, ("show",))


def test_two_at_once(talks: Talks, cache: Path) -> None:
    """Processes that build the index at the same time all answer as the files do, and leave one index."""
    expected = from_files(talks, "show --all")[0]
    started = [os.fork() for _ in range(4)]
    if 0 in started:
        os._exit(next(answers(talks, "show --all")) != expected)
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in started] == [0] * 4
    assert [path.suffix for path in (cache / "negtrack").iterdir()] == [".sqlite"]


def test_it_stays_out_of_the_way_of_small_data(talks: Talks, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of small files there is no index."""
    monkeypatch.setattr(large, "LEAST", 256 * 1024)
    assert isinstance(opened(talks), Loaded)
    assert not cache.exists()


def test_what_is_swept(talks: Talks, cache: Path) -> None:
    """Whoever builds an index removes what was never finished a day ago, and indexes that nothing was written to for
    three months; nothing else."""
    folder = cache / "negtrack"
    folder.mkdir(parents=True)
    ages = {"old.sqlite": 91, "new.sqlite": 89, "old.tmp": 2, "new.tmp": 0, "other": 400}
    for name, days in ages.items():
        (folder / name).touch()
        os.utime(folder / name, (time.time() - days * 86400,) * 2)
    opened(talks)
    assert {path.name for path in folder.iterdir()} - {index_path(place_of(talks)).name} == {
        *("new.sqlite", "new.tmp", "other")
    }


def test_it_is_outside_the_data(talks: Talks, cache: Path) -> None:
    """Nothing is left in the data folder; the index is in the user's cache folder, for the user alone."""
    before = sorted(talks.place.parent.rglob("*"))
    opened(talks)
    assert sorted(talks.place.parent.rglob("*")) == before
    assert index_path(place_of(talks)).is_relative_to(cache)
    assert (cache / "negtrack").stat().st_mode & 0o077 == 0


def test_a_later_version_of_a_check(talks: Talks) -> None:
    """What a check found is asked of the files again when they, the day or a schema have changed."""
    first = run("check", cwd=talks.place.parent)
    assert run("check", cwd=talks.place.parent) == first
    later = {"SOURCE_DATE_EPOCH": "1700000000"}  # before everything was recorded
    assert run("check", cwd=talks.place.parent, env=later).out.count("future") > first.out.count("future")
    assert run("check", cwd=talks.place.parent) == first
    edit(talks, random.Random(1))
    assert list(answers(talks, "check")) == from_files(talks, "check")
