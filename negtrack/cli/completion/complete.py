"""The words that fit at the cursor: commands, options, and the names in the files.

The candidates for a value follow from its metavar: `PARTY` the parties, `[PARTY or RECORD]...` both, `more|less` these
two words. No error may be printed: a shell asks in the middle of a line that a person is writing.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from negtrack.cli.commands import COMMANDS
from negtrack.cli.table import Parameter, parameters_of, words_of
from negtrack.render.clean import sanitise
from negtrack.store.locate import Place, find_place, find_root, negotiation_ids
from negtrack.store.names import (
    ENTRY_TABLES,
    Named,
    groups_in,
    names_in,
    party_names,
    proposal_names,
    proposed_names,
    scale_in,
    steps_in,
)

_MOST_LETTERS = 60
"""Most letters of the description of a word."""


class CommandLine:
    """The complete words of a line: the command, its arguments and the values of its options so far. `waiting` is the
    option whose value comes next; `literal` says whether `--` has ended the options."""

    def __init__(self) -> None:
        self.command = ""
        self.arguments: list[str] = []
        self.given: dict[str, str] = {}
        self.waiting: Parameter | None = None
        self.literal = False
        self.parameters = parameters_of("")

    def read(self, word: str) -> None:
        """Parse the next word."""
        if self.waiting:
            self._give(self.waiting, word)
            self.waiting = None
        elif word == "--":
            self.literal = True
        elif not self.literal and word.startswith("-") and len(word) > 1:
            flag, equals, value = word.partition("=")
            option = self.option(flag)
            if option and equals:
                self._give(option, value)
            elif option and not option.switch:
                self.waiting = option
        elif self.command:
            self.arguments.append(word)
        else:
            self.command = word
            self.parameters = parameters_of(word)

    def option(self, flag: str) -> Parameter | None:
        """Return the option with that flag."""
        return next((parameter for parameter in self.parameters if flag in parameter.flags), None)

    def argument(self) -> Parameter | None:
        """Return the next argument."""
        expected = [parameter for parameter in self.parameters if not parameter.flags]
        place = len(self.arguments)
        if place >= len(expected):
            return expected[-1] if expected and expected[-1].many else None
        return expected[place]

    def value_of(self, metavar: str) -> str:
        """Return the word of the argument `metavar`, or ""."""
        expected = [parameter.metavar for parameter in self.parameters if not parameter.flags]
        return dict(zip(expected, self.arguments, strict=False)).get(metavar, "")

    @property
    def place(self) -> Place:
        return find_place(self.data, self.given.get("-n") or os.environ.get("NEGTRACK_NEGOTIATION", ""), Path.cwd())

    @property
    def data(self) -> str:
        return self.given.get("--data") or os.environ.get("NEGTRACK_DATA", "")

    def _give(self, option: Parameter, value: str) -> None:
        self.given[option.flags[0]] = value


def complete(shell: str, words: Sequence[str]) -> int:
    """Print the completions of the last of `words`; return 0, also after an error."""
    try:
        text = "".join(f"{line}\n" for line in _lines(shell, words))
        sys.stdout.buffer.write(text.encode("utf-8", "ignore"))
        sys.stdout.flush()
    except Exception:  # a message would spoil the line that the person is writing
        return 0
    return 0


def _lines(shell: str, words: Sequence[str]) -> Iterator[str]:
    joined, cut = _join_words(words) if shell == "bash" else (list(words), 0)
    last = _unquote(joined[-1]) if joined else ""
    for word, about in _candidates([_unquote(word) for word in joined[:-1]], last):
        about = sanitise(about)[:_MOST_LETTERS]
        if shell == "zsh":
            yield word.replace("\\", "\\\\").replace(":", "\\:") + (f":{about}" if about else "")
        elif shell == "fish":
            yield f"{word}\t{about}"
        else:
            yield re.sub(r"([^\w@%+=:,./-])", r"\\\1", word[cut:])


def _join_words(words: Sequence[str]) -> tuple[list[str], int]:
    """Return the words as they were typed, and how many letters of the last one bash keeps. bash breaks words at `=`,
    `:` and `@`, and puts the completion after the last break, or in the place of an `@`."""
    whole: list[str] = []
    cut, glue = 0, False
    for word in words:
        breaks = bool(word) and set(word) <= set("=:@")
        if whole and (breaks or glue):
            before = whole[-1] + (word if breaks else "")
            cut = len(before.removesuffix("@"))
            whole[-1] += word
        else:
            whole.append(word)
            cut = 0
        glue = breaks
    return whole, cut


def _unquote(word: str) -> str:
    return re.sub(r"""["']|\\(?=.)""", "", word)


