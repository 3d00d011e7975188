"""Scores of two counterparts: openings, last words, what was agreed, moves and shares."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

import pytest

from negtrack.gap import print_gap
from negtrack.query import Snapshot, on_issue, settlement_of
from negtrack.score import Score, Stand, scores_between
from tests.negotiations import build_negotiation

HEAD = """
party.employer = { name = "Employers", role = "principal" }
party.union = { name = "Union", role = "principal" }
issue.pay = { title = "Pay", kind = "quantity", unit = "euros", wants = { union = "more", employer = "less" } }
issue.rank = { title = "Rank", kind = "choice", ladder = ["low", "mid", "high", "top"] }
issue.mode = { title = "Mode", kind = "choice", options = ["train", "ship", "road"] }
issue.start = { title = "Start", kind = "timing", anchor = "signed" }
issue.tax = { title = "Tax", kind = "money", steps = ["2024", "2025"], over = "year", total = "sum" }
event.signed = { title = "Signature" }
event.opened = { title = "Opening" }
"""
OWN = 'side = "own", attribution = "on-record"'
PAY = '"pay = 60"'
FOLLOWED = (
    'agreement.deal = { title = "Deal", date = 2024-03-20, stated = 2024-03-20, terms = ["pay = 60"], '
    'follows = ["paper", "offer"] }'
)
"""An agreement that follows two offers."""


def union(name: str, day: int, value: str, issue: str = "pay", more: str = "") -> str:
    """Return a position of the union, in its own words, of a day in March."""
    fields = f'issue = "{issue}", value = "{value}", side = "own", stated = 2024-03-{day:02}{more and ", "}{more}'
    return f'position.{name} = {{ party = "union", {fields} }}\n'


def employer(name: str, day: int, value: str, issue: str = "pay", more: str = "") -> str:
    """Return a position of the employers."""
    return union(name, day, value, issue, more).replace('party = "union"', 'party = "employer"')


def deal(*terms: str, more: str = "") -> str:
    """Return an agreement of 20 March."""
    listed = ", ".join(f'"{term}"' for term in terms)
    fields = f"date = 2024-03-20, stated = 2024-03-20, terms = [{listed}]{more and ', '}{more}"
    return f'agreement.deal = {{ title = "Deal", {fields} }}\n'


def scores(text: str, issue: str = "pay", since: date | None = None) -> Sequence[Score]:
    """Return the scores of the union and the employers on an issue."""
    snapshot = Snapshot(build_negotiation(text, HEAD))
    question, pair = snapshot.negotiation.issues[issue], ("union", "employer")
    return [*scores_between(snapshot, question, pair, settlement_of(snapshot, question, *pair), since)]


def moved(side: Stand) -> str:
    """Return the move of a party in short: `30 away 60%`, `10: there was no opening gap`."""
    if side.move is None:
        return "-"
    size = "?" if side.move.size is None else str(side.move.size)
    away = " away" if side.move.is_away else ""
    return f"{size}{away}: {side.share.reason}" if side.share.part is None else f"{size}{away} {side.share.part}"


def names(*positions: object) -> list[str]:
    """Return the ids of positions."""
    return [getattr(position, "id", "-") for position in positions]


def test_from_the_first_figures_to_what_was_agreed() -> None:
    """Each moved from its first figure to the agreed one; the shares of the opening gap are exact, and add up to 1."""
    (score,) = scores(union("a", 1, "100") + union("b", 5, "80") + employer("c", 2, "40") + deal("pay = 60"))
    assert [print_gap(gap, score.measure.issue.scale) for gap in (score.opening_gap, score.last_gap)] == [
        "apart 60",
        "apart 40",
    ]
    assert [moved(side) for side in score.sides] == ["40 2/3", "20 1/3"]
    assert sum(side.share.part or 0 for side in score.sides) == 1
    assert names(score.one.opening, score.one.last, score.agreed) == ["a", "b", "deal#pay"]
    assert score.last_of == ()


def test_whose_last_figure_was_agreed() -> None:
    """What was agreed is the last figure of one, of both, or of nobody."""
    both = union("a", 1, "100") + employer("b", 1, "40")
    assert scores(both + union("c", 3, "60") + deal("pay = 60"))[0].last_of == ("union",)
    assert scores(both + union("c", 3, "60") + employer("d", 3, "60") + deal("pay = 60"))[0].last_of == (
        "union",
        "employer",
    )
    assert scores(both + deal("pay = 60"))[0].last_of == ()


def test_without_an_agreed_value_the_last_on_record() -> None:
    """Each moved to its last figure, and the share is that of a gap that stayed open."""
    (score,) = scores(union("a", 1, "100") + union("b", 25, "70") + employer("c", 2, "40") + deal("rank = mid"))
    assert [moved(side) for side in score.sides] == ["30 1/2", "0 0"]
    assert score.settlement
    assert (score.settlement.state, score.agreed) == ("no term on record", None)
    (score,) = scores(union("a", 1, "100") + employer("c", 2, "40"))
    assert (score.settlement, [moved(side) for side in score.sides]) == (None, ["0 0", "0 0"])


def test_the_offer_that_the_agreement_follows_is_the_deal() -> None:
    """The offer and its acceptance are no last words; what else was said until that day is."""
    offer = f'proposal.offer = {{ party = "employer", side = "own", tabled = 2024-03-15, terms = [{PAY}] }}\n'
    yes = f'response.yes = {{ party = "union", to = "offer", answer = "accepted", {OWN}, stated = 2024-03-18 }}\n'
    first = union("a", 1, "100") + employer("c", 2, "40")
    more = 'follows = ["offer"]'
    (score,) = scores(first + offer + yes + deal("pay = 60", more=more))
    assert names(score.one.last, score.other.last) == ["a", "c"]
    (score,) = scores(first + offer + yes + union("b", 15, "90") + deal("pay = 60", more=more))
    assert names(score.one.last) == ["b"]


def test_an_agreement_that_follows_an_offer_on_another_issue() -> None:
    """The deal is the last offer that it follows, also where only an earlier one names the issue; that stays a last
    word."""
    paper = f'proposal.paper = {{ party = "employer", {OWN}, tabled = 2024-03-05, terms = ["pay = 50"] }}\n'
    offer = f'proposal.offer = {{ party = "employer", {OWN}, tabled = 2024-03-15, terms = ["rank = mid"] }}\n'
    snapshot = Snapshot(build_negotiation(union("a", 1, "100") + paper + offer + FOLLOWED, HEAD))
    issue = snapshot.negotiation.issues["pay"]
    small = on_issue(snapshot, issue)
    (score,) = scores_between(small, issue, ("union", "employer"), settlement_of(small, issue, "union", "employer"))
    assert names(score.other.opening, score.other.last) == ["paper#pay", "paper#pay"]


def test_from_the_farthest_point_where_a_party_went_away_first() -> None:
    """The move from the opening counts for the share; that from the farthest point stands beside it."""
    text = union("a", 1, "100") + union("b", 3, "130") + union("c", 5, "90") + employer("d", 1, "40")
    (score,) = scores(text + deal("pay = 70"))
    assert moved(score.one) == "30 1/2"
    assert names(score.one.farthest) == ["b"]
    assert score.one.from_farthest
    assert score.one.from_farthest.size == 60
    assert score.other.farthest is None


def test_a_figure_that_was_no_headline_is_no_farthest_point() -> None:
    """What others said of a party while its own word stood was not its position."""
    others = union("o", 2, "500").replace('side = "own"', 'speaker = "Diplomats", side = "third-party"')
    (score,) = scores(union("a", 1, "100") + others + employer("d", 1, "40") + deal("pay = 70"))
    assert score.one.farthest is None


def test_a_party_that_got_more_than_it_asked_moved_away() -> None:
    """Its share is negative, and the other gave up more than the opening gap; both still add up to 1."""
    (score,) = scores(union("a", 1, "100") + employer("c", 2, "40") + deal("pay = 130"))
    assert [moved(side) for side in score.sides] == ["30 away -1/2", "90 3/2"]


def test_ranges_by_the_nearer_end_and_bounds_by_theirs() -> None:
    """What lies within the first set of a party is no move; a bound counts by its end."""
    (score,) = scores(union("a", 1, "80..100") + employer("c", 2, "at most 40") + deal("pay = 50"))
    assert [moved(side) for side in score.sides] == ["30 3/4", "10 1/4"]
    (score,) = scores(union("a", 1, "80..100") + employer("c", 2, "at most 40") + deal("pay = 90"))
    assert [moved(side) for side in score.sides] == ["0 0", "50 5/4"]


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        ("at least 80", "at least 70", "10 1/4"),
        ("80..100", "70..100", "10 1/4"),
        ("80..100", "60..70", "20 1/2"),
        ("80..100", "90..120", "10 away -1/4"),
        ("80..100", "90..95", "0 0"),
        ("80..100", "30..90", "40 1"),
        ("80", "80..100", "0 0"),
        ("80", "at most 90", "40 1"),
        ("80", "30..35", "45 9/8"),
        ("80", "70 or 90", "10 1/4"),
    ],
)
def test_a_demand_that_softened_moved_as_far_as_the_gap_closed(first: str, last: str, found: str) -> None:
    """A range counts by its end nearer to the counterpart, up to the opening of that; what lies within it is no
    move."""
    (score,) = scores(union("a", 1, first) + union("b", 5, last) + employer("c", 2, "40"))
    assert moved(score.one) == found


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [("at most 40", "at most 50", "10 1/4"), ("30..40", "30..50", "10 1/4"), ("40", "at least 60", "40 1")],
)
def test_a_ceiling_that_rose(first: str, last: str, found: str) -> None:
    """From below it is the upper end that counts."""
    (score,) = scores(employer("a", 1, first) + employer("b", 5, last) + union("c", 2, "80"))
    assert moved(score.other) == found


def test_a_softened_demand_beside_a_silent_counterpart() -> None:
    """By the end that the party wants less of, else by the only one that changed; nothing tells of both."""
    silent = "the other side named no opening"
    assert moved(scores(union("a", 1, "80..100") + union("b", 5, "70..100"))[0].one) == f"10: {silent}"
    head = HEAD.replace(', wants = { union = "more", employer = "less" }', "")
    for last, found in (("70..100", f"10: {silent}"), ("70..110", f"?: {silent}; nothing"), ("90", f"0: {silent}")):
        snapshot = Snapshot(build_negotiation(union("a", 1, "80..100") + union("b", 5, last), head))
        issue, pair = snapshot.negotiation.issues["pay"], ("union", "employer")
        (score,) = scores_between(snapshot, issue, pair, None)
        assert moved(score.one) == found.removesuffix("; nothing")


def test_an_agreed_range_beyond_an_opening() -> None:
    """What was agreed within the first words is no move; an agreed floor below that of a demand is one."""
    first = union("a", 1, "at least 80") + employer("c", 2, "20")
    assert [moved(side) for side in scores(first + deal("pay = at least 70"))[0].sides] == ["10 1/6", "50 5/6"]
    assert [moved(side) for side in scores(first + deal("pay = at least 90"))[0].sides] == ["0 0", "70 7/6"]
    ranged = first.replace("at least 80", "80..100")
    assert [moved(side) for side in scores(ranged + deal("pay = 90..120"))[0].sides] == ["0 0", "70 7/6"]
    same = union("a", 1, "80") + employer("c", 2, "at most 80")
    unmeasured = "0: there was no opening gap"
    assert [moved(side) for side in scores(same + deal("pay = at most 80"))[0].sides][1] == unmeasured
    start = union("a", 1, "day 16", "start") + employer("c", 2, "at most day 16", "start")
    assert [moved(side) for side in scores(start + deal("start = at most day 16"), "start")[0].sides] == [
        unmeasured
    ] * 2


def test_a_demand_that_names_more_options() -> None:
    """It moved, and nothing measures how far; without order no option lies between two others."""
    text = union("a", 1, "train", "mode") + employer("b", 1, "ship", "mode")
    (score,) = scores(text + union("c", 5, "train or road", "mode"), "mode")
    assert [moved(side) for side in score.sides] == [f"{size}: nothing measures the distance" for size in "?0"]
    (score,) = scores(text + union("c", 5, "at least high", "rank") + union("d", 1, "top", "rank"), "rank")
    assert moved(score.one) == "1: the other side named no opening"


def test_steps_and_totals_that_softened() -> None:
    """Each step and the total count by their nearer ends."""
    text = union("a", 1, "at least USD 90m; at least 90m", "tax") + employer("c", 2, "USD 40m; 50m", "tax")
    found = scores(text + union("b", 3, "at least USD 80m; at least 85m", "tax"), "tax")
    assert [moved(score.one) for score in found] == ["10000000 1/5", "5000000 1/8", "15000000 1/6"]


@pytest.mark.parametrize(
    ("first", "second", "agreed", "issue", "found"),
    [
        ("30", "30", "100", "pay", ["70: there was no opening gap"] * 2),
        ("low", "top", "mid", "rank", ["1 1/3", "2 2/3"]),
        ("train", "ship", "ship", "mode", ["?: nothing measures the distance", "0: nothing measures the distance"]),
        ("2 weeks", "immediately after opened", "1 week", "start", ["7: the openings are not comparable: anchor"]),
    ],
)
def test_when_there_is_no_share(first: str, second: str, agreed: str, issue: str, found: list[str]) -> None:
    """Rungs are counted; without an opening gap, without order, or from another event there is no share, and why."""
    text = union("a", 1, first, issue) + employer("b", 1, second, issue) + deal(f"{issue} = {agreed}")
    (score,) = scores(text, issue)
    assert [moved(side) for side in score.sides][: len(found)] == found


def test_an_opening_that_is_not_public() -> None:
    """The other's move is shown, without a share; nobody moved from a figure that nobody knows."""
    (score,) = scores(union("a", 1, "undisclosed") + employer("b", 1, "40") + deal("pay = 60"))
    assert [moved(side) for side in score.sides] == ["-", "20: an opening is not public"]
    assert (score.opening_gap.status, score.one.hidden and score.one.hidden.id) == ("unknown", "a")
    (score,) = scores(employer("b", 1, "40") + deal("pay = 60"))
    assert [moved(side) for side in score.sides] == ["-", "20: the other side named no opening"]


