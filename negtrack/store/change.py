"""What a write makes of a file, before it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from negtrack.frozen import dataclass
from negtrack.store.write import replace_file

_CONTEXT = 3
"""Lines that a diff shows before and after what changes."""


@dataclass(frozen=True)
class Change:
    """The bytes of a file before and after a write; None where there is no file."""

    path: Path
    before: bytes | None
    after: bytes | None


Step = tuple[str, Callable[[], object]]
"""The name of what a step of a write stores, and how."""


def change_steps(changes: Iterable[Change]) -> Iterator[Step]:
    """Yield how to write the files that change and stay, in order, for `run_steps`."""
    for change in changes:
        if change.after is not None and change.before != change.after:
            yield change.path.name, partial(replace_file, change.path, change.after, change.before)


def diff_lines(change: Change, old: str, new: str) -> Iterator[str]:
    """Yield the unified diff of a change, whose file is named `old` before and `new` after it."""
    before, after = _lines(change.before), _lines(change.after)
    start = _common(before, after)
    end = _common(before[start:][::-1], after[start:][::-1])
    first = max(start - _CONTEXT, 0)
    left = before[first : len(before) - max(end - _CONTEXT, 0)]
    right = after[first : len(after) - max(end - _CONTEXT, 0)]
    names = (old if change.before is not None else "/dev/null", new if change.after is not None else "/dev/null")
    import difflib  # needed to show a change alone

    for number, line in enumerate(difflib.unified_diff(left, right, *names, lineterm="", n=_CONTEXT)):
        yield _shift(line, first) if number > 1 and line.startswith("@@") else line


def _lines(content: bytes | None) -> list[str]:
    return (content or b"").decode("utf-8", "replace").splitlines()


def _common(one: list[str], other: list[str]) -> int:
    """Return the number of lines with which both begin."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((number for number, (a, b) in pairs if a != b), min(len(one), len(other)))


def _shift(line: str, first: int) -> str:
    """Return the header of a hunk of a text whose `first` lines were left out."""
    words = line.split(" ")
    for place in (1, 2):
        number, comma, count = words[place][1:].partition(",")
        is_empty = comma and count == "0"
        words[place] = f"{words[place][0]}{int(number) + (first if not is_empty or first else 0)}{comma}{count}"
    return " ".join(words)
