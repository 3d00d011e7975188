"""All problems of the files of a negotiation: those of a load, those of the checks of records, each at the line of its
field, and those that only the files themselves show.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from negtrack.errors import DataError, Problem
from negtrack.model import Definition
from negtrack.store.document import Loaded
from negtrack.store.git import unmerged_files, vanished_records
from negtrack.store.large import load_any
from negtrack.store.load import load_negotiation
from negtrack.store.locate import Place
from negtrack.store.problems import problems_of
from negtrack.store.safe_read import is_there
from negtrack.store.schema import stale_schemas
from negtrack.store.toml_version import newer_toml


def check_place(place: Place, today: date) -> list[Problem]:
    """Return all problems of the files in `place`, in the order of files and lines; `today` dates the check."""
    known: Collection[Definition] = ()
    try:
        loaded = load_any(place)
        known, found = [*loaded.negotiation.definitions], _find_problems(loaded, today)
    except DataError as error:
        found = [*error.problems]
    problems, cited = _check_proposed(place, known)
    found = [problem for problem in found if problem.code != "unused-source" or problem.record not in cited]
    found += problems
    with_markers = {problem.path for problem in found if problem.code == "conflict-marker"}
    unmerged = [problem for problem in unmerged_files(place) if problem.path not in with_markers]  # one line a cause
    return sorted([*found, *vanished_records(place), *unmerged], key=lambda problem: (problem.path, problem.line))


def _check_proposed(place: Place, known: Collection[Definition]) -> tuple[Sequence[Problem], Collection[str]]:
    """Return the errors in the form of the proposed records, and the sources that these rest on, as `source.ID`."""
    if not is_there(place.proposed):
        return (), ()
    from negtrack.store.proposed_file import proposed_problems, proposed_sources  # only where there are any

    return proposed_problems(place), {f"source.{name}" for name in proposed_sources(place, known)}


def _find_problems(loaded: Loaded, today: date) -> list[Problem]:
    found = None
    if loaded.digests is not None:
        from negtrack.store.cache.check import check_cached

        found = check_cached(loaded, today)
        loaded = loaded if found is not None else load_negotiation(loaded.place)
    return [
        *(problems_of(loaded, today) if found is None else found),
        *stale_schemas(loaded.place),
        *newer_toml(loaded.place),
    ]
