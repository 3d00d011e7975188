"""`agreements`: the terms of an agreement, what it leaves open, and what happened to it, line by line."""

from __future__ import annotations

from datetime import date

import pytest

from negtrack.query import Snapshot
from negtrack.views.agreement_cards import AgreementCard
from negtrack.views.agreements import build_agreements

from ..negotiations import build_negotiation

DEAL = """
agreement.deal = { title = "Deal", date = 2024-03-10, stated = 2024-03-10, terms = ["pay = 40", "start = 10 days"] }
open.hours = { agreement = "deal", issue = "hours", decide-by = 2024-03-25, otherwise = "37", stated = 2024-03-10 }
"""
MORE = 'position.more = { value = "at least 60", side = "own", stated = 2024-03-20 }\n'
LATER = 'agreement.later = { title = "Later", date = 2024-03-22, stated = 2024-03-22, terms = ["pay = 45"] }\n'


def _card(text: str, day: int = 31) -> AgreementCard:
    snapshot = Snapshot(build_negotiation(DEAL + text), date(2024, 3, day))
    return build_agreements(snapshot).cards[0]


def _happened(word: str, day: int, rest: str = "", name: str = "deal") -> str:
    words = f'agreement = "{name}", milestone = "{word}", stated = 2024-03-{day:02}'
    return f"milestone.{word}-{day}-{name.replace('#', '-')} = {{ {words}{rest} }}\n"


SIGNED = _happened("signed", 12)


def _pay(word: str, day: int, rest: str = "") -> str:
    return _happened(word, day, rest, "deal#pay")


@pytest.mark.parametrize(
    ("text", "remarks"),
    [
        (SIGNED, ""),
        (SIGNED + _pay("done", 15, ', by = "employer"'), "done by Employers 15 Mar"),
        (SIGNED + _pay("begun", 15), "begun 15 Mar"),
        (SIGNED + _pay("not-done", 15) + _pay("done", 17), "done 17 Mar"),
        (SIGNED + _pay("done", 15) + _pay("not-done", 17), "done 15 Mar; not done 17 Mar"),
        (SIGNED + _pay("done", 15, ', value = "20", caveat = "of 50"'), "done: 20, 15 Mar (caveat: of 50)"),
        (SIGNED + _pay("begun", 15, ', side = "third-party", speaker = "Envoy"'), ""),
        (SIGNED + _pay("suspended", 15) + _happened("ended", 20), "suspended 15 Mar"),
        (SIGNED + _happened("ended", 20), ""),
        (SIGNED + MORE, "disputed by Union since 20 Mar"),
        (MORE, "reopened by Union since 20 Mar"),
        (SIGNED + LATER, "since: agreed provisionally 45, later; until it binds agreed 40, deal"),
    ],
)
def test_what_became_of_a_term(text: str, remarks: str) -> None:
    """Beside a term stands what became of it alone: what is reported of it by the parties or a source, who disputes it,
    and what is settled since; that the whole agreement ended stands above."""
    assert [(line.issue.id, line.value, line.remarks) for line in _card(text).terms if line.issue.id == "pay"] == [
        ("pay", "40", remarks)
    ]


def test_terms_say_all_that_is_on_record() -> None:
    """A term has its basis, conditions and caveat, and whose word it is where that is not the agreement's; below it
    stand our words and each report, also by others."""
    text = """
    [agreement.deal]
    date = 2024-03-10
    stated = 2024-03-10
    [agreement.deal.term.pay]
    value = "40"
    qualifier = "net"
    requires = ["hours = 35"]
    caveat = "as printed"
    speaker = "Envoy"
    side = "third-party"
    text = "Forty a month."
    """
    report = _pay("begun", 15, ', side = "third-party", speaker = "Envoy"')
    (line,) = build_agreements(Snapshot(build_negotiation(report + text))).cards[0].terms
    assert (line.value, line.remarks) == ("40 (net), if hours = 35", "according to Envoy; caveat: as printed")
    assert line.more == ("Forty a month.", "according to Envoy, 10 Mar", "begun: according to Envoy, 15 Mar")


@pytest.mark.parametrize(
    ("day", "value"),
    [(20, "open until 25 Mar, else 37"), (26, "settled by the fallback 25 Mar: 37")],
)
def test_open_items(day: int, value: str) -> None:
    """An open item says until when, and what holds otherwise, then what the fallback settled."""
    assert [(line.issue.id, line.value) for line in _card(SIGNED, day).items] == [("hours", value)]


