"""Errors and problems as values.

An exception stops a command and has its own message and exit code. A `Problem` is one error in the data with its place,
so that a load can collect all problems and continue.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar, Literal

from negtrack.frozen import dataclass

Severity = Literal["error", "note"]
MAX_KNOWN = 6
"""Number of known ids in a message, if none is similar to the typed one."""
MAX_HINTS = 20
"""Number of unknown words in one load for which similar words are searched; more are not typos."""
MAX_MESSAGE = 400
"""Number of characters after which a message is cut."""


@dataclass(frozen=True)
class Problem:
    """One error in the data: file and line (from 1; 0 if unknown), record and field; `code` is the short name of this
    kind of error, "" if it has none."""

    path: str
    line: int
    where: str
    message: str
    severity: Severity = "error"
    code: str = ""

    @property
    def record(self) -> str:
        """Return the record that `where` names, such as `position.one`; "" if it names none."""
        return self.where[1:].partition("]")[0] if self.where.startswith("[") else ""

    @property
    def field(self) -> str:
        """Return the field that `where` names; "" if it names none."""
        rest = self.where.partition("]")[2] if self.record else self.where
        return rest.strip().removesuffix(":")

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        message = self.message if len(self.message) <= MAX_MESSAGE else f"{self.message[:MAX_MESSAGE]}..."
        return f"{place}: {self.where}{' ' if self.where else ''}{message}"


class NegtrackError(Exception):
    """Base class of all errors that negtrack raises; `exit_code` is the exit code of the process."""

    exit_code: ClassVar[int] = 2


class NotationError(NegtrackError, ValueError):
    """An invalid text in the notation of values, dates, ids or grades."""


class TwoReadingsError(NotationError):
    """A text that can be read in two ways; the message names both."""


class UnknownIdError(NegtrackError):
    """An unknown id; the message says what else has it, or suggests the nearest known ones."""

    def __init__(
        self, kind: str, given: str, known: Iterable[str], place: str = "", listing: str = "", instead: str = ""
    ) -> None:
        names = list(known)
        near = nearest(given, names)
        where = f" in {place}" if place else ""
        hint = f"; {instead}" if instead else f"; did you mean {' or '.join(near)}?" if near else _known(names)
        lists = f" (negtrack {listing} lists them)" if listing and not instead else ""
        self.given = given
        super().__init__(f'no {kind} "{given}"{where}{hint}{lists}')


def _known(names: list[str]) -> str:
    if not names:
        return ""
    return f"; known are {', '.join(names[:MAX_KNOWN])}{', ...' if len(names) > MAX_KNOWN else ''}"


class SeveralNegotiationsError(NegtrackError):
    """No word says which of several negotiations is meant."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(names)
        super().__init__(f"there are {len(self.names)} negotiations; choose with -n: {', '.join(self.names)}")

    def with_hint(self, words: Iterable[str]) -> str:
        """Return the message, with the option for the first of `words` that names one."""
        found = next((word for word in words if any(name.startswith(word.casefold()) for name in self.names)), "")
        return f"{self}; to choose {found}, write -n {found}" if found else str(self)


class AmbiguousIdError(NegtrackError):
    """A part of an id that matches more than one."""

    def __init__(self, kind: str, given: str, matches: Iterable[str]) -> None:
        super().__init__(f'"{given}" matches more than one {kind}: {", ".join(sorted(matches)[:5])}; write more of it')


class DataError(NegtrackError):
    """Errors in the data that stop a command; `problems` holds all of them."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class RefusedError(DataError):
    """Items that cannot be added; `blamed` pairs each problem with the number of the item that caused it, None if no
    item did."""

    def __init__(self, blamed: Iterable[tuple[Problem, int | None]]) -> None:
        self.blamed = tuple(blamed)
        super().__init__(problem for problem, _ in self.blamed)


class UsageError(NegtrackError):
    """An invalid command line."""


class NotWrittenError(NegtrackError):
    """A write that was rejected or failed before any change."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"nothing written: {reason}")


class ReaderGoneError(NegtrackError):
    """A closed stdout, whose reader needs no more; the command ends silently with exit code 0."""

    exit_code = 0


class StoredError(NegtrackError):
    """A failure after something was stored, so that nobody enters it twice; `names` say what."""

    def __init__(self, names: str | Sequence[str], reason: str) -> None:
        listed = [names] if isinstance(names, str) else names
        super().__init__(f"{' and '.join(listed)} {'is' if len(listed) == 1 else 'are'} stored, but {reason}")


def join_with_and(words: Sequence[str]) -> str:
    """Return the words as a list in a sentence: `a, b and c`."""
    return " and ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else "".join(words)


def join_with_or(words: Sequence[str]) -> str:
    """Return words joined to a phrase: `a, b or c`."""
    return f"{', '.join(words[:-1])} or {words[-1]}"


def quote_words(text: str) -> str:
    """Return words as one word of a shell, in quotes."""
    if "'" not in text:
        return f"'{text}'"
    return '"' + text.translate({ord(sign): f"\\{sign}" for sign in '"$`\\'}) + '"'


def nearest(given: str, known: Iterable[str]) -> list[str]:
    """Return at most three of `known` that are similar to `given` or contain it, nearest first."""
    if not given:
        return []
    import difflib  # needed for unknown words alone

    given = given.casefold()
    names = {name.casefold(): name for name in sorted(set(known), reverse=True)}
    close = difflib.get_close_matches(given, sorted(names), n=3, cutoff=0.6)
    if not close:
        beginnings = {name[: len(given)]: name for name in sorted(names, reverse=True)}
        close = [beginnings[part] for part in difflib.get_close_matches(given, beginnings, n=3, cutoff=0.8)]
    inside = [name for name in sorted(names) if len(given) > 2 and given in name and name not in close]
    return [names[name] for name in (close + inside)[:3]]
