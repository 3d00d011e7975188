"""`negtrack check`: validate the files."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from negtrack.cli.options import Output, Scope, option
from negtrack.cli.output.printing import Finished
from negtrack.cli.session import emit, place_of, read_clock
from negtrack.errors import DataError, Problem
from negtrack.query import Snapshot
from negtrack.store.check import check_place
from negtrack.store.large import load_any
from negtrack.store.locate import Place
from negtrack.store.texts import read_held
from negtrack.views.problems import build_check

EXAMPLES = (
    "negtrack check",
    "negtrack check --strict",
    "negtrack check --json",
)


def command(
    *,
    strict: Annotated[bool, option("--strict", help="Treat notes as errors.")] = False,
    sources: Annotated[bool, option("--sources", help="Also look up the words that records quote.")] = False,
    output: Output,
    scope: Scope,
) -> None:
    """Validate the files; report errors and notes. Exits 1 if there are errors, with --strict also for notes."""
    place = place_of(scope)
    problems = check_place(place, read_clock().today)
    if sources:
        problems = sorted([*problems, *_quote_problems(place)], key=lambda problem: (problem.path, problem.line))
    emit(build_check(place.id, problems), output, scope.color)
    raise Finished(int(any(strict or problem.severity == "error" for problem in problems)))


def _quote_problems(place: Place) -> list[Problem]:
    """Return what `verify` finds wrong; nothing where the files cannot be read, which `check` says itself."""
    from negtrack.text.verify import verify_records
    from negtrack.views.verify import verify_problems

    try:
        known = load_any(place).negotiation
    except DataError:
        return []
    records = filter(Snapshot(known).counts, known.records)
    return verify_problems(verify_records(known, records, partial(read_held, place)))
