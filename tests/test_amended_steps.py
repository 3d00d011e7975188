"""An agreement that settles some steps of an issue, beside an older one that settled the others."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

import pytest

from negtrack.diff import changes_between
from negtrack.model import Issue
from negtrack.query import Settlement, Snapshot, named_steps, pair_of, pairs_of, settlement_of
from negtrack.score import findings_between, scores_between
from negtrack.values import print_value
from negtrack.views.agreements import build_agreements
from negtrack.views.brief_words import short_text
from negtrack.views.deal_words import settled_caveats, settlement_fields, settlement_text
from negtrack.views.query import build_query
from negtrack.views.scorecard import build_scorecard
from tests.examples import tiers
from tests.negotiations import build_negotiation
from tests.step_deals import ISSUE as STEPPED
from tests.step_deals import random_deals

TALKS = """
issue.raises = { title = "Raises", kind = "percent", steps = ["2026", "2027", "2028"], over = "year" }
position.high = { issue = "raises", value = "8%; 6%; 6%", side = "own", stated = 2024-03-01 }
position.low = { party = "employer", issue = "raises", value = "3%; 2%; 2%", side = "own", stated = 2024-03-02 }
agreement.old = { date = 2024-03-05, terms = ["raises = 5%; 4%; 3%"], stated = 2024-03-05 }
milestone.old-signed = { agreement = "old", milestone = "signed", stated = 2024-03-06 }
agreement.new = { date = 2024-03-10, kind = "extension", terms = ["raises = 2028: 4%"], stated = 2024-03-10 }
"""
OLD_SIGNED = 'milestone.old-signed = { agreement = "old", milestone = "signed", stated = 2024-03-06 }\n'
SIGNED = 'milestone.new-signed = { agreement = "new", milestone = "signed", stated = 2024-03-11 }\n'
ENDED = 'milestone.WHAT-over = { agreement = "WHAT", milestone = "ended", stated = 2024-03-15 }\n'
THIRD = """
agreement.third = { date = 2024-03-12, terms = ["raises = 2027: 1%"], stated = 2024-03-12 }
milestone.third-signed = { agreement = "third", milestone = "signed", stated = 2024-03-12 }
"""


def _settled(text: str, step: str = "", talks: str = TALKS) -> tuple[Snapshot, Settlement]:
    snapshot = Snapshot(build_negotiation(talks + text), date(2024, 3, 31))
    issue = replace(snapshot.negotiation.issues["raises"], step=step)
    settlement = settlement_of(snapshot, issue, "union", "employer")
    assert settlement
    return snapshot, settlement


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (SIGNED, "agreed in 1 of 3 (2028: 4%), new; agreed in 2 of 3 (2026: 5%; 2027: 4%), old"),
        (
            SIGNED + THIRD,
            "agreed in 1 of 3 (2027: 1%), third; agreed in 1 of 3 (2028: 4%), new; agreed in 1 of 3 (2026: 5%), old",
        ),
        ("", "agreed provisionally in 1 of 3 (2028: 4%), new; until it binds agreed 5%; 4%; 3%, old"),
        (
            SIGNED + ENDED.replace("WHAT", "new"),
            "agreed in 1 of 3 (2028: 4%), new, ended 15 Mar; agreed in 2 of 3 (2026: 5%; 2027: 4%), old",
        ),
        (
            SIGNED + ENDED.replace("WHAT", "old"),
            "agreed in 1 of 3 (2028: 4%), new; agreed in 2 of 3 (2026: 5%; 2027: 4%), old, ended 15 Mar",
        ),
        (
            SIGNED + THIRD.replace("third-signed", "third-over").replace("signed", "ended"),
            "agreed in 1 of 3 (2028: 4%), new; agreed in 2 of 3 (2026: 5%; 2027: 4%), old",
        ),
    ],
)
def test_an_older_agreement_settles_the_steps_that_a_newer_one_leaves_open(text: str, words: str) -> None:
    """The newest agreement decides on each step that it names; on the others what was agreed before holds, as long as
    that agreement does, and each value stands beside the agreement that has it."""
    snapshot, settlement = _settled(text)
    assert settlement_text(snapshot, settlement, snapshot.negotiation.issues["raises"]) == words


def test_until_an_agreement_binds_all_that_bound_before_holds() -> None:
    """What an agreement that is not signed would replace stands beside it, of each older one in its steps."""
    third = THIRD.splitlines()[1]
    snapshot, settlement = _settled(SIGNED + third)
    assert settlement_text(snapshot, settlement, snapshot.negotiation.issues["raises"]) == (
        "agreed provisionally in 1 of 3 (2027: 1%), third; until it binds agreed in 1 of 3 (2028: 4%), new; "
        "agreed in 2 of 3 (2026: 5%; 2027: 4%), old"
    )


def test_the_end_of_an_agreement_that_bound_nobody_leaves_the_steps_of_another() -> None:
    """The steps that it did not name stay agreed provisionally, in the whole as in each."""
    snapshot, settlement = _settled(ENDED.replace("WHAT", "new"), talks=TALKS.replace(OLD_SIGNED, ""))
    assert settlement_text(snapshot, settlement, snapshot.negotiation.issues["raises"]) == (
        "agreed provisionally in 1 of 3 (2028: 4%), new, ended 15 Mar; "
        "agreed provisionally in 2 of 3 (2026: 5%; 2027: 4%), old"
    )


def test_an_issue_is_agreed_where_several_agreements_settle_all_steps() -> None:
    """The pair is agreed on the values of all, and machine formats name every agreement."""
    snapshot, _ = _settled(SIGNED)
    pair = pair_of(snapshot, snapshot.negotiation.issues["raises"], "union", "employer")
    fields = settlement_fields(snapshot, pair, snapshot.negotiation.issues["raises"])
    assert (pair.status, fields["settled"], fields["settled_value"], fields["agreement"]) == (
        "agreed",
        "agreed",
        "5%; 4%; 4%",
        "new; old",
    )
    statement = "SELECT status, settled_value, agreement FROM gap WHERE issue = 'raises'"
    assert [*build_query(snapshot, statement).lines] == [("agreed", "5%; 4%; 4%", "new; old")]


def test_a_step_that_a_newer_agreement_settled_stays_without_it_once_that_has_ended() -> None:
    """What was replaced does not come back, and so not all of the issue is agreed."""
    _, settlement = _settled(SIGNED + ENDED.replace("WHAT", "new"))
    assert (settlement.state, settlement.value, settlement.is_settled) == ("agreed", "2026: 5%; 2027: 4%", False)


@pytest.mark.parametrize(("step", "value"), [("2026", "5%"), ("2027", "4%"), ("2028", "4%")])
def test_one_step_is_settled_by_the_agreement_that_names_it(step: str, value: str) -> None:
    """`--step 2026` gives what the older agreement says of it, as it is the last word on that step."""
    assert _settled(SIGNED, step)[1].value == value


@pytest.mark.parametrize(
    ("rest", "words"),
    [
        ("", "agreed in 1 of 3 (2028: 4%); silent"),
        (', side = "state", speaker = "Ann"', "agreed in 1 of 3 (2028: 4%); silent*"),
    ],
)
def test_the_shortest_words_name_the_steps_that_are_agreed(rest: str, words: str) -> None:
    """`compare --brief` says what is agreed of some steps, too, with a star where that is in others' words."""
    text = f'agreement.new = {{ date = 2024-03-10, terms = ["raises = 2028: 4%"], stated = 2024-03-10{rest} }}\n'
    snapshot = Snapshot(build_negotiation(f"{TALKS.splitlines()[1]}\n{text}{SIGNED}"), date(2024, 3, 31))
    issue = snapshot.negotiation.issues["raises"]
    assert short_text(snapshot, pairs_of(snapshot, issue), issue) == words


