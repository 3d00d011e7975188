"""Files and folders that are no part of a negotiation yet: whole or not there, and nothing of others in their way."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import pytest

from negtrack.errors import NotWrittenError, StoredError
from negtrack.store import write
from negtrack.store.locate import Place
from negtrack.store.staging import stage_negotiation
from negtrack.store.write import replace_file, write_whole

from .harness import make_place

STALE = ".negtrack-0123456789ab.tmp"


@pytest.mark.parametrize("force", [False, True])
def test_a_pipe_is_never_replaced(tmp_path: Path, force: bool) -> None:
    """Nor a device such as /dev/null or the terminal, directly or through a link, with and without `force`."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("pipe")
    for name in ("pipe", "link"):
        with pytest.raises(NotWrittenError, match="is no regular file; to write to stdout, name no file"):
            write_whole(tmp_path / name, b"new", force)
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link", "pipe"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """What it points at is written over, in the folder where that is, and its mode is kept."""
    (tmp_path / "far").mkdir()
    real = tmp_path / "far" / "real.csv"
    real.write_bytes(b"old")
    real.chmod(0o640)
    (tmp_path / "link.csv").symlink_to(real)
    with pytest.raises(NotWrittenError, match="is there already; --force writes over it"):
        write_whole(tmp_path / "link.csv", b"new")
    write_whole(tmp_path / "link.csv", b"new", force=True)
    assert (tmp_path / "link.csv").is_symlink()
    assert (real.read_bytes(), stat.S_IMODE(real.stat().st_mode)) == (b"new", 0o640)


def test_a_link_that_leads_nowhere(tmp_path: Path) -> None:
    """Is somebody's too: not written over without `force`."""
    (tmp_path / "link").symlink_to("nowhere")
    with pytest.raises(NotWrittenError, match="is there already"):
        write_whole(tmp_path / "link", b"new")
    (tmp_path / "loop").symlink_to("loop")
    write_whole(tmp_path / "loop", b"new", force=True)
    assert (tmp_path / "loop").read_bytes() == b"new"


def test_a_late_failure_says_that_it_is_stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is whole by then; only the disk may not keep it."""

    def fail(folder: Path) -> None:
        raise OSError(5, "Input/output error", str(folder))

    monkeypatch.setattr(write, "_sync_folder", fail)
    with pytest.raises(StoredError, match=r"all\.csv is stored, but the disk did not confirm it"):
        write_whole(tmp_path / "all.csv", b"new")
    assert (tmp_path / "all.csv").read_bytes() == b"new"


def write_one(folder: Path) -> None:
    """A file beside the leftovers."""
    write_whole(folder / "all.csv", b"new")


def replace_one(folder: Path) -> None:
    """A file that no lock guards, such as git's attributes."""
    replace_file(folder / ".gitattributes", b"new", None)


def start_one(folder: Path) -> None:
    """A negotiation beside the leftovers."""
    with stage_negotiation(Place(folder, folder / "talks")) as stage:
        make_place(stage)


@pytest.mark.parametrize("act", [write_one, replace_one, start_one])
def test_what_was_left_long_ago_is_swept(tmp_path: Path, act: Callable[[Path], None]) -> None:
    """A day later, be it a file or a negotiation that was never finished; what is younger may still be somebody's."""
    make_place(tmp_path / STALE)
    (tmp_path / STALE.replace("ab", "cd")).write_bytes(b"half")
    (tmp_path / "mine.tmp").write_bytes(b"not ours")
    act(tmp_path)
    assert len(list(tmp_path.glob(".negtrack-*.tmp"))) == 2
    long_ago = time.time() - 2 * 24 * 3600
    for path in tmp_path.iterdir():
        os.utime(path, (long_ago, long_ago))
    for name in ("all.csv", ".gitattributes"):
        (tmp_path / name).unlink(missing_ok=True)
    if (tmp_path / "talks").exists():
        (tmp_path / "talks").rename(tmp_path / "older")
    act(tmp_path)
    assert not list(tmp_path.glob(".negtrack-*.tmp"))
    assert (tmp_path / "mine.tmp").exists()


def fail_late(place: Place) -> None:
    """A start of which one file was stored, and not the next."""
    reason = NotWrittenError("hamas.toml: disk full")
    with stage_negotiation(place) as stage:
        make_place(stage)
        raise StoredError("sources.toml", f"the rest is not ({reason}); run the command again") from reason


def test_what_failed_late_in_a_start_is_not_stored(tmp_path: Path) -> None:
    """The folder in which it was stored goes with the start, so nothing is said to be stored."""
    place = Place(tmp_path / "data", tmp_path / "data" / "talks")
    with pytest.raises(NotWrittenError) as raised:
        fail_late(place)
    assert str(raised.value) == f"nothing written: {place.folder}: hamas.toml: disk full"
    assert not (tmp_path / "data").exists()


def test_a_killed_start_is_no_negotiation(tmp_path: Path) -> None:
    """What it leaves is hidden, and the next start does not mind it."""
    make_place(tmp_path / STALE, "talks")
    start_one(tmp_path)
    assert (tmp_path / "talks" / "negotiation.toml").exists()
    with pytest.raises(NotWrittenError, match="is there already"):
        start_one(tmp_path)


def test_content_that_is_written_as_it_is_made(tmp_path: Path) -> None:
    """A function may write the content to the open file, and read what it wrote; where it fails, what was there is
    there still, and nothing else."""
    target = tmp_path / "kept"
    target.write_bytes(b"old")

    def fail(file: BinaryIO) -> None:
        file.write(b"half")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_whole(target, fail, force=True)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("kept", b"old")]

    def fill(file: BinaryIO) -> None:
        file.write(b"new")
        file.seek(0)
        file.write(file.read()[:1])

    write_whole(target, fill, force=True)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("kept", b"newn")]
