"""Modality, caveat and order of records, answers without a counter-offer, and values of which a report is unsure."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from negtrack.errors import NotationError
from negtrack.gap import contains, gap_between, same_set
from negtrack.model import is_later, is_same_day, to_table
from negtrack.values import Scale, parse_value, print_value

from .cli.harness import run
from .negotiations import FILES, build_negotiation, write_negotiation

NUMBERS = Scale("quantity")


def by_id(text: str) -> dict[str, Any]:
    """Return the entries of a negotiation by id."""
    return dict(build_negotiation(text).entries)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('[position.x]\nstance = "withdrawal"\nissue = "pay"\nwithdraws = ["first"]\nmodality = "hoped"', "modality"),
        (f'[position.x]\nissue = "pay"\nvalue = "3"\ncaveat = "{"a" * 121}"', "120 characters"),
        ('[position.x]\nissue = "pay"\nvalue = "3"\nafter = ["nobody"]', 'no record ""nobody""'),
        ('[position.x]\nissue = "pay"\nvalue = "3"\nafter = ["x"]', "x was not said before this"),
        ('[position.x]\nissue = "pay"\nvalue = "one of 3"', "needs several outcomes"),
        (
            '[proposal.p]\ntitle = "P"\n[response.x]\nproposal = "p"\nanswer = "accepted"\nno-counter = true',
            "no-counter",
        ),
    ],
)
def test_what_cannot_be_said_is_one_line(tmp_path: Path, line: str, message: str) -> None:
    """Each misuse of a field is one line that names it."""
    entries = [
        f"{table}\nstated = 2024-03-20\nrecorded = 2024-03-26 00:00:00Z" if table else ""
        for table in [line.replace("\n[response", "\nstated = 2024-03-20\nrecorded = 2024-03-26 00:00:00Z\n[response")]
    ]
    files = {**FILES, "parties/union.toml": FILES["parties/union.toml"] + "\n" + entries[0] + "\n"}
    folder = write_negotiation(tmp_path / "data/talks", files)
    answer = run("--data", str(folder.parent), "check", "--no-header")
    lines = [row for row in answer.out.splitlines() if not row.startswith("note")]
    assert len(lines) == 1, answer
    assert message in lines[0]


@pytest.mark.parametrize(("text", "fine"), [("yes", False), ("not yes", True), ("no", True)])
def test_a_refusal_of_yes_says_not_yes(tmp_path: Path, text: str, fine: bool) -> None:
    """A party that refuses `yes` accepts `no`; `yes` as what remains acceptable is refused."""
    negotiation = FILES["negotiation.toml"] + '\n[issue.veto]\ntitle = "Veto"\nkind = "yes-no"\n'
    folder = write_negotiation(tmp_path / "data/talks", {**FILES, "negotiation.toml": negotiation})
    words = ("--stance", "refusal", "--stated", "2024-03-20")
    answer = run("--data", str(folder.parent), "add-position", "union", "veto", text, *words)
    assert (answer.code == 0) == fine, answer
    if not fine:
        assert 'write "not yes"' in answer.err


def test_said_is_not_written() -> None:
    """What was simply said needs no word in the file, and gives the id that it always had."""
    plain, hoped = build_negotiation(
        'position.a.value = "3"\nposition.b = { value = "3", modality = "hoped" }'
    ).positions
    assert "modality" not in to_table(plain)
    assert to_table(hoped)["modality"] == "hoped"


@pytest.mark.parametrize(
    ("one", "other", "later"),
    [
        ('stated = 2024-03-02', 'stated = 2024-03-01', True),
        ('stated = 2024-03-01', 'stated = 2024-03-01', False),
        ('stated = "2024-03"', 'stated = 2024-03-01', False),
        ('stated = "2024-03"', 'stated = 2024-02-28', True),
        ('stated = "../2024-03-05"', 'stated = 2024-02-01', False),
        ('stated = 2024-03-01T18:00:00Z', 'stated = 2024-03-01T09:00:00Z', True),
        ('stated = 2024-03-01T18:00:00Z', 'stated = 2024-03-01', False),
        ('stated = 2024-03-01, after = ["other"]', 'stated = 2024-03-01', True),
    ],
)  # fmt: skip
def test_what_is_certainly_later(one: str, other: str, later: bool) -> None:
    """A record is later only if its dates, instants or `after` leave no other order."""
    found = by_id(f'position.one = {{ value = "3", {one} }}\nposition.other = {{ value = "4", {other} }}')
    assert is_later(found["one"], found["other"]) == later
    assert not is_later(found["other"], found["one"])


def test_the_same_day() -> None:
    """Two exact days are the same day; a month that holds it is an unknown order."""
    found = by_id(
        'position.a = { value = "3", stated = 2024-03-01 }\nposition.b = { value = "4", stated = 2024-03-01 }\n'
        'position.c = { value = "4", stated = "2024-03" }'
    )
    assert is_same_day(found["a"], found["b"])
    assert not is_same_day(found["a"], found["c"])


def test_voices() -> None:
    """A delegate is a voice of their own, everybody else who speaks for the party its common voice; a report without
    a speaker is the publication's."""
    found = by_id(
        """
        delegate.ann = { name = "A. Delegate", party = "union" }
        source.gazette = { container-title = "The Gazette", issued = 2024-03-02 }
        position.by-id = { value = "3", speaker = "ann", side = "own" }
        position.by-name = { value = "3", speaker = "A. Delegate", side = "union" }
        position.common = { value = "3", speaker = "union officials", side = "own" }
        position.rival = { value = "3", speaker = "an official", side = "employer" }
        position.press = { value = "3", sources = ["gazette"] }
        position.quoted = { value = "3", speaker = "a source", side = "third-party", sources = ["gazette"] }
        position.bare = { value = "3" }
        """
    )
    voices = {name: record.voice for name, record in found.items()}
    assert voices == {
        "by-id": "union/ann",
        "by-name": "union/ann",
        "common": "union",
        "rival": "employer",
        "press": "The Gazette",
        "quoted": "a source",
        "bare": "reported",
    }


@pytest.mark.parametrize(
    ("one", "other", "status"),
    [
        ("one of 700..800", "700..1000", "overlap"),
        ("one of 700..800", "750..1000", "unknown"),
        ("one of 700..800", "400", "apart"),
        ("one of 700..800", "one of 700..800", "unknown"),
        ("one of 700..800", "one of 900..1000", "apart"),
    ],
)
def test_the_doubt_of_a_report(one: str, other: str, status: str) -> None:
    """One of several outcomes overlaps only if all of them do, and is apart only if all are."""
    values = parse_value(one, NUMBERS), parse_value(other, NUMBERS)
    assert gap_between(*values, NUMBERS).status == status
    assert gap_between(*values[::-1], NUMBERS).status == status
    assert print_value(values[0], NUMBERS) == one


def test_a_doubt_is_no_range() -> None:
    """`one of A..B` is not the same as `A..B`, and nobody knows whether it holds a part of that."""
    doubt, whole, part = (parse_value(text, NUMBERS) for text in ("one of 7..8", "7..8", "7"))
    assert not same_set(doubt, whole, NUMBERS)
    assert contains(whole, doubt, NUMBERS) is True
    assert contains(doubt, part, NUMBERS) is None
    assert contains(part, doubt, NUMBERS) is None
    with pytest.raises(NotationError, match="several outcomes"):
        parse_value("one of 7", NUMBERS)
