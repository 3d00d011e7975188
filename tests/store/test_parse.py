"""What a file may hold, and what is said of all that it may not: one problem each, with its place and a way out."""

from __future__ import annotations

import random
import time
from functools import cache
from pathlib import Path

import pytest

from negtrack.checks import check_negotiation
from negtrack.errors import DataError, NegtrackError, Problem
from negtrack.model import Position
from negtrack.store.document import Document
from negtrack.store.link import link_negotiation
from negtrack.store.load import decode
from negtrack.store.locate import Place
from negtrack.store.parse import parse_document

from ..examples import tiers
from .harness import (
    EGYPT,
    FILES,
    HAMAS,
    ISRAEL,
    NEGOTIATION,
    NOW,
    SOURCES,
    add_one,
    load,
    new_source,
    position,
    snapshot,
)

MALFORMED = sorted((Path(__file__).parent.parent / "malformed").glob("*.toml"))
HEAD = 'name = "Israel"\nrole = "principal"\n'
RECORD = (
    HEAD
    + '\n[position.a]\nissue = "captives"\nvalue = "40"\nstated = 2024-03-25\nrecorded = 2026-11-23 09:12:44+00:00\n'
)

# what is wrong -> the kind of file, its text, and the line, record, field, message and advice that it must get
CASES: dict[str, tuple[str, str, int, str, str, str]] = {
    "typo in a key": (
        "party",
        RECORD + 'stanse = "demand"\n',
        9,
        "[position.a] stanse:",
        "unknown",
        "did you mean stance?",
    ),
    "unknown key": ("party", RECORD + "zzz = 1\n", 9, "[position.a] zzz:", "unknown field", "known are issue, stance"),
    "typo in a table": ("party", HEAD + "[positon.a]\n", 3, "positon:", "unknown field", "did you mean position?"),
    "typo at the top": ("party", 'nam = "x"\n' + HEAD, 1, "nam:", "unknown field", "did you mean name?"),
    "key of another table": ("party", RECORD + 'accessed = "x"\n', 9, "[position.a] accessed:", "unknown", "known are"),
    "no date": (
        "party",
        RECORD.replace("stated = 2024-03-25", 'stated = "25 March"'),
        7,
        "[position.a] stated:",
        '"25 March": not a date',
        "write 2024-03-25",
    ),
    "year as a number": (
        "party",
        RECORD.replace("2024-03-25", "2024"),
        7,
        "[position.a] stated:",
        "not a date",
        "a year in quotes",
    ),
    "instant without offset": (
        "party",
        RECORD.replace("+00:00", ""),
        8,
        "[position.a] recorded:",
        "not an instant",
        "write a date, a time and an offset",
    ),
    "instant out of the calendar": (
        "party",
        RECORD.replace("2026-11-23 09:12:44+00:00", "0001-01-01 00:00:00+23:59"),
        8,
        "[position.a] recorded:",
        "falls outside the years 1 to 9999",
        "write another",
    ),
    "required field missing": (
        "party",
        HEAD + '[position.a]\nvalue = "40"\n[position.b]\nissue = "captives"\nrecorded = 2026-11-23 09:12:44Z\n',
        3,
        "[position.a] issue:",
        "missing",
        "this field is required",
    ),
    "name missing": ("party", 'role = "principal"\n', 1, "name:", "missing", "this field is required"),
    "empty party file": ("party", "", 1, "name:", "missing", "this field is required"),
    "unknown stance": (
        "party",
        RECORD + 'stance = "demnd"\n',
        9,
        "[position.a] stance:",
        '"demnd" is not known here',
        "did you mean demand?",
    ),
    "unknown role": (
        "party",
        'name = "Israel"\nrole = "boss"\n',
        2,
        "role:",
        '"boss" is not known here',
        "write one of principal, mediator",
    ),
    "bad grade": ("party", RECORD + 'grade = "2B"\n', 9, "[position.a] grade:", '"2B" is not a grade', "such as B2"),
    "array of tables": ("party", HEAD + "\n[[position]]\n", 4, "[position]:", "", "write one [position.ID] table each"),
    "array of records": (
        "party",
        HEAD + "\n[[position.a]]\n",
        4,
        "[position.a]:",
        "not a table",
        "write [position.ID]",
    ),
    "value where a group is": (
        "party",
        HEAD + "\nposition = 5\n",
        4,
        "[position]:",
        "",
        "write one [position.ID] table each",
    ),
    "value where a record is": (
        "party",
        HEAD + "[position]\na = 5\n",
        4,
        "[position.a]:",
        "not a table",
        "write [position.ID]",
    ),
    "fault in an inline record": (
        "party",
        HEAD + '[position]\na = {issu = "x"}\n',
        4,
        "[position.a] issu:",
        "unknown field",
        "did you mean issue?",
    ),
    "empty text": ("party", RECORD + 'text = " "\n', 9, "[position.a] text:", "empty", "omit the field"),
    "long text": (
        "party",
        RECORD + f'text = "{"x" * 17_000}"\n',
        9,
        "[position.a] text:",
        "longer than 16000",
        "shorten the text",
    ),
    "number as a text": (
        "party",
        RECORD + "speaker = 5\n",
        9,
        "[position.a] speaker:",
        "not a text",
        "put it in quotes",
    ),
    "text as a list": (
        "party",
        RECORD + 'sources = "wsj"\n',
        9,
        "[position.a] sources:",
        "not a list",
        'write ["...", "..."]',
    ),
    "list of numbers": ("party", RECORD + "sources = [1]\n", 9, "[position.a] sources:", "an id", "in quotation marks"),
    "bad term": (
        "party",
        RECORD + 'limits = ["40"]\n',
        9,
        "[position.a] limits:",
        '"40" is not a term',
        'write "ISSUE = VALUE"',
    ),
    "id not folded": ("party", HEAD + "[position.A-b]\n", 3, "[position.A-b]:", '"A-b" is not an id', "write a-b"),
    "empty id": (
        "party",
        RECORD.replace("position.a", 'position.""'),
        4,
        "[position.]:",
        "may not be empty",
        "write [position.ID]",
    ),
    "reserved id": ("party", HEAD + "[position.con]\n", 3, "[position.con]:", "reserved word", "choose another id"),
    "later format": (
        "negotiation",
        'format = 2\ntitle = "x"\n',
        1,
        "format:",
        "2 is not a format that this",
        "upgrade",
    ),
    "title missing": ("negotiation", "format = 1\n", 1, "title:", "missing", "write what the talks are about"),
    "title no text": ("negotiation", "title = 5\n", 1, "title:", "not a text", "put it in quotes"),
    "parties no list": (
        "negotiation",
        'title = "x"\nparties = 5\n',
        2,
        "parties:",
        "not a list of party ids",
        "write [",
    ),
    "parties nested": (
        "negotiation",
        'title = "x"\nparties = [["a"]]\n',
        2,
        "parties:",
        "not a list of party ids",
        "write [",
    ),
    "leaning unknown": (
        "negotiation",
        'title = "x"\n[issue.a]\ntitle = "a"\nkind = "text"\n[issue.a.wants]\nisrael = "moer"\n',
        5,
        "[issue.a] wants:",
        '"moer" is not known here',
        "did you mean more?",
    ),
    "huge integer": ("party", RECORD + f"value_ = {'9' * 5000}\n", 9, "", "more than 18 digits", "put it in quotes"),
    "huge hexadecimal integer": ("party", f"name = 0x{'f' * 5000}\n", 1, "", "more than 18 digits", "put it in quotes"),
    "huge format": ("negotiation", f'title = "x"\nformat = 0x{"f" * 5000}\n', 2, "", "more than 18 digits", "quotes"),
    "deep nesting": ("party", RECORD + f"tags = {'[' * 3000}{']' * 3000}\n", 9, "", "nested too deeply", "two levels"),
    "deep keys": ("party", RECORD + f"grade{'.a' * 30} = 1\n", 9, "", "nested too deeply", "two levels"),
    "key of 20,000 parts": ("party", RECORD + f"a{'.a' * 20_000} = 1\n", 9, "", "longer than 20,000", "shorten"),
    "long line": (
        "party",
        RECORD + f'text = "{"x" * 20_000}"\n',
        9,
        "",
        "a line longer than 20,000",
        "shorten the text",
    ),
    "conflict begins": (
        "party",
        HEAD + "<<<<<<< HEAD\n",
        3,
        "",
        "not TOML",
        "keep each record once, and delete the marker",
    ),
    "conflict ends": (
        "party",
        HEAD + ">>>>>>> theirs\n",
        3,
        "",
        "not TOML",
        "keep each record once, and delete the marker",
    ),
    "half written": ("party", RECORD + 'text = "cut o', 9, "", "not TOML", "the file may be half written"),
    "table twice": ("party", RECORD + "[position.a]\n", 9, "", "not TOML", ""),
}


