"""What is due, when, and what later records say of it."""

from __future__ import annotations

from datetime import date

import pytest

from negtrack.query import Snapshot
from negtrack.views.due import build_due
from negtrack.views.lists import ListView
from negtrack.views.view import Row

from .negotiations import build_negotiation

HEAD = """
party.employer = { name = "Employers", role = "principal" }
party.union = { name = "Union", role = "principal" }
party.state = { name = "State", role = "mediator" }
issue.pay = { title = "Pay", kind = "quantity", unit = "euros" }
issue.talks = { title = "Talks on phase two begin", kind = "timing", anchor = "begin" }
issue.report = { title = "The report is published", kind = "date" }
issue.halls = { title = "Halls are handed over", kind = "timing", anchor = "begin", steps = ["north", "south"] }
event.begin = { title = "Begin", date = 2024-03-04 }
event.signed = { title = "Signature" }
"""
OFFER = 'proposal.p = { party = "union", terms = ["pay = 45"], expires = 2024-03-05, side = "own" }\n'
OWN = 'side = "own", attribution = "on-record"'
BOUND = 'milestone.s = { agreement = "deal", milestone = "signed", date = 2024-03-01 }\n'


def deal(*terms: str, more: str = "") -> str:
    """Return a signed agreement of 1 March with these terms."""
    return f"agreement.deal = {{ date = 2024-03-01, terms = {list(terms)}{more} }}\n{BOUND}"


def report(word: str, day: int, more: str = 'side = "media", speaker = "Press"', term: str = "talks") -> str:
    """Return what is reported of a term on a day of March."""
    words = f'agreement = "deal#{term}", milestone = "{word}", stated = 2024-03-{day:02}'
    return f"milestone.{word}-{day}-{len(more)} = {{ {words}, {more} }}\n"


def view(text: str, day: int = 11, within: int | None = None) -> ListView:
    """Return the view of `due` on a day of March."""
    return build_due(Snapshot(build_negotiation(text, HEAD), date(2024, 3, day)), within)


def lines(text: str, day: int = 11, within: int | None = None) -> list[Row]:
    """Return the lines but for the event from which the talks count."""
    return [line for line in view(text, day, within).lines if line["id"] != "begin"]


def shown(text: str, day: int = 11, within: int | None = None) -> list[tuple[object, ...]]:
    """Return when, what, whose and state of each line."""
    return [tuple(line[name] for name in ("when", "shown", "whose", "words")) for line in lines(text, day, within)]


LATER = 'position.z = { party = "union", issue = "pay", value = "9", side = "own", stated = 2024-03-20 }\n'
TWO = OFFER.replace('"pay = 45"', '"pay = 45", "report = 2024-04-01"')
IN_PART = f'response.r = {{ party = "employer", to = "p#pay", answer = "accepted", {OWN}, stated = 2024-03-03 }}\n'
THE_REST = IN_PART.replace("response.r", "response.s").replace("p#pay", "p#report").replace("accepted", "rejected")
OFFERS = [
    pytest.param(TWO + IN_PART, 4, "Employers: accepted (pay) 3 Mar; 1 day", id="answered in part, ahead"),
    pytest.param(TWO + IN_PART, 6, "Employers: accepted (pay) 3 Mar; passed", id="answered in part, passed"),
    pytest.param(
        TWO + IN_PART + THE_REST,
        4,
        "Employers: accepted (pay) 3 Mar; Employers: rejected (report) 3 Mar",
        id="each term",
    ),
    pytest.param(OFFER, 4, "awaits Employers, 1 day", id="ahead"),
    pytest.param(OFFER, 5, "awaits Employers, today", id="on its day"),
    pytest.param(OFFER, 6, "passed, no answer of Employers on record here", id="passed"),
    pytest.param(
        OFFER + f'response.r = {{ party = "employer", to = "p", answer = "rejected", {OWN}, stated = 2024-03-03 }}',
        6,
        "Employers: rejected 3 Mar",
        id="answered",
    ),
    pytest.param(
        OFFER + 'response.r = { party = "employer", to = "p", answer = "rejected", side = "state" }',
        6,
        "Employers: rejected 1 Mar, according to State; passed, no answer of Employers on record here",
        id="answered according to others",
    ),
    pytest.param(
        OFFER + f'position.w = {{ stance = "withdrawal", withdraws = ["p"], {OWN}, stated = 2024-03-02 }}',
        6,
        "withdrawn by the party, 2 Mar",
        id="withdrawn",
    ),
    pytest.param(
        OFFER + f'proposal.q = {{ party = "employer", terms = ["pay = 40"], {OWN}, stated = 2024-03-04 }}',
        6,
        "overtaken by a later offer",
        id="followed by an offer of the other side",
    ),
    pytest.param(
        OFFER.replace('party = "union"', 'party = "union", between = ["union"]'), 6, "passed", id="asks nobody"
    ),
]


