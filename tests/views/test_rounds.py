"""The offers in the order in which they were tabled, and what each changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from negtrack.model import Negotiation
from negtrack.query import Snapshot
from negtrack.views.rounds import UNCHANGED, RoundsView, build_rounds

Build = Callable[..., Negotiation]

OFFERS = """
proposal.a = { party = "union", tabled = 2024-03-01, terms = ["pay = 50", "hours = 35"], side = "own" }
proposal.b = { party = "employer", tabled = 2024-03-02, terms = ["pay = 40"], side = "own" }
proposal.c = { party = "union", tabled = 2024-03-03, terms = ["pay = 45", "hours = 35"], side = "own" }
proposal.d = { party = "state", tabled = 2024-03-04, terms = ["pay = undisclosed"] }
"""


def rounds(negotiation: Negotiation, parties: Sequence[str] = ()) -> RoundsView:
    """Return the rounds on every issue."""
    return build_rounds(Snapshot(negotiation), parties, negotiation.issues.values())


def cells(view: RoundsView) -> dict[str, list[str]]:
    """Return what the page shows of each offer, by issue."""
    return {line.issue.id: [cell.short if cell else "" for cell in line.cells] for line in view.lines}


def test_what_each_offer_changed(negotiation_of: Build) -> None:
    """An offer shows its terms; what its party had offered before stands as a sign, what it does not name stays
    empty."""
    view = rounds(negotiation_of(OFFERS))
    assert [offer.heading for offer in view.offers] == ["Union 1 Mar", "Employers 2 Mar", "Union 3 Mar", "State 4 Mar"]
    assert cells(view) == {"pay": ["50", "40", "45", "undisclosed"], "hours": ["35", "", UNCHANGED, ""]}
    assert [line.gap.partition(",")[0] for line in view.lines] == ["apart 5", "silent"]


def test_offers_of_some_parties(negotiation_of: Build) -> None:
    """With parties only theirs are shown, and only the issues that these name."""
    view = rounds(negotiation_of(OFFERS), ["employer"])
    assert [offer.proposal.id for offer in view.offers] == ["b"]
    assert cells(view) == {"pay": ["40"]}


def test_alternatives_are_no_offers_one_after_the_other(negotiation_of: Build) -> None:
    """The heading of each says that it is one of several, and below it stands which."""
    packages = """
    proposal.a = { party = "union", tabled = 2024-03-01, terms = ["pay = 50"], side = "own" }
    proposal.b = { party = "union", tabled = 2024-03-01, terms = ["pay = 45"], side = "own", alternative_to = ["a"] }
    """
    first, second = rounds(negotiation_of(packages)).offers
    assert (first.heading, second.heading) == ("Union 1 Mar (alternative 1 of 2)", "Union 1 Mar (alternative 2 of 2)")
    assert (first.claims, second.claims) == (("a",), ("b",))


@pytest.mark.parametrize("fields", ['caveat = "read aloud"', 'modality = "considered"'])
def test_more_than_the_number_changes(negotiation_of: Build, fields: str) -> None:
    """An offer of the same number, said less firmly or with another caveat, is another offer."""
    paper = 'terms = ["pay = 50"], side = "own"'
    negotiation = negotiation_of(
        f"""
        proposal.a = {{ party = "union", tabled = 2024-03-01, {paper} }}
        proposal.b = {{ party = "union", tabled = 2024-03-02, {paper}, {fields} }}
        proposal.c = {{ party = "union", tabled = 2024-03-03, {paper}, {fields} }}
        """
    )
    first, second, third = cells(rounds(negotiation))["pay"]
    assert (first, third) == ("50", UNCHANGED)
    assert second != UNCHANGED


ENDINGS = [
    pytest.param(
        'response.r = { party = "employer", proposal = "a", answer = "rejected", side = "own" }',
        ["rejected by Employers"],
        id="its-own-word",
    ),
    pytest.param(
        'response.r = { party = "employer", proposal = "a", answer = "rejected", side = "union" }',
        [],
        id="others-words",
    ),
    pytest.param(
        'response.r = { party = "employer", proposal = "a", answer = "countered", side = "own" }', [], id="countered"
    ),
    pytest.param(
        'position.w = { stance = "withdrawal", withdraws = ["a"], side = "own", stated = 2024-03-05 }',
        ["withdrawn by the party, 5 Mar"],
        id="withdrawn",
    ),
]


@pytest.mark.parametrize(("text", "expected"), ENDINGS)
def test_what_became_of_an_offer(negotiation_of: Build, text: str, expected: list[str]) -> None:
    """An offer is over once it was withdrawn, or rejected in the other side's own words."""
    first = rounds(negotiation_of(OFFERS + text)).offers[0]
    assert list(first.endings) == expected
    assert first.heading == ("Union 1 Mar, ended" if expected else "Union 1 Mar")


def test_order_of_one_day(negotiation_of: Build) -> None:
    """Offers of one day stand in the order of their hours, or of `after`; else of their ids."""
    negotiation = negotiation_of(
        """
        proposal.a = { party = "union", tabled = 2024-03-01T18:00:00Z, terms = ["pay = 50"] }
        proposal.b = { party = "union", tabled = 2024-03-01T09:00:00Z, terms = ["pay = 50"] }
        proposal.c = { party = "union", tabled = 2024-03-02, terms = ["pay = 50"], after = ["d"] }
        proposal.d = { party = "union", tabled = 2024-03-02, terms = ["pay = 50"] }
        """
    )
    assert [offer.proposal.id for offer in rounds(negotiation).offers] == ["b", "a", "d", "c"]


def test_rows_for_programs(negotiation_of: Build) -> None:
    """Each offer is a row with a column an issue, every value spelled out in canonical words."""
    rows = list(rounds(negotiation_of(OFFERS)).rows())
    assert [(row["table"], row["id"], row["pay"], row["hours"]) for row in rows] == [
        ("proposal", "a", "50", "35"),
        ("proposal", "b", "40", ""),
        ("proposal", "c", "45", "35"),
        ("proposal", "d", "undisclosed", ""),
    ]
    view = rounds(negotiation_of(OFFERS))
    assert all(set(row) == set(view.columns) for row in view.rows())


def test_nothing_tabled(negotiation_of: Build) -> None:
    """Without an offer there is neither a column nor a row."""
    view = rounds(negotiation_of(""))
    assert (view.offers, view.lines) == ((), ())


def test_an_undisclosed_value_is_never_unchanged(negotiation_of: Build) -> None:
    """Two offers of which nobody knows the value may differ, so that each is shown."""
    negotiation = negotiation_of(
        """
        proposal.a = { party = "union", tabled = 2024-03-01, terms = ["pay = undisclosed"] }
        proposal.b = { party = "union", tabled = 2024-03-02, terms = ["pay = undisclosed"] }
        """
    )
    assert cells(rounds(negotiation)) == {"pay": ["undisclosed", "undisclosed"]}
