"""A proposal set beside the positions, and the gap of many columns."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

import pytest

from negtrack.model import Negotiation
from negtrack.query import Snapshot
from negtrack.render.page import RenderOptions
from negtrack.render.pages import page_of
from negtrack.render.terminal import render_page, width_of
from negtrack.views.cell import OtherValue
from negtrack.views.compare import CompareView, build_compare, default_columns
from negtrack.views.compared_issue import IssueRow
from negtrack.views.proposal import build_proposal

from ..negotiations import put_on_record

Build = Callable[..., Negotiation]
MANY = """
party.union = { name = "Union", role = "principal" }
party.ford = { name = "Ford", role = "principal", member_of = "three" }
party.gm = { name = "GM", role = "principal", member_of = "three" }
party.three = { name = "Three", role = "principal" }
issue.pay = { title = "Pay", kind = "percent" }
issue.mandate = { title = "Mandate", class = "process", kind = "mandate" }
"""
FOUR = """
party.one = { name = "One", role = "principal" }
party.two = { name = "Two", role = "principal" }
party.three = { name = "Three", role = "principal" }
party.union = { name = "Union", role = "principal" }
issue.pay = { title = "Pay", kind = "percent" }
"""


def case(name: str, *values: Any) -> Any:
    """Return one row of a table of cases, with a name that a reader understands."""
    return pytest.param(*values, id=name.replace(" ", "-"))


def compare(negotiation: Negotiation, proposal: str = "") -> CompareView:
    """Return the view of `compare`, or `compare --proposal ID`, of the default columns."""
    snapshot = Snapshot(negotiation)
    put = next((candidate for candidate in snapshot.proposals if candidate.id == proposal), None)
    return build_compare(snapshot, default_columns(snapshot), negotiation.issues.values(), put)


def row(view: CompareView, issue: str = "pay") -> IssueRow:
    """Return one issue of a comparison."""
    (found,) = [line for line in view.issues if line.issue.id == issue]
    return found


def names(values: tuple[tuple[str, str], ...]) -> dict[str, Any]:
    """Return the pairs as a dictionary: column -> description."""
    return dict(values)


LAYOUTS: tuple[tuple[Literal["columns", "stacked"], int], ...] = (("columns", 120), ("stacked", 60))
PROPOSAL = """
proposal.p = { party = "state", terms = ["pay = 45"], between = ["union", "employer"] }
position.u = { value = "50" }
position.m = { issue = "mandate", value = "limited", limits = ["pay = at least 48"], side = "own" }
"""


def test_a_proposal(negotiation_of: Build) -> None:
    """A term has each party's gap to it and says whose mandate does not cover it; other issues have none."""
    view = compare(negotiation_of(PROPOSAL), "p")
    offer = row(view).offer
    assert offer is not None
    assert offer.value == "45"
    assert names(offer.gaps) == {"Employers": "silent", "Union": "apart 5, according to a report"}
    assert names(offer.breaches) == {"Union": "outside the mandate (at least 48)"}
    assert row(view, "hours").offer is None


def test_a_mandate_in_others_words(negotiation_of: Build) -> None:
    """A limit that rests on the counterpart's word says so wherever it limits: beside a term too."""
    negotiation = negotiation_of(
        PROPOSAL.replace(
            'limits = ["pay = at least 48"], side = "own"',
            'limits = ["pay = at least 48"], speaker = "an Employers official", side = "employer"',
        )
    )
    words = "outside the mandate (at least 48), according to an Employers official"
    offer = row(compare(negotiation, "p")).offer
    assert offer is not None
    assert names(offer.breaches) == {"Union": words}
    snapshot = Snapshot(negotiation)
    rows = build_proposal(snapshot, snapshot.proposals[0]).rows()
    assert {line.get("mandate") for line in rows if line["party"] == "union"} >= {words}


TIED = [
    case("with one party", MANY, {"ford": "10%", "gm": "10%"}, "apart 10 points (Union with Ford and GM)"),
    case(
        "the widest first",
        MANY,
        {"gm": "11%", "ford": "10%"},
        "apart 10 points (Ford, Union); apart 9 points (GM, Union)",
    ),
    case(
        "some pairs",
        FOUR,
        {"one": "10%", "two": "10%", "three": "20%"},
        "apart 10 points (One, Three; One, Union; Three, Two; Two, Union); overlap 10% (One, Two);"
        " overlap 20% (Three, Union)",
    ),
    case("all pairs", FOUR, {"one": "20%", "two": "20%", "three": "20%"}, "overlap 20% (all pairs)"),
]


@pytest.mark.parametrize(("head", "values", "expected"), TIED)
def test_pairs_that_stand_alike(negotiation_of: Build, head: str, values: dict[str, str], expected: str) -> None:
    """The gap of an issue names every pair, those that stand alike together, the least settled first."""
    text = "".join(
        f'position.{party} = {{ party = "{party}", value = "{value}", side = "own" }}\n'
        for party, value in {"union": "20%", **values}.items()
    )
    assert row(compare(negotiation_of(put_on_record(text), head))).gap == expected


def test_a_proposal_disclosed_later(negotiation_of: Build) -> None:
    """A term of which only a later record tells stays undisclosed in the paper, so that nobody is apart from it; what
    is said of it stands below in its own voice."""
    disclosure = 'proposal.d = { party = "state", discloses = "p", terms = ["pay = 49"], side = "employer" }'
    view = compare(negotiation_of(PROPOSAL.replace("45", "undisclosed") + disclosure), "p")
    offer = row(view).offer
    assert offer is not None
    assert view.table().rows[0][3] == "undisclosed (49, according to Employers, 1 Mar)"
    for layout, width in LAYOUTS:
        options = RenderOptions(width=width, measure=width_of, layout=layout)
        assert "49, according to" in " ".join("".join(render_page(page_of(view, options), width, False)).split())
    assert (offer.value, names(offer.gaps)["Union"], offer.breaches) == ("undisclosed", "unknown", ())


