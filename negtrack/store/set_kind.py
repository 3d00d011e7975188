"""Another kind for an issue whose kind was guessed: every value on it is read anew, and all can be read, or nothing is
written."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import field
from datetime import date

from negtrack.checks import check_negotiation
from negtrack.errors import DataError, NotationError, Problem
from negtrack.frozen import dataclass
from negtrack.model import Issue, Item, Negotiation
from negtrack.model.rewriting import Rewriting, rewrite_item
from negtrack.store.change import Change, change_steps
from negtrack.store.definition_checks import issue_errors
from negtrack.store.last_write import remember
from negtrack.store.load import Loaded, link_documents
from negtrack.store.locate import Place
from negtrack.store.rewrite_files import Redefinition, definitions_in, load_valid, rewrite_files
from negtrack.store.write import lock, run_steps
from negtrack.values import KINDS, Scale, read_value


@dataclass(frozen=True)
class _Collecting(Rewriting):
    """Collects the values on an issue, and changes none."""

    issue: str
    values: list[str] = field(default_factory=list)

    def value_on(self, issue: str, text: str) -> str:
        """Keep a value on the issue."""
        if issue == self.issue:
            self.values.append(text)
        return text


@dataclass(frozen=True)
class _Reading(Rewriting):
    """Reads the values on an issue anew."""

    issue: str
    scale: Scale

    def value_on(self, issue: str, text: str) -> str:
        """Return a value on the issue in canonical words. Raises `NotationError`."""
        if issue != self.issue:
            return text
        return read_value(KINDS[self.scale.kind].fold_options(text), self.scale)


@dataclass(frozen=True)
class NewKind:
    """What becomes of an issue: the changes of files, and the values that are written otherwise, old and new."""

    changes: tuple[Change, ...]
    readings: dict[str, str]


def set_kind(
    place: Place, issue: str, redefine: Callable[[Issue, Sequence[str]], Issue], today: date, dry_run: bool = False
) -> NewKind:
    """Make of an issue what `redefine` returns for it and all values on it. Raises `DataError` with every value that
    cannot be read and what `check` would call an error, `NotWrittenError`, `StoredError`."""
    with contextlib.nullcontext() if dry_run else lock(place.folder):
        loaded = load_valid(place)
        old = next(item for item in definitions_in(loaded) if isinstance(item, Issue) and item.id == issue)
        values = [text for document in loaded.documents for item in document.items for text in _values_in(item, issue)]
        new = redefine(old, values)
        reading = _Reading(issue, new.scale)
        if problems := [*_issue_problems(loaded, new)] or [*_unreadable(loaded, reading)]:
            raise DataError(problems)
        files = rewrite_files(loaded, Redefinition(reading, old, new))
        after = link_documents(place, [(file.document, list[Problem]()) for file in files]).negotiation
        if errors := _new_errors(after, loaded.negotiation, today):
            raise DataError(errors)
        home, *others = (file.change for file in files)
        changes = [change for change in (*others, home) if change.before != change.after]
        if not dry_run:
            remember(place, changes)
            run_steps(change_steps(changes))  # a value as it is read now is one of any kind that takes words
    readings = {text: words for text in values if (words := reading.value_on(issue, text)) != text}
    return NewKind(tuple(changes), readings)


def _values_in(item: Item, issue: str) -> list[str]:
    """Return the values of an item on an issue."""
    found = _Collecting(issue)
    rewrite_item(item, found)
    return found.values


def _issue_problems(loaded: Loaded, issue: Issue) -> Iterator[Problem]:
    """Yield what is wrong with an issue as it would be."""
    for error in issue_errors(issue):
        shown = loaded.place.shown(loaded.place.negotiation)
        yield Problem(shown, issue.line, f"[issue.{issue.id}] {error.field}:", error.message)


def _unreadable(loaded: Loaded, reading: _Reading) -> Iterator[Problem]:
    """Yield a problem for each value that cannot be read."""
    for document in loaded.documents:
        for item in document.items:
            for text in _values_in(item, reading.issue):
                try:
                    reading.value_on(reading.issue, text)
                except NotationError as error:
                    where = f"[{item.table}.{item.id}]"
                    line = document.lines.header(item.table, item.id)
                    quoted = "" if f'"{text}"' in str(error) else f'"{text}": '
                    yield Problem(document.path, line, where, f"{quoted}{error}")


def _new_errors(after: Negotiation, before: Negotiation, today: date) -> list[Problem]:
    known = {(problem.path, problem.where, problem.message) for problem in check_negotiation(before, today)}
    found = (problem for problem in check_negotiation(after, today) if problem.severity == "error")
    return [problem for problem in found if (problem.path, problem.where, problem.message) not in known]
