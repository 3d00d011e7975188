"""`negtrack check`: what is wrong with the files, or worth a look."""

from __future__ import annotations

from typing import Annotated

import typer

from negtrack.checks import check_negotiation
from negtrack.cli.options import Output, Scope
from negtrack.cli.session import emit, place_of, read_clock
from negtrack.errors import DataError, Problem
from negtrack.store.load import load_negotiation
from negtrack.store.locate import Place
from negtrack.views.lists import build_check


def command(
    *,
    strict: Annotated[bool, typer.Option("--strict", help="Let notes count as errors.")] = False,
    output: Output,
    scope: Scope,
) -> None:
    """What is wrong with the files, or worth a look. Exits 1 where there are errors, with --strict also for notes."""
    place = place_of(scope)
    problems = _problems(place)
    emit(build_check(place.id, problems), output, scope.color)
    raise typer.Exit(int(any(strict or problem.severity == "error" for problem in problems)))


def _problems(place: Place) -> list[Problem]:
    try:
        loaded = load_negotiation(place)
    except DataError as error:
        return list(error.problems)
    return [*loaded.problems, *check_negotiation(loaded.negotiation, read_clock().today)]
