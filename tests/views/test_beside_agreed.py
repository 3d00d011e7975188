"""Words beside an agreed value wherever that stands: reservations, what is done otherwise, what came too late."""

from __future__ import annotations

from datetime import date

import pytest

from negtrack.query import Snapshot
from negtrack.views.agreements import build_agreements
from negtrack.views.compare import build_compare, default_columns
from negtrack.views.due import build_due
from negtrack.views.gaps import build_gaps
from negtrack.views.lines import held_lines
from negtrack.views.overview import build_overview
from negtrack.views.proposals import build_proposals
from negtrack.views.rounds import build_rounds
from negtrack.views.scorecard import build_scorecard
from negtrack.views.show import build_show

from ..negotiations import build_negotiation

OWN = 'side = "own", attribution = "on-record"'
RESERVING = 'answer = "accepted-with-reservations", reservations = "from 2028 only"'
DEAL = f"""
proposal.old = {{ party = "employer", terms = ["pay = 30"], stated = 2024-03-01, {OWN} }}
proposal.last = {{ party = "union", terms = ["pay = 40", "hours = 37"], stated = 2024-03-05, {OWN} }}
response.pay = {{ party = "employer", to = "last#pay", answer = "accepted", stated = 2024-03-10, {OWN} }}
response.hours = {{ party = "employer", to = "last#hours", {RESERVING}, stated = 2024-03-10, {OWN} }}
agreement.deal = {{ date = 2024-03-10, stated = 2024-03-10, follows = "last", terms = ["pay = 40", "hours = 37"] }}
milestone.signed = {{ agreement = "deal", milestone = "signed", stated = 2024-03-12 }}
"""
RESERVED = "with reservations of Employers 10 Mar (from 2028 only)"


def _snapshot(more: str = "") -> Snapshot:
    return Snapshot(build_negotiation(DEAL + more), date(2024, 3, 31))


def _report(word: str, day: int, rest: str = "", issue: str = "pay") -> str:
    words = f'agreement = "deal#{issue}", milestone = "{word}", stated = 2024-03-{day:02}'
    return f"milestone.{word}-{day} = {{ {words}{rest} }}\n"


def _texts(snapshot: Snapshot) -> dict[str, str]:
    """Return what each view of the agreed values says, in one line."""
    known = snapshot.negotiation
    parties, issues = default_columns(snapshot), [known.issues[name] for name in ("pay", "hours")]
    rows = {
        "compare": [row.gap for row in build_compare(snapshot, parties, issues).issues],
        "gaps": list(build_gaps(snapshot, issues, None, (None, "")).rows()),
        "overview": list(build_overview(snapshot, 30).rows()),
        "rounds": [line.gap for line in build_rounds(snapshot, (), issues).lines],
        "scorecard": list(build_scorecard(snapshot, issues).rows()),
        "show": list(build_show(snapshot, parties, issues).head().values()),
        "agreements": [line.remarks for line in build_agreements(snapshot).cards[0].terms],
    }
    return {name: str(found) for name, found in rows.items()}


def test_a_reservation_stands_beside_the_agreed_value() -> None:
    """What a party accepted with reservations in the offer that became the agreement stands in every view of it."""
    for view, text in _texts(_snapshot()).items():
        assert RESERVED in text, view


@pytest.mark.parametrize(
    "answered",
    ["last#hours", "last", "deal"],
)
def test_a_reservation_that_stands_no_more(answered: str) -> None:
    """A later acceptance without reservations, of the term, the offer or the agreement, ends them."""
    answer = f'to = "{answered}", answer = "accepted", stated = 2024-03-11, {OWN}'
    assert "reservations" not in _texts(_snapshot(f'response.later = {{ party = "employer", {answer} }}'))["compare"]


