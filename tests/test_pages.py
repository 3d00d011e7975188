"""README.md and the manual are true: their examples run and print what they show, each page by itself."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from .pages import (
    EMPTY,
    NOW,
    PAGES,
    ROOT,
    START,
    Example,
    Outcome,
    is_as_shown,
    programs_of,
    run_in_shell,
    run_page,
    set_surroundings,
)
from .programs import require

WITH_EXAMPLES = [name for name, page in PAGES.items() if page.examples]
SET_UP = tuple(line for block in PAGES["README"].blocks if block.language == "sh" for line in block.lines)


@dataclass(frozen=True)
class Walk:
    """What the examples of a page did, and the folder that they leave."""

    folder: Path
    outcomes: Mapping[Example, Outcome | None]


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Walk]:
    """Page -> its walk; each page is run once, for its own test and for all pages that begin in its folder."""
    walks: dict[str, Walk] = {}

    def run_once(name: str) -> Walk:
        if name not in walks:
            page, folder = PAGES[name], tmp_path_factory.mktemp("walk") / name
            shutil.copytree(run_once(page.start).folder, folder) if page.start else folder.mkdir()
            walks[name] = Walk(folder, run_page(page, folder))
        return walks[name]

    return run_once


@pytest.mark.parametrize("name", WITH_EXAMPLES)
def test_every_example_is_as_shown(name: str, walk: Callable[[str], Walk]) -> None:
    """Each example of a page exits and prints as the page shows, from the start that it states."""
    outcomes = walk(name).outcomes
    assert [
        f"{PAGES[name].path.name}:{example.line}\n$ {example.command}  # exits {outcome.code}\n{outcome.output}"
        for example, outcome in outcomes.items()
        if outcome and not is_as_shown(example, outcome)
    ] == []
    require(*{program for example, outcome in outcomes.items() if not outcome for program in programs_of(example)})


def test_every_page_says_where_its_examples_begin() -> None:
    """In an empty folder, or in the one that another page leaves, which says so itself."""
    starts = {name: (EMPTY in PAGES[name].text) + len(START.findall(PAGES[name].text)) for name in WITH_EXAMPLES}
    assert {name for name, count in starts.items() if count != 1} == {"README"}
    assert {page.start for page in PAGES.values()} <= {"", *WITH_EXAMPLES}


MAIL = """\
#!/bin/sh
{ printf '%s|' "$@"; cat; } >> mailed
"""
DAY = 86_400


@pytest.fixture
def scripted(walk: Callable[[str], Walk], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of what the page of recipes leaves, to be in, and a `mail` that puts its words and its text into the file
    `mailed`."""
    left = walk("howto").folder
    set_surroundings(monkeypatch)
    folder = tmp_path / "talks"
    shutil.copytree(left, folder)
    mail = tmp_path / "bin" / "mail"
    mail.parent.mkdir()
    mail.write_text(MAIL)
    mail.chmod(0o755)
    monkeypatch.setenv("PATH", os.pathsep.join((str(mail.parent), os.environ["PATH"])))
    monkeypatch.chdir(folder)
    return folder


def mail_of(folder: Path) -> str:
    """Return what `mail` was given, "" where it was not called."""
    return (folder / "mailed").read_text() if (folder / "mailed").exists() else ""


def test_the_mail_tells_what_was_recorded_yesterday(scripted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A day after the tutorial its records are mailed to whom cron names."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOW) + DAY))
    assert run_in_shell("sh new.sh ada@example.org") == Outcome(0, "")
    assert mail_of(scripted).startswith("-s|What is new|ada@example.org|Recorded since 22 Nov 2026")
    assert "back-pay" in mail_of(scripted)


@pytest.mark.parametrize("days", [0, 2])
def test_no_mail_where_nothing_was_recorded(scripted: Path, monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    """Neither on the day of the tutorial, whose mail is still to come, nor two days after."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOW) + days * DAY))
    assert run_in_shell("sh new.sh ada@example.org") == Outcome(0, "")
    assert mail_of(scripted) == ""


def test_trouble_is_mailed(scripted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message is the text, and the subject says that it is none of the talks."""
    monkeypatch.setenv("NEGTRACK_NEGOTIATION", "harbor-pay")
    assert run_in_shell("sh new.sh ada@example.org") == Outcome(0, "")
    assert mail_of(scripted).startswith('-s|negtrack: trouble|ada@example.org|negtrack: no negotiation "harbor-pay"')


def test_a_quiet_week(scripted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit 0 of `diff` differs from 1, which the page shows, and the script ends well in both."""
    assert scripted
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOW) + 30 * DAY))
    assert run_in_shell("sh week.sh") == Outcome(0, "nothing new this week\n")


def test_trouble_ends_the_week(scripted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit 2 is passed on."""
    assert scripted
    monkeypatch.setenv("NEGTRACK_NEGOTIATION", "harbor-pay")
    assert run_in_shell("sh week.sh").code == 2


def test_set_up_is_two_commands_of_one_line() -> None:
    """A fresh machine needs one line to see the shipped data and one to pass the tests; both make `.venv` first."""
    look, check = SET_UP
    assert all(line.startswith("python3 -m venv .venv && .venv/bin/pip install ") for line in SET_UP)
    assert look.endswith(".venv/bin/negtrack compare -n gaza-ceasefire-2024")
    assert check.endswith(".venv/bin/pytest -q")


def test_the_readme_is_one_page() -> None:
    """It has at most 8 KB; everything else is in the manual."""
    assert len(PAGES["README"].text.encode()) <= 8192


def test_ci_calls_the_second_set_up_command() -> None:
    """What must hold before a change lands is proven by the README's own command."""
    assert SET_UP[1] in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
