"""What a document shows: the choice of the last column, who says what, which sources."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from negtrack.exchange.export.dossier import AGREED, build_dossier, link_of, newest_proposal
from negtrack.model import Negotiation
from negtrack.query import Snapshot
from negtrack.views.compare import default_columns

from ..negotiations import put_on_record
from .documents import dossier

Make = Callable[..., Negotiation]

OFFERS = """
proposal.old = { party = "state", title = "Old", terms = ["pay = 3"], stated = 2024-03-01 }
proposal.new = { party = "state", title = "New", terms = ["pay = 4"], stated = 2024-03-05 }
"""


def newest(negotiation: Negotiation) -> str:
    """Return the title of the proposal that a document sets beside the parties."""
    snapshot = Snapshot(negotiation)
    found = newest_proposal(snapshot, default_columns(snapshot))
    return found.title if found else ""


def test_the_newest_proposal_stands_beside_the_parties(negotiation_of: Make) -> None:
    """The last column is what the newest one offers, with how far each party is from it."""
    shown = dossier(negotiation_of(OFFERS + 'position.p = { value = "6", side = "own", speaker = "Union" }'))
    (_, (pay, *_)), *_ = shown.groups
    assert (shown.last, shown.last_facts) == ("New", "package, tabled by State, 5 Mar")
    assert pay.closing.value == "4"
    assert pay.closing.remarks == ("Union: apart 2, according to Union (not on record) and a report",)


@pytest.mark.parametrize(
    "gone",
    [
        'position.w ={ party = "state", stance = "withdrawal", withdraws =["new"], side = "own", stated = 2024-03-06}',
        'response.r = { party = "union", proposal = "new", answer = "rejected", side = "own", stated = 2024-03-06 }',
    ],
)
def test_what_is_off_the_table_gives_way(negotiation_of: Make, gone: str) -> None:
    """A proposal that was withdrawn, or rejected in a party's own words, is not the one that is shown."""
    assert newest(negotiation_of(OFFERS + gone)) == "Old"


def test_a_rejection_in_others_words_is_none(negotiation_of: Make) -> None:
    """What another party says of the answer leaves the proposal on the table."""
    said = 'response.r = { party = "union", proposal = "new", answer = "rejected", side = "employer", speaker = "X" }'
    assert newest(negotiation_of(OFFERS + said)) == "New"


def test_a_proposal_between_others_is_left_aside(negotiation_of: Make) -> None:
    """One that is meant for a single party of the columns is not between them."""
    other = (
        'proposal.x = { party = "state", title = "X", terms = ["pay = 9"], between = ["union"], stated = 2024-04-01 }'
    )
    assert newest(negotiation_of(OFFERS + other)) == "New"


def test_without_proposal_what_is_agreed(negotiation_of: Make) -> None:
    """With nothing on the table the last column says what was agreed, here nothing."""
    shown = dossier(negotiation_of("""position.p = { value = "6" }"""))
    assert (shown.last, shown.last_facts) == (AGREED, "")
    assert {topic.closing.value for _, topics in shown.groups for topic in topics} == {""}


def test_who_agreed_is_said(negotiation_of: Make) -> None:
    """A term that both stand by in their own strong voice is marked as agreed."""
    text = """
    proposal.deal = { party = "employer", title = "Deal", terms = ["pay = 5"], side = "own" }
    response.yes = { party = "union", proposal = "deal", answer = "accepted", side = "own" }
    """
    (_, (pay, *_)), *_ = dossier(negotiation_of(put_on_record(text))).groups
    assert (pay.closing.value, pay.closing.remarks) == ("5", ("agreed provisionally by Employers, Union",))


def test_an_agreement_on_what_others_disclosed(negotiation_of: Make) -> None:
    """Its value says whose words it rests on; the paper itself keeps its term undisclosed, the disclosure beside it."""
    text = """
    proposal.deal = { party = "employer", title = "Deal", terms = ["pay = undisclosed"], side = "own" }
    proposal.report = { party = "employer", discloses = "deal", terms = ["pay = 5"], side = "media", speaker = "X" }
    response.yes = { party = "union", proposal = "deal", answer = "accepted", side = "own", stated = 2024-03-02 }
    """
    negotiation = negotiation_of(put_on_record(text))
    shown = dossier(negotiation)
    (_, (pay, *_)), *_ = shown.groups
    expected = ("undisclosed (5, according to X, 1 Mar)", ("agreed provisionally by Employers, Union, according to X",))
    assert (pay.closing.value, pay.closing.remarks) == expected
    assert pay.gap == "agreed provisionally 5, deal, according to X"
    assert [proposal.terms for proposal in shown.proposals] == [(("Pay", "undisclosed (5, according to X, 1 Mar)"),)]
    other = 'proposal.other = { party = "employer", title = "Other", terms = ["hours = 1"], stated = 2024-03-09 }'
    (_, (pay, *_)), *_ = dossier(negotiation_of(put_on_record(text + other))).groups
    assert pay.closing.remarks == ("agreed provisionally by Employers, Union, according to X: 5",)


