"""`negtrack compare`: the parties side by side."""

from __future__ import annotations

from typing import Annotated

from negtrack.answers import answer_compare
from negtrack.cli.options import Clocks, Output, Scope, Selection, Step, argument, option
from negtrack.cli.session import open_session
from negtrack.errors import UsageError

EXAMPLES = (
    "negtrack compare",
    "negtrack compare --proposal bridge --group pay",
    "negtrack compare --as-of 2026-11-20 --brief",
)


def command(
    party: Annotated[
        list[str] | None,
        argument(
            metavar="[PARTY]...", help="Show these parties alone [default: the principals, and what others said]."
        ),
    ] = None,
    *,
    proposal: Annotated[str, option("--proposal", metavar="PROPOSAL", help="Add a column with its terms.")] = "",
    everybody: Annotated[bool, option("--all", help="Show every party that spoke.")] = False,
    matrix: Annotated[bool, option("--matrix", help="Show one sign a cell, for many parties.")] = False,
    step: Step = "",
    selection: Selection,
    clocks: Clocks,
    output: Output,
    scope: Scope,
) -> None:
    """Compare the parties: issues down, parties across, the gap last.

    Each value is followed by who said so and when. Contested positions are all shown.
    """
    if party and everybody:
        raise UsageError("--all shows every party that spoke; use it without parties, or leave it out")
    session = open_session(scope, clocks)
    snapshot, issues = session.at_step(session.snapshot(clocks), selection, step)
    view = answer_compare(snapshot, party or [], issues, proposal, everybody, is_matrix=matrix)
    session.answer(view, output)
