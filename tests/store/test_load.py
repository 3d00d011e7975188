"""Reading a folder: everything sound is given, everything else is named, and nothing makes the reader wait."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from negtrack.errors import DataError, NegtrackError
from negtrack.store.locate import Place, find_place

from .harness import HAMAS, add_one, fork, load, make_place, messages, new_source, position, snapshot

NOBODY = 65534
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")


def test_sound_negotiation(place: Place) -> None:
    """Parties come in the order of the file, records from every party, and there is no problem."""
    loaded = load(place)
    assert not loaded.problems
    assert list(loaded.negotiation.parties) == ["israel", "hamas", "egypt"]
    assert [delegate.id for delegate in loaded.negotiation.parties["israel"].delegates] == ["barnea"]
    assert {record.id for record in loaded.negotiation.positions} == {"first", "second"}


def test_all_problems_are_collected(place: Place) -> None:
    """A bad party file, a bad `sources.toml` and a broken record are all named, and the rest is read."""
    place.party("egypt").write_text("name = \n")
    place.sources.write_text("[source.wsj]\nissued = 2024-02-30\n")
    with place.party("hamas").open("a") as file:
        file.write('\n[position.third]\nissue = "captivs"\nvalue = "40"\nstated = 2024-03-25\n')
        file.write("recorded = 2026-11-23 09:12:44Z\n\n[note.fourth]\nstanse = 1\n")
    loaded = load(place)
    assert [(problem.path, problem.line) for problem in loaded.problems if problem.path != "parties/israel.toml"] == [
        ("sources.toml", 2),
        ("parties/egypt.toml", 1),
        ("parties/hamas.toml", 19),
        ("parties/hamas.toml", 18),
        ("parties/hamas.toml", 13),
    ]
    assert any('no issue "captivs"; did you mean captives?' in message for message in messages(loaded))
    assert {record.id for record in loaded.negotiation.positions} == {"second", "first"}


def test_source_that_cannot_be_read_is_named_once(place: Place) -> None:
    """Records are not blamed for sources that stand in a file that cannot be read."""
    place.sources.write_text("half [")
    (problem,) = load(place).problems
    assert problem.path == "sources.toml"


def test_missing_sources_file_is_no_fault_of_its_own(place: Place) -> None:
    """Without `sources.toml` only the records that name a source have a problem."""
    place.sources.unlink()
    assert {problem.path for problem in load(place).problems} == {"parties/israel.toml", "parties/hamas.toml"}


def _fifo(path: Path, _: Path) -> None:
    os.mkfifo(path)


def _link_to_zero(path: Path, _: Path) -> None:
    path.symlink_to("/dev/zero")


def _folder(path: Path, _: Path) -> None:
    path.mkdir()


def _link_out(path: Path, outside: Path) -> None:
    (outside / "secret.toml").write_text(HAMAS)
    path.symlink_to(outside / "secret.toml")


def _link_to_itself(path: Path, _: Path) -> None:
    path.symlink_to(path)


def _dangling_link(path: Path, _: Path) -> None:
    path.symlink_to(path.with_name("nothing.toml"))


def _sparse(path: Path, _: Path) -> None:
    with path.open("wb") as file:
        file.truncate(1 << 40)


STRANGE: dict[str, tuple[Callable[[Path, Path], None], str]] = {
    "a pipe": (_fifo, "not a regular file"),
    "a link to /dev/zero": (_link_to_zero, "a link that leads out of"),
    "a folder": (_folder, "not a regular file"),
    "a link out of the folder": (_link_out, "a link that leads out of"),
    "a link to itself": (_link_to_itself, "too many levels of symbolic links"),
    "a dangling link": (_dangling_link, "there is no such file"),
    "a terabyte": (_sparse, "larger than"),
}


@pytest.mark.parametrize("name", STRANGE)
def test_strange_party_file(place: Place, tmp_path: Path, name: str) -> None:
    """What is no plain file in the folder is one problem within two seconds; nothing of it is read or written to."""
    make, message = STRANGE[name]
    path = place.party("hamas")
    path.unlink()
    make(path, tmp_path)
    handles = len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else 0
    begun = time.monotonic()
    loaded = load(place)
    assert time.monotonic() - begun < 2
    (problem,) = loaded.problems
    assert problem.path == "parties/hamas.toml"
    assert message in problem.message
    assert [record.id for record in loaded.negotiation.positions] == ["first"]
    with pytest.raises(NegtrackError, match=r"hamas"):
        add_one(place, position(party="hamas"))
    assert not handles or len(os.listdir("/proc/self/fd")) == handles


@pytest.mark.parametrize("name", STRANGE)
def test_strange_sources_file(place: Place, tmp_path: Path, name: str) -> None:
    """The same in the place of `sources.toml` stops nothing, and an add to it is refused in a sentence."""
    place.sources.unlink()
    STRANGE[name][0](place.sources, tmp_path)
    load(place)
    with pytest.raises(NegtrackError, match=r"sources.toml"):
        add_one(place, new_source())


@pytest.mark.parametrize("name", STRANGE)
def test_strange_negotiation_file(place: Place, tmp_path: Path, name: str) -> None:
    """The same in the place of `negotiation.toml` is an error that names it."""
    place.negotiation.unlink()
    STRANGE[name][0](place.negotiation, tmp_path)
    with pytest.raises(DataError, match=r"negotiation.toml: "):
        load(place)


@pytest.mark.parametrize("text", ["", " \n\n", "# nothing but a remark\n"])
def test_an_empty_negotiation_file_is_one_problem(place: Place, text: str) -> None:
    """What was emptied is named once, not as everything that now points at nothing."""
    place.negotiation.write_text(text, "utf-8")
    with pytest.raises(DataError) as caught:
        load(place)
    assert [problem.code for problem in caught.value.problems] == ["unreadable-file"]
    assert "empty" in str(caught.value)


def test_link_inside_the_root_is_read(place: Place) -> None:
    """A link to a file in the folder of all negotiations is read like the file itself."""
    shared = place.root / "shared.toml"
    place.party("hamas").rename(shared)
    place.party("hamas").symlink_to("../../shared.toml")
    assert not load(place).problems


def test_hidden_and_temporary_files_are_ignored(place: Place) -> None:
    """Hidden files, leftovers of writers and editors' copies are neither read nor named."""
    parties = place.party("x").parent
    for name in (".hidden.toml", ".negtrack-abc.tmp", "israel.toml~", "israel.toml.orig", ".israel.toml.swp", "README"):
        (parties / name).write_bytes(b"\xff")
    assert not load(place).problems


