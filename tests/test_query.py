"""The rules of reading, one case for each thing that they say."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negtrack import query
from negtrack.dates import parse_when
from negtrack.gap import SILENT, Gap
from negtrack.model import Negotiation, Position, Proposal, Response, Retraction, Term, is_later
from negtrack.query import (
    LEAST_SETTLED,
    AgreedTerm,
    Condition,
    Meeting,
    Pair,
    Settlement,
    Snapshot,
    Status,
    contested_positions,
    current_position,
    grade_order,
    least_settled,
    live_positions,
    offers_of,
    pair_of,
    pairs_of,
    position_gap,
    standing_responses,
    standing_retractions,
    term_position,
)
from negtrack.store.record_links import link_record

Build = Callable[..., Negotiation]
Added = tuple[Position | Retraction, ...]


def case(name: str, *values: Any) -> Any:
    """Return one row of a table of cases, with a name that a reader understands."""
    return pytest.param(*values, id=name.replace(" ", "-"))


def live(snapshot: Snapshot, party: str = "union", toward: str = "") -> str:
    """Return the ids of a party's live positions on all issues."""
    issues = snapshot.negotiation.issues.values()
    found = [position.id for issue in issues for position in live_positions(snapshot, party, issue, toward)]
    return " ".join(sorted(found))


def current(snapshot: Snapshot, toward: str = "", issue: str = "pay") -> str:
    """Return the id of the union's headline position, "" where there is none."""
    found = current_position(snapshot, "union", snapshot.negotiation.issues[issue], toward)
    return found.id if found else ""


def contested(snapshot: Snapshot, issue: str = "pay") -> str:
    """Return the ids of the union's contested positions."""
    found = contested_positions(snapshot, "union", snapshot.negotiation.issues[issue])
    return " ".join(sorted(position.id for position in found))


LATEST_DAY = [
    case(
        "the later day of one voice",
        """
        position.a = { value = "40", stated = 2024-03-01 }
        position.b = { value = "41", stated = 2024-03-02 }
        """,
        "b",
    ),
    case(
        "all of the latest day",
        """
        position.a = { value = "40" }
        position.b = { value = "41" }
        """,
        "a b",
    ),
    case(
        "each of two speakers",
        """
        position.a = { value = "40", stated = 2024-03-01, speaker = "Ann", side = "media" }
        position.b = { value = "41", stated = 2024-03-02, speaker = "Bob", side = "media" }
        """,
        "a b",
    ),
    case(
        "the speakers of one party are one voice",
        """
        position.a = { value = "40", stated = 2024-03-01, speaker = "Ann", side = "state" }
        position.b = { value = "41", stated = 2024-03-02, speaker = "Bob", side = "state" }
        """,
        "b",
    ),
    case(
        "reports without a speaker are the voice of their publication",
        """
        source.post = { publisher = "Post" }
        source.times = { publisher = "Times" }
        position.a = { value = "40", stated = 2024-03-01, sources = ["post"] }
        position.b = { value = "41", stated = 2024-03-02, sources = ["times"] }
        """,
        "a b",
    ),
    case(
        "each issue by itself",
        """
        position.a = { value = "40", stated = 2024-03-01 }
        position.b = { value = "35", stated = 2024-03-02, issue = "hours" }
        """,
        "a b",
    ),
    case(
        "each holder by itself",
        """
        position.a = { value = "40", stated = 2024-03-01 }
        position.b = { value = "41", stated = 2024-03-02, party = "employer" }
        """,
        "a",
    ),
    case(
        "a month does not clear a day in it, nor that the month",
        """
        position.a = { value = "40", stated = "2024-03" }
        position.b = { value = "41", stated = 2024-03-30 }
        """,
        "a b",
    ),
    case(
        "an inexact date is capped by its source",
        """
        source.post = { issued = 2024-03-10 }
        position.a = { value = "40", stated = "2024-03", sources = ["post"], side = "state" }
        position.b = { value = "41", stated = 2024-03-30, side = "state" }
        """,
        "b",
    ),
    case(
        "a statement without a date has that of its source",
        """
        source.post = { issued = 2024-03-10 }
        position.a = { value = "40", sources = ["post"], side = "state" }
        position.b = { value = "41", stated = 2024-03-09, side = "state" }
        """,
        "a",
    ),
]

OWN_STATEMENT = [
    case(
        "clears what others said earlier",
        """
        position.a = { value = "40", stated = 2024-03-01, speaker = "Ann", side = "media" }
        position.b = { value = "41", stated = 2024-03-01, side = "state" }
        position.c = { value = "42", stated = 2024-03-01 }
        position.d = { value = "43", stated = 2024-03-02, side = "own" }
        """,
        "d",
    ),
    case(
        "is as good under the id of the party",
        """
        position.a = { value = "40", stated = 2024-03-01 }
        position.b = { value = "41", stated = 2024-03-02, side = "union" }
        """,
        "b",
    ),
    case(
        "leaves what others said on the same day",
        """
        position.a = { value = "40" }
        position.b = { value = "41", side = "own" }
        """,
        "a b",
    ),
    case(
        "is not cleared by what others say later",
        """
        position.a = { value = "40", stated = 2024-03-01, side = "own" }
        position.b = { value = "41", stated = 2024-03-02, side = "state" }
        """,
        "a b",
    ),
    case(
        "is not what a speaker of the same name says for the media",
        """
        position.a = { value = "40", stated = 2024-03-01 }
        position.b = { value = "41", stated = 2024-03-02, speaker = "union", side = "media" }
        """,
        "a b",
    ),
    case(
        "on a mandate leaves every other voice its claim",
        """
        position.a = { value = "none", stated = 2024-03-01, issue = "mandate", side = "state" }
        position.b = { value = "full", stated = 2024-03-02, issue = "mandate", side = "own" }
        """,
        "a b",
    ),
    case(
        "on a mandate clears its own earlier one",
        """
        position.a = { value = "none", stated = 2024-03-01, issue = "mandate", side = "own" }
        position.b = { value = "full", stated = 2024-03-02, issue = "mandate", side = "own" }
        """,
        "b",
    ),
]

RED_LINE = [
    case(
        "outlives a later statement",
        """
        position.a = { value = "at least 40", stance = "red-line", stated = 2024-03-01, side = "own" }
        position.b = { value = "45", stated = 2024-03-02, side = "own" }
        """,
        "a b",
    ),
    case(
        "ends with its withdrawal",
        """
        position.a = { value = "at least 40", stance = "red-line", side = "own" }
        position.b = { stance = "withdrawal", withdraws = ["a"], side = "own", stated = 2024-03-02 }
        """,
        "",
    ),
    case(
        "clears what was said before it",
        """
        position.a = { value = "45", stated = 2024-03-01 }
        position.b = { value = "at least 40", stance = "red-line", stated = 2024-03-02 }
        """,
        "b",
    ),
    case(
        "can be superseded",
        """
        position.a = { value = "at least 40", stance = "red-line" }
        position.b = { value = "at least 41", stance = "red-line", supersedes = ["a"] }
        """,
        "b",
    ),
]

WITHOUT_SET = [
    case(
        f"{word} clears nothing",
        f"""
        position.a = {{ value = "40", stated = 2024-03-01, side = "own" }}
        position.b = {{ value = "{word}", stated = 2024-03-02, side = "own" }}
        """,
        "a b",
    )
    for word in ("unspecified", "undisclosed")
] + [
    case(
        "unspecified is cleared by a later value",
        """
        position.a = { value = "unspecified", stated = 2024-03-01 }
        position.b = { value = "40", stated = 2024-03-02 }
        """,
        "b",
    ),
]

