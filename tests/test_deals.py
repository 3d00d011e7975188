"""What agreements leave of an issue, whom they bind, and what ends them."""

from __future__ import annotations

from datetime import date

import pytest

from negtrack.model import Milestone
from negtrack.query import (
    Deal,
    Settlement,
    Snapshot,
    awaited_from,
    before_deal,
    contested_positions,
    current_position,
    deals_of,
    pair_before,
    pair_of,
    settlement_of,
)
from negtrack.query.conditions import conditions_of
from negtrack.views.pair_words import pair_text
from tests.negotiations import build_negotiation

OFFERS = """
position.low = { party = "employer", issue = "pay", value = "at most 30", side = "own", stated = 2024-03-02 }
position.high = { party = "union", issue = "pay", value = "at least 50", side = "own", stated = 2024-03-03 }
"""
DEAL = """
agreement.deal = { title = "Deal", date = 2024-03-10, terms = ["pay = 40"], stated = 2024-03-10 }
"""
SIGNED = """
milestone.signed = { agreement = "deal", milestone = "signed", date = 2024-03-12, stated = 2024-03-12 }
"""


HEARSAY = ', side = "union"'
ON_RECORD = ', side = "own", attribution = "on-record"'


def _snapshot(text: str, as_of: str = "") -> Snapshot:
    return Snapshot(build_negotiation(OFFERS + DEAL + text), date.fromisoformat(as_of) if as_of else None)


def _settled(text: str, as_of: str = "", issue: str = "pay") -> Settlement:
    snapshot = _snapshot(text, as_of)
    settlement = settlement_of(snapshot, snapshot.negotiation.issues[issue], "union", "employer")
    assert settlement
    return settlement


def _status(text: str, as_of: str = "", issue: str = "pay") -> str:
    snapshot = _snapshot(text, as_of)
    return pair_of(snapshot, snapshot.negotiation.issues[issue], "union", "employer").status


def _deal(text: str, as_of: str = "") -> Deal:
    (deal,) = deals_of(_snapshot(text, as_of))
    return deal


def _answer(name: str, party: str, answer: str, day: int, how: str = "on-record") -> str:
    words = f'party = "{party}", to = "deal", answer = "{answer}", side = "own", attribution = "{how}"'
    return f"response.{name} = {{ {words}, stated = 2024-03-{day} }}\n"


def _vote(by: str, word: str, day: int, rest: str = "") -> str:
    words = f'agreement = "deal", milestone = "{word}", by = "{by}", date = 2024-03-{day}, stated = 2024-03-{day}'
    return f"milestone.{by}-{word}-{day} = {{ {words}{rest} }}\n"


def test_nothing_is_settled_before_the_agreement() -> None:
    """Before the day of an agreement its term settles nothing, and the positions give the gap."""
    snapshot = _snapshot(SIGNED, "2024-03-09")
    assert settlement_of(snapshot, snapshot.negotiation.issues["pay"], "union", "employer") is None
    assert _status(SIGNED, "2024-03-09") == "apart"


def test_a_term_is_agreed_provisionally_until_all_are_bound() -> None:
    """A term is `agreed provisionally` until its agreement binds all that it is between, then `agreed`; its value
    stands beside positions that differ from it."""
    found = [(_settled(SIGNED, day).state, _settled(SIGNED, day).value) for day in ("2024-03-11", "2024-03-12")]
    assert found == [("agreed provisionally", "40"), ("agreed", "40")]
    assert _status(SIGNED) == "agreed"


