"""Drafts of files that are edited by hand; a draft is checked before it replaces its file.

The draft is a hidden file in the same folder, so that editors find its schema and the loader does not find it. Next to
it the original text is kept, so that nothing that was added meanwhile is lost. Both stay until the draft has replaced
the file or holds nothing new.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path

from negtrack.errors import DataError, NegtrackError, NotWrittenError, Problem, StoredError
from negtrack.frozen import dataclass, replace
from negtrack.model import Entry
from negtrack.store.change import Change
from negtrack.store.document import Document
from negtrack.store.last_write import remember
from negtrack.store.load import decode, link_documents, load_document, read_bytes, read_document, reason_of
from negtrack.store.locate import Place, files_of
from negtrack.store.problems import problems_of
from negtrack.store.proposed_file import form_problems
from negtrack.store.schema import header_for
from negtrack.store.write import hold_lock, lock, replace_file

NEGOTIATION, SOURCES, AGREEMENTS, PROPOSED = "negotiation", "sources", "agreements", "proposed"
SHARED = (NEGOTIATION, SOURCES, AGREEMENTS, PROPOSED)
"""The files that are no party's."""


@dataclass(frozen=True)
class Draft:
    """A file that is being edited: `path` of the file and `before`, its bytes (None: there is none yet); `copy` holds
    the text that is edited; `resumed` says that an earlier edit kept it."""

    place: Place
    path: Path
    kind: str
    copy: Path
    before: bytes | None
    resumed: bool = False

    @property
    def original(self) -> bytes:
        """The text that editing begins with."""
        return header_for(self.kind).encode() if self.before is None else self.before

    @property
    def base(self) -> Path:
        """The file that keeps the original text."""
        return self.copy.with_suffix(".base")


@dataclass(frozen=True)
class EditResult:
    """The outcome of an edit: `problems` are new and keep the draft from being stored where one is an error; `gone` and
    `changed` are the ids of entries that it removes or changes."""

    stored: bool
    problems: tuple[Problem, ...] = ()
    gone: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()


def party_files(place: Place) -> list[str]:
    """Return the ids of the parties that have a file, valid or not."""
    return [path.stem for path, kind in files_of(place) if kind == "party"]


@contextlib.contextmanager
def open_draft(place: Place, name: str) -> Iterator[Draft]:
    """Yield the draft of a file of `SHARED`, or of a party's: the one that was kept, else a new one. The file is
    locked against other edits meanwhile.

    Raises `NotWrittenError`, also where the file was changed since a draft was kept.
    """
    path = _path_of(place, name)
    with _lock_edit(place, name, path):
        with lock(place.folder):
            draft = _start_draft(place, name, path)
        yield draft


def discard_draft(place: Place, name: str) -> bool:
    """Delete what an earlier edit kept, and return whether there was anything. Raises `NotWrittenError`."""
    path = _path_of(place, name)
    with _lock_edit(place, name, path):
        copy = _copy_of(path)
        kept = copy.exists()
        copy.unlink(missing_ok=True)
        with contextlib.suppress(OSError):  # without the copy it has no meaning
            copy.with_suffix(".base").unlink(missing_ok=True)
    return kept


def _lock_edit(place: Place, name: str, path: Path) -> AbstractContextManager[None]:
    """Lock a file against other edits."""
    message = f"{place.shown(path)} is being edited by somebody else; try again when they are done"
    return hold_lock(place.folder / f".negtrack-{name}.lock", message, 0)


def _copy_of(path: Path) -> Path:
    return path.with_name(f".negtrack-edit-{path.name}")


def _path_of(place: Place, name: str) -> Path:
    shared = {NEGOTIATION: place.negotiation, SOURCES: place.sources, AGREEMENTS: place.agreements}
    shared[PROPOSED] = place.proposed
    return shared.get(name) or place.party(name)


def _start_draft(place: Place, name: str, path: Path) -> Draft:
    kind = name if name in SHARED else "party"
    copy = _copy_of(path)
    draft = Draft(place, path, kind, copy, _bytes_of(path, place))
    kept, base = _bytes_of(copy, place), _bytes_of(draft.base, place)
    if kept in (None, b"", base, draft.original):
        for file in (copy, draft.base):  # in this order: a copy without its base would count as an edited text
            _write_original(draft, file)
        return draft
    if base != draft.original:
        raise NotWrittenError(
            f"{place.shown(path)} was changed since the text in {copy} was begun; take over from it what you need, "
            f"then throw it away with edit {name} --discard"
        )
    return replace(draft, resumed=True)


