"""What the commands take, in a file: plain lines and shell completion read it without importing typer or a command.

`parameters.txt` is made from the commands as typer has them, by `python -m tests.cli.parameter_table`, and a test holds
it to them. A section `[COMMAND]` has a line for each parameter, in columns: name, form, default, spellings (none for an
argument), metavar, help, and each word that it allows with its meaning. A section `[=NAME]` lists words.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from functools import cache

_FILE = os.path.join(os.path.dirname(__file__), "parameters.txt")
_DEFAULTS = {"none": None, "off": False, "required": ...}


class Parameter:
    """One option (`flags`, the spellings) or argument (none). `words` are the allowed words with their meanings,
    empty where any text is allowed; a `switch` has no value, `many` accepts several. Where it is not `plain`, typer
    alone reads its value; `default` is `...` where there must be one."""

    __slots__ = ("default", "flags", "form", "help", "metavar", "name", "plain", "words")

    def __init__(self, line: str) -> None:
        self.name, form, default, flags, self.metavar, self.help, *words = line.split("\t")
        self.form, self.plain = form.removesuffix("!"), not form.endswith("!")
        self.default = _default(default)
        self.flags = tuple(flags.split())
        self.words: Mapping[str, str] = {word: meaning for word, _, meaning in (cell.partition("=") for cell in words)}

    @property
    def switch(self) -> bool:
        """Return whether it is an option without a value."""
        return self.form == "switch"

    @property
    def many(self) -> bool:
        """Return whether it takes several values."""
        return self.form == "list"


def _default(cell: str) -> object:
    if cell.startswith("="):
        return cell[1:]
    return [] if cell == "list" else _DEFAULTS[cell] if cell in _DEFAULTS else int(cell)


def parameters_of(command: str) -> list[Parameter]:
    """Return the parameters of a command, "" for those before its name. Raises `LookupError` for an unknown one."""
    return list(map(Parameter, _section(command)))


def words_of(name: str) -> Mapping[str, tuple[str, ...]]:
    """Return the words of a list of the program, each with what the table says of it."""
    return {word: tuple(about) for word, *about in (line.split("\t") for line in _section(f"={name}"))}


@cache
def read_table() -> str:
    """Return the text of the table, which is read once."""
    with open(_FILE, encoding="utf-8", newline="\n") as file:
        return file.read()


def _section(name: str) -> Iterator[str]:
    _, found, rest = read_table().partition(f"[{name}]\n")
    if not found:
        raise LookupError(name)
    return iter(rest.partition("\n\n")[0].split("\n"))