TAKEN_BACK = [
    case(
        "withdrawals and denials are never live",
        """
        position.a = { value = "40", speaker = "Ann", side = "media" }
        position.b = { value = "41", side = "own" }
        position.c = { stance = "denial", denies = ["a"], side = "own" }
        position.d = { stance = "withdrawal", withdraws = ["b"], side = "own" }
        """,
        "a",
    ),
    case(
        "a denial leaves the denied one live",
        """
        position.a = { value = "40", stated = 2024-03-01 }
        position.b = { stance = "denial", denies = ["a"], side = "own", stated = 2024-03-02 }
        """,
        "a",
    ),
    case(
        "a withdrawn one has still cleared what was before it",
        """
        position.a = { value = "40", stated = 2024-03-01, side = "own" }
        position.b = { value = "41", stated = 2024-03-02, side = "own" }
        position.c = { stance = "withdrawal", withdraws = ["b"], side = "own", stated = 2024-03-03 }
        """,
        "",
    ),
    case(
        "a withdrawal said by another side is only a claim",
        """
        position.a = { value = "40", side = "own" }
        position.b = { stance = "withdrawal", withdraws = ["a"], side = "employer" }
        position.c = { stance = "withdrawal", withdraws = ["a"], speaker = "Ann", side = "third-party" }
        """,
        "a",
    ),
    case(
        "a withdrawal that the media report holds",
        """
        position.a = { value = "40", side = "own" }
        position.b = { stance = "withdrawal", withdraws = ["a"], speaker = "Ann", side = "media" }
        """,
        "",
    ),
    case(
        "a withdrawal ends all earlier on its issue but red lines",
        """
        position.a = { value = "40", stated = 2024-03-01, side = "state" }
        position.b = { value = "at least 30", stance = "red-line", stated = 2024-03-01, side = "own" }
        position.c = { value = "41", stated = 2024-03-01, side = "own" }
        position.d = { stance = "withdrawal", withdraws = ["c"], side = "own", stated = 2024-03-02 }
        """,
        "b",
    ),
    case(
        "nobody withdraws what another holds",
        """
        position.a = { value = "40", side = "own" }
        position.b = { party = "employer", stance = "withdrawal", withdraws = ["a"], side = "own" }
        """,
        "a",
    ),
    case(
        "a withdrawn proposal takes its offers along",
        """
        proposal.p = { terms = ["pay = 40"], side = "own" }
        position.b = { stance = "withdrawal", withdraws = ["p"], side = "own" }
        """,
        "",
    ),
    case(
        "a retracted withdrawal has no effect",
        """
        position.a = { value = "40", side = "own" }
        position.b = { stance = "withdrawal", withdraws = ["a"], side = "own" }
        retraction.r = { of = "b" }
        """,
        "a",
    ),
    case(
        "a superseded one is not live",
        """
        position.a = { value = "40" }
        position.b = { value = "41", supersedes = ["a"] }
        """,
        "b",
    ),
    case(
        "a superseded one clears nothing",
        """
        position.a = { value = "40", stated = 2024-03-01 }
        position.b = { value = "41", stated = 2024-03-03, side = "own" }
        position.c = { value = "41", stated = 2024-03-01, side = "own", supersedes = ["b"] }
        """,
        "a c",
    ),
    case(
        "a retracted one is not live and clears nothing",
        """
        position.a = { value = "40", stated = 2024-03-01 }
        position.b = { value = "41", stated = 2024-03-02, side = "own" }
        retraction.r = { of = "b" }
        """,
        "a",
    ),
    case(
        "a retracted one supersedes nothing",
        """
        position.a = { value = "40" }
        position.b = { value = "41", supersedes = ["a"] }
        retraction.r = { of = "b" }
        """,
        "a",
    ),
    case(
        "the last of a chain of readings stands alone",
        """
        position.a = { value = "40" }
        position.b = { value = "41", supersedes = ["a"] }
        position.c = { value = "42", supersedes = ["b"] }
        """,
        "c",
    ),
    case(
        "none supersedes what was recorded after it",
        """
        position.a = { value = "40", recorded = 2024-06-02 00:00:00+00:00 }
        position.b = { value = "41", recorded = 2024-06-01 00:00:00+00:00, supersedes = ["a"] }
        """,
        "a b",
    ),
    case(
        "an earlier statement recorded later can supersede",
        """
        position.a = { value = "40", stated = 2024-03-05, recorded = 2024-06-01 00:00:00+00:00 }
        position.b = { value = "41", stated = 2024-03-04, recorded = 2024-06-02 00:00:00+00:00, supersedes = ["a"] }
        """,
        "b",
    ),
    case(
        "none supersedes on another issue",
        """
        position.a = { value = "40" }
        position.b = { value = "35", issue = "hours", supersedes = ["a"] }
        """,
        "a b",
    ),
    case(
        "none supersedes of another holder",
        """
        position.a = { value = "40" }
        position.b = { value = "41", party = "employer", supersedes = ["a"] }
        """,
        "a",
    ),
    case(
        "none supersedes itself",
        'position.a = { value = "40", supersedes = ["a"] }',
        "a",
    ),
    case(
        "none retracts of another holder",
        """
        position.a = { value = "40" }
        retraction.r = { of = "a", party = "employer" }
        """,
        "a",
    ),
    case(
        "a retraction of a retraction restores",
        """
        position.a = { value = "40" }
        retraction.r = { of = "a" }
        retraction.s = { of = "r" }
        """,
        "a",
    ),
    case(
        "a retraction of a retraction restores whatever their ids",
        """
        position.a = { value = "40" }
        retraction.s = { of = "a" }
        retraction.r = { of = "s" }
        """,
        "a",
    ),
    case(
        "a third retraction takes away again",
        """
        position.a = { value = "40" }
        retraction.r = { of = "a" }
        retraction.s = { of = "r" }
        retraction.q = { of = "s" }
        """,
        "",
    ),
    case(
        "an entry that is retracted again is gone again",
        """
        position.a = { value = "40" }
        retraction.r = { of = "a" }
        retraction.s = { of = "r" }
        retraction.t = { of = "a", reason = "wrong after all" }
        """,
        "",
    ),
]

OFFERS = [
    case("a principal's own is its offer", 'proposal.p = { terms = ["pay = 40", "hours = 35"] }', "p#hours p#pay"),
    case("a mediator's is nobody's", 'proposal.p = { party = "state", terms = ["pay = 40"] }', ""),
    case(
        "it clears what the party said before",
        """
        position.a = { value = "41", side = "own", stated = 2024-03-01 }
        proposal.p = { terms = ["pay = 40"], side = "own", stated = 2024-03-02 }
        """,
        "p#pay",
    ),
    case(
        "it counts on the day on which it was tabled, and a remark stands beside it",
        """
        position.a = { value = "41", side = "own", stated = 2024-03-02 }
        proposal.p = { terms = ["pay = 40"], side = "own", tabled = 2024-03-01, stated = 2024-03-09 }
        """,
        "a p#pay",
    ),
    case(
        "an undisclosed term clears nothing",
        """
        position.a = { value = "41", side = "own", stated = 2024-03-01 }
        proposal.p = { terms = ["pay = undisclosed"], side = "own", stated = 2024-03-02 }
        """,
        "a p#pay",
    ),
    case(
        "a retracted proposal offers nothing",
        """
        proposal.p = { terms = ["pay = 40"] }
        retraction.r = { of = "p" }
        """,
        "",
    ),
]


@pytest.mark.parametrize(("text", "expected"), LATEST_DAY)
def test_latest_day(negotiation_of: Build, text: str, expected: str) -> None:
    """For each holder, issue and voice, the positions of the latest stated day are live."""
    assert live(Snapshot(negotiation_of(text))) == expected