def test_what_was_only_considered_opens_nothing() -> None:
    """A figure that a party only considered or hoped for is none of its figures."""
    text = union("a", 1, "120", more='modality = "considered"') + union("b", 3, "100")
    (score,) = scores(text + employer("c", 2, "40") + deal("pay = 60"))
    assert names(score.one.opening) == ["b"]


def test_a_figure_in_doubt() -> None:
    """It moved at least so far, and has no share; an opening in doubt has none either."""
    text = union("a", 1, "100") + union("b", 3, "one of 70..80") + employer("c", 2, "40")
    (score,) = scores(text)
    assert moved(score.one) == "20: the reports leave a figure open"
    assert score.one.move
    assert score.one.move.is_doubtful
    (score,) = scores(union("a", 1, "one of 90..100") + employer("c", 2, "40") + deal("pay = 60"))
    assert [moved(side) for side in score.sides] == [
        "30: the reports leave a figure open",
        "20: the reports leave a figure open",
    ]


def test_another_basis_is_no_opening_gap() -> None:
    """A count on another basis has no distance to the other opening or to what was agreed."""
    text = union("a", 1, "100", more='qualifier = "net"') + employer("c", 2, "40")
    (score,) = scores(text + deal("pay = 60"))
    assert moved(score.one) == "?: the openings are not comparable: basis not said"


