"""`negtrack proposals`: list the proposals, and who answered what."""

from __future__ import annotations

from typing import Annotated

from negtrack.cli.options import Clocks, Output, Scope, argument
from negtrack.cli.session import open_session
from negtrack.errors import UnknownIdError, UsageError
from negtrack.lookup import find_proposal
from negtrack.views.proposal import build_proposal
from negtrack.views.proposals import build_proposals

EXAMPLES = (
    "negtrack proposals",
    "negtrack proposals bridge",
    "negtrack proposals bridge --as-of 2026-11-21",
)


def command(
    proposal: Annotated[
        str,
        argument(metavar="[PROPOSAL]", help="Proposal to compare with the parties' positions."),
    ] = "",
    *,
    clocks: Clocks,
    output: Output,
    scope: Scope,
) -> None:
    """List the proposals, and each principal's standing answers: in whose words, since when, for how long awaited."""
    session = open_session(scope, clocks)
    snapshot = session.snapshot(clocks)
    if not proposal:
        session.answer(build_proposals(snapshot), output)
    try:
        found = find_proposal(session.negotiation, proposal, snapshot.proposals)
    except UnknownIdError:
        retracted = find_proposal(session.negotiation, proposal)
        if retracted.id in snapshot.retracted:
            raise UsageError(
                f"the proposal {retracted.id} is retracted; use negtrack show {retracted.id} to see why"
            ) from None
        raise
    session.answer(build_proposal(snapshot, found), output)