@pytest.mark.parametrize(("text", "day", "state"), OFFERS)
def test_offers(text: str, day: int, state: str) -> None:
    """An offer lapses at the end of its day, unless it was withdrawn; then stands who has answered it, in whose words,
    and who has not."""
    words = "p" if "withdrawal" in text else "p lapsed" if day > 5 else "p lapses"
    assert shown(text, day) == [("5 Mar", words, "Union", state)]


def test_an_offer_that_an_agreement_overtook() -> None:
    """It lapses no more, waits for nobody, and says by which agreement; after its day it has lapsed all the same."""
    offer = OFFER.replace("2024-03-05, ", "2024-03-15, stated = 2024-02-27, ")
    answer = IN_PART.replace("p#pay", "p").replace("accepted", "countered").replace("2024-03-03", "2024-02-28")
    text, state = offer + answer + deal("pay = 44"), "overtaken by deal, 1 Mar; Employers: countered 28 Feb"
    assert shown(text, 5) == [("15 Mar", "p", "Union", state)]
    assert shown(text, 5, 30) == []
    assert shown(text, 16) == [("15 Mar", "p lapsed", "Union", state)]
    assert shown(offer + answer, 5) == [("15 Mar", "p lapses", "Union", "Employers: countered 28 Feb")]
    lapsed = offer.replace("2024-03-15", "2024-02-29") + answer + deal("pay = 44")
    assert shown(lapsed, 5) == [("29 Feb", "p lapsed", "Union", "Employers: countered 28 Feb")]


def test_a_fallback_that_a_suspension_kept_away() -> None:
    """Suspended on the day of an open item and in force again since, its agreement has no fallback: it waits."""
    stopped = 'milestone.stop = { agreement = "deal", milestone = "suspended", stated = 2024-03-14, side = "media" }\n'
    resumed = 'milestone.on = { agreement = "deal", milestone = "in-force", stated = 2024-03-18, side = "media" }\n'
    words = "passed, when the agreement did not hold: no fallback came"
    (line,) = lines(deal("pay = 44") + ITEM + stopped + resumed, 20)
    assert (line["state"], line["words"]) == ("passed", words)


def test_a_term_without_a_day_that_is_not_done() -> None:
    """It waits, without a day, until it is reported as done."""
    undone = deal("pay = 44") + report("not-done", 9, f'by = "employer", {OWN}', "pay")
    words = "not done by Employers, 9 Mar, own statement"
    assert shown(undone) == shown(undone, 11, 1) == [("", "pay", "both", words)]
    assert shown(undone + report("done", 10, f'by = "employer", {OWN}', "pay")) == []


def test_the_hour_of_an_offer() -> None:
    """An offer with an hour shows it with its offset, in every format with its instant; called final, by whom."""
    text = OFFER.replace("2024-03-05", "2024-03-05T17:00:00+05:30").replace("side", "final = true, side")
    (line,) = lines(text, 4)
    assert (line["when"], line["day"], line["instant"], line["days"]) == (
        *("5 Mar 17:00 +05:30", "2024-03-05", "2024-03-05T17:00:00+05:30"),
        1,
    )
    assert line["remarks"] == ["final, in the words of Union"]
    assert line["shown"] == "p lapses; final, in the words of Union"


