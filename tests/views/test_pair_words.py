"""How a pair stands in words and as fields: nothing stronger than what it rests on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from negtrack.model import Negotiation
from negtrack.query import Snapshot, pair_of
from negtrack.views.gaps import build_gaps
from negtrack.views.pair_findings import widest_text
from negtrack.views.pair_words import pair_fields, pair_text, since_text
from negtrack.views.voices import distinct_voices, join_voices

from ..negotiations import put_on_record

Build = Callable[..., Negotiation]


def case(name: str, *values: Any) -> Any:
    """Return one row of a table of cases, with a name that a reader understands."""
    return pytest.param(*values, id=name.replace(" ", "-"))


EMPLOYER = put_on_record('position.e = { party = "employer", value = "40", side = "own" }\n')
UNION = put_on_record('position.u = { value = "50", side = "own" }\n')
ACCEPTED = put_on_record("""
response.x = { proposal = "p", answer = "accepted", side = "own" }
response.y = { proposal = "p", answer = "accepted", side = "own", party = "employer" }
""")
SECRET = 'proposal.p = { party = "state", terms = ["pay = undisclosed"] }\n'
DISCLOSED = """
proposal.d = { party = "state", discloses = "p", terms = ["pay = 45"], side = "media", speaker = "One" }
proposal.f = { party = "state", discloses = "p", terms = ["pay = 45"], side = "media", speaker = "Two" }
"""
AT_LEAST = put_on_record('position.u = { value = "at least 40", side = "own", requires = ["hours = 35", "peace"] }\n')
HOURS = put_on_record('position.h = { party = "employer", issue = "hours", value = "35", side = "own" }\n')
RED_LINE = """
position.l = { value = "at least 55", side = "own", attribution = "on-record", stance = "red-line" }
position.u = { value = "50", side = "own", stated = 2024-03-05 }
position.e = { party = "employer", value = "50..60", side = "own", attribution = "on-record" }
"""

WORDS = [
    case("words on record", EMPLOYER + UNION, "apart 10"),
    case("a report", EMPLOYER + 'position.u = { value = "50" }', "apart 10, according to a report"),
    case(
        "a publication",
        EMPLOYER + 'source.s = { publisher = "Press", issued = 2024-03-01 }\n'
        'position.u = { value = "50", sources = ["s"] }',
        "apart 10, according to Press",
    ),
    case(
        "people of a party who speak of both",
        'position.e = { party = "employer", value = "40", side = "union", speaker = "A" }\n'
        'position.u = { value = "50", side = "own", speaker = "A" }',
        "apart 10, according to A (Union)",
    ),
    case(
        "others on both sides",
        'position.e = { party = "employer", value = "40", side = "state", speaker = "A" }\n'
        'position.u = { value = "at least 40", side = "employer", speaker = "B" }',
        "overlap 40, according to A (State) and B (Employers)",
    ),
    case(
        "the same speaker on both sides",
        'position.e = { party = "employer", value = "40", side = "state", speaker = "A" }\n'
        'position.u = { value = "at least 40", side = "state", speaker = "A" }',
        "overlap 40, according to A (State)",
    ),
    case(
        "own words that are not on record",
        EMPLOYER + 'position.u = { value = "50", side = "own" }',
        "apart 10, according to Union (not on record)",
    ),
    case(
        "a delegate by name",
        EMPLOYER + 'delegate.ann = { party = "union", name = "Ann Lee" }\n'
        'position.u = { value = "50", side = "own", speaker = "ann" }',
        "apart 10, according to Ann Lee",
    ),
    case("not known is nobody's word", EMPLOYER + 'position.u = { value = "undisclosed" }', "unknown"),
    case(
        "agreed with its value",
        'proposal.p = { party = "state", terms = ["pay = 45"] }\n' + ACCEPTED,
        "agreed provisionally 45, p",
    ),
    case(
        "agreed on what others disclosed",
        SECRET + DISCLOSED + ACCEPTED,
        "agreed provisionally 45, p, according to One and Two",
    ),
    case(
        "not agreed on what others disclose differently",
        SECRET + DISCLOSED.replace("45", "46", 1) + ACCEPTED,
        "silent",
    ),
    case(
        "a condition that both set",
        EMPLOYER.replace(" }", ', requires = ["peace"] }') + AT_LEAST.replace('"hours = 35", ', ""),
        "conditional: peace",
    ),
    case("a condition that nobody meets", EMPLOYER + AT_LEAST, "conditional: hours = 35 (unknown); peace"),
    case("a condition that is met", EMPLOYER + AT_LEAST.replace(', "peace"', "") + HOURS, "overlap 40"),
    case(
        "a condition that is not met",
        EMPLOYER + AT_LEAST.replace(', "peace"', "") + HOURS.replace("35", "40"),
        "conditional: hours = 35 (not met)",
    ),
    case(
        "a condition on others' words",
        EMPLOYER + 'position.u = { value = "at least 40", side = "state", requires = ["peace"] }',
        "conditional: peace, according to State",
    ),
    case(
        "against a red line",
        RED_LINE,
        "overlap 50, against a red line of Union, according to Union (not on record)",
    ),
    case(
        "a red line that is kept",
        RED_LINE.replace('"50"', '"56"'),
        "overlap 56, according to Union (not on record)",
    ),
]


@pytest.mark.parametrize(("text", "expected"), WORDS)
def test_words(negotiation_of: Build, text: str, expected: str) -> None:
    """A pair says what it agreed or how far apart it is, with what stands in the way and whose words it rests on."""
    negotiation = negotiation_of(text)
    snapshot, issue = Snapshot(negotiation), negotiation.issues["pay"]
    pair = pair_of(snapshot, issue, "employer", "union")
    assert pair_text(snapshot, pair, issue) == expected
    assert pair_text(snapshot, pair, issue, ["Employers", "Union"]) == f"{expected} (Employers, Union)"


FIELDS = [
    case("agreed", SECRET + DISCLOSED + ACCEPTED, "agreed", "45", [], ["One", "Two"], []),
    case("conditional", EMPLOYER + AT_LEAST, "conditional", "", ["hours = 35 (unknown)", "peace"], [], []),
    case("red line", RED_LINE, "overlap", "", [], ["Union (not on record)"], ["union"]),
    case("on record", EMPLOYER + UNION, "apart", "", [], [], []),
]


@pytest.mark.parametrize(("text", "status", "agreed", "conditions", "voices", "red_lines"), FIELDS)
def test_fields(
    negotiation_of: Build,
    text: str,
    status: str,
    agreed: str,
    conditions: list[str],
    voices: list[str],
    red_lines: list[str],
) -> None:
    """A program gets the agreed value, the conditions, the voices and the parties beyond a red line by themselves."""
    negotiation = negotiation_of(text)
    snapshot, issue = Snapshot(negotiation), negotiation.issues["pay"]
    fields = pair_fields(snapshot, pair_of(snapshot, issue, "employer", "union"), issue)
    names = ("status", "agreed", "conditions", "according_to", "red_lines")
    assert [fields[name] for name in names] == [status, agreed, conditions, voices, red_lines]


SINCE = [
    case("an exact day", "2024-01-31", "31 Jan"),
    case("by a day", '"../2024-01-31"', "31 Jan or before"),
    case("a month", '"2024-01"', "31 Jan or before"),
]


@pytest.mark.parametrize(("stated", "expected"), SINCE)
def test_since(negotiation_of: Build, stated: str, expected: str) -> None:
    """A gap that came about by a day, nobody knows when, stands since that day or before."""
    early = EMPLOYER.replace(" side", " stated = 2023-12-01, side")
    negotiation = negotiation_of(early + UNION.replace(" side", f" stated = {stated}, side"))
    snapshot, issue = Snapshot(negotiation), negotiation.issues["pay"]
    row = build_gaps(snapshot, [issue], None, (None, "")).lines[0]
    assert row.since_text == expected
    assert widest_text([row], snapshot) == f"pay 10 (Employers, Union), unchanged since {expected}"


def test_since_what_was_also_said_on_that_very_day(negotiation_of: Build) -> None:
    """Where one of several statements is of that day itself, the pair stands since that day."""
    negotiation = negotiation_of(
        UNION.replace(" side", ' stated = "2024-01", side') + EMPLOYER.replace(" side", " stated = 2024-01-31, side")
    )
    snapshot, issue = Snapshot(negotiation), negotiation.issues["pay"]
    pair = pair_of(snapshot, issue, "employer", "union")
    assert since_text(snapshot, issue, pair, date(2024, 1, 31)) == "31 Jan"


def test_since_what_moved_it(negotiation_of: Build) -> None:
    """What somebody else said on that very day dates no gap: only the words on which it rests do."""
    early = EMPLOYER.replace(" side", " stated = 2023-12-01, side")
    other = 'position.o = { value = "90", side = "state", stated = 2024-01-31 }'
    negotiation = negotiation_of(early + UNION.replace(" side", ' stated = "2024-01", side') + other)
    snapshot, issue = Snapshot(negotiation), negotiation.issues["pay"]
    pair = pair_of(snapshot, issue, "employer", "union")
    assert since_text(snapshot, issue, pair, date(2024, 1, 31)) == "31 Jan or before"


def test_silence_has_no_since(negotiation_of: Build) -> None:
    """Where one of two never spoke nothing began, so that no day stands beside it."""
    row = build_gaps(Snapshot(known := negotiation_of(UNION)), [known.issues["pay"]], None, (None, "")).lines[0]
    assert (row.now.status, row.since_text) == ("silent", "")


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["Ann Roe and AP", "AP"], ("Ann Roe and AP",)),
        (["Ann Roe and AP", "AP and USA Today"], ("Ann Roe", "AP", "USA Today")),
        (["Ann Roe and AP", "Reuters"], ("Ann Roe and AP", "Reuters")),
        (["AP", "AP"], ("AP",)),
    ],
)
def test_joint_speakers(names: list[str], expected: tuple[str, ...]) -> None:
    """Who is named among joint speakers is not named again."""
    assert distinct_voices(names) == expected


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["Ann Roe", "AP"], "Ann Roe and AP"),
        (["Ann Roe and AP"], "Ann Roe and AP"),
        (["Ann Roe and AP", "Bo Lee"], "Ann Roe and AP, and to Bo Lee"),
        (["Ann Roe and AP", "Bo Lee", "Reuters"], "Ann Roe and AP, to Bo Lee, and to Reuters"),
    ],
)
def test_who_spoke_with_whom(names: list[str], expected: str) -> None:
    """Several voices of which some are joint are kept apart."""
    assert join_voices(names) == expected
