"""`negtrack add-proposal`: record what was put on the table."""

from __future__ import annotations

from typing import Annotated

from negtrack.cli.options import Scope, argument, option
from negtrack.cli.recording.prompts import prompt_for, prompt_party
from negtrack.cli.recording.provenance import provenance_of
from negtrack.cli.recording.records import build_record, one_of, term_text
from negtrack.cli.recording.write import record
from negtrack.cli.recording.write_options import Provenance, Writing
from negtrack.cli.session import open_session
from negtrack.lookup import find_party, find_proposal
from negtrack.model import Proposal, ProposalKind, parse_text


def command(
    party: Annotated[str, argument(metavar="PARTY", help="Who tabled it.")] = "",
    *,
    title: Annotated[str, option("--title", help="What people call it.")] = "",
    kind: Annotated[
        str,
        option(
            "--kind",
            metavar="bridging|single-text|package|counter",
            help="bridging, single-text, package or counter; else package.",
        ),
    ] = "",
    tabled: Annotated[
        str,
        option("--tabled", metavar="DATE", help="When it was tabled; '../2024-03-23' is by then."),
    ] = "",
    term: Annotated[
        list[str] | None,
        option("--term", metavar="ISSUE=VALUE", help="What it offers; may be repeated."),
    ] = None,
    between: Annotated[
        list[str] | None,
        option("--between", metavar="PARTY", help="Whom it is to bring together; repeated."),
    ] = None,
    answers: Annotated[str, option("--answers", metavar="PROPOSAL", help="The proposal that it counters.")] = "",
    discloses: Annotated[
        str,
        option("--discloses", metavar="PROPOSAL", help="An earlier proposal whose undisclosed terms these are."),
    ] = "",
    provenance: Provenance,
    writing: Writing,
    scope: Scope,
) -> None:
    """Record terms that PARTY put on the table. A principal's own count as its offers; a mediator's do not.

    A term that nobody has made public is written ISSUE=undisclosed; --discloses tells it later.
    """
    session = open_session(scope, writing=True)
    known = session.negotiation
    holder = prompt_party(session, party)
    told = find_proposal(known, discloses) if discloses else None
    given = {
        "party": holder.id,
        "title": prompt_for(title or (told.title if told else ""), "--title", parse_text),
        "kind": prompt_for(kind or (told.kind if told else "package"), "--kind", one_of(ProposalKind)),
        "tabled": tabled,
        "terms": [term_text(known, each, "--term") for each in term or []],
        "between": [find_party(known, each).id for each in between or []],
        "answers": find_proposal(known, answers).id if answers else "",
        "discloses": told.id if told else "",
        **provenance_of(session, provenance),
        "recorded": session.clock.now,
    }
    record(session, [build_record(Proposal, writing.id, given)], writing.dry_run)