@pytest.mark.parametrize(("text", "expected"), OWN_STATEMENT)
def test_own_statement(negotiation_of: Build, text: str, expected: str) -> None:
    """The holder's own statement clears earlier days of every voice, except on mandates."""
    assert live(Snapshot(negotiation_of(text))) == expected


@pytest.mark.parametrize(("text", "expected"), RED_LINE)
def test_red_line(negotiation_of: Build, text: str, expected: str) -> None:
    """A red line lives until it is withdrawn."""
    assert live(Snapshot(negotiation_of(text))) == expected


@pytest.mark.parametrize(("text", "expected"), WITHOUT_SET)
def test_without_a_set(negotiation_of: Build, text: str, expected: str) -> None:
    """A record without a set clears nothing."""
    assert live(Snapshot(negotiation_of(text))) == expected


@pytest.mark.parametrize(("text", "expected"), TAKEN_BACK)
def test_taken_back(negotiation_of: Build, text: str, expected: str) -> None:
    """What is superseded, withdrawn or retracted is not live; the superseded and the retracted have no effect."""
    assert live(Snapshot(negotiation_of(text))) == expected


@pytest.mark.parametrize(("text", "expected"), OFFERS)
def test_offers(negotiation_of: Build, text: str, expected: str) -> None:
    """A principal's own proposal counts as its offers of that day on its terms' issues; a mediator's does not."""
    assert live(Snapshot(negotiation_of(text))) == expected


def test_an_offer_says_what_its_proposal_says(negotiation_of: Build) -> None:
    """A derived offer has its proposal's provenance and names it."""
    text = 'proposal.p = { terms = ["pay = 40"], speaker = "Ann", side = "own", grade = "B2", quote = "Forty." }'
    negotiation = negotiation_of(text)
    (offer,) = offers_of(negotiation.proposals[0])
    assert (offer.stance, offer.value, offer.proposal, offer.party) == ("offer", "40", "p", "union")
    assert (offer.speaker, offer.voice, offer.grade, offer.quote) == ("Ann", "union", "B2", "Forty.")
    assert offer.day == date(2024, 3, 1)


HIDDEN = 'proposal.p = { terms = ["pay = undisclosed", "hours = 35"], stated = 2024-03-01 }\n'
DISCLOSED = [
    case(
        "not in the paper itself", HIDDEN + 'proposal.d = { discloses = "p", terms = ["pay = 40"] }', "undisclosed 35"
    ),
    case(
        "a term of which only another record tells",
        HIDDEN + 'proposal.d = { discloses = "p", terms = ["start = immediately"] }',
        "undisclosed 35 undisclosed",
    ),
    case("not what was known", HIDDEN + 'proposal.d = { discloses = "p", terms = ["hours = 30"] }', "undisclosed 35"),
    case("of that proposal alone", HIDDEN + 'proposal.d = { terms = ["pay = 40"] }', "undisclosed 35 40"),
    case(
        "not what was retracted",
        HIDDEN + 'proposal.d = { discloses = "p", terms = ["pay = 40"] }\nretraction.r = { of = "d" }',
        "undisclosed 35",
    ),
    case(
        "not what is disclosed later",
        HIDDEN + 'proposal.d = { discloses = "p", terms = ["pay = 40"], stated = 2024-03-04 }',
        "undisclosed 35",
    ),
]


@pytest.mark.parametrize(("text", "expected"), DISCLOSED)
def test_disclosed_terms(negotiation_of: Build, text: str, expected: str) -> None:
    """A later record that discloses terms changes none of the paper, and is no proposal itself."""
    snapshot = Snapshot(negotiation_of(text), as_of=date(2024, 3, 3))
    assert (
        " ".join(term.value for proposal in snapshot.proposals[::-1] for term in snapshot.terms_of(proposal))
        == expected
    )


TOWARD = """
position.a = { value = "40", stated = 2024-03-01, side = "own" }
position.b = { value = "38", stated = 2024-03-02, side = "own", toward = "employer" }
"""


@pytest.mark.parametrize(
    ("text", "views"),
    [
        case("clears in its pair alone", TOWARD, {"": "a b", "employer": "b", "state": "a"}),
        case(
            "is cleared by a later one for all",
            TOWARD + 'position.c = { value = "39", stated = 2024-03-03, side = "own" }',
            {"": "c", "employer": "c", "state": "c"},
        ),
        case(
            "clears an earlier one toward the same",
            TOWARD + 'position.c = { value = "39", stated = 2024-03-03, side = "own", toward = "employer" }',
            {"": "a c", "employer": "c", "state": "a"},
        ),
        case(
            "leaves one toward another",
            TOWARD + 'position.c = { value = "39", stated = 2024-03-03, side = "own", toward = "state" }',
            {"": "a b c", "employer": "b", "state": "c"},
        ),
    ],
)
def test_toward(negotiation_of: Build, text: str, views: dict[str, str]) -> None:
    """A position toward one counterpart clears, and is compared, only in that pair."""
    snapshot = Snapshot(negotiation_of(text))
    assert {toward: live(snapshot, toward=toward) for toward in views} == views


@pytest.mark.parametrize(
    ("text", "toward", "expected"),
    [
        case("for all before for one", TOWARD, "", "a"),
        case("its own in the pair", TOWARD, "employer", "b"),
        case(
            "a value for one before none for all, in the pair",
            """
            position.a = { value = "unspecified", stated = 2024-03-02 }
            position.b = { value = "38", stated = 2024-03-01, toward = "employer" }
            """,
            "employer",
            "b",
        ),
        case(
            "the later one for one before the earlier one for all, in the pair",
            """
            position.a = { value = "40", stated = 2024-03-01 }
            position.b = { value = "38", stated = 2024-03-02, side = "state", toward = "employer" }
            """,
            "employer",
            "b",
        ),
    ],
)
def test_current_toward(negotiation_of: Build, text: str, toward: str, expected: str) -> None:
    """What is meant for one counterpart alone leads only in that pair, and there by the same order as any other."""
    assert current(Snapshot(negotiation_of(text)), toward) == expected