def test_rival_openings_of_one_day() -> None:
    """Of two reports of one day the one nearest to what was agreed counts, and the other is named."""
    text = union("a", 1, "100")
    for name, value in (("b", "30"), ("c", "45")):
        text += employer(name, 2, value).replace('side = "own"', f'speaker = "{name}", side = "media"')
    (score,) = scores(text + deal("pay = 60"))
    assert (names(score.other.opening), names(*score.other.rivals)) == (["c"], ["b"])
    assert moved(score.other) == f"15 {Fraction(15, 55)}"


def test_what_may_have_been_first() -> None:
    """A figure of which nobody knows whether it came first stands beside the opening, unless it was named again."""
    open_start = union("z", 9, "90").replace("stated = 2024-03-09", 'stated = "../2024-03-09"')
    text = union("a", 5, "100") + open_start + employer("c", 2, "40")
    assert names(*scores(text)[0].one.perhaps) == ["z"]
    assert scores(text + union("b", 11, "90"))[0].one.perhaps == ()


def test_since_a_day_with_what_each_held_then() -> None:
    """A party that held nothing yet opens with its next figure."""
    text = union("a", 1, "100") + union("b", 5, "80") + employer("c", 9, "40") + employer("d", 11, "50")
    (score,) = scores(text + deal("pay = 60"), since=date(2024, 3, 7))
    assert names(score.one.opening, score.other.opening) == ["b", "c"]
    assert [moved(side) for side in score.sides] == ["20 1/2", "20 1/2"]


