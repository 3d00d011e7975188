"""`negtrack add-event`: define an event."""

from __future__ import annotations

from typing import Annotated

from negtrack.cli.options import Scope, argument
from negtrack.cli.recording.fields import FieldsOf, Given, find_named
from negtrack.cli.recording.prompts import can_ask, prompt_for, suggest_id
from negtrack.cli.recording.records import build_record
from negtrack.cli.recording.write import record
from negtrack.cli.recording.write_options import DryRun
from negtrack.cli.session import open_session
from negtrack.ids import parse_id
from negtrack.model import Event, parse_text

EXAMPLES = (
    "negtrack add-event vote --title 'The members vote' --date 2026-12-05",
    "negtrack add-event strike --title Strike --date 2026-11-18 --until 2026-11-19",
    "negtrack add-event pay-day --title 'First pay day' --date '30 days after signing'",
)


def command(
    event: Annotated[str, argument(metavar="[ID]", help="Id of the event.")] = "",
    *,
    given: Annotated[Given, FieldsOf(Event)],
    dry_run: DryRun = False,
    scope: Scope,
) -> None:
    """Define an event: a day, a span, or an event without a date yet, such as deal-signed."""
    session = open_session(scope, writing=True)
    title = "" if event or not can_ask() else prompt_for(given["title"], "--title", parse_text)
    name = prompt_for(event, "ID", parse_id, hint="such as deal-signed", default=suggest_id(title))
    title = prompt_for(given["title"] or title, "--title", parse_text)
    fields = {**find_named(session, Event, given), "title": title}
    record(session, [build_record(Event, name, fields)], dry_run, "defined {id} in {path}")