@pytest.mark.parametrize(
    ("text", "state"),
    [
        (SIGNED, "agreed"),
        (SIGNED.replace("date =", 'side = "media", date ='), "agreed"),
        (SIGNED.replace("date =", 'side = "state", speaker = "Minister", date ='), "agreed provisionally"),
        (SIGNED.replace("date =", 'side = "third-party", speaker = "Envoy", date ='), "agreed provisionally"),
        (SIGNED.replace("date =", 'side = "union", date ='), "agreed provisionally"),
        (SIGNED.replace("stated =", 'modality = "hoped", stated ='), "agreed provisionally"),
        (_vote("union", "signed", 12), "agreed provisionally"),
        (_vote("union", "signed", 12) + _vote("employer", "signed", 13), "agreed"),
        (_vote("union", "ratified", 12) + _vote("employer", "signed", 13), "agreed"),
        (
            _vote("union", "ratified", 12) + _vote("employer", "ratified", 13, ', side = "union"'),
            "agreed provisionally",
        ),
        (_vote("union", "ratified", 12) + _vote("employer", "ratified", 13, ', side = "own"'), "agreed"),
        (_answer("yes", "union", "accepted", 11) + _answer("ok", "employer", "accepted", 12), "agreed"),
        (
            _answer("yes", "union", "accepted", 11) + _answer("ok", "employer", "accepted", 12, "background"),
            "agreed provisionally",
        ),
        (
            _answer("yes", "union", "accepted", 11)
            + _answer("ok", "employer", "accepted", 12)
            + _vote("union", "recommended", 13),
            "agreed provisionally",
        ),
        (
            _answer("yes", "union", "accepted", 11)
            + _answer("ok", "employer", "accepted", 12)
            + _vote("union", "recommended", 13, ', modality = "hoped"'),
            "agreed",
        ),
        (
            _answer("yes", "union", "accepted", 11)
            + _answer("ok", "employer", "accepted", 12)
            + _vote("union", "recommended", 13, ', side = "employer"'),
            "agreed",
        ),
        (_answer("yes", "union", "accepted", 11) + _vote("employer", "ratified", 12), "agreed"),
        (
            _vote("union", "announced", 11, ', side = "own", attribution = "on-record"')
            + _vote("employer", "ratified", 12),
            "agreed",
        ),
    ],
)
def test_what_binds(text: str, state: str) -> None:
    """What binds a party: that all signed, that it signed or ratified itself, in its own words or as a source reports
    it; where it has no vote on record, its own strong acceptance or announcement. The words of others bind nobody."""
    assert _settled(text).state == state


@pytest.mark.parametrize(
    ("votes", "state"),
    [
        ("", "agreed provisionally"),
        (_vote("union", "ratified", 16), "agreed"),
        (_vote("union", "ratified", 16, ', modality = "hoped"'), "agreed provisionally"),
        (SIGNED, "agreed"),
        (SIGNED.replace(" }", f"{HEARSAY} }}"), "agreed"),
        (SIGNED.replace(" }", ', side = "third-party", speaker = "Envoy" }'), "agreed provisionally"),
        (_vote("state", "signed", 16, ON_RECORD), "agreed provisionally"),
        (
            'party.board = { name = "Board", member_of = "union" }\n' + _vote("board", "ratified", 16),
            "agreed provisionally",
        ),
    ],
)
def test_in_principle(votes: str, state: str) -> None:
    """An agreement in principle that both accept in their own words stays provisional until one of its parties signs or
    ratifies it, in its own words (also where it says that all signed) or as a source reports it; the act of a mediator,
    the vote of a part of a party and the words of others leave it so."""
    both = _answer("yes", "union", "accepted", 11) + _answer("ok", "employer", "accepted", 12)
    text = (OFFERS + DEAL + both + votes).replace("date = 2024-03-10", 'kind = "in-principle", date = 2024-03-10')
    known = build_negotiation(text)
    settlement = settlement_of(Snapshot(known), known.issues["pay"], "union", "employer")
    assert settlement is not None
    assert settlement.state == state


DENIAL = 'position.never = { party = "employer", stance = "denial", denies = ["ok"], stated = 2024-03-13%s }\n'


@pytest.mark.parametrize(
    ("answer", "said", "state"),
    [
        ("accepted", "", "agreed"),
        ("accepted", ON_RECORD, "agreed provisionally"),
        ("pending", "", "announced"),
        ("pending", ON_RECORD, "agreed provisionally"),
    ],
)
def test_a_party_is_not_held_to_an_answer_that_it_denies(answer: str, said: str, state: str) -> None:
    """An acceptance that its party denies binds nobody, and what it denies contradicts nothing; what others deny of it
    is a claim."""
    given = _answer("yes", "union", "accepted", 11) + _answer("ok", "employer", answer, 12)
    assert _settled(given + DENIAL % (said or HEARSAY)).state == state


