"""The marks and standings of `show`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from negtrack.model import Negotiation
from negtrack.query import Snapshot
from negtrack.render.page import RenderOptions
from negtrack.render.pages import page_of
from negtrack.render.terminal import render_page, width_of
from negtrack.views.lines import Line, lines_of
from negtrack.views.show import build_show

from ..negotiations import put_on_record

Build = Callable[..., Negotiation]


def case(name: str, *values: Any) -> Any:
    """Return one row of a table of cases, with a name that a reader understands."""
    return pytest.param(*values, id=name.replace(" ", "-"))


def lines(negotiation: Negotiation, everything: bool = False, issue: str = "pay") -> dict[str, Line]:
    """Return the union's lines on one issue, by id."""
    found = lines_of(Snapshot(negotiation), "union", negotiation.issues[issue], everything)
    return {line.statement.position.id: line for line in found}


OWN = 'position.a = { value = "50", stance = "offer", side = "own" }\n'
MARKS = [
    case("none", "", False, []),
    case(
        "denied",
        'position.d = { stance = "denial", denies = ["a"], side = "own", stated = 2024-03-02 }',
        True,
        ["denied by the party"],
    ),
    case(
        "denied on the word of another side",
        'position.d = { stance = "denial", denies = ["a"], side = "employer", stated = 2024-03-02 }',
        False,
        ["denied, according to Employers"],
    ),
    case(
        "withdrawn on the word of a speaker",
        'position.w = { stance = "withdrawal", withdraws = ["a"], side = "third-party", speaker = "Ann" }',
        False,
        ["withdrawn, according to Ann"],
    ),
    case(
        "outside the mandate",
        'position.m = { issue = "mandate", value = "limited", limits = ["pay = at most 45"], side = "own" }',
        False,
        ["outside the mandate (at most 45)"],
    ),
    case(
        "outside a mandate in others' words",
        'position.m = { issue = "mandate", value = "limited", limits = ["pay = at most 45"], side = "employer" }',
        False,
        ["outside the mandate (at most 45), according to Employers"],
    ),
    case(
        "partly beyond the mandate",
        'position.m = { issue = "mandate", value = "limited", limits = ["pay = at most 45"], side = "own" }',
        False,
        ["partly beyond the mandate (at most 45)"],
    ),
    case(
        "all of them",
        """
        position.d = { stance = "denial", denies = ["a"], side = "own", stated = 2024-03-02 }
        position.w = { stance = "withdrawal", withdraws = ["a"], side = "employer", stated = 2024-03-02 }
        position.m = { issue = "mandate", value = "limited", limits = ["pay = at most 45"], side = "own" }
        """,
        True,
        ["denied by the party", "withdrawn, according to Employers", "outside the mandate (at most 45)"],
    ),
]


@pytest.mark.parametrize(("text", "denied", "expected"), MARKS)
def test_marks(negotiation_of: Build, text: str, denied: bool, expected: list[str]) -> None:
    """A position says who denied it, who claims that it was withdrawn, and which limit of the mandate it passes."""
    offer = OWN.replace('"50"', '"at least 40"') if "partly" in "".join(expected) else OWN
    line = lines(negotiation_of(offer + text))["a"]
    assert (line.denied, list(line.marks)) == (denied, expected)


def test_a_claim_takes_nothing_back(negotiation_of: Build) -> None:
    """What others say was withdrawn still stands, as the current position."""
    text = 'position.w = { stance = "withdrawal", withdraws = ["a"], side = "employer", stated = 2024-03-02 }'
    line = lines(negotiation_of(OWN + text))["a"]
    assert (line.standing, line.contested) == ("current", False)


def test_claims_in_the_order_of_their_days(negotiation_of: Build) -> None:
    """Of several claims about a position the earliest comes first, on any issue."""
    negotiation = negotiation_of(
        OWN
        + """
        position.w = { stance = "withdrawal", withdraws = ["a"], side = "employer", stated = 2024-03-03 }
        position.d = { issue = "hours", stance = "denial", denies = ["a"], side = "state", stated = 2024-03-02 }
    """
    )
    assert list(lines(negotiation)["a"].marks) == ["denied, according to State", "withdrawn, according to Employers"]


def test_marks_of_a_proposals_offer(negotiation_of: Build) -> None:
    """What is denied or said to be withdrawn of a proposal marks the offers that it makes."""
    negotiation = negotiation_of("""
        proposal.p = { terms = ["pay = 50"], side = "employer" }
        position.d = { stance = "denial", denies = ["p"], side = "own", stated = 2024-03-02 }
        position.w = { stance = "withdrawal", withdraws = ["p"], side = "employer", stated = 2024-03-03 }
    """)
    line = lines(negotiation)["p#pay"]
    assert line.denied
    assert list(line.marks) == ["denied by the party", "withdrawn, according to Employers"]