def test_a_scorecard_measures_each_step_up_to_its_own_agreement() -> None:
    """A step of the older agreement is agreed, too, and counts from the words before that one."""
    snapshot, settlement = _settled(SIGNED)
    issue = snapshot.negotiation.issues["raises"]
    scores = list(scores_between(snapshot, issue, ("union", "employer"), settlement))
    found = [(score.measure.step, score.agreed and score.measure.value_of(score.agreed)) for score in scores]
    assert [step for step, value in found if value] == ["2026", "2027", "2028"]


LINE = 'position.line = { issue = "raises", stance = "red-line", value = "WHAT", side = "own" }\n'
WORD = 'position.word = { issue = "raises", value = "WHAT", side = "own", stated = 2024-03-DAY }\n'


@pytest.mark.parametrize(
    ("value", "day", "disputing"),
    [
        ("5%; 4%; 4%", "15", []),
        ("2028: 9%", "08", []),
        ("2028: 9%", "15", ["new"]),
        ("2026: 9%", "15", ["old"]),
        ("9%; 9%; 9%", "15", ["new", "old"]),
    ],
)
def test_a_word_disputes_an_older_agreement_only_in_the_steps_left_to_it(
    value: str, day: str, disputing: list[str]
) -> None:
    """Who repeats what all agreements together say, or had contradicted a value that was replaced since, disputes
    nothing."""
    _, settlement = _settled(SIGNED + WORD.replace("WHAT", value).replace("DAY", day))
    found = [part.deal.agreement.id for part in settlement.parts if part.deal and part.against]
    assert (found, len(settlement.against)) == (disputing, min(len(disputing), 1))


