"""`negtrack add-side`: define a side of the table."""

from __future__ import annotations

from typing import Annotated

from negtrack.cli.options import Scope, argument
from negtrack.cli.recording.fields import FieldsOf, Given, find_named
from negtrack.cli.recording.prompts import prompt_for
from negtrack.cli.recording.records import build_record
from negtrack.cli.recording.write import record
from negtrack.cli.recording.write_options import DryRun
from negtrack.cli.session import open_session
from negtrack.errors import UsageError
from negtrack.ids import parse_id
from negtrack.model import TableSide, parse_text

EXAMPLES = (
    "negtrack add-side labour --title Labour --party union --party cranes",
    "negtrack add-side labour --title Labour --party union --party cranes --dry-run",
    "negtrack add-side employers --title Employers --party port",
)


def command(
    side: Annotated[str, argument(metavar="[ID]", help="Id of the side.")] = "",
    *,
    given: Annotated[Given, FieldsOf(TableSide)],
    dry_run: DryRun = False,
    scope: Scope,
) -> None:
    """Define a side of the table: principals that stand together, and are no counterparts of each other."""
    session = open_session(scope, writing=True)
    name = prompt_for(side, "ID", parse_id, hint="such as developing-countries")
    title = prompt_for(given["title"], "--title", parse_text)
    if not given["parties"]:
        raise UsageError("--party: missing; name each principal that stands on this side")
    fields = {**find_named(session, TableSide, given), "title": title}
    record(session, [build_record(TableSide, name, fields)], dry_run, "defined {id} in {path}")
