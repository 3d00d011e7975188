"""`negtrack add-source`: define a source."""

from __future__ import annotations

from typing import Annotated

from negtrack.cli.options import Scope, argument
from negtrack.cli.recording.fields import FieldsOf, Given, find_named
from negtrack.cli.recording.prompts import prompt_for
from negtrack.cli.recording.records import build_record
from negtrack.cli.recording.write import record
from negtrack.cli.recording.write_options import DryRun
from negtrack.cli.session import open_session
from negtrack.dates import parse_when
from negtrack.ids import parse_id
from negtrack.model import Source


def command(
    source: Annotated[str, argument(metavar="[ID]", help="Id of the source, such as reuters-2024-03-28.")] = "",
    *,
    given: Annotated[Given, FieldsOf(Source, "title", "issued", "container-title", "publisher", "author")],
    dry_run: DryRun = False,
    scope: Scope,
) -> None:
    """Define a source: the publication that records rest on. The options have the names of CSL-JSON."""
    session = open_session(scope, writing=True)
    name = prompt_for(source, "ID", parse_id, hint="such as reuters-2024-03-28")
    named = find_named(session, Source, given)
    issued = prompt_for(named["issued"], "--issued", parse_when, hint="when it appeared").text
    fields = {**named, "issued": issued}
    record(session, [build_record(Source, name, fields)], dry_run, "defined {id} in {path}")
