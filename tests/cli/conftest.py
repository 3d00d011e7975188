"""Fixtures of the commands' tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from ..negotiations import write_negotiation
from .harness import copy_data, run


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


@pytest.fixture
def ford_deal(tmp_path: Path) -> Path:
    """Return a folder with the shipped talks of the UAW, without the agreements, and with an offer of Ford that the
    union accepted."""
    copy_data(tmp_path, "uaw-detroit-2023")
    (tmp_path / "data" / "uaw-detroit-2023" / "agreements.toml").unlink()  # which settle more than this offer
    said = ("--stated", "2023-10-25", "--on-record")
    run(
        *("add-proposal", "ford", "--title", "Tentative agreement", "--term", "general-wage-increase=25%"),
        *("--between", "ford", "--between", "uaw", *said, "--id", "ford-tentative"),
        cwd=tmp_path,
    )
    run("add-response", "uaw", "ford-tentative", "accepted", *said, cwd=tmp_path)
    return tmp_path