@pytest.mark.parametrize("name", CASES)
def test_fault_has_its_place_and_a_way_out(name: str) -> None:
    """Every fault says in which file, line, record and field it is, what is wrong and what to do."""
    kind, text, line, where, message, advice = CASES[name]
    _, problems = parse_document(text, "some/file.toml", kind, "israel" if kind == "party" else "")
    assert problems
    found = next((problem for problem in problems if problem.where == where), problems[0])
    assert (found.path, found.line, found.where) == ("some/file.toml", line, where)
    assert message in found.message
    assert advice in found.message
    assert "\n" not in str(found)


@pytest.mark.parametrize("name", ["typo in a key", "unknown stance", "empty text", "text as a list", "bad grade"])
def test_line_endings_do_not_move_the_line(name: str) -> None:
    """A file with CRLF gets the same problems on the same lines."""
    kind, text, *_ = CASES[name]
    unix = parse_document(text, "file.toml", kind, "israel")[1]
    assert parse_document(text.replace("\n", "\r\n"), "file.toml", kind, "israel")[1] == unix


def test_sound_files_have_no_problems() -> None:
    """The small negotiation of these tests is sound, with CRLF and with a byte-order mark too."""
    for raw in (ISRAEL.encode(), ISRAEL.replace("\n", "\r\n").encode(), ISRAEL.encode("utf-8-sig")):
        document, problems = parse_document(decode(raw), "parties/israel.toml", "party", "israel")
        assert not problems
        assert [item.id for item in document.items] == ["israel", "barnea", "first"]


