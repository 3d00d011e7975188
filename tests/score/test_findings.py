"""Dropped demands, red lines and whether they held, and what was agreed though only one side had named it."""

from __future__ import annotations

import pytest

from negtrack.query import Snapshot, pair_of, settlement_of
from negtrack.score import findings_between
from negtrack.views.pair_words import pair_text
from tests.negotiations import build_negotiation

from .test_scores import HEAD, accepted, deal, employer, offer, union

RED = 'stance = "red-line"'


def happened(word: str, day: int, name: str = "deal") -> str:
    """Return a milestone of an agreement or of a term."""
    days = f"date = 2024-03-{day}, stated = 2024-03-{day}"
    return f'milestone.{word} = {{ agreement = "{name}", milestone = "{word}", {days} }}\n'


def findings(text: str, issue: str = "pay") -> list[str]:
    """Return what is found on an issue: `SORT: PARTY RECORD, OUTCOME by RECORD`."""
    snapshot = Snapshot(build_negotiation(text, HEAD))
    question, pair = snapshot.negotiation.issues[issue], ("union", "employer")
    found = findings_between(snapshot, question, pair, settlement_of(snapshot, question, *pair))
    return [
        f"{one.sort}: {one.party} {one.record.id}, {one.outcome}{f' by {one.by.id}' if one.by else ''}" for one in found
    ]


def withdrawal(name: str, day: int, of: str) -> str:
    """Return a withdrawal of the union."""
    return union(name, day, "").replace('value = ""', f'stance = "withdrawal", withdraws = ["{of}"]')


def test_what_was_withdrawn_and_not_agreed() -> None:
    """A demand is dropped by its withdrawal; not if the party named it again, or got it in the end."""
    text = union("a", 1, "100") + employer("c", 2, "40") + withdrawal("w", 5, "a")
    assert findings(text + deal("pay = 40")) == ["dropped: union a, withdrawn by w"]
    assert findings(text) == ["dropped: union a, withdrawn by w"]
    assert findings(text + deal("pay = 100")) == ["dropped: employer c, given up"]
    assert findings(text + union("b", 7, "100") + deal("pay = 70")) == []


def test_what_was_given_up_as_a_whole() -> None:
    """Who came all the way to what the other had opened with, by which word; who met the other between dropped
    nothing."""
    text = union("a", 1, "100") + employer("c", 2, "40")
    assert findings(text + union("b", 5, "40") + deal("pay = 40")) == ["dropped: union a, given up by b"]
    assert findings(text + deal("pay = 40")) == ["dropped: union a, given up"]
    assert findings(text + union("b", 5, "60") + deal("pay = 60")) == []


def test_what_was_given_up_to_a_red_line() -> None:
    """Also where the other had moved, up to its red line."""
    text = union("a", 1, "100") + employer("c", 2, "40") + employer("r", 3, "at most 50", more=RED)
    assert findings(text + union("b", 5, "50") + deal("pay = 50")) == [
        "dropped: union a, given up to a red line by b",
        "red line: employer r, kept",
    ]


def test_what_is_not_in_the_agreement() -> None:
    """A demand on which the agreement has no term is listed apart, and only where there is one."""
    text = union("a", 1, "100") + union("m", 1, "low", "rank")
    assert findings(text + deal("rank = low")) == ["no term: union a, not in the agreement"]
    assert findings(text) == []
    end = 'milestone.WORD = { agreement = "deal", milestone = "WORD", date = 2024-03-2DAY, stated = 2024-03-2DAY }\n'
    signed, ended = (end.replace("WORD", word).replace("DAY", day) for word, day in (("signed", "1"), ("ended", "5")))
    since = union("b", 28, "90")
    over = deal("rank = low") + signed + ended
    assert findings(text + over + since) == ["no term: union a, not in the agreement"]
    assert findings(union("m", 1, "low", "rank") + over + since) == []
    assert findings(text + deal("rank = low", more='kind = "partial"') + signed + ended) == []


