"""`negtrack retract`: take back an entry that was an error."""

from __future__ import annotations

from typing import Annotated

from negtrack.cli.options import Scope, argument
from negtrack.cli.recording.fields import FieldsOf, Given
from negtrack.cli.recording.prompts import prompt_for
from negtrack.cli.recording.records import build_record
from negtrack.cli.recording.write import record
from negtrack.cli.recording.write_options import Writing
from negtrack.cli.session import open_session
from negtrack.errors import UsageError
from negtrack.lookup import find_record
from negtrack.model import Entry, Negotiation, Retraction, parse_text, term_of

EXAMPLES = (
    "negtrack retract 9f55 --reason 'The paper took it back.'",
    "negtrack retract 9f55 --reason 'The paper took it back.' --dry-run",
    "negtrack retract 2026-11-23-retraction --reason 'It stands after all.'",
)


def command(
    of: Annotated[str, argument(metavar="[RECORD]", help="Entry to retract; a retraction restores its entry.")] = "",
    *,
    given: Annotated[Given, FieldsOf(Retraction)],
    writing: Writing,
    scope: Scope,
) -> None:
    """Take back an entry of ours that was an error. It stays in its file and has no effect from now on.

    If a party itself takes a statement back, use add-position --withdraws or --denies.
    """
    session = open_session(scope, writing=True)
    target = prompt_for(of, "RECORD", lambda text: _find_entry(session.negotiation, text))
    fields = {
        **given,
        "of": target.id,
        "reason": prompt_for(given["reason"], "--reason", parse_text),
        "party": target.party,
        "recorded": session.clock.now,
    }
    retraction = build_record(Retraction, writing.id, fields)
    record(session, [retraction], writing.dry_run, f"retracted {target.id}, by {{id}} in {{path}}")


def _find_entry(known: Negotiation, text: str) -> Entry:
    """Return the entry to retract. Raises `UsageError` for a term, which is part of one."""
    if term := term_of(text):
        raise UsageError(f"{text}: a term is not retracted alone; supersede it with a position on {term}")
    return find_record(known, text)
