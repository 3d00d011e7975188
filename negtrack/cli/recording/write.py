"""What the write commands share: adding items, and telling what became of them."""

from __future__ import annotations

from collections.abc import Sequence

import typer

from negtrack.cli.output.printing import log, write_ids, write_out
from negtrack.cli.session import Session
from negtrack.errors import DataError, Problem
from negtrack.model import Delegate, Item, Record
from negtrack.render.clean import sanitise_lines
from negtrack.store.add import add_items
from negtrack.store.plan import Added

_TOLD = {
    "new": "recorded {id} in {path}{stated}",
    "known": "already recorded as {id}; nothing written",
    "restored": "{id} was retracted before; it stands again, by an entry in {path}",
}


def record(session: Session, items: Sequence[Item], dry_run: bool, told: str = "") -> None:
    """Adds `items`, prints each id on stdout and a sentence on stderr; with `dry_run` the TOML alone, on stdout."""
    added = add(session, items, dry_run)
    if dry_run:
        preview(added)
        return
    for each in added:
        if not isinstance(each.item, Delegate):
            write_ids(each.id, [each.id])
        sentence = told if told and each.state == "new" else _TOLD[each.state]
        log("negtrack: " + sentence.format(id=each.id, path=each.path, stated=_explain(each.item)))


def add(session: Session, items: Sequence[Item], dry_run: bool) -> list[Added]:
    """Adds `items`; what is wrong with them is told a line each, with the word that nothing was written."""
    try:
        return add_items(session.loaded.place, items, session.clock.now, dry_run)
    except DataError as error:
        told = [_message(problem, session, alone=len(items) == 1) for problem in error.problems]
        for sentence in dict.fromkeys(told):
            log(f"negtrack: nothing written: {sentence}")
        raise typer.Exit(error.exit_code) from error


def _message(problem: Problem, session: Session, alone: bool) -> str:
    """A problem of a new record, which stands nowhere yet, without a place; one of the files was told before."""
    if problem in session.loaded.problems:
        return f"{problem.path} is at fault, as said above; mend it first"
    where = problem.where.rpartition("] ")[2] if alone else problem.where
    return f"{where} {problem.message}".lstrip()


def _explain(item: Item | None) -> str:
    """As of when a record counts, which is its source's date where the user named none."""
    return f", as stated {item.stated.text}" if isinstance(item, Record) and item.stated else ""


def preview(added: Sequence[Added]) -> None:
    """The TOML that would be appended, under the name of each file."""
    path = ""
    for each in added:
        if not each.block:
            log(f"negtrack: already recorded as {each.id}")
            continue
        if each.path != path:
            path = each.path
            log(f"negtrack: would be appended to {path}:")
        write_out([sanitise_lines(each.block)])