ITEM = 'open.o = { agreement = "deal", issue = "talks", decide-by = 2024-03-15, otherwise = "day 30" }\n'
ITEMS = [
    pytest.param("", 11, "ahead", "open, 4 days", id="ahead"),
    pytest.param("", 15, "ahead", "open, today", id="on its day"),
    pytest.param("", 16, "settled", "settled by the fallback: day 30", id="fallback"),
    pytest.param(
        'agreement.more = { date = 2024-03-14, terms = ["talks = day 20"] }\n'
        'milestone.t = { agreement = "more", milestone = "signed", date = 2024-03-14, stated = 2024-03-14 }\n',
        16,
        "settled",
        "agreed: day 20, more",
        id="decided",
    ),
]


@pytest.mark.parametrize(("more", "day", "state", "words"), ITEMS)
def test_open_items(more: str, day: int, state: str, words: str) -> None:
    """An open item is open until the end of its day, then settled by its fallback; a term decides it at any time."""
    line = next(line for line in view(deal("pay = 40") + ITEM + more, day).lines if line["kind"] == "open")
    assert (line["id"], line["what"], line["whose"]) == ("o", "talks, else day 30", "both")
    assert (line["day"], line["state"], line["words"]) == ("2024-03-15", state, words)


GUILD = 'party.guild = { name = "Guild", role = "principal" }\n'
LATER_DEAL = 'agreement.more = { date = 2024-03-10, between = ["employer", "union"], terms = ["talks = day 20"] }\n'
SIGNED = 'milestone.t = { agreement = "more", milestone = "signed", date = 2024-03-10, stated = 2024-03-10 }\n'


@pytest.mark.parametrize(
    ("more", "day", "state", "words"),
    [
        pytest.param("", 11, "ahead", "open, 4 days", id="open for all"),
        pytest.param(
            LATER_DEAL + SIGNED,
            11,
            "ahead",
            "open, 4 days (Employers and Guild, Union and Guild); agreed: day 20, more (Employers and Union)",
            id="open for some",
        ),
        pytest.param(
            LATER_DEAL + SIGNED,
            16,
            "passed",
            "passed, nothing on record here (Employers and Guild, Union and Guild); "
            "agreed: day 20, more (Employers and Union)",
            id="passed for some",
        ),
    ],
)
def test_an_open_item_that_some_have_settled(more: str, day: int, state: str, words: str) -> None:
    """What one pair of the parties has settled is open for the others, and the answer says between whom."""
    text = GUILD + deal("pay = 40") + ITEM.replace(', otherwise = "day 30"', "") + more
    (line,) = (line for line in view(text, day).lines if line["id"] == "o")
    assert (line["state"], line["words"], line["whose"]) == (state, words, "all")


def test_an_open_item_of_many() -> None:
    """Where many pairs are left, they are counted and not named."""
    more = "".join(f'party.p{number} = {{ name = "P{number}", role = "principal" }}\n' for number in range(4))
    text = GUILD + more + deal("pay = 40") + ITEM.replace(', otherwise = "day 30"', "") + LATER_DEAL + SIGNED
    (line,) = (line for line in view(text, 11).lines if line["id"] == "o")
    assert line["words"] == "open, 4 days (20 pairs); agreed: day 20, more (Employers and Union)"


def test_an_open_item_of_which_some_steps_are_settled() -> None:
    """An issue is open as long as one of its steps is."""
    item = ITEM.replace("talks", "halls").replace("day 30", "day 40")
    term = LATER_DEAL.replace("talks = day 20", "halls = north: day 20")
    (line,) = (line for line in view(deal("pay = 40") + item + term + SIGNED, 12).lines if line["id"] == "o")
    assert (line["state"], line["words"]) == ("ahead", "open, 3 days")


def test_an_open_item_without_a_fallback() -> None:
    """Past its day nothing is on record of it; it is not called settled, nor late."""
    text = deal("pay = 40") + ITEM.replace(', otherwise = "day 30"', "")
    assert shown(text, 16) == [("15 Mar", "talks", "both", "passed, nothing on record here")]


