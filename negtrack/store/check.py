"""Everything that is wrong with the files of a negotiation, or worth a look: what a load finds, what the checks of the
records find, each at the line of its field, and what only the files themselves show.
"""

from __future__ import annotations

from datetime import date

from negtrack.errors import DataError, Problem
from negtrack.store.git import unmerged_files, vanished_records
from negtrack.store.large import load_any
from negtrack.store.load import Loaded, load_negotiation
from negtrack.store.locate import Place
from negtrack.store.problems import problems_of
from negtrack.store.schema import stale_schemas


def check_place(place: Place, today: date) -> list[Problem]:
    """All problems of the files in `place`, in the order of files and lines; `today` is the day that counts."""
    try:
        found = _find_problems(load_any(place), today)
    except DataError as error:
        found = [*error.problems]
    marked = {each.path for each in found if each.code == "conflict-marker"}
    left = [
        unmerged_file for unmerged_file in unmerged_files(place) if unmerged_file.path not in marked
    ]  # one cause is one line
    return sorted([*found, *vanished_records(place), *left], key=lambda each: (each.path, each.line))


def _find_problems(loaded: Loaded, today: date) -> list[Problem]:
    found = None
    if loaded.digests is not None:
        from negtrack.store.cache.check import check_cached

        found = check_cached(loaded, today)
        loaded = loaded if found is not None else load_negotiation(loaded.place)
    return [*(problems_of(loaded, today) if found is None else found), *stale_schemas(loaded.place)]