CURRENT = [
    case(
        "with a set before later",
        """
        position.a = { value = "40", stated = 2024-03-01, speaker = "Ann", side = "media", grade = "F6" }
        position.z = { value = "unspecified", stated = 2024-03-02, side = "own", grade = "A1" }
        """,
        "a",
    ),
    case(
        "later before on the basis",
        """
        position.a = { value = "40", stated = 2024-03-01, speaker = "Ann", side = "media", qualifier = "gross" }
        position.z = { value = "41", stated = 2024-03-02, speaker = "Bob", side = "media", qualifier = "net" }
        """,
        "z",
    ),
    case(
        "strong before on the basis",
        """
        position.a = { value = "40", side = "own", qualifier = "net", attribution = "document" }
        position.z = { value = "41", side = "own" }
        """,
        "a",
    ),
    case(
        "on the basis before off it",
        """
        position.z = { value = "40", speaker = "Ann", side = "media", qualifier = "gross" }
        position.a = { value = "41", speaker = "Bob", side = "media", qualifier = "net" }
        """,
        "z",
    ),
    case(
        "better grade before later recorded",
        """
        position.z = { value = "40", grade = "A2" }
        position.a = { value = "41", grade = "B2", recorded = 2024-06-02 00:00:00+00:00 }
        """,
        "z",
    ),
    case(
        "said before considered",
        """
        position.z = { value = "40", side = "state" }
        position.a = { value = "41", side = "own", modality = "considered" }
        """,
        "z",
    ),
    case(
        "a paper in others' words before others' later remarks",
        """
        position.a = { value = "40", side = "state", stated = 2024-03-02 }
        proposal.z = { terms = ["pay = 41"], side = "employer" }
        """,
        "z#pay",
    ),
    case(
        "own words before a later paper in others' words",
        """
        proposal.a = { terms = ["pay = 41"], side = "employer", stated = 2024-03-02 }
        position.z = { value = "40", side = "own" }
        """,
        "z",
    ),
    case(
        "the later last possible day",
        """
        position.a = { value = "40", stated = 2024-03-20, speaker = "Ann", side = "media", grade = "A1" }
        position.z = { value = "41", stated = "2024-03", side = "state" }
        """,
        "z",
    ),
    case(
        "the one that says that it came after",
        """
        position.a = { value = "40", speaker = "Ann", side = "media", grade = "A1" }
        position.z = { value = "41", side = "state", after = ["a"] }
        """,
        "z",
    ),
    case(
        "not what the holder denies",
        """
        position.a = { value = "40", speaker = "Ann", side = "media", stated = 2024-03-02 }
        position.z = { value = "41", speaker = "Bob", side = "media" }
        position.d = { stance = "denial", denies = ["a"], side = "own", issue = "hours" }
        """,
        "z",
    ),
    case(
        "the later instant of a day",
        """
        position.z = { value = "40", stated = 2024-03-01T18:00:00Z, side = "state" }
        position.a = { value = "41", stated = 2024-03-01T09:00:00Z, speaker = "Ann", side = "media" }
        """,
        "z",
    ),
    case(
        "with a set before on the basis",
        """
        position.a = { value = "40", qualifier = "net" }
        position.z = { value = "unspecified", qualifier = "gross" }
        """,
        "a",
    ),
    case(
        "own before later",
        """
        position.a = { value = "40", stated = 2024-03-02, grade = "F6" }
        position.z = { value = "41", stated = 2024-03-01, side = "own", grade = "A1" }
        """,
        "z",
    ),
    case(
        "own before the better grade",
        """
        position.z = { value = "40", side = "own" }
        position.a = { value = "41", grade = "A1", recorded = 2024-06-02 00:00:00+00:00 }
        """,
        "z",
    ),
    case(
        "a grade worse in one part betters none, so the later recorded",
        """
        position.z = { value = "40", grade = "A6" }
        position.a = { value = "41", grade = "B1", recorded = 2024-06-02 00:00:00+00:00 }
        """,
        "a",
    ),
    case(
        "any grade before none",
        """
        position.z = { value = "40", grade = "F6" }
        position.a = { value = "41" }
        """,
        "z",
    ),
    case(
        "later recorded before the id",
        """
        position.z = { value = "40", recorded = 2024-06-02 00:00:00+00:00 }
        position.a = { value = "41", recorded = 2024-06-01 00:00:00+00:00 }
        """,
        "z",
    ),
    case(
        "the id last",
        """
        position.z = { value = "40" }
        position.a = { value = "41" }
        """,
        "a",
    ),
]


@pytest.mark.parametrize(("text", "expected"), CURRENT)
def test_current(negotiation_of: Build, text: str, expected: str) -> None:
    """The headline: not denied, with a set, own, latest, strong, on the basis, better grade, later recorded, the id."""
    snapshot = Snapshot(negotiation_of(text))
    known = snapshot.negotiation
    said = (*(position for position in known.positions if position.value), *known.proposals)
    assert len(live(snapshot).split()) == len(said)
    assert current(snapshot) == expected


def test_grades() -> None:
    """The letter counts before the digit; F and 6 cannot be judged and come last; no grade at all after them."""
    grades = ["A1", "A2", "A6", "B1", "E5", "E6", "F1", "F6", ""]
    assert sorted(sorted(grades), key=grade_order) == grades


CONTESTED = [
    case(
        "two of one day that are apart",
        """
        position.a = { value = "40" }
        position.b = { value = "41" }
        """,
        "a b",
    ),
    case(
        "two voices of one day that are apart",
        """
        position.a = { value = "40", side = "own" }
        position.b = { value = "41", side = "state" }
        """,
        "a b",
    ),
    case(
        "not two that overlap",
        """
        position.a = { value = "at least 40" }
        position.b = { value = "45" }
        """,
        "",
    ),
    case(
        "not a value and none",
        """
        position.a = { value = "40" }
        position.b = { value = "unspecified" }
        """,
        "",
    ),
    case(
        "not two that count differently",
        """
        position.a = { value = "40", qualifier = "net" }
        position.b = { value = "41", qualifier = "gross" }
        """,
        "",
    ),
    case(
        "a later claim of another voice",
        """
        position.a = { value = "40", stated = 2024-03-01, side = "own" }
        position.b = { value = "41", stated = 2024-03-02, side = "state" }
        """,
        "a b",
    ),
    case(
        "not an earlier one of another voice",
        """
        position.a = { value = "40", stated = 2024-03-01, speaker = "Ann", side = "media" }
        position.b = { value = "41", stated = 2024-03-02, side = "state" }
        """,
        "",
    ),
    case(
        "not one of an unknown order",
        """
        position.a = { value = "40", stated = "2024-02/2024-03", speaker = "Ann", side = "media" }
        position.b = { value = "41", stated = 2024-03-02, side = "state" }
        """,
        "",
    ),
    case(
        "not what was only considered",
        """
        position.a = { value = "40", side = "own" }
        position.b = { value = "41", side = "state", modality = "considered" }
        """,
        "",
    ),
    case(
        "two voices of one party, whatever the day",
        """
        delegate.ann = { name = "A. Delegate", party = "union" }
        position.a = { value = "40", stated = 2024-03-01, side = "own", speaker = "ann" }
        position.b = { value = "41", stated = 2024-03-02, side = "own" }
        """,
        "a b",
    ),
    case(
        "not a red line of an earlier day",
        """
        position.a = { value = "at most 40", stance = "red-line", stated = 2024-03-01 }
        position.b = { value = "41", stated = 2024-03-02 }
        """,
        "",
    ),
    case(
        "not two toward different parties",
        """
        position.a = { value = "40", toward = "employer" }
        position.b = { value = "41", toward = "state" }
        position.c = { value = "42" }
        """,
        "",
    ),
    case(
        "one that its holder denies",
        """
        position.a = { value = "40", side = "state" }
        position.b = { value = "40", stated = 2024-03-02 }
        position.c = { stance = "denial", denies = ["a"], side = "own" }
        """,
        "a",
    ),
    case(
        "an offer in a proposal that its holder denies",
        """
        proposal.p = { terms = ["pay = 40"] }
        position.c = { stance = "denial", denies = ["p"], side = "own" }
        """,
        "p#pay",
    ),
    case(
        "not one that another side denies",
        """
        position.a = { value = "40" }
        position.c = { stance = "denial", denies = ["a"], side = "state" }
        """,
        "",
    ),
    case(
        "not one of another holder",
        """
        position.a = { value = "40" }
        position.c = { party = "employer", stance = "denial", denies = ["a"], side = "own" }
        """,
        "",
    ),
    case(
        "not a denied one that is no longer live",
        """
        position.a = { value = "40" }
        position.b = { value = "41", side = "own", stated = 2024-03-02 }
        position.c = { stance = "denial", denies = ["a"], side = "own" }
        """,
        "",
    ),
]


@pytest.mark.parametrize(("text", "expected"), CONTESTED)
def test_contested(negotiation_of: Build, text: str, expected: str) -> None:
    """Contested are live positions of one stated day that are apart, and a live one that its holder denies."""
    assert contested(Snapshot(negotiation_of(text))) == expected


def test_contested_mandate(negotiation_of: Build) -> None:
    """Two claims about a mandate are contested whatever their days."""
    text = """
    position.a = { issue = "mandate", value = "none", stated = 2024-03-01, side = "employer" }
    position.b = { issue = "mandate", value = "full", stated = 2024-03-02, side = "own" }
    position.c = { issue = "mandate", value = "at least none", stated = 2024-03-03, side = "state" }
    """
    assert contested(Snapshot(negotiation_of(text)), "mandate") == "a b"


