"""A check of cached talks finds what a check of all their files at once does."""

from __future__ import annotations

import gc
import random
import weakref
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from negtrack.checks import CHECKS, code_of
from negtrack.errors import Problem
from negtrack.model import Negotiation
from negtrack.store import large
from negtrack.store.cache import book, check
from negtrack.store.cache.folder import cache_folder
from negtrack.store.cache.kept import Book
from negtrack.store.cache.open import VERDICT, CachedLoad
from negtrack.store.check import check_place

from ..examples import tiers
from .answers import load, load_cached, place_of
from .changes import CHANGES, date_sources, edit, settle
from .mistakes import SAID, WRONG
from .talks import Talks

TODAY = date(2024, 3, 10)


@pytest.fixture
def talks(tmp_path: Path) -> Talks:
    """Talks with everything that a check can find in files that can be read."""
    talks = Talks(tmp_path / "data/talks", 3)
    plain = talks.place / "negotiation.toml"
    text = plain.read_text("utf-8").replace('["south", "north"]', '["south", "north", "atlantis"]')
    text += '\n[side.two]\ntitle = "Two"\nparties = ["north"]\n\n[issue.aid]\ntitle = "Aid"\nkind = "money"\n'
    text += 'unit = "boxes"\n'
    plain.write_text(text.replace('unit = "euros"', 'unit = "euros"\nwants = { south = "more" }'), "utf-8")
    bloc = talks.file("bloc").read_text("utf-8")
    head = 'name = "North"\nrole = "principal"\nmember_of = "envoy"'
    talks.file("bloc").write_text(head + bloc[bloc.index("\n\n") :], "utf-8")
    talks.records(60)
    append(talks, "../sources", '\n[source.idle]\ntitle = "Nobody cites it"\n')
    for party, tables in WRONG.items():
        append(talks, party, tables)
    return talks


def append(talks: Talks, party: str, tables: str) -> None:
    """Append tables to the file of a party, which is made if need be."""
    with talks.file(party).open("a", encoding="utf-8") as file:
        file.write(tables)


def check_files(talks: Talks, today: date = TODAY) -> list[Problem]:
    """Return what a check finds by way of the cache."""
    load_cached(talks)
    return check_place(place_of(talks), today)


def check_at_once(talks: Talks, today: date = TODAY) -> list[Problem]:
    """Return what it finds in all files together."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(large, "LEAST", 1 << 40)
        return check_place(place_of(talks), today)


def test_every_check_finds_the_same(talks: Talks) -> None:
    """Each check finds something in talks with an error of every kind, and file by file the same as at once, also when
    it is asked again."""
    at_once = check_at_once(talks)
    assert {problem.code for problem in at_once} >= {code_of(check) for check in CHECKS}
    assert check_files(talks) == at_once
    assert check_files(talks) == at_once


def looks_into(talks: Talks, monkeypatch: pytest.MonkeyPatch, today: date = TODAY) -> list[str]:
    """Return the files that a check looks into, rather than remember what it found."""
    looks: list[str] = []
    real = check._file_problems
    with monkeypatch.context() as patch:
        patch.setattr(check, "_file_problems", lambda *given: looks.append(given[-1]) or real(*given))
        assert check_files(talks, today) == check_at_once(talks, today)
    return looks


def test_what_is_remembered(talks: Talks, monkeypatch: pytest.MonkeyPatch) -> None:
    """A check remembers what it found until a file, a name of one, the day or what it remembers is another."""
    assert looks_into(talks, monkeypatch)
    assert not looks_into(talks, monkeypatch)
    assert looks_into(talks, monkeypatch, date(2023, 1, 1))
    assert looks_into(talks, monkeypatch)
    edit(talks, random.Random(1))
    assert looks_into(talks, monkeypatch)
    append(talks, "late", 'name = "Late"\nrole = "observer"\n')
    assert looks_into(talks, monkeypatch)
    talks.file("late").rename(talks.file("later"))
    assert looks_into(talks, monkeypatch)
    verdict = cache_folder(place_of(talks)) / VERDICT
    verdict.write_bytes(verdict.read_bytes().replace(b"note", b"nota"))
    assert looks_into(talks, monkeypatch)


def alone_talks(tmp_path: Path, seed: int) -> Talks:
    """Return talks with files of positions, notes and retractions alone."""
    talks = Talks(tmp_path / "data/talks", seed)
    talks.alone = frozenset({"north", "south", "island"})
    talks.records(80)
    return talks


def test_a_file_that_is_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the entries of a file name none but each other, a change of it is looked at by itself; a proposal, an
    agreement, an issue or a source that is another makes a check look into every file that it may bear on."""
    talks = alone_talks(tmp_path, 3)
    assert len(looks_into(talks, monkeypatch)) == len(load(talks).digests or ())
    append(talks, "north", f'\n[position.new]\nissue = "pay"\nvalue = "7"\n{SAID}')
    with_entries = ["parties/bloc.toml", "parties/envoy.toml"]
    definitions = ["negotiation.toml", "sources.toml"]
    assert looks_into(talks, monkeypatch) == [*definitions, *with_entries, "parties/north.toml"]
    append(talks, "../sources", '\n[source.fresh]\ntitle = "New"\nissued = 2024-02-02\n')
    assert looks_into(talks, monkeypatch) == [*definitions, *with_entries]
    everything = [*with_entries, "parties/island.toml", "parties/north.toml", "parties/south.toml"]
    append(talks, "envoy", f"\n[note.remark]\n{SAID}")
    assert looks_into(talks, monkeypatch) == [*definitions, *everything]
    date_sources(talks, random.Random(1))
    assert looks_into(talks, monkeypatch) == [*definitions, *everything]
    settle(talks, random.Random(1))
    assert looks_into(talks, monkeypatch) == [*definitions, *everything, "agreements.toml"]


