"""`negtrack check`: what is wrong with the files, or worth a look."""

from __future__ import annotations

from typing import Annotated

import typer

from negtrack.cli.options import Output, Scope
from negtrack.cli.session import emit, place_of, read_clock
from negtrack.store.check import check_place
from negtrack.views.lists import build_check


def command(
    *,
    strict: Annotated[bool, typer.Option("--strict", help="Let notes count as errors.")] = False,
    output: Output,
    scope: Scope,
) -> None:
    """What is wrong with the files, or worth a look. Exits 1 where there are errors, with --strict also for notes."""
    place = place_of(scope)
    problems = check_place(place, read_clock().today)
    emit(build_check(place.id, problems), output, scope.color)
    raise typer.Exit(int(any(strict or problem.severity == "error" for problem in problems)))
