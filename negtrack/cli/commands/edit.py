"""`negtrack edit`: edit a file in your editor and validate it on return."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from typing import Annotated

from negtrack.cli.options import Scope, argument, option
from negtrack.cli.output.printing import log
from negtrack.cli.recording.editor import editor_command, run_editor
from negtrack.cli.recording.prompts import can_ask, confirm, prompt_for
from negtrack.cli.session import place_of, read_clock
from negtrack.errors import DataError, NegtrackError, NotWrittenError
from negtrack.lookup import find_party
from negtrack.model import Negotiation, Party
from negtrack.store.edit import (
    SHARED,
    Draft,
    discard_draft,
    drop_draft,
    finish_draft,
    is_changed,
    open_draft,
    party_files,
)
from negtrack.store.load import load_negotiation
from negtrack.store.locate import Place
from negtrack.views.phrasing import count_text

_MOST_NAMED = 6


EXAMPLES = (
    "negtrack edit union",
    "negtrack edit negotiation",
    "negtrack edit union --discard",
)


def command(
    file: Annotated[
        str,
        argument(
            metavar="[PARTY|negotiation|sources|agreements|proposed]",
            help="File to edit: a party's, or one of the others.",
        ),
    ] = "",
    *,
    discard: Annotated[bool, option("--discard", help="Discard the text that an earlier edit kept.")] = False,
    scope: Scope,
) -> None:
    """Edit a file in $VISUAL or $EDITOR. A text with new problems is reported and not stored.

    You edit a copy, which replaces the file if it is valid. An invalid text is kept, and the next edit of the same
    file continues with it; an empty text changes nothing.
    """
    place = place_of(scope)
    name = prompt_for(
        file, "PARTY", lambda text: _find_file(place, text), hint="or negotiation, sources, agreements, proposed"
    )
    if discard:
        log(f"negtrack: {'discarded the kept text' if discard_draft(place, name) else 'no text was kept'}")
        return
    editor = editor_command()
    with open_draft(place, name) as draft:
        if draft.resumed:
            log(f"negtrack: continuing with the text that was kept in {draft.copy}; use --discard to discard it")
        while not _finish(draft, editor):
            pass


def _find_file(place: Place, text: str) -> str:
    """Return the name of a shared file, or the id of the party, also where its file or the negotiation's is invalid."""
    if text in SHARED:
        return text
    files = {name: Party(id=name, name=name, role="principal") for name in party_files(place)}
    with contextlib.suppress(DataError):  # errors of the negotiation's own file do not matter here
        files |= load_negotiation(place).negotiation.parties
    return find_party(Negotiation(place.id, "", parties=files), text).id


def _finish(draft: Draft, editor: Sequence[str]) -> bool:
    """Run the editor once; return whether the edit is finished. Raises errors that name the file of the kept text."""
    try:
        run_editor(editor, draft.copy)
        if not is_changed(draft):
            drop_draft(draft)
            log("negtrack: nothing changed")
            return True
        finished = finish_draft(draft, read_clock().today)
    except (OSError, NegtrackError) as error:
        raise _add_copy_path(draft, error) from error
    for problem in finished.problems:
        log(str(problem))
    if finished.stored:
        log(f"negtrack: stored {draft.place.shown(draft.path)}")
        _report_entries(finished.gone, "removed", "; to take an entry back use retract")
        _report_entries(finished.changed, "changed", "; to correct a position use add-position --supersedes")
        return True
    if can_ask() and confirm("Reopen the editor?", default=True):
        return False
    raise _add_copy_path(draft, NotWrittenError("the text has new problems"))


def _report_entries(names: Sequence[str], what: str, hint: str) -> None:
    if names:
        more = ", ..." if len(names) > _MOST_NAMED else ""
        verb = "is" if len(names) == 1 else "are"
        log(f"negtrack: {count_text(len(names), 'record')} {verb} {what}: {', '.join(names[:_MOST_NAMED])}{more}{hint}")


def _add_copy_path(draft: Draft, error: Exception) -> Exception:
    """Return `error` with the file of the kept text; drop a copy without changes."""
    if not isinstance(error, NotWrittenError | OSError) or not os.path.lexists(draft.copy):
        return error
    reason = error.strerror if isinstance(error, OSError) else str(error).removeprefix("nothing written: ")
    if not is_changed(draft):
        drop_draft(draft)
        return NotWrittenError(str(reason))
    return NotWrittenError(f"{reason}; your text is kept in {draft.copy}")
