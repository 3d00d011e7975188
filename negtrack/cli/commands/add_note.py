"""`negtrack add-note`: record a context figure or a remark that is no position."""

from __future__ import annotations

from typing import Annotated

from negtrack.cli.options import Scope, argument
from negtrack.cli.recording.fields import FieldsOf, Given
from negtrack.cli.recording.prompts import can_ask, prompt_for, prompt_party
from negtrack.cli.recording.provenance import ask_who_said_it, provenance_of
from negtrack.cli.recording.records import build_record
from negtrack.cli.recording.write import record
from negtrack.cli.recording.write_options import Restore, Writing
from negtrack.cli.session import open_session
from negtrack.errors import UsageError
from negtrack.model import Note, parse_text

EXAMPLES = (
    "negtrack add-note union 'It has 412 members in the harbour.' --source letter --on-record",
    "negtrack add-note port 'Two berths stood empty.' --source daily-2026-11-23 --tag strike",
    "negtrack add-note union --quote 'not one shift' --text 'On night shifts.' --source daily-2026-11-23 --on-record",
)


def command(
    party: Annotated[str, argument(metavar="PARTY", help="Party that the note concerns.")] = "",
    words: Annotated[str, argument(metavar="[TEXT]", help="Text of the note; same as --text.")] = "",
    *,
    given: Annotated[Given, FieldsOf(Note)],
    writing: Writing,
    restore: Restore = False,
    scope: Scope,
) -> None:
    """Record a context figure or a remark that is no position, with who said so."""
    session = open_session(scope, writing=True)
    if words and given["text"]:
        raise UsageError("TEXT and --text mean the same; use one of them")
    is_asking = can_ask() and not party
    holder = prompt_party(session, party)
    text = prompt_for(words or given["text"], "TEXT", parse_text)
    fields = {
        "party": holder.id,
        **provenance_of(session, ask_who_said_it(session, {**given, "text": text}, is_asking)),
        "text": text,
        "recorded": session.clock.now,
    }
    record(session, [build_record(Note, writing.id, fields)], writing.dry_run, restore=restore)
