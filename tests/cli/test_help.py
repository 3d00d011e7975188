"""`help`: what `--help` says, or a page of the manual."""

from __future__ import annotations

import pytest

from negtrack.cli.commands import NAMES

from .harness import run


@pytest.mark.parametrize("name", NAMES)
def test_help_of_a_command_is_its_help(name: str) -> None:
    """Word for word."""
    assert run("help", name) == run(name, "--help")


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
