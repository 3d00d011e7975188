"""`help`: what `--help` says, or a page of the manual."""

from __future__ import annotations

import re
import shlex

import pytest

from negtrack.cli.app import help_of
from negtrack.cli.commands import NAMES
from negtrack.cli.help_pages import read_help

from .harness import run, spawn
from .parameter_table import HELP, help_text


@pytest.mark.parametrize("name", NAMES)
def test_help_of_a_command_is_its_help(name: str) -> None:
    """Word for word, wide and narrow."""
    for columns in ("80", "40"):
        assert run("help", name, env={"COLUMNS": columns}) == run(name, "--help", env={"COLUMNS": columns})


def test_help_alone_is_the_help_of_the_whole() -> None:
    """As `--help` prints it."""
    assert run("help") == run("--help")


def test_help_on_a_topic_is_its_page() -> None:
    """Where no command has the name."""
    assert run("help", "values") == run("manual", "values")
    assert run("help", "exit", "codes") == run("manual", "exit-codes")


def test_what_is_neither_is_one_line() -> None:
    """With the nearest command or topic."""
    result = run("help", "comapre")
    assert (result.code, result.out) == (2, "")
    assert result.err == 'negtrack: no command or topic "comapre"; did you mean compare? (negtrack manual lists them)\n'


def test_the_file_of_help_is_what_typer_prints() -> None:
    """`python -m tests.cli.parameter_table` writes it anew."""
    assert HELP.read_text("utf-8") == help_text()


@pytest.mark.parametrize("columns", ["80", "81", "100", "250"])
def test_help_is_the_same_at_every_greater_width(columns: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the program and of each command, as typer lays it out there."""
    monkeypatch.setenv("COLUMNS", columns)
    for name in ("", *NAMES):
        assert read_help([name, "--help"] if name else ["--help"]) == f"{help_of(name)}\n"


@pytest.mark.parametrize("columns", [40, 60, 79, 80])
def test_help_fits_the_terminal(columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """No line is wider, but for a word of an example that is wider itself, and none ends within a word."""
    monkeypatch.setenv("COLUMNS", str(columns))
    for name in ("", *NAMES):
        for line in help_of(name).splitlines():
            assert len(line) <= columns or len(shlex.split(line.rstrip(" \\"))) == 1
            assert not re.search("[a-z]-$", line)


def test_an_option_stands_above_its_text_in_a_narrow_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A choice that is wider than the page is broken between its words, an example as a shell takes it."""
    monkeypatch.setenv("COLUMNS", "32")
    text = help_of("diff")
    assert "  --format <table|tsv|csv|json|\n      jsonl|md>\n      Output format [default:\n" in text
    assert "    negtrack diff \\\n        --since 2026-11-20 \\\n        port\n" in text


@pytest.mark.parametrize("line", ["", "help", "show", "show x --help", "--help show", "no-such --help", "-n x --help"])
def test_other_lines_are_for_typer(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also those that ask for help and say more, and those of which the terminal is narrow."""
    monkeypatch.setenv("COLUMNS", "80")
    assert read_help(line.split()) is None
    monkeypatch.setenv("COLUMNS", "79")
    assert read_help(["--help"]) is None


@pytest.mark.parametrize("words", [("--help",), ("show", "--help")], ids=" ".join)
@pytest.mark.parametrize("columns", ["40", "80"])
def test_a_process_prints_help_as_typer_does(words: tuple[str, ...], columns: str) -> None:
    """Narrow and wide, and with the same end."""
    assert spawn(*words, env={"COLUMNS": columns}) == run(*words, env={"COLUMNS": columns})
