"""`negtrack add-position`: record what a party would accept on an issue."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

import typer

from negtrack.cli.adding import record
from negtrack.cli.ask import asked_for, can_ask
from negtrack.cli.making import made
from negtrack.cli.options import Provenance, Scope, Writing
from negtrack.cli.session import open_session
from negtrack.cli.telling import provenance_of
from negtrack.lookup import find_issue, find_party, find_record
from negtrack.model import Issue, Position
from negtrack.values import parse_value, print_value


def command(
    party: Annotated[str, typer.Argument(metavar="PARTY", help="Whose position it is.", show_default=False)] = "",
    issue: Annotated[str, typer.Argument(metavar="ISSUE", help="On what.", show_default=False)] = "",
    value: Annotated[
        str,
        typer.Argument(
            metavar="VALUE", help="What the party would accept, such as 'at least 2 weeks'.", show_default=False
        ),
    ] = "",
    *,
    stance: Annotated[
        str,
        typer.Option(
            "--stance",
            help="demand, offer, acceptance, refusal, red-line, statement, withdrawal or denial; else demand.",
            show_default=False,
        ),
    ] = "",
    qualifier: Annotated[
        str, typer.Option("--qualifier", help="How it is counted, where not as the issue counts.", show_default=False)
    ] = "",
    toward: Annotated[
        str,
        typer.Option(
            "--toward", metavar="PARTY", help="The counterpart, where it is meant for one.", show_default=False
        ),
    ] = "",
    requires: Annotated[
        list[str] | None,
        typer.Option("--requires", help="A condition: 'ISSUE = VALUE' or prose; repeated.", show_default=False),
    ] = None,
    supersedes: Annotated[
        list[str] | None,
        typer.Option("--supersedes", metavar="ID", help="An entry of ours that this reads better.", show_default=False),
    ] = None,
    withdraws: Annotated[
        list[str] | None,
        typer.Option("--withdraws", metavar="ID", help="A position that the party drops.", show_default=False),
    ] = None,
    denies: Annotated[
        list[str] | None,
        typer.Option(
            "--denies", metavar="ID", help="A position that the party says it never took.", show_default=False
        ),
    ] = None,
    granted_by: Annotated[
        str, typer.Option("--granted-by", help="For a mandate: who gave it.", show_default=False)
    ] = "",
    limits: Annotated[
        list[str] | None, typer.Option("--limits", help="For a mandate: 'ISSUE = VALUE'; repeated.", show_default=False)
    ] = None,
    provenance: Provenance,
    writing: Writing,
    scope: Scope,
) -> None:
    """Record what PARTY would accept on ISSUE: the set of outcomes that it says it could live with.

    Without a word on who speaks, the source reports it in its own voice; --side own is the party itself.
    A VALUE is written like 30:1, under 30:1, 700..1000, at least 2 weeks after deal-signed, gradual, unspecified.
    """
    session = open_session(scope)
    known = session.negotiation
    holder = asked_for(
        party, "PARTY", lambda text: find_party(known, text), [(each.id, each.name) for each in known.parties.values()]
    )
    about = asked_for(
        issue, "ISSUE", lambda text: find_issue(known, text), [(each.id, each.title) for each in known.issues.values()]
    )
    taking_back = {
        "supersedes": [find_record(known, name).id for name in supersedes or []],
        "withdraws": [find_record(known, name).id for name in withdraws or []],
        "denies": [find_record(known, name).id for name in denies or []],
    }
    chosen = stance or ("withdrawal" if withdraws else "denial" if denies else "demand")
    given: Mapping[str, object] = {
        "party": holder.id,
        "issue": about.id,
        "stance": chosen,
        "value": _value(about, value, chosen),
        "qualifier": qualifier,
        "toward": find_party(known, toward).id if toward else "",
        "requires": requires or [],
        **taking_back,
        "granted_by": granted_by,
        "limits": limits or [],
        **provenance_of(session, provenance),
        "recorded": session.clock.now,
    }
    record(session, [made(Position, writing.id, given)], writing.dry_run)


def _value(issue: Issue, value: str, stance: str) -> str:
    """The value in canonical words; a withdrawal or a denial has none, and is not asked for one."""
    if stance in ("withdrawal", "denial") and not value:
        return ""
    hint = f"a {issue.kind}" if can_ask() else ""
    choices = [(name, "") for name in issue.scale.options]
    return asked_for(value, "VALUE", lambda text: print_value(parse_value(text, issue.scale)), choices, hint)
