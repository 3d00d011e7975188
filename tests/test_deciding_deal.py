"""Which of several agreements decides on an issue, and what an open item becomes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from negtrack.query import Settlement, Snapshot, due_of, pair_of, settlement_of
from negtrack.views.deal_lines import DealLine
from negtrack.views.deal_words import settlement_text
from negtrack.views.history import build_history
from tests.negotiations import build_negotiation

TALKS = """
position.low = { party = "employer", value = "30", side = "own", stated = 2024-03-02 }
position.high = { value = "50", side = "own", stated = 2024-03-03 }
position.short = { issue = "hours", value = "35", side = "own", stated = 2024-03-03 }
position.long = { party = "employer", issue = "hours", value = "38", side = "own", stated = 2024-03-03 }
agreement.old = { date = 2024-03-05, terms = ["pay = 40", "start = at most day 30"], stated = 2024-03-05 }
agreement.new = { date = 2024-03-10, terms = ["pay = 45", "start = at most day 40"], stated = 2024-03-10 }
event.signed = { title = "Signed", date = 2024-03-05 }
"""


def _happened(name: str, word: str, day: int, rest: str = "") -> str:
    words = f'agreement = "{name}", milestone = "{word}", date = 2024-03-{day:02}, stated = 2024-03-{day:02}'
    return f"milestone.{name.replace('#', '-')}-{word} = {{ {words}{rest} }}\n"


OLD = _happened("old", "signed", 6)
NEW = _happened("new", "signed", 11)
VOTE = ', by = "union"'
ITEM = """
open.hours = { agreement = "new", issue = "hours", decide-by = 2024-03-25, otherwise = "37", stated = 2024-03-10 }
"""
CARRIED_OUT = _happened("old#pay", "done", 8) + _happened("old#pay", "suspended", 9)
MORE = 'position.more = { value = "at least 60", side = "own", stated = 2024-03-20 }\n'


def _settled(text: str, day: int = 31, issue: str = "pay") -> Settlement:
    snapshot = Snapshot(build_negotiation(TALKS + text), date(2024, 3, day))
    settlement = settlement_of(snapshot, snapshot.negotiation.issues[issue], "union", "employer")
    assert settlement
    return settlement


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (OLD, ("agreed provisionally", "45")),
        (OLD + NEW, ("agreed", "45")),
        (OLD + NEW + _happened("new", "ended", 18), ("ended", "45")),
        (OLD + NEW + _happened("new", "suspended", 18), ("reopened", "45")),
        (OLD + NEW + _happened("new#pay", "suspended", 18), ("reopened", "45")),
        (OLD + NEW + _happened("old", "ended", 18), ("agreed", "45")),
        (OLD + _happened("new", "rejected", 18, VOTE), ("agreed", "40")),
        (_happened("new", "rejected", 18, VOTE), ("ended", "45")),
        (OLD + _happened("old", "ended", 17) + _happened("new", "rejected", 18, VOTE), ("ended", "45")),
        (OLD + _happened("new", "suspended", 18), ("agreed", "40")),
        (_happened("new", "suspended", 18), ("reopened", "45")),
        (OLD + _happened("new#pay", "suspended", 18), ("agreed", "40")),
        (OLD + CARRIED_OUT + _happened("new", "rejected", 18, VOTE), ("agreed", "40")),
        (OLD + MORE, ("agreed", "40")),
        (OLD + _happened("old", "ended", 17) + MORE, ("reopened", "45")),
        (OLD + NEW + MORE, ("agreed", "45")),
        (MORE, ("reopened", "45")),
    ],
)
def test_the_newest_agreement_decides(text: str, found: tuple[str, str]) -> None:
    """Of several agreements on an issue the newest decides, also once it has ended or is suspended: one that it
    replaced does not come back by itself. One that does not bind all replaces one that does only while it holds: not
    once a vote rejected it, it is suspended, or a party left it by its words."""
    settlement = _settled(text)
    assert (settlement.state, settlement.value) == found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (OLD, "agreed provisionally 45, new; until it binds agreed 40, old"),
        (
            OLD + _happened("old#pay", "done", 8),
            "agreed provisionally 45, new; until it binds agreed 40, old, done 8 Mar",
        ),
        (OLD + NEW, "agreed 45, new"),
        (OLD + _happened("old", "ended", 17), "agreed provisionally 45, new"),
        (OLD + _happened("old#pay", "ended", 17), "agreed provisionally 45, new"),
        ("", "agreed provisionally 45, new"),
    ],
)
def test_what_was_signed_stays_agreed_beside_a_newer_agreement_that_does_not_bind(text: str, words: str) -> None:
    """Who reads a value that is agreed provisionally reads what binds until then, too."""
    settlement = _settled(text)
    snapshot = Snapshot(build_negotiation(TALKS + text), date(2024, 3, 31))
    assert settlement_text(snapshot, settlement, snapshot.negotiation.issues["pay"]) == words


def test_what_was_signed_stays_agreed_beside_what_a_newer_agreement_leaves_open() -> None:
    """Also where the newer one, which does not bind all, leaves the issue open."""
    text = OLD.replace("old", "kept") + ITEM
    text += 'agreement.kept = { date = 2024-03-05, terms = ["hours = 38"], stated = 2024-03-05 }\n'
    snapshot = Snapshot(build_negotiation(TALKS + text), date(2024, 3, 20))
    settlement = settlement_of(snapshot, snapshot.negotiation.issues["hours"], "union", "employer")
    assert settlement
    assert settlement_text(snapshot, settlement, snapshot.negotiation.issues["hours"]) == (
        "open until 25 Mar, else 37; until it binds agreed 38, kept"
    )


def test_what_a_left_agreement_did_not_replace_is_disputed() -> None:
    """The words by which a party left a newer agreement that did not bind dispute the older one that does."""
    settlement = _settled(OLD + MORE)
    assert (settlement.deal and settlement.deal.agreement.id, [one.id for one in settlement.against]) == (
        "old",
        ["more"],
    )
    snapshot = Snapshot(build_negotiation(TALKS + OLD + MORE))
    assert pair_of(snapshot, snapshot.negotiation.issues["pay"], "union", "employer").status == "agreed"


def test_who_accepts_after_its_contrary_word_stands_by_the_agreement() -> None:
    """A party that accepts an agreement in principle after words against it stands by it, though that binds nobody yet;
    words after its acceptance leave the agreement."""
    made = 'agreement.new = { date = 2024-03-10, kind = "in-principle", terms = ["pay = 45"], stated = 2024-03-10 }\n'
    talks = "\n".join(line for line in TALKS.splitlines() if not line.startswith("agreement")) + "\n" + made
    own = 'side = "own", attribution = "on-record"'
    yes = f'response.yes = {{ party = "union", to = "new", answer = "accepted", stated = 2024-03-21, {own} }}\n'
    found = []
    for text in (MORE, MORE + yes, MORE.replace("-20", "-22") + yes):
        snapshot = Snapshot(build_negotiation(talks + text))
        settlement = settlement_of(snapshot, snapshot.negotiation.issues["pay"], "union", "employer")
        found.append(settlement.state if settlement else "")
    assert found == ["reopened", "agreed provisionally", "reopened"]


DROPPED = 'position.drop = { stance = "withdrawal", withdraws = ["high"], side = "own", stated = 2024-03-DAY }'
SIGNED = _happened("new", "signed", 20, VOTE)


@pytest.mark.parametrize(
    ("text", "day", "state"),
    [
        (SIGNED, 19, "agreed provisionally"),
        (SIGNED, 20, "reopened"),
        (SIGNED, 21, "reopened"),
        (NEW, 11, "agreed"),
        (NEW, 12, "agreed"),
    ],
)
def test_a_withdrawal_on_the_day_of_a_consent_leaves_what_binds_nobody_yet(text: str, day: int, state: str) -> None:
    """Of a withdrawal and a signature of one day nobody knows which came first: what does not bind all is agreed no
    more, as of a proposal; what binds all stays, and is disputed only by what certainly came later."""
    settlement = _settled(text + DROPPED.replace("DAY", f"{day:02}"))
    assert settlement.state == state
    assert bool(settlement.against) == (state == "reopened" or day == 12)


def _answered(word: str, day: int) -> str:
    words = f'party = "union", to = "new", answer = "{word}", side = "own", attribution = "on-record"'
    return f"response.{word} = {{ {words}, stated = 2024-03-{day:02} }}\n"


RATIFIED = _happened("new", "ratified", 25, VOTE)


@pytest.mark.parametrize(
    ("text", "state"),
    [
        (SIGNED + _answered("rejected", 19), "agreed provisionally"),
        (SIGNED + _answered("rejected", 20), "reopened"),
        (SIGNED + _answered("rejected", 22), "reopened"),
        (SIGNED + _answered("rejected", 22) + RATIFIED, "agreed provisionally"),
        (SIGNED + _answered("rejected", 25) + RATIFIED, "reopened"),
        (SIGNED + MORE + RATIFIED, "agreed provisionally"),
        (SIGNED + MORE.replace("03-20", "03-22"), "reopened"),
        (SIGNED + MORE.replace("03-20", "03-22") + RATIFIED, "agreed provisionally"),
        (SIGNED + MORE.replace("03-20", "03-22") + _answered("accepted", 25), "agreed provisionally"),
        (SIGNED + MORE.replace("03-20", "03-26") + _answered("accepted", 25), "reopened"),
    ],
)
def test_a_party_has_gone_back_only_by_what_came_after_its_last_consent(text: str, state: str) -> None:
    """Who signs, speaks against it and then ratifies or accepts stands by an agreement; an answer against it of the day
    of its last consent leaves what binds nobody yet, as nobody knows which came first."""
    assert _settled(text).state == state


def test_the_offer_that_became_an_agreement_is_no_later_one() -> None:
    """Also where it was tabled after the agreement was first spoken of: on what that does not name it has no term."""
    own = 'side = "own", attribution = "on-record"'
    text = f"""
    proposal.offer = {{ party = "employer", terms = ["hours = 36"], tabled = 2024-03-03, {own} }}
    response.yes = {{ to = "offer", answer = "accepted", stated = 2024-03-04, {own} }}
    agreement.whole = {{ date = 2024-03-05, terms = ["pay = 40"], stated = 2024-03-02, follows = "offer" }}
    """
    snapshot = Snapshot(build_negotiation(text))
    settlement = settlement_of(snapshot, snapshot.negotiation.issues["hours"], "union", "employer")
    assert settlement
    assert (settlement.state, settlement.value) == ("no term on record", "")


def test_what_fell_brings_no_older_position_back() -> None:
    """Once the newest agreement has ended, the words from before it are silent, though an older one was signed."""
    snapshot = Snapshot(build_negotiation(TALKS + OLD + NEW + _happened("new", "ended", 18)))
    assert pair_of(snapshot, snapshot.negotiation.issues["pay"], "union", "employer").status == "silent"


def test_what_is_due_is_of_the_agreement_that_decides() -> None:
    """A term is due of the agreement that decides on its issue, and of no other."""
    for text, names in ((OLD + NEW, ["new#start"]), (OLD + _happened("new", "rejected", 18, VOTE), ["old#start"])):
        snapshot = Snapshot(build_negotiation(TALKS + text), date(2024, 3, 20))
        assert [due.name for due in due_of(snapshot) if due.kind == "term"] == names


BY_FALLBACK = ("settled by the fallback", "37")


@pytest.mark.parametrize(
    ("text", "day", "found"),
    [
        (NEW, 25, ("open", "")),
        (NEW, 26, ("settled by the fallback", "37")),
        ("", 26, ("settled provisionally by the fallback", "37")),
        (NEW + _happened("new", "suspended", 20), 22, ("suspended", "")),
        (NEW + _happened("new", "suspended", 20), 26, ("suspended", "")),
        (NEW + _happened("new", "suspended", 25), 26, ("suspended", "")),
        (NEW + _happened("new", "suspended", 27), 28, ("reopened", "37")),
        (NEW + _happened("new", "ended", 20), 26, ("ended", "")),
        (NEW + _happened("new", "ended", 27), 28, ("ended", "37")),
        (_happened("new", "rejected", 20, VOTE), 26, ("ended", "")),
        (NEW + _happened("new#hours", "suspended", 20) + _happened("new#hours", "ended", 22), 26, ("ended", "")),
        (NEW + _happened("new", "suspended", 20) + _happened("new#hours", "ended", 22), 26, ("ended", "")),
        (NEW + _happened("new", "suspended", 20) + _happened("new", "in-force", 22), 26, BY_FALLBACK),
        (NEW + _happened("new", "suspended", 26) + _happened("new", "in-force", 27), 28, BY_FALLBACK),
    ],
)
def test_a_fallback_needs_an_agreement_that_holds(text: str, day: int, found: tuple[str, str]) -> None:
    """A fallback settles an issue only if its agreement held on the day of the open item, and provisionally while that
    does not bind all; suspended and ended are two states."""
    settlement = _settled(ITEM + text, day, "hours")
    assert (settlement.state, settlement.value) == found
    assert not settlement.is_overdue
    assert settlement.is_reopened == (bool(found[1]) and found[0] in ("reopened", "ended"))


@pytest.mark.parametrize(
    "text",
    [
        NEW + _happened("new", "suspended", 20) + _happened("new", "in-force", 27),
        NEW + _happened("new", "suspended", 25) + _happened("new", "in-force", 27),
        _happened("new", "rejected", 20, VOTE) + _happened("new", "ratified", 27, VOTE),
        NEW + _happened("new#hours", "suspended", 20) + _happened("new#hours", "begun", 27),
    ],
)
def test_a_fallback_does_not_come_later(text: str) -> None:
    """Where an agreement, or the issue in it, was suspended on the day of the open item and is carried on with since,
    nobody has said that the fallback holds: the issue is open."""
    settlement = _settled(ITEM + text, 28, "hours")
    assert (settlement.state, settlement.value, settlement.is_overdue) == ("open", "", True)
    snapshot = Snapshot(build_negotiation(TALKS + ITEM + text), date(2024, 3, 28))
    assert settlement_text(snapshot, settlement, snapshot.negotiation.issues["hours"]) == (
        "not decided by 25 Mar, when the agreement did not hold; fallback 37"
    )


EARLY = ITEM.replace("2024-03-25", "2024-03-08")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ("open", True)),
        (NEW, ("open", True)),
        (NEW + _happened("new", "suspended", 9), ("suspended", False)),
        (NEW + _happened("new", "suspended", 20), ("suspended", False)),
        (NEW + _happened("new", "suspended", 9) + _happened("new", "in-force", 12), ("open", True)),
    ],
)
def test_a_fallback_needs_an_agreement_that_was_made_by_its_day(text: str, found: tuple[str, bool]) -> None:
    """Of an agreement made after the day of its open item nobody has said that the fallback came, also where it was
    suspended since."""
    settlement = _settled(EARLY + text, 28, "hours")
    assert (settlement.state, settlement.is_overdue, settlement.value) == (*found, "")


NOON = ITEM.replace("2024-03-25", "2024-03-25T12:00:00Z")


def _stopped_at(clock: str) -> str:
    return _happened("new", "suspended", 25).replace("2024-03-25", f"2024-03-25{clock}")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (NEW, BY_FALLBACK),
        (NEW + _stopped_at("T09:00:00Z"), ("suspended", "")),
        (NEW + _stopped_at(""), ("suspended", "")),
        (NEW + _stopped_at("T18:00:00Z"), ("reopened", "37")),
        (NEW + _stopped_at("T13:30:00+02:00"), ("suspended", "")),
    ],
)
def test_a_fallback_comes_at_the_minute(text: str, found: tuple[str, str]) -> None:
    """An open item with an hour passes at that instant: what was suspended later on that day had been settled by the
    fallback, and `history` has its line; where only the day of the suspension is known, nobody knows that it came."""
    settlement = _settled(NOON + text, 25, "hours")
    assert (settlement.state, settlement.value) == found
    snapshot = Snapshot(build_negotiation(TALKS + NOON + text), date(2024, 3, 25))
    view = build_history(snapshot, snapshot.negotiation.issues["hours"], snapshot.negotiation.principals)
    kinds = [line.kind for line in view.lines if isinstance(line, DealLine)]
    assert ("fallback" in kinds) == bool(found[1])


@pytest.mark.parametrize(
    ("item", "text", "words"),
    [
        (ITEM, _stopped_at("").replace("= 2024-03-25", '= "2024-03-24/2024-03-26"'), "may not have held"),
        (ITEM, _stopped_at(""), "did not hold"),
        (NOON, _stopped_at(""), "may not have held"),
        (NOON, _stopped_at("T09:00:00Z"), "did not hold"),
        (NOON, _happened("new", "suspended", 20) + _happened("new", "in-force", 25), "may not have held"),
        (EARLY, "", "did not hold"),
    ],
)
def test_a_fallback_that_may_not_have_come_did_not(item: str, text: str, words: str) -> None:
    """Where nobody knows whether an agreement was stopped or in force again by the end of an open item, nobody has said
    that the fallback came; the words do not say that it was stopped by then."""
    resumed = _happened("new", "in-force", 27) if "in-force" not in text else ""
    talks = TALKS + item + NEW + text + resumed
    settlement = _settled(item + NEW + text + resumed, 28, "hours")
    assert (settlement.state, settlement.value, settlement.is_overdue) == ("open", "", True)
    snapshot = Snapshot(build_negotiation(talks), date(2024, 3, 28))
    assert words in settlement_text(snapshot, settlement, snapshot.negotiation.issues["hours"])


LATER = 'agreement.later = { date = 2024-03-DAY, terms = ["hours = 36"], stated = 2024-03-DAY }\n'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (NEW, ["settled by the fallback: 37"]),
        ("", ["settled provisionally by the fallback: 37"]),
        (NEW + _happened("new", "suspended", 20), []),
        (NEW + _happened("new", "suspended", 27), ["settled by the fallback: 37"]),
        (NEW + _happened("new", "suspended", 20) + _happened("new", "in-force", 27), []),
        (NEW + LATER.replace("DAY", "20"), []),
        (NEW + LATER.replace("DAY", "28"), ["settled by the fallback: 37"]),
    ],
)
def test_the_line_of_a_fallback(text: str, words: list[str]) -> None:
    """`history` has a line of the fallback where its agreement held on that day, and no later one had settled the issue
    by then."""
    snapshot = Snapshot(build_negotiation(TALKS + ITEM + text), date(2024, 3, 31))
    view = build_history(snapshot, snapshot.negotiation.issues["hours"], snapshot.negotiation.principals)
    found = [line.words for line in view.lines if isinstance(line, DealLine) and line.kind == "fallback"]
    assert found == words


def test_an_agreement_without_the_step_leaves_it_to_an_older_one() -> None:
    """A newer schedule that leaves a step open replaced the older one in the others alone."""
    text = """
    issue.rise = { title = "Rise", kind = "percent", steps = ["2024", "2025"], over = "year" }
    agreement.old = { date = 2024-03-05, terms = ["rise = 3%; 2%"], stated = 2024-03-05 }
    agreement.new = { date = 2024-03-10, terms = ["rise = 2024: 4%"], stated = 2024-03-10 }
    """
    known = build_negotiation(text)
    snapshot = Snapshot(known)
    found = [
        settlement_of(snapshot, replace(known.issues["rise"], step=step), "union", "employer")
        for step in ("2024", "2025")
    ]
    assert [(one.state, one.value) for one in found if one] == [
        ("agreed provisionally", "4%"),
        ("agreed provisionally", "2%"),
    ]
