"""Each command's help ends in three examples, which work in the folder that the tutorial leaves."""

from __future__ import annotations

import shlex
import subprocess
from importlib import import_module
from pathlib import Path

import pytest

from negtrack.cli.commands import NAMES

from .pages import PAGES, Example, run_example, run_from_start, set_surroundings
from .test_house import module_of

CODED = """\
[position.1]
party = "union"
issue = "raise"
value = "{value}"
sources = ["letter-2026-11-16"]
"""
FILES = {
    "page.html": "<p>The company offers five percent.</p>",
    "letter.txt": "At least eight percent.",
    "note.md": "# Note\n\nSix percent.\n",
    "note.txt": "Six percent.",
    "rows.jsonl": '{"party": "union", "issue": "night-shift", "value": "none"}\n',
    "table.csv": "party,issue,value,source\nunion,night-shift,voluntary,daily-2026-11-23\n",
    "chart.csv": "Issue,Dockers,Port Company\nSunday premium,50%,25%\n",
    **{f"{coder}.toml": CODED.format(value=value) for coder, value in (("kb", "7%"), ("mo", "8%"))},
    "gaps.sql": "SELECT * FROM gap",
    **dict.fromkeys(("base.toml", "ours.toml", "theirs.toml"), 'name = "Dockers"\n'),
}
"""What the examples name and the tutorial does not have."""
NEEDS_SOMEBODY = {
    *("negtrack undo", "negtrack code letter", "negtrack code letter --coder ana --blind"),
    *("negtrack browse", "negtrack browse raise", "negtrack browse union port --group pay --as-of 2026-11-20"),
}
"""Examples that need a person, or a terminal, and so end with exit code 2 without one."""


def examples_of(name: str) -> tuple[str, ...]:
    """Return the examples of a command."""
    examples: tuple[str, ...] = import_module(f"negtrack.cli.commands.{module_of(name)}").EXAMPLES
    return examples


def test_every_command_has_three_examples_of_itself() -> None:
    """All different."""
    for name in NAMES:
        examples = examples_of(name)
        assert len(set(examples)) == 3, name
        assert all(shlex.split(example)[:2] == ["negtrack", name] for example in examples), name


def test_the_examples_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One command after the other, as they are listed."""
    run_from_start(PAGES["tutorial"], tmp_path)
    for file, text in FILES.items():
        (tmp_path / file).write_text(text)
    set_surroundings(monkeypatch)
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.setenv("NEGTRACK_NEGOTIATION", "harbour-pay")
    monkeypatch.chdir(tmp_path)
    failed = {}
    for line in (example for name in NAMES for example in examples_of(name)):
        outcome = run_example(Example(0, line, 1, 0, (), True), monkeypatch)
        assert outcome
        if outcome.code not in (0, 1) or "Traceback" in outcome.output:
            failed[line] = outcome.output
    assert set(failed) == NEEDS_SOMEBODY, "\n".join(f"$ {line}\n{output}" for line, output in failed.items())