@pytest.mark.parametrize("seeds", tiers(range(2), range(2, 12), range(12, 60)))
def test_after_each_of_many_changes(tmp_path: Path, seeds: range) -> None:
    """After changes of every kind, one after another, a check by way of the cache finds what one of all files does."""
    for seed in seeds:
        talks, pick = alone_talks(tmp_path / str(seed), seed), random.Random(seed)
        for _ in range(6):
            pick.choice(CHANGES)(talks, pick)
            talks.records(pick.randrange(6))
            assert check_files(talks) == check_at_once(talks)


def test_files_that_change_meanwhile(talks: Talks, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a file changes while others are checked, everything is read again, and nothing of it is remembered."""
    before = check_at_once(talks)
    real = check._rests_on

    def disturb(loaded: CachedLoad, today: date) -> object:
        append(talks, "island", f'\n[position.m]\nissue = "pay"\nvalue = "3"\ngranted_by = "x"\n{SAID}')
        return real(loaded, today)

    with monkeypatch.context() as patch:
        patch.setattr(check, "_rests_on", disturb)
        first = check_files(talks)
    assert before != first == check_at_once(talks)
    assert check_files(talks) == first


def test_offers_that_contradict_each_other(talks: Talks) -> None:
    """Two proposals of one day that are apart on an issue on which the party said nothing else are named."""
    head = 'title = "T"\ntabled = 2024-02-02\nstated = 2024-02-02\nside = "own"\nrecorded = 2024-03-09 00:00:00Z\n'
    issue = talks.place / "negotiation.toml"
    issue.write_text(issue.read_text("utf-8") + '\n[issue.extra]\ntitle = "Extra"\nkind = "quantity"\n', "utf-8")
    append(
        talks,
        "north",
        f'\n[proposal.one]\nterms = ["extra = 40"]\n{head}\n[proposal.two]\nterms = ["extra = 60"]\n{head}',
    )
    found = check_files(talks)
    assert found == check_at_once(talks)
    assert any(problem.code == "contradiction" and "two" in problem.where for problem in found)


def test_what_answers_and_disclosures_amount_to(talks: Talks) -> None:
    """What a party accepts beyond its mandate is named on its answer, and a contradiction between two disclosures of
    its paper on one of them, in the file of the party that made it."""
    issue = talks.place / "negotiation.toml"
    issue.write_text(issue.read_text("utf-8") + '\n[issue.extra]\ntitle = "Extra"\nkind = "quantity"\n', "utf-8")
    known = 'discloses = "open"\ntitle = "Known"\nstated = 2024-02-09\nside = "own"\nrecorded = 2024-03-09 00:00:00Z\n'
    said = 'stated = 2024-02-28\nside = "own"\nrecorded = 2024-03-09 00:00:00Z\n'
    limits = 'value = "limited"\nlimits = ["extra = at least 100"]\n'
    append(talks, "south", f'\n[position.limit]\nissue = "mandate"\n{limits}{said}')
    append(talks, "north", f'\n[proposal.open]\ntitle = "Open"\nterms = ["extra = 60..110"]\n{SAID}')
    append(talks, "envoy", f'\n[proposal.first]\nterms = ["extra = 40"]\n{known}')
    append(talks, "envoy", f'\n[proposal.second]\nterms = ["extra = 50"]\n{known}')
    append(talks, "south", f'\n[response.yes]\nproposal = "open"\nanswer = "accepted"\n{SAID}')
    found = check_files(talks)
    assert found == check_at_once(talks)
    assert {("outside-mandate", "response.yes"), ("contradiction", "proposal.second")} <= {
        (problem.code, problem.record) for problem in found
    }
    lines = talks.file("envoy").read_text("utf-8").splitlines()
    (second,) = (
        problem for problem in found if problem.record == "proposal.second" and problem.code == "contradiction"
    )
    assert (second.path, lines[second.line - 2]) == ("parties/envoy.toml", "[proposal.second]")


def test_what_a_file_needs_is_let_go(talks: Talks, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a command, in which nothing else is collected, a check keeps what the last file needed alone."""
    opened: list[weakref.ref[Negotiation]] = []
    real = book.open_books

    def watch(known: Negotiation, books: Sequence[Book], before: Negotiation) -> Negotiation:
        found = real(known, books, before)
        opened.append(weakref.ref(found))
        return found

    monkeypatch.setattr(check, "open_books", watch)
    gc.disable()
    try:
        check_files(talks)
        assert sum(reference() is not None for reference in opened) <= 1 < len(opened)
    finally:
        gc.unfreeze()
        gc.enable()


def test_all_ids_are_gathered_once(talks: Talks, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many files a check looks into, the ids of all entries and the sources that they cite are gathered once,
    by the load."""
    opened: list[Negotiation] = []
    real = book.open_books

    def watch(known: Negotiation, books: Sequence[Book], before: Negotiation) -> Negotiation:
        opened.append(real(known, books, before))
        return opened[-1]

    monkeypatch.setattr(check, "open_books", watch)
    check_files(talks)
    assert len(opened) > 1
    assert len({id(known.remembered.group_of) for known in opened}) == 1
    assert len({id(known.cited) for known in opened}) == 1
