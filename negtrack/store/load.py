"""From a folder to a negotiation and everything that is wrong with its files."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from negtrack.errors import DataError, NegtrackError, NotationError, Problem
from negtrack.ids import parse_id
from negtrack.model import Negotiation
from negtrack.store.link import link_negotiation
from negtrack.store.locate import PARTIES_FOLDER, Place
from negtrack.store.parse import MAX_FILE, Document, parse_document


@dataclass(frozen=True)
class Loaded:
    """A negotiation and the problems of its files; `documents` is what the files hold, by file."""

    place: Place
    negotiation: Negotiation
    problems: tuple[Problem, ...]
    documents: tuple[Document, ...]


def load_negotiation(place: Place) -> Loaded:
    """Everything sound in `place`, with all problems; a `negotiation.toml` or a folder of parties that cannot be read
    raises `DataError`, as nothing can be understood without it.

    Files are read against the order in which they are replaced, so that whoever sees a new record sees what it names.
    """
    try:
        files = list(_files(place))
    except OSError as error:
        raise DataError([Problem(PARTIES_FOLDER, 0, "", reason_of(error))]) from error
    read = [load_document(place, path, kind) for path, kind in reversed(files)][::-1]
    documents = tuple(document for document, _ in read)
    problems = [fault for _, faults in read for fault in faults]
    if documents[0].unreadable:
        raise DataError(problems)
    negotiation, faults = link_negotiation(place.id, documents)
    return Loaded(place, negotiation, (*problems, *faults), documents)


def load_document(place: Place, path: Path, kind: str) -> tuple[Document, list[Problem]]:
    """One file of `place` as a document, with its problems; one that cannot be read is an unreadable document."""
    shown = place.shown(path)
    party = path.stem if kind == "party" else ""
    try:
        if party:
            parse_id(party)
        text = read_text(path, place.root)
    except NotationError as error:
        fault = Problem(shown, 0, "", f"the file's name: {error}")
    except FileNotFoundError:
        if kind == "sources":
            return Document(shown, {}), []
        fault = Problem(shown, 0, "", "there is no such file")
    except (OSError, NegtrackError) as error:
        fault = Problem(shown, 0, "", reason_of(error))
    else:
        return parse_document(text, shown, kind, party)
    return Document(shown, {}, broken=frozenset({party} if party else ()), unreadable=True), [fault]


def read_text(path: Path, root: Path) -> str:
    """The text of one regular file inside `root`. Raises `OSError`, or `NegtrackError` with the reason."""
    return decode(read_bytes(path, root))


def read_bytes(path: Path, root: Path) -> bytes:
    """The bytes of one regular file inside `root`: never waits for a pipe, follows no link out of `root`."""
    if path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root)):
        raise NegtrackError(f"a link that leads out of {root}; keep the file itself in the folder")
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise NegtrackError("not a regular file")
        if status.st_size > MAX_FILE:
            raise NegtrackError(f"larger than {MAX_FILE:,} bytes; split it into several parties or negotiations")
        with open(handle, "rb", closefd=False) as file:
            return file.read(MAX_FILE + 1)
    finally:
        os.close(handle)


def decode(raw: bytes) -> str:
    """`raw` as text, line endings as they are. Raises `NegtrackError` naming the first byte that is not UTF-8."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        byte = raw[error.start]
        raise NegtrackError(f"not UTF-8: byte 0x{byte:02x} in line {line}; save the file as UTF-8") from error


def reason_of(error: Exception) -> str:
    """What the operating system or we say is wrong, without the path that the message names anyway."""
    text = getattr(error, "strerror", None) or str(error)
    return f"{text[:1].lower()}{text[1:]}"


def _files(place: Place) -> Iterator[tuple[Path, str]]:
    yield place.negotiation, "negotiation"
    yield place.sources, "sources"
    folder = place.folder / PARTIES_FOLDER
    if os.path.lexists(folder):
        for path in sorted(folder.iterdir()):
            if path.suffix == ".toml" and not path.name.startswith("."):
                yield path, "party"