BOTH = """
position.u = { value = "45", side = "own" }
position.e = { value = "40", side = "own", party = "employer" }
"""
PAIRS = [
    case("apart", BOTH, "apart"),
    case(
        "overlap",
        """
        position.u = { value = "at least 40" }
        position.e = { value = "at most 42", party = "employer" }
        """,
        "overlap",
    ),
    case(
        "not comparable, for they count differently",
        """
        position.u = { value = "45", qualifier = "net" }
        position.e = { value = "40", party = "employer" }
        """,
        "not comparable",
    ),
    case(
        "comparable where one names the basis and the other nothing",
        """
        position.u = { value = "45", qualifier = "gross" }
        position.e = { value = "40", party = "employer" }
        """,
        "apart",
    ),
    case(
        "comparable where both count alike off the basis",
        """
        position.u = { value = "45", qualifier = "net" }
        position.e = { value = "40", qualifier = "net", party = "employer" }
        """,
        "apart",
    ),
    case(
        "unknown where one is unspecified",
        """
        position.u = { value = "unspecified" }
        position.e = { value = "40", party = "employer" }
        """,
        "unknown",
    ),
    case(
        "unknown where one is undisclosed, whatever the basis",
        """
        position.u = { value = "undisclosed", qualifier = "net" }
        position.e = { value = "40", party = "employer" }
        """,
        "unknown",
    ),
    case("silent where one has said nothing", 'position.u = { value = "45" }', "silent"),
    case(
        "the least settled of its own words",
        """
        delegate.ann = { name = "A. Delegate", party = "union" }
        position.u = { value = "40", side = "own", stated = 2024-03-02 }
        position.d = { value = "50", side = "own", speaker = "ann" }
        position.e = { value = "40", side = "own", party = "employer" }
        """,
        "apart",
    ),
    case(
        "others' words count for nothing beside its own",
        """
        position.u = { value = "40", side = "own" }
        position.o = { value = "50", side = "state", stated = 2024-03-02 }
        position.e = { value = "40", side = "own", party = "employer" }
        """,
        "overlap",
    ),
    case(
        "a red line that stands is one of its words",
        """
        position.r = { value = "at least 50", stance = "red-line", side = "own", attribution = "on-record" }
        position.u = { value = "40", side = "own", stated = 2024-03-02 }
        position.e = { value = "40", side = "own", party = "employer" }
        """,
        "apart",
    ),
    case(
        "conditional where a condition is not known to be met",
        """
        position.u = { value = "40", side = "own", requires = ["calm"] }
        position.e = { value = "40", side = "own", party = "employer" }
        """,
        "conditional",
    ),
    case(
        "apart whatever the conditions",
        """
        position.u = { value = "50", side = "own", requires = ["calm"] }
        position.e = { value = "40", side = "own", party = "employer" }
        """,
        "apart",
    ),
    case(
        "unknown where a part of what one may have named does not meet",
        """
        position.u = { value = "one of 40..50", side = "own" }
        position.e = { value = "45", side = "own", party = "employer" }
        """,
        "unknown",
    ),
    case(
        "unknown where one was only considered",
        """
        position.u = { value = "40", side = "own", modality = "considered" }
        position.e = { value = "45", side = "own", party = "employer" }
        """,
        "unknown",
    ),
    case(
        "not comparable where a basis is missing, unless something else is",
        """
        delegate.ann = { name = "A. Delegate", party = "union" }
        position.u = { value = "45", side = "own", qualifier = "net" }
        position.d = { value = "45", side = "own", speaker = "ann" }
        position.e = { value = "45", side = "own", party = "employer" }
        """,
        "overlap",
    ),
    case(
        "silent where one has withdrawn",
        BOTH + 'position.w = { stance = "withdrawal", withdraws = ["u"], side = "own" }',
        "silent",
    ),
    case(
        "compared with what is meant for the counterpart",
        BOTH + 'position.t = { value = "40", side = "own", toward = "employer", stated = 2024-03-02 }',
        "overlap",
    ),
    case(
        "not compared with what is meant for another",
        BOTH + 'position.t = { value = "40", side = "own", toward = "state", stated = 2024-03-02 }',
        "apart",
    ),
]
ACCEPTED = """
response.v = { proposal = "p", answer = "accepted", side = "own", attribution = "on-record" }
response.f = { proposal = "p", answer = "accepted", side = "own", attribution = "on-record", party = "employer" }
"""
MEDIATED = BOTH + 'proposal.p = { party = "state", terms = ["pay = 42"] }\n'
AGREED = [
    case("both accepted in their own voice", MEDIATED + ACCEPTED, "agreed"),
    case("between the two", MEDIATED.replace("terms", 'between = ["union", "employer"], terms') + ACCEPTED, "agreed"),
    case("not between others", MEDIATED.replace("terms", 'between = ["state", "employer"], terms') + ACCEPTED, "apart"),
    case("not without a term on the issue", MEDIATED.replace("pay = 42", "hours = 35") + ACCEPTED, "apart"),
    case("not by one alone", MEDIATED + ACCEPTED.replace("accepted", "rejected", 1), "apart"),
    case("not with reservations", MEDIATED + ACCEPTED.replace("accepted", "accepted-with-reservations", 1), "apart"),
    case("not on another's word", MEDIATED + ACCEPTED.replace('"own"', '"state"', 1), "apart"),
    case("not on a report", MEDIATED + ACCEPTED.replace(', side = "own"', "", 1), "apart"),
    case(
        "not after a later refusal",
        MEDIATED + ACCEPTED + 'response.n = { proposal = "p", answer = "rejected", side = "own", stated = 2024-03-02 }',
        "apart",
    ),
    case(
        "not while others speak of a later refusal",
        MEDIATED
        + ACCEPTED
        + 'response.n = { proposal = "p", answer = "rejected", side = "state", stated = 2024-03-02 }',
        "apart",
    ),
    case("not by a retracted answer", MEDIATED + ACCEPTED + 'retraction.r = { of = "v" }', "apart"),
    case(
        "one tabled and the other accepted",
        """
        proposal.p = { terms = ["pay = 42"], side = "own" }
        position.e = { value = "40", party = "employer" }
        response.f = { proposal = "p", answer = "accepted", side = "own", attribution = "document", party = "employer" }
        """,
        "agreed",
    ),
    case(
        "not because another says that it tabled it",
        """
        proposal.p = { terms = ["pay = 42"], side = "employer" }
        response.f = { proposal = "p", answer = "accepted", side = "own", attribution = "document", party = "employer" }
        """,
        "overlap",
    ),
    case(
        "not on an undisclosed term",
        MEDIATED.replace("42", "undisclosed") + ACCEPTED,
        "apart",
    ),
    case(
        "on a term that another record discloses",
        MEDIATED.replace("42", "undisclosed")
        + ACCEPTED
        + 'proposal.d = { party = "state", discloses = "p", terms = ["pay = 42"], stated = 2024-03-02 }',
        "agreed",
    ),
    case(
        "not after a later contrary word of its own",
        MEDIATED + ACCEPTED + 'position.n = { value = "50", side = "own", stated = 2024-03-02 }',
        "apart",
    ),
    case(
        "still after a later word of its own on another basis",
        MEDIATED + ACCEPTED + 'position.n = { value = "50", side = "own", qualifier = "net", stated = 2024-03-02 }',
        "agreed",
    ),
    case(
        "not against its own refusal of that day, whatever the ids",
        MEDIATED + ACCEPTED + 'response.a = { proposal = "p", answer = "rejected", side = "own" }',
        "apart",
    ),
    case(
        "not by a weak word",
        MEDIATED + ACCEPTED.replace(', attribution = "on-record"', "", 1),
        "apart",
    ),
    case(
        "not what was tabled and withdrawn",
        """
        proposal.p = { terms = ["pay = 42"], side = "own" }
        position.e = { value = "40", party = "employer" }
        response.f = { proposal = "p", answer = "accepted", side = "own", party = "employer" }
        position.w = { stance = "withdrawal", withdraws = ["p"], side = "own" }
        """,
        "silent",
    ),
    case(
        "between one and the party that tabled it",
        """
        proposal.p = { terms = ["pay = 42"], between = ["employer"], side = "own" }
        position.e = { value = "40", party = "employer" }
        response.f = { proposal = "p", answer = "accepted", side = "own", attribution = "document", party = "employer" }
        """,
        "agreed",
    ),
    case(
        "not what others disclose in two ways",
        MEDIATED.replace("42", "undisclosed")
        + ACCEPTED
        + """
        proposal.c = { party = "state", discloses = "p", terms = ["pay = 42"], stated = 2024-03-02 }
        proposal.d = { party = "employer", discloses = "p", terms = ["pay = 43"], stated = 2024-03-02 }
        """,
        "apart",
    ),
    case(
        "not on an answer that was only considered",
        MEDIATED + ACCEPTED.replace('answer = "accepted"', 'answer = "accepted", modality = "considered"', 1),
        "apart",
    ),
    case(
        "beside an answer that welcomes it",
        MEDIATED + ACCEPTED + 'response.w = { proposal = "p", answer = "welcomed", side = "state" }',
        "agreed",
    ),
    case(
        "beside a refusal of an earlier day in another's words",
        MEDIATED
        + ACCEPTED
        + 'response.n = { proposal = "p", answer = "rejected", side = "state", stated = 2024-02-01 }',
        "agreed",
    ),
    case(
        "not after its own later withdrawal on the issue",
        MEDIATED
        + ACCEPTED
        + 'position.w = { stance = "withdrawal", withdraws = ["u"], side = "own", stated = 2024-03-02 }',
        "silent",
    ),
    case(
        "beside its own contrary word of that day",
        MEDIATED + ACCEPTED + 'position.n = { value = "50", side = "own" }',
        "agreed",
    ),
    case(
        "beside others' later contrary word",
        MEDIATED + ACCEPTED + 'position.n = { value = "50", side = "state", stated = 2024-03-02 }',
        "agreed",
    ),
    case(
        "not by a retracted proposal",
        MEDIATED + ACCEPTED + 'retraction.r = { of = "p", party = "state" }',
        "apart",
    ),
]


