"""`negtrack edit`: correct a file in your editor, checked on return."""

from __future__ import annotations

import contextlib
import os
import shlex
import shutil
import subprocess
from collections.abc import Sequence
from typing import Annotated

import typer

from negtrack.cli.options import Scope, argument
from negtrack.cli.output.printing import log
from negtrack.cli.recording.prompts import can_ask, prompt_for
from negtrack.cli.session import place_of, read_clock
from negtrack.errors import DataError, NegtrackError, NotWrittenError, UsageError
from negtrack.lookup import find_party
from negtrack.model import Negotiation, Party
from negtrack.store.edit import (
    NEGOTIATION,
    SOURCES,
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

_EDITORS = ("sensible-editor", "nano", "vim", "vi", "notepad")
_MOST_NAMED = 6


def command(
    file: Annotated[
        str, argument(metavar="[PARTY|negotiation|sources]", help="A party's file, or one of the two others.")
    ] = "",
    *,
    discard: Annotated[bool, typer.Option("--discard", help="Throw away the text that an earlier edit kept.")] = False,
    scope: Scope,
) -> None:
    """Correct a file in $VISUAL or $EDITOR. What a load or check would newly complain of is told, and not stored.

    You edit a copy; it takes the file's place when it is sound. A text that is not is kept, and the next edit of the
    same file goes on with it; an empty one changes nothing.
    """
    place = place_of(scope)
    name = prompt_for(file, "PARTY", lambda text: _find_file(place, text), hint="or negotiation, or sources")
    if discard:
        log(f"negtrack: {'thrown away' if discard_draft(place, name) else 'no text was kept'}")
        return
    editor = _editor()
    with open_draft(place, name) as draft:
        if draft.resumed:
            log(f"negtrack: going on with the text that was kept in {draft.copy}; --discard throws it away")
        while not _finish(draft, editor):
            pass


def _find_file(place: Place, text: str) -> str:
    """`negotiation`, `sources`, or the id of the party meant, also where its file or the negotiation's is broken."""
    if text in (NEGOTIATION, SOURCES):
        return text
    files = {name: Party(id=name, name=name, role="principal") for name in party_files(place)}
    with contextlib.suppress(DataError):  # what is wrong with the negotiation's own file is no matter here
        files |= load_negotiation(place).negotiation.parties
    return find_party(Negotiation(place.id, "", parties=files), text).id


def _editor() -> list[str]:
    """The words that start the editor. Raises `UsageError`."""
    wanted = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not wanted:
        found = next((name for name in _EDITORS if shutil.which(name)), "")
        if not can_ask() or not found:
            raise UsageError("no editor is known; name one in VISUAL or EDITOR, such as EDITOR=nano")
        return [found]
    try:
        words = shlex.split(wanted, posix=os.name != "nt")
    except ValueError as error:
        raise UsageError(f'the editor "{wanted}": a quotation mark is not closed') from error
    if not words or not shutil.which(words[0]):
        raise UsageError(f'there is no editor "{wanted}"; name another in VISUAL or EDITOR')
    return words


def _finish(draft: Draft, editor: Sequence[str]) -> bool:
    """One turn in the editor; whether that is all. Raises `NotWrittenError` and its kin, and says where the text is."""
    try:
        code = subprocess.run([*editor, str(draft.copy)], check=False).returncode
        if code:
            raise NotWrittenError(f"the editor {editor[0]} ended with {code}")
        if not is_changed(draft):
            drop_draft(draft)
            log("negtrack: nothing changed")
            return True
        finished = finish_draft(draft, read_clock().today)
    except (OSError, NegtrackError) as error:
        raise _with_place_of_text(draft, error) from error
    for problem in finished.problems:
        log(str(problem))
    if finished.stored:
        log(f"negtrack: stored {draft.place.shown(draft.path)}")
        _report_entries(finished.gone, "gone", "; to take an entry back use retract")
        _report_entries(finished.changed, "changed", "; for a better reading use add-position --supersedes")
        return True
    if can_ask() and typer.confirm("Reopen the editor?", default=True, err=True):
        return False
    raise _with_place_of_text(draft, NotWrittenError("the text has new problems"))


def _report_entries(names: Sequence[str], what: str, hint: str) -> None:
    if names:
        more = ", ..." if len(names) > _MOST_NAMED else ""
        verb = "is" if len(names) == 1 else "are"
        log(f"negtrack: {count_text(len(names), 'record')} {verb} {what}: {', '.join(names[:_MOST_NAMED])}{more}{hint}")


def _with_place_of_text(draft: Draft, error: Exception) -> Exception:
    """`error` with the place where the text is kept; a copy that says nothing new is dropped."""
    if not isinstance(error, NotWrittenError | OSError) or not os.path.lexists(draft.copy):
        return error
    reason = error.strerror if isinstance(error, OSError) else str(error).removeprefix("nothing written: ")
    if not is_changed(draft):
        drop_draft(draft)
        return NotWrittenError(str(reason))
    return NotWrittenError(f"{reason}; your text is kept in {draft.copy}")
