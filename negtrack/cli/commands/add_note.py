"""`negtrack add-note`: record a context figure or a remark that is no position."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from negtrack.cli.options import Scope, argument
from negtrack.cli.recording.prompts import prompt_for, prompt_party
from negtrack.cli.recording.provenance import provenance_of
from negtrack.cli.recording.records import build_record
from negtrack.cli.recording.write import record
from negtrack.cli.recording.write_options import Provenance, Writing
from negtrack.cli.session import open_session
from negtrack.model import Note, parse_text


def command(
    party: Annotated[str, argument(metavar="PARTY", help="Whom it concerns.")] = "",
    words: Annotated[str, argument(metavar="[TEXT]", help="What is to be kept; the same as --text.")] = "",
    *,
    provenance: Provenance,
    writing: Writing,
    scope: Scope,
) -> None:
    """Record a context figure or a remark that is no position, with who said so."""
    session = open_session(scope, writing=True)
    holder = prompt_party(session, party)
    text = prompt_for(words or provenance.text, "TEXT", parse_text)
    given = {
        "party": holder.id,
        **provenance_of(session, replace(provenance, text=text)),
        "recorded": session.clock.now,
    }
    record(session, [build_record(Note, writing.id, given)], writing.dry_run)
