"""Import of rows, shared by `import` and `add-position -`: add all rows or none, and report the result."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from negtrack.cli.output.printing import Finished, log
from negtrack.cli.output.progress import Progress
from negtrack.cli.recording.import_changes import log_changes
from negtrack.cli.recording.import_report import log_added, log_readings, log_unused
from negtrack.cli.recording.write_options import Writing
from negtrack.cli.session import Session
from negtrack.errors import DataError, Problem, RefusedError, UsageError
from negtrack.exchange.import_.canonicalise import Canonical
from negtrack.exchange.import_.columns import refuse_unused
from negtrack.exchange.import_.imported import Imported, ImportRules
from negtrack.exchange.import_.importer import Importer
from negtrack.exchange.import_.names import NameResolver
from negtrack.exchange.import_.read_file import ReadOptions, import_content
from negtrack.exchange.import_.row import join_rows
from negtrack.exchange.import_.source import STDIN, read_content
from negtrack.exchange.rows import cell_of
from negtrack.model import Issue, Item
from negtrack.store.add import add_items
from negtrack.store.corrections import NONE, Corrections
from negtrack.store.locate import Place
from negtrack.store.plan import Added, OnProgress
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
    importer.refuse_untaken()
    refuse_unused(importer.rules.mapped, (imported.item.table for imported in importer.imported))
    reported: set[str] = set()
    canonical = _canonical_rows(importer)
    _log_new([*importer.problems, *canonical.problems], reported)
    rows: Sequence[Imported] | None = canonical.rows
    while rows is not None:
        created = importer.build_definitions(rows)
        items = [imported.item for imported in (*created, *rows)]
        only_try = dry_run or bool(reported and not skip_bad)  # to find the errors that are not reported yet
        try:
            part, now = progress.part(0.2, 1), importer.rules.recorded
            added = add(place, items, now, only_try, part, corrections)
        except RefusedError as error:
            _log_new(_problems_at_rows(error, [*created, *rows], () if skip_bad else importer.broken), reported)
            rows = _rows_without_errors(error, created, rows) if skip_bad else None
        except DataError as error:
            _log_new(error.problems, reported)
            rows = None
        else:
            if reported and not skip_bad:
                break
            log_readings(canonical.readings)
            if reported:
                log(f"negtrack: skipped invalid rows: {count_text(len(reported), 'error')} (see above)")
            if dry_run and add is add_items:
                log_changes(place, items, now, corrections)
            return added
    log(f"negtrack: nothing written: {count_text(len(reported), 'error')} (see above)")
    raise Finished(2)


def _canonical_rows(importer: Importer) -> Canonical:
    """Return the rows with their values in canonical words, by the issues that are known, imported or created."""
    rows = importer.imported
    given = [imported.item for imported in (*importer.build_definitions(rows), *rows)]
    issues = {item.id: item for item in given if isinstance(item, Issue)}
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


def _log_new(problems: Iterable[Problem], reported: set[str]) -> None:
    """Log each problem that was not `reported` before."""
    for sentence in map(str, join_rows(problems)):
        if sentence not in reported:
            reported.add(sentence)
            log(sentence)


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
    log_added(importer, added, writing.dry_run)
