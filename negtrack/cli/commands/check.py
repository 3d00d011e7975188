"""`negtrack check`: validate the files."""

from __future__ import annotations

from typing import Annotated

import typer

from negtrack.cli.options import Output, Scope
from negtrack.cli.session import emit, place_of, read_clock
from negtrack.store.check import check_place
from negtrack.views.problems import build_check


def command(
    *,
    strict: Annotated[bool, typer.Option("--strict", help="Treat notes as errors.")] = False,
    output: Output,
    scope: Scope,
) -> None:
    """Validate the files; report errors and notes. Exits 1 if there are errors, with --strict also for notes."""
    place = place_of(scope)
    problems = check_place(place, read_clock().today)
    emit(build_check(place.id, problems), output, scope.color)
    raise typer.Exit(int(any(strict or problem.severity == "error" for problem in problems)))
