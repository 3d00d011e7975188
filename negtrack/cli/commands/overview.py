"""`negtrack overview`: a whole negotiation on one screen."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from negtrack.cli.options import Clocks, Output, Scope, option
from negtrack.cli.output.printing import Finished
from negtrack.cli.session import Session, emit, load_all, open_session, read_clock
from negtrack.store.locate import find_root, negotiation_ids
from negtrack.views.overview import STALE, build_overview, build_overviews

EXAMPLES = (
    "negtrack overview",
    "negtrack overview --as-of 2026-11-20",
    "negtrack overview --stale 7 -v",
)


def command(
    *,
    stale: Annotated[
        int,
        option(
            "--stale", metavar="DAYS", minimum=0, show_default=True, help="Age from which a position counts as old."
        ),
    ] = STALE,
    clocks: Clocks,
    output: Output,
    scope: Scope,
) -> None:
    """Show a whole negotiation on one screen: what is agreed, apart, contested, waiting, silent, old and thin.

    If there are several negotiations and none is named, show one line for each.
    """
    root, pointed = find_root(scope.data, Path.cwd())
    names = negotiation_ids(root)
    if scope.negotiation or pointed or len(names) < 2:
        session = open_session(scope, clocks)
        session.answer(build_overview(session.snapshot(clocks), stale), output)
    loaded = load_all(root, clocks.known_at)
    clock = read_clock()
    overviews = [build_overview(Session(state, clock).snapshot(clocks), stale) for state in loaded]
    emit(build_overviews(overviews, str(root)), output, scope.color)
    is_valid = len(loaded) == len(names) and not any(state.problems for state in loaded)
    raise Finished(0 if is_valid else 2)
