"""What a party said last, and the agreement that came of it: `diff --since` from a day between the two."""

from __future__ import annotations

from datetime import date

import pytest

from negtrack.diff import changes_between
from negtrack.query import Snapshot
from tests.negotiations import build_negotiation

OWN = 'side = "own", attribution = "on-record"'
PAPER = f'proposal.p = {{ party = "state", terms = ["pay = 40"], stated = 2024-03-05, {OWN} }}\n'
OFFER = PAPER.replace("state", "employer", 1)
YES = f'response.yes = {{ party = "employer", to = "p", answer = "accepted", stated = 2024-03-07, {OWN} }}\n'
NO = f'response.no = {{ party = "employer", to = "p", answer = "rejected", stated = 2024-03-09, {OWN} }}\n'
DROPPED = (
    f'position.drop = {{ party = "employer", withdraws = ["p"], stated = 2024-03-09, {OWN}, stance = "withdrawal" }}\n'
)
DEAL = """
agreement.deal = { date = 2024-03-10, stated = 2024-03-10, follows = ["p"], terms = ["pay = 40"] }
milestone.signed = { agreement = "deal", milestone = "signed", stated = 2024-03-10 }
"""


def _classes(text: str, since: int) -> dict[str, str]:
    known = build_negotiation(text)
    before, after = Snapshot(known, date(2024, 3, since)), Snapshot(known, date(2024, 3, 31))
    changes = changes_between(before, after, ["employer"], [known.issues["pay"]])
    return {change.party: " ".join(change.classes) for change in changes}


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param(PAPER + YES, "agreed", id="its acceptance"),
        pytest.param(OFFER, "agreed", id="its own offer"),
        pytest.param(PAPER + YES + NO, "withdrawn agreed", id="rejected before it was agreed"),
        pytest.param(OFFER + DROPPED, "withdrawn agreed", id="withdrawn before it was agreed"),
    ],
)
def test_the_first_word_of_a_party_that_became_the_agreement(said: str, expected: str) -> None:
    """A party that named nothing before the paper that was agreed withdrew nothing by agreeing, unless it said so."""
    assert _classes(said + DEAL, 8) == {"employer": expected}
