"""Votes on agreements, of parties, of blocs and of their members: which bind, which end it, and rival reports."""

from __future__ import annotations

from datetime import date

import pytest

from negtrack.query import Deal, Snapshot, deals_of, live_positions, pair_of, settlement_of
from negtrack.views.agreements import build_agreements
from negtrack.views.deal_states import deals_summary
from negtrack.views.pair_words import pair_text
from tests.negotiations import build_negotiation

TALKS = """
position.low = { party = "employer", value = "30", side = "own", stated = 2024-03-02 }
position.high = { value = "50", side = "own", stated = 2024-03-03 }
agreement.deal = { date = 2024-03-10, terms = ["pay = 40"], stated = 2024-03-10 }
"""
BLOC = (
    TALKS.replace("date =", 'between = ["union", "employer"], date =')
    + """
party.smiths = { name = "Smiths", role = "principal", member_of = "union" }
party.bakers = { name = "Bakers", role = "principal", member_of = "union" }
position.smiths = { party = "smiths", value = "55", side = "own", stated = 2024-03-03 }
"""
)


def _vote(by: str, word: str, day: int, rest: str = "") -> str:
    words = f'agreement = "deal", milestone = "{word}", by = "{by}", date = 2024-03-{day}, stated = 2024-03-{day}'
    return f"milestone.{by}-{word}-{day} = {{ {words}{rest} }}\n"


def _answer(party: str, answer: str, day: int) -> str:
    words = f'party = "{party}", to = "deal", answer = "{answer}", side = "own", attribution = "on-record"'
    return f"response.{party}-{answer} = {{ {words}, stated = 2024-03-{day} }}\n"


def _deal(text: str) -> Deal:
    (deal,) = deals_of(Snapshot(build_negotiation(text)))
    return deal


def _words(text: str) -> object:
    return build_agreements(Snapshot(build_negotiation(text))).lines[0]["status"]


def _pair(text: str, one: str, other: str) -> tuple[str, str]:
    snapshot = Snapshot(build_negotiation(text))
    issue = snapshot.negotiation.issues["pay"]
    settlement = settlement_of(snapshot, issue, one, other)
    return settlement.state if settlement else "", pair_of(snapshot, issue, one, other).status


ACCEPTED = _answer("employer", "accepted", 11) + _answer("union", "accepted", 11)
RIVALS = _vote("union", "ratified", 14) + _vote("union", "rejected", 14, ', side = "own"')


@pytest.mark.parametrize(
    ("text", "state"),
    [
        (ACCEPTED, "agreed"),
        (ACCEPTED + RIVALS, "agreed provisionally"),
        (ACCEPTED + RIVALS + _vote("union", "ratified", 16), "agreed"),
        (ACCEPTED + RIVALS + _vote("union", "rejected", 16), "rejected"),
        (_answer("employer", "accepted", 11) + _answer("union", "pending", 11) + RIVALS, "announced"),
        (_vote("employer", "signed", 12) + _vote("union", "signed", 12) + RIVALS, "agreed provisionally"),
        (ACCEPTED + RIVALS.replace('side = "own"', 'side = "employer"'), "agreed"),
    ],
)
def test_rival_reports_of_a_vote_do_not_bind(text: str, state: str) -> None:
    """A party of whose vote reports contradict each other is not bound, by no acceptance or signature either, until it
    votes again; the word of another party about its vote is no such report."""
    assert _deal(TALKS + text).state == state