def test_announced() -> None:
    """An agreement to which a party itself answered anything but `accepted` is only announced: the pair keeps the
    status of its positions until that party accepts or ratifies it."""
    text = _answer("yes", "union", "accepted", 11) + _answer("wait", "employer", "pending", 11)
    text += _vote("employer", "ratified", 18)
    assert (_settled(text, "2024-03-11").state, _status(text, "2024-03-11")) == ("announced", "apart")
    assert [answer.id for answer in _deal(text, "2024-03-11").answers] == ["wait"]
    assert (_settled(text).state, _status(text)) == ("agreed", "agreed")


def test_a_later_contrary_word_reopens_what_is_provisional() -> None:
    """A later contrary own statement of either ends what is agreed provisionally, on its issue alone; an earlier one,
    or one of the same day, does not."""
    word = 'position.no = { party = "union", value = "at least 60", side = "own", stated = 2024-03-20 }\n'
    settlement = _settled(word)
    assert (settlement.state, [one.id for one in settlement.against]) == ("reopened", ["no"])
    assert (settlement.since, _status(word)) == (date(2024, 3, 20), "apart")
    assert _settled(word.replace("03-20", "03-10")).state == "agreed provisionally"
    assert _settled(word.replace('"own"', '"employer"')).state == "agreed provisionally"
    both = word.replace(
        "no =", 'hours = { issue = "hours", party = "union", value = "1", side = "own" }\nposition.no ='
    )
    assert _settled(both, issue="hours").state == "no term on record"


def test_a_signed_term_is_disputed() -> None:
    """A later contrary word of a party that is bound disputes the term, which stays agreed."""
    word = 'position.no = { party = "union", value = "at least 60", side = "own", stated = 2024-03-20 }\n'
    settlement = _settled(SIGNED + word)
    assert (settlement.state, [one.id for one in settlement.against]) == ("agreed", ["no"])
    assert _status(SIGNED + word) == "agreed"
    answered = _settled(SIGNED + _answer("no", "employer", "rejected", 20))
    assert (answered.state, [one.id for one in answered.against]) == ("agreed", ["no"])


@pytest.mark.parametrize(
    ("text", "state"),
    [
        (_vote("union", "rejected", 14), "rejected"),
        (_vote("union", "rejected", 14) + _vote("union", "ratified", 18), "agreed provisionally"),
        (_vote("union", "rejected", 14, ', side = "employer"'), "agreed provisionally"),
        (_vote("board", "rejected", 14), "agreed provisionally"),
        (_vote("union", "rejected", 14) + _vote("union", "ratified", 14), "agreed provisionally"),
    ],
)
def test_votes(text: str, state: str) -> None:
    """A rejecting vote of a principal ends an agreement until a later one ratifies it; the vote of a part of a party
    decides nothing, nor does one of which reports differ."""
    board = 'party.board = { name = "Board", member_of = "union", role = "observer" }\n'
    known = build_negotiation(board + OFFERS + DEAL + text)
    assert deals_of(Snapshot(known))[0].state == state


ENDED = _vote("employer", "ended", 18, ', side = "union"') + _vote("union", "ended", 18, ', side = "employer"')


def test_an_ended_agreement_brings_nothing_back() -> None:
    """An ended agreement brings no older position back: the pair is silent until a party says something after the
    agreement."""
    settlement = _settled(SIGNED + ENDED)
    assert (settlement.state, settlement.value, settlement.since) == ("ended", "40", date(2024, 3, 18))
    assert (_status(SIGNED + ENDED), settlement.is_reopened) == ("silent", True)
    later = 'position.new = { party = "union", value = "55", side = "own", stated = 2024-03-20 }\n'
    later += 'position.reply = { party = "employer", value = "35", side = "own", stated = 2024-03-21 }\n'
    assert _status(SIGNED + ENDED + later) == "apart"


