"""What a paragraph of a page is about, by which a page in a terminal opens it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from negtrack.query import Snapshot
from negtrack.render.page import About, Detail, Element, Grid, Layout, Line, RenderOptions, Split
from negtrack.render.pages import page_of
from negtrack.views.agreements import build_agreements
from negtrack.views.compare import build_compare
from negtrack.views.gaps import build_gaps
from negtrack.views.history import build_history
from negtrack.views.lists import build_parties, build_sources
from negtrack.views.overview import build_overview
from negtrack.views.proposal import build_proposal
from negtrack.views.proposals import build_proposals
from negtrack.views.record import build_records
from negtrack.views.show import build_show
from negtrack.views.view import View

from ..negotiations import build_negotiation

KNOWN = build_negotiation(
    """
source.daily = { title = "Talks", issued = 2024-01-01 }
position.first = { party = "union", value = "at least 40", sources = ["daily"] }
position.better = { party = "union", value = "at least 39", supersedes = ["first"] }
position.offer = { party = "employer", value = "30" }
position.short = { party = "union", issue = "hours", value = "35" }
proposal.paper = { party = "state", terms = ["pay = 35"], between = ["employer", "union"] }
response.answer = { party = "union", to = "paper", answer = "accepted" }
note.remark = { party = "union", text = "A remark." }
agreement.deal = { date = 2024-02-01, between = ["employer", "union"], terms = ["hours = 36"] }
"""
)
NOW = Snapshot(KNOWN)
PARTIES, ISSUES = list(KNOWN.parties.values()), list(KNOWN.issues.values())


def abouts(view: View, width: int, layout: Layout = "auto", detail: Detail = "normal") -> set[About]:
    """Return what the paragraphs of a page are about."""
    page = page_of(view, RenderOptions(width, layout, detail))
    return {line.about for element in page for line in _lines(element) if line.about}


def _lines(element: Element) -> Iterator[Line]:
    if isinstance(element, Line):
        yield element
    elif isinstance(element, Split):
        yield from (element.left, element.right)
    elif isinstance(element, Grid):
        yield from (line for row in element.rows for cell in row for line in cell)


@pytest.mark.parametrize("width", [40, 80, 160])
@pytest.mark.parametrize("detail", ["brief", "normal", "whole"])
def test_issues_of_a_comparison(width: int, detail: Detail) -> None:
    """Each issue can be opened, in columns and stacked, with the provenance and without."""
    view = build_compare(NOW, PARTIES, ISSUES)
    assert abouts(view, width, detail=detail) == {("issue", issue.id) for issue in ISSUES}
    assert abouts(build_compare(NOW, PARTIES, ISSUES, is_matrix=True), width) == {
        ("issue", issue.id) for issue in ISSUES
    }


@pytest.mark.parametrize("width", [40, 160])
def test_pairs(width: int) -> None:
    """A row of `gaps` names its issue and both parties; the gap of a history does too."""
    pair = "pair", "pay", "employer", "union"
    assert pair in abouts(build_gaps(NOW, ISSUES, [], (None, "")), width)
    history = abouts(build_history(NOW, KNOWN.issues["pay"], PARTIES), width)
    assert pair in history
    assert {("record", "better"), ("record", "offer")} <= history


@pytest.mark.parametrize("width", [40, 160])
def test_everything_of_parties(width: int) -> None:
    """Parties, their issues, positions, answers, proposals and notes."""
    found = abouts(build_show(NOW, PARTIES, ISSUES, everything=True), width)
    names = ("first", "better", "offer", "short", "paper", "answer", "remark")
    assert {("record", name) for name in names} <= found
    assert {("party", party.id) for party in PARTIES} <= found
    assert ("issue", "hours") in found


@pytest.mark.parametrize("width", [20, 160])
def test_lists_and_papers(width: int) -> None:
    """Rows of lists, the terms and answers of a proposal, the terms of an agreement, and what bears on a record."""
    assert abouts(build_parties(NOW), width) == {("party", party.id) for party in PARTIES}
    assert abouts(build_sources(NOW), width) == {("source", "daily")}
    assert abouts(build_proposals(NOW), width) == {("proposal", "paper")}
    paper = next(proposal for proposal in KNOWN.proposals if proposal.id == "paper")
    assert abouts(build_proposal(NOW, paper), width) == {("record", "paper"), ("issue", "pay"), ("record", "answer")}
    for names in ((), ("deal",)):
        assert abouts(build_agreements(NOW, names), width) == {("agreement", "deal"), ("issue", "hours")}
    assert abouts(build_records(NOW, [KNOWN.entries["better"]]), width) == {("record", "first")}


def test_findings_of_an_overview() -> None:
    """What a finding is about, of each paragraph."""
    assert {("thing", "pay"), ("thing", "hours")} <= abouts(build_overview(NOW, 30), 80, detail="whole")
