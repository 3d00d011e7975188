"""Sides of the table, and parts of a party: who is whose counterpart."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from negtrack.diff import changes_between
from negtrack.model import Negotiation, Party
from negtrack.query import Snapshot, are_counterparts, awaited_from, conditions_of, counterparts_of, is_bloc, pairs_of
from negtrack.views.compare import CompareView, build_compare, default_columns
from negtrack.views.lists import build_issues
from negtrack.views.overview import build_overview
from negtrack.views.proposal import build_proposal

Build = Callable[..., Negotiation]
TALKS = """
party.north = { name = "North", role = "principal" }
party.g77 = { name = "G77", role = "principal" }
party.arab = { name = "Arab Group", role = "principal" }
party.kenya = { name = "Kenya", role = "principal", member_of = "g77" }
party.host = { name = "Host", role = "mediator" }
side.south = { title = "Developing countries", parties = ["g77", "arab"] }
issue.pay = { title = "Pay", kind = "quantity" }
issue.hours = { title = "Hours", kind = "quantity" }
"""
UNION = """
party.league = { name = "League", role = "principal" }
party.union = { name = "Union", role = "principal" }
party.board = { name = "Board", member_of = "union" }
party.cabinet = { name = "Cabinet", member_of = "union", role = "observer" }
issue.pay = { title = "Pay", kind = "quantity" }
issue.hours = { title = "Hours", kind = "quantity" }
"""
WORDS = 'side = "own", attribution = "on-record"'


def case(name: str, *values: Any) -> Any:
    """Return one row of a table of cases, with a name that a reader understands."""
    return pytest.param(*values, id=name.replace(" ", "-"))


def pairs(negotiation: Negotiation, issue: str = "pay") -> str:
    """Return the pairs of counterparts on an issue."""
    found = pairs_of(Snapshot(negotiation), negotiation.issues[issue])
    return " ".join(f"{pair.one}-{pair.other}" for pair in found)


def compare(negotiation: Negotiation, *parties: str, everybody: bool = False) -> CompareView:
    """Return the view of `compare`."""
    snapshot = Snapshot(negotiation)
    columns = [negotiation.parties[name] for name in parties] or default_columns(snapshot, everybody)
    return build_compare(snapshot, columns, negotiation.issues.values())


def test_one_side_has_no_pairs_within(negotiation_of: Build) -> None:
    """Parties of one side are counterparts of the others alone; a bloc's members stand with it."""
    held = f"""
    position.g = {{ party = "g77", value = "5", {WORDS} }}
    position.k = {{ party = "kenya", value = "6", {WORDS} }}
    """
    negotiation = negotiation_of(held, TALKS)
    assert pairs(negotiation) == "arab-north g77-north kenya-north"
    one_side = TALKS.replace('"g77", "arab"', '"g77"')
    assert pairs(negotiation_of(held, one_side)) == "arab-g77 arab-kenya arab-north g77-north kenya-north"
    assert pairs(negotiation_of("", one_side)) == "arab-north"
    snapshot = Snapshot(negotiation)
    assert counterparts_of(snapshot, "arab", negotiation.issues["pay"]) == ("north",)
    assert counterparts_of(snapshot, "north", negotiation.issues["pay"]) == ("arab", "g77", "kenya")


def test_the_gap_of_a_row_is_with_the_other_side(negotiation_of: Build) -> None:
    """Parties of one side that are far apart give no gap; asked for alone they have none at all."""
    negotiation = negotiation_of(
        f"""
        position.a = {{ party = "arab", value = "90", {WORDS} }}
        position.k = {{ party = "kenya", value = "10", {WORDS} }}
        position.n = {{ party = "north", value = "20", {WORDS} }}
        """,
        TALKS,
    )
    assert compare(negotiation).issues[0].gap == "apart 70 (Arab Group, North); apart 10 (Kenya, North)"
    assert compare(negotiation, "arab", "kenya").issues[0].gap == ""


def test_movement_and_conditions_look_across_the_table(negotiation_of: Build) -> None:
    """A step is closer or farther to the other side alone, whose word alone meets a condition."""
    negotiation = negotiation_of(
        f"""
        position.k = {{ party = "kenya", value = "10", {WORDS} }}
        position.n = {{ party = "north", value = "20", {WORDS} }}
        position.a = {{ party = "arab", value = "90", {WORDS} }}
        position.b = {{ party = "arab", value = "30", {WORDS}, stated = 2024-03-05, requires = ["hours = 8"] }}
        position.h = {{ party = "north", issue = "hours", value = "8", {WORDS} }}
        position.o = {{ party = "kenya", issue = "hours", value = "9", {WORDS} }}
        """,
        TALKS,
    )
    now = Snapshot(negotiation)
    before = Snapshot(negotiation, as_of=negotiation.positions[0].day)
    (change,) = changes_between(before, now, ["arab"], [negotiation.issues["pay"]])
    assert [(movement.counterpart, movement.direction) for movement in change.movements] == [("north", "closer")]
    assert change.after
    assert [condition.state for condition in conditions_of(now, change.after)] == ["met"]


