"""From a folder to a negotiation and the problems of its files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path, PurePath

from negtrack.errors import DataError, NegtrackError, NotationError, Problem
from negtrack.ids import parse_id
from negtrack.store.document import Document, Loaded
from negtrack.store.link import link_negotiation
from negtrack.store.locate import OPTIONAL, PARTIES_FOLDER, Place, files_of
from negtrack.store.parse import parse_document
from negtrack.store.safe_read import decode as decode
from negtrack.store.safe_read import read_bytes as read_bytes
from negtrack.store.safe_read import reason_of as reason_of


def load_negotiation(place: Place) -> Loaded:
    """Return everything valid in `place`, with all problems. Raises `DataError` where `negotiation.toml` or the folder
    of parties cannot be read, as everything depends on them.

    Files are read in the reverse order of their replacement, so that a reader of a new record also sees what it names.
    """
    try:
        files = list(files_of(place))
    except OSError as error:
        raise DataError([_unreadable(PARTIES_FOLDER, reason_of(error))]) from error
    read = [load_document(place, path, kind) for path, kind in reversed(files)][::-1]
    return link_documents(place, read)


def link_documents(place: Place, read: Sequence[tuple[Document, list[Problem]]]) -> Loaded:
    """Return the negotiation that documents hold together, that of `negotiation.toml` first, with all their
    problems. Raises `DataError` where the first could not be read."""
    documents = tuple(document for document, _ in read)
    problems = [problem for _, found in read for problem in found]
    if documents[0].unreadable:
        raise DataError(problems)
    negotiation, linking = link_negotiation(place.id, documents)
    return Loaded(place, negotiation, (*problems, *linking), documents)


def load_document(place: Place, path: Path, kind: str) -> tuple[Document, list[Problem]]:
    """Return one file of `place` as a document, with its problems; one that cannot be read is an unreadable
    document."""
    return read_document(place.shown(path), kind, lambda: read_text(path, place.root))


def read_document(shown: str, kind: str, read: Callable[[], str]) -> tuple[Document, list[Problem]]:
    """Return the text from `read` as the document that messages name `shown`. A `FileNotFoundError` means that the file
    is missing; any other error makes the document unreadable."""
    party = PurePath(shown).stem if kind == "party" else ""
    try:
        if party:
            parse_id(party)
        text = read()
    except NotationError as error:
        problem = _unreadable(shown, f"the file's name: {error}")
    except FileNotFoundError:
        if kind in OPTIONAL:
            return Document(shown, {}), []
        problem = _unreadable(shown, "there is no such file")
    except (OSError, NegtrackError) as error:
        problem = _unreadable(shown, reason_of(error))
    else:
        return parse_document(text, shown, kind, party)
    return Document(shown, {}, broken=frozenset({party} if party else ()), unreadable=True), [problem]


def _unreadable(shown: str, reason: str) -> Problem:
    return Problem(shown, 0, "", reason, code="unreadable-file")


def read_text(path: Path, root: Path) -> str:
    """Return the text of one regular file inside `root`. Raises `OSError`, or `NegtrackError` with the reason."""
    return decode(read_bytes(path, root))
