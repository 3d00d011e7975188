"""Terms of a proposal that were not public when it was tabled, and that a later record discloses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any

import pytest

from negtrack.model import Negotiation
from negtrack.query import Snapshot, current_position, offers_of, pair_of

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
    case("nothing disclosed", "", ["pay = undisclosed", "hours = 35"]),
    case(
        "disclosed",
        f'proposal.d = {{ party = "state", discloses = "p", terms = ["pay = 45"], {LATER} }}',
        ["pay = 45", "hours = 35"],
    ),
    case(
        "disclosed by another party's record",
        f'proposal.d = {{ party = "employer", discloses = "p", terms = ["pay = 45"], {LATER} }}',
        ["pay = 45", "hours = 35"],
    ),
    case(
        "a term that nobody knew of",
        f'proposal.d = {{ party = "state", discloses = "p", terms = ["start = 2 weeks"], {LATER} }}',
        ["pay = undisclosed", "hours = 35", "start = 2 weeks"],
    ),
    case(
        "what was public stays as it was",
        f'proposal.d = {{ party = "state", discloses = "p", terms = ["hours = 30"], {LATER} }}',
        ["pay = undisclosed", "hours = 35"],
    ),
    case(
        "the first that discloses it counts",
        f"""
        proposal.c = {{ party = "state", discloses = "p", terms = ["pay = 46"], stated = 2024-03-11 }}
        proposal.d = {{ party = "state", discloses = "p", terms = ["pay = 45"], {LATER} }}
        """,
        ["pay = 45", "hours = 35"],
    ),
    case(
        "disclosed as still undisclosed",
        f"""
        proposal.c = {{ party = "state", discloses = "p", terms = ["pay = 46"], stated = 2024-03-11 }}
        proposal.d = {{ party = "state", discloses = "p", terms = ["pay = undisclosed"], {LATER} }}
        """,
        ["pay = 46", "hours = 35"],
    ),
    case(
        "a term of another proposal",
        f"""
        proposal.q = {{ party = "state", terms = ["pay = undisclosed"] }}
        proposal.d = {{ party = "state", discloses = "q", terms = ["pay = 45"], {LATER} }}
        """,
        ["pay = undisclosed", "hours = 35"],
    ),
    case(
        "disclosed by mistake",
        f"""
        proposal.d = {{ party = "state", discloses = "p", terms = ["pay = 45"], {LATER} }}
        retraction.r = {{ party = "state", of = "d" }}
        """,
        ["pay = undisclosed", "hours = 35"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), DISCLOSED)
def test_terms(negotiation_of: Build, text: str, expected: list[str]) -> None:
    """A record that discloses a proposal fills in what was undisclosed, and changes nothing that was public."""
    assert terms(Snapshot(negotiation_of(PROPOSAL + text))) == expected


DISCLOSURE = PROPOSAL + 'proposal.d.party = "state"\nproposal.d.discloses = "p"\nproposal.d.terms = ["pay = 45"]\n'
CLOCKS = DISCLOSURE + "proposal.d.stated = 2024-03-10\nproposal.d.recorded = 2024-06-03 00:00:00+00:00\n"


@pytest.mark.parametrize(
    ("as_of", "known", "expected"),
    [
        case("the day before", date(2024, 3, 9), None, "pay = undisclosed"),
        case("that day", date(2024, 3, 10), None, "pay = 45"),
        case("before it was recorded", None, 2, "pay = undisclosed"),
        case("when it was recorded", None, 3, "pay = 45"),
    ],
)
def test_clocks(negotiation_of: Build, as_of: date | None, known: int | None, expected: str) -> None:
    """A disclosure counts from the day on which it was stated and the instant at which it was recorded."""
    instant = datetime(2024, 6, known, tzinfo=UTC) if known else None
    assert terms(Snapshot(negotiation_of(CLOCKS), as_of, instant))[0] == expected


def test_a_disclosure_is_no_proposal(negotiation_of: Build) -> None:
    """A record that only discloses terms is not listed with the proposals, and offers nothing itself."""
    negotiation = negotiation_of(DISCLOSURE.replace("state", "union"))
    snapshot = Snapshot(negotiation)
    assert [proposal.id for proposal in snapshot.proposals] == ["p"]
    assert [position.id for position in snapshot.positions["union", "pay"]] == ["p#pay"]


def test_offers(negotiation_of: Build) -> None:
    """A principal's undisclosed offer is known from the disclosure on, and stays one of its first day."""
    negotiation = negotiation_of(CLOCKS.replace('"state"', '"union"'))
    (proposal,) = [proposal for proposal in negotiation.proposals if proposal.id == "p"]
    for day, value in ((9, "undisclosed"), (10, "45")):
        snapshot = Snapshot(negotiation, date(2024, 3, day))
        offer = next(offers_of(proposal, snapshot))
        assert (offer.id, offer.value, offer.day) == ("p#pay", value, date(2024, 3, 1))
        assert current_position(snapshot, "union", negotiation.issues["pay"]) == offer


def test_offers_of_a_mediator(negotiation_of: Build) -> None:
    """What a mediator's proposal discloses is nobody's offer."""
    snapshot = Snapshot(negotiation_of(CLOCKS))
    assert list(offers_of(snapshot.proposals[0], snapshot)) == []


def test_gap(negotiation_of: Build) -> None:
    """The gap to an undisclosed offer is unknown until it is disclosed."""
    text = CLOCKS.replace('"state"', '"union"') + 'position.e = { party = "employer", value = "40" }'
    snapshot = Snapshot(negotiation_of(text))
    pay = snapshot.negotiation.issues["pay"]
    before, after = (
        pair_of(replace(snapshot, as_of=date(2024, 3, day)), pay, "employer", "union").gap for day in (9, 10)
    )
    assert (before.status, after.status, after.distance) == ("unknown", "apart", Fraction(5))
