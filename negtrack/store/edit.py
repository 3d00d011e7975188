"""Editing a file by hand without ever having a half-edited one: a draft beside it, checked before it takes its place.

The draft is a hidden file in the same folder, so that editors find its schema and the loader does not find it. Beside
it the text that it was begun on is kept, so that nothing that was added meanwhile is lost. Both stay until the draft
has become the file or holds nothing new.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from pathlib import Path

from negtrack.errors import DataError, NegtrackError, NotWrittenError, Problem, StoredError
from negtrack.frozen import dataclass
from negtrack.model import Entry
from negtrack.store.load import decode, files_of, link_documents, load_document, read_bytes, read_document, reason_of
from negtrack.store.locate import Place
from negtrack.store.parse import Document
from negtrack.store.problems import problems_of
from negtrack.store.schema import header_for
from negtrack.store.write import hold_lock, lock, replace_file

NEGOTIATION, SOURCES = "negotiation", "sources"


@dataclass(frozen=True)
class Draft:
    """A file that is being edited: `path` of the file and `before`, its bytes (None: there is none yet); `copy` holds
    the text that is edited. `resumed` says that it was kept from an earlier time."""

    place: Place
    path: Path
    kind: str
    copy: Path
    before: bytes | None
    resumed: bool = False

    @property
    def begun(self) -> bytes:
        """The text that editing begins with."""
        return header_for(self.kind).encode() if self.before is None else self.before

    @property
    def base(self) -> Path:
        """Where that text is kept."""
        return self.copy.with_suffix(".base")


@dataclass(frozen=True)
class EditResult:
    """What became of a draft: `problems` are new and keep it from being stored where one is an error; `gone` and
    `changed` are the ids of entries that it takes away or words otherwise."""

    stored: bool
    problems: tuple[Problem, ...] = ()
    gone: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()


def party_files(place: Place) -> list[str]:
    """The ids of the parties that have a file, sound or not."""
    return [path.stem for path, kind in files_of(place) if kind == "party"]


@contextlib.contextmanager
def open_draft(place: Place, name: str) -> Iterator[Draft]:
    """The draft of `negotiation`, `sources` or a party's file: the one that was kept, else a new one; nobody else can
    begin one of the same file meanwhile.

    Raises `NotWrittenError`, also where the file was changed since a draft was kept.
    """
    path = _path_of(place, name)
    with _is_single_file(place, name, path):
        with lock(place.folder):
            draft = _started_draft(place, name, path)
        yield draft


def discard_draft(place: Place, name: str) -> bool:
    """Throws away what an earlier edit kept; gives whether there was anything. Raises `NotWrittenError`."""
    path = _path_of(place, name)
    with _is_single_file(place, name, path):
        copy = _copy_of(path)
        kept = copy.exists()
        copy.unlink(missing_ok=True)
        with contextlib.suppress(OSError):  # without the copy it says nothing
            copy.with_suffix(".base").unlink(missing_ok=True)
    return kept


def _is_single_file(place: Place, name: str, path: Path) -> AbstractContextManager[None]:
    """Nobody else edits the file meanwhile."""
    told = f"{place.shown(path)} is being edited by somebody else; try again when they are done"
    return hold_lock(place.folder / f".negtrack-{name}.lock", told, 0)


def _copy_of(path: Path) -> Path:
    return path.with_name(f".negtrack-edit-{path.name}")


def _path_of(place: Place, name: str) -> Path:
    return {NEGOTIATION: place.negotiation, SOURCES: place.sources}.get(name) or place.party(name)


def _started_draft(place: Place, name: str, path: Path) -> Draft:
    kind = name if name in (NEGOTIATION, SOURCES) else "party"
    copy = _copy_of(path)
    draft = Draft(place, path, kind, copy, _bytes_of(path, place))
    kept, base = _bytes_of(copy, place), _bytes_of(draft.base, place)
    if kept in (None, b"", base, draft.begun):
        for each in (copy, draft.base):  # in this order: a copy of what was never begun would read as somebody's text
            _write_as(draft, each)
        return draft
    if base != draft.begun:
        raise NotWrittenError(
            f"{place.shown(path)} was changed since the text in {copy} was begun; take over from it what you need, "
            f"then throw it away with edit {name} --discard"
        )
    return replace(draft, resumed=True)


def is_changed(draft: Draft) -> bool:
    """Whether the copy says anything else than the text that it was begun on; an empty one says nothing."""
    return _bytes_of(draft.copy, draft.place) not in (None, b"", draft.begun)


def drop_draft(draft: Draft) -> None:
    """Removes the copy and what it was begun on. Where that fails they are left, as they say nothing that the file
    does not say."""
    with contextlib.suppress(OSError):
        for path in (draft.copy, draft.base):
            path.unlink(missing_ok=True)


def finish_draft(draft: Draft, today: date) -> EditResult:
    """Puts the copy in the place of the file unless that would bring a new error; while the file itself could not be
    read, those of other files do not count, as nobody could see them. Raises `NotWrittenError` where the
    file was changed meanwhile, `StoredError`."""
    place = draft.place
    with lock(place.folder):
        if _bytes_of(draft.path, place) != draft.before:
            raise NotWrittenError(f"{place.shown(draft.path)} was changed by somebody else meanwhile")
        after = _bytes_of(draft.copy, place) or b""
        (old, _), (new, faults) = _read(draft, draft.before), _read(draft, after)
        if new.unreadable:
            return EditResult(False, tuple(faults))
        news = _news(_problems(draft, after, today), _problems(draft, draft.before, today))
        if any(each.severity == "error" for each in news if each.path == new.path or not old.unreadable):
            return EditResult(False, news)
        try:
            replace_file(draft.path, after, draft.before)
        except StoredError:
            drop_draft(draft)
            raise
        drop_draft(draft)
    return EditResult(True, news, *_removed(old, new))


def _read(draft: Draft, content: bytes | None) -> tuple[Document, list[Problem]]:
    """The file with other bytes, as a load would read it."""

    def text() -> str:
        if content is None:
            raise FileNotFoundError
        return decode(content)

    return read_document(draft.place.shown(draft.path), draft.kind, text)


def _problems(draft: Draft, content: bytes | None, today: date) -> Sequence[Problem]:
    """Everything that a load and a check would say of the negotiation, were `content` what the file holds."""
    place = draft.place
    read = [
        _read(draft, content) if path == draft.path else load_document(place, path, kind)
        for path, kind in files_of(place)
    ]
    try:
        loaded = link_documents(place, read)
    except DataError as error:
        return error.problems
    return [*problems_of(loaded, today)]


def _news(problems: Iterable[Problem], before: Iterable[Problem]) -> tuple[Problem, ...]:
    known = {(each.path, each.where, each.message) for each in before}
    return tuple(problem for problem in problems if (problem.path, problem.where, problem.message) not in known)


def _removed(old: Document, new: Document) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The ids of entries that are gone, and of those that say something else."""
    before, after = _entries(old), _entries(new)
    gone = tuple(name for name in before if name not in after and name not in new.broken)
    return gone, tuple(name for name in before if name in after and before[name] != after[name])


def _entries(document: Document) -> Mapping[str, Entry]:
    return {item.id: item for item in document.items if isinstance(item, Entry)}


def _write_as(draft: Draft, path: Path) -> None:
    """Puts the text that editing begins with into `path`, for the same eyes as the file itself."""
    try:
        path.touch(draft.path.stat().st_mode & 0o777 if draft.before is not None else 0o666)
    except OSError as error:
        raise _unreadable(draft.place, path, error) from error
    with contextlib.suppress(StoredError):  # a copy that nobody has typed in may go with the power
        replace_file(path, draft.begun, _bytes_of(path, draft.place))


def _bytes_of(path: Path, place: Place) -> bytes | None:
    try:
        return read_bytes(path, place.root)
    except FileNotFoundError:
        return None
    except (OSError, NegtrackError) as error:
        raise _unreadable(place, path, error) from error


def _unreadable(place: Place, path: Path, error: Exception) -> NotWrittenError:
    return NotWrittenError(f"{place.shown(path)}: {reason_of(error)}")