def test_rival_claims_of_who_ended_it_stand_side_by_side() -> None:
    """Each side's claim that the other ended an agreement is kept, and either ends it; a stranger's word does not."""
    assert [one.by for one in _deal(SIGNED + ENDED).endings] == ["employer", "union"]
    stranger = _vote("union", "ended", 18, ', side = "state", speaker = "Minister"')
    assert _deal(SIGNED + stranger).state == "agreed"


@pytest.mark.parametrize(
    ("name", "day", "state"),
    [
        ("deal", "", "reopened"),
        ("deal#pay", "", "reopened"),
        ("deal#pay", "2024-03-14", "agreed"),
    ],
)
def test_suspended(name: str, day: str, state: str) -> None:
    """A term is reopened once it, or its agreement, is suspended, unless it was carried out before."""
    words = f'agreement = "{name}", milestone = "suspended", date = 2024-03-15, stated = 2024-03-15'
    text = SIGNED + f"milestone.stop = {{ {words} }}\n"
    assert _settled(text, day).state == state
    done = 'milestone.done = { agreement = "deal#pay", milestone = "done", date = 2024-03-14, stated = 2024-03-14 }\n'
    assert _settled(text + done).state == "agreed"
    partly = done.replace("date =", 'value = "20", date =')
    assert _settled(text + partly, day).state == state


def test_resumed() -> None:
    """An agreement that is in force again after it was suspended holds again."""
    words = 'agreement = "deal", milestone = "WORD", date = 2024-03-DAY, stated = 2024-03-DAY'
    stop = f"milestone.stop = {{ {words} }}\n".replace("WORD", "suspended").replace("DAY", "15")
    again = f"milestone.again = {{ {words} }}\n".replace("WORD", "in-force").replace("DAY", "16")
    assert _deal(SIGNED + stop).state == "suspended"
    assert _deal(SIGNED + stop + again).state == "agreed"


OPEN = """
open.hours = { agreement = "deal", issue = "hours", decide-by = 2024-03-25, otherwise = "38", stated = 2024-03-10 }
position.fewer = { party = "union", issue = "hours", value = "35", side = "own", stated = 2024-03-04 }
position.more = { party = "employer", issue = "hours", value = "40", side = "own", stated = 2024-03-04 }
"""


def test_open_items() -> None:
    """An open item leaves its issue open, with the gap of the positions, until its day is over; from then on the
    fallback settles it."""
    text = SIGNED + OPEN
    assert [_settled(text, f"2024-03-{day}", "hours").state for day in (12, 25)] == ["open", "open"]
    assert _status(text, "2024-03-25", "hours") == "apart"
    settlement = _settled(text, "2024-03-26", "hours")
    assert (settlement.state, settlement.value) == ("settled by the fallback", "38")
    assert _status(text, "2024-03-26", "hours") == "settled by the fallback"


def test_a_term_comes_before_the_fallback() -> None:
    """A term of a later agreement on an open issue settles it in place of the fallback; without a fallback it stays
    open."""
    later = 'agreement.later = { title = "Hours", date = 2024-03-20, terms = ["hours = 37"], stated = 2024-03-20 }\n'
    settlement = _settled(SIGNED + OPEN + later, "2024-03-30", "hours")
    assert (settlement.state, settlement.value) == ("agreed provisionally", "37")
    bare = OPEN.replace('otherwise = "38", ', "")
    assert _settled(SIGNED + bare, "2024-03-30", "hours").state == "open"


def test_a_refusal_reopens_nothing_but_its_issue() -> None:
    """A word on an open issue after the deal leaves the agreed ones as they are."""
    word = (
        'position.no = { party = "union", issue = "hours", value = "at most 30", side = "own", stated = 2024-03-20 }\n'
    )
    assert (_settled(SIGNED + OPEN + word).state, _settled(SIGNED + OPEN + word).against) == ("agreed", ())


def test_no_term_on_record() -> None:
    """An issue that an agreement neither settles nor leaves open has no term on record, and keeps its gap."""
    apart = OPEN[OPEN.index("position.fewer") :]
    assert _settled(SIGNED + apart, issue="hours").state == "no term on record"
    assert _status(SIGNED + apart, issue="hours") == "apart"


