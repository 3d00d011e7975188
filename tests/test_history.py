"""One issue through time: its steps, and the gap of a pair day by day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction
from typing import Any
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negtrack.dates import parse_when
from negtrack.history import first_gap, gap_days, steps_of, unchanged_since
from negtrack.model import Negotiation, Position
from negtrack.query import (
    Snapshot,
    at_step,
    before_deal,
    current_position,
    offers_of,
    on_issue,
    pair_of,
    timeline_of,
)

Build = Callable[..., Negotiation]
BOTH = ("employer", "union")


def case(name: str, *values: Any) -> Any:
    """Return one row of a table of cases, with a name that a reader understands."""
    return pytest.param(*values, id=name.replace(" ", "-"))


def steps(snapshot: Snapshot, issue: str = "pay", parties: tuple[str, ...] = BOTH) -> list[str]:
    """`a* closer !` of each step in time: `*` where it is the headline, `!` where it is contested."""
    return [
        " ".join([f"{step.position.id}{'*' * step.headline}", *step.classes, *("!" * step.contested)])
        for step in steps_of(snapshot, snapshot.negotiation.issues[issue], parties)
    ]


def gaps(snapshot: Snapshot, issue: str = "pay") -> list[str]:
    """`1 apart 10` of each day of March on which the gap between employers and union was taken."""
    return [
        f"{day.day.day} {day.pair.status}{'' if day.pair.gap.distance is None else f' {day.pair.gap.distance}'}"
        for day in gap_days(snapshot, snapshot.negotiation.issues[issue], *BOTH)
    ]


ROUNDS = """
position.d = { value = "45", side = "own", stated = 2024-03-05 }
position.c = { party = "employer", value = "40", side = "own", stated = 2024-03-04 }
position.a = { value = "50", side = "own" }
position.b = { party = "employer", value = "30", side = "own", stated = 2024-03-02 }
position.h = { issue = "hours", value = "35" }
"""


def test_steps_in_time(negotiation_of: Build) -> None:
    """Steps come oldest first whatever the file's order, each with what it moved on its own day."""
    snapshot = Snapshot(negotiation_of(ROUNDS))
    assert steps(snapshot) == ["a* new", "b* new", "c* closer", "d* closer"]
    assert steps(snapshot, parties=("union",)) == ["a* new", "d* closer"]
    assert steps(snapshot, "hours") == ["h* new"]


def test_steps_of_one_day(negotiation_of: Build) -> None:
    """On one day the parties keep their display order, and one party's positions that of their ids."""
    snapshot = Snapshot(
        negotiation_of("""
        position.b = { value = "50" }
        position.a = { value = "50" }
        position.z = { party = "employer", value = "40" }
        """)
    )
    assert [step.split()[0] for step in steps(snapshot)] == ["z*", "a*", "b"]


def test_steps_end_with_the_reading(negotiation_of: Build) -> None:
    """What was stated later, or is retracted or superseded, is no step."""
    negotiation = negotiation_of(
        ROUNDS
        + """
        position.x = { value = "1", side = "own" }
        retraction.r = { of = "x" }
        position.y = { value = "50", side = "own", supersedes = ["a"] }
        """
    )
    assert steps(Snapshot(negotiation, as_of=date(2024, 3, 4))) == ["y* new", "b* new", "c* closer"]


