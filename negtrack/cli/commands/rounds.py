"""`negtrack rounds`: the offers across in the order in which they were tabled."""

from __future__ import annotations

from typing import Annotated

from negtrack.cli.options import Clocks, Output, Scope, Selection, Step, argument
from negtrack.cli.session import open_session
from negtrack.lookup import find_party
from negtrack.views.rounds import build_rounds

EXAMPLES = (
    "negtrack rounds",
    "negtrack rounds port mediator",
    "negtrack rounds --format csv > offers.csv",
)


def command(
    party: Annotated[
        list[str] | None,
        argument(metavar="[PARTY]...", help="Parties whose offers to show [default: all]."),
    ] = None,
    *,
    step: Step = "",
    selection: Selection,
    clocks: Clocks,
    output: Output,
    scope: Scope,
) -> None:
    """Show the offers across in the order in which they were tabled, issues down, and what each changed.

    For programs each offer is one row, with a column for each issue; import reads such rows again.
    """
    session = open_session(scope, clocks)
    parties = [find_party(session.negotiation, name).id for name in party or []]
    snapshot, issues = session.at_step(session.snapshot(clocks), selection, step)
    session.answer(build_rounds(snapshot, parties, issues), output)
