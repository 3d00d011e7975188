"""Lines of a scorecard: what stands beside what was agreed."""

from __future__ import annotations

from negtrack.query import Snapshot, settlement_of
from negtrack.score import scores_between
from negtrack.views.score_lines import ScoreLine
from negtrack.views.scorecard import build_scorecard

from ..negotiations import build_negotiation, put_on_record

DISCLOSED = """
proposal.p = { party = "employer", terms = ["pay = undisclosed"], side = "own", tabled = 2024-03-02 }
proposal.d = { discloses = "p", party = "employer", terms = ["pay = 40"], speaker = "Ann Roe and AP", side = "media" }
proposal.e = { discloses = "p", party = "employer", terms = ["pay = 40"], speaker = "AP", side = "media" }
response.yes = { to = "p", answer = "accepted", side = "own", attribution = "on-record", stated = 2024-03-05 }
"""


def test_joint_speakers_are_listed_once() -> None:
    """Who discloses what was agreed is named once, also as one of two joint speakers."""
    snapshot = Snapshot(build_negotiation(DISCLOSED.replace('side = "media"', 'side = "media", stated = 2024-03-03')))
    issue, pair = snapshot.negotiation.issues["pay"], ("union", "employer")
    (score,) = scores_between(snapshot, issue, pair, settlement_of(snapshot, issue, *pair), None)
    assert "agreed according to Ann Roe and AP" in ScoreLine(snapshot, score).remarks


def test_what_was_agreed_on_a_condition_stands_with_it() -> None:
    """A term of an agreement is nobody's, so that nobody else must meet its condition, which is said as it stands."""
    text = """
    position.a = { party = "union", value = "60", side = "own", stated = 2024-03-01 }
    agreement.deal = { date = 2024-03-20, term = { pay = { value = "55", requires = ["hours = 35"] } } }
    """
    known = build_negotiation(text)
    view = build_scorecard(Snapshot(known), [known.issues["pay"]])
    assert [line.words for card in view.cards for line in card.findings] == ["pay agreed 55, if hours = 35"]


def test_alternatives_that_were_dropped_are_all_named() -> None:
    """A party that withdraws packages of which one would have held drops what any of them offered."""
    text = """
    position.u = { party = "union", value = "50", side = "own" }
    proposal.a = { party = "employer", terms = ["pay = 43"], side = "own", tabled = 2024-03-05 }
    proposal.b = { party = "employer", terms = ["pay = 45"], side = "own", tabled = 2024-03-05, alternative_to = ["a"] }
    position.g = { party = "employer", stance = "withdrawal", withdraws = ["a", "b"], DAY, side = "own" }
    """
    known = build_negotiation(put_on_record(text.replace("DAY", "stated = 2024-03-07")))
    view = build_scorecard(Snapshot(known), [known.issues["pay"]])
    assert [line.words for card in view.cards for line in card.findings] == ["pay a: 43 or b: 45 (withdrawn 7 Mar)"]


def test_a_value_that_a_vote_rejected_is_not_called_ended() -> None:
    """The scorecard has the word of the other pages for what became of an agreement."""
    text = """
    position.a = { value = "60", side = "own", stated = 2024-03-01 }
    position.b = { party = "employer", value = "50", side = "own", stated = 2024-03-01 }
    agreement.deal = { date = 2024-03-05, terms = ["pay = 55"], stated = 2024-03-05 }
    milestone.vote = { agreement = "deal", milestone = "WORD", by = "union", stated = 2024-03-08 }
    """
    found = []
    for word in ("rejected", "ended"):
        snapshot = Snapshot(build_negotiation(text.replace("WORD", word)))
        issue, pair = snapshot.negotiation.issues["pay"], ("union", "employer")
        (score,) = scores_between(snapshot, issue, pair, settlement_of(snapshot, issue, *pair), None)
        found.append(ScoreLine(snapshot, score).agreed)
    assert found == ["55, rejected 8 Mar", "55, ended 8 Mar"]


def test_a_red_line_is_crossed_on_the_day_of_the_last_consent() -> None:
    """A paper that both accepted agreed on nothing on the day on which it was tabled."""
    own = 'side = "own", attribution = "on-record"'
    text = f"""
    position.line = {{ stance = "red-line", value = "at least 60", {own}, stated = 2024-03-01 }}
    proposal.paper = {{ party = "state", terms = ["pay = 55"], {own}, stated = 2024-03-02 }}
    response.a = {{ to = "paper", answer = "accepted", {own}, stated = 2024-03-05 }}
    response.b = {{ party = "employer", to = "paper", answer = "accepted", {own}, stated = 2024-03-04 }}
    """
    known = build_negotiation(text)
    view = build_scorecard(Snapshot(known), [known.issues["pay"]])
    words = [line.words for card in view.cards for line in card.findings]
    assert any(one.startswith("pay at least 60 (crossed by the agreement 5 Mar") for one in words), words


def test_a_withdrawal_that_others_report_names_them() -> None:
    """Beside the day, in the figures too, as the other views do."""
    text = """
    position.u = { party = "union", value = "50", side = "own" }
    position.e = { party = "employer", value = "40", side = "own" }
    position.v = { party = "union", value = "48", side = "own", stated = 2024-03-05 }
    position.w = { party = "union", stance = "withdrawal", withdraws = ["v"], SIDE, stated = 2024-03-07 }
    """
    for side, last in (
        ('side = "own"', "withdrawn 7 Mar"),
        ('speaker = "The Gazette", side = "media"', "withdrawn 7 Mar, according to The Gazette"),
    ):
        known = build_negotiation(put_on_record(text.replace("SIDE", side)))
        issue, pair = known.issues["pay"], ("union", "employer")
        (score,) = scores_between(Snapshot(known), issue, pair, None, None)
        line = ScoreLine(Snapshot(known), score)
        assert line.lasts[0] == last
        assert last in line.row()["one_notes"]  # type: ignore[operator]  # a list
