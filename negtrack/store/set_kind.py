"""Another kind for an issue whose kind was guessed: every value on it is read anew, and all can be read, or nothing is
written."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from negtrack.checks import check_negotiation
from negtrack.errors import DataError, NotationError, Problem
from negtrack.frozen import dataclass, field
from negtrack.model import Issue, Item, Negotiation
from negtrack.model.rewriting import Rewriting, rewrite_item
from negtrack.store.change import Change, change_steps
from negtrack.store.definition_checks import issue_errors
from negtrack.store.document import Document, Loaded
from negtrack.store.last_write import remember
from negtrack.store.load import link_documents
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
    """Puts the canonical words of the values on an issue in their place."""

    issue: str
    words: Mapping[str, str]

    def value_on(self, issue: str, text: str) -> str:
        """Return a value on the issue as it is read now."""
        return self.words[text] if issue == self.issue else text


@dataclass(frozen=True)
class NewKind:
    """What becomes of an issue: itself, the changes of files, and the values that are written otherwise."""

    issue: Issue
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
        values = list(_values_on(loaded, issue))
        new = redefine(old, [text for _, _, text in values])
        if problems := list(_issue_problems(loaded, new)):
            raise DataError(problems)
        reading = _Reading(issue, _read_values(values, new.scale))
        files = rewrite_files(loaded, Redefinition(reading, old, new))
        after = link_documents(place, [(file.document, list[Problem]()) for file in files]).negotiation
        if errors := _new_errors(after, loaded.negotiation, today):
            raise DataError(errors)
        home, *others = (file.change for file in files)
        changes = [change for change in (*others, home) if change.before != change.after]
        if not dry_run:
            remember(place, changes)
            run_steps(change_steps(changes))  # a value as it is read now is one of any kind that takes words
    readings = {text: words for text, words in reading.words.items() if words != text}
    return NewKind(new, tuple(changes), readings)


def _values_on(loaded: Loaded, issue: str) -> Iterator[tuple[Document, Item, str]]:
    """Yield the values on an issue, each with its file and its item."""
    for document in loaded.documents:
        for item in document.items:
            found = _Collecting(issue)
            rewrite_item(item, found)
            yield from ((document, item, text) for text in found.values)


def _issue_problems(loaded: Loaded, issue: Issue) -> Iterator[Problem]:
    """Yield what is wrong with an issue as it would be."""
    for error in issue_errors(issue):
        shown = loaded.place.shown(loaded.place.negotiation)
        yield Problem(shown, issue.line, f"[issue.{issue.id}] {error.field}:", error.message)


def _read_values(values: Iterable[tuple[Document, Item, str]], scale: Scale) -> Mapping[str, str]:
    """Return each value -> its canonical words. Raises `DataError` with every value that cannot be read."""
    kind, labels = KINDS[scale.kind], dict[str, str]()
    read: dict[str, str | NotationError] = {}
    problems = []
    for document, item, text in values:
        if text not in read:
            try:
                read[text] = read_value(kind.fold_options(text, labels), scale)
            except NotationError as error:
                read[text] = error
        found = read[text]
        if isinstance(found, NotationError):
            quoted = "" if f'"{text}"' in str(found) else f'"{text}": '
            line = document.lines.header(item.table, item.id)
            problems.append(Problem(document.path, line, f"[{item.table}.{item.id}]", f"{quoted}{found}"))
    if problems:
        raise DataError(problems)
    return {text: words for text, words in read.items() if isinstance(words, str)}


def _new_errors(after: Negotiation, before: Negotiation, today: date) -> list[Problem]:
    known = {(problem.path, problem.where, problem.message) for problem in check_negotiation(before, today)}
    found = (problem for problem in check_negotiation(after, today) if problem.severity == "error")
    return [problem for problem in found if (problem.path, problem.where, problem.message) not in known]