def is_changed(draft: Draft) -> bool:
    """Return whether the copy differs from the original text; an empty one does not."""
    return _bytes_of(draft.copy, draft.place) not in (None, b"", draft.original)


def drop_draft(draft: Draft) -> None:
    """Remove the copy and the original text. Where that fails they are left, as the file holds the same."""
    with contextlib.suppress(OSError):
        for path in (draft.copy, draft.base):
            path.unlink(missing_ok=True)


def finish_draft(draft: Draft, today: date) -> EditResult:
    """Replace the file by the copy unless that would bring a new error; where the file itself could not be read before,
    new errors of other files do not count, as nobody could see them. Raises `NotWrittenError` where the file was
    changed meanwhile, `StoredError`."""
    place = draft.place
    with lock(place.folder):
        if _bytes_of(draft.path, place) != draft.before:
            raise NotWrittenError(f"{place.shown(draft.path)} was changed by somebody else meanwhile")
        after = _bytes_of(draft.copy, place) or b""
        (old, _), (new, problems) = _read(draft, draft.before), _read(draft, after)
        if new.unreadable:
            return EditResult(False, tuple(problems))
        new_problems = _new_problems(_problems(draft, after, today), _problems(draft, draft.before, today))
        counting = (problem for problem in new_problems if problem.path == new.path or not old.unreadable)
        if any(problem.severity == "error" for problem in counting):
            return EditResult(False, new_problems)
        remember(place, [Change(draft.path, draft.before, after)])
        try:
            replace_file(draft.path, after, draft.before)
        except StoredError:
            drop_draft(draft)
            raise
        drop_draft(draft)
    return EditResult(True, new_problems, *_changed_ids(old, new))


def _read(draft: Draft, content: bytes | None) -> tuple[Document, list[Problem]]:
    """Return the document that a load would read from `content`."""

    def text() -> str:
        if content is None:
            raise FileNotFoundError
        return decode(content)

    return read_document(draft.place.shown(draft.path), draft.kind, text)


def _problems(draft: Draft, content: bytes | None, today: date) -> Sequence[Problem]:
    """Return the problems that a load and a check would report if the file held `content`; of proposed records those
    of their form."""
    place = draft.place
    if draft.kind == PROPOSED:
        return form_problems(decode(content or b""))
    read = [
        _read(draft, content) if path == draft.path else load_document(place, path, kind)
        for path, kind in files_of(place)
    ]
    try:
        loaded = link_documents(place, read)
    except DataError as error:
        return error.problems
    return [*problems_of(loaded, today)]


def _new_problems(problems: Iterable[Problem], before: Iterable[Problem]) -> tuple[Problem, ...]:
    known = {(problem.path, problem.where, problem.message) for problem in before}
    return tuple(problem for problem in problems if (problem.path, problem.where, problem.message) not in known)


def _changed_ids(old: Document, new: Document) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the ids of entries that are gone, and of those that differ."""
    before, after = _entries(old), _entries(new)
    gone = tuple(name for name in before if name not in after and name not in new.broken)
    return gone, tuple(name for name in before if name in after and before[name] != after[name])


def _entries(document: Document) -> Mapping[str, Entry]:
    return {item.id: item for item in document.items if isinstance(item, Entry)}


def _write_original(draft: Draft, path: Path) -> None:
    """Write the original text to `path`, with the permissions of the file itself."""
    try:
        path.touch(draft.path.stat().st_mode & 0o777 if draft.before is not None else 0o666)
    except OSError as error:
        raise _unreadable(draft.place, path, error) from error
    with contextlib.suppress(StoredError):  # an unedited copy may be lost in a power failure
        replace_file(path, draft.original, _bytes_of(path, draft.place))


def _bytes_of(path: Path, place: Place) -> bytes | None:
    try:
        return read_bytes(path, place.root)
    except FileNotFoundError:
        return None
    except (OSError, NegtrackError) as error:
        raise _unreadable(place, path, error) from error


def _unreadable(place: Place, path: Path, error: Exception) -> NotWrittenError:
    return NotWrittenError(f"{place.shown(path)}: {reason_of(error)}")
