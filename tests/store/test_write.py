"""Adding: what was there stays byte for byte, what is new reads back equal, and what cannot be right is not written."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from negtrack.dates import parse_when
from negtrack.errors import DataError, NegtrackError, NotWrittenError, RefusedError, StoredError
from negtrack.model import (
    MAX_TEXT,
    Delegate,
    Event,
    Issue,
    Item,
    Note,
    Party,
    Position,
    Proposal,
    Response,
    Retraction,
    Source,
    Term,
    digest,
    to_table,
)
from negtrack.query import standing_retractions
from negtrack.store import change, write
from negtrack.store.corrections import Corrections
from negtrack.store.locate import Place
from negtrack.store.render_toml import render_block

from ..examples import examples
from ..negotiations import is_prose
from .harness import ISRAEL, NOW, add, add_one, data_of, environment, load, make_place, new_source, position, snapshot

pytestmark = pytest.mark.usefixtures("_of_any_size")


def retraction(of: str, minutes: int = 0, reason: str = "misread") -> Retraction:
    """Return a retraction of a record of Israel's file, `minutes` after `NOW`."""
    return Retraction(id="", party="israel", recorded=NOW + timedelta(minutes=minutes), of=of, reason=reason)


def stands(place: Place, name: str) -> bool:
    """Return whether the record `name` counts, no retraction of it standing."""
    negotiation = load(place).negotiation
    return name in negotiation.entries and name not in standing_retractions(negotiation.retractions)


# What was there stays

