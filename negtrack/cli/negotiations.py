"""`negtrack negotiations`."""

from __future__ import annotations

from pathlib import Path

import typer

from negtrack.cli.options import Output, Scope
from negtrack.cli.session import emit, say
from negtrack.store.load import load_negotiation
from negtrack.store.locate import Place, find_root, negotiation_ids
from negtrack.views.lists import build_negotiations


def command(*, output: Output, scope: Scope) -> None:
    """The negotiations in the data folder, and what they hold."""
    root, _ = find_root(scope.data, Path.cwd())
    loaded = [load_negotiation(Place(root, root / name)) for name in negotiation_ids(root)]
    emit(build_negotiations([each.negotiation for each in loaded], str(root)), output, scope.color)
    problems = [(each.place.id, problem) for each in loaded for problem in each.problems]
    for name, problem in problems:
        say(f"{name}/{problem}")
    raise typer.Exit(2 if problems else 0)