def test_a_signature_after_a_rejecting_vote_is_shown_beside_it() -> None:
    """A vote that rejects ends an agreement also where the same party signs it later; both are shown in every view,
    until that party ratifies it in another vote."""
    signed = _vote("union", "signed", 18)
    text = TALKS + ACCEPTED + _vote("union", "rejected", 14) + signed
    snapshot = Snapshot(build_negotiation(text))
    issue = snapshot.negotiation.issues["pay"]
    assert _words(text) == "rejected 14 Mar (by Union, reported), but signed by Union 18 Mar"
    assert "rejected 14 Mar (by Union, reported), but signed by Union 18 Mar (agreement of 10 Mar 2024)" in (
        deals_summary(snapshot, snapshot.negotiation.parties)
    )
    assert pair_text(snapshot, pair_of(snapshot, issue, "union", "employer"), issue) == (
        "agreed provisionally 40, rejected 14 Mar, but signed by Union 18 Mar; nothing since the deal"
    )
    again = text + _vote("union", "ratified", 16)
    assert _words(again) == ("agreed, accepted by Employers 11 Mar, ratified by Union 16 Mar, signed by Union 18 Mar")


def test_rival_reports_of_a_vote_are_shown_side_by_side() -> None:
    """Both reports stand in the list of agreements and in headings, each with its voice."""
    rivals = "contested: ratified by Union 14 Mar, reported; rejected by Union 14 Mar, own statement"
    assert _words(TALKS + ACCEPTED + RIVALS) == f"agreed provisionally, accepted by Employers 11 Mar; {rivals}"
    wait = _answer("employer", "accepted", 11) + _answer("union", "pending", 11)
    assert _words(TALKS + wait + RIVALS) == f"announced 10 Mar; Union: pending 11 Mar; {rivals}"
    snapshot = Snapshot(build_negotiation(TALKS + ACCEPTED + RIVALS))
    assert rivals in deals_summary(snapshot, snapshot.negotiation.parties)


COUNTS = [
    ("for = 812, against = 900", "for = 401, against = 900", True),
    ("for = 812, against = 900", "for = 812", False),
    ("for = 812", "for = 813", True),
    ('for = "69%"', 'for = "69.3%"', False),
    ('for = "69%"', 'for = "69.6%"', True),
    ('for = "54.74%", against = "45.26%"', 'against = "45.6%"', True),
    ('for = "54.74%"', 'against = "45.6%"', True),
    ('for = "54.74%"', 'against = "45.26%"', False),
    ('for = "54.74%"', "for = 812", False),
]


@pytest.mark.parametrize(("one", "other", "are_rival"), COUNTS)
def test_rival_counts_of_a_vote_are_shown_side_by_side(one: str, other: str, are_rival: bool) -> None:
    """Two counts of one vote that cannot both be right are printed with their voices, and bind nobody less; a share is
    as exact as it was printed."""
    first = _vote("union", "ratified", 14, f', body = "Local 9", {one}')
    second = _vote("union", "ratified", 14, f', body = "Local 9", side = "own", {other}').replace("-14 =", "-14b =")
    words = str(_words(TALKS + ACCEPTED + first + second))
    assert words.startswith("agreed, accepted by Employers 11 Mar, ratified by Union 14 Mar")
    votes = [vote.votes for vote in _deal(TALKS + first + second).milestones]
    reports = (
        f"ratified by Union, Local 9, {votes[0]}, 14 Mar, reported",
        f"Local 9, {votes[1]}, 14 Mar, own statement",
    )
    assert [part in words for part in ("count contested: ", *reports)] == [are_rival] * 3


@pytest.mark.parametrize(("body", "day"), [(', body = "Local 8"', 14), ("", 14), (', body = "Local 9"', 16)])
def test_other_votes_are_no_rivals(body: str, day: int) -> None:
    """The votes of two bodies, and two votes of one body on two days, do not contradict each other."""
    first = _vote("union", "ratified", 14, ', body = "Local 9", for = 812')
    second = _vote("union", "ratified", day, f"{body}, for = 401").replace("ratified-", "ratified-b-")
    assert "count contested" not in str(_words(TALKS + first + second))


SIGNED = _vote("", "signed", 12).replace("milestone.-", "milestone.").replace('by = "", ', "")
IN_FORCE = SIGNED.replace("signed", "in-force").replace("-12", "-15")


