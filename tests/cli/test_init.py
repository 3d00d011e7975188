"""`init`: a negotiation of one's own, or the example."""

from __future__ import annotations

from pathlib import Path
from unittest import mock

import pytest

from negtrack.errors import DataError, NotWrittenError, Problem

from .harness import EXAMPLE, SHIPPED, Terminal, contents, run, unchanged


def test_starts_an_empty_negotiation(tmp_path: Path) -> None:
    """One file, beside the schemas for editors; the id on stdout, what is next on stderr; it can be used at once."""
    result = run("init", "coal-pay-2025", "--title", "Coal pay", cwd=tmp_path)
    assert (result.code, result.out) == (0, "coal-pay-2025\n")
    assert "next: add-party" in result.err
    made = contents(tmp_path / "data" / "coal-pay-2025")
    assert sorted(name for name in made if not name.startswith(".schema/")) == ["negotiation.toml"]
    assert made["negotiation.toml"] == b'#:schema .schema/negotiation.json\nformat = 1\ntitle = "Coal pay"\n'
    for command in ("show", "compare", "parties", "issues", "events", "sources", "proposals", "check", "negotiations"):
        for form in ("table", "tsv", "json", "md"):
            assert run(command, "--format", form, cwd=tmp_path).err == ""
    assert run("add-party", "union", "--role", "principal", cwd=tmp_path).code == 0


def test_the_example_is_the_shipped_data(tmp_path: Path) -> None:
    """`--example` gives data/ byte for byte, in a folder of choice."""
    assert run("init", "--example", "gaza-ceasefire-2024", "talks", cwd=tmp_path).code == 0
    assert contents(tmp_path / "talks/data" / EXAMPLE) == contents(SHIPPED / EXAMPLE)
    assert run("init", "--example", "gaza-ceasefire-2024", "--dir", "again", cwd=tmp_path).code == 0
    assert contents(tmp_path / "again/data" / EXAMPLE) == contents(SHIPPED / EXAMPLE)


def test_the_example_twice_changes_nothing(tmp_path: Path) -> None:
    """Running it again is harmless."""
    run("init", "--example", "gaza-ceasefire-2024", cwd=tmp_path)
    with unchanged(tmp_path):
        assert run("init", "--example", "gaza-ceasefire-2024", cwd=tmp_path).code == 0


def test_one_started_before_there_were_schemas_is_the_same(tmp_path: Path) -> None:
    """Its first line is no reason to call it another; nothing is changed."""
    run("init", "coal", "--title", "Coal", cwd=tmp_path)
    path = tmp_path / "data" / "coal" / "negotiation.toml"
    path.write_text('format = 1\ntitle = "Coal"\n')
    with unchanged(tmp_path):
        assert run("init", "coal", "--title", "Coal", cwd=tmp_path).code == 0


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ((), "missing ID (letters, digits and hyphens, such as coal-pay-2025)"),
        (("Coal Pay",), '"Coal Pay" is not an id; write coal-pay'),
        (("..",), '".." is not an id'),
        (("/etc/x",), '"/etc/x" is not an id'),
        (("--example", "gaza"), 'no example "gaza"; did you mean gaza-ceasefire-2024?'),
        (("--example", "gaza-ceasefire-2024", "here", "--dir", "there"), "name the folder once"),
    ],
)
def test_what_does_not_hold_is_one_line(tmp_path: Path, given: tuple[str, ...], message: str) -> None:
    """Exit 2, nothing made."""
    result = run("init", *given, cwd=tmp_path)
    assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)
    assert message in result.err
    assert list(tmp_path.iterdir()) == []


def test_one_of_that_name_is_left_alone(here: Path) -> None:
    """Exit 2; not a byte is changed."""
    with unchanged(here):
        result = run("init", "gaza-ceasefire-2024", "--title", "Other", cwd=here)
    assert result.code == 2
    assert "holds a negotiation already" in result.err


@pytest.mark.deep
def test_on_a_terminal_it_asks(tmp_path: Path) -> None:
    """The title, then the id, which Enter takes from the title; an id that does not hold is asked for again."""
    terminal = Terminal("init", cwd=tmp_path)
    terminal.expect("title: ")
    terminal.answer("Coal pay")
    terminal.expect("ID (letters, digits and hyphens, such as coal-pay-2025) [coal-pay]: ")
    terminal.answer("Coal Pay")
    assert "write coal-pay" in terminal.expect("[coal-pay]: ")
    terminal.answer("")
    assert terminal.end() == 0
    assert (tmp_path / "data/coal-pay/negotiation.toml").read_text().endswith('format = 1\ntitle = "Coal pay"\n')


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (NotWrittenError("x: no space left"), "negotiation.toml is stored, but the rest is not (x: no space left)"),
        (OSError(5, "Input/output error"), "negotiation.toml is stored, but the rest is not (input/output error)"),
        (DataError([Problem("sources.toml", 1, "", "bad")]), "negotiation.toml is stored, but the rest is not (see"),
    ],
    ids=["refused", "call", "data"],
)
def test_a_start_without_its_records_says_so(tmp_path: Path, error: Exception, message: str) -> None:
    """An example whose records cannot be added is started all the same, and can be run again."""
    with mock.patch("negtrack.cli.commands.init.add_items", side_effect=error):
        failed = run("init", "--example", EXAMPLE, cwd=tmp_path)
    assert (failed.code, failed.out) == (2, "")
    assert f"negtrack: {message}" in failed.err
    assert run("init", "--example", EXAMPLE, cwd=tmp_path).code == 0
    assert contents(tmp_path / "data" / EXAMPLE) == contents(SHIPPED / EXAMPLE)