def test_name_that_is_no_id_is_a_problem(place: Place) -> None:
    """A party's file is named by the party's id; another name is a problem that says what to write."""
    place.party("Hamas II").write_text(HAMAS)
    (problem,) = load(place).problems
    assert (problem.path, problem.line) == ("parties/Hamas II.toml", 0)
    assert "write hamas-ii" in problem.message


@pytest.mark.parametrize("kind", ["a file", "a dangling link"])
def test_parties_that_are_no_folder(place: Place, kind: str) -> None:
    """`parties` as something else than a folder is an error, not a negotiation without parties."""
    parties = place.party("x").parent
    shutil.rmtree(parties)
    if kind == "a file":
        parties.write_text("")
    else:
        parties.symlink_to("nowhere")
    with pytest.raises(DataError, match=r"parties: "):
        load(place)


@pytest.fixture
def open_place() -> Iterator[Place]:
    """A negotiation in a folder that every user may look into."""
    with tempfile.TemporaryDirectory(prefix="negtrack-") as folder:
        root = Path(folder)
        root.chmod(0o755)
        yield make_place(root)


def as_nobody(work: Callable[[], object]) -> list[str]:
    """What `work` gives, line by line, done by a user without any rights; an exception gives its class and sentence."""
    with tempfile.TemporaryDirectory(prefix="negtrack-") as folder:
        load(make_place(Path(folder)))  # whatever is imported late is imported now, as root

    def drop_rights(acknowledge: Callable[[str], None]) -> None:
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)
        try:
            acknowledge(str(work()))
        except Exception as error:
            acknowledge(f"{type(error).__name__}: {error}")

    return fork(drop_rights).acknowledged()


@needs_root
def test_unreadable_file(open_place: Place) -> None:
    """A party file that the user may not read is a problem; the other parties are read."""
    open_place.party("israel").chmod(0)
    assert as_nobody(lambda: messages(load(open_place))) == ["['parties/israel.toml: permission denied']"]
    assert as_nobody(lambda: len(load(open_place).negotiation.positions)) == ["1"]


@needs_root
def test_unreadable_folders(open_place: Place) -> None:
    """A folder of parties that the user may not look into is one error."""
    open_place.party("x").parent.chmod(0)
    assert as_nobody(lambda: load(open_place)) == ["DataError: parties: permission denied"]


@needs_root
def test_adding_without_the_right_to(open_place: Place) -> None:
    """An add by a user who may not write is refused in a sentence, and nothing changes."""
    before = snapshot(open_place)
    (answer,) = as_nobody(lambda: add_one(open_place, position()))
    assert answer == f"NotWrittenError: nothing written: cannot lock {open_place.folder}: permission denied"
    open_place.folder.chmod(0o777)
    (answer,) = as_nobody(lambda: add_one(open_place, position()))
    assert answer == "NotWrittenError: nothing written: israel.toml: permission denied"
    after = snapshot(open_place)
    assert {name: after[name] for name in before} == before


@needs_root
def test_closed_folders_beside_and_above(open_place: Place) -> None:
    """Folders that the user may not look into do not stop the search for the data."""
    closed = open_place.root / "closed"
    closed.mkdir(mode=0o700)
    inside = open_place.folder / "open"
    inside.mkdir()
    assert as_nobody(lambda: find_place("", "", inside).id) == ["talks"]
    assert as_nobody(lambda: find_place("", "", open_place.root).id) == ["talks"]
    assert as_nobody(lambda: find_place(str(closed), "", inside)) == [
        f"NoDataError: no negotiations in {closed}; start with negtrack init, or name a folder with --data DIR"
    ]
    assert as_nobody(lambda: find_place("", "", Path("/")))[0].startswith("NoDataError: no negotiations in / or above")