def test_an_item_of_an_agreement_that_ended_first() -> None:
    """What an agreement left open is due no more once it has ended before."""
    ended = 'milestone.e = { agreement = "deal", milestone = "ended", by = "union", side = "own", stated = 2024-03-12 }'
    assert [line["id"] for line in view(deal("pay = 40") + ITEM + ended, 13).lines] == []
    assert [line["id"] for line in view(deal("pay = 40") + ITEM + ended, 11).lines] == ["o"]


DAYS = [
    pytest.param("talks = day 7", "day 7 = 11 Mar", "2024-03-11", id="day"),
    pytest.param("talks = 1 week", "1 week = 11 Mar", "2024-03-11", id="week"),
    pytest.param("talks = at most 7 days", "at most 7 days = 11 Mar", "2024-03-11", id="bound"),
    pytest.param("talks = under 7 days", "under 7 days = 10 Mar", "2024-03-10", id="bound without its end"),
    pytest.param("talks = 3..5 days", "3..5 days = 9 Mar", "2024-03-09", id="range"),
    pytest.param("talks = 36 hours", "36 hours = 6 Mar", "2024-03-06", id="hours"),
    pytest.param("talks = 1 month", "1 month = 4 Apr", "2024-04-04", id="month"),
    pytest.param("talks = immediately", "immediately = 4 Mar", "2024-03-04", id="at once"),
    pytest.param("talks = 2 or 3 days", "2 days or 3 days = 7 Mar", "2024-03-07", id="one of two"),
    pytest.param("report = 2024-03-20", "20 Mar", "2024-03-20", id="date"),
    pytest.param("report = at most 2024-04", "at most 2024-04 = 30 Apr", "2024-04-30", id="month of the calendar"),
    pytest.param("report = under 2024-04", "under 2024-04 = 31 Mar", "2024-03-31", id="before a month"),
]


@pytest.mark.parametrize(("term", "when", "day"), DAYS)
def test_the_last_day_of_a_term(term: str, when: str, day: str) -> None:
    """A term is due on the last day that it accepts, counted from the day of its event."""
    (line,) = lines(deal(term), 3)
    assert (line["when"], line["day"], line["whose"]) == (when, day, "both")
    assert line["id"] == f"deal#{term.partition(' ')[0]}"


@pytest.mark.parametrize(
    "value", ["at least 7 days", "over 7 days", "unspecified", "undisclosed", "2 days or at least 5 days"]
)
def test_what_names_no_last_day(value: str) -> None:
    """A term without a last day is never due."""
    assert shown(deal(f"talks = {value}")) == []


def test_what_hangs_on_an_event_without_a_date() -> None:
    """It comes last, with the name of its event, and is neither ahead nor passed."""
    text = deal("report = 2024-05-01", "talks = 7 days after signed")
    assert shown(text) == [
        ("1 May", "report", "both", "51 days"),
        ("7 days after signed", "talks", "both", "no date yet"),
    ]