@pytest.mark.parametrize(
    ("more", "outcome"),
    [
        (deal("pay = 90"), "kept"),
        (deal("pay = 70"), "crossed by the agreement by deal#pay"),
        (deal("rank = low"), "not crossed on record"),
        (union("b", 5, "70", more='stance = "offer", attribution = "on-record"'), "crossed by b"),
        (
            union("b", 5, "70", more='stance = "offer", attribution = "on-record"') + deal("pay = 90"),
            "crossed, held in the end by b",
        ),
        (union("b", 5, "85", more=RED) + deal("pay = 82"), "kept"),
        (deal("pay = 90") + happened("ended", 25), "kept by the agreement, which no longer holds"),
        (deal("pay = 90") + happened("suspended", 25), "kept by the agreement, which no longer holds"),
        (deal("pay = 90") + happened("done", 24, "deal#pay") + happened("ended", 25), "kept"),
        (
            union("b", 5, "70", more='stance = "offer", attribution = "on-record"')
            + deal("pay = 90")
            + happened("ended", 25),
            "crossed by b",
        ),
    ],
)
def test_each_red_line_ever_drawn(more: str, outcome: str) -> None:
    """A red line held or was crossed, by the party's own word or by what was agreed; a later one replaces nothing."""
    line = union("r", 1, "at least 80", more=f'{RED}, attribution = "on-record"')
    found = [one for one in findings(line + more) if one.startswith("red line: union r")]
    assert found == [f"red line: union r, {outcome}"]


def test_a_paper_of_the_party_crosses_its_red_line_that_others_report() -> None:
    """Its offer was made, though others report it; a remark of others crosses nothing."""
    line = union("r", 1, "at least 80", more=RED)
    others = 'speaker = "Diplomats", side = "third-party", stated = 2024-03-05'
    paper = f'proposal.p = {{ party = "union", {others}, terms = ["pay = 70"] }}\n'
    assert findings(line + paper) == ["red line: union r, crossed by p#pay"]
    remark = f'position.p = {{ party = "union", issue = "pay", value = "70", {others} }}\n'
    assert findings(line + remark) == ["red line: union r, not crossed on record"]


def test_a_red_line_without_outcomes_is_not_judged() -> None:
    """A red line that names nothing can neither hold nor be crossed."""
    assert findings(union("r", 1, "unspecified", more=RED) + deal("pay = 70")) == [
        "red line: union r, names no outcomes"
    ]


def test_what_only_one_side_had_named() -> None:
    """It is agreed though the other had never asked for it; a figure that is not public is asked for too."""
    assert findings(union("a", 1, "60") + deal("pay = 60")) == ["named by one: union a, agreed by deal#pay"]
    assert findings(union("a", 1, "60") + employer("b", 1, "undisclosed") + deal("pay = 60")) == []
    assert findings(union("a", 1, "60") + deal("pay = 55")) == ["named by one: union a, agreed otherwise by deal#pay"]


def test_what_was_first_named_by_the_paper_that_was_agreed() -> None:
    """Who had named nothing before it named what was agreed; the other named nothing by accepting it, and dropped what
    it had asked for."""
    text = offer("paper", "pay = 60") + accepted("paper")
    assert findings(text) == ["named by one: employer paper#pay, agreed by paper#pay"]
    assert findings(union("a", 1, "100") + text) == ["dropped: union a, given up"]


def test_a_last_demand_that_was_given_up() -> None:
    """Who opened with what was agreed and then asked for something else has dropped that."""
    text = union("a", 1, "40") + employer("c", 2, "40") + union("b", 5, "60")
    assert findings(text + deal("pay = 40")) == ["dropped: union b, given up"]


def test_beside_the_agreed_value() -> None:
    """Every view that prints what was agreed says that it lies outside a red line."""
    text = union("r", 1, "at least 80", more=RED) + employer("e", 1, "40") + deal("pay = 60")
    snapshot = Snapshot(build_negotiation(text, HEAD))
    issue = snapshot.negotiation.issues["pay"]
    words = pair_text(snapshot, pair_of(snapshot, issue, "union", "employer"), issue)
    assert words == "agreed provisionally 60, deal, against a red line of Union"


def test_an_answer_that_was_withdrawn_on_another_issue() -> None:
    """An answer that a party withdrew is dropped on each issue on which it accepted something."""
    paper = offer("paper", "pay = 60", "rank = mid") + accepted("paper")
    dropped = withdrawal("w", 8, "yes").replace('issue = "pay"', 'issue = "rank"')
    text = union("a", 1, "100") + union("m", 1, "top", "rank") + employer("c", 2, "40") + paper + dropped
    assert findings(text) == ["dropped: union yes#pay, withdrawn by w"]
    assert findings(text, "rank") == ["dropped: union yes#rank, withdrawn by w"]
