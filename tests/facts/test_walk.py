"""Every answer of the facts pages on the screen: found on pages of 80 columns within two commands.

W1 to W47 are those of baseball, E1 to E21 those of Gaza in March 2024, G1 to G25 those of Gaza later, U1 to U18 those
of the carmakers. W2 takes two commands of which the first writes: `retract`, then `scorecard`; it is in
`test_scorecards.py`.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from ..cli.harness import SHIPPED, look

Walk = dict[str, list[str]]
"""Command -> the words that stand on its page."""
GAZA = "gaza-ceasefire-2024"
TALKS = {"W": "mlb-lockout-2021-22", "E": GAZA, "G": GAZA, "U": "uaw-detroit-2023"}
COUNTS = {"W": 47, "E": 21, "G": 25, "U": 18}


def read_walk() -> Iterator[tuple[str, Walk]]:
    """Yield the number of each answer in `walk.txt`, and where it stands."""
    _, *blocks = (Path(__file__).parent / "walk.txt").read_text(encoding="utf-8").split("\n\n")
    for block in blocks:
        number, *lines = block.splitlines()
        walk: Walk = {}
        for line in lines:
            if line.startswith("$ "):
                walk[line.removeprefix("$ ")] = words = []
            else:
                words.append(line)
        yield number, walk


WALK = dict(read_walk())


@cache
def page(talks: str, command: str) -> str:
    """Return the page of a command in 80 columns as running text."""
    return " ".join(look(*shlex.split(command), "-n", talks, "--data", SHIPPED, width=80).split())


@pytest.mark.parametrize(("number", "commands"), WALK.items(), ids=WALK)
def test_an_answer_is_found(number: str, commands: Walk) -> None:
    """Each part of an answer stands on the page of one of at most two commands."""
    assert len(commands) <= 2
    pages = {command: page(TALKS[number[0]], command) for command in commands}
    missing = [
        (command, words) for command, found in commands.items() for words in found if words not in pages[command]
    ]
    assert not missing


def test_every_answer_is_walked() -> None:
    """No number is left out but W2."""
    every = {f"{letter}{number}" for letter, count in COUNTS.items() for number in range(1, count + 1)}
    assert every - WALK.keys() == {"W2"}
