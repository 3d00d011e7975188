"""One line that is typed."""

from __future__ import annotations

from functools import reduce

import pytest

from negtrack.screen.entry import MOST, Entry, offer


def type_keys(entry: Entry, *keys: str) -> Entry:
    """Return the line after some keys, each of which means something."""

    def press(line: Entry, key: str) -> Entry:
        pressed = line.press(key)
        assert pressed
        return pressed

    return reduce(press, keys, entry)


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("abc", "abc"),
        (["a", "b", "left", "x"], "axb"),
        (["a", "b", "backspace"], "a"),
        (["a", "b", "home", "delete", "end", "c"], "bc"),
        (["a", "ctrl-u", "b"], "b"),
        (["backspace", "left", "delete"], ""),
        (["週", "right"], "週"),
    ],
)
def test_keys(keys: list[str], text: str) -> None:
    """Characters go in where the cursor is; the keys of a line move and delete."""
    assert type_keys(Entry(), *keys).text == text


def test_what_is_offered() -> None:
    """The first character replaces it, any key that moves keeps it."""
    assert type_keys(offer("9%"), "8").text == "8"
    assert type_keys(offer("9%"), "left", "8").text == "98%"
    assert type_keys(offer("9%"), "backspace").text == "9"


def test_what_means_nothing() -> None:
    """Other keys and control characters are no text, and a line has an end."""
    assert Entry().press("pgup") is Entry().press("\x07") is None
    assert len(type_keys(Entry("a" * MOST, MOST), "b").text) == MOST
