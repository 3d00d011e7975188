"""`negtrack add-event`: define an event."""

from __future__ import annotations

from typing import Annotated

from negtrack.cli.options import Scope, argument, option
from negtrack.cli.recording.prompts import prompt_for
from negtrack.cli.recording.records import build_record
from negtrack.cli.recording.write import record
from negtrack.cli.recording.write_options import DryRun
from negtrack.cli.session import open_session
from negtrack.ids import parse_id
from negtrack.lookup import find_party
from negtrack.model import Event, parse_text


def command(
    event: Annotated[str, argument(metavar="[ID]", help="The event's id.")] = "",
    *,
    title: Annotated[str, option("--title", help="What happens.")] = "",
    date: Annotated[str, option("--date", help="Its day, or first day; left out while it is not known.")] = "",
    until: Annotated[str, option("--until", metavar="DATE", help="Its last day.")] = "",
    place: Annotated[str, option("--place", help="Where.")] = "",
    participants: Annotated[
        list[str] | None,
        option("--participants", metavar="PARTY", help="Who takes part; may be repeated."),
    ] = None,
    dry_run: DryRun = False,
    scope: Scope,
) -> None:
    """Define an event: a day or a span, or one that has no date yet, such as deal-signed."""
    session = open_session(scope, writing=True)
    name = prompt_for(event, "ID", parse_id, hint="such as deal-signed")
    given = {
        "title": prompt_for(title, "--title", parse_text),
        "date": date,
        "until": until,
        "place": place,
        "participants": [find_party(session.definitions, each).id for each in participants or []],
    }
    record(session, [build_record(Event, name, given)], dry_run, "defined {id} in {path}")
