"""The cache of large negotiations: the same answers as the files give, whatever becomes of the files."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from negtrack.frozen import replace
from negtrack.store import two_processes
from negtrack.store.cache import load as cache_load
from negtrack.store.cache.open import digest_files

from ..cli.harness import run
from .answers import ROWS, TABLE, VIEWS, assert_alike, assert_same, books_of, load, load_cached
from .changes import CHANGES, agree, settle, unsettle
from .talks import Talks

Change = Callable[[Talks, random.Random], None]
SOAK = [pytest.param(seed, marks=pytest.mark.soak) for seed in range(3, 60)]


@pytest.mark.parametrize(
    ("seed", "views"),
    [
        *((seed, VIEWS[::2]) for seed in (0, 1)),
        *(pytest.param(seed, VIEWS[1::2], marks=pytest.mark.deep) for seed in (0, 1)),
        *(pytest.param(seed, VIEWS, marks=pytest.mark.soak) for seed in range(3, 23)),
    ],
)
def test_every_view_is_the_same(tmp_path: Path, seed: int, views: tuple[str, ...]) -> None:
    """With and without a cache each view gives the same answer, for programs or for readers, and the same code."""
    talks = Talks(tmp_path / "data/talks", seed)
    talks.records(100)
    assert_same(talks, views, TABLE if seed % 2 else ROWS)


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_two_processes(talks: Talks, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where two processes read the files, the same is kept, which gives the same answers."""
    found = []
    for can_share in (True, False):
        shutil.rmtree(cache, ignore_errors=True)
        monkeypatch.setattr(two_processes, "_can_share", lambda files, can=can_share: can and bool(files))
        found.append([replace(book, mark="") for book in books_of(talks).values()])
        assert_same(talks, VIEWS[::3])
    assert found[0] == found[1]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
@pytest.mark.parametrize("views", [("show --all", "check"), pytest.param(VIEWS, marks=pytest.mark.deep)], ids=len)
def test_one_change(talks: Talks, change: Change, views: tuple[str, ...]) -> None:
    """After each kind of change the cache says what the files say."""
    load(talks)
    change(talks, random.Random(3))
    assert_same(talks, views)


@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.deep), *SOAK])
def test_many_changes(talks: Talks, seed: int) -> None:
    """Changes one after another, in any order, leave no trace of what was."""
    pick = random.Random(seed)
    for _ in range(6):
        pick.choice(CHANGES)(talks, pick)
        assert_same(talks, ("show --all", pick.choice(VIEWS)))


def test_agreements_come_and_go(talks: Talks) -> None:
    """A file of agreements that appears, grows or is deleted counts as it is now, for any view and for `check`."""
    for change in (settle, agree, unsettle, agree):
        change(talks, random.Random(3))
        assert_same(talks, ("agreements", "show --all", "check"))
    assert run("agreements", "--ids", cwd=talks.place.parent).lines


def test_the_voice_of_a_delegate_in_an_agreement(talks: Talks) -> None:
    """Whose word a milestone is rests on another file, that of the party in `by`: it is as that is now."""
    settle(talks, random.Random(3))
    signed = '\n[milestone.signed]\nagreement = "deal"\nmilestone = "signed"\nby = "south"\n'
    signed += 'speaker = "one"\nside = "own"\n'
    with (talks.place / "agreements.toml").open("a", encoding="utf-8") as file:
        file.write(signed + "stated = 2024-02-28\nrecorded = 2024-03-01 00:00:00+00:00\n")
    assert [milestone.voice for milestone in load(talks).negotiation.milestones] == ["south/one"]
    south = talks.file("south")
    south.write_text(south.read_text("utf-8").replace("[delegate.one]", "[delegate.two]"), "utf-8")
    load_cached(talks)
    assert [milestone.voice for milestone in load(talks).negotiation.milestones] == ["south"]


SAID = 'stated = 2024-02-05\nrecorded = 2024-03-01 00:00:00+00:00\nside = "own"\n'


def append(talks: Talks, party: str, text: str) -> None:
    """Append tables to the file of a party."""
    with talks.file(party).open("a", encoding="utf-8") as file:
        file.write(text)


def test_a_condition_on_what_another_withdrew(tmp_path: Path) -> None:
    """What another party has withdrawn meets no condition, though the withdrawal is on an issue that nobody asked
    for."""
    talks = Talks(tmp_path / "data/talks", 1)
    wish = 'value = "all"\nrequires = ["pay = 40"]\ntoward = "south"\n'
    append(talks, "north", f'\n[position.wish]\nissue = "rung"\n{wish}{SAID}')
    append(talks, "south", f'\n[proposal.p]\ntitle = "Forty"\nterms = ["pay = 40"]\n{SAID}')
    append(talks, "south", f'\n[position.w]\nissue = "start"\nstance = "withdrawal"\nwithdraws = ["p"]\n{SAID}')
    assert "pay = 40 (met)" not in run("show", "north", cwd=talks.place.parent).out
    assert_same(talks, ("show north", "diff north island"))


