"""`negtrack add-position`: record what a party would accept on an issue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, field
from typing import Annotated

from negtrack.cli.options import Scope, argument, option
from negtrack.cli.recording.import_rows import record_lines
from negtrack.cli.recording.prompts import prompt_for, prompt_party
from negtrack.cli.recording.provenance import given_fields, provenance_of
from negtrack.cli.recording.records import build_record, term_text
from negtrack.cli.recording.write import record
from negtrack.cli.recording.write_options import Provenance, Writing
from negtrack.cli.session import Session, open_session
from negtrack.exchange.import_.source import STDIN
from negtrack.frozen import dataclass
from negtrack.lookup import find_issue, find_party, find_record
from negtrack.model import Issue, Position
from negtrack.values import KINDS, parse_value, print_value


@dataclass(frozen=True)
class Statement:
    """What is said, beside the value."""

    stance: Annotated[
        str,
        option(
            "--stance",
            metavar="STANCE",
            help="demand (usual), offer, acceptance, refusal, red-line, statement (of process), withdrawal, denial.",
        ),
    ] = ""
    qualifier: Annotated[str, option("--qualifier", help="How it is counted, where not as the issue counts.")] = ""
    toward: Annotated[str, option("--toward", metavar="PARTY", help="The counterpart, where it is meant for one.")] = ""
    requires: Annotated[list[str], option("--requires", help="A condition: 'ISSUE = VALUE' or prose; repeated.")] = (
        field(default_factory=list)
    )
    supersedes: Annotated[
        list[str], option("--supersedes", metavar="RECORD", help="An entry of ours that this reads better.")
    ] = field(default_factory=list)
    withdraws: Annotated[
        list[str], option("--withdraws", metavar="RECORD", help="A position that the party drops.")
    ] = field(default_factory=list)
    denies: Annotated[
        list[str], option("--denies", metavar="RECORD", help="A position that the party says it never took.")
    ] = field(default_factory=list)
    granted_by: Annotated[str, option("--granted-by", help="For a mandate: who gave it.")] = ""
    limits: Annotated[
        list[str], option("--limits", metavar="ISSUE=VALUE", help="For a mandate: 'ISSUE = VALUE'; repeated.")
    ] = field(default_factory=list)


def command(
    party: Annotated[str, argument(metavar="PARTY", help="Whose position it is; - for JSON Lines on stdin.")] = "",
    issue: Annotated[str, argument(metavar="ISSUE", help="On what.")] = "",
    value: Annotated[
        str,
        argument(metavar="VALUE", help="What the party would accept, such as 'at least 2 weeks'."),
    ] = "",
    *,
    statement: Statement,
    provenance: Provenance,
    writing: Writing,
    scope: Scope,
) -> None:
    """Record what PARTY would accept on ISSUE: the set of outcomes that it says it could live with.

    Without a word on who speaks, the source reports it in its own voice; --side own is the party itself.
    A VALUE is written like 30:1, under 30:1, 700..1000, at least 2 weeks after deal-signed, gradual, unspecified.
    """
    session = open_session(scope, writing=True)
    if party == STDIN:
        for_all = {"issue": issue, "value": value, **asdict(statement), **given_fields(provenance)}
        record_lines(session, for_all, writing)
        return
    holder, about = prompt_party(session, party), _ask_issue(session, issue)
    given = {
        "party": holder.id,
        "issue": about.id,
        **_statement_fields(session, about, value, statement),
        **provenance_of(session, provenance),
        "recorded": session.clock.now,
    }
    record(session, [build_record(Position, writing.id, given)], writing.dry_run)


def _ask_issue(session: Session, issue: str) -> Issue:
    known = session.definitions
    choices = [(each.id, each.title) for each in known.issues.values()]
    return prompt_for(issue, "ISSUE", lambda text: find_issue(known, text), choices)


def _statement_fields(session: Session, about: Issue, value: str, given: Statement) -> dict[str, object]:
    """The fields of what is said, each found or in canonical words; the usual stance where none is given."""
    known = session.definitions
    usual = "statement" if about.class_ == "process" else "demand"
    stance = given.stance or ("withdrawal" if given.withdraws else "denial" if given.denies else usual)
    return {
        "stance": stance,
        "value": _value(about, value, stance),
        "qualifier": given.qualifier,
        "toward": find_party(known, given.toward).id if given.toward else "",
        "requires": given.requires,
        "supersedes": _records(session, given.supersedes),
        "withdraws": _records(session, given.withdraws),
        "denies": _records(session, given.denies),
        "granted_by": given.granted_by,
        "limits": [term_text(known, each, "--limits") for each in given.limits],
    }


def _records(session: Session, names: Sequence[str]) -> list[str]:
    return [find_record(session.negotiation, name).id for name in names]


def _value(issue: Issue, value: str, stance: str) -> str:
    """The value in canonical words; a withdrawal or a denial has none, and is not asked for one."""
    if stance in ("withdrawal", "denial") and not value:
        return ""
    options = ", ".join(issue.scale.names) or KINDS[issue.kind].help
    hint = f"a {issue.kind}: {options}"
    return prompt_for(value, "VALUE", lambda text: print_value(parse_value(text, issue.scale)), hint=hint)
