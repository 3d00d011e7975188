"""What `--help` prints, in a file: it is shown without importing typer or a command.

`help.txt` is what typer prints at its greatest width, made by `python -m tests.cli.parameter_table`; a test holds it to
typer. In a narrower terminal, and on any line but `negtrack --help` and `negtrack COMMAND --help`, typer and
`help_layout` lay it out.
"""

from __future__ import annotations

import os

from negtrack.cli.output.terminal_size import terminal_size

_FILE = os.path.join(os.path.dirname(__file__), "help.txt")
_WIDTH = 80
"""The columns from which on typer's help is the same."""


def read_help(arguments: list[str]) -> str | None:
    """Return what a line prints that asks for help and nothing else; None for any other, and where the terminal is too
    narrow."""
    if arguments[-1:] != ["--help"] or len(arguments) > 2 or "" in arguments or terminal_size()[0] < _WIDTH:
        return None
    with open(_FILE, encoding="utf-8", newline="\n") as file:
        _, found, rest = file.read().partition(f"\f{arguments[0] if arguments[1:] else ''}\n")
    return rest.partition("\f")[0] if found else None