def status(negotiation: Negotiation) -> str:
    """Return how the union and the employers stand on pay."""
    return pair_of(Snapshot(negotiation), negotiation.issues["pay"], "union", "employer").status


@pytest.mark.parametrize(("text", "expected"), PAIRS)
def test_pair_status(negotiation_of: Build, text: str, expected: str) -> None:
    """A pair that has not agreed stands as the gap between its two current positions."""
    assert status(negotiation_of(text)) == expected


@pytest.mark.parametrize(("text", "expected"), AGREED)
def test_agreed(negotiation_of: Build, text: str, expected: str) -> None:
    """Agreed is a proposal between the two with a term on the issue that both stand by in their own voice."""
    assert status(negotiation_of(text)) == expected


def test_gap_of_a_pair(negotiation_of: Build) -> None:
    """A pair holds the distance between its current positions, and names them."""
    negotiation = negotiation_of(BOTH)
    pair = pair_of(Snapshot(negotiation), negotiation.issues["pay"], "union", "employer")
    assert pair.left is not None
    assert pair.right is not None
    assert (pair.gap.distance, pair.left.id, pair.right.id) == (Fraction(5), "u", "e")


def test_reason_of_a_basis(negotiation_of: Build) -> None:
    """Positions that count on different bases are not comparable, and the reason is said."""
    negotiation = negotiation_of('position.a = { value = "1", qualifier = "net" }\nposition.b = { value = "2" }')
    gap = position_gap(Snapshot(negotiation), negotiation.issues["pay"], *negotiation.positions)
    assert (gap.status, gap.reason, gap.distance) == ("not comparable", "basis", None)


LOCAL = 'party.local = { name = "Local", role = "principal", member_of = "union" }\n'
BRANCH = 'party.branch = { name = "Branch", role = "principal", member_of = "union" }\n'
OF_LOCAL = 'position.l = { party = "local", value = "40", side = "media" }'
MEMBERS = """
position.l = { party = "local", value = "40" }
position.b = { party = "branch", value = "40" }
"""
WITHDRAWN = """
position.u = { value = "40", side = "own" }
position.w = { stance = "withdrawal", withdraws = ["u"], side = "own" }
"""
RETRACTED = """
position.u = { value = "40" }
retraction.r = { of = "u", reason = "misread" }
"""
COUNTERPARTS = [
    case("principals alone", "", "pay", "employer-union"),
    case("none on an issue of process", "", "mandate", ""),
    case("neither a bloc nor a member that has not spoken", LOCAL, "pay", ""),
    case("a bloc that spoke", LOCAL + 'position.u = { value = "40" }', "pay", "employer-union"),
    case("a bloc that spoke on another issue", LOCAL + 'position.u = { value = "40" }', "hours", ""),
    case("a bloc that withdrew its word", LOCAL + WITHDRAWN, "pay", "employer-union"),
    case("a bloc whose word was an error", LOCAL + RETRACTED, "pay", ""),
    case("a member of which others spoke", LOCAL + OF_LOCAL, "pay", "employer-local"),
    case("no members of one bloc", LOCAL + BRANCH + MEMBERS, "pay", "branch-employer employer-local"),
]


@pytest.mark.parametrize(("text", "issue", "expected"), COUNTERPARTS)
def test_counterparts(negotiation_of: Build, text: str, issue: str, expected: str) -> None:
    """Counterparts are principals of different blocs; a bloc and its members only where something is on record as their
    own holding, said by anybody."""
    negotiation = negotiation_of(text)
    pairs = pairs_of(Snapshot(negotiation), negotiation.issues[issue])
    assert " ".join(f"{pair.one}-{pair.other}" for pair in pairs) == expected


@pytest.mark.parametrize(("less", "more"), list(pairwise(LEAST_SETTLED)))
def test_least_settled(less: Status, more: Status) -> None:
    """An issue shows its least settled pair: apart, conditional, not comparable, unknown, rejected, silent, overlap,
    settled by the fallback, agreed."""
    assert least_settled([_pair(more), _pair(less), _pair(more)]) == _pair(less)
    assert ", ".join(LEAST_SETTLED) == (
        "apart, conditional, not comparable, unknown, rejected, silent, overlap, settled by the fallback, agreed"
    )


def _pair(wanted: Status) -> Pair:
    """Return a pair of a status."""
    if wanted == "agreed":
        proposal = Proposal(id="p", party="state", recorded=datetime(2024, 6, 1, tzinfo=UTC), title="Terms")
        return Pair(
            "a",
            "b",
            None,
            None,
            Meeting(None, None, SILENT),
            Settlement("agreed provisionally", AgreedTerm(proposal, "42", term_position(proposal, Term("pay", "42")))),
        )
    if wanted == "settled by the fallback":
        return Pair("a", "b", None, None, Meeting(None, None, Gap("apart")), Settlement(wanted, value="42"))
    if wanted == "conditional":
        return Pair("a", "b", None, None, Meeting(None, None, Gap("overlap"), (Condition("prose", ""),)))
    if wanted == "rejected":
        answer = Response(id="r", party="a", recorded=datetime(2024, 6, 1, tzinfo=UTC), to=("p",), answer="rejected")
        return Pair("a", "b", None, None, Meeting(None, None, SILENT), rejection=answer)
    return _apart(Gap(wanted))