def test_only_the_parties_of_an_agreement() -> None:
    """An agreement between two says nothing of a third party."""
    third = 'party.shop = { name = "Shop", role = "principal" }\n'
    text = third + OFFERS + DEAL.replace("date =", 'between = ["union", "employer"], date =')
    known = build_negotiation(text)
    assert settlement_of(Snapshot(known), known.issues["pay"], "union", "shop") is None


def test_a_contest_ends_with_the_agreement() -> None:
    """What disputed a position before an agreement disputes nothing on an issue that it settles."""
    words = 'party = "union", value = "45", side = "media", speaker = "Press"'
    rival = f"position.rival = {{ {words}, stated = 2024-03-03 }}\n"
    found = [_snapshot(SIGNED + rival, day) for day in ("2024-03-09", "2024-03-12")]
    contested = [len(contested_positions(one, "union", one.negotiation.issues["pay"])) for one in found]
    assert contested == [2, 0]


@pytest.mark.parametrize(("value", "state"), [("40", "met"), ("at most 30", "not met")])
def test_conditions_are_judged_by_what_is_settled(value: str, state: str) -> None:
    """A condition on an issue that an agreement settles is met or not by what was agreed, whatever was held before."""
    text = f'position.if = {{ party = "union", issue = "hours", value = "35", requires = ["pay = {value}"] }}\n'
    snapshot = _snapshot(SIGNED + text)
    position = next(one for one in snapshot.negotiation.positions if one.id == "if")
    assert [condition.state for condition in conditions_of(snapshot, position)] == [state]


def test_what_was_only_announced_for_a_later_day_has_not_happened() -> None:
    """A milestone that was said to come, and of which nothing later is on record, binds and ends nothing."""
    planned = SIGNED.replace("stated = 2024-03-12", "stated = 2024-03-10")
    assert _deal(planned, "2024-03-20").state == "agreed provisionally"
    assert all(isinstance(one, Milestone) for one in _deal(SIGNED).bound)


def test_last_words_before_the_deal() -> None:
    """Positions stay as the last words before an agreement: neither the offer that it follows, nor an acceptance of
    that, nor the agreement is among them; an earlier offer is."""
    follows = DEAL.replace("date =", 'follows = "last", date =')
    text = 'proposal.last = { party = "employer", terms = ["pay = 40"], side = "own", tabled = 2024-03-09 }\n'
    text += 'response.yes = { party = "union", to = "last", answer = "accepted", side = "own", stated = 2024-03-09 }\n'
    text += 'proposal.first = { party = "employer", terms = ["pay = 20"], side = "own", tabled = 2024-03-05 }\n'
    known = build_negotiation(OFFERS + follows + text)
    issue = known.issues["pay"]
    pair = pair_of(Snapshot(known), issue, "union", "employer")
    before = pair_before(Snapshot(known), issue, pair)
    assert before is not None
    assert before.status == "apart"
    assert before.gap.distance == 30
    assert pair_before(Snapshot(known, date(2024, 3, 9)), issue, before) is None


@pytest.mark.parametrize(
    ("deal", "word", "last"),
    [
        ("date = 2024-03-10", "stated = 2024-03-10", "42"),
        ("date = 2024-03-10", 'stated = 2024-03-10, after = ["deal"]', "50"),
        ("date = 2024-03-10T12:00:00Z", "stated = 2024-03-10T13:00:00Z", "50"),
        ("date = 2024-03-10T12:00:00Z", "stated = 2024-03-10T11:00:00Z", "42"),
        ('follows = ["offer"], date = 2024-03-10', 'stated = 2024-03-10, after = ["offer"]', "50"),
        ('follows = ["offer"], date = 2024-03-10', 'stated = 2024-03-10, after = ["deal"]', "50"),
    ],
)
def test_a_word_after_the_deal_is_no_last_word_before_it(deal: str, word: str, last: str) -> None:
    """What was certainly said after an agreement, or after the offer that it follows, is no last word before it, also
    where both are of one day; an answer or an offer of then is none either."""
    said = f'side = "own", {word}'
    offer = 'proposal.offer = { party = "employer", terms = ["pay = 40"], side = "own", tabled = 2024-03-10 }\n'
    made = DEAL.replace("date = 2024-03-10", deal)
    for record in (
        f'position.word = {{ value = "42", {said} }}\n',
        f'proposal.word = {{ terms = ["pay = 42"], {said.replace("stated", "tabled")} }}\n',
    ):
        known = build_negotiation(OFFERS.replace("at least 50", "50") + made + offer + record)
        before = before_deal(Snapshot(known), known.agreements[0])
        position = current_position(before, "union", known.issues["pay"])
        assert position
        assert position.value == last