SHAPES = {
    "plain": ISRAEL.encode(),
    "CRLF": ISRAEL.replace("\n", "\r\n").encode(),
    "no final newline": ISRAEL.rstrip("\n").encode(),
    "CRLF, no final newline": ISRAEL.rstrip("\n").replace("\n", "\r\n").encode(),
    "byte-order mark": ISRAEL.encode("utf-8-sig"),
    "ends in a comment": ISRAEL.encode() + b"# the end",
    "ends in blank lines": ISRAEL.encode() + b"\n\n  \t\n",
    "tabs and odd spacing": ISRAEL.replace(" = ", "\t=  ").replace("\n[", "\n\n   [").encode(),
    "mixed line endings": ISRAEL.replace("\n", "\r\n", 3).encode(),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_what_was_there_stays_byte_for_byte(place: Place, shape: str) -> None:
    """Appending changes no byte before the new table, whatever the file looks like, and the file is sound after it."""
    path = place.party("israel")
    path.write_bytes(SHAPES[shape])
    added = add_one(place, position(text="a\nb"))
    raw = path.read_bytes()
    assert raw.startswith(SHAPES[shape])
    tail = raw[len(SHAPES[shape]) :]
    ending = b"\r\n" if b"\r\n" in SHAPES[shape] else b"\n"
    assert tail.lstrip(b"\r\n") == added.block.encode().replace(b"\n", ending)
    gap = tail[: len(tail) - len(tail.lstrip(b"\r\n"))]
    assert gap == (ending if SHAPES[shape].endswith(b"\n") else ending * 2)  # one blank line
    loaded = load(place)
    assert not loaded.problems
    assert {record.id for record in loaded.negotiation.positions} == {"first", "second", added.id}


@pytest.mark.parametrize("shape", SHAPES)
def test_adds_follow_each_other(place: Place, shape: str) -> None:
    """Four adds to a file of any shape each keep all bytes of the one before."""
    path = place.party("israel")
    path.write_bytes(SHAPES[shape])
    for number in range(4):
        before = path.read_bytes()
        add_one(place, position(value=str(number)))
        assert path.read_bytes().startswith(before)
    assert len(load(place).negotiation.positions) == 6


def test_the_new_table_is_plain(place: Place) -> None:
    """A record is appended as a keyed table after one blank line, lists one item a line, `recorded` last."""
    added = add_one(place, position(id="mine", text='say "no"\n', speaker="Officials", side="media"))
    assert added.block == (
        '[position.mine]\nissue = "captives"\nstance = "demand"\nvalue = "50"\ntext = "say \\"no\\"\\n"\n'
        'stated = 2024-03-25\nspeaker = "Officials"\nside = "media"\nsources = [\n    "wsj",\n]\n'
        "recorded = 2026-11-23 09:12:44+00:00\n"
    )
    assert place.party("israel").read_text("utf-8") == ISRAEL + "\n" + added.block


# What is new reads back equal

LETTERS = st.characters(exclude_categories=["Cs"])
TEXTS = st.text(LETTERS, min_size=1, max_size=40).filter(lambda text: text.strip() != "")
HARD = st.sampled_from(
    ['"', "\\", "'''", '"""', "\r\n", "\x00", "\x7f", "\u2028", "\ufeff", "[position.x]", "\n[a]\n", "# x", "\\u", "\t"]
)
ANY_TEXT = st.one_of(
    TEXTS, st.lists(st.one_of(HARD, TEXTS), min_size=1, max_size=5).map("".join).filter(lambda t: t.strip() != "")
)


FEW = settings(max_examples=examples(40), database=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@FEW
@given(
    fields=st.fixed_dictionaries(
        {"text": ANY_TEXT},
        optional={
            "quote": ANY_TEXT,
            "note": ANY_TEXT,
            "locator": ANY_TEXT,
            "qualifier": ANY_TEXT,
            "granted_by": ANY_TEXT,
            "requires": st.lists(ANY_TEXT.filter(is_prose), max_size=3).map(tuple),
        },
    ),
    speaker=ANY_TEXT,
    value=ANY_TEXT,
)
def test_any_text_reads_back_equal(tmp_path: Path, fields: dict[str, Any], speaker: str, value: str) -> None:
    """Any text in any field of a position comes back as it was; adding it again is known."""
    place = make_place(tmp_path / f"any-{len(os.listdir(tmp_path))}")
    issue = "mandate" if "granted_by" in fields else "remarks"
    value = "full" if "granted_by" in fields else value
    item = position(issue=issue, value=value, speaker=speaker, side="media", **fields)
    added = add_one(place, item)
    assert load(place).negotiation.entries[added.id] == replace(item, id=added.id)
    assert add_one(place, item).state == "known"


@FEW
@given(texts=st.lists(ANY_TEXT, min_size=8, max_size=8), number=st.integers(0, 10**9))
def test_any_text_of_any_table_reads_back_equal(tmp_path: Path, texts: list[str], number: int) -> None:
    """Any text in definitions, proposals, responses, notes and retractions comes back as it was."""
    place = make_place(tmp_path / f"any-{len(os.listdir(tmp_path))}")
    one, two, three, four, five, six, seven, eight = texts
    provenance: dict[str, Any] = {"stated": parse_when("2024-03-25"), "sources": ("wsj",), "recorded": NOW}
    items: list[Item] = [
        Party(id=f"party-{number}", name=one, role="observer"),
        Delegate(id="d", party=f"party-{number}", name=two, office=three),
        Issue(id="i", title=four, kind="quantity", unit=five, group=six, wants={"israel": "more"}),
        Event(id="e", title=seven, place=eight, participants=("israel",)),
        Source(id="s", title=one, author=(two, three), container_title=four, URL=five, note=six),
        Proposal(id="p", party="israel", title=seven, terms=(Term("remarks", "x = y"),), text=eight, **provenance),
        Response(id="r", party="hamas", to=("p",), answer="rejected", reservations=one, **provenance),
        Note(id="n", party="egypt", text=two, tags=("one", "two"), **provenance),
        Retraction(id="t", party="egypt", of="n", reason=three, recorded=NOW),
    ]
    add(place, *items)
    loaded = load(place)
    assert not loaded.problems
    read = {(item.table, item.id): item for document in loaded.documents for item in document.items}
    assert [read[item.table, item.id] for item in items] == items
    assert [added.state for added in add(place, *items)] == ["known"] * len(items)


@pytest.mark.parametrize(
    "when", ["2024-03-25", "2024-03", "2023", "../2024-03-20", "2024-03-01/2024-03-10", "2024-03-25T14:00:00+02:00"]
)
def test_any_date_reads_back_equal(place: Place, when: str) -> None:
    """Every notation of a date comes back as it was."""
    added = add_one(place, position(stated=parse_when(when)))
    entry = load(place).negotiation.entries[added.id]
    assert isinstance(entry, Position)
    assert entry.stated == parse_when(when)
    assert add_one(place, position(stated=parse_when(when))).state == "known"


# Twice is once

KNOWN: dict[str, Callable[[], Item]] = {
    "position": position,
    "source": new_source,
    "event": lambda: Event(id="e", title="E"),
    "issue": lambda: Issue(id="i", title="I", kind="yes-no"),
    "party": lambda: Party(id="us", name="United States", role="mediator"),
    "delegate": lambda: Delegate(id="d", party="israel", name="D"),
    "note": lambda: Note(id="", party="egypt", text="x", sources=("wsj",), recorded=NOW),
    "retraction": lambda: retraction("first"),
}


@pytest.mark.parametrize("name", KNOWN)
def test_the_same_again_is_known(place: Place, name: str) -> None:
    """Adding the same content again writes nothing: bytes and times of all files stay."""
    item = KNOWN[name]()
    first = add_one(place, item)
    before = snapshot(place)
    times = {path: path.stat().st_mtime_ns for path in place.folder.rglob("*.toml")}
    inodes = {path: path.stat().st_ino for path in place.folder.rglob("*.toml")}
    again = add_one(place, item, now=NOW + timedelta(days=1))
    assert (first.state, again.state, again.id, again.block) == ("new", "known", first.id, "")
    assert snapshot(place) == before
    assert {path: path.stat().st_mtime_ns for path in times} == times
    assert {path: path.stat().st_ino for path in times} == inodes


def test_recording_later_is_the_same(place: Place) -> None:
    """Only `recorded` differs: the record is known."""
    first = add_one(place, position())
    assert add_one(place, position(recorded=NOW + timedelta(days=3))).id == first.id


def test_same_content_twice_in_one_add(place: Place) -> None:
    """Twice in one add is once in the file."""
    one, two = add(place, position(), position())
    assert (one.state, two.state, two.id) == ("new", "known", one.id)


def test_hand_written_record_is_known(place: Place) -> None:
    """A record that somebody wrote by hand under an id of their own is known by its content."""
    entry = load(place).negotiation.entries["first"]
    before = snapshot(place)
    added = add_one(place, replace(entry, id="", recorded=NOW))
    assert (added.id, added.state) == ("first", "known")
    assert data_of(place) == before


def test_stated_defaults_to_the_source(place: Place) -> None:
    """A record without `stated` gets its source's date, and is the same as one that says it."""
    added = add_one(place, position(stated=None))
    assert "stated = 2024-03-25\n" in added.block
    assert add_one(place, position(stated=parse_when("2024-03-25"))).state == "known"


# Taken back, and back again

RESTORE = Corrections(restore=True)


def test_restored_after_retraction_again_and_again(place: Place) -> None:
    """Recording a retracted thing again leaves it retracted, or restores it under its old id, as often as one likes."""
    first = add_one(place, position())
    for round_ in range(1, 5):
        minutes = round_ * 10
        add_one(place, retraction(first.id, minutes), now=NOW + timedelta(minutes=minutes))
        assert not stands(place, first.id)
        left = add_one(place, position(), now=NOW + timedelta(minutes=minutes + 5))
        assert (left.id, left.state, left.block) == (first.id, "retracted", "")
        restored = add_one(place, position(), now=NOW + timedelta(minutes=minutes + 5), corrections=RESTORE)
        assert (restored.id, restored.state) == (first.id, "restored")
        assert restored.block.startswith("[retraction.")
        assert stands(place, first.id)
        assert add_one(place, position()).state == "known"
    assert not load(place).problems


def test_restored_within_one_second(place: Place) -> None:
    """Taking back and recording again works within one second of the clock, and with a clock that stands still."""
    for number in range(12):
        item = position(value=str(number))
        first = add_one(place, item)
        add_one(place, retraction(first.id, reason=f"reason {number}"))
        assert not stands(place, first.id)
        assert add_one(place, item, corrections=RESTORE).state == "restored"
        assert stands(place, first.id)


# Ids


def test_id_is_day_subject_hash(place: Place) -> None:
    """A made id is the day, the issue and four digits of the hash of the content."""
    assert add_one(place, position()).id == f"2024-03-25-captives-{digest(position())[:4]}"


def test_id_collision_lengthens(place: Place) -> None:
    """Where the short id is taken, one more digit of the hash makes it free."""
    mark = digest(position())
    add_one(place, position(id=f"2024-03-25-captives-{mark[:4]}", value="51"))
    add_one(place, position(id=f"2024-03-25-captives-{mark[:5]}", value="52", party="hamas"))
    assert add_one(place, position()).id == f"2024-03-25-captives-{mark[:6]}"
    assert len(load(place).negotiation.positions) == 5


@pytest.mark.parametrize("party", ["israel", "hamas"])
def test_explicit_id_taken(place: Place, party: str) -> None:
    """An id that another record has, in any file and of any table, is refused."""
    before = data_of(place)
    with pytest.raises(RefusedError, match=r"the id second is taken by another record; leave the id out"):
        add_one(place, position(id="second", party=party))
    with pytest.raises(RefusedError, match=r"the id first is taken"):
        add_one(place, Note(id="first", party=party, text="x", sources=("wsj",), recorded=NOW))
    assert data_of(place) == before


def test_id_of_a_broken_record_is_taken(place: Place) -> None:
    """The id of a record that is not sound yet is not given away."""
    with place.party("hamas").open("a") as file:
        file.write("\n[position.third]\nstanse = 1\n")
    with pytest.raises(RefusedError, match=r"the id third is taken"):
        add_one(place, position(id="third"))


@pytest.mark.parametrize(
    "name", ["../x", "/etc/x", "a/b", "..", "-rf", "CON", "con", "a\0b", "x" * 300, "today", "2024-03-25", "A"]
)
def test_ids_that_are_refused(place: Place, name: str) -> None:
    """What is no id is refused for records and for parties, which are named by a file, and nothing is written."""
    before = snapshot(place)
    for item in (position(id=name), Party(id=name, name="X", role="principal"), replace(new_source(), id=name)):
        with pytest.raises(RefusedError):
            add_one(place, item)
    with pytest.raises(NegtrackError):
        add_one(place, position(party=name))
    assert data_of(place) == before
    assert not list(place.root.rglob("x.toml"))


# Refused, with nothing written

REFUSED: dict[str, tuple[Callable[[], Item], str]] = {
    "bad value": (lambda: position(value="a lot"), r"parties/israel.toml.* value: .*a lot"),
    "no value": (lambda: position(value=""), "value: missing"),
    "unknown issue": (lambda: position(issue="captivs"), 'issue: no issue "captivs"; did you mean captives'),
    "unknown source": (lambda: position(sources=("wjs",)), 'sources: no source "wjs"; did you mean wsj'),
    "unknown party": (lambda: position(party="isreal"), "isreal"),
    "unknown side": (lambda: position(speaker="X", side="egipt"), 'side: no party "egipt"; did you mean egypt'),
    "speaker without a side": (lambda: position(speaker="X"), "side: missing, required with speaker"),
    "source older than the statement": (
        lambda: position(sources=("reuters",)),
        "the source reuters appeared on 2024-03-23",
    ),
    "stated in the future": (lambda: position(stated=parse_when("2027-01-01")), "lies in the future"),
    "refusal of a point": (lambda: position(stance="refusal"), "a refusal states what remains acceptable"),
    "undated": (lambda: position(stated=None, sources=()), "stated: missing"),
    "unknown record retracted": (lambda: retraction("frist"), 'of: no record "frist"; did you mean first'),
    "unknown proposal": (
        lambda: Response(id="", party="hamas", to=("none",), answer="accepted", sources=("wsj",), recorded=NOW),
        'no record "none"',
    ),
    "text too long": (lambda: position(text="x" * (MAX_TEXT + 1)), "longer than 16000 characters"),
    "blank text": (lambda: position(text=" \n"), r'text: " \n": empty'),
    "unknown stance": (lambda: position(stance="demnd"), "did you mean demand"),
    "bad grade": (lambda: position(grade="b2"), "is not a grade"),
    "timing without an anchor": (lambda: Issue(id="i", title="I", kind="timing"), "anchor: missing"),
    "delegate of nobody": (lambda: Delegate(id="d", party="nobody", name="D"), "nobody"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_new_problem_is_refused(place: Place, name: str) -> None:
    """What a load or a check would complain of is refused with the same words, and nothing is written."""
    item, message = REFUSED[name]
    before = snapshot(place)
    with pytest.raises(DataError, match=message):
        add_one(place, item())
    assert data_of(place) == before
    assert not load(place).problems


def test_one_bad_item_refuses_all(place: Place) -> None:
    """Of several items all or none are written."""
    before = snapshot(place)
    with pytest.raises(DataError, match=r"captivs"):
        add(place, new_source(), position(), position(party="hamas", issue="captivs"))
    assert data_of(place) == before


@pytest.mark.parametrize("text", ["a \ud800", "\udc80", "\udfff\ud800"])
def test_lone_surrogate_is_refused(place: Place, text: str) -> None:
    """Half a letter, as an argument that is not UTF-8 brings it, is refused before any file is opened to write."""
    before = snapshot(place)
    for item in (position(text=text), position(issue="remarks", value=text), replace(new_source(), title=text)):
        with pytest.raises(RefusedError, match=r"half a letter that no file can keep"):
            add_one(place, item)
    assert data_of(place) == before


FAULTY = {
    "not TOML": b"\n[half",
    "not UTF-8": b"\n# \xff\n",
    "an unknown key": b"zzz = 1\n",
    "a broken record": b"\n[note.x]\n",
    "an unknown issue": b'\n[position.x]\nissue = "captivs"\nvalue = "1"\nstated = 2024-03-25\n'
    b"recorded = 2026-11-23 09:12:44Z\n",
    "a conflict": b"\n<<<<<<< HEAD\n=======\n>>>>>>> theirs\n",
}


@pytest.mark.parametrize("fault", FAULTY)
def test_file_with_problems_is_never_written_to(place: Place, fault: str) -> None:
    """A file that has problems is left to its owner; files beside it are written to."""
    with place.party("israel").open("ab") as file:
        file.write(FAULTY[fault])
    before = snapshot(place)
    with pytest.raises(DataError, match=r"parties/israel.toml"):
        add_one(place, position())
    with pytest.raises(DataError, match=r"parties/israel.toml"):
        add(place, new_source(), position(sources=("haaretz",)))
    assert data_of(place) == before
    assert add_one(place, position(party="hamas")).state == "new"
    assert place.party("israel").read_bytes() == before["parties/israel.toml"]


def test_older_faults_elsewhere_do_not_stop_an_add(place: Place) -> None:
    """What a check complains of in another record is not held against a new one."""
    text = place.party("hamas").read_text().replace("stated = 2024-03-23", "stated = 2024-03-24")
    place.party("hamas").write_text(text)
    assert add_one(place, position()).state == "new"


def test_no_folder(tmp_path: Path) -> None:
    """Adding where there is no folder says so and makes none."""
    with pytest.raises(NotWrittenError, match=r"there is no such folder"):
        add_one(Place(tmp_path, tmp_path / "none"), position())
    assert not list(tmp_path.iterdir())


# A dry run


def test_dry_run_writes_nothing(place: Place) -> None:
    """A dry run says what would be added and makes no file, not even the lock's."""
    before = snapshot(place)
    (added,) = add(place, position(), dry_run=True)
    assert snapshot(place) == before
    assert not (place.folder / write.LOCK_FILE).exists()
    assert add(place, position())[0] == added


def test_dry_run_refuses_what_an_add_refuses(place: Place) -> None:
    """A dry run finds the same faults."""
    with pytest.raises(DataError, match=r"captivs"):
        add(place, position(issue="captivs"), dry_run=True)
    with pytest.raises(RefusedError, match=r"half a letter"):
        add(place, position(text="\ud800"), dry_run=True)


# The file itself


def test_link_stays_a_link(place: Place) -> None:
    """A data file that is a link stays one; the file that it leads to gets the record."""
    target = place.root / "shared.toml"
    place.party("israel").rename(target)
    place.party("israel").symlink_to("../../shared.toml")
    add_one(place, position())
    assert os.readlink(place.party("israel")) == "../../shared.toml"
    assert not target.is_symlink()
    assert target.read_text("utf-8").startswith(ISRAEL + "\n[position.")
    assert not list(place.root.glob(".negtrack-*"))


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o640, 0o444])
def test_mode_is_kept(place: Place, mode: int) -> None:
    """The file has the same mode after an add."""
    place.party("israel").chmod(mode)
    add_one(place, position())
    assert stat.S_IMODE(place.party("israel").stat().st_mode) == mode


def test_private_file_is_private_all_the_time(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """The temporary file of a private file is never open to others, also before its mode is set."""
    place.party("israel").chmod(0o600)
    modes = []
    monkeypatch.setattr(os, "fsync", lambda handle: modes.append(stat.S_IMODE(os.fstat(handle).st_mode)))
    monkeypatch.setattr(Path, "chmod", lambda path, _: modes.append(stat.S_IMODE(path.stat().st_mode)))
    before = os.umask(0)
    try:
        add_one(place, position())
    finally:
        os.umask(before)
    assert modes[0] == modes[1] == 0o600


def test_new_file_has_the_usual_mode(place: Place) -> None:
    """A new file gets the mode that any new file would get."""
    before = os.umask(0o027)
    try:
        add_one(place, Party(id="us", name="United States", role="mediator"))
    finally:
        os.umask(before)
    assert stat.S_IMODE(place.party("us").stat().st_mode) == 0o640


def test_stale_temporary_files_are_swept(place: Place) -> None:
    """What a killed writer left is gone after the next add; other hidden files are not touched."""
    stale = [place.folder / ".negtrack-aaa.tmp", place.folder / "parties" / ".negtrack-bbb.tmp"]
    others = [place.folder / ".negtrack-notes", place.folder / "parties" / ".other.tmp"]
    for path in (*stale, *others):
        path.write_text("x")
    add_one(place, position())
    assert not any(path.exists() for path in stale)
    assert all(path.exists() for path in others)


def test_nothing_is_left_behind(place: Place) -> None:
    """After an add there is the lock file, and what `undo` needs, and nothing else that was not there."""
    before = set(snapshot(place))
    add_one(place, position())
    assert set(snapshot(place)) - before == {write.LOCK_FILE, ".negtrack/.gitignore", ".negtrack/last-write.json"}


# The lock

HOLD = """\
import fcntl, os, sys
handle = os.open(sys.argv[1], os.O_RDWR | os.O_CREAT)
fcntl.flock(handle, fcntl.LOCK_EX)
print(1, flush=True)
input()
"""


def test_lock_wait_is_bounded(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where another process keeps the lock an add gives up with a sentence; when it ends, the add works."""
    monkeypatch.setattr(write, "LOCK_WAIT", 0.1)
    lock = str(place.folder / write.LOCK_FILE)
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", HOLD, lock], stdin=pipe, stdout=pipe, env=environment()) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        before = snapshot(place)
        with pytest.raises(NotWrittenError, match=r"nothing written: another negtrack is writing in .*; try again"):
            add_one(place, position())
        assert snapshot(place) == before
        holder.communicate(b"\n")
    assert add_one(place, position()).state == "new"


def test_lock_is_no_door(place: Place, tmp_path: Path) -> None:
    """A lock file that is a link is not followed: what it leads to stays as it is (CVE-2025-68146)."""
    victim = tmp_path / "victim"
    victim.write_text("precious")
    (place.folder / write.LOCK_FILE).symlink_to(victim)
    with pytest.raises(NotWrittenError, match=r"cannot lock"):
        add_one(place, position())
    assert victim.read_text() == "precious"


def test_lock_file_is_never_emptied(place: Place) -> None:
    """The lock file keeps whatever stands in it."""
    (place.folder / write.LOCK_FILE).write_text("x")
    add_one(place, position())
    assert (place.folder / write.LOCK_FILE).read_text() == "x"


# Others who write


def test_change_by_an_editor_is_not_overwritten(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that an editor saves between the load and the replacement is left as the editor saved it."""
    path = place.party("israel")
    right = write._write_synced

    def save_meanwhile(temporary: Path, content: bytes, mode: int | None) -> None:
        right(temporary, content, mode)
        path.write_text(ISRAEL + "# saved by hand\n")

    monkeypatch.setattr(write, "_write_synced", save_meanwhile)
    with pytest.raises(
        NotWrittenError, match=r"israel.toml was changed by somebody else meanwhile; run the command again"
    ):
        add_one(place, position())
    assert path.read_text("utf-8") == ISRAEL + "# saved by hand\n"
    assert not list(place.folder.rglob("*.tmp"))


def test_disk_that_keeps_other_bytes_is_noticed(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was written is read back before it replaces anything."""
    before = snapshot(place)
    monkeypatch.setattr(write, "_write_synced", lambda path, content, _: path.write_bytes(content[:-1]))
    with pytest.raises(NotWrittenError, match=r"the disk does not give back what was written"):
        add_one(place, position())
    assert data_of(place) == before


def fail(error: OSError) -> Callable[..., Any]:
    """Return a function that raises `error` whatever it is called with."""

    def raise_error(*_: object, **__: object) -> None:
        raise error

    return raise_error


def test_failure_after_the_replacement_says_that_it_is_stored(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the folder cannot be synced the record stands in the file, and the error says so."""
    monkeypatch.setattr(write, "_sync_folder", fail(OSError(5, "Input/output error")))
    with pytest.raises(StoredError, match=r"israel.toml is stored, but the disk did not confirm it"):
        add_one(place, position())
    monkeypatch.undo()
    assert len(load(place).negotiation.positions) == 3
    assert add_one(place, position()).state == "known"


@pytest.mark.parametrize("step", ["_write_synced", "_mode_of", "_bytes_of"])
def test_failure_before_the_replacement(place: Place, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    """A disk that fails before the replacement leaves the old file and no temporary one."""
    before = snapshot(place)
    monkeypatch.setattr(write, step, fail(OSError(28, "No space left on device")))
    with pytest.raises(NotWrittenError, match=r"nothing written: israel.toml: no space left on device"):
        add_one(place, position())
    assert data_of(place) == before
    assert not list(place.folder.rglob("*.tmp"))


# Definitions


def test_definition_that_differs_is_refused(place: Place) -> None:
    """A definition is corrected by hand: another one of its id is refused with the file and line of the first."""
    before = snapshot(place)
    with pytest.raises(RefusedError, match=r"source wsj is defined otherwise in sources.toml:1; correct it there"):
        add_one(place, new_source("wsj"))
    with pytest.raises(RefusedError, match=r"event signature is defined otherwise in negotiation.toml:24;"):
        add_one(place, Event(id="signature", title="Another"))
    with pytest.raises(RefusedError, match=r"delegate barnea is defined otherwise in parties/israel.toml:5;"):
        add_one(place, Delegate(id="barnea", party="israel", name="Another"))
    with pytest.raises(RefusedError, match=r"party egypt is defined otherwise in parties/egypt.toml:1;"):
        add_one(place, Party(id="egypt", name="Egypt", role="guarantor"))
    assert data_of(place) == before


def test_definition_that_is_there_is_known(place: Place) -> None:
    """The definitions that stand in the files are known, however they were typed."""
    for document in load(place).documents:
        for item in document.items:
            assert add_one(place, item).state == "known"


def test_new_party_gets_its_file(place: Place) -> None:
    """A new party's file holds its name and role, then its records; the folder `parties` is made if need be."""
    us = Party(id="us", name="United States", role="mediator")
    add(place, us, position(party="us", id="third"))
    text = place.party("us").read_text()
    assert text.startswith(
        '#:schema ../.schema/party.json\n\nname = "United States"\nrole = "mediator"\n\n[position.third]\n'
    )
    assert not load(place).problems


def test_first_party(tmp_path: Path) -> None:
    """The first party is added where there is only a `negotiation.toml`."""
    place = Place(tmp_path, tmp_path / "talks")
    place.folder.mkdir()
    place.negotiation.write_text('title = "Talks"\n')
    add(place, Party(id="us", name="United States", role="mediator"), new_source())
    assert list(load(place).negotiation.parties) == ["us"]
    assert list(load(place).negotiation.sources) == ["haaretz"]


def test_order_of_items_does_not_matter(place: Place) -> None:
    """A new party's delegate and records may come before the party."""
    us = Party(id="us", name="United States", role="mediator")
    add(place, position(party="us"), Delegate(id="burns", party="us", name="William Burns"), us)
    assert not load(place).problems


# Several files at once

MANY: list[Item] = [
    new_source(),
    Event(id="round", title="A round"),
    Party(id="zeta", name="Zeta", role="mediator"),
    Proposal(id="offer", party="zeta", title="Offer", text="x", sources=("haaretz",), recorded=NOW),
    Response(id="answer", party="hamas", to=("offer",), answer="rejected", sources=("haaretz",), recorded=NOW),
    position(sources=("haaretz",), speaker="Zeta's envoy", side="zeta"),
]
ORDER = ["sources.toml", "negotiation.toml", "hamas.toml", "israel.toml", "zeta.toml"]


def test_order_of_replacement(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sources are replaced first, then the negotiation's file, then the parties'."""
    replaced = []
    right = write.replace_file

    def note_name(path: Path, content: bytes, before: bytes | None) -> None:
        replaced.append(path.name)
        right(path, content, before)

    monkeypatch.setattr(change, "replace_file", note_name)
    add(place, *MANY)
    assert replaced == ORDER
    assert not load(place).problems


@pytest.mark.parametrize("files", range(len(ORDER)))
def test_cut_off_between_files(place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: int) -> None:
    """An add that was cut off between two files, wherever, is simply run again and gives the same files."""
    whole = make_place(tmp_path / "whole")
    add(whole, *MANY)
    right = write.replace_file
    left = iter(range(files))

    def stop_early(path: Path, content: bytes, before: bytes | None) -> None:
        if next(left, None) is None:
            raise KeyboardInterrupt
        right(path, content, before)

    monkeypatch.setattr(change, "replace_file", stop_early)
    with pytest.raises(KeyboardInterrupt):
        add(place, *MANY)
    monkeypatch.undo()
    add(place, *MANY)
    assert data_of(place) == data_of(whole)
    assert not load(place).problems


@pytest.mark.parametrize("files", range(len(ORDER)))
def test_failure_between_files_says_what_is_stored(place: Place, monkeypatch: pytest.MonkeyPatch, files: int) -> None:
    """A disk that is full at the second file or later: the error names what is stored; at the first, nothing is."""
    before = snapshot(place)
    right = write._write_synced
    left = iter(range(files))

    def fill_disk(path: Path, content: bytes, mode: int | None) -> None:
        if next(left, None) is None:
            raise OSError(28, "No space left on device")
        right(path, content, mode)

    monkeypatch.setattr(write, "_write_synced", fill_disk)
    with pytest.raises(StoredError if files else NotWrittenError) as caught:
        add(place, *MANY)
    after = data_of(place)
    changed = [
        name for name in ORDER if any(path.endswith(name) and before.get(path) != raw for path, raw in after.items())
    ]
    assert changed == ORDER[:files]
    assert all(name in str(caught.value) for name in changed)
    assert ("nothing written" in str(caught.value)) == (not files)
    assert "no space left on device" in str(caught.value)


def test_late_trouble_with_one_file_does_not_stop_the_others(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that cannot be synced is named after all files are stored."""
    monkeypatch.setattr(write, "_sync_folder", fail(OSError(5, "Input/output error")))
    with pytest.raises(StoredError):
        add(place, *MANY)
    monkeypatch.undo()
    assert [added.state for added in add(place, *MANY)] == ["known"] * len(MANY)


def test_steps_of_one_write() -> None:
    """The first step's own error; a later one's with the names of all that is stored."""
    done: list[str] = []

    def refuse() -> None:
        raise NotWrittenError("two: no space left on device")

    with pytest.raises(NotWrittenError, match=r"^nothing written: two: no space left on device$"):
        write.run_steps([("two", refuse), ("three", partial(done.append, "three"))])
    with pytest.raises(StoredError) as caught:
        write.run_steps([("zero", done.clear), ("one", partial(done.append, "one")), ("two", refuse)])
    reason = "the rest is not (two: no space left on device); run the command again"
    assert str(caught.value) == f"zero and one are stored, but {reason}"
    assert done == ["one"]


def test_a_lock_that_cannot_be_closed(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was written under it is stored, and nothing else is said."""
    close = os.close

    def close_and_fail(handle: int) -> None:
        is_lock = os.readlink(f"/proc/self/fd/{handle}").endswith(write.LOCK_FILE)
        close(handle)
        if is_lock:
            raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "close", close_and_fail)
    assert add_one(place, position()).state == "new"


def test_block_is_what_is_appended(place: Place) -> None:
    """The block of an item is its table and nothing else."""
    source = new_source()
    assert add_one(place, source).block == render_block(source)
    assert to_table(load(place).negotiation.sources["haaretz"]) == to_table(source)
