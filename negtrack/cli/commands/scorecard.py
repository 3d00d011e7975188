"""`negtrack scorecard`: who moved how far, from the first figures to what was agreed."""

from __future__ import annotations

from typing import Annotated

from negtrack.answers import answer_scorecard, find_earlier_day
from negtrack.cli.options import Clocks, Output, Scope, Selection, argument, option
from negtrack.cli.session import open_session

EXAMPLES = (
    "negtrack scorecard",
    "negtrack scorecard --issue raise",
    "negtrack scorecard --since 2026-11-20",
)


def command(
    agreement: Annotated[
        str,
        argument(metavar="[AGREEMENT]", help="Only what this agreement settles [default: the newest of each pair]."),
    ] = "",
    *,
    since: Annotated[
        str,
        option(
            "--since",
            metavar="WHEN",
            help="Open with what each party held on this date, else its next [default: its first figure].",
        ),
    ] = "",
    step: Annotated[str, option("--step", metavar="STEP", help="Only issues with this step, and only this step.")] = "",
    selection: Selection,
    clocks: Clocks,
    output: Output,
    scope: Scope,
) -> None:
    """Show how far each party moved from its first figure to what was agreed, and whose demands were dropped.

    Without an agreed value a party moved to its last figure on record.
    """
    session = open_session(scope, clocks)
    snapshot, issues = session.snapshot(clocks), session.issues(selection)
    if step:
        snapshot, issues = session.at_step(snapshot, selection, step)
    opening = find_earlier_day(session.negotiation, since, session.clock)
    session.answer(answer_scorecard(snapshot, agreement, issues, opening), output)