def test_line_of_a_fault_stays_in_its_record() -> None:
    """A field that is missing in one record is not looked for in the next."""
    text = HEAD + '[position.a]\nvalue = "1"\n\n[position.b]\nrecorded = 2026-11-23 09:12:44Z\n'
    _, problems = parse_document(text, "f.toml", "party", "israel")
    assert {(problem.where, problem.line) for problem in problems} == {
        ("[position.a] issue:", 3),
        ("[position.a] recorded:", 3),
        ("[position.b] issue:", 6),
    }


def test_one_broken_record_costs_itself_alone() -> None:
    """Records beside a broken one are read."""
    document, problems = parse_document(ISRAEL + '\n[position.b]\nissue = "captives"\n', "f.toml", "party", "israel")
    assert [item.id for item in document.items if isinstance(item, Position)] == ["first"]
    assert document.broken == {"b"}
    assert len(problems) == 1


def test_all_problems_of_a_record_are_named() -> None:
    """Three faults in one record are three problems."""
    text = RECORD + 'grade = "x"\nside = "A B"\nfoo = 1\n'
    assert len(parse_document(text, "f.toml", "party", "israel")[1]) == 3


def test_many_unknown_keys_do_not_stall_the_reader() -> None:
    """10,000 unknown keys are named within seconds, each on its own line."""
    begun = time.process_time()
    _, problems = parse_document(RECORD + "".join(f"k{n} = 1\n" for n in range(10_000)), "f.toml", "party", "israel")
    assert [problem.line for problem in problems] == list(range(9, 10_009))
    assert time.process_time() - begun < 6


@pytest.mark.parametrize(
    ("raw", "message"),
    [(b"a\nb\xff", "not UTF-8: byte 0xff in line 2"), ("text".encode("utf-16"), "not UTF-8: byte 0xff in line 1")],
)
def test_bytes_that_are_no_text_are_named(raw: bytes, message: str) -> None:
    """What is not UTF-8 is refused with the byte, its line and the advice to save it as UTF-8."""
    with pytest.raises(NegtrackError, match=f"{message}; save the file as UTF-8"):
        decode(raw)


def test_duplicated_id_names_the_first(place: Place) -> None:
    """An id that two parties' files use is a problem that names the other place."""
    with place.party("hamas").open("a") as file:
        file.write('\n[note.first]\ntext = "x"\nstated = 2024-03-25\nrecorded = 2026-11-23 09:12:44Z\n')
    (problem,) = load(place).problems
    assert (problem.path, problem.where) == (
        "parties/israel.toml",
        "[position.first]:",
    ) or problem.where == "[note.first]:"
    assert "this id is taken, by parties/" in problem.message
    assert problem.message.endswith("; choose another")


