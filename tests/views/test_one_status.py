"""One status for one pair on one day: what `compare` calls conditional, no other view calls an overlap."""

from __future__ import annotations

import pytest

from negtrack.diff import differences_between
from negtrack.model import Proposal
from negtrack.query import Snapshot, current_position, pair_of, tabled_position
from negtrack.store.load import load_negotiation
from negtrack.store.locate import Place
from negtrack.views.compare import build_compare, default_columns
from negtrack.views.gaps import build_gaps
from negtrack.views.proposal import build_proposal
from negtrack.views.scorecard import build_scorecard

from ..cli.harness import SHIPPED
from ..negotiations import build_negotiation

OWN = 'side = "own", attribution = "on-record"'
TERMS = '"pay = 40", "hours = 37"'
PACKAGES = f"""
position.pay = {{ party = "union", value = "at least 70", stated = 2024-03-01, {OWN} }}
proposal.a = {{ party = "employer", terms = ["pay = 50", "hours = 39"], stated = 2024-03-10, {OWN} }}
proposal.b = {{ party = "employer", terms = [{TERMS}], alternative_to = ["a"], stated = 2024-03-10, {OWN} }}
response.hours = {{ party = "union", to = "b#hours", answer = "accepted", stated = 2024-03-12, {OWN} }}
"""
CONDITIONAL = "conditional: pay = 40 (not met)"


def _paper(snapshot: Snapshot, name: str) -> Proposal:
    return next(paper for paper in snapshot.proposals if paper.id == name)


def test_a_package_is_conditional_everywhere() -> None:
    """A term of an alternative that was accepted without its others is conditional in every view."""
    snapshot = Snapshot(build_negotiation(PACKAGES))
    known, paper = snapshot.negotiation, _paper(snapshot, "b")
    hours = known.issues["hours"]
    assert pair_of(snapshot, hours, "union", "employer").status == "conditional"
    (line,) = [line for line in build_proposal(snapshot, paper).terms if line.issue is hours]
    assert {stand.party.id: stand.gap for stand in line.stands}["union"] == CONDITIONAL
    row = build_compare(snapshot, default_columns(snapshot), [hours], paper).issues[0]
    assert row.offer
    assert ("Union", CONDITIONAL) in row.offer.gaps
    (score,) = build_scorecard(snapshot, [hours]).cards[0].lines
    assert (score.left, score.outcome, score.remarks) == ("conditional", "conditional", (f"{CONDITIONAL}, via b",))


def test_a_paper_whose_other_terms_are_not_accepted_differs() -> None:
    """`diff PARTY PAPER` counts such a term as conditional, so that the two differ."""
    snapshot = Snapshot(build_negotiation(PACKAGES))
    known, paper = snapshot.negotiation, _paper(snapshot, "b")
    hours = known.issues["hours"]
    held = current_position(snapshot, "union", hours, "employer")
    (term,) = [term for term in paper.terms if term.issue == "hours"]
    sides = {"hours": held} if held else {}, {"hours": tabled_position(snapshot, paper, term)}
    (found,) = differences_between(sides, snapshot, [hours])
    assert (found.status, found.differs) == ("conditional", True)


def test_figures_of_two_packages_are_named() -> None:
    """A figure of one of several alternatives stands with its proposal, so that two make no package."""
    snapshot = Snapshot(build_negotiation(PACKAGES))
    card = build_scorecard(snapshot, [snapshot.negotiation.issues[name] for name in ("pay", "hours")]).cards[0]
    number = [card.one, card.other].index("employer")
    assert [(line.openings[number], line.lasts[number]) for line in card.lines] == [
        ("a: 50", "a: 50"),
        ("b: 37", "b: 37"),
    ]


def test_an_alternative_alone_on_its_issue_has_no_name() -> None:
    """Where the alternatives name no other figure, the figure stands alone."""
    text = PACKAGES.replace(', "hours = 39"', "")
    snapshot = Snapshot(build_negotiation(text))
    card = build_scorecard(snapshot, [snapshot.negotiation.issues["hours"]]).cards[0]
    assert card.lines[0].lasts == ("37", "37")


@pytest.mark.parametrize("name", ["gaza-ceasefire-2024", "mlb-lockout-2021-22", "uaw-detroit-2023"])
def test_the_shipped_talks(name: str) -> None:
    """On no day of the shipped talks does the scorecard say overlap where `compare` says conditional."""
    known = load_negotiation(Place(SHIPPED, SHIPPED / name)).negotiation
    days = sorted({position.day for position in known.positions})
    for day in days[:: max(1, len(days) // 6)]:
        snapshot = Snapshot(known, day)
        for card in build_scorecard(snapshot, [one for one in known.issues.values() if not one.steps]).cards:
            for line in (line for line in card.lines if line.left in ("overlap", "conditional")):
                pair = pair_of(snapshot, line.score.measure.issue, card.one, card.other)
                assert pair.status == line.left, (day, line.name)


@pytest.mark.parametrize(("issue", "value"), [("pay", "50"), ("hours", "37")])
def test_the_columns_of_a_row_fit_each_other(issue: str, value: str) -> None:
    """For programs, the value of a party with alternatives is that of the one from which the gap is measured."""
    snapshot = Snapshot(build_negotiation(PACKAGES))
    issues = [snapshot.negotiation.issues[issue]]
    view = build_compare(snapshot, default_columns(snapshot), issues)
    (row,), (gap,) = view.rows(), build_gaps(snapshot, issues, None, (None, "")).rows()
    assert row["employer"] == gap["one_value"] == value
    words = [line for line in view.head()["positions"] if line["party"] == "employer"]  # type: ignore[attr-defined]
    assert [line["value"] for line in words] == [value, {"50": "40", "37": "39"}[value]]


def test_before_a_deal_too() -> None:
    """Beside what is agreed stands the alternative from which the gap before it was measured."""
    deal = f"""
    proposal.last = {{ party = "union", terms = ["pay = 60"], stated = 2024-03-14, {OWN} }}
    agreement.deal = {{ date = 2024-03-15, follows = ["last"], terms = ["pay = 60"], stated = 2024-03-15 }}
    """
    snapshot = Snapshot(build_negotiation(PACKAGES + deal))
    (row,) = build_compare(snapshot, default_columns(snapshot), [snapshot.negotiation.issues["pay"]]).rows()
    assert (row["union"], row["employer"], row["before_deal"]) == ("at least 70", "50", "apart 20 before")


def test_a_gap_from_another_word_of_the_party() -> None:
    """Where the gap is measured from another word than the headline, the column beside that says from which."""
    text = f"""
    delegate.ann = {{ party = "union", name = "Ann" }}
    position.u = {{ value = "at least 60", stated = 2024-03-01, {OWN} }}
    position.d = {{ value = "at least 30", stated = 2024-03-02, speaker = "ann", {OWN} }}
    position.e = {{ party = "employer", value = "40", stated = 2024-03-01, {OWN} }}
    """
    snapshot = Snapshot(build_negotiation(text))
    issues = [snapshot.negotiation.issues["pay"]]
    (row,), (gap,) = (
        build_compare(snapshot, default_columns(snapshot), issues).rows(),
        build_gaps(snapshot, issues, None, (None, "")).rows(),
    )
    assert (row["union"], row["distance"], row["remark:employer"]) == ("at least 30", 20, "")
    assert row["remark:union"] == gap["other_remark"] == "gap measured from at least 60, own statement, 1 Mar"
