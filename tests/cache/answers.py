"""What the commands say of random talks, with a cache of them and without."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pytest

from negtrack.store import large
from negtrack.store.cache.folder import cache_folder, read_cached
from negtrack.store.cache.kept import Book
from negtrack.store.cache.open import NOTHING, STATE, CachedLoad
from negtrack.store.document import Loaded
from negtrack.store.locate import Place

from ..cli.harness import Result, run
from .talks import Talks

VIEWS = (
    "show",
    "show south",
    "show --all",
    "show north island --all",
    "show island",
    "show envoy bloc",
    "diff south island --all",
    "diff island envoy",
    "show r7",
    "show --issue pay",
    "show --as-of 2024-02-10",
    "compare",
    "compare --all",
    "compare north envoy",
    "compare --as-of round-one",
    "compare --known-at 2024-03-01T00:40:00+00:00",
    "diff north south",
    "diff south north@2024-02-08 --all",
    "diff south@2024-02-08 south",
    "diff north north@2024-02-14",
    "diff --since 2024-02-09",
    "diff --known-since 2024-03-01T00:40:00+00:00",
    "history pay",
    "history start south north",
    "history rung --as-of 2024-02-12",
    "gaps",
    "gaps --since 2024-02-05",
    "overview",
    "parties",
    "issues",
    "events",
    "sources",
    "proposals",
    "matrix",
    "rounds",
    "agreements",
    "due",
    "export --to json",
    "check",
)
FEW = ("show --all", "history pay", "check")
"""Views that ask for every record, for one issue through time, and for every problem."""
ROWS, TABLE = ("--format", "json"), ("--format", "table")


def place_of(talks: Talks) -> Place:
    """Return the place of the talks."""
    return Place(talks.place.parent, talks.place)


def answer(talks: Talks, view: str, form: Iterable[str] = ROWS) -> Result:
    """Return what a view says."""
    return run(*view.split(), *(() if view.startswith("export") else form), cwd=talks.place.parent)


def plain_answer(talks: Talks, view: str, form: Iterable[str] = ROWS) -> Result:
    """Return what a view says without a cache."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(large, "LEAST", 1 << 40)
        return answer(talks, view, form)


def load(talks: Talks) -> Loaded:
    """Return the talks as a command loads them."""
    return large.load_any(place_of(talks))


def load_cached(talks: Talks) -> CachedLoad:
    """Return the talks from their cache; where there is none, the failure names the problems of the files."""
    loaded = load(talks)
    assert isinstance(loaded, CachedLoad), loaded.problems
    return loaded


def books_of(talks: Talks) -> Mapping[str, Book]:
    """Return what is kept of each file of the talks."""
    load(talks)
    _, books = read_cached(cache_folder(place_of(talks)) / STATE, NOTHING)
    return books


def cached_names(talks: Talks) -> set[str]:
    """Return the names of the files of the cache."""
    return {path.name for path in cache_folder(place_of(talks)).iterdir()}


def assert_same(talks: Talks, views: Iterable[str] = FEW, form: Iterable[str] = ROWS) -> None:
    """There is a cache, and each of `views` says the same with and without it."""
    load_cached(talks)
    for view in views:
        found = answer(talks, view, form)
        assert found == plain_answer(talks, view, form), view
        assert found.code < 2, view


def assert_alike(talks: Talks, views: Iterable[str] = FEW) -> None:
    """Each of `views` says the same with and without a cache, if there is one."""
    for view in views:
        assert answer(talks, view) == plain_answer(talks, view), view
