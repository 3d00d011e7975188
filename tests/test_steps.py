"""Issues with steps in questions: who moved in which step, what a later schedule leaves open, and what is agreed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from negtrack.diff import Change, change_of
from negtrack.gap import print_gap
from negtrack.model import Issue, Negotiation
from negtrack.query import Pair, Snapshot, at_step, conditions_of, contested_positions, live_positions, pair_of
from negtrack.views.change_phrases import change_phrase
from negtrack.views.due import build_due
from negtrack.views.pair_words import pair_text
from negtrack.views.statement import Statement

Build = Callable[..., Negotiation]
MARCH_1 = date(2024, 3, 1)
ISSUES = """
issue.tax = { title = "Tax", kind = "money", steps = ["2024", "2025", "2026"], over = "year", total = "sum" }
issue.rank = { title = "Rank", kind = "choice", ladder = ["low", "mid", "high"], steps = ["a", "b", "c"] }
"""
WANTS = 'issue.tax = { title = "Tax", kind = "money", steps = ["2024", "2025", "2026"], wants = { union = "more" } }\n'


def case(name: str, *values: Any) -> Any:
    """Return one row of a table of cases, with a name that a reader understands."""
    return pytest.param(*values, id=name.replace(" ", "-"))


def position(name: str, value: str, **more: str) -> str:
    """Return a position of the union on tax, in its own words on record, on 1 March unless `more` says so."""
    fields = {"issue": '"tax"', "value": f'"{value}"', "side": '"own"', "attribution": '"on-record"', **more}
    return f"position.{name} = {{ {', '.join(f'{key} = {text}' for key, text in fields.items())} }}\n"


def employer(name: str, value: str, **more: str) -> str:
    """Return a position of the employers."""
    return position(name, value, party='"employer"', **more)


def later(name: str, value: str, **more: str) -> str:
    """Return a position of the union of 3 March."""
    return position(name, value, stated="2024-03-03", **more)


def change(negotiation: Negotiation, issue: str = "tax") -> Change:
    """Return what became of the union's position after 1 March."""
    snapshot = Snapshot(negotiation)
    found = change_of(replace(snapshot, as_of=MARCH_1), snapshot, "union", negotiation.issues[issue])
    assert found
    return found


def pair(negotiation: Negotiation, issue: str = "tax") -> Pair:
    """Return how the two principals stand."""
    return pair_of(Snapshot(negotiation), negotiation.issues[issue], "union", "employer")


EMPLOYER = employer("e", "USD 10m; 10m; 10m")
MOVES = [
    case(
        "closer in every step",
        position("u", "USD 20m; 20m; 20m") + later("v", "USD 19m; 18m; 17m"),
        "closer",
        "moved closer to Employers: apart in 3 of 3, USD 30m in sum -> apart in 3 of 3, USD 24m in sum",
    ),
    case(
        "closer in some steps",
        position("u", "USD 20m; 20m; 20m") + later("v", "USD 20m; 18m; 20m"),
        "closer",
        "moved closer to Employers in 1 of 3 (2025): apart in 3 of 3, USD 30m in sum -> apart in 3 of 3, USD 28m in"
        " sum",
    ),
    case(
        "farther",
        position("u", "USD 20m; 20m; 20m") + later("v", "USD 20m; 20m; 21m"),
        "farther",
        "moved farther from Employers in 1 of 3 (2026): apart in 3 of 3, USD 30m in sum -> apart in 3 of 3, USD 31m in"
        " sum",
    ),
    case(
        "steps against each other, though the sum falls",
        position("u", "USD 20m; 20m; 20m") + later("v", "USD 12m; 12m; 21m"),
        "changed",
        "changed: closer in 2 (2024, 2025), farther in 1 (2026)",
    ),
    case(
        "a plain value after a schedule",
        position("u", "USD 20m; 20m; 21m") + later("v", "USD 20m"),
        "closer",
        "moved closer to Employers in 1 of 3 (2026): apart in 3 of 3, USD 31m in sum -> apart in 3 of 3, USD 30m in"
        " sum",
    ),
    case(
        "a step that is left open moves nowhere",
        position("u", "USD 20m; 20m; 20m") + later("v", "2024: USD 19m; 2025: USD 20m"),
        "closer",
        "moved closer to Employers in 1 of 3 (2024): apart in 3 of 3, USD 30m in sum -> apart in 2 of 3, 1 open",
    ),
    case("the same in other words", position("u", "USD 20m") + later("v", "USD 20m; 20m; 20000k"),
         "restated", "restated"),
    case("nothing but a step left open", position("u", "USD 20m") + later("v", "2024: USD 20m; 2026: USD 20m"),
         "changed", "changed in 1 of 3 (2025)"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "classes", "phrase"), MOVES)
