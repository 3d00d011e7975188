"""A new negotiation is there whole or not at all."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from negtrack.errors import NotWrittenError
from negtrack.store.locate import Place
from negtrack.store.staging import stage_negotiation


def build(stage: Path) -> None:
    """Something to keep."""
    (stage / "talks").mkdir()
    (stage / "talks/negotiation.toml").write_text('title = "Talks"\n')


@pytest.fixture
def new(tmp_path: Path) -> Place:
    """A place below a folder that is not there yet."""
    return Place(tmp_path / "data", tmp_path / "data/talks")


def test_kept_when_all_went_well(new: Place) -> None:
    """Nothing of it is to be seen before, and nothing else stays."""
    with stage_negotiation(new) as stage:
        build(stage)
        assert not new.folder.exists()
    assert [path.name for path in new.root.iterdir()] == ["talks"]
    assert new.negotiation.read_text() == 'title = "Talks"\n'


def test_nothing_stays_of_a_trial(new: Place, tmp_path: Path) -> None:
    """Not even the folder that was not there."""
    with stage_negotiation(new, keep=False) as stage:
        build(stage)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
def test_nothing_stays_of_a_failure(new: Place, tmp_path: Path, error: type[BaseException]) -> None:
    """Whatever breaks it off."""

    def fail() -> None:
        with stage_negotiation(new) as stage:
            build(stage)
            raise error

    with pytest.raises(error):
        fail()
    assert list(tmp_path.iterdir()) == []


def test_what_was_there_stays(new: Place, tmp_path: Path) -> None:
    """The folder of other negotiations is not removed."""
    (new.root / "others").mkdir(parents=True)
    with stage_negotiation(new, keep=False) as stage:
        build(stage)
    assert [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")] == ["data", "data/others"]


@pytest.mark.parametrize("kind", ["folder", "file", "link"])
def test_nothing_is_replaced(new: Place, kind: str) -> None:
    """Where there is anything of that name, it is refused before anything is built."""
    new.root.mkdir()
    if kind == "folder":
        new.folder.mkdir()
    elif kind == "file":
        new.folder.write_text("x")
    else:
        new.folder.symlink_to("nowhere")
    with pytest.raises(NotWrittenError, match=r"talks is there already"), stage_negotiation(new):
        pytest.fail("it was begun")
    assert [path.name for path in new.root.iterdir()] == ["talks"]


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    """The reason is named."""
    (tmp_path / "data").write_text("a file")
    place = Place(tmp_path / "data", tmp_path / "data/talks")
    with (
        pytest.raises(NotWrittenError, match=r"nothing written: .*not a directory|file exists"),
        stage_negotiation(place),
    ):
        pytest.fail("it was begun")


def test_a_stage_that_cannot_be_removed(new: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """Trouble with the empty stage is none of a negotiation that is stored; a later sweep removes it."""

    def fail(*_: object, **__: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(shutil, "rmtree", fail)
    with stage_negotiation(new) as stage:
        build(stage)
    assert new.negotiation.read_text() == 'title = "Talks"\n'
