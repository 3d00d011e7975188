"""Beginnings that were taken for whole ids, so that a command that writes can say what it took."""

from __future__ import annotations


class Beginnings:
    """What was typed as the beginning of an id since the last look, with what it was taken for: text -> words."""

    def __init__(self) -> None:
        self._taken: dict[str, str] = {}

    def add(self, kind: str, text: str, id: str) -> None:
        """Add a text that was taken for the thing of `kind` with this id."""
        self._taken[text.strip()] = f"{kind} {id}".strip()

    def take(self) -> dict[str, str]:
        """Return what was added, and forget it."""
        taken, self._taken = self._taken, {}
        return taken


BEGINNINGS = Beginnings()
