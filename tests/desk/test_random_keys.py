"""Any keys at all."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from negtrack.desk.page import draw
from negtrack.desk.spoken import help_lines, lines_of, prompt_of, reply
from negtrack.screen.rows import row_width

from ..cli.harness import run
from ..examples import tiers
from .reader import Reader, write_talks

KEYS = (
    *("enter", "esc", "backspace", "delete", "tab", "up", "down", "left", "right", "home", "end", "pgup", "pgdn"),
    *("ctrl-u", "", "週", "\u0301", "ש"),
    *map(chr, range(32, 127)),
)
LIKELY = (*"  jkv123abcdefJKHL<>swgdaf.u/n?0", "enter", "enter", "esc")
VALUES = ("9%", "at least 4%", "3 years", "trial", "3", "2 weeks", "EUR 45", "full", "unspecified", "nonsense")


LINES = (
    *KEYS,
    *VALUES,
    "union",
    "em",
    "wage-rise",
    "over",
    "1",
    "2",
    "9",
    "99",
    "union officials",
    "b2",
    "text",
    "x" * 300,
)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("count", tiers(150, 1_500, 20_000))
def test_any_lines(tmp_path: Path, seed: int, count: int) -> None:
    """No line raises either, and whatever was recorded is valid."""
    write_talks(tmp_path)
    reader, chance = Reader(tmp_path), Random(seed)
    for _ in range(count):
        desk = reply(reader.desk, chance.choice(LINES if chance.random() < 0.5 else LIKELY[:30]))
        desk = reader.work.do(desk, nullcontext) if desk.wants in ("write", "undo", "define") else desk
        assert [*lines_of(desk), *help_lines(desk), prompt_of(desk)]
        reader.desk = replace(desk, wants="", help_page=0)
    assert reader.negotiation
    assert run("check", cwd=tmp_path).code == 0


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("count", tiers(250, 1_500, 20_000))
def test_any_keys(tmp_path: Path, seed: int, count: int) -> None:
    """No key raises in any state; every page fits its window; whatever was recorded is valid, and its words stand where
    it says."""
    write_talks(tmp_path)
    reader, chance = Reader(tmp_path), Random(seed)
    for _ in range(count):
        if reader.desk.question == "value" and chance.random() < 0.7:
            reader.press("ctrl-u", *chance.choice(VALUES), "enter")
        elif reader.desk.menu and reader.desk.entry is None and reader.desk.menu.choices and chance.random() < 0.5:
            reader.press(*chance.choice(reader.desk.menu.choices).keys)
        else:
            reader.press(chance.choice(LIKELY if chance.random() < 0.8 else KEYS))
        if chance.random() < 0.02:
            reader.press(*["esc"] * 4)  # out of a stance that refuses every value
        if chance.random() < 0.02:
            reader.resize(chance.randint(1, 200), chance.randint(1, 60))
        rows = draw(reader.desk)
        assert len(rows) == reader.desk.height
        assert all(row_width(row) <= reader.desk.width for row in rows)
        if reader.desk.wants == "quit":
            reader.desk = Reader(tmp_path).desk
    written = [record.id for record in reader.negotiation.records]
    assert written or count < 1_000
    assert run("check", cwd=tmp_path).code == 0
    rows_found = run("verify", "--format", "tsv", cwd=tmp_path).rows
    assert [row["status"] for row in rows_found] == ["found"] * len(written)
