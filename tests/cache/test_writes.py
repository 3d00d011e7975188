"""Writing to talks that a cache is kept of: the same files, ids and messages as without it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from negtrack.store import large

from ..cli.harness import Result, run
from .answers import assert_same, load
from .talks import Talks

SAID = ("--stated", "2024-02-10", "--side", "own")
ADD = ("add-position", "south", "pay", "70", *SAID)
RETRACT = ("retract", "2024-02-10-pay-2508", "--reason", "misread")
ROWS = """\
party,issue,value,stated,recorded,side
south,pay,71,2024-02-11,2024-03-10 00:00:00Z,own
north,start,3 weeks,2024-02-11,2024-03-10 00:00:00Z,own
"""
SHEET = """\
[party.harbour]
name = "Harbour"
role = "principal"

[source.port]
title = "Port gazette"
issued = 2024-02-12

[position.h1]
party = "harbour"
issue = "pay"
value = "80"
side = "own"
sources = ["port"]
recorded = 2024-03-10 00:00:00Z

[position.h2]
party = "south"
issue = "pay"
value = "81"
stated = 2024-02-12
speaker = "The port"
side = "harbour"
recorded = 2024-03-10 00:00:00Z

[response.h3]
party = "harbour"
proposal = "p1"
answer = "rejected"
stated = 2024-02-12
recorded = 2024-03-10 00:00:00Z
"""
PROPOSAL = """
[proposal.p1]
title = "Terms"
terms = ["pay = 40"]
stated = 2024-02-02
recorded = 2024-03-01 00:00:00+00:00
"""
COMMANDS = {
    "a position, twice": [ADD, ADD],
    "two positions": [ADD, ("add-position", "south", "pay", "71", *SAID)],
    "rows": [("import", "rows.csv"), ("import", "rows.csv")],
    "a party with entries": [("import", "sheet.toml"), ("import", "sheet.toml")],
    "a retraction, twice, and taken back": [ADD, RETRACT, RETRACT, ADD],
    "a withdrawal": [("add-position", "envoy", "pay", "--withdraws", "p1", *SAID)],
    "a withdrawal of another's": [("add-position", "south", "pay", "--withdraws", "p1", *SAID)],
    "a reading of another's": [("add-position", "south", "pay", "70", "--supersedes", "p1", *SAID)],
    "a reading of nothing": [("add-position", "south", "pay", "70", "--supersedes", "p2", *SAID)],
    "an answer": [("add-response", "south", "p1", "rejected", *SAID)],
    "a proposal": [("add-proposal", "south", "--title", "More", "--term", "pay = 45", *SAID), ADD],
    "an issue with tables": [
        ("add-issue", "rent", "--title", "Rent", "--kind", "quantity", "--unit", "euros", "--wants", "south=more")
    ],
    "an id that is taken": [(*ADD, "--id", "p1")],
    "a source twice": [("add-source", "s1", "--title", "Other", "--issued", "2024-01-01")],
    "an unknown source": [(*ADD, "--source", "s77")],
    "a dry run": [(*ADD, "--dry-run"), ADD],
}


@pytest.fixture
def talks(tmp_path: Path) -> Talks:
    """Talks of 60 records and a proposal of the envoy."""
    talks = Talks(tmp_path / "data/talks", 11)
    talks.records(60)
    with talks.file("envoy").open("a", encoding="utf-8") as file:
        file.write(PROPOSAL)
    for name, text in {"rows.csv": ROWS, "sheet.toml": SHEET}.items():
        (tmp_path / "data" / name).write_text(text, "utf-8")
    return talks


def outcome(talks: Talks, commands: list[tuple[str, ...]]) -> tuple[list[Result], dict[str, str]]:
    """Return what the commands say, and the files that they leave; nothing stays as they left it."""
    root = talks.place.parent
    shutil.copytree(root, root.with_name("before"))
    results = [run(*words, cwd=root) for words in commands]
    files = {path.name: path.read_text("utf-8") for path in root.rglob("*.toml")}
    shutil.rmtree(root)
    root.with_name("before").rename(root)
    return results, files


@pytest.mark.parametrize("commands", COMMANDS.values(), ids=COMMANDS)
def test_a_write(talks: Talks, monkeypatch: pytest.MonkeyPatch, commands: list[tuple[str, ...]]) -> None:
    """What commands write, say and refuse is the same with and without a cache."""
    load(talks)
    found = outcome(talks, commands)
    with monkeypatch.context() as patch:
        patch.setattr(large, "LEAST", 1 << 40)
        assert found == outcome(talks, commands)
    for words in commands:
        run(*words, cwd=talks.place.parent)
    assert_same(talks, ("show --all", "proposals"))


def test_a_file_that_tables_cannot_be_appended_to(tmp_path: Path) -> None:
    """Where an appended table would not mean the same as by itself, nothing is written."""
    talks = Talks(tmp_path / "data/others", 1)
    file = talks.file("south")
    text = file.read_text("utf-8")
    file.write_text(text.replace("\n\n", "\nproposal = {}\n\n", 1), "utf-8")
    load(talks)
    before = file.read_bytes()
    words = ("add-proposal", "south", "--title", "More", "--term", "pay = 45", *SAID)
    found = run(*words, cwd=talks.place.parent)
    assert (found.code, file.read_bytes()) == (2, before)
    assert run(*ADD, cwd=talks.place.parent).code == 0
    assert_same(talks, ("show --all",))
