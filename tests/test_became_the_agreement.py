"""What a party said last, and the agreement that came of it: `diff --since` from a day between the two."""

from __future__ import annotations

from datetime import date

import pytest

from negtrack.diff import changes_between
from negtrack.query import Snapshot
from negtrack.views.changes import build_changes
from negtrack.views.gaps import build_gaps
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


PAY = f"""
position.u = {{ party = "union", value = "50", stated = 2024-03-01, {OWN} }}
position.e = {{ party = "employer", value = "30", stated = 2024-03-01, {OWN} }}
"""
TOO = YES.replace("yes", "too", 1).replace("employer", "union", 1).replace("03-07", "03-08")


@pytest.mark.parametrize(
    ("said", "since", "expected"),
    [
        pytest.param(PAY + PAPER + YES + TOO, 4, "before: Employers 30, Union 50", id="before the paper"),
        pytest.param(PAY + PAPER + YES + TOO, 7, "before: Employers 40, Union 50", id="one had accepted it"),
        pytest.param(PAY + PAPER + YES + TOO, 8, "was agreed provisionally 40, p", id="both had accepted it"),
        pytest.param(PAY + OFFER, 5, "before: Employers 40, Union 50", id="the day of the offer"),
        pytest.param(PAPER + YES + TOO + NO, 9, "before: Employers silent, Union 40", id="one went back"),
    ],
)
def test_what_stood_before_the_agreement(said: str, since: int, expected: str) -> None:
    """Beside what was agreed stands how matters stood on the day of the earlier snapshot, or the last words before
    the agreement where these are later."""
    known = build_negotiation(said + DEAL)
    before, after = Snapshot(known, date(2024, 3, since)), Snapshot(known, date(2024, 3, 31))
    changes = changes_between(before, after, known.parties, [known.issues["pay"]])
    (row,) = build_changes(before, after, "Since", changes).agreed
    assert row.before == expected


def test_what_was_agreed_before_names_the_parties() -> None:
    """Of what was agreed provisionally before, a page and a sentence name the parties beside it."""
    known = build_negotiation(PAPER + YES + TOO + DEAL)
    before, after = Snapshot(known, date(2024, 3, 8)), Snapshot(known, date(2024, 3, 31))
    view = build_changes(before, after, "Since", changes_between(before, after, known.parties, [known.issues["pay"]]))
    aside = "was agreed provisionally 40, p"
    assert [row.sentence for row in view.agreed] == [f"Pay: agreed 40 (Employers and Union, {aside})."]
    assert [line.phrase for line in view.lines] == [
        f"agreed 40 (with Union, {aside})",
        f"agreed 40 (with Employers, {aside})",
    ]


UNION_BACK = f'position.back = {{ party = "union", value = "50", stated = 2024-03-20, {OWN} }}\n'
RATIFIED = 'milestone.law = { agreement = "deal", milestone = "in-force", stated = 2024-03-15 }\n'
DONE = 'milestone.done = { agreement = "deal#pay", milestone = "done", stated = 2024-03-18 }\n'


@pytest.mark.parametrize(
    ("later", "since", "expected"),
    [
        pytest.param("", 0, ("agreed", 8), id="beside what it was before"),
        pytest.param("", 7, ("agreed", 8), id="agreed since, at first provisionally"),
        pytest.param("", 9, ("changed", 10), id="binding since"),
        pytest.param("", 10, ("same", 8), id="binding by then"),
        pytest.param(RATIFIED, 12, ("same", 8), id="in force since, which the gap does not say"),
        pytest.param(DONE, 12, ("changed", 18), id="done since"),
        pytest.param(UNION_BACK, 12, ("changed", 20), id="disputed since"),
        pytest.param(DONE + UNION_BACK, 19, ("changed", 20), id="disputed since, done before"),
    ],
)
def test_what_changed_since_a_day_is_not_unchanged_since_before_it(
    later: str, since: int, expected: tuple[str, int]
) -> None:
    """`gaps` names the day on which the two agreed; of what is agreed otherwise than on the earlier day, as it came to
    bind, is disputed or done since, the day of that."""
    known = build_negotiation(PAPER + YES + TOO + DEAL + later)
    base = date(2024, 3, since) if since else None
    view = build_gaps(Snapshot(known, date(2024, 3, 31)), [known.issues["pay"]], None, (base, ""))
    (line,) = view.lines
    assert (line.trend, line.since and line.since.day) == expected