def test_there_are_malformed_files() -> None:
    """The set of malformed files is there, some hundred of them."""
    assert len(MALFORMED) >= 60


@pytest.mark.parametrize("bad", MALFORMED, ids=lambda path: path.stem)
def test_malformed_party_file(place: Place, bad: Path) -> None:
    """A malformed party file is one problem with a line; the others are read and written, it itself is not touched."""
    place.party("israel").write_bytes(bad.read_bytes())
    before = snapshot(place)
    begun = time.process_time()
    loaded = load(place)
    assert time.process_time() - begun < 2
    (problem,) = [problem for problem in loaded.problems if problem.path == "parties/israel.toml"]
    assert problem.line or "in line " in problem.message or "over-lines" in bad.stem
    assert [record.id for record in loaded.negotiation.positions] == ["second"]
    with pytest.raises(DataError, match=r"parties/israel.toml"):
        add_one(place, position())
    assert add_one(place, position(party="hamas", id="elsewhere")).state == "new"
    after = snapshot(place)
    assert [name for name in before if after[name] != before[name]] == ["parties/hamas.toml"]


@pytest.mark.parametrize("bad", MALFORMED, ids=lambda path: path.stem)
def test_malformed_definitions(place: Place, bad: Path) -> None:
    """A malformed `sources.toml` costs no record; a malformed `negotiation.toml` is one error that names it."""
    place.sources.write_bytes(bad.read_bytes())
    loaded = load(place)
    assert {problem.path for problem in loaded.problems} == {"sources.toml"}
    assert {record.id for record in loaded.negotiation.positions} == {"first", "second"}
    with pytest.raises(DataError, match=r"sources.toml"):
        add_one(place, new_source())
    place.negotiation.write_bytes(bad.read_bytes())
    with pytest.raises(DataError, match=r"negotiation.toml") as caught:
        load(place)
    assert {problem.path for problem in caught.value.problems} == {"negotiation.toml", "sources.toml"}


@cache
def _parsed(path: str, text: str) -> tuple[Document, list[Problem]]:
    kind = "party" if path.startswith("parties/") else path.removesuffix(".toml")
    return parse_document(text, path, kind, Path(path).stem if kind == "party" else "")


def survives(changed: str, raw: bytes) -> tuple[list[Document], list[Problem]]:
    """What the files give when the bytes of `changed` are `raw`: documents and problems, never another exception."""
    try:
        read = [_parsed(path, decode(raw) if path == changed else text) for path, text in FILES.items()]
    except NegtrackError as error:
        return [], [Problem(changed, 0, "", str(error))]
    documents = [document for document, _ in read]
    negotiation, problems = link_negotiation("talks", documents)
    check_negotiation(negotiation, NOW.date())
    return documents, [*(fault for _, faults in read for fault in faults), *problems]


@pytest.mark.parametrize("step", tiers(13, 1))
def test_every_truncation_of_a_party_file(step: int) -> None:
    """A party file of 2 KB cut off anywhere is a problem, or lacks nothing but the end of its last record."""
    records = [ISRAEL.split("\n[position.first]")[1].replace('"at least 40"', f'"{number}"') for number in range(7)]
    text = ISRAEL + "".join(f"\n[position.n{number}]{record}" for number, record in enumerate(records))
    raw = text.encode()
    whole = {item.id: item for item in survives("parties/israel.toml", raw)[0][2].items}
    assert 2000 < len(raw) < 3000
    for size in range(0, len(raw), step):
        documents, problems = survives("parties/israel.toml", raw[:size])
        kept = list(documents[2].items) if documents else []
        assert problems or kept
        assert all(whole[item.id] == item for item in kept[:-1] if item.table == "position")


def test_flipped_bytes() -> None:
    """2,000 seeded flips of one to three bytes in any of the files raise nothing that is not ours."""
    seeded = random.Random(20241123)
    faulty = 0
    for _ in range(2000):
        path = seeded.choice(list(FILES))
        raw = bytearray(FILES[path].encode())
        for _ in range(seeded.randint(1, 3)):
            raw[seeded.randrange(len(raw))] = seeded.randrange(256)
        faulty += bool(survives(path, bytes(raw))[1])
    assert faulty > 1000


def test_texts_of_these_tests_are_sound() -> None:
    """The texts that these tests change have no problem unchanged."""
    assert not survives("", b"")[1]
    assert {NEGOTIATION, SOURCES, ISRAEL, HAMAS, EGYPT} == set(FILES.values())
