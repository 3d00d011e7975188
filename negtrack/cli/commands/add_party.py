"""`negtrack add-party`: define a party."""

from __future__ import annotations

from typing import Annotated

from negtrack.cli.options import Scope, argument, option
from negtrack.cli.recording.fields import FieldsOf, Given, find_named
from negtrack.cli.recording.prompts import prompt_for
from negtrack.cli.recording.records import build_record, one_of
from negtrack.cli.recording.write import record
from negtrack.cli.recording.write_options import DryRun
from negtrack.cli.session import open_session
from negtrack.ids import fold, parse_id
from negtrack.model import Delegate, Party, docs_of, parse_text

EXAMPLES = (
    "negtrack add-party cranes --name 'Crane Drivers' --role principal",
    "negtrack add-party board --name 'Board of the company' --member-of port",
    "negtrack add-party ministry --name 'Ministry of Labour' --short Ministry --role observer",
)


def command(
    party: Annotated[str, argument(metavar="[ID]", help="Id of the party [default: from its name].")] = "",
    *,
    given: Annotated[Given, FieldsOf(Party)],
    delegate: Annotated[
        list[str] | None,
        option("--delegate", metavar="NAME[/OFFICE[/AUTHORITY]]", help="Person who acts for it; may be repeated."),
    ] = None,
    dry_run: DryRun = False,
    scope: Scope,
) -> None:
    """Define a party: who negotiates, in which role. Creates its file, which holds all its records."""
    session = open_session(scope, writing=True)
    name = prompt_for(given["name"] or party, "--name", parse_text)
    roles = docs_of(Party)["role"].words
    is_part = given["member_of"] and not given["role"]
    role = "" if is_part else prompt_for(given["role"], "--role", one_of(roles), roles.items())
    fields = {**find_named(session, Party, given), "name": name, "role": role}
    definition = build_record(Party, parse_id(party) if party else parse_id(fold(name)), fields)
    delegates = [_delegate(definition.id, text) for text in delegate or []]
    record(session, [definition, *delegates], dry_run, "defined {id} in {path}")


def _delegate(party: str, text: str) -> Delegate:
    name, _, rest = text.partition("/")
    office, _, authority = rest.partition("/")
    checked = one_of(docs_of(Delegate)["authority"].words)(authority.strip()) if authority.strip() else ""
    return build_record(
        Delegate, fold(name), {"party": party, "name": name.strip(), "office": office.strip(), "authority": checked}
    )
