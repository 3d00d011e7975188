"""What a party requires in return, and whether it is met."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from negtrack.model import Negotiation
from negtrack.query import Condition, Snapshot, conditions_of

Build = Callable[..., Negotiation]


def case(name: str, *values: Any) -> Any:
    """Return one row of a table of cases, with a name that a reader understands."""
    return pytest.param(*values, id=name.replace(" ", "-"))


def states(snapshot: Snapshot, name: str = "a") -> list[str]:
    """Return the states of a position's conditions, in order."""
    position = next(position for position in snapshot.negotiation.positions if position.id == name)
    return [condition.state for condition in conditions_of(snapshot, position)]


STATES = [
    case("met where the counterpart accepts it", "hours = 35", "35", "met"),
    case("met where all that it accepts lies within", "hours = at most 36", "35..36", "met"),
    case("unknown where it accepts a part of it", "hours = at most 36", "35..40", "unknown"),
    case("not met where it accepts none of it", "hours = 35", "40", "not met"),
    case("not met by more than nothing", "hours = at most 36", "over 36", "not met"),
    case("unknown where it names no value", "hours = 35", "unspecified", "unknown"),
    case("unknown where it keeps its value to itself", "hours = 35", "undisclosed", "unknown"),
    case("unknown where the condition names no value", "hours = undisclosed", "35", "unknown"),
    case("prose", "the strike ends first", "35", ""),
    case("prose with a sign in it", "the strike = over", "35", ""),
    case("prose where the value is none of the issue", "hours = a few", "35", ""),
    case("prose where a side is empty", "hours =", "35", ""),
]


@pytest.mark.parametrize(("condition", "theirs", "expected"), STATES)
def test_states(negotiation_of: Build, condition: str, theirs: str, expected: str) -> None:
    """A condition `issue = value` is met, not met or unknown by the counterpart's position; prose is none of these."""
    negotiation = negotiation_of(f"""
        position.a = {{ value = "40", requires = ["{condition}"] }}
        position.e = {{ party = "employer", issue = "hours", value = "{theirs}" }}
    """)
    assert states(Snapshot(negotiation)) == [expected]


def test_another_basis(negotiation_of: Build) -> None:
    """A counterpart's figure on another basis meets no condition, and fails none."""
    text = """
        position.a = {{ value = "35", issue = "hours", requires = ["pay = 40"] }}
        position.e = {{ party = "employer", value = "{value}", qualifier = "{basis}" }}
    """
    found = [
        states(Snapshot(negotiation_of(text.format(value=value, basis=basis))))
        for value, basis in (("40", "net"), ("50", "net"), ("40", "gross"), ("50", "gross"))
    ]
    assert found == [["unknown"], ["unknown"], ["met"], ["not met"]]


def test_silence(negotiation_of: Build) -> None:
    """A condition on which the counterpart never spoke is unknown, and what the holder says itself meets nothing."""
    negotiation = negotiation_of("""
        position.a = { value = "40", requires = ["hours = 35"] }
        position.h = { issue = "hours", value = "35" }
    """)
    assert states(Snapshot(negotiation)) == ["unknown"]


def test_several_conditions(negotiation_of: Build) -> None:
    """Each condition is resolved by itself, in the order written; words follow where it was resolved."""
    negotiation = negotiation_of("""
        position.a = { value = "40", requires = ["hours = 35", "peace", "hours = 30"] }
        position.e = { party = "employer", issue = "hours", value = "35" }
    """)
    found = conditions_of(Snapshot(negotiation), negotiation.positions[0])
    assert [str(condition) for condition in found] == ["hours = 35 (met)", "peace", "hours = 30 (not met)"]
    assert found[1] == Condition("peace", "")


