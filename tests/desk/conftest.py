"""Fixtures of the desk's tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from .reader import Reader, write_talks


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    """Return a reader at the beginning of the article about the port."""
    write_talks(tmp_path)
    return Reader(tmp_path)
