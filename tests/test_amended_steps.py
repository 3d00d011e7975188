"""An agreement that settles some steps of an issue, beside an older one that settled the others."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from negtrack.query import Settlement, Snapshot, pair_of, settlement_of
from negtrack.score import scores_between
from negtrack.views.deal_words import settlement_fields, settlement_text
from tests.negotiations import build_negotiation

TALKS = """
issue.raises = { title = "Raises", kind = "percent", steps = ["2026", "2027", "2028"], over = "year" }
position.high = { issue = "raises", value = "8%; 6%; 6%", side = "own", stated = 2024-03-01 }
position.low = { party = "employer", issue = "raises", value = "3%; 2%; 2%", side = "own", stated = 2024-03-02 }
agreement.old = { date = 2024-03-05, terms = ["raises = 5%; 4%; 3%"], stated = 2024-03-05 }
milestone.old-signed = { agreement = "old", milestone = "signed", stated = 2024-03-06 }
agreement.new = { date = 2024-03-10, kind = "extension", terms = ["raises = 2028: 4%"], stated = 2024-03-10 }
"""
SIGNED = 'milestone.new-signed = { agreement = "new", milestone = "signed", stated = 2024-03-11 }\n'
ENDED = 'milestone.WHAT-over = { agreement = "WHAT", milestone = "ended", stated = 2024-03-15 }\n'
THIRD = """
agreement.third = { date = 2024-03-12, terms = ["raises = 2027: 1%"], stated = 2024-03-12 }
milestone.third-signed = { agreement = "third", milestone = "signed", stated = 2024-03-12 }
"""


def _settled(text: str, step: str = "") -> tuple[Snapshot, Settlement]:
    snapshot = Snapshot(build_negotiation(TALKS + text), date(2024, 3, 31))
    issue = replace(snapshot.negotiation.issues["raises"], step=step)
    settlement = settlement_of(snapshot, issue, "union", "employer")
    assert settlement
    return snapshot, settlement


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (SIGNED, "agreed in 1 of 3 (2028: 4%), new; agreed in 2 of 3 (2026: 5%; 2027: 4%), old"),
        (
            SIGNED + THIRD,
            "agreed in 1 of 3 (2027: 1%), third; agreed in 1 of 3 (2028: 4%), new; agreed in 1 of 3 (2026: 5%), old",
        ),
        ("", "agreed provisionally in 1 of 3 (2028: 4%), new; until it binds agreed 5%; 4%; 3%, old"),
        (
            SIGNED + ENDED.replace("WHAT", "new"),
            "agreed in 1 of 3 (2028: 4%), new, ended 15 Mar; agreed in 2 of 3 (2026: 5%; 2027: 4%), old",
        ),
        (SIGNED + ENDED.replace("WHAT", "old"), "agreed in 1 of 3 (2028: 4%), new"),
    ],
)
def test_an_older_agreement_settles_the_steps_that_a_newer_one_leaves_open(text: str, words: str) -> None:
    """The newest agreement decides on each step that it names; on the others what was agreed before holds, as long as
    that agreement does, and each value stands beside the agreement that has it."""
    snapshot, settlement = _settled(text)
    assert settlement_text(snapshot, settlement, snapshot.negotiation.issues["raises"]) == words


def test_an_issue_is_agreed_where_several_agreements_settle_all_steps() -> None:
    """The pair is agreed on the values of all, and machine formats name every agreement."""
    snapshot, _ = _settled(SIGNED)
    pair = pair_of(snapshot, snapshot.negotiation.issues["raises"], "union", "employer")
    fields = settlement_fields(snapshot, pair, snapshot.negotiation.issues["raises"])
    assert (pair.status, fields["settled"], fields["settled_value"], fields["agreement"]) == (
        "agreed",
        "agreed",
        "5%; 4%; 4%",
        "new; old",
    )


def test_a_step_that_a_newer_agreement_settled_stays_without_it_once_that_has_ended() -> None:
    """What was replaced does not come back, and so not all of the issue is agreed."""
    _, settlement = _settled(SIGNED + ENDED.replace("WHAT", "new"))
    assert (settlement.state, settlement.value, settlement.is_settled) == ("agreed", "2026: 5%; 2027: 4%", False)


@pytest.mark.parametrize(("step", "value"), [("2026", "5%"), ("2027", "4%"), ("2028", "4%")])
def test_one_step_is_settled_by_the_agreement_that_names_it(step: str, value: str) -> None:
    """`--step 2026` gives what the older agreement says of it, as it is the last word on that step."""
    assert _settled(SIGNED, step)[1].value == value


def test_a_scorecard_measures_each_step_up_to_its_own_agreement() -> None:
    """A step of the older agreement is agreed, too, and counts from the words before that one."""
    snapshot, settlement = _settled(SIGNED)
    issue = snapshot.negotiation.issues["raises"]
    scores = list(scores_between(snapshot, issue, ("union", "employer"), settlement))
    found = [(score.measure.step, score.agreed and score.measure.value_of(score.agreed)) for score in scores]
    assert [step for step, value in found if value] == ["2026", "2027", "2028"]