def test_the_day_of_a_condition(negotiation_of: Build) -> None:
    """A condition is met from the day on which the counterpart accepts it."""
    snapshot = Snapshot(
        negotiation_of("""
        position.a = { value = "40", requires = ["hours = 35"] }
        position.e = { party = "employer", issue = "hours", value = "40", side = "own" }
        position.f = { party = "employer", issue = "hours", value = "35", side = "own", stated = 2024-03-05 }
        """)
    )
    assert states(replace(snapshot, as_of=date(2024, 3, 4))) == ["not met"]
    assert states(snapshot) == ["met"]


MANY = """
party.union = { name = "Union", role = "principal" }
party.ford = { name = "Ford", role = "principal", member_of = "three" }
party.gm = { name = "GM", role = "principal", member_of = "three" }
party.three = { name = "Three", role = "principal" }
party.state = { name = "State", role = "mediator" }
issue.pay = { title = "Pay", kind = "percent" }
issue.hours = { title = "Hours", kind = "quantity", unit = "hours" }
"""
SEVERAL = [
    case("met by all", "", "35", "35", "met"),
    case("not met by one", "", "35", "40", "not met"),
    case("unknown of one", "", "35", "undisclosed", "unknown"),
    case("not met by one is more than unknown of another", "", "undisclosed", "40", "not met"),
    case("met by the one that it is meant for", 'toward = "ford", ', "35", "40", "met"),
    case("not met by the one that it is meant for", 'toward = "gm", ', "35", "40", "not met"),
]


@pytest.mark.parametrize(("toward", "ford", "gm", "expected"), SEVERAL)
def test_several_counterparts(negotiation_of: Build, toward: str, ford: str, gm: str, expected: str) -> None:
    """All counterparts must meet it, or the one that the position is meant for; nobody waits for a silent bloc."""
    negotiation = negotiation_of(
        f"""
        position.a = {{ value = "40%", {toward}requires = ["hours = 35"] }}
        position.f = {{ party = "ford", issue = "hours", value = "{ford}" }}
        position.g = {{ party = "gm", issue = "hours", value = "{gm}" }}
        position.s = {{ party = "state", issue = "hours", value = "20" }}
        """,
        MANY,
    )
    assert states(Snapshot(negotiation)) == [expected]


def test_a_bloc_that_spoke(negotiation_of: Build) -> None:
    """A bloc counts where it spoke as a bloc on the issue of the condition."""
    negotiation = negotiation_of(
        """
        position.a = { value = "40%", requires = ["hours = 35"] }
        position.f = { party = "ford", issue = "hours", value = "35" }
        position.g = { party = "gm", issue = "hours", value = "35" }
        position.t = { party = "three", issue = "hours", value = "40" }
        """,
        MANY,
    )
    assert states(Snapshot(negotiation)) == ["not met"]


def test_members_of_the_holders_bloc(negotiation_of: Build) -> None:
    """Parties of the holder's own bloc meet nothing and miss nothing."""
    negotiation = negotiation_of(
        """
        position.a = { party = "ford", value = "20%", requires = ["hours = 40"] }
        position.g = { party = "gm", issue = "hours", value = "35" }
        position.u = { party = "union", issue = "hours", value = "40" }
        """,
        MANY,
    )
    assert states(Snapshot(negotiation)) == ["met"]


def test_what_a_counterpart_offers_the_holder_alone(negotiation_of: Build) -> None:
    """A counterpart's position toward the holder is the one that counts between the two."""
    negotiation = negotiation_of("""
        position.a = { value = "40", requires = ["hours = 35"] }
        position.e = { party = "employer", issue = "hours", value = "40", side = "own" }
        position.f = { party = "employer", issue = "hours", value = "35", side = "own", toward = "union" }
    """)
    assert states(Snapshot(negotiation)) == ["met"]