REPORTS = [
    pytest.param("", "passed", "passed, nothing on record here", id="nothing"),
    pytest.param(
        report("begun", 5), "passed", "passed, nothing on record since: begun, 5 Mar, according to Press", id="begun"
    ),
    pytest.param(report("done", 9), "done", "done, 9 Mar, according to Press", id="done before"),
    pytest.param(report("done", 10), "done", "done, 10 Mar, according to Press", id="done on the day"),
    pytest.param(report("done", 11), "done late", "late 1 day: done, 11 Mar, according to Press", id="done later"),
    pytest.param(
        report("not-done", 9),
        "passed",
        "passed, nothing on record since: not done, 9 Mar, according to Press",
        id="not done before its day",
    ),
    pytest.param(
        report("not-done", 9) + report("done", 12, 'side = "state"'),
        "passed",
        "passed: not done, 9 Mar, according to Press; done, 12 Mar, according to State",
        id="not done before its day, and the word of somebody else",
    ),
    pytest.param(
        report("not-done", 10),
        "late",
        "late, due 4 days ago: not done, 10 Mar, according to Press",
        id="not done on its day",
    ),
    pytest.param(
        report("not-done", 11) + report("not-done", 13, 'side = "union"'),
        "late",
        "late at least 3 days, due 4 days ago: not done, 11 Mar, according to Press; "
        "not done, 13 Mar, according to Union",
        id="not done up to the last report",
    ),
    pytest.param(
        report("done", 14, 'date = "2024-03-12/2024-03-14", side = "media", speaker = "Press"'),
        "done late",
        "late at least 2 days: done, 12 Mar - 14 Mar, according to Press",
        id="done on an inexact day",
    ),
    pytest.param(
        report("not-done", 10) + report("done", 11, 'side = "media", speaker = "Wire"'),
        "done late",
        "late 1 day: not done, 10 Mar, according to Press; done, 11 Mar, according to Wire",
        id="not done by then and done later in another voice",
    ),
    pytest.param(
        report("done", 10) + report("done", 11, 'side = "media", speaker = "Wire"'),
        "contested",
        "contested: done, 10 Mar, according to Press; done, 11 Mar, according to Wire",
        id="done in time or later",
    ),
    pytest.param(
        report("not-done", 11),
        "late",
        "late at least 1 day, due 4 days ago: not done, 11 Mar, according to Press",
        id="not done",
    ),
    pytest.param(
        report("not-done", 11) + report("done", 13),
        "done late",
        "late 3 days: not done, 11 Mar, according to Press; done, 13 Mar, according to Press",
        id="done after it was not",
    ),
    pytest.param(
        report("not-done", 11) + report("done", 9, 'side = "union"'),
        "contested",
        "contested: done, 9 Mar, according to Union; not done, 11 Mar, according to Press",
        id="two voices",
    ),
    pytest.param(
        report("done", 12, 'side = "state"'),
        "passed",
        "passed: done, 12 Mar, according to State",
        id="the word of somebody else",
    ),
    pytest.param(
        report("done", 13, 'date = 2024-03-08, side = "media", speaker = "Press"'),
        "done",
        "done, 8 Mar, according to Press",
        id="reported later",
    ),
    pytest.param(
        report("done", 13, 'value = "day 8", side = "media", speaker = "Press"'),
        "done late",
        "late 2 days: done: day 8, 13 Mar, according to Press",
        id="with the day on which it was done",
    ),
]


@pytest.mark.parametrize(("text", "state", "words"), REPORTS)
def test_reports_of_a_term(text: str, state: str, words: str) -> None:
    """A term is late only where a record says that it was not done on its day or later, or was done later, and by no
    more days than the record tells; what others than the parties and the press say decides nothing; two voices are
    contested where both cannot hold."""
    (line,) = view(deal("talks = day 6") + text, 14).lines
    assert (line["state"], line["words"]) == (state, words)


def test_not_done_before_its_day() -> None:
    """Before its day a term is not late, whatever is reported."""
    (line,) = lines(deal("talks = day 9") + report("not-done", 10))
    assert (line["state"], line["words"]) == ("ahead", "2 days: not done, 10 Mar, according to Press")


def test_steps() -> None:
    """Each step of a term is due by itself, and a report that names one is about that alone."""
    text = deal("halls = north: day 2; south: day 9") + report("done", 8, 'value = "north: day 4"', "halls")
    assert shown(text, 12) == [
        ("day 2 = 6 Mar", "halls north", "both", "late 2 days: done: north: day 4, 8 Mar, reported"),
        ("day 9 = 13 Mar", "halls south", "both", "1 day"),
    ]


def test_a_newer_agreement_of_the_same_parties() -> None:
    """Its term counts in place of the earlier one."""
    newer = 'agreement.new = { date = 2024-03-05, terms = ["talks = day 20"] }\n'
    assert [line["id"] for line in view(deal("talks = day 9") + newer).lines] == ["new#talks"]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        pytest.param(report("done", 5), ["done, 5 Mar, according to Press"], id="in force"),
        pytest.param(
            'milestone.e = { agreement = "deal", milestone = "ended", side = "media", stated = 2024-03-10 }',
            ["passed, nothing on record here, ended 10 Mar"],
            id="due before it ended",
        ),
        pytest.param(
            report("not-done", 7) + 'milestone.e = { agreement = "deal", milestone = "ended", stated = 2024-03-10 }',
            ["was late at least 1 day: not done, 7 Mar, according to Press, ended 10 Mar"],
            id="late when it ended",
        ),
        pytest.param(
            'milestone.e = { agreement = "deal", milestone = "ended", side = "media", stated = 2024-03-05 }',
            [],
            id="due after it ended",
        ),
    ],
)
def test_the_state_of_the_agreement(more: str, words: list[str]) -> None:
    """A term of an agreement that has ended is due if its day came before."""
    assert [line["words"] for line in view(deal("talks = day 2") + more).lines] == words


