"""The folder of the negotiation that a command is about."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path

from negtrack.beginnings import add_beginning
from negtrack.errors import AmbiguousIdError, NegtrackError, SeveralNegotiationsError, UnknownIdError
from negtrack.frozen import dataclass
from negtrack.store.safe_read import is_there

NEGOTIATION_FILE = "negotiation.toml"
SOURCES_FILE = "sources.toml"
AGREEMENTS_FILE = "agreements.toml"
PROPOSED_FILE = "proposed.toml"
PARTIES_FOLDER = "parties"
OWN_FOLDER = ".negtrack"
"""The folder of what negtrack keeps on this machine alone; git ignores it."""
TEXTS = "text"
"""The folder in it with the texts of sources."""

OPTIONAL = ("sources", "agreements", "proposed")
"""The kinds of files that may be missing."""


class NoDataError(NegtrackError):
    """No folder of negotiations at the place searched."""

    def __init__(self, searched: str) -> None:
        super().__init__(f"no negotiations {searched}; start with negtrack init, or name a folder with --data DIR")


@dataclass(frozen=True)
class Place:
    """The paths of one negotiation: `root` holds the folders of all negotiations, `folder` is this one's."""

    root: Path
    folder: Path

    @property
    def id(self) -> str:
        """The negotiation's id: its folder's name."""
        return self.folder.name

    @property
    def negotiation(self) -> Path:
        """The file of the title, the issues and the events."""
        return self.folder / NEGOTIATION_FILE

    @property
    def sources(self) -> Path:
        """The file of publications."""
        return self.folder / SOURCES_FILE

    @property
    def agreements(self) -> Path:
        """The file of what was settled."""
        return self.folder / AGREEMENTS_FILE

    @property
    def proposed(self) -> Path:
        """The file of proposed records, which is no part of the negotiation until a person accepts them."""
        return self.folder / PROPOSED_FILE

    def party(self, name: str) -> Path:
        """Return the file of one party."""
        return self.folder / PARTIES_FOLDER / f"{name}.toml"

    def kind(self, path: Path) -> str:
        """Return the kind of the file at `path`: `negotiation`, `sources`, `agreements`, `proposed` or `party`."""
        kinds = {self.sources: "sources", self.negotiation: "negotiation", self.agreements: "agreements"}
        kinds[self.proposed] = "proposed"
        return kinds.get(path, "party")

    def owner(self, path: Path) -> str | None:
        """Return the party of the entries in the file at `path`: "" for the agreements, None where it holds none."""
        kind = self.kind(path)
        return path.stem if kind == "party" else "" if kind == "agreements" else None

    def shown(self, path: Path) -> str:
        """Return `path` as messages name it: relative to the negotiation's folder where it lies in it."""
        return str(path.relative_to(self.folder)) if path.is_relative_to(self.folder) else str(path)


def files_of(place: Place) -> Iterator[tuple[Path, str]]:
    """Yield the files of `place`, each with its kind, in the order in which they are read into one negotiation."""
    yield place.negotiation, "negotiation"
    yield place.sources, "sources"
    folder = place.folder / PARTIES_FOLDER
    if is_there(folder):
        for name in sorted(os.listdir(folder)):
            if name.endswith(".toml") and not name.startswith("."):
                yield folder / name, "party"
    yield place.agreements, "agreements"


def find_root(data: str, here: Path) -> tuple[Path, str]:
    """Return the folder of negotiations, and the id of the negotiation it points at ("" for none).

    `data` is what the user named ("" for nothing): a folder of negotiations, one negotiation's folder, or a folder
    that holds a `data` of them. Without it `here` is taken where it is such a folder, else the nearest one upward that
    is a negotiation or holds a `data`: what lies beside `here` is somebody else's. Raises `NoDataError`.
    """
    if data:
        named = Path(data).absolute()
        found = _as_root(named) or ((named, "") if os.path.isdir(named) else None)
        if found is None:
            raise NoDataError(f"in {data}: there is no such folder")
        return found
    for folder in (here, *here.parents):
        found = _as_root(folder, is_meant=folder == here)
        if found:
            return found
    raise NoDataError(f"in {here} or above it")


def negotiation_ids(root: Path) -> list[str]:
    """Return the ids of the negotiations in `root`, by name, without links to one of them; none where it is no folder,
    or not accessible. Raises `OSError` for a disk that fails, so that nobody creates a second negotiation over existing
    data."""
    try:
        names = os.listdir(root)
    except (FileNotFoundError, NotADirectoryError, PermissionError, ValueError):
        return []
    return sorted(name for name in names if _is_negotiation(root / name) and not _is_link_within(root, name))


def _is_link_within(root: Path, name: str) -> bool:
    """Return whether a name in `root` is a link to a folder beside it."""
    folder = root / name
    if not folder.is_symlink():
        return False
    target = folder.resolve()
    return target.parent == root.resolve() and target.name != name


def find_place(data: str, negotiation: str, here: Path) -> Place:
    """Return the place of `negotiation`, or of the only one there is. Raises `NegtrackError` and its subclasses."""
    root, pointed = find_root(data, here)
    names = negotiation_ids(root)
    if not names:
        raise NoDataError(f"in {root}")
    wanted = negotiation or pointed or (names[0] if len(names) == 1 else "")
    if not wanted:
        raise SeveralNegotiationsError(names)
    is_named = wanted in names or _is_linked(root, wanted)
    matches = [wanted] if is_named else [name for name in names if name.startswith(wanted)]
    if len(matches) > 1:
        raise AmbiguousIdError("negotiation", wanted, matches)
    if not matches:
        raise UnknownIdError("negotiation", wanted, names, str(root), "negotiations")
    if matches[0] != wanted:
        add_beginning("negotiation", wanted, matches[0])
    return Place(root, root / matches[0])


def _is_linked(root: Path, name: str) -> bool:
    """Return whether a name is that of a link in `root` to a negotiation there."""
    return name in os.listdir(root) and _is_negotiation(root / name)


def _as_root(folder: Path, is_meant: bool = True) -> tuple[Path, str] | None:
    """Return the root that a folder is or holds; one that holds negotiations beside other things only if `is_meant`."""
    if _is_negotiation(folder):
        return folder.parent, folder.name
    if negotiation_ids(folder / "data"):
        return folder / "data", ""
    return (folder, "") if is_meant and negotiation_ids(folder) else None


def _is_negotiation(folder: Path) -> bool:
    """Return whether `folder` is one; False for a folder that is not accessible. Raises `OSError` for a disk that
    fails, so that nobody creates a second negotiation over existing data."""
    try:
        os.stat(folder / NEGOTIATION_FILE)
    except (FileNotFoundError, NotADirectoryError, PermissionError, ValueError):
        return False
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.ENAMETOOLONG):
            return False
        raise
    return True