def test_movement_by_step(negotiation_of: Build, text: str, classes: str, phrase: str) -> None:
    """A party moves closer or farther where no step goes the other way; the phrase names the steps that moved."""
    found = change(negotiation_of(ISSUES + EMPLOYER + text))
    assert " ".join(found.classes) == classes
    assert change_phrase(Snapshot(negotiation_of(ISSUES + EMPLOYER + text)), found) == phrase


WANTED = [
    case("softened", "USD 20m; 19m; 20m", "softened", "softened in 1 of 3 (2025)"),
    case("hardened in all", "USD 21m; 22m; 23m", "hardened", "hardened"),
    case("one softened, one hardened", "USD 19m; 21m; 20m", "changed", "changed in 2 of 3 (2024, 2025)"),
]


@pytest.mark.parametrize(("value", "classes", "phrase"), WANTED)
def test_direction_that_a_party_wants_by_step(negotiation_of: Build, value: str, classes: str, phrase: str) -> None:
    """Without a counterpart's word, what a party wants shows whether it softened or hardened, if all steps agree."""
    negotiation = negotiation_of(WANTS + position("u", "USD 20m") + later("v", value))
    found = change(negotiation)
    assert " ".join(found.classes) == classes
    assert change_phrase(Snapshot(negotiation), found) == phrase


def test_size_of_a_shift_is_that_of_the_total(negotiation_of: Build) -> None:
    """With a total, a party softened by the difference of the sums."""
    head = WANTS.replace(" wants", ' total = "sum", wants')
    negotiation = negotiation_of(head + position("u", "USD 20m") + later("v", "USD 20m; 19m; 17m"))
    assert change_phrase(Snapshot(negotiation), change(negotiation)) == (
        "softened in 2 of 3 (2025, 2026) by USD 4m in sum"
    )