def test_an_agreement_that_does_not_bind_yet() -> None:
    """Its terms say that they are agreed provisionally; one that a party answered otherwise binds nobody."""
    text = deal("talks = day 20").removesuffix(BOUND)
    assert [line["words"] for line in view(text).lines] == ["13 days, agreed provisionally"]
    against = f'response.r = {{ party = "union", to = "deal", answer = "pending", {OWN} }}'
    assert shown(text + against) == []


PLANNED = 'milestone.v = { agreement = "deal", milestone = "ratified", by = "union", date = 2024-03-12 }\n'


def result(word: str, day: int) -> str:
    """Return what became of the vote."""
    words = f'agreement = "deal", milestone = "{word}", by = "union"'
    return f'milestone.w = {{ {words}, side = "own", date = 2024-03-{day}, stated = 2024-03-{day} }}\n'


@pytest.mark.parametrize(
    ("more", "day", "words"),
    [
        ("", 11, "1 day"),
        ("", 13, "passed, nothing on record here"),
        (result("ratified", 12), 13, "ratified by Union, 12 Mar, own statement"),
        (result("ratified", 14), 14, "late 2 days: ratified by Union, 14 Mar, own statement"),
        (result("rejected", 12), 13, "rejected by Union, 12 Mar, own statement"),
    ],
)
def test_awaited_milestones(more: str, day: int, words: str) -> None:
    """What was announced for a later day is due then, until a record says what became of it."""
    found = [line for line in lines(deal("pay = 40") + PLANNED + more, day) if line["kind"] == "milestone"]
    assert [(line["what"], line["whose"], line["words"]) for line in found] == [
        ("deal: planned: ratified by Union", "Union", words)
    ]


def signing(day: int, by: str = "", side: str = "media", stated: int = 0) -> str:
    """Return that the agreement was signed, or was to be, on a day of March."""
    words = f'agreement = "deal", milestone = "signed", side = "{side}", speaker = "Press"'
    words += f', by = "{by}"' if by else ""
    return (
        f"milestone.s{by}{stated or day} = {{ {words}, date = 2024-03-{day}, stated = 2024-03-{stated or day:02} }}\n"
    )


@pytest.mark.parametrize(
    ("more", "day", "state", "words"),
    [
        pytest.param("", 11, "ahead", "1 day, agreed provisionally", id="ahead"),
        pytest.param(
            signing(12, by="union"),
            12,
            "ahead",
            "signed by Union, 12 Mar, according to Press; awaits Employers, today, agreed provisionally",
            id="one of two on the day",
        ),
        pytest.param(
            signing(12, by="union"),
            13,
            "passed",
            "signed by Union, 12 Mar, according to Press; passed, nothing of Employers on record here, "
            "agreed provisionally",
            id="one of two",
        ),
        pytest.param(
            signing(12, by="union") + signing(14, by="employer"),
            14,
            "done late",
            "late 2 days: signed by Union, 12 Mar, according to Press; signed by Employers, 14 Mar, according to Press",
            id="the other later",
        ),
        pytest.param(signing(12), 13, "done", "signed, 12 Mar, according to Press", id="all together"),
        pytest.param(
            signing(12, side="state"),
            13,
            "passed",
            "passed: signed, 12 Mar, according to Press (State), agreed provisionally",
            id="in the words of somebody else",
        ),
        pytest.param(
            signing(12, by="union", side="employer"),
            13,
            "passed",
            "passed: signed by Union, 12 Mar, according to Press (Employers), agreed provisionally",
            id="in the words of the other side",
        ),
    ],
)
def test_what_all_were_to_do(more: str, day: int, state: str, words: str) -> None:
    """What was announced for all parties is done once each of them has done its part, in its own words or as the press
    reports; until then the answer says who has and who has not."""
    text = deal("pay = 40").removesuffix(BOUND) + signing(12, stated=8) + more
    (line,) = (line for line in view(text, day).lines if line["kind"] == "milestone")
    assert (line["state"], line["words"]) == (state, words)
    assert line["shown"] == "deal: planned: signed; according to Press"


