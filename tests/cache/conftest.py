"""Fixtures of the cache's tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from negtrack.store import large

from .talks import Talks


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a cache that is kept of talks of any size."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(large, "LEAST", 0)
    return tmp_path / "cache"


@pytest.fixture
def talks(tmp_path: Path) -> Talks:
    """Talks of 150 records."""
    talks = Talks(tmp_path / "data/talks", 11)
    talks.records(150)
    return talks
