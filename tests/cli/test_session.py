"""Colour: `--color` over `NO_COLOR` over `FORCE_COLOR` and `CLICOLOR_FORCE` over what the stream is; and a
layout that a page has no room for."""

from __future__ import annotations

import itertools
import re

import pytest

from .harness import run

TABLE = [
    # --color, environment, terminal -> colour
    ("always", {}, False, True),
    ("always", {"NO_COLOR": "1", "TERM": "dumb"}, False, True),
    ("never", {"FORCE_COLOR": "1"}, True, False),
    ("never", {"CLICOLOR_FORCE": "1"}, True, False),
    ("auto", {}, True, True),
    ("auto", {}, False, False),
    ("auto", {"TERM": "dumb"}, True, False),
    ("auto", {"TERM": ""}, True, True),
    ("auto", {"NO_COLOR": "1"}, True, False),
    ("auto", {"NO_COLOR": ""}, True, True),
    ("auto", {"NO_COLOR": "0"}, True, False),
    ("auto", {"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, False),
    ("auto", {"FORCE_COLOR": "1"}, False, True),
    ("auto", {"FORCE_COLOR": "0"}, False, False),
    ("auto", {"FORCE_COLOR": "0"}, True, True),
    ("auto", {"FORCE_COLOR": ""}, False, False),
    ("auto", {"CLICOLOR_FORCE": "1"}, False, True),
    ("auto", {"CLICOLOR_FORCE": "0"}, False, False),
    ("auto", {"FORCE_COLOR": "0", "CLICOLOR_FORCE": "1"}, False, True),
    ("auto", {"FORCE_COLOR": "3", "TERM": "dumb"}, True, True),
]


@pytest.mark.parametrize(("choice", "env", "tty", "coloured"), TABLE)
def test_who_decides(choice: str, env: dict[str, str], tty: bool, coloured: bool) -> None:
    """Each row of the decision table; without colour not one escape byte is written."""
    result = run("parties", "--format", "table", "--color", choice, env=env, tty=tty)
    assert ("\x1b" in result.out) is coloured


@pytest.mark.parametrize("form", ["tsv", "csv", "json", "jsonl", "md"])
def test_only_tables_have_colours(form: str) -> None:
    """What machines read is never coloured."""
    assert "\x1b" not in run("compare", "--format", form, "--color", "always", tty=True).out


def test_colours_repeat_what_signs_say() -> None:
    """Without its colours a page is the very same; the colours are of the 16, and none is a background."""
    for words in (("compare",), ("diff", "israel", "hamas"), ("diff", "--since", "2024-03-14"), ("show",)):
        plain = run(*words, "--format", "table").out
        coloured = run(*words, "--format", "table", "--color", "always").out
        assert re.sub("\x1b\\[[0-9;]*m", "", coloured) == plain
        codes = set(itertools.chain(*(sequence.split(";") for sequence in re.findall("\x1b\\[([0-9;]*)m", coloured))))
        assert codes <= {"0", "1", "2", *map(str, range(30, 38)), *map(str, range(90, 98))}
        assert "\x1b[" in coloured


@pytest.mark.parametrize("look", [("compare",), ("gaps",), ("issues",), ("proposals",), ("rounds",)])
def test_a_page_without_room_for_columns_says_so(look: tuple[str, ...]) -> None:
    """Where they were asked for; not where there is room, or nothing to put in columns."""
    asked = (*look, "--format", "table", "--layout", "columns")
    narrow = run(*asked, env={"COLUMNS": "40"})
    assert narrow.err == "negtrack: 40 cells are too few for columns, so the page is stacked\n"
    assert narrow.out == run(*look, "--format", "table", "--layout", "stacked", env={"COLUMNS": "40"}).out
    assert run(*asked, env={"COLUMNS": "400"}).err == ""


def test_an_empty_list_has_no_columns() -> None:
    """Nothing is said of room that it does not need."""
    asked = ("proposals", "--as-of", "2020-01-01", "--format", "table", "--layout", "columns")
    assert run(*asked, env={"COLUMNS": "30"}).err == ""