STEPS = [
    case(
        "a voice beside the headline is measured by what it said itself",
        """
        position.a = { value = "50", side = "own", stated = 2024-03-01 }
        position.b = { value = "at least 45", side = "state", stated = 2024-03-01 }
        position.c = { value = "50", side = "own", stated = 2024-03-03 }
        position.d = { value = "at least 48", side = "state", stated = 2024-03-03 }
        """,
        ["a* new", "b new", "c* restated", "d hardened"],
    ),
    case(
        "a voice that says the same again",
        """
        position.a = { value = "50", side = "own", stated = 2024-03-02 }
        position.b = { value = "unspecified", side = "state", stated = 2024-03-01 }
        position.c = { value = "unspecified", side = "state", stated = 2024-03-02 }
        """,
        ["b* new", "a* new", "c restated"],
    ),
    case(
        "two of one day that cannot both hold are contested",
        """
        position.a = { value = "50", side = "own" }
        position.b = { value = "45", side = "state" }
        """,
        ["a* new newly-contested !", "b new !"],
    ),
    case(
        "a red line of a voice that did not lead hardens",
        """
        position.a = { value = "at least 50", side = "own", stated = 2024-03-02 }
        position.b = { value = "at least 50", side = "state", stated = 2024-03-01 }
        position.c = { value = "at least 50", side = "state", stated = 2024-03-02, stance = "red-line" }
        """,
        ["b* new", "a* hardened restated", "c hardened restated"],
    ),
    case(
        "a withdrawal and a denial lead never",
        """
        position.a = { value = "50", side = "own" }
        position.b = { value = "50", side = "state" }
        position.w = { stance = "withdrawal", withdraws = ["a"], side = "own", stated = 2024-03-02 }
        position.x = { stance = "denial", denies = ["b"], side = "own", stated = 2024-03-03 }
        """,
        ["a* new", "b new", "w withdrawn", "x denied"],
    ),
    case(
        "what others say of a withdrawal or a denial is only a claim",
        """
        position.a = { value = "50", side = "own" }
        position.w = { stance = "withdrawal", withdraws = ["a"], side = "employer", stated = 2024-03-02 }
        position.x = { stance = "denial", denies = ["a"], stated = 2024-03-03 }
        """,
        ["a* new", "w", "x"],
    ),
    case(
        "a proposal is its party's offer of that day",
        """
        position.a = { value = "50", side = "own" }
        proposal.p = { terms = ["pay = 45", "hours = 35"], side = "own", stated = 2024-03-02 }
        """,
        ["a* new", "p#pay* changed"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), STEPS)
def test_steps(negotiation_of: Build, text: str, expected: list[str]) -> None:
    """A step that leads is classed by what it moved, any other by what its own voice had said before."""
    assert steps(Snapshot(negotiation_of(text))) == expected


def test_changes_of_steps(negotiation_of: Build) -> None:
    """A step that leads holds its change, with the gap before and after; another holds none."""
    snapshot = Snapshot(negotiation_of(ROUNDS + 'position.e = { value = "44", side = "state", stated = 2024-03-05 }'))
    *_, led, beside = steps_of(snapshot, snapshot.negotiation.issues["pay"], BOTH)
    assert led.change is not None
    assert [(movement.before.distance, movement.after.distance) for movement in led.change.movements] == [
        (Fraction(10), Fraction(5))
    ]
    assert beside.change is None


def test_gap_days(negotiation_of: Build) -> None:
    """The gap is taken at the end of each day on which something was said on the issue, and on no other."""
    snapshot = Snapshot(negotiation_of(ROUNDS + 'position.i = { issue = "hours", value = "36", stated = 2024-03-09 }'))
    assert gaps(snapshot) == ["1 silent", "2 apart 20", "4 apart 10", "5 apart 5"]
    assert gaps(replace(snapshot, as_of=date(2024, 3, 4))) == ["1 silent", "2 apart 20", "4 apart 10"]
    assert gaps(Snapshot(negotiation_of(""))) == []


PROPOSAL = 'proposal.p = { terms = ["pay = 45", "hours = 35"], side = "own" }\n'
PROPOSALS = [
    case(
        "answered",
        """
        [response.x]
        proposal = "p"
        answer = "accepted"
        party = "employer"
        side = "own"
        attribution = "on-record"
        stated = 2024-03-04
        """,
        ["1 silent", "4 agreed"],
    ),
    case(
        "withdrawn by a record on another issue",
        """
        position.e = { party = "employer", value = "40", stated = 2024-03-01 }
        position.w = { issue = "hours", stance = "withdrawal", withdraws = ["p"], side = "own", stated = 2024-03-04 }
        """,
        ["1 apart 5", "4 silent"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), PROPOSALS)
def test_gap_days_of_proposals(negotiation_of: Build, text: str, expected: list[str]) -> None:
    """What becomes of a proposal moves the gap on each of its terms' issues."""
    assert gaps(Snapshot(negotiation_of(PROPOSAL + text))) == expected


def test_gap_days_of_a_disclosure(negotiation_of: Build) -> None:
    """The day on which an undisclosed term is disclosed is one of the gap's days."""
    snapshot = Snapshot(
        negotiation_of("""
        position.e = { party = "employer", value = "40" }
        proposal.p = { terms = ["pay = undisclosed"], side = "own", stated = 2024-03-02 }
        proposal.d = { discloses = "p", terms = ["pay = 45"], stated = 2024-03-06 }
        """)
    )
    assert gaps(snapshot) == ["1 silent", "2 unknown", "6 apart 5"]


def test_days_of_an_issue(negotiation_of: Build) -> None:
    """Answers to proposals on other issues, and what is said on other issues, are not of an issue's days."""
    snapshot = Snapshot(
        negotiation_of("""
        position.h = { issue = "hours", value = "35", stated = 2024-03-02 }
        proposal.q = { party = "state", terms = ["hours = 35"], stated = 2024-03-03 }
        response.x = { proposal = "q", answer = "rejected", stated = 2024-03-04 }
        position.a = { value = "40" }
        """)
    )
    issues = snapshot.negotiation.issues
    assert timeline_of(snapshot, issues["pay"], frozenset()).days == [date(2024, 3, 1)]
    assert timeline_of(snapshot, issues["hours"], frozenset()).days == [date(2024, 3, day) for day in (2, 4)]


UNCHANGED = [
    case("since it was first stated", 'position.b = { party = "employer", value = "40" }', 1),
    case(
        "since before one said the same again",
        """
        position.b = { party = "employer", value = "40" }
        position.c = { party = "employer", value = "40", stated = 2024-03-07 }
        """,
        1,
    ),
    case(
        "since the other moved",
        """
        position.b = { party = "employer", value = "30" }
        position.c = { party = "employer", value = "40", stated = 2024-03-03 }
        position.d = { party = "employer", value = "40", stated = 2024-03-07 }
        """,
        3,
    ),
    case(
        "since it came back to what it had been",
        """
        position.b = { party = "employer", value = "40" }
        position.c = { party = "employer", value = "30", stated = 2024-03-03 }
        position.d = { party = "employer", value = "40", stated = 2024-03-07 }
        """,
        7,
    ),
    case("since one side spoke", "", 1),
]


@pytest.mark.parametrize(("text", "day"), UNCHANGED)
def test_unchanged_since(negotiation_of: Build, text: str, day: int) -> None:
    """A gap is unchanged since the first day of the last run of days on which it was the same."""
    snapshot = Snapshot(negotiation_of('position.a = { value = "50" }\n' + text))
    assert unchanged_since(gap_days(snapshot, snapshot.negotiation.issues["pay"], *BOTH, newest_first=True)) == date(
        2024, 3, day
    )


def test_unchanged_since_nothing() -> None:
    """Where nothing was ever said, no day is given."""
    assert unchanged_since([]) is None


def test_a_reading_of_one_issue(negotiation_of: Build) -> None:
    """A reading restricted to an issue says the same of that issue, and nothing of the others."""
    snapshot = Snapshot(negotiation_of(ROUNDS + PROPOSAL))
    small = on_issue(snapshot, snapshot.negotiation.issues["pay"])
    assert {position.issue for position in small.negotiation.positions} == {"pay"}
    assert [proposal.id for proposal in small.proposals] == ["p"]


@given(data=st.lists(st.tuples(st.sampled_from(BOTH), st.integers(1, 9), st.sampled_from(["40", "41", "at least 42"]))))
def test_the_last_day_is_now(negotiation_of: Build, data: list[tuple[str, int, str]]) -> None:
    """Steps are sorted by day, each party's last headline is its current position, and the last gap is that of now."""
    recorded = datetime.fromisoformat("2024-06-01T00:00:00+00:00")
    added = [
        Position(
            id=f"p{number}",
            party=party,
            issue="pay",
            value=value,
            side="own",
            stated=parse_when(date(2024, 3, day)),
            day=date(2024, 3, day),
            recorded=recorded,
        )
        for number, (party, day, value) in enumerate(data)
    ]
    snapshot = Snapshot(negotiation_of("").with_entries(added))
    issue = snapshot.negotiation.issues["pay"]
    found = list(steps_of(snapshot, issue, BOTH))
    days = [step.position.day for step in found]
    assert days == sorted(days)
    last = {step.position.party: step.position for step in found if step.headline}
    assert last == {party: now for party in BOTH if (now := current_position(snapshot, party, issue))}
    assert [gap_day.pair for gap_day in list(gap_days(snapshot, issue, *BOTH))[-1:]] == (
        [pair_of(snapshot, issue, *BOTH)] if data else []
    )


def test_what_a_mediator_tabled_in_an_inexact_month(negotiation_of: Build) -> None:
    """A mediator's proposal is on the table from its own day on, and its acceptance is a word of the party."""
    negotiation = negotiation_of(
        """
        position.e = { party = "employer", value = "10", side = "own", stated = 2024-02-01 }
        position.u = { value = "50", side = "own", stated = 2024-02-03 }
        position.w = { value = "60", side = "own", stated = 2024-03-05 }
        proposal.p = { party = "state", terms = ["pay = 40"], tabled = "2024-02", stated = "2024-02", side = "own" }
        response.e1 = { party = "employer", proposal = "p", answer = "accepted", side = "own", stated = 2024-02-10 }
        response.u1 = { proposal = "p", answer = "accepted", side = "own", stated = 2024-02-10 }
        """
    )
    steps = list(steps_of(Snapshot(negotiation), negotiation.issues["pay"], BOTH))
    assert [step.position.id for step in steps] == ["e", "u", "e1#pay", "u1#pay", "w"]
    assert "settled" not in steps[-1].classes


def test_what_is_disputed_moved_nothing(negotiation_of: Build) -> None:
    """What somebody else says of a party on the headline's day is contested, whatever that voice had said before."""
    snapshot = Snapshot(
        negotiation_of(
            """
            position.s = { value = "50", side = "state", speaker = "A minister" }
            position.t = { value = "45", side = "state", speaker = "A minister", stated = 2024-03-05 }
            position.u = { value = "48", side = "own", attribution = "on-record", stated = 2024-03-05 }
            """
        )
    )
    assert steps(snapshot)[1] == "t !"


def test_what_a_paper_offers_is_found_out_once(negotiation_of: Build) -> None:
    """A paper is taken apart once, whatever number of issues, pairs, steps and agreements are looked at."""
    negotiation = negotiation_of(
        """
        proposal.paper = { stated = 2024-03-02, term = { pay = { value = "120" }, hours = { value = "38" } } }
        proposal.final = { stated = 2024-03-05, term = { pay = { value = "130" } } }
        position.low = { party = "employer", value = "at most 100" }
        agreement.deal = { date = 2024-03-06, follows = ["final"], term = { pay = { value = "130" } } }
        """
    )
    with mock.patch("negtrack.query.offers.offers_of", side_effect=offers_of) as spy:
        assert Snapshot(negotiation).offers
        snapshot = at_step(Snapshot(negotiation), "first")
        for issue in negotiation.issues.values():
            assert list(gap_days(snapshot, issue, *BOTH)) or issue.id in ("start", "mandate")
        assert before_deal(snapshot, negotiation.agreements[0]).offers
    assert sorted(call.args[0].id for call in spy.call_args_list) == ["final", "paper"]


def test_of_issues_without_distances_no_day_is_looked_at(negotiation_of: Build) -> None:
    """The first distance between two parties is looked for only where values can have one."""
    negotiation = negotiation_of(ROUNDS)
    now, pay = Snapshot(negotiation), negotiation.issues["pay"]
    found = first_gap(now, pay, *BOTH)
    assert found
    assert (found.day, found.pair.gap.distance) == (date(2024, 3, 2), Fraction(20))
    with mock.patch("negtrack.history.gap_days", side_effect=AssertionError):
        assert first_gap(now, replace(pay, kind="yes-no"), *BOTH) is None
