"""`negtrack gaps`: how far apart each pair of counterparts is, and how far it was before."""

from __future__ import annotations

from typing import Annotated

from negtrack.answers import Sort, answer_gaps, find_earlier_day
from negtrack.cli.options import Clocks, Output, Scope, Selection, Step, argument, option
from negtrack.cli.session import open_session

EXAMPLES = (
    "negtrack gaps --sort widest",
    "negtrack gaps --since 2026-11-20",
    "negtrack gaps union port --group pay",
)


def command(
    party: Annotated[
        list[str] | None,
        argument(metavar="[PARTY]...", help="One party with all its counterparts, or two [default: all]."),
    ] = None,
    *,
    since: Annotated[
        str,
        option(
            "--since",
            metavar="WHEN",
            help="Compare with this date [default: what each was before its own last change].",
        ),
    ] = "",
    everything: Annotated[
        bool, option("--all", help="Show the gaps of all pairs on a page, however many there are.")
    ] = False,
    step: Step = "",
    sort: Annotated[Sort, option("--sort", help="Order of the rows.", show_default=True)] = "moved",
    selection: Selection,
    clocks: Clocks,
    output: Output,
    scope: Scope,
) -> None:
    """Show how far apart each pair of counterparts is, issue by issue, and how far it was before."""
    session = open_session(scope, clocks)
    snapshot, issues = session.at_step(session.snapshot(clocks), selection, step)
    before = find_earlier_day(session.negotiation, since, session.clock)
    session.answer(answer_gaps(snapshot, party or [], issues, before, sort, everything), output)
