"""Choices, each with a key of its own: a letter or a digit, after a `0` where there are more choices than such keys.

A key takes its choice whether that is in sight or not. More choices than there are rows are turned, or found by what is
typed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from negtrack.frozen import dataclass, replace

DIGITS = "123456789"
LETTERS = "abcdefghijklmoprstuvwxyz"
"""Keys of choices; `n` and `q` mean something else everywhere, `0` begins the keys of the further ones."""


@dataclass(frozen=True)
class Choice:
    """One thing to choose: its id, what is shown beside it, its keys, and whether what is read speaks of it."""

    id: str
    title: str = ""
    keys: str = ""
    is_named: bool = False


@dataclass(frozen=True)
class Menu:
    """Choices in the order in which they are offered, and the one that Enter takes; `room` is how many are in sight,
    `page` which of them, `prefix` the zeros and `filter` the words that were typed."""

    choices: Sequence[Choice]
    default: str = ""
    room: int = 99
    page: int = 0
    prefix: str = ""
    filter: str = ""

    @property
    def matching(self) -> Sequence[Choice]:
        """Return the choices that have what was typed: those whose id begins with it, then all others."""
        if not self.filter:
            return [choice for choice in self.choices if choice.keys.startswith(self.prefix)]
        wanted = self.filter.casefold()
        begun = [choice for choice in self.choices if choice.id.casefold().startswith(wanted)]
        held = [choice for choice in self.choices if wanted in f"{choice.id} {choice.title}".casefold()]
        return [*begun, *(choice for choice in held if choice not in begun)]

    @property
    def pages(self) -> int:
        """Return how many pages there are."""
        return max(-(-len(self.matching) // self.room), 1)

    @property
    def shown(self) -> Sequence[Choice]:
        """Return the choices that are in sight."""
        start = self.page % self.pages * self.room
        return self.matching[start : start + self.room]

    @property
    def single_keys(self) -> str:
        """Return the single keys in words: the first and the last one where none between them is missing."""
        keys = "".join(sorted(choice.keys for choice in self.choices if len(choice.keys) == 1))
        is_whole = len(keys) > 1 and any(keys in labels for labels in (DIGITS, LETTERS))
        return f"{keys[0]}-{keys[-1]}" if is_whole else keys if len(keys) == 1 else "key"

    def choice_for(self, key: str) -> Choice | None:
        """Return the choice that a key takes."""
        return next((choice for choice in self.choices if choice.keys == self.prefix + key), None)

    def turn(self) -> Menu:
        """Return the menu at its next page, the first one after the last."""
        return replace(self, page=(self.page + 1) % self.pages)

    def press_zero(self) -> Menu:
        """Return the menu at the keys after one more `0`, the first ones after the last; at its next page where a
        single key takes every choice."""
        longest = max((choice.keys.count("0") for choice in self.choices), default=0)
        if not longest:
            return self.turn()
        return replace(self, page=0, prefix="0" * ((len(self.prefix) + 1) % (longest + 1)))

    def narrow(self, text: str) -> Menu:
        """Return the menu of what matches a text."""
        return replace(self, filter=text, page=0, prefix="")


def assign_keys(ids: Iterable[str], labels: str, taken: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return id -> its keys: those that it has already, the others in order the next ones that are free."""
    keys = dict(taken or {})
    used = set(keys.values())
    number = 0
    for id in ids:
        while id not in keys:
            zeros, place = divmod(number, len(labels))
            number += 1
            found = "0" * zeros + labels[place]
            if found not in used:
                keys[id] = found
    return keys


def label(choices: Sequence[Choice], labels: str = LETTERS) -> Sequence[Choice]:
    """Return choices with keys in their order."""
    keys = assign_keys((choice.id for choice in choices), labels)
    return [replace(choice, keys=keys[choice.id]) for choice in choices]
