"""The size of the terminal is what the standard library finds."""

from __future__ import annotations

import os
import shutil

import pytest

from negtrack.cli.output.terminal_size import terminal_size


@pytest.mark.parametrize("columns", [None, "", "0", "-3", "x", "57"])
@pytest.mark.parametrize("lines", [None, "0", "9"])
@pytest.mark.parametrize("shown", [(0, 0), (40, 0), (133, 31), None])
def test_the_size_is_the_standard_librarys(
    columns: str | None, lines: str | None, shown: tuple[int, int] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the environment, by the terminal, and without one."""

    def get_size(_number: int) -> os.terminal_size:
        if shown is None:
            raise OSError
        return os.terminal_size(shown)

    monkeypatch.setattr(os, "get_terminal_size", get_size)
    monkeypatch.setattr("sys.__stdout__", open(os.devnull))  # noqa: SIM115  # its number alone counts
    for variable, value in (("COLUMNS", columns), ("LINES", lines)):
        monkeypatch.delenv(variable, raising=False)
        if value is not None:
            monkeypatch.setenv(variable, value)
    assert terminal_size((70, 20)) == tuple(shutil.get_terminal_size((70, 20)))
    monkeypatch.setattr("sys.__stdout__", None)
    assert terminal_size() == tuple(shutil.get_terminal_size())
