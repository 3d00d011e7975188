"""Fixtures of the store's tests."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from negtrack.store import large
from negtrack.store.locate import Place

from ..programs import require
from .deeds import Server
from .harness import make_place


@pytest.fixture(params=["small", "large"])
def _of_any_size(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Negotiations are read whole, or from a cache, which one process builds."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0}, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(large, "LEAST", 0 if request.param == "large" else 1 << 40)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A process that runs commands."""
    started = Server()
    yield started
    started.close()


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A small negotiation in a folder of its own, freshly written, and cached where it counts as large."""
    place = make_place(tmp_path / "data")
    large.load_any(place)
    return place


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 64 KiB."""
    require("mount", "umount")
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)]
    done = subprocess.run(mount, capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"mount cannot mount a small file system here: {done.stderr.strip()}")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)
