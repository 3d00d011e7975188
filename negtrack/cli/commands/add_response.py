"""`negtrack add-response`: record one party's answer to a proposal."""

from __future__ import annotations

from typing import Annotated

from negtrack.cli.options import Scope, argument
from negtrack.cli.recording.fields import FieldsOf, Given, argument_of, own_fields
from negtrack.cli.recording.prompts import prompt_for, prompt_party
from negtrack.cli.recording.provenance import provenance_of
from negtrack.cli.recording.records import build_record, one_of
from negtrack.cli.recording.write import record
from negtrack.cli.recording.write_options import Writing
from negtrack.cli.session import open_session
from negtrack.lookup import find_proposal
from negtrack.model import Response, docs_of


def command(
    party: Annotated[str, argument(metavar="PARTY", help="Party that answers.")] = "",
    proposal: Annotated[str, argument_of(Response, "proposal")] = "",
    answer: Annotated[str, argument_of(Response, "answer")] = "",
    *,
    given: Annotated[Given, FieldsOf(Response)],
    writing: Writing,
    scope: Scope,
) -> None:
    """Record PARTY's answer to PROPOSAL. --side own is its own answer; what another side says is kept separately."""
    session = open_session(scope, writing=True)
    known = session.negotiation
    proposals = [(proposal.id, proposal.title) for proposal in known.proposals]
    holder = prompt_party(session, party)
    about = prompt_for(proposal, "PROPOSAL", lambda text: find_proposal(known, text), proposals)
    words = docs_of(Response)["answer"].words
    fields = {
        "party": holder.id,
        "proposal": about.id,
        "answer": prompt_for(answer, "ANSWER", one_of(words), words.items()),
        **own_fields(session, Response, given),
        **provenance_of(session, given),
        "recorded": session.clock.now,
    }
    record(session, [build_record(Response, writing.id, fields)], writing.dry_run)
