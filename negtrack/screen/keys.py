"""Keys and what they do: one table serves the key, the line that always shows the keys, and the page of help.

A printable character is its own name; others are called `enter`, `esc`, `backspace`, `delete`, `tab`, `up`, `down`,
`left`, `right`, `home`, `end`, `pgup`, `pgdn` and `ctrl-u`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from negtrack.frozen import dataclass
from negtrack.screen.cells import width_of
from negtrack.screen.rows import Piece, Row

StateT = TypeVar("StateT")
_NAMES = {
    " ": "space",
    "enter": "Enter",
    "esc": "Esc",
    "pgdn": "PgDn",
    "pgup": "PgUp",
    **{name: name.capitalize() for name in ("up", "down", "left", "right", "home", "end")},
}


@dataclass(frozen=True)
class Binding(Generic[StateT]):
    """Keys that do one thing: the keys, a word for the line of keys, a sentence for the page of help, and what they
    do to the state. A binding without a word is on the page of help alone."""

    keys: tuple[str, ...]
    word: str
    help: str
    act: Callable[[StateT], StateT]
    others: str = ""
    """A key that belongs to it and has a binding of its own, such as the one for the way back."""

    @property
    def shown(self) -> str:
        """Return its first key as it is shown, and the other one."""
        return "/".join(_NAMES.get(key, key) for key in (self.keys[0], self.others) if key)


def keys_row(words: Sequence[tuple[str, str]], width: int) -> Row:
    """Return keys and words in one row: as many as fit, the last of them always."""
    *first, last = words
    room = width - _width(last)
    taken = []
    for pair in first:
        room -= _width(pair) + 2
        if room < 0:
            break
        taken.append(pair)
    row: list[Piece] = []
    for key, word in [*taken, last]:
        row += [Piece("  ")] if row else []
        row += [Piece(key, "head"), Piece(f" {word}", "dim")]
    return row


def _width(pair: tuple[str, str]) -> int:
    return width_of(" ".join(pair))
