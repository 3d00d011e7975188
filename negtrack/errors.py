"""What can go wrong, as values.

An exception stops a command and carries its own sentence and exit code; a `Problem` is one fault found in the
data, with the place where it stands, so that a load can collect them all and go on.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from typing import ClassVar, Literal

from negtrack.frozen import dataclass

Severity = Literal["error", "note"]
MAX_KNOWN = 6
"""Ids that are offered where none looks like what was typed."""
MAX_HINTS = 20
"""Unknown words of one snapshot that the nearest known one is looked up for; where there are more, it is no typo."""
MAX_MESSAGE = 400
"""Letters of a message that quotes what it found, beyond which it says no more."""


@dataclass(frozen=True)
class Problem:
    """One fault in the data: which file and line (from 1; 0 where no line is known), which record and field; `code` is
    the short name of this sort of fault, "" where nobody would sort by it."""

    path: str
    line: int
    where: str
    message: str
    severity: Severity = "error"
    code: str = ""

    @property
    def record(self) -> str:
        """The record that `where` names, such as `position.one`; "" where it names none."""
        return self.where[1:].partition("]")[0] if self.where.startswith("[") else ""

    @property
    def field(self) -> str:
        """The field that `where` names; "" where it names none."""
        rest = self.where.partition("]")[2] if self.record else self.where
        return rest.strip().removesuffix(":")

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        message = self.message if len(self.message) <= MAX_MESSAGE else f"{self.message[:MAX_MESSAGE]}..."
        return f"{place}: {self.where}{' ' if self.where else ''}{message}"


class NegtrackError(Exception):
    """The root of all errors that negtrack raises on purpose; `exit_code` is what the process ends with."""

    exit_code: ClassVar[int] = 2


class NotationError(NegtrackError, ValueError):
    """A text that is not in the notation of values, dates, ids or grades."""


class UnknownIdError(NegtrackError):
    """An id that names nothing; the sentence offers the nearest known ones."""

    def __init__(self, kind: str, given: str, known: Iterable[str], place: str = "", listing: str = "") -> None:
        names = list(known)
        near = nearest(given, names)
        where = f" in {place}" if place else ""
        hint = f"; did you mean {' or '.join(near)}?" if near else _known(names)
        lists = f" (negtrack {listing} lists them)" if listing else ""
        super().__init__(f'no {kind} "{given}"{where}{hint}{lists}')


def _known(names: list[str]) -> str:
    if not names:
        return ""
    return f"; known are {', '.join(names[:MAX_KNOWN])}{', ...' if len(names) > MAX_KNOWN else ''}"


class AmbiguousIdError(NegtrackError):
    """A part of an id that fits more than one."""

    def __init__(self, kind: str, given: str, matches: Iterable[str]) -> None:
        super().__init__(f'"{given}" fits more than one {kind}: {", ".join(sorted(matches)[:5])}; write more of it')


class DataError(NegtrackError):
    """Faults in the data that a command cannot work around; `problems` holds each of them."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class RefusedError(DataError):
    """Items that cannot be added as asked; `blamed` says of each problem which item it is about, by its number, None
    where it is about none of them."""

    def __init__(self, blamed: Iterable[tuple[Problem, int | None]]) -> None:
        self.blamed = tuple(blamed)
        super().__init__(problem for problem, _ in self.blamed)


class UsageError(NegtrackError):
    """A command line that asks for something that cannot be done as asked."""


class NotWrittenError(NegtrackError):
    """A write that was refused or failed before anything changed."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"nothing written: {reason}")


class ReaderGoneError(NegtrackError):
    """Whoever read stdout has seen enough; nothing is wrong and nothing is said."""

    exit_code = 0


class StoredError(NegtrackError):
    """A failure after something was stored, so that nobody enters it twice; `names` say what."""

    def __init__(self, names: str | Sequence[str], reason: str) -> None:
        listed = [names] if isinstance(names, str) else names
        super().__init__(f"{' and '.join(listed)} {'is' if len(listed) == 1 else 'are'} stored, but {reason}")


def join_with_or(words: Sequence[str]) -> str:
    """Return words in one phrase: `a, b or c`."""
    return f"{', '.join(words[:-1])} or {words[-1]}"


def nearest(given: str, known: Iterable[str]) -> list[str]:
    """At most three of `known` that look like `given` or contain it, the nearest first."""
    if not given:
        return []
    names = sorted(set(known))
    close = difflib.get_close_matches(given, names, n=3, cutoff=0.6)
    if not close:
        beginnings = {name[: len(given)]: name for name in reversed(names)}
        close = [beginnings[part] for part in difflib.get_close_matches(given, beginnings, n=3, cutoff=0.8)]
    inside = [name for name in names if len(given) > 2 and given in name and name not in close]
    return (close + inside)[:3]
