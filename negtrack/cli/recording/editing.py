"""A file in the user's editor, from its draft to what is stored of it."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

from negtrack.cli.output.printing import log
from negtrack.cli.recording.editor import editor_command, run_editor
from negtrack.cli.recording.prompts import can_ask, confirm
from negtrack.cli.session import read_clock
from negtrack.errors import NegtrackError, NotWrittenError
from negtrack.store.edit import Draft, drop_draft, finish_draft, is_changed, open_draft
from negtrack.store.locate import Place
from negtrack.views.phrasing import count_text

_MOST_NAMED = 6
Report = Callable[[str], None]
"""Says what became of an edit."""


def edit_file(place: Place, name: str, report: Report, line: int = 0) -> None:
    """Have a file of `SHARED`, or a party's, edited, and store it if it is valid. Raises `NegtrackError`, `OSError`."""
    editor = editor_command()
    with open_draft(place, name) as draft:
        if draft.resumed:
            report(f"continuing with the text that was kept in {draft.copy}; use --discard to discard it")
        while not _finish(draft, editor, report, line):
            pass


def _finish(draft: Draft, editor: Sequence[str], report: Report, line: int) -> bool:
    """Run the editor once; return whether the edit is finished. Raises errors that name the file of the kept text."""
    try:
        run_editor(editor, draft.copy, line)
        if not is_changed(draft):
            drop_draft(draft)
            report("nothing changed")
            return True
        finished = finish_draft(draft, read_clock().today)
    except (OSError, NegtrackError) as error:
        raise _add_copy_path(draft, error) from error
    for problem in finished.problems:
        log(str(problem))
    if finished.stored:
        report(f"stored {draft.place.shown(draft.path)}")
        _report_entries(report, finished.gone, "removed", "; to take an entry back use retract")
        _report_entries(report, finished.changed, "changed", "; to correct a position use add-position --supersedes")
        return True
    if can_ask() and confirm("Reopen the editor?", default=True):
        return False
    raise _add_copy_path(draft, NotWrittenError("the text has new problems"))


def _report_entries(report: Report, names: Sequence[str], what: str, hint: str) -> None:
    if names:
        more = ", ..." if len(names) > _MOST_NAMED else ""
        verb = "is" if len(names) == 1 else "are"
        number = count_text(len(names), "record")
        report(f"{number} {verb} {what}: {', '.join(names[:_MOST_NAMED])}{more}{hint}")


def _add_copy_path(draft: Draft, error: Exception) -> Exception:
    """Return `error` with the file of the kept text; drop a copy without changes."""
    if not isinstance(error, NotWrittenError | OSError) or not os.path.lexists(draft.copy):
        return error
    reason = error.strerror if isinstance(error, OSError) else str(error).removeprefix("nothing written: ")
    if not is_changed(draft):
        drop_draft(draft)
        return NotWrittenError(str(reason))
    return NotWrittenError(f"{reason}; your text is kept in {draft.copy}")
