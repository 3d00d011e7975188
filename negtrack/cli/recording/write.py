"""Adding of items, and the messages about it, shared by the commands that write."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from negtrack.cli.output.printing import Finished, log, log_beginnings, write_ids, write_out
from negtrack.cli.recording.quotes import log_quotes
from negtrack.cli.recording.warnings import log_warnings
from negtrack.cli.session import Session
from negtrack.errors import DataError, Problem
from negtrack.model import Delegate, Item, Record, Retraction
from negtrack.render.clean import sanitise_lines
from negtrack.store.add import add_items
from negtrack.store.corrections import Corrections
from negtrack.store.plan import Added

_MESSAGES = {
    "new": "recorded {id} in {path}{stated}",
    "known": "already recorded as {id}; nothing written",
    "retracted": "{id} was retracted ({reason}); nothing written, unless --restore asks for it",
    "restored": "{id} was retracted before; it stands again, by an entry in {path}",
}


def record(
    session: Session,
    items: Sequence[Item],
    dry_run: bool,
    message: str = "",
    restore: bool = False,
    texts: Mapping[str, str] | None = None,
) -> list[Added]:
    """Add `items`, and keep the `texts` of new sources; print each id on stdout and a message on stderr; with `dry_run`
    print only the TOML on stdout. Return what became of each."""
    added = add(session, [*session.made, *items], dry_run, restore, texts)
    log_beginnings()
    if dry_run:
        preview(added)
    else:
        _log_added(added, message)
    log_warnings(session.negotiation, added)
    log_quotes(session.loaded.place, session.negotiation, added)
    return added


def _log_added(added: Sequence[Added], message: str) -> None:
    for result in added:
        if not isinstance(result.item, Delegate):
            write_ids(result.id, [result.id])
        log(f"negtrack: {outcome(result, message)}")


def outcome(result: Added, message: str = "") -> str:
    """Return what became of an item, in a sentence; `message` for a new one, where there is one."""
    sentence = message if message and result.state == "new" else _MESSAGES[result.state]
    if result.state == "known" and isinstance(result.item, Retraction):
        return f"{result.item.of} is retracted already, by {result.id} ({result.item.reason}); nothing written"
    return sentence.format(id=result.id, path=result.path, stated=_stated_text(result.item), reason=result.reason)


def add(
    session: Session,
    items: Sequence[Item],
    dry_run: bool,
    restore: bool = False,
    texts: Mapping[str, str] | None = None,
) -> list[Added]:
    """Add `items`; where they are invalid, log each error and that nothing was written, and exit."""
    try:
        corrections = Corrections(restore=restore)
        known, now = session.loaded, session.clock.now
        return add_items(known.place, items, now, dry_run, corrections=corrections, source_texts=texts, known=known)
    except DataError as error:
        for sentence in refusals(session, error, alone=len(items) == 1):
            log(f"negtrack: {sentence}")
        raise Finished(error.exit_code) from error


def refusals(session: Session, error: DataError, alone: bool) -> list[str]:
    """Return a sentence on each problem for which nothing was written; `alone` is the record a single one."""
    messages = (_message(problem, session, alone) for problem in error.problems)
    return [f"nothing written: {message}" for message in dict.fromkeys(messages)]


def _message(problem: Problem, session: Session, alone: bool) -> str:
    """Return the message of a problem: without a place for a new record, a reference for a problem logged before."""
    if problem in session.loaded.problems:
        return f"{problem.path} has errors (see above); fix them first"
    where = problem.where.rpartition("] ")[2] if alone else problem.where
    return f"{where} {problem.message}".lstrip()


def _stated_text(item: Item | None) -> str:
    """Return the date that a record counts from; its source's date where the user gave none."""
    return f", as stated {item.stated.text}" if isinstance(item, Record) and item.stated else ""


def preview(added: Sequence[Added]) -> None:
    """Print the TOML that would be appended, under the name of each file."""
    path = ""
    for result in added:
        if not result.block and result.state != "extended":
            log(f"negtrack: already recorded as {result.id}")
        if not result.block:
            continue
        if result.path != path:
            path = result.path
            log(f"negtrack: would be appended to {path}:")
        write_out([sanitise_lines(result.block)])