OPEN = [
    case("a step that it had named", position("u", "USD 20m; 21m; 22m") + later("v", "2024: USD 19m; 2026: USD 20m"),
         "2024: USD 19m; 2026: USD 20m (2025 not restated; USD 21m on 1 Mar)"),
    case("two steps of one day", position("u", "USD 20m; 21m; 22m") + later("v", "2024: USD 19m"),
         "2024: USD 19m (2025, 2026 not restated; USD 21m, USD 22m on 1 Mar)"),
    case("one that it never named", position("u", "2024: USD 20m") + later("v", "2024: USD 19m"), "2024: USD 19m"),
    case("one that only others gave", position("u", "USD 20m").replace('"own"', '"media"').replace("on-record", "leak")
         + later("v", "2024: USD 19m"), "2024: USD 19m"),
    case("one of a withdrawn schedule", position("u", "USD 20m") + position("w", "", stance='"withdrawal"',
         withdraws='["u"]', stated="2024-03-02").replace('value = "", ', "") + later("v", "2024: USD 19m"),
         "2024: USD 19m"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words"), OPEN)
def test_what_a_later_schedule_leaves_open_is_shown_and_not_filled(
    negotiation_of: Build, text: str, words: str
) -> None:
    """A step that a later value leaves out is open, with what the party had said before."""
    negotiation = negotiation_of(ISSUES + text)
    snapshot, issue = Snapshot(negotiation, as_of=date(2024, 3, 5)), negotiation.issues["tax"]
    last = next(one for one in negotiation.positions if one.id == "v")
    assert Statement(snapshot, last, issue).words == words
    assert Statement(snapshot, last, issue).remark == (words.partition(" (")[2].removesuffix(")"))


def test_statements_beside_each_other_are_judged_by_step(negotiation_of: Build) -> None:
    """Two claims of one day contest each other where any step is apart; where they name different steps they do not."""
    claims = position("u", "2024: USD 20m") + position("v", "2025: USD 30m", speaker='"A"')
    issue = negotiation_of(ISSUES).issues["tax"]
    assert not contested_positions(Snapshot(negotiation_of(ISSUES + claims)), "union", issue)
    apart = claims.replace("2025: USD 30m", "2024: USD 20m; 2025: USD 30m").replace("2024: USD 20m", "2024: USD 21m", 1)
    assert len(contested_positions(Snapshot(negotiation_of(ISSUES + apart)), "union", issue)) == 2


CONDITIONS = [
    case("met in every step", "tax = at least USD 5m", "met"),
    case("met in the step that it names", "tax = 2025: at least USD 10m", "met"),
    case("not met in one step", "tax = USD 10m; 11m; 12m", "not met"),
    case("unknown where the other left the step open", "tax = 2026: USD 10m", "unknown"),
]


@pytest.mark.parametrize(("text", "state"), CONDITIONS)
def test_conditions_by_step(negotiation_of: Build, text: str, state: str) -> None:
    """A condition on an issue with steps is judged in each step that it names."""
    held = employer("e", "2024: USD 10m; 2025: USD 10m" if state == "unknown" else "USD 10m")
    negotiation = negotiation_of(ISSUES + held + position("u", "50", issue='"pay"', requires=f'["{text}"]'))
    union = next(one for one in negotiation.positions if one.id == "u")
    assert [condition.state for condition in conditions_of(Snapshot(negotiation), union)] == [state]


AGREED = """
proposal.p = {{ terms = ["tax = {}"], side = "own", attribution = "on-record" }}
response.x = {{ proposal = "p", answer = "accepted", party = "employer", side = "own", attribution = "on-record" }}
"""


def test_a_proposal_that_names_some_steps_settles_these_alone(negotiation_of: Build) -> None:
    """Terms that leave steps open leave the issue open, and say in how many steps it is agreed."""
    negotiation = negotiation_of(ISSUES + AGREED.format("2024: USD 5m"))
    found = pair(negotiation)
    assert (found.status, found.is_settled) == ("unknown", False)
    words = pair_text(Snapshot(negotiation), found, negotiation.issues["tax"])
    assert words == "overlap in 1 of 3, 2 open, agreed provisionally in 1 of 3 (2024: USD 5m), p"


LEFT_OPEN = """
agreement.d = {{ date = 2024-03-01, kind = "partial", terms = [{}] }}
milestone.s = {{ agreement = "d", milestone = "signed", stated = 2024-03-01 }}
open.o = {{ agreement = "d", issue = "tax", decide-by = 2024-03-10, otherwise = "2024: USD 5m", stated = 2024-03-01 }}
"""


def test_a_fallback_that_names_some_steps_settles_these_alone(negotiation_of: Build) -> None:
    """A fallback that leaves steps open leaves the issue open, and says what it settles; in a step that it does not
    name it settles nothing."""
    negotiation = negotiation_of(ISSUES + LEFT_OPEN.format(""))
    snapshot, issue = Snapshot(negotiation, date(2024, 3, 12)), negotiation.issues["tax"]
    found = pair_of(snapshot, issue, "union", "employer")
    assert (found.status, found.is_settled) == ("silent", False)
    assert pair_text(snapshot, found, issue) == "silent, settled by the fallback 10 Mar: 2024: USD 5m"
    words = [row["words"] for row in build_due(snapshot).lines]
    assert words == ["settled by the fallback: 2024: USD 5m"]
    texts = []
    for step in ("2024", "2025"):
        small = at_step(snapshot, step)
        one = small.negotiation.issues["tax"]
        texts.append(pair_text(small, pair_of(small, one, "union", "employer"), one))
    assert texts == [
        "settled by the fallback 10 Mar: USD 5m",
        "not decided by 10 Mar, no fallback on record; silent",
    ]


def test_a_condition_on_another_step_than_was_agreed(negotiation_of: Build) -> None:
    """An agreement on some steps decides a condition that it contradicts in one of them, and no other one."""
    deal = LEFT_OPEN.partition("open")[0].format('"tax = 2024: USD 5m"')
    texts = ("tax = 2024: USD 9m", "tax = USD 9m; 9m; 9m", "tax = 2025: USD 9m", "tax = 2024: USD 5m")
    union = position("u", "50", issue='"pay"', requires=str(list(texts)).replace("'", '"'))
    negotiation = negotiation_of(ISSUES + deal + union)
    u = next(one for one in negotiation.positions if one.id == "u")
    states = [condition.state for condition in conditions_of(Snapshot(negotiation), u)]
    assert states == ["not met", "not met", "unknown", "met"]


def test_a_proposal_that_names_all_steps_settles_the_issue(negotiation_of: Build) -> None:
    """Terms with a value for every step are agreed."""
    found = pair(negotiation_of(ISSUES + AGREED.format("USD 5m; 6m; 7m")))
    assert found.status == "agreed"
    assert found.agreed
    assert found.agreed.value == "USD 5m; 6m; 7m"


def in_step(negotiation: Negotiation, step: str) -> tuple[Snapshot, Issue]:
    """Return the snapshot of one step of tax."""
    snapshot = at_step(Snapshot(negotiation), step)
    return snapshot, snapshot.negotiation.issues["tax"]


def test_one_step_alone(negotiation_of: Build) -> None:
    """With one step asked for, positions, gaps and agreements are those of that step; others are not shown."""
    text = ISSUES + position("u", "USD 20m; 30m; 40m") + employer("e", "2024: USD 10m; 2025: USD 30m")
    shown = []
    for step in ("2024", "2025", "2026"):
        snapshot, issue = in_step(negotiation_of(text), step)
        found = pair_of(snapshot, issue, "union", "employer")
        shown.append(print_gap(found.gap, issue.scale))
    assert shown == ["apart USD 10m", "overlap USD 30m", "unknown"]
    snapshot, issue = in_step(negotiation_of(ISSUES + AGREED.format("2024: USD 5m")), "2024")
    assert pair_of(snapshot, issue, "union", "employer").status == "agreed"
    snapshot, issue = in_step(negotiation_of(ISSUES + AGREED.format("2024: USD 5m")), "2025")
    assert pair_of(snapshot, issue, "union", "employer").status == "unknown"


def test_conditions_are_judged_on_all_steps(negotiation_of: Build) -> None:
    """With one step asked for, a condition still counts in the steps that it names."""
    union = position("u", "USD 10m", requires='["tax = 2025: USD 10m"]')
    statuses = []
    for held in ("USD 10m; 10m; 99m", "USD 10m; 99m; 10m"):
        snapshot, issue = in_step(negotiation_of(ISSUES + employer("e", held) + union), "2024")
        statuses.append(pair_of(snapshot, issue, "union", "employer").status)
    assert statuses == ["overlap", "conditional"]


def test_a_red_line_is_crossed_in_any_step(negotiation_of: Build) -> None:
    """A red line stands until the party goes outside it in one step; another step that it does not name is free."""
    line = position("r", "2024: at most USD 20m", stance='"red-line"')
    inside = negotiation_of(ISSUES + line + later("v", "USD 20m; 90m; 90m", stance='"offer"'))
    outside = negotiation_of(ISSUES + line + later("v", "USD 21m; 20m; 20m", stance='"offer"'))
    assert (red_lines(inside), red_lines(outside)) == (["r"], [])


def red_lines(negotiation: Negotiation) -> list[str]:
    """Return the red lines of the union that stand."""
    live = live_positions(Snapshot(negotiation), "union", negotiation.issues["tax"])
    return [one.id for one in live if one.stance == "red-line"]