STANDINGS = [
    case("current", OWN, "a current"),
    case("contested", OWN + 'position.b = { value = "45", side = "state" }', "a current, b contested"),
    case(
        "earlier",
        """
        position.a = { value = "50", side = "own", stated = 2024-03-02 }
        position.b = { value = "unspecified", side = "state", stated = 2024-03-03 }
        position.c = { value = "45", side = "own", stated = 2024-03-01, attribution = "on-record" }
        """,
        "a current, b live, c earlier",
    ),
    case(
        "a red line that its party crossed",
        """
        position.a = { value = "50", side = "own", stated = 2024-03-02 }
        position.b = { value = "at least 55", side = "own", stance = "red-line", stated = 2024-03-01 }
        """,
        "a current, b crossed 2 Mar",
    ),
    case(
        "order unknown, divided",
        """
        position.a = { value = "50", side = "own", stated = 2024-03-20 }
        position.b = { value = "45", side = "own", speaker = "ann", stated = 2024-03-02 }
        position.c = { value = "46", side = "own", stated = "2024-03" }
        delegate.ann = { party = "union", name = "Ann" }
        """,
        "c current, b divided, a order unknown",
    ),
    case(
        "what no longer stands",
        """
        position.a = { value = "50", side = "own", stated = 2024-03-05 }
        position.b = { value = "51", side = "own", stated = 2024-03-04 }
        position.c = { value = "52", side = "own", stated = 2024-03-03 }
        position.d = { value = "53", side = "own", stated = 2024-03-02, supersedes = ["e"] }
        position.e = { value = "54", side = "own", stated = 2024-03-01 }
        position.w = { stance = "withdrawal", withdraws = ["b"], side = "own", stated = 2024-03-06 }
        position.x = { stance = "denial", denies = ["d"], side = "own", stated = 2024-03-06 }
        retraction.r = { of = "c" }
        """,
        "w withdrawal, x denial, a cleared, b withdrawn, c retracted, d cleared, e superseded",
    ),
    case(
        "a withdrawal that was an error of ours",
        """
        position.a = { value = "50", side = "own", stated = 2024-03-05 }
        position.w = { stance = "withdrawal", withdraws = ["a"], side = "own", stated = 2024-03-06 }
        retraction.r = { of = "w" }
        """,
        "a current, w retracted",
    ),
]


@pytest.mark.parametrize(("text", "expected"), STANDINGS)
def test_standings(negotiation_of: Build, text: str, expected: str) -> None:
    """With all records, each says how it stands: first what is live, headline first, then the rest by day."""
    found = lines(negotiation_of(text), everything=True)
    assert ", ".join(f"{name} {line.standing}" for name, line in found.items()) == expected


def test_answers_on_the_page(negotiation_of: Build) -> None:
    """An answer says that nothing was offered in turn, on the page and in data."""
    negotiation = negotiation_of("""
        proposal.p = { party = "state", terms = ["pay = 45"] }
        response.r = { proposal = "p", answer = "rejected", no-counter = true, side = "own" }
    """)
    view = build_show(Snapshot(negotiation), [negotiation.parties["union"]], list(negotiation.issues.values()))
    page = "".join(render_page(page_of(view, RenderOptions(width=80, measure=width_of)), 80, False))
    assert "p  rejected, no counter-offer" in page
    answers = view.head()["responses"]
    assert isinstance(answers, list)
    assert [(row["answer"], row["no_counter"]) for row in answers] == [("rejected", True)]


def test_live_alone(negotiation_of: Build) -> None:
    """Without all records, only what still stands is shown."""
    text = 'position.b = { value = "51", side = "own", stated = 2024-02-04 }'
    assert list(lines(negotiation_of(OWN + text))) == ["a"]


def test_conditions(negotiation_of: Build) -> None:
    """A position's conditions are shown with what became of them."""
    negotiation = negotiation_of("""
        position.a = { value = "50", requires = ["hours = 35", "peace"] }
        position.e = { party = "employer", issue = "hours", value = "40" }
    """)
    assert [str(condition) for condition in lines(negotiation)["a"].conditions] == ["hours = 35 (not met)", "peace"]


def test_mandates_come_apart(negotiation_of: Build) -> None:
    """A party's section gives its delegates and the claims about its mandate by themselves, contested ones marked."""
    negotiation = negotiation_of(
        OWN
        + """
        delegate.ann = { party = "union", name = "Ann", authority = "negotiates" }
        position.m = { issue = "mandate", value = "none", side = "own" }
        position.n = { issue = "mandate", value = "full", side = "employer" }
        """
    )
    view = build_show(Snapshot(negotiation), [negotiation.parties["union"]], list(negotiation.issues.values()))
    (section,) = view.sections
    assert [delegate.name for delegate in section.party.delegates] == ["Ann"]
    assert [(stand.issue.id, stand.contested, len(stand.lines)) for stand in section.mandates] == [("mandate", True, 2)]


def test_what_a_party_withdrew(negotiation_of: Build) -> None:
    """A party that withdrew all that it said on an issue is not shown as if it had never spoken."""
    negotiation = negotiation_of(
        OWN + 'position.w = { stance = "withdrawal", withdraws = ["a"], side = "own", stated = 2024-03-02 }'
    )
    snapshot = Snapshot(negotiation)
    view = build_show(snapshot, [negotiation.parties["union"]], list(negotiation.issues.values()))
    page = "".join(render_page(page_of(view, RenderOptions(80, measure=width_of)), 80, False))
    assert "withdrawn 2 Mar  (50)" in page
    assert "no position on record" not in page


def test_in_whose_words_it_is_agreed(negotiation_of: Build) -> None:
    """Beside what is agreed stands whose words that rests on, as in `compare`, where it is not the parties' own."""
    text = """
    agreement.d = { date = 2024-03-02, between = ["union", "employer"], terms = ["pay = 45"], side = "union" }
    milestone.a = { agreement = "d", milestone = "announced", by = "union", side = "own" }
    milestone.b = { agreement = "d", milestone = "announced", by = "employer", side = "own" }
    """
    snapshot = Snapshot(negotiation_of(put_on_record(text)))
    view = build_show(snapshot, [snapshot.negotiation.parties["union"]], list(snapshot.negotiation.issues.values()))
    (stand,) = view.sections[0].stands
    assert stand.settled == "agreed 45, according to Union"
