"""`add-issue`: one question to agree on, and how its values are written."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import get_args

import pytest

from negtrack.model.fields import IssueKind

from .harness import Terminal, contents, run, unchanged

FILE = "data/gaza-ceasefire-2024/negotiation.toml"


def test_appends_to_the_negotiation_alone(here: Path) -> None:
    """One file grows at its end."""
    before = contents(here)
    result = run(
        *("add-issue", "aid-trucks", "--title", "Aid trucks a day", "--kind", "quantity", "--unit", "trucks"),
        *("--group", "humanitarian", "--basis", "through all crossings", "--linked", "civilian-return"),
        *("--wants", "hamas=more", "--wants", "isr=less"),
        cwd=here,
    )
    assert (result.code, result.out) == (0, "aid-trucks\n"), result.err
    after = contents(here)
    assert [name for name in after if after[name] != before.get(name)] == [FILE]
    assert after[FILE].startswith(before[FILE])
    assert tomllib.loads(after[FILE].decode())["issue"]["aid-trucks"] == {
        "title": "Aid trucks a day",
        "class": "substance",
        "kind": "quantity",
        "unit": "trucks",
        "group": "humanitarian",
        "basis": "through all crossings",
        "linked": ["civilian-return"],
        "wants": {"hamas": "more", "israel": "less"},
    }


def test_a_ladder_in_one_word_or_repeated(here: Path) -> None:
    """`--ladder a,b` is `--ladder a --ladder b`; positions on it are compared by rungs."""
    run("add-issue", "crossing", "--title", "Crossing", "--kind", "choice", "--ladder", "closed,partly", cwd=here)
    run("add-issue", "port", "--title", "P", "--kind", "choice", "--ladder", "closed", "--ladder", "partly", cwd=here)
    rows = {row["id"]: row for row in run("issues", cwd=here).rows}
    assert rows["crossing"]["options"] == rows["port"]["options"] == "closed; partly"


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ((), "missing ID (such as civilian-return)"),
        (("x1",), "missing --kind"),
        (("x1", "--kind", "quantty"), "did you mean quantity?"),
        (("x1", "--kind", "timing", "--title", "T"), "missing --anchor (the event it counts from)"),
        (("x1", "--kind", "timing", "--title", "T", "--anchor", "deal"), ""),
        (("x1", "--kind", "choice", "--title", "T"), "ladder"),
        (("x1", "--kind", "quantity", "--title", "T", "--ladder", "a"), "only a choice has them"),
        (("x1", "--kind", "quantity", "--title", "T", "--wants", "hamas"), "write PARTY=more or PARTY=less"),
        (("x1", "--kind", "quantity", "--title", "T", "--wants", "hamas=lots"), '"lots"'),
        (("x1", "--kind", "quantity", "--title", "T", "--class", "subtance"), "did you mean substance?"),
        (("x1", "--kind", "quantity", "--title", "T", "--linked", "nope"), 'no issue "nope"'),
    ],
)
def test_what_does_not_hold_is_one_line(here: Path, given: tuple[str, ...], message: str) -> None:
    """Exit 2, nothing written; the one valid line is stored."""
    if not message:
        assert run("add-issue", *given, cwd=here).code == 0
        return
    with unchanged(here):
        result = run("add-issue", *given, cwd=here)
    assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)
    assert message in result.err


@pytest.mark.deep
def test_on_a_terminal_it_asks(here: Path) -> None:
    """The kinds are shown with examples, and the events to count from."""
    terminal = Terminal("add-issue", cwd=here)
    terminal.expect("ID (such as civilian-return): ")
    terminal.answer("withdrawal")
    assert "  ratio  30:1, under 30:1" in terminal.expect("--kind: ")
    terminal.answer("timing")
    terminal.expect("--title: ")
    terminal.answer("Withdrawal of forces")
    assert "  deal-signed  A deal is signed" in terminal.expect("--anchor (the event it counts from): ")
    terminal.answer("deal-signed")
    assert terminal.end() == 0
    assert b'anchor = "deal-signed"' in contents(here)[FILE].partition(b"[issue.withdrawal]")[2]


def test_dry_run(here: Path) -> None:
    """Nothing is written."""
    with unchanged(here):
        result = run("add-issue", "x1", "--title", "T", "--kind", "yes-no", "--dry-run", cwd=here)
    assert result.out.startswith("[issue.x1]\n")


def test_help_names_every_kind(here: Path) -> None:
    """The help of `add-issue` lists every kind of issue."""
    page = run("add-issue", "--help", cwd=here).out
    assert all(kind in page for kind in get_args(IssueKind))