def test_since_a_day_with_what_is_not_comparable() -> None:
    """What a party held then on another basis is no opening; its next figure is, and the other is named."""
    text = union("a", 1, "100", more='qualifier = "net"') + union("b", 9, "80") + employer("c", 2, "40")
    (score,) = scores(text + deal("pay = 60"), since=date(2024, 3, 7))
    assert names(score.one.opening, score.one.held, score.other.opening, score.other.held) == ["b", "a", "c", "-"]
    (score,) = scores(text.replace(union("b", 9, "80"), "") + deal("pay = 60"), since=date(2024, 3, 7))
    assert names(score.one.opening, score.one.held) == ["a", "-"]


def test_a_withdrawal_gives_up_all() -> None:
    """What a party withdrew it moved by all that lay between, without a share."""
    back = union("w", 9, "").replace('value = ""', 'stance = "withdrawal", withdraws = ["a"]')
    (score,) = scores(union("a", 1, "100") + employer("c", 2, "0") + back)
    assert [moved(side) for side in score.sides] == ["100: by withdrawal", "0 0"]
    assert names(score.one.last, score.one.withdrawal) == ["-", "w"]


def test_steps_and_their_total() -> None:
    """Each step opens with the first figure for it, the total with the first whole schedule."""
    text = union("a", 1, "2024: USD 100m", "tax") + union("b", 3, "USD 90m; 95m", "tax")
    text += employer("c", 2, "USD 40m; 50m", "tax") + deal("tax = USD 60m; 80m")
    found = {("sum" if score.measure.is_total else score.measure.issue.step): score for score in scores(text, "tax")}
    assert {name: [moved(side) for side in score.sides] for name, score in found.items()} == {
        "2024": ["40000000 2/3", "20000000 1/3"],
        "2025": ["15000000 1/3", "30000000 2/3"],
        "sum": [f"45000000 {Fraction(45, 95)}", f"50000000 {Fraction(50, 95)}"],
    }
    assert names(*(score.one.opening for score in found.values())) == ["a", "b", "b"]


