"""Proposed records in their file: appended, taken out and accepted, every other byte as it was, and safe from kills."""

from __future__ import annotations

import os
import signal
import time
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest

from negtrack.dates import parse_when
from negtrack.errors import DataError, NegtrackError, NotWrittenError
from negtrack.model import Passage, Position, Record
from negtrack.store.load import load_negotiation
from negtrack.store.locate import Place
from negtrack.store.plan import Added
from negtrack.store.proposed import (
    accept_proposed,
    propose_items,
    remove_proposed,
    replace_proposed,
)
from negtrack.store.proposed_file import count_proposed, parse_proposed, read_proposed
from negtrack.store.toml_source import without_table
from negtrack.store.write import LOCK_FILE, hold_lock

from ..examples import tiers
from ..negotiations import write_negotiation

NOW = datetime(2024, 4, 1, tzinfo=UTC)
BY_HAND = """\
party = "union"
issue = "pay"
stance = "demand"
value = "90"
stated = 2024-03-25
side = "own"
quote = "ninety"
"""


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """Return the place of the small negotiation."""
    write_negotiation(tmp_path / "talks")
    return Place(tmp_path, tmp_path / "talks")


def position(value: int, **fields: Any) -> Position:
    """Return a position that quotes its source."""
    said = {"stated": parse_when("2024-03-25"), "side": "own", "sources": ("gazette",), "quote": f"asks for {value}"}
    known = {"id": "", "party": "union", "recorded": NOW, "issue": "pay", "stance": "demand", "value": str(value)}
    return Position(**{**known, **said, **fields})


def propose(place: Place, *values: int) -> list[str]:
    """Propose positions and return their ids."""
    return [added.id for added in propose_items(place, [position(value) for value in values], NOW)]


def accept(place: Place, record: Record) -> Added:
    """Accept a proposed record, whose words are not looked up here."""
    return accept_proposed(place, record, NOW, lambda *_: None)


def test_nothing_is_accepted_between_its_verification_and_its_write(place: Place) -> None:
    """The words are verified under the lock of the write, which the text of a source is kept under too."""
    propose(place, 90)

    def refuse(*_: object) -> None:
        with pytest.raises(NotWrittenError), hold_lock(place.folder / LOCK_FILE, "", 0):
            pass
        raise NegtrackError("not accepted")

    with pytest.raises(NegtrackError, match="not accepted"):
        accept_proposed(place, read_proposed(place).records[0], NOW, refuse)
    assert (count_proposed(place), len(load_negotiation(place).negotiation.positions)) == (1, 1)


def test_what_stands_around_a_record_stays(place: Place) -> None:
    """Comments, order and line endings; the comment right above a record goes with it."""
    names = propose(place, 90, 91, 92)
    text = place.proposed.read_text("utf-8").replace(f'[position."{names[1]}"]', f'# doubtful\n[position."{names[1]}"]')
    text = text.replace(f'[position."{names[2]}"]', f'# kept\n[position."{names[2]}"]').replace("\n", "\r\n")
    place.proposed.write_bytes(b"\xef\xbb\xbf" + text.encode())
    remove_proposed(place, read_proposed(place).records[1])
    left = place.proposed.read_bytes()
    parts = [text.encode().index(words) for words in (b"# doubtful", b"# kept")]
    assert left == b"\xef\xbb\xbf" + text.encode()[: parts[0]] + text.encode()[parts[1] :]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("#:schema x\n[a.one]\nk = 1\n", "#:schema x\n"),
        ("# top\n\n[a.one]\nk = 1\n[a.two]\nk = 2\n", "# top\n\n[a.two]\nk = 2\n"),
        ("[a.one]\nk = 1\n\n[a.one.locator]\nq = '[a.two]'\n# above\n[a.two]\nk = 2\n", "# above\n[a.two]\nk = 2\n"),
        ('[a."one"]\nk = """\n[a.two]\n"""\n[a.one-more]\n', "[a.one-more]\n"),
        ("[a.two]\nk = 2\n", "[a.two]\nk = 2\n"),
    ],
)
def test_a_table_is_cut_out(text: str, left: str) -> None:
    """With those below it and the comment right above it, whatever its strings look like."""
    assert without_table(text, ("a", "one")) == left