def test_the_vote_of_one_organ() -> None:
    """What was announced of one organ is done by that organ, or by the party as a whole."""
    planned = PLANNED.replace('by = "union"', 'by = "union", body = "board"')
    for body, words in (
        ("council", "passed, nothing on record here"),
        ("board", "ratified by Union, board, 12 Mar, own statement"),
        ("", "ratified by Union, 12 Mar, own statement"),
    ):
        organ = f'by = "union", body = "{body}"' if body else 'by = "union"'
        vote = result("ratified", 12).replace('by = "union"', organ)
        (line,) = (one for one in view(deal("pay = 40") + planned + vote, 13).lines if one["kind"] == "milestone")
        assert line["words"] == words


def test_what_was_planned_of_an_agreement_that_ended() -> None:
    """It is due no more, unless its day came before."""
    ended = 'milestone.e = { agreement = "deal", milestone = "ended", side = "media", stated = 2024-03-11 }\n'
    assert [line["kind"] for line in view(deal("pay = 40") + PLANNED + ended, 13).lines] == []
    ended = ended.replace("11 }", "13 }")
    (line,) = view(deal("pay = 40") + PLANNED + ended, 14).lines
    assert line["words"] == "passed, nothing on record here, ended 13 Mar"


def test_events_ahead() -> None:
    """An event is due until its day has come; looking back from later records, none is, as nobody knows which of
    them were expected then."""
    event = 'event.vote = { title = "Vote", date = 2024-03-12, participants = ["union"] }\n'
    line = ("12 Mar", "Vote", "Union", "1 day")
    assert shown(event) == [line]
    assert shown(event + LATER) == []
    assert [row for row in shown(event + LATER, 20) if row[1] == "Vote"] == []
    assert shown(event, 12) == []


HANGING = 'event.end = { title = "Phase one ends", date = "day 10 of begin" }\n'


def test_events_that_hang_on_events() -> None:
    """An event is due by the date of the one on which it hangs, day 1 being the day after, or that day itself; also
    looking back, once that has begun. Where that has no date it comes last."""
    line = ("day 10 of begin = 14 Mar", "end: Phase one ends", "", "3 days")
    assert shown(HANGING) == [line]
    assert shown(HANGING + LATER) == [line]
    assert shown(HANGING + LATER, 3) == []
    later = 'event.exchange = { title = "Exchange", date = "2 weeks after signed" }\n'
    assert shown(HANGING + later)[-1] == ("2 weeks after signed", "Exchange", "", "no date yet")
    one = HEAD.replace("date = 2024-03-04", "date = 2024-03-04, day-one = true")
    view = build_due(Snapshot(build_negotiation(HANGING + deal("talks = day 16"), one), date(2024, 3, 11)))
    assert [row["when"] for row in view.lines] == ["day 10 of begin = 13 Mar", "day 16 = 19 Mar"]


def test_within_days() -> None:
    """Only what waits for somebody, and is due in so many days or has passed; what has no date stays."""
    text = (
        deal("talks = day 6", "report = 2024-04-11", "halls = 1 week after signed")
        + OFFER
        + f'response.r = {{ party = "employer", to = "p", answer = "rejected", {OWN} }}\n'
    )
    assert [line["what"] for line in view(text, 12).lines] == ["p lapsed", "talks", "report", "halls"]
    assert [line["what"] for line in view(text, 12, 30).lines] == ["talks", "report", "halls"]
    assert [line["what"] for line in view(text, 12, 29).lines] == ["talks", "halls"]
    assert view(text, 12, 29).frame.aside == "within 29 days"
    assert view("", 12, 1).empty == "nothing is due within 1 day"


