"""`negtrack undo`: undo the last write of this folder."""

from __future__ import annotations

from typing import Annotated

import typer

from negtrack.cli.options import Scope
from negtrack.cli.output.diffs import log_diffs, write_diffs
from negtrack.cli.output.printing import log
from negtrack.cli.recording.prompts import can_ask
from negtrack.cli.recording.write_options import DryDiff
from negtrack.cli.session import place_of, read_clock
from negtrack.errors import DataError, NotWrittenError, UsageError
from negtrack.store.undo import plan_undo, undo


def command(
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Undo it without asking.")] = False,
    dry_run: DryDiff = False,
    scope: Scope,
) -> None:
    """Undo the last write: of add commands, retract, edit, import, set-kind or rename. It is shown before, as a diff.

    What was changed since by somebody else, or is committed in git, is left alone.
    """
    place = place_of(scope)
    changes = plan_undo(place)
    if dry_run:
        write_diffs(place, changes)
        return
    log_diffs(place, changes)
    if not (yes or _confirm()):
        return
    try:
        undo(place, changes, read_clock().today)
    except DataError as error:
        for problem in error.problems:
            log(str(problem))
        raise NotWrittenError("other records rest on what was written (see above); undo it by hand") from error
    log(f"negtrack: undone in {', '.join(place.shown(change.path) for change in changes)}")


def _confirm() -> bool:
    if not can_ask():
        raise UsageError("nothing is undone; --yes undoes it without asking")
    return typer.confirm("Undo it?", default=False, err=True)
