"""A check that looks at one file after another finds what a check of everything at once does."""

from __future__ import annotations

import contextlib
import sqlite3
from datetime import date
from pathlib import Path

import pytest

from negtrack.checks import CHECKS, code_of
from negtrack.store import large
from negtrack.store.check import check_place
from negtrack.store.index import checking
from negtrack.store.index.database import index_path
from negtrack.store.index.indexed import Indexed
from negtrack.store.index.parts import Outlines, Part, outlines
from negtrack.store.index.shared import shared
from negtrack.store.index.verdict import Verdict, keep, kept
from negtrack.store.locate import Place

from .talks import Talks

TODAY = date(2024, 3, 10)

SAID = 'stated = 2024-02-05\nrecorded = 2024-03-01 00:00:00+00:00\nside = "own"\nsources = ["s1"]\n'
SAID_LATER = SAID.replace("02-05", "02-29")
AT_FAULT = {
    "north": f"""
[position.round-a]
issue = "pay"
value = "10"
supersedes = ["round-b"]
{SAID}
[position.tail]
issue = "pay"
value = "11"
supersedes = ["round-c"]
{SAID}
[position.south]
issue = "start"
value = "5 days"
stance = "demand"
requires = ["nothing = 3", "pay = many"]
granted_by = "nobody"
grade = "F6"
{SAID}
[position.marked]
issue = "rung"
value = "some"
text = \"\"\"
<<<<<<< ours
one
=======
two
>>>>>>> theirs\"\"\"
{SAID}
[position.limits]
issue = "mandate"
value = "limited"
limits = ["pay = at least 50"]
stance = "statement"
stated = 2024-02-28
recorded = 2024-03-01 00:00:00+00:00
side = "own"
sources = ["s1"]

[retraction.others]
of = "round-b"
reason = "Not ours to retract."
recorded = 2024-03-02 00:00:00+00:00
""",
    "south": f"""
[position.round-b]
issue = "pay"
value = "10"
supersedes = ["round-a"]
{SAID}
[position.ahead]
issue = "rung"
value = "none"
stated = 2024-02-05
recorded = 2199-03-01 00:00:00+00:00

[position.later]
issue = "rung"
value = "none"
stated = 2024-12-24
recorded = 2024-03-01 00:00:00+00:00

[position.better]
issue = "rung"
value = "all"
supersedes = ["ahead"]
stated = 2024-02-06
recorded = 2199-03-01 00:00:00+00:00

[position.reversed]
issue = "pay"
value = "at most 5"
stance = "demand"
{SAID}
[position.contrary]
issue = "pay"
value = "700"
stance = "demand"
{SAID}
""",
    "island": f"""
[position.round-c]
issue = "pay"
value = "10"
supersedes = ["round-c"]
{SAID}
[position.not-its-own]
issue = "pay"
stance = "withdrawal"
withdraws = ["round-b"]
{SAID}
[response.unasked]
proposal = "beyond"
answer = "rejected"
{SAID}
""",
    "envoy": f"""
[proposal.beyond]
title = "Less than the mandate allows"
terms = ["pay = 3"]
between = ["north", "south"]
{SAID}
[response.itself]
proposal = "beyond"
answer = "accepted"
{SAID}
""",
}
"""What each check finds, also in circles and references from file to file."""


@pytest.fixture
def talks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Talks:
    """Talks with everything that a check can find in files that can be read, worth an index."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(large, "LEAST", 0)
    made = Talks(tmp_path / "data/talks", 3)
    plain = made.place / "negotiation.toml"
    text = plain.read_text("utf-8").replace('["south", "north"]', '["south", "north", "atlantis"]')
    plain.write_text(text.replace('unit = "euros"', 'unit = "euros"\nwants = { south = "more" }'), "utf-8")
    rename(made, "bloc", 'name = "North"\nrole = "principal"\nmember_of = "envoy"')
    made.records(60)
    with (made.place / "sources.toml").open("a", encoding="utf-8") as file:
        file.write('\n[source.idle]\ntitle = "Nobody cites it"\n')
    for party, tables in AT_FAULT.items():
        append(made, party, tables)
    return made


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Talks:
    """Talks without a record, worth an index and to be checked file by file."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(large, "LEAST", 0)
    monkeypatch.setattr(checking, "_AT_MOST", 1000)
    return Talks(tmp_path / "data/talks", 3)


def rename(talks: Talks, party: str, head: str) -> None:
    text = talks.file(party).read_text("utf-8")
    talks.file(party).write_text(head + text[text.index("\n\n") :], "utf-8")


def append(talks: Talks, party: str, tables: str) -> None:
    with talks.file(party).open("a", encoding="utf-8") as file:
        file.write(tables)


