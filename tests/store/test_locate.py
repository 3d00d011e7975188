"""Which negotiation a command is about."""

from __future__ import annotations

from pathlib import Path

import pytest

from negtrack.errors import AmbiguousIdError, NegtrackError, UnknownIdError
from negtrack.store.locate import NoDataError, Place, find_place, find_root, negotiation_ids

from .harness import make_place


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder `data` that holds three negotiations, and folders that are none."""
    folder = tmp_path / "work" / "data"
    for name in ("gaza-2024", "gaza-2025", "uaw-2023"):
        make_place(folder, name)
    (folder / "notes").mkdir()
    (folder / "README").write_text("")
    return folder


def test_data_names_the_folder_of_negotiations(root: Path, tmp_path: Path) -> None:
    """`--data` names the folder of negotiations, the folder that holds its `data`, or one negotiation's folder."""
    assert find_root(str(root), tmp_path) == (root, "")
    assert find_root(str(root.parent), tmp_path) == (root, "")
    assert find_root(str(root / "uaw-2023"), tmp_path) == (root, "uaw-2023")
    assert find_place(str(root / "uaw-2023"), "", tmp_path).folder == root / "uaw-2023"


def test_data_wins_over_where_one_stands(root: Path, tmp_path: Path) -> None:
    """`--data` is taken also where another negotiation is nearer."""
    other = make_place(tmp_path / "other" / "data")
    assert find_place(str(root), "uaw", other.folder).id == "uaw-2023"


def test_data_that_is_not_there(tmp_path: Path) -> None:
    """`--data` with a folder that is not there, is a file or holds nothing says so, and how to begin."""
    (tmp_path / "file").write_text("")
    (tmp_path / "empty").mkdir()
    for name, message in (
        ("none", "there is no such folder"),
        ("file", "there is no such folder"),
        ("empty", "empty;"),
    ):
        with pytest.raises(NoDataError, match=message) as caught:
            find_place(str(tmp_path / name), "", tmp_path)
        assert "start with negtrack init, or name a folder with --data DIR" in str(caught.value)
    with pytest.raises(NegtrackError):
        find_place("a\0b", "", tmp_path)


def test_search_goes_upward(root: Path) -> None:
    """From a folder below, the nearest negotiation or `data` of them upward is taken."""
    assert find_root("", root / "uaw-2023" / "parties") == (root, "uaw-2023")
    deep = root.parent / "a" / "b"
    deep.mkdir(parents=True)
    assert find_root("", deep) == (root, "")
    assert find_root("", root / "notes") == (root, "")


def test_what_lies_beside_is_not_taken(root: Path) -> None:
    """A folder that holds negotiations is taken where one stands in it, not from a folder beside them, in which a
    command would write into somebody else's."""
    assert find_root("", root) == (root, "")
    beside = root.parent / "others"
    root.rename(beside)
    (beside / "mine").mkdir()
    assert find_root("", beside) == (beside, "")
    with pytest.raises(NoDataError):
        find_root("", beside / "mine")
    assert find_root(str(beside), beside / "mine") == (beside, "")


def test_nothing_found_upward(tmp_path: Path) -> None:
    """Where nothing is found the error says from where it was looked for."""
    with pytest.raises(NoDataError, match=f"in {tmp_path} or above it"):
        find_root("", tmp_path)


def test_only_negotiation_needs_no_name(place: Place) -> None:
    """Where there is one negotiation, it is meant."""
    assert find_place("", "", place.root).id == "talks"


def test_several_are_named(root: Path) -> None:
    """Where there are several, the error names them and the option."""
    with pytest.raises(
        NegtrackError, match=r"there are 3 negotiations; choose with -n: gaza-2024, gaza-2025, uaw-2023"
    ):
        find_place("", "", root)


def test_prefix(root: Path) -> None:
    """A prefix that only one id has is enough; a whole id wins over longer ones."""
    make_place(root, "uaw-2023-b")
    assert find_place("", "uaw-2023", root).id == "uaw-2023"
    assert find_place("", "gaza-2025", root).id == "gaza-2025"
    assert find_place("", "uaw-2023-", root).id == "uaw-2023-b"


def test_prefix_of_several(root: Path) -> None:
    """A prefix of several ids is refused with their names."""
    with pytest.raises(AmbiguousIdError, match=r'"gaza" matches more than one negotiation: gaza-2024, gaza-2025'):
        find_place("", "gaza", root)


def test_unknown_negotiation(root: Path) -> None:
    """An unknown name is refused with the nearest known one."""
    with pytest.raises(UnknownIdError, match=r'no negotiation "uaw-2032" in .*; did you mean uaw-2023'):
        find_place("", "uaw-2032", root)


def test_ids_are_those_of_folders_with_the_file(root: Path, tmp_path: Path) -> None:
    """A negotiation is a folder with a `negotiation.toml`."""
    assert negotiation_ids(root) == ["gaza-2024", "gaza-2025", "uaw-2023"]
    assert negotiation_ids(tmp_path / "nowhere") == []