def position(name: str, issue: str, value: str, day: int, more: str = "") -> str:
    """Return the table of a position of the party itself."""
    worth = f'value = "{value}"\n' if value else ""
    end = f'stated = 2024-02-{day:02}\nside = "own"\nrecorded = 2024-03-09 00:00:00Z\n'
    return f'\n[position.{name}]\nissue = "{issue}"\n{worth}{more}{end}'


def test_a_proposal_that_two_disclose(tmp_path: Path) -> None:
    """What another party discloses counts, also where the proposal's own party discloses something too, and no more
    once it is deleted."""
    talks = Talks(tmp_path / "data/talks", 0)
    provenance = 'side = "own"\nrecorded = 2024-03-09 00:00:00Z\n'
    offer = 'title = "Terms"\nterms = ["start = undisclosed"]\nstated = 2024-02-02\n'
    term = 'title = "Known"\ndiscloses = "p1"\nterms = ["start = {}"]\nstated = 2024-02-{}\n'
    before = talks.file("envoy").read_text("utf-8")
    append(talks, "north", f"{position('q', 'start', '2 weeks', 1)}\n[proposal.p1]\n{offer}{provenance}")
    append(talks, "north", f"\n[proposal.p2]\n{term.format('3 weeks', '09')}{provenance}")
    append(talks, "envoy", f"\n[proposal.p3]\n{term.format('unspecified', '07')}{provenance}")
    assert_same(talks, ("show", "compare"))
    talks.file("envoy").write_text(before, "utf-8")
    assert_same(talks, ("show", "compare"))


def test_a_source_of_another_day_dates_its_records(tmp_path: Path) -> None:
    """A record without a day of its own is of the day of its source, also when that is corrected."""
    talks = Talks(tmp_path / "data/talks", 0)
    append(talks, "north", position("q", "pay", "40", 1, 'sources = ["s7"]\n').replace("stated = 2024-02-01\n", ""))
    assert "2024-01-07" in run("show", "q", cwd=talks.place.parent).out
    sources = talks.place / "sources.toml"
    sources.write_text(sources.read_text("utf-8").replace("2024-01-07", "2024-01-29"), "utf-8")
    assert "2024-01-29" in run("show", "q", cwd=talks.place.parent).out
    assert_same(talks, ("show", "show --as-of 2024-01-08"))


def test_only_what_changed_is_read(talks: Talks, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of files that changed only these are read again, and nothing where none did."""
    before = books_of(talks)
    read: list[str] = []
    real = cache_load.read_file
    monkeypatch.setattr(cache_load, "read_file", lambda *given: read.append(given[1]) or real(*given))
    assert (books_of(talks), read) == (before, [])
    append(talks, "north", position("q", "pay", "40", 1))
    after = books_of(talks)
    changed = [path for path, book in after.items() if book != before[path]]
    assert read == changed == ["parties/north.toml"]


def test_written_twice_at_once(talks: Talks) -> None:
    """A file that was written again at once, to the same size, is looked into, whatever its times say."""
    file = talks.file("north")
    for number in range(60, 66):
        load(talks)
        text, status = file.read_text("utf-8"), file.stat()
        file.write_text(text.replace(f"at least {number}", f"at least {number + 1}"), "utf-8")
        os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
        assert f"at least {number + 1}" in run("show", "north", "--all", cwd=talks.place.parent).out


def test_a_folder_whose_name_is_not_utf8(tmp_path: Path) -> None:
    """Its cache is found again."""
    talks = Talks(Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff")) / "data/talks", 3)
    talks.records(20)
    assert_same(talks, ("show",))
    assert books_of(talks)


def test_a_file_that_goes_between_look_and_read(talks: Talks, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is deleted after its digest was taken is gone, without a word of the cache."""
    load(talks)
    append(talks, "north", position("q", "pay", "40", 1))
    real = digest_files

    def look(*given: object) -> object:
        found = real(*given)  # type: ignore[arg-type]
        talks.file("north").unlink(missing_ok=True)
        return found

    with monkeypatch.context() as patch:
        patch.setattr("negtrack.store.cache.open.digest_files", look)
        first = run("show", cwd=talks.place.parent)
    assert first == run("show", cwd=talks.place.parent)


def test_a_table_behind_an_unfinished_line(talks: Talks) -> None:
    """A table that is appended to a last line without an end is part of that line, with a cache and without."""
    load(talks)
    append(talks, "north", position("q", "pay", "40", 1).rstrip("\n"))
    assert_same(talks)
    append(talks, "north", position("r", "pay", "41", 1).lstrip("\n"))
    assert_alike(talks)


def test_limits_of_a_file_that_grows(talks: Talks, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that grows beyond what can be read is refused whole, with a cache and without."""
    load(talks)
    tables = talks.file("south").read_text("utf-8").count("\n[")
    monkeypatch.setattr("negtrack.store.toml.MAX_TABLES", tables + 1)
    words = ("add-position", "south", "pay", "--stated", "2024-02-01", "--side", "own")
    assert run(*words[:3], "41", *words[3:], cwd=talks.place.parent).code == 0
    refused = run(*words[:3], "42", *words[3:], cwd=talks.place.parent)
    assert (refused.code, "more than" in refused.err) == (2, True)
    append(talks, "south", position("r", "pay", "43", 1))
    assert_alike(talks)
