"""What may become of the files of talks, by commands and by hand."""

from __future__ import annotations

import os
import random
import re

from ..cli.harness import run
from .talks import Talks


def touch(talks: Talks, _pick: random.Random) -> None:
    """A file is touched, its content the same."""
    os.utime(talks.file("north"), (1e9, 1e9))


def append(talks: Talks, pick: random.Random) -> None:
    """Records are appended to the files of several parties."""
    talks.records(pick.randrange(1, 6))


def add(talks: Talks, pick: random.Random) -> None:
    """A command adds a position, and one a source."""
    day = pick.randrange(10, 28)
    words = ("add-position", "south", "pay", str(pick.randrange(999)), "--stated", f"2024-02-{day}", "--side", "own")
    assert run(*words, cwd=talks.place.parent).code == 0
    source = ("add-source", f"new-{pick.randrange(10**6)}", "--title", "New", "--issued", "2024-02-20")
    assert run(*source, cwd=talks.place.parent).code == 0


def retract(talks: Talks, pick: random.Random) -> None:
    """A command retracts an entry."""
    rows = run("show", "south", "--ids", cwd=talks.place.parent).lines
    named = sorted({row for row in rows if "#" not in row})
    assert run("retract", pick.choice(named), "--reason", "misread", cwd=talks.place.parent).code == 0


def edit(talks: Talks, pick: random.Random) -> None:
    """A value in the middle of a file is written again, at the same length."""
    file = talks.file(pick.choice(["north", "south"]))
    text = file.read_text("utf-8")
    file.write_text(text.replace('value = "40"', 'value = "41"', 1).replace("under 30", "under 31", 1), "utf-8")


def drop(talks: Talks, _pick: random.Random, table: str = "note") -> None:
    """The last note of a file that nothing names is deleted."""
    for file in sorted((talks.place / "parties").iterdir()):
        text = file.read_text("utf-8")
        head, mark, rest = text.rpartition(f"\n[{table}.")
        name, after = rest.partition("]")[0], rest.partition("\n[")
        whole = "".join(other.read_text("utf-8") for other in file.parent.iterdir())
        if mark and not re.search(f'"{re.escape(name)}["#]', whole):
            file.write_text(head + after[1] + after[2], "utf-8")
            talks.forget(name)
            return


def drop_proposal(talks: Talks, pick: random.Random) -> None:
    """The last proposal or disclosure of a file that nothing names is deleted."""
    drop(talks, pick, "proposal")


def define(talks: Talks, _pick: random.Random) -> None:
    """An issue gets another unit, so that everything that was linked to it may be read otherwise."""
    file = talks.place / "negotiation.toml"
    file.write_text(file.read_text("utf-8").replace('unit = "euros"', 'unit = "dollars"'), "utf-8")


def date_sources(talks: Talks, pick: random.Random) -> None:
    """A source turns out to be of another day, which counts for what gives none itself."""
    file = talks.place / "sources.toml"
    day = pick.randrange(10, 28)
    file.write_text(file.read_text("utf-8").replace("issued = 2024-01-07", f"issued = 2024-02-{day}"), "utf-8")


def move_lines(talks: Talks, pick: random.Random) -> None:
    """Lines are put above the definitions and the records of a party."""
    for file in (talks.place / "negotiation.toml", talks.file(pick.choice(["north", "south"]))):
        file.write_text(f"# A remark.\n{file.read_text('utf-8')}", "utf-8")


def add_party(talks: Talks, pick: random.Random) -> None:
    """A party comes with a file of its own."""
    talks.file(f"late-{pick.randrange(10**6)}").write_text('name = "Late"\nrole = "observer"\n', "utf-8")


def agree(talks: Talks, pick: random.Random) -> None:
    """A command adds an agreement, and one what became of it."""
    day, name = f"2024-02-{pick.randrange(10, 28)}", f"deal-{pick.randrange(10**6)}"
    words = ("--date", day, "--stated", day, "--term", f"pay={pick.randrange(99)}", "--title", "Contract", "--id", name)
    assert run("add-agreement", *words, cwd=talks.place.parent).code == 0
    assert run("add-milestone", name, "signed", "--stated", day, cwd=talks.place.parent).code == 0


def settle(talks: Talks, pick: random.Random) -> None:
    """The file of agreements is written by hand."""
    deal = f'[agreement.deal]\ntitle = "Deal"\ndate = 2024-02-{pick.randrange(10, 28)}\nterms = ["pay = 40"]\n'
    end = "stated = 2024-02-28\nrecorded = 2024-03-01 00:00:00+00:00\n"
    (talks.place / "agreements.toml").write_text(deal + end, "utf-8")


def unsettle(talks: Talks, _pick: random.Random) -> None:
    """The file of agreements is gone."""
    (talks.place / "agreements.toml").unlink(missing_ok=True)


CHANGES = (
    touch,
    append,
    add,
    retract,
    edit,
    drop,
    drop_proposal,
    define,
    date_sources,
    move_lines,
    add_party,
    agree,
    settle,
    unsettle,
)