def test_a_layout_that_cannot_be_changed_is_refused(place: Place) -> None:
    """A record in an inline table has no lines of its own; nothing is written."""
    fields = 'party = "union", issue = "pay", stance = "demand", value = "90", side = "own", quote = "ninety"'
    place.proposed.write_text(f"position.one = {{ {fields}, stated = 2024-03-25 }}\n", "utf-8")
    (record,) = read_proposed(place).records
    with pytest.raises(NotWrittenError, match="use negtrack edit proposed"):
        accept(place, record)
    assert not load_negotiation(place).negotiation.positions[1:]


def test_two_of_one_id_are_an_error(place: Place) -> None:
    """Of two tables the second is named; nothing is added to such a file."""
    note = '[note.one]\nparty = "union"\ntext = "x"\n'
    place.proposed.write_text(f"[position.one]\n{BY_HAND}\n{note}", "utf-8")
    (problem,) = read_proposed(place).problems
    assert (problem.line, problem.message) == (10, "the id of another proposed record")
    with pytest.raises(DataError):
        propose(place, 91)


def test_ids_differ_from_those_of_other_proposed_records(place: Place) -> None:
    """A made id that another has gets more digits; a given one is refused."""
    (name,) = propose(place, 90)
    text = place.proposed.read_text("utf-8")
    place.proposed.write_text(text.replace('value = "90"', 'value = "95"'), "utf-8")
    (other,) = propose(place, 90)
    assert other.startswith(name)
    assert len(other) > len(name)
    with pytest.raises(NotWrittenError, match="is taken by another proposed record"):
        propose_items(place, [position(99, id=name)], NOW)


def test_a_given_id_is_kept_and_a_made_one_follows_its_content(place: Place) -> None:
    """When it is accepted, and when it is edited."""
    propose_items(place, [position(90, id="given"), position(91)], NOW)
    given, made = read_proposed(place).records
    edited = replace_proposed(place, made, position(92, id=made.id), NOW)
    assert edited.id != made.id
    assert accept(place, given).id == "given"
    assert accept(place, edited).id == edited.id
    assert propose(place, 92) == [edited.id]  # which is recorded already
    assert count_proposed(place) == 0


def test_recorded_is_the_instant_of_acceptance(place: Place) -> None:
    """Whenever it was proposed; a record without an instant can be proposed by hand."""
    place.proposed.write_text(f"[position.one]\n{BY_HAND}", "utf-8")
    (record,) = read_proposed(place).records
    changed = replace_proposed(place, record, parse_proposed(f"[position.one]\n{BY_HAND}note = 'x'\n", ""), NOW)
    assert "recorded" not in place.proposed.read_text("utf-8")
    accept(place, changed)
    assert load_negotiation(place).negotiation.entries["one"].recorded == NOW


def test_a_passage_survives(place: Place) -> None:
    """The table below a record is proposed, accepted and taken out with it."""
    passage = Passage(quote="asks for 90", prefix="The union ")
    propose_items(place, [position(90, locator=passage, quote="")], NOW)
    (record,) = read_proposed(place).records
    name = accept(place, record).id
    assert load_negotiation(place).negotiation.entries[name].locator == passage  # type: ignore[attr-defined]
    assert "locator" not in place.proposed.read_text("utf-8")


@pytest.mark.parametrize("kills", tiers(12, 60, 200))
def test_a_kill_loses_no_record(place: Place, kills: int) -> None:
    """A process that accepts one record after the other is killed at any moment: each record is recorded, proposed, or
    for a moment both, and never neither; the next run goes on without cleaning up."""
    random = Random(1)
    propose(place, *range(100, 101 + 3 * kills))
    wanted = {record.id for record in read_proposed(place).records}
    start = time.monotonic()
    accept(place, read_proposed(place).records[0])
    pace = time.monotonic() - start
    for _ in range(kills):
        child = os.fork()
        if not child:
            try:
                for record in read_proposed(place).records:
                    accept(place, record)
            finally:
                os._exit(0)
        time.sleep(random.uniform(0.5, 4) * pace)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        loaded, file = load_negotiation(place), read_proposed(place)
        assert (loaded.problems, file.problems) == ((), ())
        recorded = loaded.negotiation.entries.keys() & wanted
        assert recorded | file.by_id.keys() == wanted
        assert len(recorded & file.by_id.keys()) <= 1
    assert len(load_negotiation(place).negotiation.entries.keys() & wanted) > 1