OWN = 'side = "own", attribution = "on-record"'
WISH = f'position.a = {{ value = "40", requires = ["hours = 35"], {OWN} }}\n'
AGREED = f"""
proposal.p = {{ party = "state", terms = ["hours = 35"], stated = 2024-03-02 }}
response.u = {{ proposal = "p", answer = "accepted", stated = 2024-03-03, {OWN} }}
response.e = {{ party = "employer", proposal = "p", answer = "accepted", stated = 2024-03-03, {OWN} }}
"""


def hours(name: str, value: str, more: str = "") -> str:
    """Return the line of a position of the employers on hours."""
    return f'position.{name} = {{ party = "employer", issue = "hours", value = "{value}", {OWN}{more} }}\n'


REACHED = [
    case(
        "not known while nobody speaks of its own condition",
        hours("e", "35", ', requires = ["start = 2 weeks"]'),
        "unknown",
    ),
    case(
        "by words whose own condition is met",
        hours("e", "35", ', requires = ["start = immediately"]')
        + f'position.s = {{ issue = "start", value = "immediately", {OWN} }}',
        "met",
    ),
    case(
        "not known by words whose own condition is not met",
        hours("e", "35", ', requires = ["start = immediately"]')
        + f'position.s = {{ issue = "start", value = "3 weeks", {OWN} }}',
        "unknown",
    ),
    case("not known by words with a condition in prose", hours("e", "35", ', requires = ["calm"]'), "unknown"),
    case("not known by what was only considered", hours("e", "35", ', modality = "considered"'), "unknown"),
    case("by what is agreed", AGREED, "met"),
    case("by what is agreed, beside a demand of an earlier day", hours("x", "40") + AGREED, "met"),
    case("not by what is agreed otherwise", AGREED.replace("hours = 35", "hours = 38"), "not met"),
]


@pytest.mark.parametrize(("text", "expected"), REACHED)
def test_what_meets_a_condition(negotiation_of: Build, text: str, expected: str) -> None:
    """A condition is met by what is agreed, or by words that have no unmet condition themselves."""
    assert states(Snapshot(negotiation_of(WISH + text))) == [expected]


@pytest.mark.parametrize("first", ["a", "e"])
def test_a_circle(negotiation_of: Build, first: str) -> None:
    """Conditions of which each waits for the other are not met, and say so, with either of them."""
    snapshot = Snapshot(negotiation_of(WISH + hours("e", "35", ', requires = ["pay = 40"]')))
    asked = next(position for position in snapshot.negotiation.positions if position.id == first)
    (condition,) = conditions_of(snapshot, asked)
    assert str(condition).endswith(" (not met, each waits for the other)")


def test_a_part_of_the_negotiation(negotiation_of: Build) -> None:
    """A condition is judged on the whole negotiation, though only a part of it is shown."""
    whole = negotiation_of(WISH + hours("e", "35"))
    part = replace(whole, positions=tuple(position for position in whole.positions if position.id == "a"))
    assert states(Snapshot(part)) == ["unknown"]
    assert states(Snapshot(part, context=whole)) == ["met"]


@pytest.mark.parametrize(
    ("day", "hours", "state"),
    [(12, "35", "unknown"), (12, "40", "unknown"), (26, "35", "not met"), (26, "40", "not met")],
)
def test_an_issue_left_open(negotiation_of: Build, day: int, hours: str, state: str) -> None:
    """While an agreement leaves the issue of a condition open, what the parties hold neither meets nor fails it; from
    the day of the fallback that decides."""
    negotiation = negotiation_of(f"""
        position.a = {{ value = "40", requires = ["hours = 35"] }}
        position.e = {{ party = "employer", issue = "hours", value = "{hours}" }}
        agreement.deal = {{ date = 2024-03-10, stated = 2024-03-10 }}
        milestone.signed = {{ agreement = "deal", milestone = "signed", date = 2024-03-10, stated = 2024-03-10 }}
        open.hours = {{ agreement = "deal", issue = "hours", decide-by = 2024-03-25, otherwise = "38" }}
    """)
    assert states(Snapshot(negotiation, date(2024, 3, day))) == [state]
