"""`add-side`: principals that stand together."""

from __future__ import annotations

from pathlib import Path

import pytest

from .harness import contents, run, unchanged

FILE = "data/gaza-ceasefire-2024/negotiation.toml"


def test_appends_to_the_negotiation_alone(here: Path) -> None:
    """Parties are found by prefix or name; `parties` and `show` say on which side one stands, and its pair is gone."""
    assert run("add-party", "lebanon", "--name", "Lebanon", "--role", "principal", cwd=here).code == 0
    before = contents(here)
    result = run("add-side", "south", "--title", "The south", "--party", "ham", "--party", "Lebanon", cwd=here)
    assert (result.code, result.out) == (0, "south\n"), result.err
    after = contents(here)
    assert [name for name in after if after[name] != before.get(name)] == [FILE]
    assert after[FILE].startswith(before[FILE])
    sides = {row["id"]: row["side"] for row in run("parties", cwd=here).rows}
    assert (sides["hamas"], sides["lebanon"], sides["israel"]) == ("south", "south", "")
    assert "principal, side: The south" in run("show", "hamas", "--format", "table", cwd=here).out
    pairs = {(row["one"], row["other"]) for row in run("gaps", cwd=here).rows}
    assert pairs == {("israel", "hamas"), ("israel", "lebanon")}
    result = run("query", "SELECT id, title, parties FROM side", "--format", "csv", "--no-header", cwd=here)
    assert result.out == "south,The south,hamas; lebanon\r\n"


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ((), "missing ID (such as developing-countries)"),
        (("south",), "missing --title"),
        (("south", "--title", "South"), "--party: missing; name each principal that stands on this side"),
        (("south", "--title", "South", "--party", "hammas"), "did you mean hamas?"),
        (("south", "--title", "South", "--party", "egypt"), "egypt is no principal, and a side is of principals"),
        (("today", "--title", "South", "--party", "hamas"), '"today" is a reserved word'),
    ],
)
def test_what_does_not_hold_is_one_line(here: Path, given: tuple[str, ...], message: str) -> None:
    """Exit 2, nothing written."""
    with unchanged(here):
        result = run("add-side", *given, cwd=here)
    assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)
    assert message in result.err


def test_a_party_on_a_second_side(here: Path) -> None:
    """It is refused, and the first side stays as it was."""
    assert run("add-side", "one", "--title", "One", "--party", "hamas", cwd=here).code == 0
    with unchanged(here):
        result = run("add-side", "two", "--title", "Two", "--party", "hamas", cwd=here)
    assert result.code == 2
    assert "hamas stands on one already; name it in one of them" in result.err


def test_dry_run(here: Path) -> None:
    """Nothing is written."""
    with unchanged(here):
        result = run("add-side", "one", "--title", "One", "--party", "hamas", "--dry-run", cwd=here)
    assert result.out == '[side.one]\ntitle = "One"\nparties = [\n    "hamas",\n]\n'
