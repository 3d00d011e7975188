"""New ids of definitions, in all files at once. Of the files nothing but the id changes, wherever it stands; the old
one stays understood, as the definition names it in `formerly`.

The definition is written first, with both ids. From then on every file means the same whether it has the old id or the
new one, so that a write that is cut off changes no answer, and is finished by running it again.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from negtrack.errors import NotationError, NotWrittenError
from negtrack.frozen import replace
from negtrack.ids import parse_id
from negtrack.model import Definition, Issue, Party
from negtrack.model.rewriting import Renaming, rewrite_item
from negtrack.store.change import Change, Step, change_steps
from negtrack.store.document import Loaded
from negtrack.store.last_write import remember
from negtrack.store.locate import Place
from negtrack.store.rewrite_files import Redefinition, definitions_in, load_valid, rewrite_files
from negtrack.store.safe_read import is_there
from negtrack.store.write import lock, move_file, run_steps


def rename_definition(place: Place, table: str, old: str, new: str, dry_run: bool = False) -> list[Change]:
    """Give the definition `old` of a table the id `new`, in all files; return what changes, nothing where it has that
    id everywhere. Raises `DataError` where files have errors, `NotWrittenError`, `StoredError`."""
    with contextlib.nullcontext() if dry_run else lock(place.folder):
        loaded = load_valid(place)
        found = definitions_in(loaded)
        definition = next(item for item in found if (item.table, item.id) == (table, old))
        _refuse_taken(loaded, definition, new)
        former = dict.fromkeys((*definition.formerly, old))
        former.pop(new, None)
        kinds = {item.id: item.kind for item in found if isinstance(item, Issue)}
        renaming = Renaming({(table, name): new for name in former}, kinds)
        renamed = replace(rewrite_item(definition, renaming), formerly=tuple(former))
        redefinition = Redefinition(renaming, definition, renamed)
        changes = [file.change for file in rewrite_files(loaded, redefinition)]
        is_moved = isinstance(definition, Party) and old != new
        done = _move_first(changes, place.party(new)) if is_moved else changes
        if not dry_run:
            remember(place, done)
            run_steps(_party_steps(loaded, redefinition, changes) if is_moved else change_steps(changes))
    return [change for change in done if change.before != change.after]


def _move_first(changes: Sequence[Change], target: Path) -> list[Change]:
    """Return the changes of a rename that moves the first file to `target`."""
    home, *others = changes
    return [Change(home.path, home.before, None), Change(target, None, home.after), *others]


def _refuse_taken(loaded: Loaded, definition: Definition, new: str) -> None:
    """Raise `NotWrittenError` for an id that is none, or that another definition has or had."""
    try:
        parse_id(new)
    except NotationError as error:
        raise NotWrittenError(str(error)) from error
    for item in definitions_in(loaded):
        is_other = item.table == definition.table and item.id != definition.id
        if is_other and new in (item.id, *item.formerly):
            reason = "is there already" if new == item.id else f"was the id of {item.id} before"
            raise NotWrittenError(f"the {item.table} {new} {reason}; choose another id")
    path = loaded.place.party(new)
    if isinstance(definition, Party) and new != definition.id and is_there(path):
        raise NotWrittenError(f"{loaded.place.shown(path)} is there already; choose another id")


def _party_steps(loaded: Loaded, redefinition: Redefinition, changes: Sequence[Change]) -> Iterator[Step]:
    """Yield the steps of a write that moves a party's file: until it is moved, the new id is a former one of the party
    that still has the old one."""
    old, new, place = redefinition.old, redefinition.new, loaded.place
    both = replace(new, formerly=(new.id, *new.formerly))
    kept = rewrite_files(loaded, Redefinition(redefinition.rewriting, old, both))[0].change
    yield from change_steps([kept, *changes[1:]])
    target = place.party(new.id)
    yield target.name, partial(move_file, kept.path, target)
    yield from change_steps([Change(target, kept.after, changes[0].after)])