def test_what_happened_to_the_whole() -> None:
    """Milestones with their votes, and the answers of the parties, oldest first, each with whose word it is; those of
    single terms are not among them."""
    vote = _happened("ratified", 14, ', by = "union", body = "Members", for = 301, against = 44')
    answer = (
        'response.no = { to = "deal", answer = "pending", party = "employer", side = "own", stated = 2024-03-11 }\n'
    )
    card = _card(vote + answer + _pay("begun", 15))
    assert [(event.when, event.words) for event in card.events] == [
        ("11 Mar", "Employers: pending, own statement"),
        ("14 Mar", "ratified by Union, Members, 301 to 44, reported"),
    ]
    assert (card.facts, card.status) == ("10 Mar · all principals", "announced 10 Mar; Employers: pending 11 Mar")


def test_what_happened_on_one_day() -> None:
    """Of one day, what may have been before stands first, and a day before a span that begins with it."""
    text = """
    milestone.a = { agreement = "deal", milestone = "announced", by = "union", stated = "2024-03-10/2024-03-12" }
    milestone.b = { agreement = "deal", milestone = "announced", by = "employer", stated = 2024-03-12 }
    milestone.c = { agreement = "deal", milestone = "initialled", stated = "2024-03-15/2024-03-16", sources = ["leaf"] }
    milestone.d = { agreement = "deal", milestone = "signed", by = "union", stated = 2024-03-15 }
    source.leaf = { title = "Leaf", issued = 2024-03-15 }
    """
    assert [event.when for event in _card(text).events] == ["10 Mar - 12 Mar", "12 Mar", "15 Mar", "15 Mar - 16 Mar"]


def test_whose_part_voted() -> None:
    """The vote of a part of a party names the party."""
    text = """
    party.board = { name = "Board", member_of = "union" }
    milestone.v = { agreement = "deal", milestone = "rejected", by = "board", against = 8, stated = 2024-03-11 }
    """
    assert [event.words for event in _card(text).events] == ["rejected by Board (Union), 8 against, reported"]


def test_texts_and_notes_stand_with_what_they_are_about() -> None:
    """All that is on record of a term, of a report on it and of a milestone of the whole has our words and our note."""
    more = ', text = "By show of hands.", note = "The copy has no count."'
    report = f'milestone.w = {{ agreement = "deal#pay", milestone = "begun", stated = 2024-03-15{more} }}\n'
    card = _card(_happened("ratified", 14, f', by = "union"{more}') + report)
    assert card.events[0].more == ("By show of hands.", "The copy has no count.")
    assert card.terms[0].more[-3:] == ("begun: reported, 15 Mar", "By show of hands.", "The copy has no count.")


def test_what_it_carries_out() -> None:
    """An agreement names the proposals that it follows, and after how many days."""
    text = """
    proposal.offer = { party = "union", terms = ["pay = 40"], tabled = "2024-03-01/2024-03-03" }
    agreement.first = { date = 2024-03-09, terms = ["pay = 40"], follows = ["offer"], stated = 2024-03-09 }
    """
    assert "follows offer after 6 to 8 days" in _card(text).more


def test_an_open_item_on_what_the_agreement_settles_does_not_read_as_open() -> None:
    """The term counts, and the line says so, as `check` does, also when the day of the item has passed."""
    twice = 'open.pay = { agreement = "deal", issue = "pay", decide-by = 2024-03-20, stated = 2024-03-10 }\n'
    assert [line.value for line in _card(twice).items if line.issue.id == "pay"] == [
        "open until 20 Mar; it has a term, which counts"
    ]


def test_what_others_say_of_a_vote_stands_in_the_state_only_where_nobody_else_tells_it() -> None:
    """A vote that its party and the other side report is one ratification; what each says is listed below."""
    vote = ', by = "union", body = "members"'
    other = ', side = "employer", speaker = "the company"'
    own = _happened("ratified", 15, f'{vote}, side = "own"')
    theirs = _happened("ratified", 15, f"{vote}{other}").replace("ratified-15", "ratified-theirs")
    assert (
        _card(theirs).status == "agreed provisionally, ratified by Union 15 Mar (according to the company (Employers))"
    )
    assert _card(own + theirs).status == "agreed provisionally, ratified by Union 15 Mar"
    assert len(_card(own + theirs).events) == 2
