"""`negtrack add-party`: define a party."""

from __future__ import annotations

from typing import Annotated, get_args

from negtrack.cli.options import Scope, argument, option
from negtrack.cli.recording.prompts import prompt_for
from negtrack.cli.recording.records import build_record, one_of
from negtrack.cli.recording.write import record
from negtrack.cli.recording.write_options import DryRun
from negtrack.cli.session import open_session
from negtrack.ids import fold, parse_id
from negtrack.lookup import find_party
from negtrack.model import Authority, Delegate, Party, Role, parse_text


def command(
    party: Annotated[str, argument(metavar="[ID]", help="The party's id; made from the name unless given.")] = "",
    *,
    name: Annotated[str, option("--name", help="The party's name.")] = "",
    role: Annotated[
        str, option("--role", metavar="ROLE", help="principal, mediator, guarantor, supporter or observer.")
    ] = "",
    member_of: Annotated[str, option("--member-of", metavar="PARTY", help="The bloc that it negotiates in.")] = "",
    delegate: Annotated[
        list[str] | None,
        option("--delegate", metavar="NAME[/OFFICE[/AUTHORITY]]", help="A person who acts for it; may be repeated."),
    ] = None,
    dry_run: DryRun = False,
    scope: Scope,
) -> None:
    """Define a party: who negotiates, in which role. Makes its file, in which everything on record of it is kept."""
    session = open_session(scope, writing=True)
    title = prompt_for(name or party, "--name", parse_text)
    given = {
        "name": title,
        "role": prompt_for(role, "--role", one_of(Role), [(each, "") for each in get_args(Role)]),
        "member_of": find_party(session.definitions, member_of).id if member_of else "",
    }
    definition = build_record(Party, parse_id(party) if party else parse_id(fold(title)), given)
    delegates = [_delegate(definition.id, text) for text in delegate or []]
    record(session, [definition, *delegates], dry_run, "defined {id} in {path}")


def _delegate(party: str, text: str) -> Delegate:
    name, _, rest = text.partition("/")
    office, _, authority = rest.partition("/")
    checked = one_of(Authority)(authority.strip()) if authority.strip() else ""
    return build_record(
        Delegate, fold(name), {"party": party, "name": name.strip(), "office": office.strip(), "authority": checked}
    )
