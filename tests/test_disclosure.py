"""Terms of a proposal that were not public when it was tabled, and that a later record discloses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any

import pytest

from negtrack.model import Negotiation, Strength
from negtrack.query import Snapshot, current_position, pair_of

Build = Callable[..., Negotiation]
PROPOSAL = 'proposal.p = { party = "state", terms = ["pay = undisclosed", "hours = 35"] }\n'
LATER = "stated = 2024-03-10"


def case(name: str, *values: Any) -> Any:
    """Return one row of a table of cases, with a name that a reader understands."""
    return pytest.param(*values, id=name.replace(" ", "-"))


def terms(snapshot: Snapshot, name: str = "p") -> list[str]:
    """Return the terms of a proposal as they are known."""
    (proposal,) = [proposal for proposal in snapshot.negotiation.proposals if proposal.id == name]
    return [str(term) for term in snapshot.terms_of(proposal)]


DISCLOSED = [
    case("nothing disclosed", "", []),
    case(
        "disclosed",
        f'proposal.d = {{ party = "state", discloses = "p", terms = ["pay = 45"], {LATER} }}',
        ["d 45"],
    ),
    case(
        "disclosed by another party's record",
        f'proposal.d = {{ party = "employer", discloses = "p", terms = ["pay = 45"], {LATER} }}',
        ["d 45"],
    ),
    case(
        "two that differ, oldest first",
        f"""
        proposal.c = {{ party = "state", discloses = "p", terms = ["pay = 46"], stated = 2024-03-11 }}
        proposal.d = {{ party = "state", discloses = "p", terms = ["pay = 45"], {LATER} }}
        """,
        ["d 45", "c 46"],
    ),
    case(
        "a term of another proposal",
        f"""
        proposal.q = {{ party = "state", terms = ["pay = undisclosed"] }}
        proposal.d = {{ party = "state", discloses = "q", terms = ["pay = 45"], {LATER} }}
        """,
        [],
    ),
    case(
        "disclosed by mistake",
        f"""
        proposal.d = {{ party = "state", discloses = "p", terms = ["pay = 45"], {LATER} }}
        retraction.r = {{ party = "state", of = "d" }}
        """,
        [],
    ),
]


@pytest.mark.parametrize(("text", "expected"), DISCLOSED)
def test_disclosures(negotiation_of: Build, text: str, expected: list[str]) -> None:
    """A record that discloses a term leaves the paper as it was, and stands beside it in its own voice."""
    snapshot = Snapshot(negotiation_of(PROPOSAL + text))
    (proposal,) = [proposal for proposal in snapshot.negotiation.proposals if proposal.id == "p"]
    assert terms(snapshot) == ["pay = undisclosed", "hours = 35"]
    assert [f"{offer.origin} {offer.value}" for offer in snapshot.disclosed(proposal, "pay")] == expected


def test_a_term_that_nobody_knew_of(negotiation_of: Build) -> None:
    """A term of which only another record tells is one of the paper, undisclosed by it."""
    text = f'proposal.d = {{ party = "state", discloses = "p", terms = ["start = 2 weeks"], {LATER} }}'
    assert terms(Snapshot(negotiation_of(PROPOSAL + text)))[2:] == ["start = undisclosed"]


DISCLOSURE = PROPOSAL + 'proposal.d.party = "state"\nproposal.d.discloses = "p"\nproposal.d.terms = ["pay = 45"]\n'
CLOCKS = DISCLOSURE + "proposal.d.stated = 2024-03-10\nproposal.d.recorded = 2024-06-03 00:00:00+00:00\n"


@pytest.mark.parametrize(
    ("as_of", "known", "expected"),
    [
        case("the day before", date(2024, 3, 9), None, []),
        case("that day", date(2024, 3, 10), None, ["45"]),
        case("before it was recorded", None, 2, []),
        case("when it was recorded", None, 3, ["45"]),
    ],
)
def test_clocks(negotiation_of: Build, as_of: date | None, known: int | None, expected: list[str]) -> None:
    """A disclosure counts from the day on which it was stated and the instant at which it was recorded."""
    instant = datetime(2024, 6, known, tzinfo=UTC) if known else None
    snapshot = Snapshot(negotiation_of(CLOCKS), as_of, instant)
    proposal = next(proposal for proposal in snapshot.proposals if proposal.id == "p")
    assert [offer.value for offer in snapshot.disclosed(proposal, "pay")] == expected


def test_a_disclosure_is_no_proposal(negotiation_of: Build) -> None:
    """A record that only discloses terms is not listed with the proposals; what it tells is a paper of the party."""
    snapshot = Snapshot(negotiation_of(DISCLOSURE.replace("state", "union")))
    assert [proposal.id for proposal in snapshot.proposals] == ["p"]
    assert [(position.id, position.proposal) for position in snapshot.positions["union", "pay"]] == [
        ("p#pay", "p"),
        ("d#pay", "p"),
    ]


def test_a_disclosure_keeps_its_voice(negotiation_of: Build) -> None:
    """What another's record discloses of an own paper is no own word: its voice, day and grade are the record's."""
    text = PROPOSAL.replace('"state"', '"union", side = "own", attribution = "document"') + (
        'proposal.d = { party = "union", discloses = "p", terms = ["pay = 45"], speaker = "an official",'
        ' side = "employer", grade = "C3", stated = 2024-03-10 }'
    )
    negotiation = negotiation_of(text)
    current = current_position(Snapshot(negotiation), "union", negotiation.issues["pay"])
    assert current is not None
    assert (current.id, current.value, current.voice, current.grade) == ("d#pay", "45", "employer", "C3")
    assert (current.strength, current.day) == (Strength.OTHER, date(2024, 3, 10))


def test_offers_of_a_mediator(negotiation_of: Build) -> None:
    """What a mediator's proposal discloses is nobody's offer."""
    assert Snapshot(negotiation_of(CLOCKS)).offers == {}


def test_gap(negotiation_of: Build) -> None:
    """The gap to an undisclosed offer is unknown until it is disclosed."""
    text = CLOCKS.replace('"state"', '"union"') + 'position.e = { party = "employer", value = "40" }'
    snapshot = Snapshot(negotiation_of(text))
    pay = snapshot.negotiation.issues["pay"]
    before, after = (
        pair_of(replace(snapshot, as_of=date(2024, 3, day)), pay, "employer", "union").gap for day in (9, 10)
    )
    assert (before.status, after.status, after.distance) == ("unknown", "apart", Fraction(5))
