"""A cache that is damaged, foreign, gone or out of reach: the files answer, and it is built again."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from unittest import mock

import platformdirs
import pytest

from negtrack.store import large
from negtrack.store.cache import folder
from negtrack.store.cache.folder import cache_folder
from negtrack.store.cache.open import STATE, VERDICT, CachedLoad

from ..cli.harness import run
from ..examples import sampled
from .answers import answer, assert_alike, assert_same, cached_names, load, place_of, plain_answer
from .talks import Talks


def truncate(path: Path) -> None:
    """It was cut off."""
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def overwrite(path: Path) -> None:
    """It is something else."""
    path.write_bytes(b"something else" * 1000)


def empty(path: Path) -> None:
    """Nothing is in it."""
    path.write_bytes(b"")


def flip(path: Path) -> None:
    """One bit of it is another."""
    content = bytearray(path.read_bytes())
    content[len(content) * 2 // 3] ^= 4
    path.write_bytes(content)


def swap(path: Path) -> None:
    """Another file of the cache has its name."""
    shutil.copy(next(other for other in sorted(path.parent.iterdir()) if other != path), path)


def swap_cache(path: Path) -> None:
    """A file of the cache of other talks has its name."""
    talks = Talks(path.parents[3] / "data/others", 4)
    talks.records(30)
    load(talks)
    run("check", "-n", "others", cwd=talks.place.parent)
    shutil.copy(cache_folder(place_of(talks)) / path.name, path)
    shutil.rmtree(talks.place)


def replace_by_folder(path: Path) -> None:
    """A folder has its name."""
    path.unlink()
    path.mkdir()


def delete(path: Path) -> None:
    """It is gone."""
    path.unlink()


def write_as_another_version(path: Path) -> None:
    """Another version wrote it."""
    value = folder.read_cached(path, None)
    with mock.patch.object(folder, "FORM", "0"):
        folder.write_cached(path, value)


DAMAGES = (*(truncate, overwrite, empty, flip, swap, swap_cache, replace_by_folder, delete, write_as_another_version),)


CASES = [(part, damage) for part in (STATE, VERDICT) for damage in DAMAGES]
USUAL = {(part, damage) for part, damage in CASES if part == STATE or damage is flip}


def file_of(talks: Talks, part: str) -> Path:
    """Return a file of the cache: the state or the verdict."""
    return cache_folder(place_of(talks)) / part


@pytest.mark.parametrize(
    ("part", "damage"), [case if case in USUAL else pytest.param(*case, marks=pytest.mark.deep) for case in CASES]
)
def test_a_damaged_file(tmp_path: Path, part: str, damage: Callable[[Path], None]) -> None:
    """What is damaged, foreign or gone is never believed, changes no answer, and is written again."""
    talks = Talks(tmp_path / "data/talks", 11)
    talks.records(40)
    answer(talks, "check")
    path = file_of(talks, part)
    damage(path)
    for view in ("show --all", "check"):
        found = answer(talks, view)
        assert (found, found.err) == (plain_answer(talks, view), "")
    if not path.is_dir():
        assert folder.read_cached(file_of(talks, part), None)


def test_a_damaged_file_that_cannot_be_written(talks: Talks, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody may write, what is damaged is still not believed, and changes no answer."""
    load(talks)
    flip(file_of(talks, STATE))
    monkeypatch.setattr(
        "negtrack.store.write.os.replace", mock.Mock(side_effect=PermissionError(13, "Permission denied"))
    )
    assert_alike(talks)


def test_a_cache_that_cannot_be_written(talks: Talks, cache: Path) -> None:
    """Where no cache can be kept, answers come from the files, without a word."""
    cache.write_text("a file where the folder would be")
    assert not isinstance(load(talks), CachedLoad)
    assert_alike(talks, ("show", "check"))


