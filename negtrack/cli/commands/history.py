"""`negtrack history`: one issue through time."""

from __future__ import annotations

from typing import Annotated

from negtrack.cli.options import Clocks, Output, Scope, argument, option
from negtrack.cli.session import open_session
from negtrack.lookup import find_issue, find_party, find_step
from negtrack.query import at_step
from negtrack.views.history import build_history

EXAMPLES = (
    "negtrack history raise",
    "negtrack history raise union port -v",
    "negtrack history back-pay --as-of 2026-11-21",
)


def command(
    issue: Annotated[str, argument(metavar="ISSUE", help="Issue to show.")],
    party: Annotated[
        list[str] | None,
        argument(metavar="[PARTY]...", help="Parties to show [default: all]."),
    ] = None,
    *,
    step: Annotated[str, option("--step", metavar="STEP", help="Only this step of the issue [default: all].")] = "",
    clocks: Clocks,
    output: Output,
    scope: Scope,
) -> None:
    """Show one issue through time: every dated position, what it moved and by how much, the events, and the gap."""
    session = open_session(scope, clocks)
    known = session.negotiation
    parties = [find_party(known, name) for name in party or []] or list(known.parties.values())
    about = find_issue(known, issue)
    snapshot = session.snapshot(clocks)
    if step:
        snapshot = at_step(snapshot, find_step(known, step, about))
        about = snapshot.negotiation.issues[about.id]
    session.answer(build_history(snapshot, about, parties), output)
