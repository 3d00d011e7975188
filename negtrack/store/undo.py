"""Undoing of the last write of a folder: each of its files gets its old text back, where nobody changed it since."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from negtrack.errors import DataError, NegtrackError, NotWrittenError, Problem
from negtrack.store.change import Change
from negtrack.store.git import committed_files
from negtrack.store.last_write import forget, recall
from negtrack.store.load import decode, link_documents, read_bytes, read_document, reason_of
from negtrack.store.locate import Place, files_of
from negtrack.store.problems import problems_of
from negtrack.store.safe_read import is_there
from negtrack.store.texts import is_text
from negtrack.store.write import lock, remove_file, replace_file, run_steps


def plan_undo(place: Place) -> list[Change]:
    """Return what undoing the last write would change. Raises `NotWrittenError` where there is nothing to undo, a file
    was changed since, or git has committed it."""
    changes = last_changes(place)
    if not changes:
        raise NotWrittenError("nothing to undo: the files are as they were before the last write")
    _refuse_committed(place, changes)
    return changes


def last_changes(place: Place) -> list[Change]:
    """Return what gives the files of the last write their old texts back. Raises `NotWrittenError` where no write is
    remembered, or a file was changed since."""
    changes = [Change(kept.path, now := _read(place, kept.path), kept.text_before(now)) for kept in recall(place)]
    return [change for change in changes if change.before != change.after]


def _refuse_committed(place: Place, changes: Sequence[Change]) -> None:
    names = {place.shown(change.path): change.before for change in changes}
    for name, content in committed_files(place, names).items():
        if content == names[name]:
            raise NotWrittenError(f"git has committed {name}; take it back with git revert")


def undo(place: Place, shown: Sequence[Change], today: date) -> None:
    """Undo the last write, which is what was `shown`. Raises `DataError` where other files rest on what was written,
    `NotWrittenError`, `StoredError`."""
    with lock(place.folder):
        changes = plan_undo(place)
        if changes != list(shown):
            raise NotWrittenError("the files were changed meanwhile; run the command again")
        _restore(place, changes, today)


def undo_earlier(place: Place, changes: Sequence[Change], today: date) -> None:
    """Undo a write that need not be the last one: `changes` are what `last_changes` gave when it was. Raises as `undo`
    does, also where a file is not as that write left it."""
    with lock(place.folder):
        for change in changes:
            if _read(place, change.path) != change.before:
                raise NotWrittenError(f"{place.shown(change.path)} was changed since; use negtrack retract instead")
        _refuse_committed(place, changes)
        _restore(place, changes, today)


def _restore(place: Place, changes: Sequence[Change], today: date) -> None:
    """Give files their old texts back, and remember no write any more. Call it under the lock."""
    after = {change.path: change.after for change in changes if not is_text(place, change.path)}
    if errors := _new_errors(_problems(place, after, today), _problems(place, {}, today)):
        raise DataError(errors)
    run_steps(_steps(changes))
    forget(place)


def _read(place: Place, path: Path) -> bytes | None:
    try:
        return read_bytes(path, place.root) if is_there(path) else None
    except (OSError, NegtrackError) as error:
        raise NotWrittenError(f"{place.shown(path)}: {reason_of(error)}") from error


def _steps(changes: Sequence[Change]) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield the steps in the reverse order of the write, so that no file names what is gone; a file that is there again
    comes first."""
    made = [change for change in reversed(changes) if change.before is None]
    for change in (*made, *(change for change in reversed(changes) if change.before is not None)):
        if change.after is None:
            yield change.path.name, partial(remove_file, change.path, change.before or b"")
        else:
            yield change.path.name, partial(replace_file, change.path, change.after, change.before)


def _problems(place: Place, contents: Mapping[Path, bytes | None], today: date) -> Sequence[Problem]:
    """Return the problems that a load and a check would report if files held these `contents`."""
    kinds = {**dict(files_of(place)), **{path: place.kind(path) for path in contents}}
    there = (path for path in kinds if contents.get(path, b"") is not None and path != place.proposed)

    def text(path: Path) -> str:
        content = contents.get(path)
        return decode(read_bytes(path, place.root) if content is None else content)

    read = [read_document(place.shown(path), kinds[path], partial(text, path)) for path in there]
    try:
        return [*problems_of(link_documents(place, read), today)]
    except DataError as error:
        return error.problems


def _new_errors(problems: Sequence[Problem], before: Sequence[Problem]) -> list[Problem]:
    known = {(problem.path, problem.where, problem.message) for problem in before}
    errors = (problem for problem in problems if problem.severity == "error")
    return [problem for problem in errors if (problem.path, problem.where, problem.message) not in known]
