"""`add-event`: a day, a span, or something without a date yet."""

from __future__ import annotations

from pathlib import Path

import pytest

from .harness import contents, run, unchanged

FILE = "data/gaza-ceasefire-2024/negotiation.toml"


def test_appends_to_the_negotiation_alone(here: Path) -> None:
    """A span with its place and who takes part; WHEN may name it from then on."""
    before = contents(here)
    result = run(
        *("add-event", "cairo-round", "--title", "Cairo round", "--date", "2024-03-30", "--until", "2024-03-31"),
        *("--place", "Cairo", "--participants", "isr", "--participants", "Hamas"),
        cwd=here,
    )
    assert (result.code, result.out) == (0, "cairo-round\n"), result.err
    after = contents(here)
    assert [name for name in after if after[name] != before.get(name)] == [FILE]
    assert after[FILE].startswith(before[FILE])
    (row,) = (row for row in run("events", cwd=here).rows if row["id"] == "cairo-round")
    assert (row["until"], row["place"], row["participants"]) == ("2024-03-31", "Cairo", "israel; hamas")
    assert run("compare", "--as-of", "cairo", cwd=here).code == 0


def test_without_a_date(here: Path) -> None:
    """An event may be undated, but no question of time can be asked by it."""
    assert run("add-event", "swap", "--title", "The exchange begins", cwd=here).code == 0
    result = run("compare", "--as-of", "swap", cwd=here)
    assert (result.code, result.err) == (2, 'negtrack: the event "swap" has no date yet\n')


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ((), "missing ID (such as deal-signed)"),
        (("swap",), "missing --title"),
        (("swap", "--title", "T", "--date", "soon"), '"soon"'),
        (("swap", "--title", "T", "--date", "2024-02-30"), "2024-02-30"),
        (("swap", "--title", "T", "--date", "2024-03-02", "--until", "2024-03-01"), "2024-03-01"),
        (("swap", "--title", "T", "--participants", "hammas"), "did you mean hamas?"),
        (("doha-round", "--title", "T"), "event doha-round is defined otherwise in negotiation.toml:"),
        (("monday", "--title", "T"), '"monday" is a reserved word'),
    ],
)
def test_what_does_not_hold_is_one_line(here: Path, given: tuple[str, ...], message: str) -> None:
    """Exit 2, nothing written."""
    with unchanged(here):
        result = run("add-event", *given, cwd=here)
    assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)
    assert message in result.err


def test_dry_run(here: Path) -> None:
    """Nothing is written."""
    with unchanged(here):
        result = run("add-event", "swap", "--title", "T", "--dry-run", cwd=here)
    assert result.out == '[event.swap]\ntitle = "T"\n'
