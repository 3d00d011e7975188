"""What a delegation may agree to: the limits of its mandate, and what lies outside or goes beyond them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from negtrack.checks import CheckContext
from negtrack.checks.proposals import check_outside_mandate
from negtrack.model import Negotiation, Term
from negtrack.query import (
    Breach,
    Snapshot,
    current_position,
    limiting_mandate,
    mandate_claims,
    offer_breach,
    term_breach,
)

Build = Callable[..., Negotiation]
LIMITED = 'position.m = { issue = "mandate", value = "limited", limits = ["pay = 40..50"], side = "own" }\n'


def case(name: str, *values: Any) -> Any:
    """Return one row of a table of cases, with a name that a reader understands."""
    return pytest.param(*values, id=name.replace(" ", "-"))


def limiting_claim(snapshot: Snapshot, party: str = "union") -> str:
    """Return the id of the claim whose limits hold for a party, "" without one."""
    found = limiting_mandate(snapshot, party)
    return found.id if found else ""


def how(breach: Breach | None) -> str:
    """`outside` or `beyond`, "" where nothing is breached."""
    return breach.how if breach else ""


NEWEST = [
    case("none on record", "", ""),
    case("the only one", LIMITED, "m"),
    case("one without limits limits nothing", 'position.m = { issue = "mandate", value = "full" }', ""),
    case(
        "one without limits leaves another's",
        LIMITED + 'position.n = { issue = "mandate", value = "full", side = "state", stated = 2024-03-02 }',
        "m",
    ),
    case(
        "the party's own later word without limits ends its earlier limits",
        LIMITED + 'position.n = { issue = "mandate", value = "full", side = "own", stated = 2024-03-02 }',
        "",
    ),
    case(
        "the latest stated of several voices",
        LIMITED
        + """
        position.n.issue = "mandate"
        position.n.value = "limited"
        position.n.limits = ["pay = 45"]
        position.n.side = "state"
        position.n.stated = 2024-03-02
        """,
        "n",
    ),
    case(
        "of one day the later recorded",
        LIMITED
        + """
        position.b.issue = "mandate"
        position.b.value = "limited"
        position.b.limits = ["pay = 45"]
        position.b.side = "state"
        position.b.recorded = 2024-06-02 00:00:00+00:00
        """,
        "b",
    ),
    case(
        "the latest of several mandate issues",
        """
        issue.ceiling = { title = "Ceiling", class = "process", kind = "mandate" }
        position.n.issue = "ceiling"
        position.n.value = "limited"
        position.n.limits = ["pay = 45"]
        position.n.stated = 2024-03-02
        """
        + LIMITED,
        "n",
    ),
    case("not a retracted one", LIMITED + 'retraction.r = { of = "m" }', ""),
    case(
        "not a withdrawn one",
        LIMITED + 'position.w = { issue = "mandate", stance = "withdrawal", withdraws = ["m"], side = "own" }',
        "",
    ),
    case("not that of another party", LIMITED.replace("side", 'party = "employer", side'), ""),
]


@pytest.mark.parametrize(("text", "expected"), NEWEST)
def test_limiting_mandate(negotiation_of: Build, text: str, expected: str) -> None:
    """The newest live claim that names limits sets them, from any voice."""
    assert limiting_claim(Snapshot(negotiation_of(text))) == expected


def test_the_mandate_of_its_day(negotiation_of: Build) -> None:
    """Before a mandate was stated, it limited nothing."""
    snapshot = Snapshot(negotiation_of(LIMITED))
    assert limiting_claim(replace(snapshot, as_of=date(2024, 2, 29))) == ""


def test_claims(negotiation_of: Build) -> None:
    """The claims about a mandate stand side by side, newest first; an issue without any is left out."""
    negotiation = negotiation_of(
        LIMITED
        + """
        issue.ceiling = { title = "Ceiling", class = "process", kind = "mandate" }
        position.n = { issue = "mandate", value = "full", side = "state", stated = 2024-03-02 }
        position.p = { value = "50" }
        """
    )
    claims = [
        (issue.id, [claim.id for claim in group]) for issue, group in mandate_claims(Snapshot(negotiation), "union")
    ]
    assert claims == [("mandate", ["n", "m"])]


OFFERS = [
    case("inside", "45", "offer", ""),
    case("at the edge", "40", "offer", ""),
    case("the whole of it", "40..50", "offer", ""),
    case("outside", "55", "offer", "outside"),
    case("just outside", "over 50", "offer", "outside"),
    case("beyond", "45..60", "offer", "beyond"),
    case("beyond without bound", "at least 45", "offer", "beyond"),
    case("an acceptance", "55", "acceptance", "outside"),
    case("a demand promises nothing", "55", "demand", ""),
    case("a red line promises nothing", "at least 45", "red-line", ""),
    case("a refusal promises nothing", "under 40", "refusal", ""),
    case("a statement promises nothing", "55", "statement", ""),
    case("undisclosed", "undisclosed", "offer", ""),
    case("unspecified", "unspecified", "offer", ""),
]


@pytest.mark.parametrize(("value", "stance", "expected"), OFFERS)
def test_offers(negotiation_of: Build, value: str, stance: str, expected: str) -> None:
    """An offer or acceptance breaches a mandate that covers none of it (outside), or only a part (beyond)."""
    negotiation = negotiation_of(LIMITED + f'position.o = {{ value = "{value}", stance = "{stance}", side = "own" }}')
    issue = negotiation.issues["pay"]
    offer = current_position(Snapshot(negotiation), "union", issue)
    assert offer is not None
    assert how(offer_breach(Snapshot(negotiation), offer, issue)) == expected


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        case("on the basis of the issue", 'qualifier = "gross"', "outside"),
        case("on another basis", 'qualifier = "net"', ""),
        case("only considered", 'modality = "considered"', ""),
    ],
)
def test_what_shows_no_breach(negotiation_of: Build, more: str, expected: str) -> None:
    """A figure on another basis than the limits, or one that was not said, is no breach of them."""
    negotiation = negotiation_of(LIMITED + f'position.o = {{ value = "55", stance = "offer", {more} }}')
    position = next(position for position in negotiation.positions if position.id == "o")
    assert how(offer_breach(Snapshot(negotiation), position, negotiation.issues["pay"])) == expected


NOT_BREACHED = [
    case("without a mandate", "", "pay", "55"),
    case("on an issue that it does not limit", LIMITED, "hours", "55"),
    case("where the limit is undisclosed", LIMITED.replace("40..50", "undisclosed"), "pay", "55"),
    case(
        "where they are not comparable",
        'event.paid = { title = "Payment" }\n' + LIMITED.replace("pay = 40..50", "start = 2 weeks after paid"),
        "start",
        "3 weeks",
    ),
]


@pytest.mark.parametrize(("text", "issue", "value"), NOT_BREACHED)
def test_no_breach(negotiation_of: Build, text: str, issue: str, value: str) -> None:
    """What is not known to be outside a mandate is not called so."""
    negotiation = negotiation_of(text)
    term = Term(issue, value)
    assert term_breach(Snapshot(negotiation), "union", term, negotiation.issues[issue]) is None


TERMS = [
    case("inside", "45", ""),
    case("in part", "45..60", ""),
    case("outside", "55", "outside"),
    case("undisclosed", "undisclosed", ""),
]


@pytest.mark.parametrize(("value", "expected"), TERMS)
def test_terms(negotiation_of: Build, value: str, expected: str) -> None:
    """A delegation may say yes to a term of which any part lies within its limits."""
    negotiation = negotiation_of(LIMITED)
    assert how(term_breach(Snapshot(negotiation), "union", Term("pay", value), negotiation.issues["pay"])) == expected


def test_terms_of_another_party(negotiation_of: Build) -> None:
    """A mandate limits its own party's delegation alone."""
    negotiation = negotiation_of(LIMITED)
    assert term_breach(Snapshot(negotiation), "employer", Term("pay", "55"), negotiation.issues["pay"]) is None