def _apart(gap: Gap) -> Pair:
    """Return a pair of a gap."""
    return Pair("a", "b", None, None, Meeting(None, None, gap))


def test_of_those_apart_the_widest() -> None:
    """The gap that an issue shows is no smaller than any other of its pairs; more than D is wider than D."""
    near, wide = (_apart(Gap("apart", distance=Fraction(size))) for size in (1, 5))
    wider = _apart(Gap("apart", distance=Fraction(5), exact=False))
    assert least_settled([near, wide, near]) == wide
    assert least_settled([near, wide, wider]) == wider


RESPONSES = [
    case(
        "the latest day of one voice",
        """
        response.a = { proposal = "p", answer = "rejected", stated = 2024-03-01 }
        response.b = { proposal = "p", answer = "countered", stated = 2024-03-02 }
        """,
        "b",
    ),
    case(
        "own words first whatever the day",
        """
        response.a = { proposal = "p", answer = "rejected", side = "own", stated = 2024-03-01 }
        response.b = { proposal = "p", answer = "accepted", side = "state", stated = 2024-03-02, grade = "A1" }
        """,
        "a b",
    ),
    case(
        "own words clear earlier descriptions",
        """
        response.a = { proposal = "p", answer = "accepted", side = "state", stated = 2024-03-01 }
        response.b = { proposal = "p", answer = "rejected", side = "own", stated = 2024-03-02 }
        """,
        "b",
    ),
    case(
        "descriptions of the same day stand beside own words",
        """
        response.a = { proposal = "p", answer = "accepted", side = "state" }
        response.b = { proposal = "p", answer = "rejected", side = "own" }
        """,
        "b a",
    ),
    case(
        "each voice describes it",
        """
        response.a = { proposal = "p", answer = "rejected", side = "employer", stated = 2024-03-01 }
        response.b = { proposal = "p", answer = "accepted", side = "state", stated = 2024-03-02 }
        """,
        "b a",
    ),
    case(
        "others do not end what the party said itself",
        """
        response.a = { proposal = "p", answer = "pending", side = "own" }
        response.b = { proposal = "p", answer = "rejected", speaker = "Ann", side = "media" }
        """,
        "a b",
    ),
    case(
        "every other voice keeps its description",
        """
        response.a = { proposal = "p", answer = "pending", side = "state", stated = 2024-03-01 }
        response.b = { proposal = "p", answer = "rejected", speaker = "Ann", side = "media", stated = 2024-03-02 }
        """,
        "b a",
    ),
    case(
        "an answer of an earlier day leaves pending",
        """
        response.a = { proposal = "p", answer = "rejected", speaker = "Ann", side = "media", stated = 2024-03-01 }
        response.b = { proposal = "p", answer = "pending", side = "state", stated = 2024-03-02 }
        """,
        "b a",
    ),
    case(
        "an answer of the party that came after pending of that day",
        """
        response.a = { proposal = "p", answer = "pending", side = "state" }
        response.b = { proposal = "p", answer = "restated", side = "own", after = ["a"] }
        """,
        "b",
    ),
    case(
        "a weak word does not end a strong one",
        """
        response.a = { proposal = "p", answer = "rejected", side = "own", attribution = "on-record" }
        response.b = { proposal = "p", answer = "accepted", side = "own", stated = 2024-03-02 }
        """,
        "b a",
    ),
    case(
        "a retracted answer has no effect",
        """
        response.a = { proposal = "p", answer = "pending", side = "own", stated = 2024-03-01 }
        response.b = { proposal = "p", answer = "rejected", side = "own", stated = 2024-03-02 }
        retraction.r = { of = "b" }
        """,
        "a",
    ),
    case(
        "the answers of one party to one proposal",
        """
        proposal.q = { party = "state" }
        response.a = { proposal = "p", answer = "rejected", side = "own" }
        response.b = { proposal = "q", answer = "accepted", side = "own", stated = 2024-03-02 }
        response.c = { proposal = "p", answer = "accepted", side = "own", stated = 2024-03-02, party = "employer" }
        """,
        "a",
    ),
]


@pytest.mark.parametrize(("text", "expected"), RESPONSES)
def test_responses(negotiation_of: Build, text: str, expected: str) -> None:
    """Responses live like positions; the party's own leads, others' stand beside it."""
    snapshot = Snapshot(negotiation_of('proposal.p = { party = "state" }\n' + text))
    assert " ".join(response.id for response in standing_responses(snapshot, "p", "union")) == expected


CLOCKS = """
position.a.value = "40"
position.a.side = "own"
position.a.stated = 2024-03-01
position.a.recorded = 2024-04-01 00:00:00+00:00

position.b.value = "41"
position.b.side = "own"
position.b.stated = 2024-03-05
position.b.recorded = 2024-04-02 00:00:00+00:00

position.c.value = "42"
position.c.side = "own"
position.c.supersedes = ["b"]
position.c.stated = 2024-03-04
position.c.recorded = 2024-04-03 00:00:00+00:00

retraction.r = { of = "c", recorded = 2024-04-04 00:00:00+00:00 }
retraction.s = { of = "r", recorded = 2024-04-05 00:00:00+00:00 }

position.w.stance = "withdrawal"
position.w.withdraws = ["c"]
position.w.side = "own"
position.w.stated = 2024-03-09
position.w.recorded = 2024-04-06 00:00:00+00:00
"""


@pytest.mark.parametrize(
    ("as_of", "known", "expected"),
    [
        case("nothing stated yet", "02-29", "", ""),
        case("stated on that day", "03-01", "", "a"),
        case("corrections count whenever they were stated", "03-05", "", "c"),
        case("before the withdrawal", "03-08", "", "c"),
        case("on the day of the withdrawal", "03-09", "", ""),
        case("nothing recorded yet", "", "03-31", ""),
        case("recorded at that instant", "", "04-01", "a"),
        case("before the correction", "", "04-02", "b"),
        case("corrected", "", "04-03", "c"),
        case("the correction retracted", "", "04-04", "b"),
        case("the correction restored", "", "04-05", "c"),
        case("withdrawn", "", "04-06", ""),
        case("known on one day as of another", "03-04", "04-02", "a"),
        case("as known then the correction was none", "03-05", "04-04", "b"),
    ],
)
def test_two_clocks(negotiation_of: Build, as_of: str, known: str, expected: str) -> None:
    """`as_of` goes by what was stated, `known_at` by what was recorded."""
    day = date.fromisoformat(f"2024-{as_of}") if as_of else None
    instant = datetime.fromisoformat(f"2024-{known}T00:00:00+00:00") if known else None
    assert live(Snapshot(negotiation_of(CLOCKS), day, instant)) == expected


def test_two_clocks_of_the_rest(negotiation_of: Build) -> None:
    """Proposals, answers and notes go by the same two clocks, and are listed oldest first."""
    negotiation = negotiation_of("""
    proposal.q = { stated = 2024-03-01, recorded = 2024-04-02 00:00:00+00:00 }
    proposal.p = { stated = 2024-03-02, recorded = 2024-04-01 00:00:00+00:00 }
    response.a = { proposal = "p", answer = "accepted", stated = 2024-03-03, recorded = 2024-04-03 00:00:00+00:00 }
    note.n = { text = "Late.", stated = 2024-03-04, recorded = 2024-04-04 00:00:00+00:00 }
    note.m = { text = "Early.", stated = 2024-03-02, recorded = 2024-04-04 00:00:00+00:00 }
    """)

    def ids(snapshot: Snapshot) -> str:
        found = (*snapshot.proposals, *standing_responses(snapshot, "p", "union"), *snapshot.notes)
        return " ".join(entry.id for entry in found)

    assert ids(Snapshot(negotiation)) == "q p a m n"
    assert ids(Snapshot(negotiation, as_of=date(2024, 3, 2))) == "q p m"
    assert ids(Snapshot(negotiation, known_at=datetime(2024, 4, 1, tzinfo=UTC))) == "p"