def test_a_short_name_heads_a_column_that_the_name_does_not_fit(negotiation_of: Build) -> None:
    """In wide columns, in paragraphs and in documents the name stands."""
    negotiation = negotiation_of(
        """
        party.mlbpa = { name = "Major League Baseball Players Association", short = "MLBPA", role = "principal" }
        proposal.p = { party = "state", terms = ["pay = 45"] }
        """
    )
    view = compare(negotiation)
    pages = {}
    for layout, width in (*LAYOUTS, ("columns", 260)):
        options = RenderOptions(width=width, measure=width_of, layout=layout)
        pages[width] = " ".join("".join(render_page(page_of(view, options), width, False)).split())
    assert " Employers MLBPA Union gap" in pages[120]
    assert "Players Association Union gap" in pages[260]
    assert "Major League Baseball Players Association: silent" in pages[60]
    assert "Major League Baseball Players Association" in view.table().columns
    (proposal,) = view.snapshot.proposals
    options = RenderOptions(width=140, measure=width_of)
    page = "".join(render_page(page_of(build_proposal(view.snapshot, proposal), options), 140, False))
    assert "term offered Employers MLBPA Union" in " ".join(page.split())


def test_one_against_several(negotiation_of: Build) -> None:
    """An issue shows each pair of counterparts with its names; members of one bloc are not set against each other."""
    text = """
    position.f = { party = "ford", value = "20%", side = "own" }
    position.g = { party = "gm", value = "10%", side = "own" }
    position.a = { value = "at least 20%", side = "own" }
    position.m = { issue = "mandate", value = "none" }
    """
    negotiation = negotiation_of(put_on_record(text), MANY)
    view = compare(negotiation)
    assert [party.id for party in view.parties] == ["ford", "gm", "union"]
    assert row(view).gap == "apart 10 points (GM, Union); overlap 20% (Ford, Union)"
    assert row(view, "mandate").gap == ""


def test_whose_position_is_contested(negotiation_of: Build) -> None:
    """Beside the gaps of several pairs stands whose position is contested, in words that end the last of them."""
    text = """
    position.f = { party = "ford", value = "10%", side = "own" }
    position.g = { party = "gm", value = "10%", side = "own" }
    position.a = { value = "20%", side = "own" }
    position.b = { party = "gm", value = "15%", speaker = "an official", side = "third-party" }
    """
    negotiation = negotiation_of(put_on_record(text), MANY)
    assert row(compare(negotiation)).gap == "apart 10 points (Union with Ford and GM); contested: GM"


@pytest.mark.parametrize(
    ("withdrawal", "expected"),
    [
        ('side = "own"', ""),
        ('sources = ["press"]', ", reported by Press"),
        ('side = "media", speaker = "Ann"', ", according to Ann"),
    ],
)
def test_withdrawn(negotiation_of: Build, withdrawal: str, expected: str) -> None:
    """A party that withdrew reads so, in its cell and in the pair, and in whose words if it did not say so itself;
    beside it stands what it withdrew."""
    negotiation = negotiation_of(f"""
        source.press = {{ publisher = "Press", issued = 2024-03-02 }}
        position.u = {{ value = "50", side = "own" }}
        position.w = {{ stance = "withdrawal", withdraws = ["u"], stated = 2024-03-02, {withdrawal} }}
    """)
    found = row(compare(negotiation))
    cell = found.cells[1]
    assert (cell.value, cell.silence.withdrawn) == (f"withdrawn 2 Mar{expected}", "50")
    assert found.gap == f"withdrawn 2 Mar by Union{expected}"
    assert found.pair is not None
    assert found.pair.status == "silent"


WITHDRAWALS = [
    pytest.param('withdraws = ["u"]', "50", id="what-it-names-not-others-later-words"),
    pytest.param('withdraws = ["p"]', "55", id="the-term-of-the-paper-that-it-names"),
]


@pytest.mark.parametrize(("names", "expected"), WITHDRAWALS)
def test_what_was_withdrawn(negotiation_of: Build, names: str, expected: str) -> None:
    """A withdrawal took back what it names, never what others said of its party later."""
    negotiation = negotiation_of(
        f"""
        proposal.p = {{ party = "union", terms = ["pay = 55"], side = "own", stated = 2024-02-20 }}
        position.u = {{ value = "50", stance = "offer", side = "own", stated = 2024-03-01 }}
        position.o = {{ value = "80", side = "state", stated = 2024-03-02 }}
        position.w = {{ stance = "withdrawal", {names}, stated = 2024-03-03, side = "own" }}
        """
    )
    assert row(compare(negotiation)).cells[1].silence.withdrawn == expected


def test_contested(negotiation_of: Build) -> None:
    """A contest stands beside the gap and never in its place."""
    text = """
    position.e = { party = "employer", value = "40", side = "own" }
    position.u = { value = "50", side = "own" }
    position.v = { value = "45", side = "state" }
    """
    found = row(compare(negotiation_of(put_on_record(text))))
    assert found.gap == "apart 10, contested"
    assert [party.id for party in found.contested] == ["union"]
    other = OtherValue("45", "according to State, 1 Mar", "according to State", "*", "contested")
    assert found.cells[1].others == (other,)
