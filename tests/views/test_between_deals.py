"""What stands of a party that said nothing but what became the second of two agreements, of which the first fell."""

from __future__ import annotations

from datetime import date

from negtrack.diff import changes_between
from negtrack.query import Snapshot
from negtrack.views.cell import cell_of
from negtrack.views.changes import ChangesView, build_changes
from tests.negotiations import build_negotiation

FELL = """
position.first = { value = "60", side = "own", stated = 2024-03-01 }
position.low = { party = "employer", value = "40", side = "own", stated = 2024-03-01 }
agreement.old = { date = 2024-03-05, terms = ["pay = 50"], stated = 2024-03-05 }
milestone.vote = { agreement = "old", milestone = "rejected", by = "union", stated = 2024-03-08 }
proposal.offer = { party = "employer", terms = ["pay = 55"], side = "own", stated = 2024-03-10 }
agreement.new = { date = 2024-03-12, follows = ["offer"], terms = ["pay = 55"], stated = 2024-03-12 }
"""


def test_who_said_only_what_became_the_agreement_is_not_silent() -> None:
    """`silent` is that nothing is on record; here much is, of before the agreement that fell."""
    snapshot = Snapshot(build_negotiation(FELL))
    known = snapshot.negotiation
    words = {name: cell_of(snapshot, known.parties[name], known.issues["pay"]).value for name in ("union", "employer")}
    assert words == dict.fromkeys(words, "no other word since the deal of 5 Mar")


def test_what_both_held_before_a_second_agreement_is_not_silence() -> None:
    """`diff --since` tells it of the day since which it counts, in the words of that day's `compare`."""
    view = _changes(FELL, date(2024, 3, 11))
    assert [row.before for row in view.agreed] == ["before: Employers 55, Union nothing since the deal"]


def test_what_three_pairs_agreed_alike_is_said_once() -> None:
    """A paper that four parties accept: one line for the pairs of which no more is to say than who they are."""
    own = 'side = "own", attribution = "on-record", stated = 2024-03-05'
    names = ("union", "employer", "third")
    text = 'party.third = { name = "Third", role = "principal" }\n'
    text += f'proposal.paper = {{ party = "state", terms = ["pay = 55"], {own} }}\n'
    text += "".join(
        f'response.{name} = {{ party = "{name}", to = "paper", answer = "accepted", {own} }}\n' for name in names
    )
    view = _changes(text, date(2024, 3, 1))
    assert [(row.text, row.aside) for row in view.agreed] == [
        ("agreed provisionally 55, paper", "Employers, Third; Employers, Union; Third, Union")
    ]


def _changes(text: str, since: date) -> ChangesView:
    known = build_negotiation(text)
    before, after = Snapshot(known, since), Snapshot(known)
    found = changes_between(before, after, known.parties, tuple(known.issues.values()))
    return build_changes(before, after, "", found)


def test_what_became_an_agreement_is_not_new_when_the_next_one_amends_that() -> None:
    """The offer of before the day of `--since` becomes the last word before the newer agreement, and was said long
    ago."""
    text = FELL.replace('milestone = "rejected", by = "union"', 'milestone = "ended"')
    text += 'agreement.third = { date = 2024-03-20, terms = ["pay = 58"], stated = 2024-03-20 }\n'
    view = _changes(text, date(2024, 3, 15))
    assert [row.change.classes for _, rows in view.listed for row in rows if row.change.after] == []