@pytest.mark.parametrize(
    ("reports", "words"),
    [
        (_report("done", 14, ', value = "36"'), "agreed 40, done: 36, 14 Mar"),
        (_report("done", 14, ', value = "36"') + _report("done", 16), "agreed 40, done 16 Mar"),
        (_report("done", 14) + _report("done", 16, ', value = "36"'), "agreed 40, done 14 Mar, done: 36, 16 Mar"),
        (_report("done", 14, ', value = "40"'), "agreed 40, done 14 Mar"),
        (
            _report("done", 14, ', value = "36"') + _report("not-done", 16),
            "agreed 40, done: 36, 14 Mar, not done 16 Mar",
        ),
        (
            _report("done", 14, ', value = "36", by = "union"') + _report("done", 16, ', by = "employer"'),
            "agreed 40, done by Employers 16 Mar, done by Union: 36, 14 Mar",
        ),
        (
            _report("done", 14, ', value = "36", by = "union"') + _report("done", 16),
            "agreed 40, done 16 Mar",
        ),
    ],
    ids=["other", "then all", "then other", "the same", "then not", "then another party", "then all parties"],
)
def test_what_was_done_otherwise(reports: str, words: str) -> None:
    """What a report says to be done, where that is not what was agreed, stands beside it until a later report
    that it was done, by the same or by all."""
    texts = _texts(_snapshot(reports))
    assert words in texts["compare"]
    for view, text in texts.items():
        for word in words.removeprefix("agreed 40, ").split(", done"):
            assert word in text.replace("; not done", ", not done"), view


def test_what_only_one_did_names_what_suspended_its_agreement() -> None:
    """A term that one party is said to have done stays agreed when its agreement is suspended, as nothing says who has
    to do it; that it is suspended stands beside it."""
    stop = 'milestone.stop = { agreement = "deal", milestone = "suspended", stated = 2024-03-20 }\n'
    for by, words in ((', by = "employer"', "done by Employers 14 Mar, suspended 20 Mar"), ("", "done 14 Mar")):
        for view, text in _texts(_snapshot(_report("done", 14, by) + stop)).items():
            assert words in text or view == "agreements", view  # there the suspension stands in the head
            assert f"{words}, suspended" not in text, view


def test_due_lists_what_was_done_otherwise() -> None:
    """`due` has a term of which something else than the agreed value is reported as done."""
    rows = list(build_due(_snapshot(_report("done", 14, ', value = "36"'))).rows())
    assert [(row["id"], row["words"]) for row in rows] == [("deal#pay", "done: 36, 14 Mar, reported")]


LATE = f'response.late = {{ party = "union", to = "old", answer = "accepted", stated = 2024-03-20, {OWN} }}\n'


def test_an_acceptance_of_what_a_deal_overtook() -> None:
    """An acceptance after the agreement says that the agreement had overtaken the offer."""
    snapshot, words = _snapshot(LATE), "deal had overtaken old, 10 Mar"
    line = held_lines(snapshot, "union", snapshot.negotiation.issues["pay"])[-1]
    assert (line.statement.words, line.standing, line.marks) == ("30", "since the deal", (words,))
    assert words in str(build_proposals(snapshot).lines[0])


def test_a_word_before_its_party_signed() -> None:
    """A word between the agreement and what binds its party to it is no dispute, and says so."""
    word = f'position.less = {{ party = "union", value = "at least 60", stated = 2024-03-11, {OWN} }}\n'
    snapshot = _snapshot(word)
    lines = held_lines(snapshot, "union", snapshot.negotiation.issues["pay"])
    assert [line.standing for line in lines] == ["since the deal, before it signed deal"]


PACKS = f"""
proposal.a = {{ party = "employer", terms = ["pay = 50"], expires = 2024-03-26, stated = 2024-03-10, {OWN} }}
proposal.mine = {{ party = "union", terms = ["pay = 60"], stated = 2024-03-20, {OWN} }}
"""


@pytest.mark.parametrize(
    ("more", "state"),
    [
        ("", "ahead"),
        (f'response.no = {{ party = "union", to = "a", answer = "rejected", stated = 2024-03-21, {OWN} }}', "answered"),
        (f'proposal.b = {{ party = "employer", terms = ["pay = 55"], stated = 2024-03-22, {OWN} }}', "answered"),
    ],
    ids=["a counter-offer", "rejected", "replaced"],
)
def test_an_offer_is_due_while_it_can_be_accepted(more: str, state: str) -> None:
    """An offer beside which the other tabled its own still lapses; one that was rejected or replaced does no more."""
    snapshot = Snapshot(build_negotiation(PACKS + more), date(2024, 3, 23))
    assert [row["state"] for row in build_due(snapshot, 30).rows()] == (["ahead"] if state == "ahead" else [])
    assert [row["state"] for row in build_due(snapshot).rows()] == [state]