@pytest.mark.parametrize(
    ("side", "words", "heading"),
    [
        ("", "in force 15 Mar", "in force"),
        ('side = "media", speaker = "Press"', "in force 15 Mar", "in force"),
        ('side = "state", speaker = "Minister"', "in force 15 Mar (according to Minister (State))", "signed"),
        ('side = "third-party", speaker = "Envoy"', "in force 15 Mar (according to Envoy)", "signed"),
        ('side = "union", speaker = "Chair"', "in force 15 Mar (according to Chair (Union))", "signed"),
    ],
)
def test_steps_in_the_words_of_others_say_whose(side: str, words: str, heading: str) -> None:
    """That an agreement is in force says in whose words it is, unless a source reports it in its own voice; a heading
    has no such step."""
    said = IN_FORCE.replace("date =", f"{side}, date =" if side else "date =")
    assert _words(TALKS + SIGNED + said) == f"agreed, signed 12 Mar, {words}"
    snapshot = Snapshot(build_negotiation(TALKS + SIGNED + said))
    assert deals_summary(snapshot, snapshot.negotiation.parties) == (f"agreed 10 Mar 2024, {heading}",)


def test_an_acceptance_that_binds_is_named() -> None:
    """An agreement says whose own acceptance binds, in place of a vote; of several on one day together."""
    assert _words(TALKS + ACCEPTED) == "agreed, accepted by Employers and Union 11 Mar"
    mixed = _answer("employer", "accepted", 11) + _vote("union", "ratified", 14)
    assert _words(TALKS + mixed) == "agreed, accepted by Employers 11 Mar, ratified by Union 14 Mar"


def test_a_word_of_others_hides_no_report() -> None:
    """A later report in a source's own voice stands beside what others had said before."""
    early = IN_FORCE.replace("15", "13").replace("date =", 'side = "state", speaker = "Minister", date =')
    assert _words(TALKS + SIGNED + early + IN_FORCE) == (
        "agreed, signed 12 Mar, in force 13 Mar (according to Minister (State)), in force 15 Mar"
    )


def test_what_may_have_happened_says_whose_word_it_is() -> None:
    """A milestone that may have happened by now is in the words of who reports it, too."""
    words = 'agreement = "deal", milestone = "ratified", by = "union", side = "state", speaker = "Minister"'
    late = f'milestone.r = {{ {words}, date = "2024-03-10/2024-03-14", stated = 2024-03-14 }}\n'
    snapshot = Snapshot(build_negotiation(TALKS + late), date(2024, 3, 12))
    assert build_agreements(snapshot).lines[0]["status"] == (
        "agreed provisionally, perhaps already ratified by Union (according to Minister (State)) by 14 Mar"
    )


@pytest.mark.parametrize(
    ("text", "one", "state"),
    [
        (_answer("employer", "accepted", 11) + _answer("union", "rejected", 11), "smiths", ("announced", "apart")),
        (_answer("employer", "accepted", 11) + _answer("union", "accepted", 11), "smiths", ("agreed", "agreed")),
        (_answer("employer", "accepted", 11) + _answer("smiths", "rejected", 11), "union", ("announced", "apart")),
        (_answer("employer", "accepted", 11) + _answer("smiths", "rejected", 11), "smiths", ("announced", "apart")),
        (_vote("union", "rejected", 14), "smiths", ("ended", "silent")),
        (_vote("smiths", "rejected", 14), "union", ("ended", "silent")),
        (_vote("smiths", "rejected", 14) + _vote("union", "ratified", 16), "union", ("agreed provisionally", "agreed")),
    ],
)
def test_a_bloc_and_its_members(text: str, one: str, state: tuple[str, str]) -> None:
    """An agreement of a bloc is one of its members: what the bloc answers and votes reaches them, and the answer or the
    rejecting vote of a member the bloc, until the bloc ratifies later."""
    assert _pair(BLOC + text, one, "employer") == state