def test_an_older_agreement_that_is_not_signed_loses_no_step_by_words_about_another() -> None:
    """A word against the step that was replaced does not reopen the others, which stay agreed provisionally."""
    old = TALKS.replace(OLD_SIGNED, "") + SIGNED + WORD.replace("WHAT", "2028: 9%").replace("DAY", "08")
    snapshot = Snapshot(build_negotiation(old), date(2024, 3, 31))
    settlement = settlement_of(snapshot, snapshot.negotiation.issues["raises"], "union", "employer")
    assert settlement
    assert (settlement.state, settlement.value) == ("agreed provisionally", "5%; 4%; 4%")


@pytest.mark.parametrize(("step", "words"), [("2026", "agreed 5%, old"), ("2027", "agreed 4%, old")])
def test_a_step_that_a_newer_agreement_leaves_open_is_settled_also_before_that_is_signed(step: str, words: str) -> None:
    """`--step` says of a step what the whole says."""
    snapshot, settlement = _settled("", step)
    assert settlement_text(snapshot, settlement, replace(snapshot.negotiation.issues["raises"], step=step)) == words


def test_an_issue_with_an_undisclosed_step_is_not_agreed_as_a_whole() -> None:
    """What is agreed of a step and not public leaves the issue open there, as in one agreement alone."""
    text = TALKS.replace("5%; 4%; 3%", "undisclosed; 4%; 3%") + SIGNED
    snapshot = Snapshot(build_negotiation(text), date(2024, 3, 31))
    pair = pair_of(snapshot, snapshot.negotiation.issues["raises"], "union", "employer")
    assert pair.settlement
    assert (pair.status, pair.settlement.value) == ("apart", "undisclosed; 4%; 4%")


def test_nothing_of_before_comes_back_when_an_older_agreement_ends() -> None:
    """The steps that it had settled are silent, not apart as before it; the others stay agreed by the newer one, which
    alone is named as settling anything."""
    snapshot, _ = _settled(SIGNED + ENDED.replace("WHAT", "old"))
    issue = snapshot.negotiation.issues["raises"]
    pairs = [pair_of(snapshot, replace(issue, step=step), "union", "employer") for step in issue.steps]
    assert [pair.status for pair in pairs] == ["silent", "silent", "agreed"]
    fields = settlement_fields(snapshot, pair_of(snapshot, issue, "union", "employer"), issue)
    assert (fields["settled_value"], fields["agreement"]) == ("2028: 4%", "new")


@pytest.mark.parametrize("ended", ["old", "new"])
def test_the_end_of_one_of_several_agreements_is_no_new_agreement(ended: str) -> None:
    """`diff --since` says that steps were reopened, and not that the rest was agreed on that day."""
    text = TALKS + SIGNED + ENDED.replace("WHAT", ended)
    known = build_negotiation(text)
    before, after = Snapshot(known, date(2024, 3, 14)), Snapshot(known, date(2024, 3, 31))
    changes = changes_between(before, after, ["union"], [known.issues["raises"]])
    assert [step.change for change in changes for step in change.agreements] == ["reopened"]


