"""What `import` and `add-position -` share: rows are taken in and added, all of them or none, and told about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

import typer

from negtrack.cli.adding import preview
from negtrack.cli.printing import put_stored, say
from negtrack.cli.progress import Progress
from negtrack.cli.recording import Writing
from negtrack.cli.session import Session
from negtrack.errors import DataError, Problem, RefusedError, UsageError, nearest
from negtrack.exchange.incoming.intake import Intake, Rules, Taken
from negtrack.exchange.incoming.names import Names
from negtrack.exchange.incoming.source import STDIN, read_content
from negtrack.exchange.incoming.taking import How, take_content
from negtrack.exchange.incoming.wording import in_words
from negtrack.exchange.rows import cell_of
from negtrack.model import Definition, Entry, Issue, Item, Party
from negtrack.store.add import add_items
from negtrack.store.locate import Place
from negtrack.store.plan import Added
from negtrack.views.words import counted

MOST_COMPARED = 100
"""New names that are held against all others; beyond them it would take longer than the import."""
MOST_NAMED = 8
"""Names that a sentence lists; beyond them it counts."""


def add_taken(place: Place, intake: Intake, progress: Progress, dry_run: bool, skip_bad: bool = False) -> list[Added]:
    """Adds what was taken in; every fault is told with its row. Where there is any, nothing is written, or with
    `skip_bad` the rest: an item that is at fault is left out, and what needs it."""
    told: set[str] = set()
    _tell(intake.problems, told)
    rows: Sequence[Taken] | None = _in_words(intake)
    while rows is not None:
        made = intake.made(rows)
        items = [each.item for each in (*made, *rows)]
        only_tried = dry_run or bool(told and not skip_bad)  # for the faults that are not told yet
        try:
            added = add_items(place, items, intake.rules.recorded, only_tried, progress.part(0.2, 1))
        except RefusedError as error:
            _tell(_placed(error, [*made, *rows], () if skip_bad else intake.broken), told)
            rows = _left(error, made, rows) if skip_bad else None
        except DataError as error:
            _tell(error.problems, told)
            rows = None
        else:
            if told and not skip_bad:
                break
            if told:
                say(f"negtrack: left out what is at fault: {counted(len(told), 'fault')}, as said above")
            return added
    say(f"negtrack: nothing written: {counted(len(told), 'fault')}, as said above")
    raise typer.Exit(2)


def _in_words(intake: Intake) -> Sequence[Taken]:
    """The rows with their values in canonical words, by the issues that are known, defined beside them or made."""
    given = [each.item for each in (*intake.made(intake.taken), *intake.taken)]
    issues = {item.id: item for item in given if isinstance(item, Issue)}
    return in_words(intake.taken, {**intake.names.negotiation.issues, **issues})


def _placed(error: RefusedError, taken: Sequence[Taken], broken: Container[str]) -> Iterator[Problem]:
    """What is refused, with its row; not what only rests on something `broken`, whose own fault is told."""
    for problem, number in sorted(error.blamed, key=lambda each: -1 if each[1] is None else each[1]):
        if number is None:
            yield problem
        elif not taken[number].rests_on(broken):
            yield taken[number].problem(problem)


def _left(error: RefusedError, made: Sequence[Taken], rows: Sequence[Taken]) -> Sequence[Taken] | None:
    """The rows that are not refused, and that need nothing of what was `made` and is; None where that is all rows."""
    refused = {number for _, number in error.blamed if number is not None}
    lost = {each.item.id for number, each in enumerate(made) if number in refused}
    numbered = enumerate(rows, len(made))
    left = [each for number, each in numbered if number not in refused and not each.rests_on(lost)]
    return left if len(left) < len(rows) else None


def _tell(problems: Iterable[Problem], told: set[str]) -> None:
    """Tells each problem that was not `told` before."""
    for sentence in map(str, problems):
        if sentence not in told:
            told.add(sentence)
            say(sentence)


def record_lines(session: Session, given: Mapping[str, object], writing: Writing) -> None:
    """Records the positions that stand on stdin as JSON Lines; `given` is what holds for lines that do not say."""
    if writing.id:
        raise UsageError("--id names one record; write the ids into the lines")
    texts = {key: cell_of(value) for key, value in given.items() if value}
    intake = Intake(Names(session.negotiation), Rules(session.clock.now, texts))
    with Progress("Recording") as progress:
        take_content(read_content(STDIN), How(), intake, progress.part(0, 0.2))
        tell_unused(intake)
        added = add_taken(session.loaded.place, intake, progress, writing.dry_run)
    tell_added(intake, added, writing.dry_run)


def tell_unused(intake: Intake, hint: str = "") -> None:
    """The columns that were not used, on stderr, and what to do about it."""
    if intake.unused:
        say(f"negtrack: columns not used: {_listed(list(intake.unused))}{hint}")


def tell_added(intake: Intake, added: Sequence[Added], dry_run: bool) -> None:
    """The new ids on stdout, or with `dry_run` the TOML; on stderr what was made, and how many are new."""
    for sentence in _made(intake, [each.item for each in added if each.state == "new"]):
        say(f"negtrack: made {sentence}")
    if dry_run:
        preview(added)
        return
    counts = Counter(each.state for each in added)
    put_stored(
        "what was taken in", [each.id for each in added if each.state != "known" and isinstance(each.item, Entry)]
    )
    defined = sum(each.state == "new" and isinstance(each.item, Definition) for each in added)
    new = f"{counted(counts['new'] - defined, 'record')} and {counted(defined, 'definition')} new"
    say(f"negtrack: {new}, {counts['known']} already there, {counts['restored']} restored")


def _made(intake: Intake, new: Sequence[Item | None]) -> Iterator[str]:
    """What was made for the rows, with what was decided for it, and what its name is near to."""
    names = intake.names
    for space, noun in ((names.parties, "party"), (names.issues, "issue"), (names.sources, "source")):
        made = [item for item in new if item and item.table == space.kind and item.id in space.made]
        if made:
            others = [*space.known, *space.made] if len(made) <= MOST_COMPARED else []
            near = {item.id: nearest(item.id, [name for name in others if name != item.id]) for item in made}
            made.sort(key=lambda item: not near[item.id])  # what may be a slip of the pen comes first
            words = [f"{item.id}{_decided(intake, item, near[item.id])}" for item in made]
            plural = "parties" if noun == "party" else f"{noun}s"
            yield f"{len(made)} {noun if len(made) == 1 else plural}: {_listed(words)}"


def _decided(intake: Intake, item: Item, near: Sequence[str]) -> str:
    told: list[str] = []
    if isinstance(item, Party):
        told.append(item.role)
    if isinstance(item, Issue):
        told.append(f"{item.kind}{', as its values tell' if intake.names.is_inferred(item.id) else ''}")
    if near:
        told.append(f"near {near[0]}")
    return f" ({'; '.join(told)})" if told else ""


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return f"{', '.join(names[:MOST_NAMED])}{more}"
