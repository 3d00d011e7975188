"""`negtrack gaps`: how far apart each pair of counterparts is, and how far it was before."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from negtrack.cli.options import Clocks, Output, Scope, Selection, Step, argument, option
from negtrack.cli.session import Session, open_session
from negtrack.errors import UsageError
from negtrack.lookup import find_day, find_party
from negtrack.views.gaps import build_gaps

Sort = Literal["moved", "widest", "issue"]
"""Orders of the rows."""


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
    named = [find_party(session.negotiation, name).id for name in party or []]
    if len(named) > 2:
        raise UsageError("gaps takes one party or two, or none for all counterparts")
    snapshot, issues = session.at_step(session.snapshot(clocks), selection, step)
    view = build_gaps(snapshot, issues, named, _base_day(session, since), sort, everything)
    session.answer(view, output)


def _base_day(session: Session, since: str) -> tuple[date | None, str]:
    """Return the day to compare with, and its name if WHEN is an event."""
    if not since:
        return None, ""
    event = session.negotiation.events.get(since)
    return find_day(session.negotiation, since, session.clock), event.id if event else ""