def test_a_user_who_wants_none(talks: Talks, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With `NEGTRACK_NO_CACHE` no cache is written, nor one read that is there."""
    monkeypatch.setenv("NEGTRACK_NO_CACHE", "1")
    assert not isinstance(load(talks), CachedLoad)
    assert not cache.exists()
    assert_alike(talks, ("show", "check"))
    monkeypatch.setenv("NEGTRACK_NO_CACHE", "")
    assert isinstance(load(talks), CachedLoad)
    monkeypatch.setenv("NEGTRACK_NO_CACHE", "1")
    assert not isinstance(load(talks), CachedLoad)


def test_a_user_without_a_home(talks: Talks, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no folder for caches, the files answer."""
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.delenv("HOME")
    monkeypatch.setattr("platformdirs.user_cache_path", mock.Mock(side_effect=RuntimeError("no home")))
    assert not isinstance(load(talks), CachedLoad)
    assert_alike(talks, ("show", "check"))


@pytest.mark.parametrize("named", [None, "", "here", "~/here", "/there", "/there/", "//there", " /there"])
@pytest.mark.parametrize("home", [None, "", "me", "/", "/home/me", "/home/me/", "/home/../me"])
def test_the_folder_of_caches(
    named: str | None, home: str | None, talks: Talks, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Caches are where platformdirs says, whatever the environment says."""
    for name, value in (("XDG_CACHE_HOME", named), ("HOME", home)):
        monkeypatch.delenv(name)
        if value is not None:
            monkeypatch.setenv(name, value)
    wanted = platformdirs.user_cache_path("negtrack", appauthor=False)
    assert cache_folder(place_of(talks)).parent.resolve() == wanted.resolve()


def position(name: str, more: str = "") -> str:
    """Return the table of a position."""
    return f'\n[position.{name}]\nissue = "pay"\nvalue = "40"\nrecorded = 2024-03-09 00:00:00Z\n{more}'


STATED = "stated = 2024-02-02\n"
TAILS = {
    "an unknown table": ("north", '\n[postion.x]\nissue = "pay"\n'),
    "a table of another file": ("north", '\n[issue.x]\ntitle = "X"\nkind = "text"\n'),
    "an empty table": ("north", "proposal = {}\n"),
    "an unknown one, empty": ("north", "foo = {}\n"),
    "a byte order mark": ("north", "\ufeff" + position("x", STATED)),
    "a source twice": ("../sources", '\n[source.s1]\ntitle = "Again"\n'),
    "a delegate twice": ("north", '\n[delegate.one]\nname = "Again"\n'),
    "an entry twice": ("north", position("r1", STATED)),
    "an entry of another file": ("north", position("r2", STATED) + position("r3", STATED) + position("r4", STATED)),
    "an unknown issue": ("north", position("x", STATED).replace("pay", "pya")),
    "an unknown record": ("north", position("x", STATED) + 'supersedes = ["nothing"]\n'),
}


@pytest.mark.parametrize("tail", sampled(TAILS.values(), 3), ids=TAILS)
def test_a_tail_with_errors(talks: Talks, tail: tuple[str, str]) -> None:
    """What is appended and wrong is reported as without a cache, and nothing is written to that file; once it is right
    again there is a cache again."""
    load(talks)
    party, text = tail
    file = talks.file(party)
    good = file.read_bytes()
    with file.open("a", encoding="utf-8") as open_file:
        open_file.write(text)
    assert not isinstance(load(talks), CachedLoad)
    assert_alike(talks, ("show", "check"))
    assert run("show", cwd=talks.place.parent).code == 2
    before = file.read_bytes()
    words = ("add-position", "north", "pay", "70", "--stated", "2024-02-10", "--side", "own")
    assert run(*words, cwd=talks.place.parent).code == (0 if party != "north" else 2)
    assert file.read_bytes() == before
    file.write_bytes(good)
    assert_same(talks, ("show",))


def test_a_party_whose_link_leads_nowhere(talks: Talks) -> None:
    """It is reported, as it is without a cache."""
    load(talks)
    talks.file("ghost").symlink_to("/nowhere/ghost.toml")
    assert_alike(talks, ("show", "check"))
    assert run("show", cwd=talks.place.parent).code == 2


def test_two_at_once(talks: Talks) -> None:
    """Processes that build a cache at the same time all answer as the files do, and leave a whole cache."""
    expected = plain_answer(talks, "show --all")
    started: list[int] = []
    for _ in range(4):  # in a loop that a child leaves, as it would fork others in its turn
        started.append(os.fork())
        if not started[-1]:
            try:
                os._exit(answer(talks, "show --all") != expected)
            finally:
                os._exit(2)
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in started] == [0] * 4
    assert STATE in cached_names(talks)
    assert not any(name.endswith(".tmp") for name in cached_names(talks))


def test_what_is_swept(talks: Talks, cache: Path) -> None:
    """A build deletes what broken writes left a day ago, and caches of three months ago."""
    load(talks)
    ours, others = cache_folder(place_of(talks)), cache / "negtrack"
    for name, days in {"old": 91, "new": 89}.items():
        (ours / f".negtrack-{name}.tmp").touch()
        (others / name).mkdir()
        (others / name / STATE).touch()
        for path, age in ((ours / f".negtrack-{name}.tmp", days / 90), (others / name, days)):
            os.utime(path, (time.time() - age * 86400,) * 2)
    talks.records(40)
    load(talks)
    assert cached_names(talks) == {STATE, ".negtrack-new.tmp"}
    assert {path.name for path in others.iterdir()} == {ours.name, "new"}


def test_it_is_outside_the_data(talks: Talks, cache: Path) -> None:
    """Nothing is left in the data folder; the cache is in the user's cache folder, for the user alone."""
    before = sorted(talks.place.parent.rglob("*"))
    load(talks)
    assert sorted(talks.place.parent.rglob("*")) == before
    assert cache_folder(place_of(talks)).is_relative_to(cache)
    assert cache_folder(place_of(talks)).stat().st_mode & 0o077 == 0


LATE = {
    "hashlib",
    "platformdirs",
    "pydantic",
    "pydantic_core",
    "rich",
    "tomllib",
    "tomli_w",
    "openpyxl",
    "docx",
    "multiprocessing",
}
"""What a look at files without errors does not need."""
BUILDING = {"rtoml", "signal", *(f"negtrack.store.{name}" for name in ("load", "parse", "link", "write", "cache.load"))}
"""What a look at a cache that is there does not need."""


def imported_modules(place: Path, *words: str, least: int = large.LEAST) -> set[str]:
    """Return the modules that a process has imported when it has answered; negotiations of `least` bytes have a
    cache."""
    code = f"import sys; from negtrack.store import large; large.LEAST = {least}; from negtrack.__main__ import main"
    code += "; main(); print('', *sys.modules, file=sys.stderr)"
    command = [sys.executable, "-c", code, "--data", str(place), *words]
    return set(subprocess.run(command, capture_output=True, text=True, check=True).stderr.split())


def test_what_a_look_imports(tmp_path: Path) -> None:
    """A look at small files, and one at a cache, needs neither pydantic nor rich, nor what rare paths need; and small
    files need nothing of a cache."""
    small, big = Talks(tmp_path / "small/talks", 1), Talks(tmp_path / "large/talks", 1)
    small.records(30)
    big.records(30)
    diff, history = ("diff", "north", "north@2024-02-20", "--json"), ("history", "pay")
    for words in (diff, history):
        found = imported_modules(small.place.parent, *words)
        assert not found & {*LATE, "pickle", "negtrack.hashes", "negtrack.store.cache"}
    for words, is_built in ((diff, False), (history, True), (diff, True)):
        found = imported_modules(big.place.parent, *words, least=1)
        assert not found & LATE
        assert "negtrack.store.cache.open" in found
        assert found & BUILDING == (set() if is_built else BUILDING)
