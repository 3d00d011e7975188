"""Long texts that are read part by part: the tables of the whole text, and nothing that the whole would refuse."""

from __future__ import annotations

import random
from typing import Any

import pytest

from negtrack.store import toml
from negtrack.store.parse import parse_document
from negtrack.store.toml import NotPlainError, read_parts, read_toml

PIECES = (
    "[position.a]\n", "[position.b]\nx = 1\n", '[position."c"]\n', "[position]\n", "[ position ]\n", "[[position]]\n",
    "  [position.d]\n", "[position.a.term.b]\n", "[proposal.p]\n", "[proposal.p.term.q]\n", "[proposal]\nz.y = 1\n",
    'position.a = "x"\n', "position = {}\n", "position.e.f = 1\n", 'name = "x"\n', "name = [\n[1],\n[2]\n]\n",
    '"""\n', "'''\n", 'text = """\n', 'text = """\n[position.f]\n"""\n', "list = [\n[position.g]\n]\n",
    "# [position.h]\n", "\n", "\r\n", "x = 1\n", 'y = "\\"[position.i]"\n', "[name.a]\n", '["pos ition".a]\n',
    "[position.j] # text\n", "[a]\n[position.k]\n", "deep = [[[[[[[[[1]]]]]]]]]\n",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a part begin at each header."""
    monkeypatch.setattr(toml, "_PART", 1)


def by_parts(text: str) -> dict[str, Any] | None:
    """Return the tables of all parts together; None where the text is not read so."""
    tables: dict[str, Any] = {}
    try:
        for part in read_parts(text):
            for name, group in part.items():
                tables[name] = tables.get(name, {}) | group if isinstance(group, dict) else group
    except NotPlainError:
        return None
    return tables


@pytest.mark.parametrize("seed", [*range(4), *(pytest.param(seed, marks=pytest.mark.soak) for seed in range(4, 60))])
def test_as_the_whole(seed: int) -> None:
    """What is read by parts, in the same order, is what the whole text holds; what is wrong is never read so."""
    pick, read = random.Random(seed), 0
    for _ in range(2500):
        text = "".join(pick.choice(PIECES) for _ in range(pick.randrange(1, 7)))
        tables = by_parts(text)
        if tables is not None:
            whole, problems = read_toml(text, "")
            assert not problems, text
            assert repr(tables) == repr(whole), text
            read += 1
    assert read > 100


@pytest.mark.parametrize(
    "more", ["[position]\n[position.b]\n", "[position]\ny.issue = 1\n", '[position.a]\nissue = "b"\n']
)
def test_what_stands_twice(more: str) -> None:
    """A table whose header stands in two parts is an error, as it is in one."""
    text = '[position]\nx.issue = "a"\n[position.a]\nissue = "a"\n'
    assert by_parts(text) is not None
    assert by_parts(text + more) is None
    assert parse_document(text + more, "parties/a.toml", "party", "a")[1]


def test_a_document_of_many_parts() -> None:
    """A document of many parts has its items in the order of their tables and of the file, each with its line."""
    head = 'name = "A"\nrole = "principal"\n'
    said = 'issue = "pay"\nvalue = "4"\nstated = 2024-01-01\nrecorded = 2024-01-01 00:00:00+00:00\n'
    note = 'text = "x"\nrecorded = 2024-01-01 00:00:00+00:00\n'
    text = head + "".join(f"[position.a{n}]\n{said}[note.b{n}]\n{note}" for n in range(300))
    text += '[delegate.c]\nname = "C"\n'
    document, problems = parse_document(text, "parties/a.toml", "party", "a")
    assert not problems
    names = [item.id for item in document.items]
    assert names == ["a", "c", *(f"a{n}" for n in range(300)), *(f"b{n}" for n in range(300))]
    lines = text.split("\n")
    assert all(lines[item.line - 1] == f"[{item.table}.{item.id}]" for item in document.items[1:])
    broken = text.replace("[position.a7]\n", "[position.a7]\nstance = 3\n").replace("[note.b9]\n", "[note.b9]\nx = 1\n")
    found = parse_document(broken, "parties/a.toml", "party", "a")[1]
    assert [(problem.line, problem.where) for problem in found] == [
        (broken.split("\n").index("stance = 3") + 1, "[position.a7] stance:"),
        (broken.split("\n").index("x = 1") + 1, "[note.b9] x:"),
    ]
