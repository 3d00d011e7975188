"""Plain command lines, read without typer: what typer would make of a line that is beyond doubt well formed.

Plain is: known options before and after the command, spelt whole, each value a word of its own, after `=`, or joined to
a short option (`-nX`); words that no option may be mistaken for; closed words spelt whole. Of `-n`, `--data` and
`--color` the last counts; another option that is no list is not given twice. All else is for typer: help, prompts,
errors, `--`, short switches run together, values that begin with a minus, empty words, numbers, and the names of
files.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import Any

from negtrack.cli.commands import NAMES
from negtrack.cli.table import Parameter, parameters_of

ANYWHERE = {"negotiation": "NEGTRACK_NEGOTIATION", "data": "NEGTRACK_DATA", "color": ""}
"""Options that stand before the command or after it, with the variables that say them where no option does."""


def read_plain_line(arguments: Sequence[str]) -> tuple[str, dict[str, Any]] | None:
    """Return the command and the values of all its parameters; None for a line that is not plain."""
    words = iter(arguments)
    before = _Given(parameters_of(""))
    command = next(before.read(words), "")
    if not before.plain or command not in NAMES:
        return None
    after = _Given(parameters_of(command))
    after.take_arguments(list(after.read(words)))
    values = after.defaults(before.values) | after.values
    return (command, values) if after.plain else None


class _Given:
    """The values that a line gives to parameters; `plain` until something is in doubt."""

    def __init__(self, parameters: Sequence[Parameter]) -> None:
        self.parameters = parameters
        self.options = {flag: parameter for parameter in parameters for flag in parameter.flags}
        self.values: dict[str, Any] = {}
        self.plain = True

    def read(self, words: Iterator[str]) -> Iterator[str]:
        """Take the options of the next words, and yield the other words."""
        for word in words:
            if not word.startswith("-"):
                self.plain &= bool(word)
                yield word
                continue
            flag, joined, value = word.partition("=") if word.startswith("--") else (word[:2], word[2:], word[2:])
            option = self.options.get(flag)
            if option is None or (joined and option.switch):
                self.plain = False
                return
            self._give(option, True if option.switch else value if joined else next(words, "-"), bool(joined))

    def _give(self, parameter: Parameter, value: Any, joined: bool = False) -> None:
        doubtful = parameter.form == "choice" and value not in parameter.words
        doubtful |= not parameter.switch and not joined and value.startswith("-")
        takes_one = not parameter.many and not parameter.switch and parameter.name not in ANYWHERE
        doubtful |= value == "" or (takes_one and parameter.name in self.values)
        if not parameter.plain or doubtful:
            self.plain = False
        elif parameter.many:
            self.values.setdefault(parameter.name, []).append(value)
        else:
            self.values[parameter.name] = value

    def take_arguments(self, words: Sequence[str]) -> None:
        """Give the words to the arguments, in order; the last may take several."""
        expected = [parameter for parameter in self.parameters if not parameter.flags]
        for place, word in enumerate(words):
            parameter = expected[min(place, len(expected) - 1)] if expected else None
            if parameter is None or (place >= len(expected) and not parameter.many):
                self.plain = False
                return
            self._give(parameter, word)

    def defaults(self, before: dict[str, Any]) -> dict[str, Any]:
        """Return the values of what the line leaves out, where some may stand before the command."""
        given = {parameter.name: parameter.default for parameter in self.parameters}
        self.plain &= all(default is not ... or name in self.values for name, default in given.items())
        for name in ANYWHERE.keys() & given.keys():
            given[name] = before.get(name) or os.environ.get(ANYWHERE[name], "") or given[name]
        return given
