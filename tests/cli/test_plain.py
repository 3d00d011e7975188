"""Plain lines are read without typer: what is read is what typer reads, and all else is left to it."""

from __future__ import annotations

import contextlib
import io
import os
import pty
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from negtrack.cli.app import call_by_typer
from negtrack.cli.commands import NAMES
from negtrack.cli.options import call_command
from negtrack.cli.plain import read_plain_line
from negtrack.cli.table import Parameter, parameters_of

from ..examples import tiers
from .harness import EXAMPLE, SHIPPED, environment, home
from .parameter_table import FILE, table_text

Line = tuple[str, dict[str, Any]]
_ODD = ("", "-", "--", "-5", "--help", "-h", "-x", "--no-such", "=", "-nX", "--jso", "--json=yes", "-vn", "x=y", "@f")
"""Words that are not plain, or wrong in most places."""
_WORDS = (
    "israel",
    "hamas",
    "a b",
    "é",
    "100%",
    "more",
    "json",
    "auto",
    "demand",
    "today",
    "x -y",
    "'",
    "a=b",
    "\udc80",
)


def read_by_typer(words: Sequence[str]) -> Line | None:
    """Return the command and the values that typer passes to it; None for a line that it answers itself or refuses."""
    found: list[Line] = []
    real = call_command

    def call(command: Callable[..., None], given: dict[str, Any]) -> None:
        if command.__name__ == "command":
            name = command.__module__.rpartition(".")[2].rstrip("_").replace("_", "-")
            found.append((name, given))
        else:
            real(command, given)

    silent = contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO())
    with mock.patch("negtrack.cli.app.call_command", call), silent[0], silent[1], contextlib.suppress(Exception):
        call_by_typer(words)
    return found[0] if found else None


def spelt(line: Line | None) -> str:
    """Return a line with the types of its values."""
    return repr(line and (line[0], sorted(line[1].items())))


def line_of(rand: random.Random) -> list[str]:
    """Return a line as people write it, often with something that is not quite right."""
    name = rand.choice(NAMES)
    before = [part for _ in range(rand.choice((0, 0, 0, 1, 2))) for part in _option(rand, parameters_of(""))]
    parameters = parameters_of(name)
    arguments = [parameter for parameter in parameters if not parameter.flags]
    groups = [[_value(rand, parameter)] for parameter in arguments if rand.random() < 0.8]
    groups += [_option(rand, parameters) for _ in range(rand.choice((0, 0, 1, 2, 4)))]
    if rand.random() < 0.2:
        groups.append([rand.choice(_WORDS)])
    if rand.random() < 0.2:
        rand.shuffle(groups)
    words = [*before, name, *(word for group in groups for word in group)]
    if rand.random() < 0.25:
        place = rand.randrange(len(words) + 1)
        words[place : place + rand.choice((0, 1))] = rand.choice(([], [rand.choice(_ODD)], [rand.choice(words)]))
    return words


def _option(rand: random.Random, parameters: Sequence[Parameter]) -> list[str]:
    options = [parameter for parameter in parameters if parameter.flags]
    if not options:
        return []
    option = rand.choice(options)
    flag = rand.choice(option.flags)
    if option.switch:
        return [flag]
    value = _value(rand, option)
    return [f"{flag}={value}"] if rand.random() < 0.3 else [flag, value]


def _value(rand: random.Random, parameter: Parameter) -> str:
    if parameter.words and rand.random() < 0.8:
        return rand.choice(list(parameter.words))
    return rand.choice(_ODD) if rand.random() < 0.05 else rand.choice(_WORDS)


