"""One line that is typed: a text and the place in it where the next character goes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from negtrack.frozen import dataclass, replace

MOST = 2_000
"""Characters that a line takes."""


@dataclass(frozen=True)
class Entry:
    """What was typed so far; `is_offered` says that nothing was typed yet, so that the first key replaces the text."""

    text: str = ""
    place: int = 0
    is_offered: bool = False

    def press(self, key: str) -> Entry | None:
        """Return the line after a key; None for a key that means nothing here."""
        if key in _MOVES:
            return _MOVES[key](replace(self, is_offered=False))
        if len(key) == 1 and key.isprintable():
            return self._insert(key)
        return None

    def _insert(self, text: str) -> Entry:
        if self.is_offered:
            return Entry(text, len(text))
        if len(self.text) >= MOST:
            return self
        return Entry(self.text[: self.place] + text + self.text[self.place :], self.place + len(text))


def offer(text: str) -> Entry:
    """Return a line that holds `text` until something else is typed."""
    return Entry(text, len(text), is_offered=bool(text))


_MOVES: Mapping[str, Callable[[Entry], Entry]] = {
    "backspace": lambda entry: Entry(
        entry.text[: max(entry.place - 1, 0)] + entry.text[entry.place :], max(entry.place - 1, 0)
    ),
    "delete": lambda entry: Entry(entry.text[: entry.place] + entry.text[entry.place + 1 :], entry.place),
    "left": lambda entry: replace(entry, place=max(entry.place - 1, 0)),
    "right": lambda entry: replace(entry, place=min(entry.place + 1, len(entry.text))),
    "home": lambda entry: replace(entry, place=0),
    "end": lambda entry: replace(entry, place=len(entry.text)),
    "ctrl-u": lambda _: Entry(),
}
