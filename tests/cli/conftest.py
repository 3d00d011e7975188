"""Fixtures of the commands' tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from ..negotiations import write_negotiation
from .harness import copy_data


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """Return a folder with a copy of the shipped data in it, to run commands in."""
    copy_data(tmp_path)
    return tmp_path


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    """Return a folder with a small negotiation, `talks`, in its data."""
    write_negotiation(tmp_path / "data/talks")
    return tmp_path
