"""`negtrack overview`: a whole negotiation on one screen."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from negtrack.cli.options import Clocks, Output, Scope
from negtrack.cli.session import Session, emit, open_session, read_clock, say
from negtrack.store.load import load_negotiation
from negtrack.store.locate import Place, find_root, negotiation_ids
from negtrack.views.overview import build_overview, build_overviews

STALE = 30


def command(
    *,
    stale: Annotated[
        int, typer.Option("--stale", metavar="DAYS", min=0, help="From which age a position counts as old.")
    ] = STALE,
    clocks: Clocks,
    output: Output,
    scope: Scope,
) -> None:
    """A whole negotiation on one screen: what is agreed, apart, contested, waiting, silent, old and thin.

    Where there are several negotiations and none is named, one line each.
    """
    root, pointed = find_root(scope.data, Path.cwd())
    names = negotiation_ids(root)
    if scope.negotiation or pointed or len(names) < 2:
        session = open_session(scope)
        session.answer(build_overview(session.reading(clocks), stale), output)
    sessions = [Session(load_negotiation(Place(root, root / name)), read_clock()) for name in names]
    emit(
        build_overviews([build_overview(each.reading(clocks), stale) for each in sessions], str(root)),
        output,
        scope.color,
    )
    problems = [f"{each.loaded.place.id}/{problem}" for each in sessions for problem in each.loaded.problems]
    for problem in problems:
        say(problem)
    raise typer.Exit(2 if problems else 0)
