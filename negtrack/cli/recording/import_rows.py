"""Import of rows, shared by `import` and `add-position -`: add all rows or none, and report the result."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from datetime import datetime

from negtrack.cli.output.printing import Finished, log
from negtrack.cli.output.progress import Progress
from negtrack.cli.recording.import_blanks import close_imported
from negtrack.cli.recording.import_changes import log_changes
from negtrack.cli.recording.import_report import log_added, log_closed, log_readings, log_unused
from negtrack.cli.recording.import_texts import find_texts, log_texts
from negtrack.cli.recording.skipped import log_skipped
from negtrack.cli.recording.write_options import Writing
from negtrack.cli.session import Session
from negtrack.errors import DataError, Problem, RefusedError, UsageError
from negtrack.exchange.import_.canonicalise import Canonical
from negtrack.exchange.import_.imported import Imported, ImportRules
from negtrack.exchange.import_.importer import Importer
from negtrack.exchange.import_.names import NameResolver
from negtrack.exchange.import_.read_file import ReadOptions, import_content
from negtrack.exchange.import_.row import join_rows
from negtrack.exchange.import_.skipped import FILE, skipped_item
from negtrack.exchange.import_.source import read_content
from negtrack.exchange.import_.useless_options import refuse_useless
from negtrack.exchange.rows import cell_of
from negtrack.frozen import replace
from negtrack.model import Issue, Item, Negotiation
from negtrack.store.add import add_items
from negtrack.store.corrections import NONE, Corrections
from negtrack.store.large import load_any
from negtrack.store.locate import Place
from negtrack.store.plan import Added, OnProgress
from negtrack.store.safe_read import STDIN
from negtrack.views.phrasing import count_text

AddItems = Callable[[Place, Sequence[Item], datetime, bool, OnProgress, Corrections], list[Added]]
"""How items are added: to the files of their parties, or as proposed ones."""


def add_imported(
    place: Place,
    importer: Importer,
    progress: Progress,
    dry_run: bool,
    skip_bad: bool = False,
    corrections: Corrections = NONE,
    add: AddItems = add_items,
) -> list[Added]:
    """Add the imported rows; report every error with its row. With errors write nothing, or with `skip_bad` the rest:
    skip each invalid item and the items that need it."""
    _refuse_useless(importer)
    importer.drop_doubtful()
    importer.imported, closed = close_imported(place, importer)
    canonical = _canonical_rows(importer)
    problems = [*importer.problems, *canonical.problems]

    texts = find_texts(place, importer, canonical.rows)
    corrections = replace(corrections, texts=texts.kept)

    def try_adding(rows: Sequence[Imported]) -> list[Added]:
        only_try = dry_run or bool(problems and not skip_bad)  # to find the other errors
        items = [texts.retell(item) for item in _items_of(importer, rows)]
        return add(place, items, importer.rules.recorded, only_try, progress.part(0.2, 1), corrections)

    try:
        done = _add_valid(try_adding, importer, canonical.rows, problems, skip_bad)
    finally:
        errors = _log_in_order(problems)
    if done is None or (errors and not skip_bad):
        raise _refusal(errors, problems)
    added, rows = done
    log_readings(canonical.readings)
    log_closed(closed)
    log_texts(texts, importer, added, dry_run)
    is_tried = add is add_items and dry_run
    after = log_changes(place, _items_of(importer, rows), importer.rules.recorded, corrections) if is_tried else None
    if errors:
        known = after or (load_any(place).negotiation if add is add_items else None)
        _log_refused(importer, canonical, rows, known)
    return added


def _refusal(errors: int, problems: Sequence[Problem]) -> Finished:
    """Say how many errors keep everything from being written, and return how the command ends."""
    log(f"negtrack: nothing written: {count_text(errors, 'error')} (see above)")
    return Finished(2, min((problem.line for problem in problems if problem.line), default=0))


def _refuse_useless(importer: Importer) -> None:
    """Raise `UsageError` for an option that no row can take, after the errors of the rows, which may be why."""
    try:
        refuse_useless(importer)
    except UsageError:
        _log_in_order(importer.problems)
        raise


def _items_of(importer: Importer, rows: Sequence[Imported]) -> list[Item]:
    """Return the items of rows, after the definitions that they need."""
    return [imported.item for imported in (*importer.build_definitions(rows), *rows)]


def _log_refused(importer: Importer, canonical: Canonical, rows: Sequence[Imported], known: Negotiation | None) -> None:
    """Log what was skipped: all but `rows`; `known` is the negotiation with these, None where nothing is recorded."""
    kept = set(map(id, rows))
    refused = [row for row in (*canonical.refused, *canonical.rows) if id(row) not in kept]
    skipped = [*importer.skipped, *(skipped_item(row, importer.names) for row in refused)]
    log_skipped(skipped, importer.names, known)


def _add_valid(
    try_adding: Callable[[Sequence[Imported]], list[Added]],
    importer: Importer,
    rows: Sequence[Imported],
    problems: list[Problem],
    skip_bad: bool,
) -> tuple[list[Added], Sequence[Imported]] | None:
    """Return what became of `rows`, and those that were added, with `skip_bad` without the invalid ones; None where
    nothing can be added. All errors go into `problems`."""
    is_unread = any(one.noun == FILE for one in importer.skipped)
    left: Sequence[Imported] | None = rows
    while left is not None and (left or not is_unread):
        try:
            return try_adding(left), left
        except RefusedError as error:
            created = importer.build_definitions(left)
            problems += _problems_at_rows(error, [*created, *left], () if skip_bad else importer.broken)
            left = _rows_without_errors(error, created, left) if skip_bad else None
        except DataError as error:
            problems += error.problems
            left = None
    return None


def _canonical_rows(importer: Importer) -> Canonical:
    """Return the rows with their values in canonical words, by the issues that are known, imported or created."""
    rows = importer.imported
    issues = {item.id: item for item in _items_of(importer, rows) if isinstance(item, Issue)}
    canonical = Canonical({**importer.names.negotiation.issues, **issues})
    canonical.add(rows)
    return canonical


def _problems_at_rows(error: RefusedError, rows: Sequence[Imported], broken: Container[str]) -> Iterator[Problem]:
    """Yield the problems with their rows; not those of rows that only rest on something `broken`, which is reported."""
    for problem, number in sorted(error.blamed, key=lambda blame: -1 if blame[1] is None else blame[1]):
        if number is None:
            yield problem
        elif not rows[number].rests_on(broken):
            yield rows[number].problem_of(problem)


def _rows_without_errors(
    error: RefusedError, created: Sequence[Imported], rows: Sequence[Imported]
) -> Sequence[Imported] | None:
    """Return the rows that are not refused and need no refused definition of `created`; None if no row is refused."""
    refused = {number for _, number in error.blamed if number is not None}
    lost = {imported.item.id for number, imported in enumerate(created) if number in refused}
    numbered = enumerate(rows, len(created))
    left = [row for number, row in numbered if number not in refused and not row.rests_on(lost)]
    return left if len(left) < len(rows) else None


def _log_in_order(problems: Sequence[Problem]) -> int:
    """Log the problems in the order of their files and rows, each once; return how many sentences they take."""
    paths = list(dict.fromkeys(problem.path for problem in problems))

    def place(problem: Problem) -> tuple[int, int]:
        row = re.match("row ([0-9]+)", problem.where)
        return paths.index(problem.path), int(row[1]) if row else problem.line

    sentences = list(dict.fromkeys(map(str, join_rows(sorted(problems, key=place)))))
    for sentence in sentences:
        log(sentence)
    return len(sentences)


def record_lines(session: Session, given: Mapping[str, object], writing: Writing, restore: bool = False) -> None:
    """Record the positions on stdin (JSON Lines); `given` fills the fields that a line leaves out."""
    if writing.id:
        raise UsageError("--id names one record; write the ids into the lines")
    texts = {key: cell_of(value) for key, value in given.items() if value}
    importer = Importer(NameResolver(session.negotiation), ImportRules(session.clock.now, texts))
    with Progress("Recording") as progress:
        import_content(read_content(STDIN), ReadOptions(), importer, progress.part(0, 0.2))
        log_unused(importer)
        corrections = Corrections(restore=restore)
        added = add_imported(session.loaded.place, importer, progress, writing.dry_run, corrections=corrections)
    log_added(session.loaded.place, importer, added, writing.dry_run, "--source ID")
