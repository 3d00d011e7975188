"""Fixtures of the store's tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from negtrack.store.locate import Place

from .harness import make_place


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A small negotiation in a folder of its own, freshly written."""
    return make_place(tmp_path / "data")