def _candidates(done: Sequence[str], last: str) -> list[Named]:
    """Return the words that fit for `last` after `done`, each once, without those with hidden characters."""
    line = CommandLine()
    for word in done:
        line.read(word)
    found = {name: about for name, about in _find_words(line, last) if name.startswith(last) and sanitise(name) == name}
    return list(found.items())


def _find_words(line: CommandLine, last: str) -> Iterable[Named]:
    if line.waiting:
        return _values(line, line.waiting, last)
    if last.startswith("-") and not line.literal:
        flag, equals, start = last.partition("=")
        option = line.option(flag) if equals else None
        if option:
            return ((f"{flag}={value}", about) for value, about in _values(line, option, start))
        return _flags(line)
    if not line.command:
        return (named for group in COMMANDS.values() for named in group.items())
    argument = line.argument()
    return _values(line, argument, last) if argument else ()


def _flags(line: CommandLine) -> Iterator[Named]:
    for parameter in line.parameters:
        yield from ((flag, parameter.help) for flag in parameter.flags)
    yield "--help", "Show the help of the command."


def _values(line: CommandLine, parameter: Parameter, start: str) -> Iterator[Named]:
    """Yield the words that its type allows, else the names that its metavar stands for."""
    if parameter.words:
        yield from parameter.words.items()
        return
    if parameter.metavar in _SPECIAL:
        yield from _SPECIAL[parameter.metavar](line, start)
        return
    parts = parameter.metavar.strip("[].").split("|")
    for part in parts:
        if len(parts) > 1 and part == part.lower():
            yield part.strip(), ""
        for name in dict.fromkeys(re.findall(r"[A-Z-]{2,}", part)):
            if name == "CLASS":
                yield from ((word, "") for word in words_of(name))
            elif name in _NAMES:
                yield from _NAMES[name](line, start)


def _tables(*tables: str) -> Callable[[CommandLine, str], Iterable[Named]]:
    return lambda line, start: names_in(line.place, *tables, start=start)


def _moments(line: CommandLine, start: str) -> Iterator[Named]:
    yield from names_in(line.place, "event", start=start)
    yield from ((word, "") for word in ("today", "yesterday"))


def _topics(_line: CommandLine, _start: str) -> Iterator[Named]:
    from negtrack.manual.topics import topics

    yield from ((topic, f"on the page {page}" if page != topic else "") for topic, page in topics().items())


def _sides(line: CommandLine, start: str) -> Iterator[Named]:
    party, at, when = start.partition("@")
    if at:
        yield from ((f"{party}@{name}", about) for name, about in _moments(line, when))
        return
    yield from party_names(line.place)
    yield from names_in(line.place, "proposal", start=start)
    yield from names_in(line.place, "agreement", start=start)


def _values_on(line: CommandLine, issue: str) -> Iterator[Named]:
    kind, names = scale_in(line.place, issue)
    yield from ((name, "") for name in (*(words_of("KIND").get(kind) or names), *words_of("FLAG")))


def _terms(line: CommandLine, start: str) -> Iterator[Named]:
    issue, equals, _ = start.partition("=")
    if equals:
        yield from ((f"{issue}={value}", about) for value, about in _values_on(line, issue))
    else:
        yield from ((f"{name}=", about) for name, about in names_in(line.place, "issue", start=start))


def _leanings(line: CommandLine, _start: str) -> Iterator[Named]:
    for name, about in party_names(line.place):
        yield from ((f"{name}={leaning}", about) for leaning in words_of("LEANING"))


_NAMES: Mapping[str, Callable[[CommandLine, str], Iterable[Named]]] = {
    "PARTY": lambda line, _start: party_names(line.place),
    "ISSUE": _tables("issue"),
    "EVENT": _tables("event"),
    "SOURCE": _tables("source"),
    "PROPOSAL": lambda line, start: proposal_names(line.place, start),
    "AGREEMENT": _tables("agreement"),
    "RECORD": _tables(*ENTRY_TABLES),
    "PROPOSED": lambda line, start: proposed_names(line.place, start),
    "GROUP": lambda line, _start: groups_in(line.place),
    "NEGOTIATION": lambda line, _start: ((name, "") for name in negotiation_ids(find_root(line.data, Path.cwd())[0])),
    "WHEN": _moments,
    "STEP": lambda line, _start: steps_in(line.place, line.value_of("ISSUE")),
    "KIND": lambda _line, _start: ((name, "") for name in words_of("KIND")),
    "COMMAND": lambda _line, _start: ((name, help) for group in COMMANDS.values() for name, help in group.items()),
    "TOPIC": _topics,
    "SIDE": _sides,
    "VALUE": lambda line, _start: _values_on(line, line.value_of("ISSUE")),
}
"""Metavars of names in the files."""

_SPECIAL: Mapping[str, Callable[[CommandLine, str], Iterable[Named]]] = {
    "ISSUE=VALUE": _terms,
    "PARTY=more|less": _leanings,
}
"""Metavars of two things in one word."""