def test_what_stands_beside_a_term_stands_beside_the_value_of_several_agreements() -> None:
    """The value has the caveats, bases and conditions of each; on two bases it neither keeps nor crosses a red line."""
    term = (
        'term = { raises = { value = "5%; 4%; 3%", requires = ["pay = 5"], caveat = "read from a chart", '
        'qualifier = "base pay" } }'
    )
    text = TALKS.replace('terms = ["raises = 5%; 4%; 3%"]', term) + SIGNED + LINE.replace("WHAT", "2026: at least 6%")
    snapshot = Snapshot(build_negotiation(text), date(2024, 3, 31))
    issue = snapshot.negotiation.issues["raises"]
    pair = pair_of(snapshot, issue, "union", "employer")
    assert pair.settlement
    assert pair.settlement.agreed
    assert settled_caveats(pair.settlement) == ("caveat: read from a chart",)
    assert pair.settlement.agreed.offer.requires == ("pay = 5",)
    assert settlement_fields(snapshot, pair, issue)["settled_qualifier"] == "base pay"
    assert _red_line(text, "") == ("not comparable", None)


def _red_line(text: str, talks: str = TALKS) -> tuple[str, str | None]:
    """Return what became of the only red line, and by which agreement."""
    snapshot, settlement = _settled(text, "", talks)
    findings = findings_between(snapshot, snapshot.negotiation.issues["raises"], ("union", "employer"), settlement)
    return next((one.outcome, one.by.origin if one.by else None) for one in findings if one.sort == "red line")


@pytest.mark.parametrize(
    ("line", "crossing"),
    [
        ("2026: at least 6%", ("crossed by the agreement", "old")),
        ("2028: at least 5%", ("crossed by the agreement", "new")),
        ("at least 4%", ("kept", None)),
    ],
)
def test_a_red_line_is_crossed_by_the_agreement_whose_term_is_outside(line: str, crossing: tuple[str, None]) -> None:
    """A scorecard names the older agreement where that crossed it, and nothing where all terms are within."""
    assert _red_line(SIGNED + LINE.replace("WHAT", line)) == crossing


def test_a_scorecard_names_each_agreement_by_which_it_is_agreed() -> None:
    """Beside the newest the older ones, with what each settles, so that no figure is put down to another."""
    snapshot = Snapshot(build_negotiation(TALKS + SIGNED), date(2024, 3, 31))
    (card,) = build_scorecard(snapshot, [snapshot.negotiation.issues["raises"]]).cards
    newest, older = card.deal_text.split("; ")
    assert newest.startswith("new, ")
    assert older.startswith("old, ")
    assert older.endswith(" (raises 2026, raises 2027)")


def test_a_page_of_agreements_says_what_became_of_each_one_s_own_steps() -> None:
    """What is done of the newer one stands at its own term, and the older one's names both."""
    done = 'milestone.done = { agreement = "new#raises", milestone = "done", stated = 2024-03-20 }\n'
    snapshot = Snapshot(build_negotiation(TALKS + SIGNED + done), date(2024, 3, 31))
    remarks = {card.id: card.terms[0].remarks for card in build_agreements(snapshot).cards}
    assert remarks == {
        "new": "done 20 Mar",
        "old": "since: agreed in 1 of 3 (2028: 4%), new, done 20 Mar; agreed in 2 of 3 (2026: 5%; 2027: 4%), old",
    }


@pytest.mark.parametrize("count", tiers(60, 2_000, 20_000))
def test_the_whole_says_what_its_steps_say(count: int) -> None:
    """Of random agreements that nobody disputes, what is agreed of an issue is what is agreed of each of its steps."""
    for seed in range(count):
        known = build_negotiation("\n".join((STEPPED, *random_deals(Random(seed)))))
        for day in (8, 14, 31):
            snapshot, issue = Snapshot(known, date(2024, 3, day)), known.issues["raises"]
            assert _agreed(snapshot, issue) == _agreed_in_steps(snapshot, issue), (seed, day)


def _agreed(snapshot: Snapshot, issue: Issue) -> dict[str, str]:
    settlement = settlement_of(snapshot, issue, "union", "employer")
    found = named_steps(settlement.value, issue) if settlement and settlement.standing_term else {}
    return {step: print_value(part, replace(issue, step=step).scale) for step, part in found.items()}


def _agreed_in_steps(snapshot: Snapshot, issue: Issue) -> dict[str, str]:
    found = {step: settlement_of(snapshot, replace(issue, step=step), "union", "employer") for step in issue.steps}
    return {step: one.value for step, one in found.items() if one and one.standing_term}
