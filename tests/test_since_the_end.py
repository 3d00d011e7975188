"""What counts of the words that were said once an agreement has ended."""

from __future__ import annotations

from datetime import date

import pytest

from negtrack.query import Snapshot, live_positions, settlement_of
from tests.negotiations import build_negotiation

DEAL = """
agreement.deal = { date = 2024-03-10, terms = ["pay = 40"], follows = ["text"], stated = 2024-03-10 }
milestone.signed = { agreement = "deal", milestone = "signed", date = 2024-03-10, stated = 2024-03-10 }
"""
ENDED = DEAL + 'milestone.ended = { agreement = "deal", milestone = "ended", date = 2024-03-14, stated = 2024-03-14 }\n'
TEXT = 'proposal.text = { party = "state", terms = ["pay = 40"], side = "own", tabled = 2024-03-08 }\n'
PAPER = 'proposal.paper = { party = "employer", terms = ["pay = 30"], side = "own", tabled = 2024-03-05 }\n'
BETWEEN = 'between = ["union", "employer"], follows'
GUILD = """
party.guild = { name = "Guild", role = "principal" }
position.old = { party = "union", value = "60", side = "own", stated = 2024-03-04 }
"""


def _answer(name: str, to: str, party: str, day: int) -> str:
    words = f'party = "{party}", to = "{to}", answer = "accepted", side = "own", attribution = "on-record"'
    return f"response.{name} = {{ {words}, stated = 2024-03-{day:02} }}\n"


def _live(text: str, party: str) -> list[str]:
    known = build_negotiation(text)
    return [position.id for position in live_positions(Snapshot(known), party, known.issues["pay"])]


def test_a_late_answer_to_the_offer_that_became_an_agreement_is_no_word_since() -> None:
    """Who accepts the text only after it was agreed on has said nothing since the agreement."""
    text = TEXT + ENDED
    assert _live(text + _answer("late", "text", "union", 12), "union") == []
    other = TEXT.replace("text", "other") + _answer("late", "other", "union", 12)
    assert _live(text + other, "union") == ["late#pay"]


def test_who_only_tabled_a_paper_spoke_on_the_issue() -> None:
    """Where an agreement of two has ended, the older words of one of them stand as long as they stand toward a third,
    which the two had not named."""
    text = GUILD + TEXT + PAPER + ENDED.replace("follows", BETWEEN)
    assert _live(text, "employer") == []
    third = 'proposal.third = { party = "guild", terms = ["pay = 50"], side = "own", tabled = 2024-03-05 }\n'
    assert _live(text + third, "employer") == ["paper#pay"]


def test_the_cell_of_a_day_does_not_depend_on_later_words() -> None:
    """Whether older words are silent on a day depends on who had spoken by then."""
    third = 'position.third = { party = "guild", value = "50", side = "own", stated = 2024-03-20 }\n'
    known = build_negotiation(GUILD + TEXT + PAPER + ENDED.replace("follows", BETWEEN) + third)
    found = [
        live_positions(Snapshot(known, as_of), "employer", known.issues["pay"]) for as_of in (None, date(2024, 3, 18))
    ]
    assert [[position.id for position in live] for live in found] == [["paper#pay"], []]


@pytest.mark.parametrize(("end", "state"), [("", "reopened"), (ENDED[len(DEAL) :], "ended")])
def test_a_new_offer_that_both_accept_is_agreed(end: str, state: str) -> None:
    """Two who leave what was agreed provisionally, or has ended, for a new offer have agreed on that."""
    left = DEAL.splitlines()[1] + "\n" + end
    new = 'proposal.new = { party = "employer", terms = ["pay = 50"], side = "own", tabled = 2024-03-16 }\n'
    for text, expected in ((left + TEXT + new, state), (left + TEXT + new + _answer("yes", "new", "union", 18), "new")):
        known = build_negotiation(text)
        settled = settlement_of(Snapshot(known), known.issues["pay"], "union", "employer")
        assert settled
        assert expected in (settled.state, settled.agreed.record.id if settled.agreed else "")


@pytest.mark.parametrize(("done", "live"), [("", ["paper#pay"]), (', value = "30"', [])])
def test_a_term_that_was_done_stays_when_its_agreement_is_suspended(done: str, live: list[str]) -> None:
    """The last words on a term that was carried out stand beside it also once its agreement is suspended; not where
    only a part of it was."""
    stopped = ENDED.replace('"ended"', '"suspended"')
    words = f'agreement = "deal#pay", milestone = "done", date = 2024-03-12, stated = 2024-03-12{done}'
    report = f"milestone.done = {{ {words} }}\n"
    assert _live(TEXT + PAPER + stopped, "employer") == []
    assert _live(TEXT + PAPER + stopped + report, "employer") == live
    assert _live(TEXT + PAPER + ENDED + report, "employer") == []