LEAGUE = """
party.league = { name = "League", role = "principal" }
party.clubs = { name = "Clubs", role = "principal" }
party.lions = { name = "Lions", role = "principal", member_of = "clubs" }
issue.pay = { title = "Pay", kind = "quantity" }
"""


def test_an_issue_is_silent_where_nobody_of_a_bloc_holds_anything(negotiation_of: Build) -> None:
    """It has no pair, reads silent, and counts so; a party is not called silent where it is no counterpart."""
    negotiation = negotiation_of(f'position.l = {{ party = "league", value = "5", {WORDS} }}', LEAGUE)
    assert pairs(negotiation) == ""
    view = compare(negotiation)
    assert [row.gap for row in view.issues] == ["silent"]
    assert [(row["status"], row["gap"]) for row in view.rows()] == [("silent", "silent")]
    overview = build_overview(Snapshot(negotiation), 30)
    assert dict(overview.counts)["silent"] == 1
    assert not [finding for finding in overview.findings if finding.heading == "silent"]
    (issue,) = build_issues(Snapshot(negotiation)).lines
    assert (issue["status"], issue["gap"]) == ("silent", "silent")


PROPOSAL = 'proposal.p = {{ party = "{}", terms = ["pay = 9"], {} }}'
ASKED = [
    case("the other side", "g77", "", "north"),
    case("both sides by the other one", "north", "", "arab kenya"),
    case("all by a mediator", "host", "", "arab kenya north"),
    case("whom it names", "g77", 'between = ["arab", "north"]', "arab north"),
]


@pytest.mark.parametrize(("party", "more", "expected"), ASKED)
def test_an_answer_is_awaited_from_the_other_side(negotiation_of: Build, party: str, more: str, expected: str) -> None:
    """A proposal that names nobody asks those who stand on another side; its page has no missing answer of others."""
    negotiation = negotiation_of(PROPOSAL.format(party, more or WORDS), TALKS)
    snapshot = Snapshot(negotiation)
    (proposal,) = snapshot.proposals
    assert " ".join(asked.id for asked in awaited_from(snapshot, proposal)) == expected
    assert " ".join(answer.party.id for answer in build_proposal(snapshot, proposal).answers) == expected


def test_a_part_is_no_counterpart(negotiation_of: Build) -> None:
    """A member that is no principal makes its party no bloc, so that its party stays a counterpart without a word."""
    negotiation = negotiation_of(
        f"""
        position.l = {{ party = "league", value = "5", {WORDS} }}
        position.d = {{ party = "board", value = "9", {WORDS} }}
        """,
        UNION,
    )
    assert not is_bloc(negotiation, "union")
    assert pairs(negotiation) == "league-union"
    assert compare(negotiation, "league", "board").issues[0].gap == ""
    (league, union, board, cabinet) = (negotiation.parties[name] for name in ("league", "union", "board", "cabinet"))
    assert are_counterparts(negotiation, league, union)
    parts: tuple[Party, ...] = (board, cabinet)
    assert not any(are_counterparts(negotiation, one, other) for one in (league, union) for other in parts)


def test_a_part_empties_no_row(negotiation_of: Build) -> None:
    """It has no column by itself; among all that spoke its cell is empty where it holds nothing, and no part is one of
    the other parties."""
    negotiation = negotiation_of(
        f"""
        position.l = {{ party = "league", value = "5", {WORDS} }}
        position.u = {{ party = "union", value = "5", {WORDS} }}
        position.d = {{ party = "board", value = "9", {WORDS} }}
        position.m = {{ party = "league", issue = "hours", value = "5", {WORDS} }}
        position.v = {{ party = "union", issue = "hours", value = "5", {WORDS} }}
        """,
        UNION,
    )
    assert [party.id for party in compare(negotiation).parties] == ["league", "union"]
    view = compare(negotiation, everybody=True)
    assert [party.id for party in view.parties] == ["board", "league", "union"]
    assert [[cell.value for cell in row.cells] for row in view.issues] == [["9", "5", "5"], ["", "5", "5"]]
    assert [row.gap for row in view.issues] == ["overlap 5", "overlap 5"]
    assert not any("silent" in line for line in view.frame.legend)
    overview = build_overview(Snapshot(negotiation), 30)
    assert "2 principals · 1 other party" in overview.sizes
    assert not [finding for finding in overview.findings if finding.heading == "silent"]
