"""`negtrack undo`: undo the last write of this folder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated

from negtrack.cli.options import Scope, option
from negtrack.cli.output.diffs import log_diffs, write_diffs
from negtrack.cli.output.printing import log
from negtrack.cli.recording.prompts import can_ask, confirm
from negtrack.cli.recording.undo_words import undo_words
from negtrack.cli.recording.write_options import DryDiff
from negtrack.cli.session import place_of, read_clock
from negtrack.errors import DataError, NotWrittenError, UsageError
from negtrack.store.change import Change
from negtrack.store.locate import Place
from negtrack.store.texts import is_text
from negtrack.store.undo import plan_undo, undo

_LONG = 20_000
"""Most bytes of a diff that is shown before the question."""
EXAMPLES = (
    "negtrack undo",
    "negtrack undo --dry-run",
    "negtrack undo --yes",
)


def command(
    *,
    yes: Annotated[bool, option("--yes", help="Undo it without asking.")] = False,
    dry_run: DryDiff = False,
    scope: Scope,
) -> None:
    """Undo the last write: of add commands, retract, edit, import, set-kind or rename. It is shown before, as a diff.

    What was changed since by somebody else, or is committed in git, is left alone.
    """
    _refuse_both(yes, dry_run)
    place = place_of(scope)
    changes = plan_undo(place)
    _show(place, changes, write_diffs if dry_run else log_diffs)
    if dry_run:
        return
    if not (yes or _confirm()):
        return
    try:
        undo(place, changes, read_clock().today)
    except DataError as error:
        for problem in error.problems:
            log(str(problem))
        raise NotWrittenError("other records rest on what was written (see above); undo it by hand") from error
    log(f"negtrack: undone in {', '.join(place.shown(change.path) for change in changes)}")


def _refuse_both(yes: bool, dry_run: bool) -> None:
    if yes and dry_run:
        raise UsageError("--dry-run writes nothing, whatever --yes says; use one of them")


def _show(place: Place, changes: Sequence[Change], write: Callable[[Place, Sequence[Change]], None]) -> None:
    """Log in words what undoing does, write the changes as diffs, and log what becomes of the kept texts of sources,
    which are long."""
    texts = [change for change in changes if is_text(place, change.path)]
    others = [change for change in changes if change not in texts]
    if others:
        log(f"negtrack: undoing {undo_words(place, others)}:")
    if write is log_diffs and sum(map(_size, others)) > _LONG:
        log(f"negtrack: a long diff, which --dry-run shows: {', '.join(place.shown(change.path) for change in others)}")
    else:
        write(place, others)
    for change in texts:
        action = "deletes the" if change.after is None else "puts back the former"
        log(f"negtrack: also {action} kept text of {change.path.stem}")


def _size(change: Change) -> int:
    """Return about how many bytes differ."""
    return abs(len(change.after or b"") - len(change.before or b""))


def _confirm() -> bool:
    if not can_ask():
        raise UsageError("nothing is undone; --yes undoes it without asking")
    return confirm("Undo it?", default=False)