def test_a_condition_stands_once(negotiation_of: Make) -> None:
    """It is part of the value's words, with whether it is met, and no remark beside them."""
    text = 'position.a = { value = "6", side = "own", requires = ["hours = 35"] }'
    (_, (pay, *_)), *_ = dossier(negotiation_of(text)).groups
    (said,) = pay.stands[1].said
    assert (said.value, said.remarks) == ("6, if hours = 35 (unknown)", ())


def test_contested_values_stand_together(negotiation_of: Make) -> None:
    """All who give one value of a contested position are named behind it, each with its sources."""
    text = """
    source.press = { publisher = "Press", issued = 2024-03-01 }
    source.radio = { publisher = "Radio", issued = 2024-03-01 }
    position.a = { value = "6", side = "own", speaker = "Union", sources = ["press"] }
    position.b = { value = "7", side = "media", speaker = "One", sources = ["press"] }
    position.c = { value = "7", side = "media", speaker = "Two", sources = ["press", "radio"] }
    """
    (_, (pay, *_)), *_ = dossier(negotiation_of(text)).groups
    union = next(stand for stand in pay.stands if stand.party == "Union")
    assert [(said.value, said.standing) for said in union.said] == [("6", ""), ("7", "contested")]
    assert [voice.refs for voice in union.said[1].voices] == [(1,), (1, 2)]
    assert pay.contested


def test_silence_tells_what_was_withdrawn(negotiation_of: Make) -> None:
    """A party that dropped its position is not taken for one that never spoke."""
    text = """
    position.a = { value = "6", side = "own", speaker = "Union" }
    position.b = { stance = "withdrawal", withdraws = ["a"], side = "own", speaker = "Union", stated = 2024-03-09 }
    """
    (_, (pay, *_)), *_ = dossier(negotiation_of(text)).groups
    assert [stand.silence for stand in pay.stands] == ["silent", "withdrawn 9 Mar (6)"]


def test_only_sources_that_records_rest_on(negotiation_of: Make) -> None:
    """A source without a record has no number."""
    text = """
    source.press = { publisher = "Press", title = "On pay", author = ["Doe, Ann"], issued = 2024-03-01 }
    source.idle = { publisher = "Idle", issued = 2024-02-01 }
    position.a = { value = "6", sources = ["press"] }
    """
    (cited,) = dossier(negotiation_of(text)).sources
    assert (cited.words, cited.issued) == ("Doe, Ann, “On pay”, Press", "1 Mar 2024")


def test_an_empty_negotiation(negotiation_of: Make) -> None:
    """A title and nothing else gives a document that says so."""
    shown = dossier(negotiation_of("", head='title = "Talks"'))
    assert (shown.title, shown.clocks, shown.groups, shown.sources) == ("Talks", "nothing on record yet", (), ())


def test_a_proposal_can_be_named(negotiation_of: Make) -> None:
    """The one that is asked for is shown, whatever became of it."""
    negotiation = negotiation_of(OFFERS)
    snapshot = Snapshot(negotiation)
    old = snapshot.proposals[0]
    shown = build_dossier(snapshot, default_columns(snapshot), negotiation.issues.values(), old)
    assert shown.last == "Old"


ALTERNATIVES = """
source.one = { title = "One", issued = 2024-03-05 }
source.two = { title = "Two", issued = 2024-03-05 }
proposal.a = { party = "union", terms = ["pay = 3"], side = "own", sources = ["one"] }
proposal.b = { party = "union", terms = ["pay = 4"], side = "own", sources = ["two"], alternative_to = ["a"] }
proposal.c = { party = "state", title = "New", terms = ["pay = 6"], side = "own", stated = 2024-03-06 }
"""


def test_alternatives_stand_once(negotiation_of: Make) -> None:
    """With the sources of each, and from the last offer the nearest of them is measured."""
    shown = dossier(negotiation_of(put_on_record(ALTERNATIVES)))
    (_, (pay, *_)), *_ = shown.groups
    (union,) = (column for column in pay.stands if column.party == "Union")
    (remark,) = union.said
    assert (remark.value, [voice.refs for voice in remark.voices]) == ("a: 3 or b: 4", [(1,), (2,)])
    assert pay.closing.remarks == ("Union: apart 2, via b",)


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("https://example.org/a?b=c&d#e", "https://example.org/a?b=c&d#e"),
        ("HTTP://example.org", "HTTP://example.org"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("https://example.org/\u202egpj", ""),
        ('https://example.org/" onclick="x', ""),
        ("see https://example.org", ""),
        ("", ""),
    ],
)
def test_only_plain_addresses_become_links(address: str, link: str) -> None:
    """Of the web, without blanks, quotes or anything hidden."""
    assert link_of(address) == link
