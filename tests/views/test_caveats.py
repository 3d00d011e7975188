"""A caveat stands wherever its value does, on every page and in every document."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from negtrack.diff import differences_between
from negtrack.exchange.export.md import md_text
from negtrack.model import Negotiation
from negtrack.query import Snapshot, current_position
from negtrack.render.formats import renderer_of
from negtrack.render.page import Detail, RenderOptions
from negtrack.render.pages import page_of
from negtrack.render.terminal import render_page, width_of
from negtrack.views.cell import OtherValue
from negtrack.views.compare import build_compare, default_columns
from negtrack.views.differences import Side, build_diff
from negtrack.views.history import build_history
from negtrack.views.overview import build_overview
from negtrack.views.proposal import build_proposal
from negtrack.views.show import build_show
from negtrack.views.view import View

from ..exchange.documents import dossier, report_text

Build = Callable[..., Negotiation]
TALKS = """
position.e = { party = "employer", value = "40", side = "own", caveat = "the first one" }
position.u = { value = "50", side = "own", caveat = "the second one" }
position.v = { value = "51", side = "state", caveat = "the third one" }
proposal.p = { party = "state", terms = ["pay = undisclosed"], caveat = "the fourth one" }
proposal.d = { party = "state", discloses = "p", terms = ["pay = 45"], caveat = "the fifth one" }
response.r = { proposal = "p", answer = "welcomed", side = "own", caveat = "the sixth one" }
note.n = { text = "A remark", caveat = "the seventh one" }
"""
POSITIONS = ("first", "second", "third")


def compare(snapshot: Snapshot) -> View:
    """Return the view of `compare`."""
    return build_compare(snapshot, default_columns(snapshot), snapshot.negotiation.issues.values())


def show(snapshot: Snapshot) -> View:
    """Return the view of `show`."""
    return build_show(snapshot, snapshot.negotiation.parties.values(), list(snapshot.negotiation.issues.values()))


def diff(snapshot: Snapshot) -> View:
    """Return the view of `diff employer union`."""
    issue = snapshot.negotiation.issues["pay"]
    one, other = (
        Side(party, {"pay": found} if (found := current_position(snapshot, party, issue)) else {}, snapshot)
        for party in ("employer", "union")
    )
    differences = differences_between((one.positions, other.positions), snapshot, [issue])
    return build_diff(snapshot, (one, other), list(differences))


def history(snapshot: Snapshot) -> View:
    """Return the view of `history pay`."""
    return build_history(snapshot, snapshot.negotiation.issues["pay"], list(snapshot.negotiation.parties.values()))


def overview(snapshot: Snapshot) -> View:
    """Return the view of `overview` on 11 March, of which all positions are stale after a day."""
    return build_overview(Snapshot(snapshot.negotiation, date(2024, 3, 11)), 1)


def proposal(snapshot: Snapshot) -> View:
    """Return the view of `proposals p`."""
    return build_proposal(snapshot, snapshot.proposals[0])


VIEWS = [
    pytest.param(compare, POSITIONS, id="compare"),
    pytest.param(show, (*POSITIONS, "fourth", "sixth", "seventh"), id="show"),
    pytest.param(diff, ("first", "second"), id="diff"),
    pytest.param(history, POSITIONS, id="history"),
    pytest.param(overview, ("first", "second"), id="overview"),
    pytest.param(proposal, ("first", "second", "fourth", "fifth", "sixth"), id="proposal"),
]


@pytest.mark.parametrize("width", [40, 160])
@pytest.mark.parametrize(("make", "expected"), VIEWS)
def test_pages(negotiation_of: Build, make: Callable[[Snapshot], View], expected: tuple[str, ...], width: int) -> None:
    """Each value on a page has its caveat, at any width; the screen of an overview leaves both out where they have no
    room."""
    detail: Detail = "whole" if make is overview else "normal"
    options = RenderOptions(width=width, measure=width_of, layout="stacked", detail=detail)
    page = " ".join("".join(render_page(page_of(make(Snapshot(negotiation_of(TALKS))), options), width, False)).split())
    assert [name for name in expected if f"caveat: the {name} one" not in page] == []


TABLES = [
    pytest.param(compare, POSITIONS, id="compare"),
    pytest.param(show, POSITIONS, id="show"),
    pytest.param(diff, ("first", "second"), id="diff"),
    pytest.param(history, POSITIONS, id="history"),
    pytest.param(overview, ("first", "second"), id="overview"),
    pytest.param(proposal, ("first", "second", "fifth"), id="proposal"),
]


@pytest.mark.parametrize(("make", "expected"), TABLES)
def test_tables(negotiation_of: Build, make: Callable[[Snapshot], View], expected: tuple[str, ...]) -> None:
    """Each value has its caveat in a Markdown table, too."""
    text = "".join(renderer_of("md")(make(Snapshot(negotiation_of(TALKS))), True))
    assert [caveat for caveat in expected if f"the {caveat} one" not in text] == []


@pytest.mark.parametrize("name", ["tsv", "json"])
@pytest.mark.parametrize("make", [compare, show, diff, history, overview, proposal])
def test_data(negotiation_of: Build, make: Callable[[Snapshot], View], name: str) -> None:
    """Each value that a program gets has its caveat in the same line."""
    text = "".join(renderer_of(name)(make(Snapshot(negotiation_of(TALKS))), True))
    assert [caveat for caveat in ("first", "second") if f"the {caveat} one" not in text] == []


@pytest.mark.parametrize("write", [lambda negotiation: md_text(dossier(negotiation)), report_text])
def test_documents(negotiation_of: Build, write: Callable[[Negotiation], str]) -> None:
    """A document has the caveats of positions, of a proposal, of what is disclosed of it, and of its answers."""
    text = write(negotiation_of(TALKS))
    expected = (*POSITIONS, "fourth", "fifth", "sixth")
    assert [caveat for caveat in expected if f"caveat: the {caveat} one" not in text] == []


def test_a_caveat_that_voices_share(negotiation_of: Build) -> None:
    """A caveat that all voices of one value share is printed once, after them, and says that it is all of theirs."""
    negotiation = negotiation_of("""
        position.u = { value = "50", side = "own" }
        position.v = { value = "45", side = "state", caveat = "as read" }
        position.w = { value = "45", side = "employer", caveat = "as read" }
    """)
    snapshot = Snapshot(negotiation)
    row = build_compare(snapshot, default_columns(snapshot), [negotiation.issues["pay"]]).issues[0]
    voices = "according to State, 1 Mar; according to Employers, 1 Mar; caveat of both: as read"
    least = "according to State; according to Employers; caveat of both: as read"
    assert row.cells[1].others == (OtherValue("45", voices, least, "*", "contested"),)


def test_a_caveat_of_one_of_several_voices(negotiation_of: Build) -> None:
    """A caveat of one voice alone stands behind that voice, before the next."""
    negotiation = negotiation_of("""
        position.u = { value = "50", side = "own" }
        position.v = { value = "45", side = "state", caveat = "as read" }
        position.w = { value = "45", side = "employer" }
    """)
    snapshot = Snapshot(negotiation)
    row = build_compare(snapshot, default_columns(snapshot), [negotiation.issues["pay"]]).issues[0]
    (other,) = row.cells[1].others
    assert other.who == "according to State, 1 Mar (caveat: as read); according to Employers, 1 Mar"
    assert other.least == "according to State (caveat: as read); according to Employers"