def test_a_step_that_the_last_schedule_leaves_open() -> None:
    """An open step has no figure, and is never filled from an earlier schedule."""
    text = union("a", 1, "USD 90m; 95m", "tax") + union("b", 3, "2024: USD 80m", "tax")
    found = scores(text + employer("c", 2, "USD 40m; 50m", "tax"), "tax")
    assert [moved(score.one) for score in found] == ["10000000 1/5", "-", "-"]


def test_the_nearest_alternative() -> None:
    """Of packages of which one holds, that which is nearest to what was agreed is the last word."""
    offers = """
proposal.a = { party = "employer", side = "own", tabled = 2024-03-05, terms = ["pay = 70", "rank = low"] }
proposal.b = { party = "employer", side = "own", tabled = 2024-03-05, terms = ["pay = 50"], alternative_to = ["a"] }
"""
    (score,) = scores(union("u", 1, "100") + employer("c", 1, "40") + offers + deal("pay = 55"))
    assert names(score.other.last) == ["b#pay"]


def offer(name: str, *terms: str, more: str = "") -> str:
    """Return a paper of the employers of 5 March."""
    listed = ", ".join(f'"{term}"' for term in terms)
    return f'proposal.{name} = {{ party = "employer", {OWN}, tabled = 2024-03-05, terms = [{listed}]{more} }}\n'


def accepted(name: str) -> str:
    """Return that the union accepts a paper."""
    return f'response.yes = {{ party = "union", to = "{name}", answer = "accepted", {OWN}, stated = 2024-03-07 }}\n'


@pytest.mark.parametrize("since", [None, date(2024, 3, 3), date(2024, 3, 6)])
@pytest.mark.parametrize("end", [accepted("paper"), deal("pay = 60", more='follows = ["paper"]')])
def test_a_first_figure_that_became_the_agreement(end: str, since: date | None) -> None:
    """Who had named nothing before the paper that was agreed opened with that, and it is its last figure; the other
    made the whole move."""
    (score,) = scores(union("a", 1, "100") + offer("paper", "pay = 60") + end, since=since)
    assert names(score.other.opening, score.other.last) == ["paper#pay", "paper#pay"]
    assert ([moved(side) for side in score.sides], score.last_of) == (["40 1", "0 0"], ("employer",))


