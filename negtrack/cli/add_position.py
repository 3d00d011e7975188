"""`negtrack add-position`: record what a party would accept on an issue."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from negtrack.cli.adding import record
from negtrack.cli.ask import asked_for, asked_party
from negtrack.cli.kinds import KINDS
from negtrack.cli.making import made, term_text
from negtrack.cli.options import Provenance, Scope, Writing, argument, option
from negtrack.cli.session import open_session
from negtrack.cli.telling import provenance_of
from negtrack.lookup import find_issue, find_party, find_record
from negtrack.model import Issue, Position
from negtrack.values import parse_value, print_value


def command(
    party: Annotated[str, argument(metavar="PARTY", help="Whose position it is.")] = "",
    issue: Annotated[str, argument(metavar="ISSUE", help="On what.")] = "",
    value: Annotated[
        str,
        argument(metavar="VALUE", help="What the party would accept, such as 'at least 2 weeks'."),
    ] = "",
    *,
    stance: Annotated[
        str,
        option(
            "--stance",
            help="demand (usual), offer, acceptance, refusal, red-line, statement (of process), withdrawal, denial.",
        ),
    ] = "",
    qualifier: Annotated[str, option("--qualifier", help="How it is counted, where not as the issue counts.")] = "",
    toward: Annotated[
        str,
        option("--toward", metavar="PARTY", help="The counterpart, where it is meant for one."),
    ] = "",
    requires: Annotated[
        list[str] | None,
        option("--requires", help="A condition: 'ISSUE = VALUE' or prose; repeated."),
    ] = None,
    supersedes: Annotated[
        list[str] | None,
        option("--supersedes", metavar="ID", help="An entry of ours that this reads better."),
    ] = None,
    withdraws: Annotated[
        list[str] | None,
        option("--withdraws", metavar="ID", help="A position that the party drops."),
    ] = None,
    denies: Annotated[
        list[str] | None,
        option("--denies", metavar="ID", help="A position that the party says it never took."),
    ] = None,
    granted_by: Annotated[str, option("--granted-by", help="For a mandate: who gave it.")] = "",
    limits: Annotated[list[str] | None, option("--limits", help="For a mandate: 'ISSUE = VALUE'; repeated.")] = None,
    provenance: Provenance,
    writing: Writing,
    scope: Scope,
) -> None:
    """Record what PARTY would accept on ISSUE: the set of outcomes that it says it could live with.

    Without a word on who speaks, the source reports it in its own voice; --side own is the party itself.
    A VALUE is written like 30:1, under 30:1, 700..1000, at least 2 weeks after deal-signed, gradual, unspecified.
    """
    session = open_session(scope, writing=True)
    known = session.negotiation
    holder = asked_party(session, party)
    about = asked_for(
        issue, "ISSUE", lambda text: find_issue(known, text), [(each.id, each.title) for each in known.issues.values()]
    )
    taking_back = {
        "supersedes": [find_record(known, name).id for name in supersedes or []],
        "withdraws": [find_record(known, name).id for name in withdraws or []],
        "denies": [find_record(known, name).id for name in denies or []],
    }
    usual = "statement" if about.class_ == "process" else "demand"
    chosen = stance or ("withdrawal" if withdraws else "denial" if denies else usual)
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
        "limits": [term_text(known, each, "--limits") for each in limits or []],
        **provenance_of(session, provenance),
        "recorded": session.clock.now,
    }
    record(session, [made(Position, writing.id, given)], writing.dry_run)


def _value(issue: Issue, value: str, stance: str) -> str:
    """The value in canonical words; a withdrawal or a denial has none, and is not asked for one."""
    if stance in ("withdrawal", "denial") and not value:
        return ""
    options = ", ".join(issue.scale.names) or KINDS[issue.kind]
    hint = f"a {issue.kind}: {options}"
    return asked_for(value, "VALUE", lambda text: print_value(parse_value(text, issue.scale)), hint=hint)
