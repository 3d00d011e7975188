"""Long answers on a terminal, through a pager where one is installed."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from itertools import islice

from negtrack.cli.output.printing import write_out
from negtrack.cli.output.terminal_size import terminal_size
from negtrack.errors import UsageError

_MOST_LINES = 1000
"""Greatest height of a terminal in lines, whatever the environment says."""


def write_paged(lines: Iterator[str]) -> None:
    """Write the lines to stdout, which is a terminal; through a pager where they do not fit."""
    height = min(terminal_size()[1], _MOST_LINES)
    first = list(islice(lines, height))
    pager = _pager() if len(first) >= height else None
    if pager:
        _page((*first, *lines), pager)
    else:
        write_out((*first, *lines))


def _pager() -> list[str]:
    import shlex  # here and below only where a page is longer than the terminal
    import shutil

    wanted = os.environ.get("PAGER", "less")
    try:
        words = shlex.split(wanted)
    except ValueError as error:
        raise UsageError(f'the pager "{wanted}": a quotation mark is not closed; name another in PAGER') from error
    return words if words and shutil.which(words[0]) else []


def _page(lines: Iterable[str], pager: list[str]) -> None:
    import subprocess

    environment = {"LESS": "FRX", "LESSCHARSET": "utf-8", **os.environ}
    with subprocess.Popen(pager, stdin=subprocess.PIPE, text=True, encoding="utf-8", env=environment) as process:
        try:
            assert process.stdin is not None
            process.stdin.writelines(lines)
            process.stdin.close()
        except (BrokenPipeError, KeyboardInterrupt):  # the reader closed the pager
            pass