def test_the_nearest_alternative_beside_a_withdrawal() -> None:
    """Where the other side withdrew its word, the alternative nearest to its opening is the last word, as where it had
    not; of alternatives that were the opening too, the same one, so that nobody moved between them."""
    pack = offer("paper", "pay = 45", "rank = mid") + offer("pack", "pay = 50", "rank = low", more=ALTERNATIVE)
    drop = (
        'position.w = { party = "union", stance = "withdrawal", withdraws = ["a"], stated = 2024-03-09, side = "own",'
    )
    text = union("a", 1, "100") + union("m", 1, "top", "rank") + employer("c", 2, "40") + pack
    (score,) = scores(f'{text}{drop} issue = "pay" }}\n')
    assert names(score.other.last) == ["pack#pay"]
    assert [moved(side) for side in score.sides] == ["50: by withdrawal", "10 1/6"]
    rank = drop.replace('["a"]', '["m"]')
    (score,) = scores(f'{text}{rank} issue = "rank" }}\n', "rank")
    assert names(score.other.opening, score.other.last) == ["paper#rank", "paper#rank"]
    assert [moved(side) for side in score.sides] == ["2: by withdrawal", "0 0"]


ALTERNATIVE = ', alternative_to = ["paper"]'


def test_a_first_figure_of_several_alternatives() -> None:
    """Of the alternatives of which one was agreed that is the opening, and the other is named."""
    papers = offer("paper", "pay = 60", "rank = low") + offer(
        "pack", "pay = 70", "rank = high", more=', alternative_to = ["paper"]'
    )
    (score,) = scores(union("a", 1, "100") + papers + deal("pay = 60", more='follows = ["paper"]'))
    assert (names(score.other.opening, score.other.last), names(*score.other.rivals)) == (
        ["paper#pay"] * 2,
        ["pack#pay"],
    )
    assert [moved(side) for side in score.sides] == ["40 1", "0 0"]
    assert [sorted(one.alternatives) for one in score.other.rivals] == [["pack", "paper"]]
    (score,) = scores(union("a", 1, "60") + papers + deal("pay = 60", more='follows = ["paper"]'))
    assert (names(score.other.opening), names(*score.other.rivals)) == (["paper#pay"], ["pack#pay"])


def test_an_earlier_figure_beside_the_paper_that_was_agreed() -> None:
    """It is the opening, and the last word; a step that only the paper names opens with that."""
    paper, first = offer("paper", "tax = USD 50m; 60m"), union("a", 1, "USD 100m; 90m", "tax")
    text = first + employer("c", 2, "2024: USD 40m", "tax") + paper
    found = scores(text + deal("tax = USD 50m; 60m", more='follows = ["paper"]'), "tax")
    assert [names(score.other.opening, score.other.last) for score in found] == [
        ["c", "c"],
        ["paper#tax", "paper#tax"],
        ["paper#tax", "paper#tax"],
    ]
    assert [score.last_of for score in found] == [(), ("employer",), ("employer",)]
    assert found[-1].other.apart_steps == ("2024",)


def test_nobody_named_by_its_acceptance() -> None:
    """Who only accepted the paper of the other named no opening, nor did who granted in its own what the other asked
    for; a first figure that is not public stays so."""
    (score,) = scores(union("a", 1, "60") + offer("paper", "pay = 60") + accepted("paper"))
    assert (score.one.last, score.other.opening, score.last_of) == (score.one.opening, None, ("union",))
    hidden = union("a", 1, "100") + employer("h", 2, "undisclosed")
    (score,) = scores(hidden + offer("paper", "pay = 60") + accepted("paper"))
    assert (names(score.other.hidden, score.other.last), score.other.opening) == (["h", "h"], None)
    (score,) = scores(offer("paper", "pay = 60") + accepted("paper"))
    assert ([moved(side) for side in score.sides], score.one.last) == (
        ["-", "0: the other side named no opening"],
        None,
    )
