"""The size of the terminal of stdout, as `shutil.get_terminal_size` finds it; its module also brings three compressors,
and takes longer to import than most pages to print."""

from __future__ import annotations

import os
import sys

_USUAL = (80, 24)
"""Columns and lines where there is no terminal."""


def terminal_size(otherwise: tuple[int, int] = _USUAL) -> tuple[int, int]:
    """Return columns and lines: by `COLUMNS` and `LINES`, else as the terminal says, else `otherwise`."""
    said = tuple(map(_number_in, ("COLUMNS", "LINES")))
    try:
        shown: tuple[int, int] = otherwise if all(said) else os.get_terminal_size(sys.__stdout__.fileno())  # type: ignore[union-attr]  # caught
    except (AttributeError, ValueError, OSError):  # stdout is closed, or no terminal
        shown = otherwise
    return said[0] or shown[0] or otherwise[0], said[1] or shown[1] or otherwise[1]


def _number_in(variable: str) -> int:
    """Return the number that an environment variable says; 0 for none, and for one below 1."""
    try:
        return max(int(os.environ.get(variable, "")), 0)
    except ValueError:
        return 0