@pytest.mark.parametrize(("day", "answer", "awaited"), [(5, "", []), (12, "", ["union"]), (5, "pending", ["union"])])
def test_an_agreement_ends_the_waiting_for_what_came_before(day: int, answer: str, awaited: list[str]) -> None:
    """An offer from before an agreement between the two awaits nobody; a later one does, and one that a mere
    announcement has not overtaken."""
    offer = f'proposal.p = {{ party = "employer", terms = ["hours = 38"], side = "own", tabled = 2024-03-{day:02} }}\n'
    snapshot = _snapshot(offer + (_answer("later", "union", answer, 20) if answer else ""))
    assert [party.id for party in awaited_from(snapshot, snapshot.proposals[0])] == awaited


@pytest.mark.parametrize(
    ("parties", "awaited"), [("", ["union"]), ('"union", "employer"', []), ('"union", "shop"', ["shop", "union"])]
)
def test_a_deal_with_somebody_else_ends_no_waiting(parties: str, awaited: list[str]) -> None:
    """What a mediator tabled is overtaken for a party once it has agreements with each of the others that the paper is
    put to, not by one with somebody else."""
    between = f"between = [{parties}], " if parties else ""
    text = f"""
    party.shop = {{ name = "Shop", role = "principal" }}
    proposal.p = {{ party = "state", terms = ["hours = 38"], side = "own", {between}tabled = 2024-03-05 }}
    milestone.signed = {{ agreement = "deal", milestone = "signed", date = 2024-03-12, stated = 2024-03-12 }}
    """
    deal = DEAL.replace("date =", 'between = ["union", "employer"], date =')
    answer = _answer("no", "shop", "rejected", 11).replace('"deal"', '"p"') if not parties else ""
    answer += _answer("yes", "employer", "rejected", 11).replace('"deal"', '"p"') if not parties else ""
    snapshot = Snapshot(build_negotiation(OFFERS + deal + text + answer))
    assert sorted(party.id for party in awaited_from(snapshot, snapshot.proposals[0])) == awaited


@pytest.mark.parametrize(
    ("kind", "day", "state"), [("full", 20, "no term on record"), ("partial", 20, "ended"), ("full", 17, "agreed")]
)
def test_a_later_agreement_without_a_term(kind: str, day: int, state: str) -> None:
    """A later agreement without a term on an issue says so, once an earlier one that had one has ended; one that was to
    settle some issues only says nothing."""
    later = f'agreement.later = {{ title = "Later", kind = "{kind}", date = 2024-03-16, stated = 2024-03-16 }}\n'
    assert _settled(SIGNED + ENDED + later, f"2024-03-{day}").state == state


def test_a_rejected_agreement_was_agreed_provisionally() -> None:
    """An agreement that a vote rejects was never more than provisional, and brings nothing back."""
    snapshot = _snapshot(_vote("union", "rejected", 14))
    issue = snapshot.negotiation.issues["pay"]
    pair = pair_of(snapshot, issue, "union", "employer")
    assert pair_text(snapshot, pair, issue) == "agreed provisionally 40, rejected 14 Mar; nothing since the deal"


def test_a_mediator_does_not_end_the_agreement_of_others() -> None:
    """What somebody who is no party to it says of an own act is a claim of that side."""
    word = (
        'milestone.over = { agreement = "deal", milestone = "ended", by = "state", side = "own", stated = 2024-03-20 }'
    )
    assert _deal(SIGNED + word).state == "agreed"
    assert _deal(SIGNED + word.replace('"state"', '"union"')).state == "ended"
