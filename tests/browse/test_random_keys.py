"""Any keys at all."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from random import Random

import pytest

from negtrack.browse.page import draw
from negtrack.screen.rows import plain, row_width

from ..cli.harness import EXAMPLE, copy_data
from ..examples import tiers
from ..render.hostile import make_hostile
from .walker import TALKS, Walker

KEYS = (
    *("enter", "esc", "backspace", "delete", "tab", "up", "down", "left", "right", "home", "end", "pgup", "pgdn"),
    *("ctrl-u", "", "週", "\u0301", "ש"),
    *map(chr, range(32, 127)),
)
LIKELY = (*"12345678abcdefgh<>v ", "enter", "enter", "down", "down", "up", "pgdn", "q", "q")
FILTERS = (
    *("", "hamas", "israel hamas", "--group exch*", "--issue prisoners-*", "--as-of 2024-03-26", "--brief", "-v"),
    *("--matrix --all", "--step 2", "--layout stacked", "--proposal us-comp", "d836", "civilian-return", "nonsense"),
    *("--known-at 2026-11-20", "'", "--as-of never", "--step first mlb"),
)
ISOLATES = {"\u2068", "\u2069"}


def try_keys(walker: Walker, chance: Random, count: int) -> None:
    """Press any keys: nothing raises, and every window is full, none of its rows too wide, without a hidden
    character."""
    for _ in range(count):
        if chance.random() < 0.05:
            walker.filter(chance.choice(FILTERS))
        else:
            walker.press(chance.choice(LIKELY if chance.random() < 0.8 else KEYS))
        if chance.random() < 0.05:
            walker.resize(chance.randint(1, 200), chance.randint(1, 60))
        rows = draw(walker.browser)
        assert len(rows) == walker.browser.height
        assert all(row_width(row) <= walker.browser.width for row in rows)
        hidden = {char for row in rows for char in plain(row) if unicodedata.category(char) in ("Cc", "Cf")} - ISOLATES
        assert hidden == set()


@pytest.mark.parametrize("name", TALKS)
@pytest.mark.parametrize("count", tiers(60, 1_500, 20_000))
def test_any_keys(name: str, count: int) -> None:
    """No key raises in any state, and every page fits its window."""
    chance, walker = Random(name), Walker(name)
    for _ in range(10):
        try_keys(walker, chance, count // 10)
        if walker.browser.wants == "quit":
            walker = Walker(name)


@pytest.mark.parametrize("count", tiers(60, 1_000, 10_000))
def test_any_keys_on_hostile_text(tmp_path: Path, count: int) -> None:
    """Control characters, marks of direction and markup in every text: none reaches the window."""
    make_hostile(copy_data(tmp_path))
    try_keys(Walker(EXAMPLE, data=tmp_path / "data"), Random(count), count)
