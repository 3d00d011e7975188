"""Programs beside Python and git that some tests call: where one is missing, the test skips and names it."""

from __future__ import annotations

import shutil

import pytest


def require(*names: str) -> None:
    """Skip the test unless every program of `names` is on the path."""
    missing = [name for name in names if shutil.which(name) is None]
    if missing:
        pytest.skip(f"needs {', '.join(missing)}")
