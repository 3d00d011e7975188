"""`negtrack add-response`: record one party's answer to a proposal."""

from __future__ import annotations

from typing import Annotated, get_args

from negtrack.cli.options import Scope, argument, option
from negtrack.cli.recording.prompts import prompt_for, prompt_party
from negtrack.cli.recording.provenance import provenance_of
from negtrack.cli.recording.records import build_record, one_of
from negtrack.cli.recording.write import record
from negtrack.cli.recording.write_options import Provenance, Writing
from negtrack.cli.session import open_session
from negtrack.lookup import find_proposal
from negtrack.model import Answer, Response


def command(
    party: Annotated[str, argument(metavar="PARTY", help="Whose answer it is.")] = "",
    proposal: Annotated[str, argument(metavar="PROPOSAL", help="To what.")] = "",
    answer: Annotated[
        str,
        argument(
            metavar="ANSWER", help="accepted, accepted-with-reservations, rejected, countered, restated or pending."
        ),
    ] = "",
    *,
    reservations: Annotated[str, option("--reservations", help="What it accepted with.")] = "",
    provenance: Provenance,
    writing: Writing,
    scope: Scope,
) -> None:
    """Record PARTY's answer to PROPOSAL. --side own is its own answer; another side's words are kept beside it."""
    session = open_session(scope, writing=True)
    known = session.negotiation
    proposals = [(each.id, each.title) for each in known.proposals]
    holder = prompt_party(session, party)
    about = prompt_for(proposal, "PROPOSAL", lambda text: find_proposal(known, text), proposals)
    given = {
        "party": holder.id,
        "proposal": about.id,
        "answer": prompt_for(answer, "ANSWER", one_of(Answer), [(each, "") for each in get_args(Answer)]),
        "reservations": reservations,
        **provenance_of(session, provenance),
        "recorded": session.clock.now,
    }
    record(session, [build_record(Response, writing.id, given)], writing.dry_run)
