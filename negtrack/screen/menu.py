"""Choices, each taken by one key; more than there are keys go on further pages, or are found by what is typed."""

from __future__ import annotations

from collections.abc import Sequence

from negtrack.frozen import dataclass, replace

DIGITS = "123456789"
LETTERS = "abcdefghijklmoprstuvwxyz"
"""Keys of choices; `n` and `q` mean something else everywhere, `0` turns the page."""


@dataclass(frozen=True)
class Choice:
    """One thing to choose: its id, and what is shown beside it."""

    id: str
    title: str = ""


@dataclass(frozen=True)
class Menu:
    """Choices in the order in which they are offered; `room` is how many a page may have, `filter` what was typed."""

    choices: Sequence[Choice]
    labels: str = LETTERS
    room: int = 99
    page: int = 0
    filter: str = ""

    @property
    def matching(self) -> Sequence[Choice]:
        """Return the choices that have what was typed: those whose id begins with it, then all others."""
        if not self.filter:
            return self.choices
        wanted = self.filter.casefold()
        begun = [choice for choice in self.choices if choice.id.casefold().startswith(wanted)]
        held = [choice for choice in self.choices if wanted in f"{choice.id} {choice.title}".casefold()]
        return [*begun, *(choice for choice in held if choice not in begun)]

    @property
    def size(self) -> int:
        """Return how many choices a page has."""
        return max(min(self.room, len(self.labels)), 1)

    @property
    def pages(self) -> int:
        """Return how many pages there are."""
        return max(-(-len(self.matching) // self.size), 1)

    @property
    def shown(self) -> Sequence[tuple[str, Choice]]:
        """Return the choices of the page, each with its key."""
        start = self.page % self.pages * self.size
        return list(zip(self.labels, self.matching[start : start + self.size], strict=False))

    def taken(self, key: str) -> Choice | None:
        """Return the choice that a key takes."""
        return dict(self.shown).get(key)

    def turned(self, pages: int = 1) -> Menu:
        """Return the menu at its next page, the first one after the last."""
        return replace(self, page=(self.page + pages) % self.pages)

    def filtered(self, text: str) -> Menu:
        """Return the menu of what matches a text."""
        return replace(self, filter=text, page=0)