def test_day_of_a_snapshot(negotiation_of: Build) -> None:
    """A snapshot shows the day that was asked for, else that of the newest record that counts."""
    negotiation = negotiation_of("""
    position.a = { value = "40", stated = 2024-03-01 }
    position.b = { value = "41", stated = 2024-03-02 }
    retraction.r = { of = "b", recorded = 2024-06-02 00:00:00+00:00 }
    """)
    assert Snapshot(negotiation).day == date(2024, 3, 1)
    assert Snapshot(negotiation, known_at=datetime(2024, 6, 1, tzinfo=UTC)).day == date(2024, 3, 2)
    assert Snapshot(negotiation, as_of=date(2024, 5, 1)).day == date(2024, 5, 1)
    assert Snapshot(negotiation_of("")).day is None


def test_retractions_of_each_other() -> None:
    """Two retractions that take back each other, or one that takes back itself, are read to an end."""
    recorded = datetime(2024, 6, 1, tzinfo=UTC)
    pair = [
        Retraction(id=one, party="union", recorded=recorded, of=other, reason="misread")
        for one, other in ("rs", "sr", "tt")
    ]
    assert standing_retractions(pair)


IDS = tuple("abcdefgh")


@pytest.fixture(scope="module")
def empty(negotiation_of: Build) -> Negotiation:
    """The parties and issues, and no entries."""
    return negotiation_of("")


@st.composite
def entries(draw: st.DrawFn) -> Added:
    """Positions, proposals and retractions of two parties on one issue, tangled at random."""
    names = st.lists(st.sampled_from(IDS), max_size=1).map(tuple)
    common: dict[str, st.SearchStrategy[Any]] = {
        "party": st.sampled_from(["union", "union", "employer"]),
        "recorded": st.integers(1, 3).map(lambda day: datetime(2024, 6, day, tzinfo=UTC)),
        "stated": st.integers(1, 3).map(lambda day: parse_when(date(2024, 3, day))),
    }
    position = st.fixed_dictionaries(
        common
        | {
            "side": st.sampled_from(["", "own", "state"]),
            "stance": st.sampled_from(["demand", "red-line", "withdrawal", "denial"]),
            "value": st.sampled_from(["40", "at least 41", "42", "unspecified"]),
            "qualifier": st.sampled_from(["", "", "net"]),
            "toward": st.sampled_from(["", "", "employer", "state"]),
            "grade": st.sampled_from(["", "A1", "B2"]),
            "supersedes": names,
            "withdraws": names,
            "denies": names,
        }
    )
    positions = [_position(name, draw(position)) for name in IDS[: draw(st.integers(1, len(IDS)))]]
    retraction = st.builds(
        Retraction,
        id=st.just(""),
        of=st.sampled_from((*IDS, "r", "s")),
        reason=st.just("misread"),
        party=common["party"],
        recorded=common["recorded"],
    )
    retractions = [replace(draw(retraction), id=name) for name in "rst"[: draw(st.integers(0, 3))]]
    return (*positions, *retractions)


def _position(name: str, fields: dict[str, Any]) -> Position:
    """Return a position as a file could hold it, linked: a withdrawal or a denial has no value, and only they take
    back."""
    stance = fields["stance"]
    cleared: dict[str, Any] = {
        "value": "" if stance in ("withdrawal", "denial") else fields["value"],
        "withdraws": fields["withdraws"] if stance == "withdrawal" else (),
        "denies": fields["denies"] if stance == "denial" else (),
    }
    return link_record(Position(id=name, issue="pay", **fields | cleared), {}, {})


@given(added=entries(), data=st.data())
def test_file_order_never_matters(empty: Negotiation, added: Added, data: st.DataObject) -> None:
    """The same entries in any order read the same."""
    shuffled = data.draw(st.permutations(added))
    assert _answers(empty.with_entries(added)) == _answers(empty.with_entries(shuffled))


def _answers(negotiation: Negotiation) -> list[str]:
    snapshot = Snapshot(negotiation)
    answers = [live(snapshot, party, toward) for party in ("union", "employer") for toward in ("", "employer", "state")]
    pairs = pairs_of(snapshot, negotiation.issues["pay"])
    return [*answers, current(snapshot), current(snapshot, "employer"), contested(snapshot), *map(str, pairs)]


@given(added=entries())
def test_what_holds_of_every_snapshot(empty: Negotiation, added: Added) -> None:
    """Nothing taken back is live, but what was said again after it; the current one is live, and there is one where
    any is; the contested are live."""
    snapshot = Snapshot(empty.with_entries(added))
    found = set(live(snapshot).split())
    assert not found & (snapshot.superseded.keys() | snapshot.retracted.keys())
    withdrawn = [position for position in snapshot.negotiation.positions if position.id in snapshot.withdrawn]
    assert all(is_later(position, snapshot.withdrawn[position.id]) for position in withdrawn if position.id in found)
    assert all(entry.value for entry in added if isinstance(entry, Position) and entry.id in found)
    assert current(snapshot) in (found or {""})
    assert set(contested(snapshot).split()) <= found


@given(added=entries())
def test_one_voice_has_one_day(empty: Negotiation, added: Added) -> None:
    """The live positions of one voice, red lines and those toward one party aside, are of one day."""
    snapshot = Snapshot(empty.with_entries(added))
    plain = [
        position
        for position in live_positions(snapshot, "union", snapshot.negotiation.issues["pay"])
        if position.stance == "demand" and position.value != "unspecified" and not position.toward
    ]
    for voice in {position.voice for position in plain}:
        assert len({position.day for position in plain if position.voice == voice}) == 1


@given(added=entries(), data=st.data())
def test_a_superseded_position_has_no_effect(empty: Negotiation, added: Added, data: st.DataObject) -> None:
    """What a superseded or retracted position says makes no difference."""
    snapshot = Snapshot(empty.with_entries(added))
    gone = snapshot.superseded.keys() | snapshot.retracted.keys()
    value = data.draw(st.sampled_from(["40", "unspecified"]))
    other = [
        replace(entry, value=value, side="own", day=date(2024, 3, 3), withdraws=IDS[:2])
        if isinstance(entry, Position) and entry.id in gone
        else entry
        for entry in added
    ]
    assert _answers(empty.with_entries(added)) == _answers(empty.with_entries(other))


def test_every_name_of_the_package_is_there() -> None:
    """Its module is imported when it is asked for, and none has the name of a module."""
    stated = set(re.findall(r" import \w+ as (\w+)", Path(query.__file__).read_text()))
    assert stated == query._MODULES.keys()
    assert not [name for name in stated if not hasattr(query, name)]
    modules = {path.stem for path in Path(query.__file__).parent.glob("*.py")}
    assert not stated & modules
    with pytest.raises(AttributeError):
        query.no_such_name  # type: ignore[attr-defined]  # noqa: B018


@pytest.mark.parametrize("name", ["facing", "counterparts", "kinds", "speakers", "offers"])
def test_an_id_is_never_the_name_of_what_is_remembered(negotiation_of: Build, name: str) -> None:
    """A proposal may have any id: what is remembered of it does not stand where something else is remembered."""
    text = f"""
    proposal.{name} = {{ party = "union", terms = ["pay = 40"], side = "own" }}
    position.e = {{ party = "employer", value = "30", side = "own" }}
    """
    known = negotiation_of(text)
    snapshot = Snapshot(known)
    issue = known.issues["pay"]
    assert [pair.gap.distance for pair in pairs_of(snapshot, issue)] == [10]
    assert query.counterparts_of(snapshot, "union", issue) == ("employer",)
