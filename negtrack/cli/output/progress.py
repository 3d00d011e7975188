"""A progress bar on the terminal for work of more than a second."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

PATIENCE = 1.0  # seconds
_STEPS = 100


class Progress(AbstractContextManager["Progress"]):
    """The progress of a command, from 0 to 1; shown on a terminal's stderr after `PATIENCE` seconds."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._start = time.monotonic()
        self._is_seen = sys.stderr.isatty()
        self._bar: Any = None
        self._shown = 0

    def part(self, begin: float, end: float) -> Callable[[float], None]:
        """Return the callback of one stage: its progress from 0 to 1 is `begin` to `end` of the whole."""
        return lambda share: self._show(begin + (end - begin) * share)

    def _show(self, share: float) -> None:
        if not self._is_seen or time.monotonic() - self._start < PATIENCE:
            return
        if self._bar is None:
            import typer  # only for work that lasts

            self._bar = typer.progressbar(length=_STEPS, label=self._label, file=sys.stderr).__enter__()
        steps = int(share * _STEPS)
        if steps > self._shown:
            self._bar.update(steps - self._shown)
            self._shown = steps

    def __exit__(self, *error: object) -> None:
        if self._bar is not None:
            self._bar.render_finish()