def test_the_answer_of_a_member_is_not_that_of_another() -> None:
    """What a member of a bloc answers says nothing of another member."""
    position = 'position.bakers = { party = "bakers", value = "52", side = "own", stated = 2024-03-03 }\n'
    text = BLOC + position + _answer("smiths", "rejected", 11)
    assert _pair(text, "bakers", "employer") == ("agreed provisionally", "agreed")


def test_a_bloc_acts_for_members_that_are_parties_to_it() -> None:
    """Where an agreement names the members of a bloc, the bloc's signature binds them, its word that it has ended
    counts, and the pair of the bloc stands in it too."""
    text = BLOC.replace('"union", "employer"]', '"smiths", "bakers", "employer"]')
    signed = _vote("union", "signed", 12) + _vote("employer", "signed", 12)
    assert _pair(text + signed, "smiths", "employer") == ("agreed", "agreed")
    assert _pair(text + signed, "union", "employer") == ("agreed", "agreed")
    ended = _vote("employer", "ended", 18, ', side = "union"')
    assert _deal(text + signed + ended).state == "ended"
    only_one = BLOC.replace('"union", "employer"]', '"smiths", "employer"]')
    assert _pair(only_one + signed, "union", "employer") == ("", "apart")


def test_an_agreement_within_a_bloc_silences_nobody() -> None:
    """What a party said before an agreement that has ended stays its word, if the agreement was with members of its own
    bloc alone: it had nothing to agree with them."""
    text = BLOC.replace('"union", "employer"]', '"smiths", "bakers"]').replace("pay = 40", "hours = 40")
    text += """
    position.mine = { party = "smiths", issue = "hours", value = "35", side = "own", stated = 2024-03-04 }
    position.other = { party = "bakers", issue = "hours", value = "36", side = "own", stated = 2024-03-04 }
    milestone.ended = { agreement = "deal", milestone = "ended", stated = 2024-03-18 }
    """
    snapshot = Snapshot(build_negotiation(text))
    live = live_positions(snapshot, "smiths", snapshot.negotiation.issues["hours"])
    assert [position.id for position in live] == ["mine"]


def test_a_bloc_disputes_for_its_members() -> None:
    """A later contrary word or answer of the bloc disputes a term between a member and the other side."""
    signed = _vote("union", "signed", 12) + _vote("employer", "signed", 12)
    word = 'position.no = { value = "at least 60", side = "own", stated = 2024-03-20 }\n'
    for contrary in (word, _answer("union", "rejected", 20)):
        snapshot = Snapshot(build_negotiation(BLOC + signed + contrary))
        settlement = settlement_of(snapshot, snapshot.negotiation.issues["pay"], "smiths", "employer")
        assert settlement
        assert (settlement.state, [one.party for one in settlement.against]) == ("agreed", ["union"])


def test_no_fallback_comes_while_a_member_has_rejected() -> None:
    """A fallback does not come where a member of a bloc had rejected the agreement by its day, in its own words too,
    and ratified it only later."""
    item = 'agreement = "deal", issue = "hours", decide-by = 2024-03-25, otherwise = "38", stated = 2024-03-10'
    own = ', side = "own", attribution = "on-record"'
    signed = BLOC + f"open.hours = {{ {item} }}\n" + _vote("employer", "signed", 12) + _vote("union", "signed", 12)
    again = _vote("smiths", "ratified", 27, own)
    for text, state in (
        (signed + again, "settled by the fallback"),
        (signed + _vote("smiths", "rejected", 20, own) + again, "open"),
        (signed + _vote("smiths", "ended", 20, own) + again, "settled by the fallback"),
    ):
        snapshot = Snapshot(build_negotiation(text), date(2024, 3, 30))
        settlement = settlement_of(snapshot, snapshot.negotiation.issues["hours"], "employer", "union")
        assert settlement is not None
        assert settlement.state == state