@pytest.mark.parametrize("count", tiers(2_000, 20_000, 200_000))
def test_lines_are_read_as_typer_reads_them(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same command with the same values, or it is left to typer; of generated lines, right and wrong, four in
    ten are read without it, and of those that typer takes eight in ten."""
    rand, plain, right = random.Random(23), 0, 0
    for number in range(count):
        for variable in ("NEGTRACK_DATA", "NEGTRACK_NEGOTIATION"):
            monkeypatch.setenv(variable, rand.choice(("", "", "elsewhere")))
        words = line_of(rand)
        ours, theirs = read_plain_line(words), read_by_typer(words)
        assert ours is None or spelt(ours) == spelt(theirs), (number, words)
        plain += ours is not None
        right += theirs is not None
    assert plain > 0.4 * count
    assert plain > 0.8 * right


@pytest.mark.parametrize("name", NAMES)
def test_every_option_is_read(name: str) -> None:
    """Each option alone, with a value that it allows, in each spelling: what is not plain are numbers and files."""
    needed = [parameter for parameter in parameters_of(name) if not parameter.flags and parameter.default is ...]
    arguments = [next(iter(parameter.words), "x") for parameter in needed]
    for parameter in parameters_of(name):
        for flag in parameter.flags:
            value = [] if parameter.switch else [next(iter(parameter.words), "x")]
            words = [name, *arguments, flag, *value]
            is_plain = parameter.plain and all(one.plain for one in needed)
            assert (read_plain_line(words) is not None) == is_plain, words
            assert not is_plain or spelt(read_plain_line(words)) == spelt(read_by_typer(words))


def test_the_file_is_what_the_commands_take() -> None:
    """`python -m tests.cli.parameter_table` writes it anew."""
    assert FILE.read_text("utf-8") == table_text()


def imported(*words: str, stdout: int = subprocess.PIPE, env: Mapping[str, str] | None = None) -> set[str]:
    """Return the modules that a plain line imports."""
    code = (
        f"import sys; sys.argv = {['negtrack', *words]!r}; from negtrack.__main__ import main; main(); "
        "print(*sys.modules, file=sys.stderr)"
    )
    line = [sys.executable, "-c", code]
    done = subprocess.run(
        line, cwd=home(), env=environment(env), stdout=stdout, stderr=subprocess.PIPE, text=True, check=True
    )
    return set(done.stderr.split("\n")[-2].split())


@pytest.mark.parametrize("words", [("--help",), ("import", "--help"), ("--version",)], ids=" ".join)
def test_help_imports_almost_nothing(words: Sequence[str]) -> None:
    """The page is read from a file, without what reads a line."""
    found = {name for name in imported(*words) if name.startswith("negtrack.")}
    own = {"negtrack.cli", "negtrack.cli.help_pages", "negtrack.cli.output", "negtrack.cli.output.terminal_size"}
    assert found <= {"negtrack.__main__", *own}


HEAVY = {
    "typer",
    "click",
    "rich",
    "pydantic",
    "subprocess",
    "shutil",
    "sqlite3",
    "msgpack",
    "jinja2",
    "hashlib",
    "platformdirs",
}
"""What no plain look needs."""


@pytest.mark.parametrize(
    "words", [("show", "--json"), ("compare",), ("parties", "--ids"), ("rounds",), ("help", "show")], ids=" ".join
)
def test_a_plain_look_imports_little(words: Sequence[str]) -> None:
    """Neither typer nor rich nor pydantic, nor what they bring."""
    assert imported("--data", str(SHIPPED), "-n", EXAMPLE, *words) & HEAVY == set()


def test_show_imports_no_question_that_it_does_not_ask() -> None:
    """A question of `query` is imported when a view names it: a negotiation without papers has none of these."""
    found = imported("--data", str(SHIPPED), "-n", "uaw-detroit-2023", "show", "--json")
    unasked = {"pairs", "meetings", "plain", "alike_pairs", "fallbacks", "votes", "answer_rules", "due", "timeline"}
    assert found & {f"negtrack.query.{name}" for name in unasked} == set()
    assert found & {"negtrack.relative_days", "negtrack.title_words"} == set()


def test_no_look_compiles_a_text() -> None:
    """The first text that `compile` gets takes longer than reading a small negotiation."""
    words = ["negtrack", "--data", str(SHIPPED), "-n", EXAMPLE, "compare"]
    code = (
        "import builtins, sys; real = compile; "
        "seen = lambda file: file == '<string>' and print('compiled', file=sys.stderr); "
        "builtins.compile = lambda text, file, *given, **named: (seen(file), real(text, file, *given, **named))[1]; "
        f"sys.argv = {words!r}; from negtrack.__main__ import main; main()"
    )
    line = [sys.executable, "-c", code]
    done = subprocess.run(line, cwd=home(), env=environment(), capture_output=True, text=True, check=True)
    assert "compiled" not in done.stderr


def test_a_page_of_narrow_signs_imports_no_rich() -> None:
    """A table in a terminal, as `show` prints it."""
    words = ("--data", str(SHIPPED), "-n", EXAMPLE, "show", "--format", "table")
    assert imported(*words) & HEAVY == set()


def test_a_page_on_a_terminal_imports_no_pager() -> None:
    """A table that fits is printed without what finds, starts and feeds another program."""
    ours, theirs = pty.openpty()
    found = imported("--data", str(SHIPPED), "-n", EXAMPLE, "parties", stdout=theirs, env={"LINES": "100"})
    os.close(ours)
    os.close(theirs)
    assert "negtrack.render.terminal" in found
    assert found & HEAVY == set()


def test_a_record_imports_no_reader_of_sheets(tmp_path: Path) -> None:
    """One `add-position` reads no rows, and chooses names of files without a library."""
    shutil.copytree(SHIPPED / EXAMPLE, tmp_path / EXAMPLE)
    words = ("add-position", "israel", "hostage-count", "45", "--stated", "2024-03-25", "--text", "x", "--dry-run")
    found = imported("--data", str(tmp_path), "-n", EXAMPLE, *words)
    assert found & {*HEAVY, "base64", "json", "secrets", "inspect", "csv", "tempfile"} == set()
    assert not [name for name in found if name.startswith("negtrack.exchange")]