def found(talks: Talks) -> list[str]:
    """What a check finds by way of the index."""
    place = Place(talks.place.parent, talks.place)
    assert isinstance(large.load_any(place), Indexed)
    return [repr(each) for each in check_place(place, TODAY)]


def found_at_once(talks: Talks) -> list[str]:
    """What it finds in all files together."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(large, "LEAST", 1 << 40)
        return [repr(each) for each in check_place(Place(talks.place.parent, talks.place), TODAY)]


def test_every_check_finds_the_same(talks: Talks) -> None:
    """Each check finds something in talks with a fault of every kind, and file by file the same as at once."""
    at_once = found_at_once(talks)
    assert {code_of(check) for check in CHECKS} == {
        code for code in map(code_of, CHECKS) if any(f"code='{code}'" in each for each in at_once)
    }
    assert found(talks) == at_once
    assert found(talks) == at_once


FIFTH = SAID.replace('sources = ["s1"]\n', "")
TENTH, LAST = FIFTH.replace("02-05", "02-10"), FIFTH.replace("02-05", "02-29")
OF_TWO = {
    "withdrawals": {
        "north": f"""
[position.a]
issue = "rung"
value = "some"
{FIFTH}
[position.w1]
issue = "pay"
stance = "withdrawal"
withdraws = ["p"]
{LAST}
[position.w2]
issue = "rung"
stance = "withdrawal"
withdraws = ["p"]
{FIFTH}
[proposal.p]
title = "P"
terms = ["pay = 3"]
{FIFTH}""",
        "south": f"""
[response.r]
proposal = "p"
answer = "accepted"
{TENTH}""",
    },
    "claims of a mandate, one of them an offer": {
        "north": f"""
[position.m]
issue = "mandate"
value = "limited"
stance = "statement"
toward = "south"
limits = ["pay = at least 50"]
{FIFTH}
[proposal.q]
title = "Q"
terms = ["mandate = full"]
{LAST}""",
        "south": f"""
[proposal.p]
title = "P"
terms = ["pay = 3"]
{LAST}""",
    },
    "answers, the first named in a text before": {
        "north": f"""
[note.n]
text = \"\"\"
as in
[response.r2]
\"\"\"
{FIFTH}
[response.r1]
proposal = "p"
answer = "accepted"
{LAST}
[response.r2]
proposal = "p"
answer = "rejected"
{LAST}""",
        "south": f"""
[proposal.p]
title = "P"
terms = ["pay = 3"]
{FIFTH}""",
    },
}


@pytest.mark.parametrize("tables", OF_TWO.values(), ids=OF_TWO)
def test_which_of_two_counts(bare: Talks, tables: dict[str, str]) -> None:
    """Which of several statements counts does not hang on what else is known: by file it is the same one as at once."""
    for party, text in tables.items():
        append(bare, party, text)
    assert found(bare) == found_at_once(bare)


def test_answers_are_not_dragged_along(bare: Talks) -> None:
    """Around a proposal that everybody answers, each party's part holds its own answer alone."""
    append(bare, "envoy", f'\n[proposal.p]\ntitle = "P"\nterms = ["pay = 3"]\n{SAID}')
    for party in ("north", "south", "island"):
        append(bare, party, f'\n[response.{party}-r]\nproposal = "p"\nanswer = "rejected"\n{SAID}')
    indexed = large.load_any(Place(bare.place.parent, bare.place))
    assert isinstance(indexed, Indexed)
    files = outlines(indexed.connection, indexed.frame).files
    assert {path: each.beside for path, each in files.items() if each.beside} == {
        f"parties/{party}.toml": ("p",) for party in ("north", "south", "island")
    }