def test_what_waits_no_more() -> None:
    """What was done late, or is not done of an agreement that has ended, waits for nobody."""
    ended = 'milestone.e = { agreement = "deal", milestone = "ended", side = "media", stated = 2024-03-13 }\n'
    for text in (report("done", 11), ended):
        assert [line["id"] for line in lines(deal("talks = day 6") + text, 14)] == ["deal#talks"]
        assert lines(deal("talks = day 6") + text, 14, 30) == []


def test_caveats_and_conditions() -> None:
    """What is due has the conditions and caveats of its term beside it, its reports their own."""
    text = deal(more=', term.talks = { value = "day 6", requires = ["pay = 40"], caveat = "of the draft" }')
    text += report("done", 9, 'side = "union", caveat = "unclear"')
    (line,) = view(text, 14).lines
    assert line["shown"] == "talks; if pay = 40; caveat: of the draft"
    assert line["words"] == "done, 9 Mar, according to Union; caveat: unclear"


def test_nothing_on_record() -> None:
    """Without any record only events are due, and how long until then is not known."""
    view = build_due(Snapshot(build_negotiation("", HEAD)))
    assert [(line["id"], line["days"], line["words"]) for line in view.lines] == [("begin", None, "")]


LINKED = HEAD.replace('"Talks on phase two begin"', '"Talks on phase two begin", linked = ["phase"]')
LINKED += 'issue.phase = { title = "Phase two", kind = "text" }\n'


@pytest.mark.parametrize(
    ("linked", "more", "words"),
    [
        (LINKED, report("not-done", 15), "passed; talks: late, due 1 day ago: not done, 15 Mar, according to Press"),
        (
            LINKED,
            report("not-done", 15)
            + 'milestone.end = { agreement = "deal", milestone = "ended", stated = 2024-03-16 }\n',
            "passed; talks: was late: not done, 15 Mar, according to Press, ended 16 Mar",
        ),
        (LINKED, "", "passed, nothing on record here"),
        (LINKED.replace(', linked = ["phase"]', ""), report("not-done", 15), "passed, nothing on record here"),
    ],
)
def test_an_open_item_beside_a_linked_term_of_that_day(linked: str, more: str, words: str) -> None:
    """Where a term on a linked issue was due on the same day, what is reported of that stands beside the open item; the
    end of the agreement of both stands once, and no days are counted after it."""
    item = 'open.o = { agreement = "deal", issue = "phase", decide-by = 2024-03-15, stated = 2024-03-01 }\n'
    known = build_negotiation(deal("talks = at most day 11") + item + more, linked)
    found = build_due(Snapshot(known, date(2024, 3, 16))).lines
    assert [line["words"] for line in found if line["kind"] == "open"] == [words]
    assert {line["as_of"] for line in found} == {"2024-03-16"}


SUSPENDED = 'milestone.x = { agreement = "deal", milestone = "suspended", side = "media", stated = 2024-03-10 }\n'


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (11, ["2 days, suspended 10 Mar", "open, 4 days, suspended 10 Mar", "7 days, suspended 10 Mar"]),
        (
            16,
            [
                "passed, nothing on record here, suspended 10 Mar",
                "passed, nothing on record here, suspended 10 Mar",
                "2 days, suspended 10 Mar",
            ],
        ),
    ],
)
def test_what_is_due_while_the_agreement_is_suspended(day: int, words: list[str]) -> None:
    """A term, an open item and a planned milestone stay on the list: the suspension is said, and may be lifted; that a
    day passed meanwhile makes nothing late, also where a report says that it was not done."""
    item = 'open.o = { agreement = "deal", issue = "pay", decide-by = 2024-03-15, otherwise = "37" }\n'
    planned = 'milestone.p = { agreement = "deal", milestone = "ratified", by = "union", date = 2024-03-18 }\n'
    text = deal("report = 2024-03-13") + item + planned + SUSPENDED
    assert [line["words"] for line in lines(text, day)] == words
    reported = [line["words"] for line in lines(text + report("not-done", 14, term="report"), 16)]
    assert reported[0] == "passed: not done, 14 Mar, according to Press, suspended 10 Mar"
