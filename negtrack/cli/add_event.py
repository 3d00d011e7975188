"""`negtrack add-event`: define an event."""

from __future__ import annotations

from typing import Annotated

import typer

from negtrack.cli.adding import record
from negtrack.cli.ask import asked_for
from negtrack.cli.making import made
from negtrack.cli.options import DryRun, Scope
from negtrack.cli.session import open_session
from negtrack.ids import parse_id
from negtrack.lookup import find_party
from negtrack.model import Event, parse_text


def command(
    event: Annotated[str, typer.Argument(metavar="[ID]", help="The event's id.", show_default=False)] = "",
    *,
    title: Annotated[str, typer.Option("--title", help="What happens.", show_default=False)] = "",
    date: Annotated[
        str, typer.Option("--date", help="Its day, or first day; left out while it is not known.", show_default=False)
    ] = "",
    until: Annotated[str, typer.Option("--until", metavar="DATE", help="Its last day.", show_default=False)] = "",
    place: Annotated[str, typer.Option("--place", help="Where.", show_default=False)] = "",
    participants: Annotated[
        list[str] | None,
        typer.Option("--participants", metavar="PARTY", help="Who takes part; may be repeated.", show_default=False),
    ] = None,
    dry_run: DryRun = False,
    scope: Scope,
) -> None:
    """Define an event: a day or a span, or one that has no date yet, such as deal-signed."""
    session = open_session(scope)
    name = asked_for(event, "ID", parse_id, hint="such as deal-signed")
    given = {
        "title": asked_for(title, "--title", parse_text),
        "date": date,
        "until": until,
        "place": place,
        "participants": [find_party(session.negotiation, each).id for each in participants or []],
    }
    record(session, [made(Event, name, given)], dry_run, "defined {id} in {path}")