def test_many_small_files_are_checked_at_once(talks: Talks, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the parts together are much more than the whole, everything is looked at once, and the verdict is kept."""
    with monkeypatch.context() as patch:
        patch.setattr(checking, "_AT_MOST", 0)
        assert looked_at(talks, monkeypatch) == []
        assert found(talks) == found_at_once(talks)


@pytest.mark.parametrize("body", ["cast(body as blob)", "null", "replace(body, 'e', 'a')"])
def test_a_damaged_verdict(talks: Talks, body: str) -> None:
    """A verdict that is not what was kept is not believed."""
    expected = found(talks)
    path = index_path(Place(talks.place.parent, talks.place))
    with contextlib.closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(f"update verdict set body = {body}")
    assert found(talks) == expected


def test_a_verdict_that_cannot_be_kept(talks: Talks) -> None:
    """Where another program reads the index all the while, no verdict is kept, and nothing is left locked."""
    indexed = large.load_any(Place(talks.place.parent, talks.place))
    assert isinstance(indexed, Indexed)
    path = index_path(indexed.place)
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("begin")
        reader.execute("select * from file").fetchall()
        indexed.connection.execute("pragma busy_timeout = 10")
        keep(indexed.connection, {("a", b"b"): Verdict([], [])})
        assert not indexed.connection.in_transaction
        reader.execute("rollback")
    assert kept(indexed.connection, "a", b"b") is None
    keep(indexed.connection, {("a", b"b"): Verdict([], [])})
    assert kept(indexed.connection, "a", b"b") == ([], [])


CHANGES = {
    "a withdrawal of what another offered": (
        "envoy",
        f'\n[position.w]\nissue = "pay"\nstance = "withdrawal"\nwithdraws = ["beyond"]\n{SAID}',
    ),
    "a retraction of what another answered": (
        "envoy",
        '\n[retraction.w]\nof = "beyond"\nreason = "Misheard."\nrecorded = 2024-03-03 00:00:00+00:00\n',
    ),
    "a disclosure of what another proposed": (
        "south",
        f'\n[proposal.d]\ntitle = "Told"\nterms = ["pay = 2"]\ndiscloses = "beyond"\n{SAID}',
    ),
    "the mandate of whom a proposal is put to": (
        "north",
        f'\n[position.m]\nissue = "mandate"\nvalue = "full"\nlimits = ["pay = at most 3"]\n{SAID_LATER}',
    ),
    "another claim of an issue's mandate by a third party": (
        "south",
        f'\n[position.m]\nissue = "mandate"\nvalue = "full"\nstance = "statement"\nlimits = ["pay = over 3"]\n{SAID}',
    ),
    "an issue that conditions name": ("", '\n[issue.nothing]\ntitle = "Nothing"\nkind = "quantity"\n'),
    "a source that nobody cites": ("sources", '\n[source.new]\ntitle = "New"\nissued = 2024-02-20\n'),
    "a party with a record's id": ("marked", 'name = "Marked"\nrole = "principal"\n'),
    "another order of the parties": ("order", ""),
    "a proposal with a mandate among its terms": (
        "north",
        f'\n[proposal.q]\ntitle = "More"\nterms = ["mandate = full"]\n{SAID_LATER}',
    ),
    "the end of a circle": (
        "south",
        '\n[retraction.c]\nof = "round-b"\nreason = "Wrong."\nrecorded = 2024-03-03 00:00:00+00:00\n',
    ),
}


@pytest.mark.parametrize(("party", "tables"), CHANGES.values(), ids=CHANGES)
def test_what_is_known_of_a_file_is_asked_again(talks: Talks, party: str, tables: str) -> None:
    """What was found in a file is not believed where something elsewhere changes it."""
    assert found(talks)
    if party == "order":
        path = talks.place / "negotiation.toml"
        path.write_text(path.read_text("utf-8").replace('["south", "north",', '["bloc", "north",'), "utf-8")
    elif party in ("", "sources"):
        path = talks.place / f"{party or 'negotiation'}.toml"
        path.write_text(path.read_text("utf-8") + tables, "utf-8")
    else:
        append(talks, party, tables)
    assert found(talks) == found_at_once(talks)
    if party == "sources":
        append(talks, "island", f'\n[note.n]\ntext = "Cited."\n{SAID}'.replace('"s1"', '"new"'))
        assert found(talks) == found_at_once(talks)


def looked_at(talks: Talks, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that a check looks into."""
    paths: list[str] = []

    def part_of(place: Place, known: Outlines, path: str) -> Part:
        paths.append(path)
        return original(place, known, path)

    original = checking.part_of
    with monkeypatch.context() as patch:
        patch.setattr(checking, "part_of", part_of)
        patch.setattr(checking, "shared", lambda work, files, _: ((path, work(path)) for path in files))
        found(talks)
    return sorted(paths)


def test_only_what_changed_is_looked_at(talks: Talks, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a record was added its file is checked again, with those that it bears on, and the sources; nothing where
    nothing changed."""
    assert len(looked_at(talks, monkeypatch)) == len(list(talks.place.glob("**/*.toml")))
    assert looked_at(talks, monkeypatch) == []
    append(talks, "island", f'\n[note.n]\ntext = "A remark."\n{SAID}')
    assert looked_at(talks, monkeypatch) == ["parties/island.toml", "sources.toml"]


def test_files_that_change_meanwhile(talks: Talks, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a file changes while others are being checked, everything is read anew, and nothing of it is kept."""
    before = found_at_once(talks)

    def disturbed(work: object, paths: list[str], folder: Path) -> object:
        append(talks, "island", f'\n[position.m]\nissue = "pay"\nvalue = "3"\ngranted_by = "x"\n{SAID}')
        return shared(work, paths, folder)  # type: ignore[arg-type, type-var]

    with monkeypatch.context() as patch:
        patch.setattr(checking, "shared", disturbed)
        first = found(talks)
    assert before != first == found_at_once(talks)
    assert found(talks) == first
