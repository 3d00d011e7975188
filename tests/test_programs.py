"""What a machine lacks is named by the tests that it skips."""

from __future__ import annotations

import sys
from importlib import import_module

import pytest

from .programs import LIBRARIES, POSIX, MissingLibraries, require


@pytest.mark.parametrize("name", sorted(LIBRARIES | POSIX))
def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """A test that imports a library of an extra, or of no Windows, skips where it is missing."""
    monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.setattr(sys, "meta_path", [finder for finder in sys.meta_path if finder is MissingLibraries])
    with pytest.raises(pytest.skip.Exception, match=f"^needs {name}$"):
        import_module(name)


def test_other_modules_are_missing_as_ever() -> None:
    """A module that no extra brings is an error where it is missing."""
    with pytest.raises(ModuleNotFoundError):
        import_module("no_such_module")


def test_a_missing_program_is_named() -> None:
    """A test that requires a program skips where it is missing."""
    with pytest.raises(pytest.skip.Exception, match=r"^needs no-such-program$"):
        require("sh", "no-such-program")
