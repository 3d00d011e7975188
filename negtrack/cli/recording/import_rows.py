"""What `import` and `add-position -` share: rows are taken in and added, all of them or none, and told about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

import typer

from negtrack.cli.output.printing import log, write_ids
from negtrack.cli.output.progress import Progress
from negtrack.cli.recording.write import preview
from negtrack.cli.recording.write_options import Writing
from negtrack.cli.session import Session
from negtrack.errors import DataError, Problem, RefusedError, UsageError, nearest
from negtrack.exchange.import_.canonicalise import canonicalise
from negtrack.exchange.import_.importer import Imported, Importer, ImportRules
from negtrack.exchange.import_.names import NameResolver
from negtrack.exchange.import_.read_file import ReadOptions, import_content
from negtrack.exchange.import_.source import STDIN, read_content
from negtrack.exchange.rows import cell_of
from negtrack.model import Definition, Entry, Issue, Item, Party
from negtrack.store.add import add_items
from negtrack.store.locate import Place
from negtrack.store.plan import Added
from negtrack.views.phrasing import count_text

MOST_COMPARED = 100
"""New names that are held against all others; beyond them it would take longer than the import."""
MOST_NAMED = 8
"""Names that a sentence lists; beyond them it counts."""


def add_imported(
    place: Place, importer: Importer, progress: Progress, dry_run: bool, skip_bad: bool = False
) -> list[Added]:
    """Adds what was taken in; every fault is told with its row. Where there is any, nothing is written, or with
    `skip_bad` the rest: an item that is at fault is left out, and what needs it."""
    told: set[str] = set()
    _log_new(importer.problems, told)
    rows: Sequence[Imported] | None = _in_words(importer)
    while rows is not None:
        made = importer.made(rows)
        items = [each.item for each in (*made, *rows)]
        only_tried = dry_run or bool(told and not skip_bad)  # for the faults that are not told yet
        try:
            added = add_items(place, items, importer.rules.recorded, only_tried, progress.part(0.2, 1))
        except RefusedError as error:
            _log_new(_at_row(error, [*made, *rows], () if skip_bad else importer.broken), told)
            rows = _skipped_message(error, made, rows) if skip_bad else None
        except DataError as error:
            _log_new(error.problems, told)
            rows = None
        else:
            if told and not skip_bad:
                break
            if told:
                log(f"negtrack: left out what is at fault: {count_text(len(told), 'fault')}, as said above")
            return added
    log(f"negtrack: nothing written: {count_text(len(told), 'fault')}, as said above")
    raise typer.Exit(2)


def _in_words(importer: Importer) -> Sequence[Imported]:
    """The rows with their values in canonical words, by the issues that are known, defined beside them or made."""
    given = [each.item for each in (*importer.made(importer.taken), *importer.taken)]
    issues = {item.id: item for item in given if isinstance(item, Issue)}
    return canonicalise(importer.taken, {**importer.names.negotiation.issues, **issues})


def _at_row(error: RefusedError, taken: Sequence[Imported], broken: Container[str]) -> Iterator[Problem]:
    """What is refused, with its row; not what only rests on something `broken`, whose own fault is told."""
    for problem, number in sorted(error.blamed, key=lambda each: -1 if each[1] is None else each[1]):
        if number is None:
            yield problem
        elif not taken[number].rests_on(broken):
            yield taken[number].problem(problem)


def _skipped_message(
    error: RefusedError, made: Sequence[Imported], rows: Sequence[Imported]
) -> Sequence[Imported] | None:
    """The rows that are not refused, and that need nothing of what was `made` and is; None where that is all rows."""
    refused = {number for _, number in error.blamed if number is not None}
    lost = {each.item.id for number, each in enumerate(made) if number in refused}
    numbered = enumerate(rows, len(made))
    left = [each for number, each in numbered if number not in refused and not each.rests_on(lost)]
    return left if len(left) < len(rows) else None


def _log_new(problems: Iterable[Problem], told: set[str]) -> None:
    """Tells each problem that was not `told` before."""
    for sentence in map(str, problems):
        if sentence not in told:
            told.add(sentence)
            log(sentence)


def record_lines(session: Session, given: Mapping[str, object], writing: Writing) -> None:
    """Records the positions that stand on stdin as JSON Lines; `given` is what holds for lines that do not say."""
    if writing.id:
        raise UsageError("--id names one record; write the ids into the lines")
    texts = {key: cell_of(value) for key, value in given.items() if value}
    importer = Importer(NameResolver(session.negotiation), ImportRules(session.clock.now, texts))
    with Progress("Recording") as progress:
        import_content(read_content(STDIN), ReadOptions(), importer, progress.part(0, 0.2))
        log_unused(importer)
        added = add_imported(session.loaded.place, importer, progress, writing.dry_run)
    log_added(importer, added, writing.dry_run)


def log_unused(importer: Importer, hint: str = "") -> None:
    """The columns that were not used, on stderr, and what to do about it."""
    if importer.unused:
        log(f"negtrack: columns not used: {_join_names(list(importer.unused))}{hint}")


def log_added(importer: Importer, added: Sequence[Added], dry_run: bool) -> None:
    """The new ids on stdout, or with `dry_run` the TOML; on stderr what was made, and how many are new."""
    for sentence in _new_definitions(importer, [each.item for each in added if each.state == "new"]):
        log(f"negtrack: made {sentence}")
    if dry_run:
        preview(added)
        return
    counts = Counter(each.state for each in added)
    write_ids(
        "what was taken in", [each.id for each in added if each.state != "known" and isinstance(each.item, Entry)]
    )
    defined = sum(each.state == "new" and isinstance(each.item, Definition) for each in added)
    new = f"{count_text(counts['new'] - defined, 'record')} and {count_text(defined, 'definition')} new"
    log(f"negtrack: {new}, {counts['known']} already there, {counts['restored']} restored")


def _new_definitions(importer: Importer, new: Sequence[Item | None]) -> Iterator[str]:
    """What was made for the rows, with what was decided for it, and what its name is near to."""
    names = importer.names
    for space, noun in ((names.parties, "party"), (names.issues, "issue"), (names.sources, "source")):
        made = [item for item in new if item and item.table == space.kind and item.id in space.made]
        if made:
            others = [*space.known, *space.made] if len(made) <= MOST_COMPARED else []
            near = {item.id: nearest(item.id, [name for name in others if name != item.id]) for item in made}
            made.sort(key=lambda item: not near[item.id])  # what may be a slip of the pen comes first
            words = [f"{item.id}{_inferred_kinds(importer, item, near[item.id])}" for item in made]
            plural = "parties" if noun == "party" else f"{noun}s"
            yield f"{len(made)} {noun if len(made) == 1 else plural}: {_join_names(words)}"


def _inferred_kinds(importer: Importer, item: Item, near: Sequence[str]) -> str:
    told: list[str] = []
    if isinstance(item, Party):
        told.append(item.role)
    if isinstance(item, Issue):
        told.append(f"{item.kind}{', as its values tell' if importer.names.is_inferred(item.id) else ''}")
    if near:
        told.append(f"near {near[0]}")
    return f" ({'; '.join(told)})" if told else ""


def _join_names(names: Sequence[str]) -> str:
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return f"{', '.join(names[:MOST_NAMED])}{more}"