def test_mandates_in_words(negotiation_of: Build) -> None:
    """A breach names the limit and holds the claim that set it."""
    negotiation = negotiation_of(LIMITED)
    (mandate,) = negotiation.positions
    limit = Term("pay", "40..50")
    assert str(Breach(limit, mandate, "outside")) == "outside the mandate (40..50)"
    assert str(Breach(limit, mandate, "beyond")) == "partly beyond the mandate (40..50)"
    assert term_breach(Snapshot(negotiation), "union", Term("pay", "55"), negotiation.issues["pay"]) == Breach(
        limit, mandate, "outside"
    )


NOTES = [
    case("an offer inside", 'position.o = { value = "45", stance = "offer" }', []),
    case("a demand outside", 'position.o = { value = "55" }', []),
    case(
        "an offer outside",
        'position.o = { value = "55", stance = "offer" }',
        ['[position.o] value: "55" is outside the mandate (40..50), as m has it'],
    ),
    case(
        "an offer that goes beyond",
        'position.o = { value = "45..60", stance = "offer" }',
        ['[position.o] value: "45..60" is partly beyond the mandate (40..50), as m has it'],
    ),
    case(
        "an offer that no longer stands",
        """
        position.o = { value = "55", stance = "offer", side = "own" }
        position.p = { value = "45", stance = "offer", side = "own", stated = 2024-03-02 }
        """,
        [],
    ),
    case(
        "a term outside, put to the party",
        'proposal.p = { party = "state", terms = ["pay = 55"], between = ["union", "employer"] }',
        ['[proposal.p] terms: "pay = 55" is outside the mandate (40..50) of union, as m has it'],
    ),
    case(
        "a term partly outside, put to the party",
        'proposal.p = { party = "state", terms = ["pay = 45..60"], between = ["union", "employer"] }',
        [],
    ),
    case(
        "a term outside, put to others",
        'proposal.p = { party = "state", terms = ["pay = 55"], between = ["employer"] }',
        [],
    ),
    case(
        "a term outside that was disclosed later",
        """
        proposal.p = { party = "state", terms = ["pay = undisclosed"], between = ["union", "employer"] }
        proposal.d = { party = "state", discloses = "p", terms = ["pay = 55"] }
        """,
        ['[proposal.p] terms: "pay = 55" is outside the mandate (40..50) of union, as m has it'],
    ),
]


@pytest.mark.parametrize(("text", "expected"), NOTES)
def test_check(negotiation_of: Build, text: str, expected: list[str]) -> None:
    """`check` notes live offers and put terms that a mandate does not cover; a note is no error."""
    found = list(check_outside_mandate(CheckContext(negotiation_of(LIMITED + text), date(2024, 6, 2))))
    assert [f"{problem.where} {problem.message}".partition("; ")[0] for problem in found] == expected
    assert {problem.severity for problem in found} <= {"note"}
