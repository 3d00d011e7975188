"""No view says more than was said: denials, rivals, red lines, conditions and caveats stand wherever the value or the
gap does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from negtrack.diff import changes_between, differences_between
from negtrack.model import Negotiation
from negtrack.query import Snapshot, current_position, pairs_of
from negtrack.render.page import RenderOptions
from negtrack.render.pages import page_of
from negtrack.render.terminal import render_page, width_of
from negtrack.views.changes import build_changes
from negtrack.views.compare import build_compare, default_columns
from negtrack.views.differences import DiffView, Side, build_diff
from negtrack.views.gaps import GapsView, build_gaps
from negtrack.views.history import build_history
from negtrack.views.lists import build_issues
from negtrack.views.overview import build_overview
from negtrack.views.pair_words import pair_remarks
from negtrack.views.proposal import build_proposal
from negtrack.views.proposals import build_proposals
from negtrack.views.query import QueryView
from negtrack.views.show import build_show
from negtrack.views.view import View

from ..negotiations import HEAD, put_on_record

Build = Callable[..., Negotiation]
EMPLOYER = put_on_record('position.e = { party = "employer", value = "40", side = "own" }\n')
RED_LINE = put_on_record('position.u = { value = "at least 50", stance = "red-line", side = "own" }\n')
DENIED = put_on_record("""
position.v = { value = "60", side = "third-party", speaker = "diplomats" }
position.d = { stance = "denial", denies = ["v"], side = "own", stated = 2024-03-02 }
""")
RIVAL = put_on_record("""
position.u = { value = "50", side = "own" }
position.v = { value = "45", side = "state", grade = "C3", caveat = "as read" }
""")
CONDITION = """
position.e = { party = "employer", value = "40", side = "own", attribution = "on-record", requires = ["hours = 35"] }
position.u = { value = "50", side = "own", attribution = "on-record" }
position.h = { issue = "hours", value = "35", side = "own", speaker = "an official", attribution = "background" }
"""


def diff(negotiation: Negotiation) -> DiffView:
    """Return the view of `diff employer union` on pay."""
    snapshot, issue = Snapshot(negotiation), negotiation.issues["pay"]
    one, other = (
        Side(party, {"pay": found} if (found := current_position(snapshot, party, issue)) else {}, snapshot)
        for party in ("employer", "union")
    )
    return build_diff(
        snapshot,
        (one, other),
        list(differences_between((one.positions, other.positions), snapshot, [issue], parties=("employer", "union"))),
    )


def compare(negotiation: Negotiation) -> View:
    """Return the view of `compare --issue pay`."""
    snapshot = Snapshot(negotiation)
    return build_compare(snapshot, default_columns(snapshot), [negotiation.issues["pay"]])


def gaps(negotiation: Negotiation) -> GapsView:
    """Return the view of `gaps --issue pay`."""
    return build_gaps(Snapshot(negotiation), [negotiation.issues["pay"]], None, (None, ""))


def history(negotiation: Negotiation) -> View:
    """Return the view of `history pay`."""
    return build_history(Snapshot(negotiation), negotiation.issues["pay"], list(negotiation.parties.values()))


def overview(negotiation: Negotiation) -> View:
    """Return the view of `overview`."""
    return build_overview(Snapshot(negotiation), 30)


def issues(negotiation: Negotiation) -> View:
    """Return the view of `issues`."""
    return build_issues(Snapshot(negotiation))


def show(negotiation: Negotiation) -> View:
    """Return the view of `show`."""
    return build_show(Snapshot(negotiation), negotiation.parties.values(), list(negotiation.issues.values()))


def changes(negotiation: Negotiation) -> View:
    """Return the view of `diff --since` the day before all."""
    before, after = Snapshot(negotiation, date(2024, 2, 29)), Snapshot(negotiation)
    found = changes_between(before, after, negotiation.parties, list(negotiation.issues.values()))
    return build_changes(before, after, "Since", found)


def page(view: View, width: int = 200, **options: str) -> str:
    """Return a page as one line of words."""
    given = RenderOptions(width=width, measure=width_of, **options)  # type: ignore[arg-type]
    return " ".join("".join(render_page(page_of(view, given), width, False)).split())


def data(view: View) -> str:
    """Return what a program gets, as one text."""
    return str(list(view.rows()))


@pytest.mark.parametrize("detail", ["brief", "normal"])
@pytest.mark.parametrize("make", [compare, diff, gaps, history, overview, issues, show])
def test_a_denied_claim_is_never_shown_without_its_denial(
    negotiation_of: Build, make: Callable[[Negotiation], View], detail: str
) -> None:
    """A page on which a claim or its gap stands says that its party denies it."""
    text = page(make(negotiation_of(EMPLOYER + DENIED)), detail=detail)
    assert "denied by the party" in text or "according to diplomats (denied by Union)" in text
    assert make is not show or text.count("denied by the party") == 1


@pytest.mark.parametrize("make", [compare, diff, gaps, history, overview, show])
def test_a_program_gets_the_denial(negotiation_of: Build, make: Callable[[Negotiation], View]) -> None:
    """The remark beside a value that was denied, and the words of its gap, say so."""
    view = make(negotiation_of(EMPLOYER + DENIED))
    assert "denied by" in data(view)
    assert "denied by" in str(view.table().rows)


def test_a_claimed_withdrawal_of_another_value(negotiation_of: Build) -> None:
    """A value beside the headline says that others claim its withdrawal."""
    claim = 'position.w = { stance = "withdrawal", withdraws = ["v"], side = "employer", stated = 2024-03-02 }'
    text = page(compare(negotiation_of(EMPLOYER + RIVAL + claim)))
    assert "! 45 according to State, 1 Mar, C3; withdrawn, according to Employers; caveat: as read" in text


@pytest.mark.parametrize("detail", ["brief", "normal"])
def test_two_sides_show_what_disputes_them(negotiation_of: Build, detail: str) -> None:
    """`diff A B` lists the rivals of a value below it, with voice and caveat."""
    view = diff(negotiation_of(EMPLOYER + RIVAL))
    assert "! 45 according to State" in page(view, detail=detail)
    assert "caveat: as read" in page(view, detail=detail)
    (row,) = view.rows()
    assert row["right_rivals"] == ["45, according to State, 1 Mar, C3; caveat: as read"]
    assert "contested: 45 (according to State, 1 Mar, C3; caveat: as read)" in str(view.table().rows)


def test_a_side_without_dispute_has_no_rivals(negotiation_of: Build) -> None:
    """What an own statement cleared, and what only stands beside it, is none."""
    (row,) = diff(negotiation_of(EMPLOYER + RIVAL.replace('"45"', '"at least 45"'))).rows()
    assert (row["contested"], row["right_rivals"]) == (False, [])


def test_two_sides_show_what_the_gap_is_measured_from(negotiation_of: Build) -> None:
    """A red line behind a newer offer, from which a pair is farther apart, stands below that offer."""
    official = 'side = "own", speaker = "an official", attribution = "background"'
    offer = f'position.o = {{ value = "40", stance = "offer", stated = 2024-03-02, {official} }}'
    view = diff(negotiation_of(EMPLOYER + RED_LINE + offer))
    (row,) = view.rows()
    assert (row["right_value"], row["gap"]) == ("40", "apart 10")
    assert row["right_rivals"] == ["at least 50, red line, own statement, 1 Mar"]


def test_a_program_compares_with_rivals(negotiation_of: Build) -> None:
    """`compare` gives who says each value, and what disputes it, in columns and as records."""
    view = compare(negotiation_of(EMPLOYER + RIVAL))
    (row,) = view.rows()
    assert (row["who:union"], row["rivals:employer"]) == ("own statement, 1 Mar", [])
    assert row["rivals:union"] == ["45, according to State, 1 Mar, C3; caveat: as read"]
    rivals = view.head()["rivals"]
    assert isinstance(rivals, list)
    assert [(rival["party"], rival["value"], rival["id"]) for rival in rivals] == [("union", "45", "v")]


def test_a_change_to_a_red_line(negotiation_of: Build) -> None:
    """`diff --since` says that a value is a red line."""
    assert "1 Mar, red line, own statement" in page(changes(negotiation_of(RED_LINE)))


@pytest.mark.parametrize("detail", ["brief", "normal", "whole"])
@pytest.mark.parametrize("make", [compare, diff, gaps, history, overview, show])
def test_a_red_line_is_called_one(negotiation_of: Build, make: Callable[[Negotiation], View], detail: str) -> None:
    """Every page says that a value, or what a gap is measured from, is a red line."""
    assert page(make(negotiation_of(EMPLOYER + RED_LINE)), detail=detail).count("red line") == 1


@pytest.mark.parametrize("make", [compare, diff, gaps, history])
def test_a_program_gets_the_red_line(negotiation_of: Build, make: Callable[[Negotiation], View]) -> None:
    """The remark beside a value says that it is a red line."""
    assert "red line" in data(make(negotiation_of(EMPLOYER + RED_LINE)))


def test_a_condition_is_met_in_somebody_s_words(negotiation_of: Build) -> None:
    """Where only an unnamed official accepted what a condition asks for, `met` says so."""
    words = "if hours = 35 (met, according to an official)"
    negotiation = negotiation_of(CONDITION)
    assert words in page(compare(negotiation))
    assert words in page(diff(negotiation))
    on_record = negotiation_of(CONDITION.replace("background", "on-record"))
    assert "if hours = 35 (met)" in page(compare(on_record))


@pytest.mark.parametrize("make", [gaps, overview, issues])
def test_a_condition_beside_the_gap(negotiation_of: Build, make: Callable[[Negotiation], View]) -> None:
    """A gap whose values are not shown has the conditions of both beside it, though the sets are apart."""
    view = make(negotiation_of(CONDITION.replace("background", "on-record")))
    assert "Employers, if hours = 35 (met)" in page(view)
    assert "Employers, if hours = 35 (met)" in data(view)


@pytest.mark.parametrize("make", [gaps, overview, issues])
def test_caveats_beside_the_gap(negotiation_of: Build, make: Callable[[Negotiation], View]) -> None:
    """A gap has the caveats of both values, on the page, in its table and for programs."""
    text = EMPLOYER.replace("side", 'caveat = "net", side') + RIVAL.replace("side", 'caveat = "gross", side', 1)
    view = make(negotiation_of(text))
    for shown in (page(view), data(view), str(view.table().rows)):
        assert "Employers, caveat: net" in shown
        assert "Union, caveat: gross" in shown


REMARKS = [
    pytest.param(EMPLOYER, (), id="nothing beside silence"),
    pytest.param(
        EMPLOYER + RED_LINE.replace("side", 'qualifier = "net", side'),
        ("Employers, basis: gross", "Union, basis: net; red line"),
        id="the bases that differ",
    ),
    pytest.param(
        """
        position.e = { party = "employer", value = "40", side = "own", requires = ["hours = 35"] }
        position.u = { value = "40", side = "own" }
        """,
        (),
        id="a condition that the status names",
    ),
    pytest.param(
        """
        proposal.p = { party = "employer", terms = ["pay = 40"], side = "own", caveat = "as read" }
        response.r = { proposal = "p", answer = "accepted", side = "own", attribution = "on-record" }
        """,
        ("caveat: as read",),
        id="the caveat of what was agreed",
    ),
]


@pytest.mark.parametrize(("text", "expected"), REMARKS)
def test_remarks_of_a_pair(negotiation_of: Build, text: str, expected: tuple[str, ...]) -> None:
    """What a gap leaves out of its two values, and nothing that it says itself."""
    negotiation = negotiation_of(text)
    snapshot, issue = Snapshot(negotiation), negotiation.issues["pay"]
    (pair,) = pairs_of(snapshot, issue)
    assert pair_remarks(snapshot, pair, issue) == expected


def test_the_basis_stands_with_the_issue(negotiation_of: Build) -> None:
    """A page that compares names the basis on which an issue counts, without `-v`."""
    negotiation = negotiation_of(EMPLOYER + RIVAL)
    assert "Pay, gross" in page(compare(negotiation), 60)
    assert "Pay, gross" in page(diff(negotiation))


ANSWERS = """
proposal.p = { party = "state", terms = ["pay = 45"], side = "union", speaker = "an envoy", caveat = "as heard" }
response.r = { proposal = "p", answer = "accepted", side = "own", CAVEAT }
"""


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param('attribution = "on-record"', "accepted (own words, 1 Mar)", id="on record"),
        pytest.param(
            'attribution = "background", speaker = "an official"',
            "accepted (in the words of an official (own side, background), 1 Mar)",
            id="an official",
        ),
        pytest.param('attribution = "background"', "accepted (own words, background, 1 Mar)", id="without a name"),
        pytest.param('caveat = "as read"', "accepted (own words, 1 Mar; caveat: as read)", id="with a caveat"),
    ],
)
def test_an_answer_says_whose_words_it_is(negotiation_of: Build, given: str, expected: str) -> None:
    """The list of proposals names who gave an answer that is not the party's own on record, and who says that the paper
    was tabled, with the caveats of both."""
    (row,) = build_proposals(Snapshot(negotiation_of(ANSWERS.replace("CAVEAT", given)))).lines
    assert row["union"] == expected
    assert row["by"] == "State, according to an envoy (Union)"
    assert row["what"] == "Terms; caveat: as heard"


def test_an_unnamed_official_has_a_star_in_brief(negotiation_of: Build) -> None:
    """Without provenance a value of an unnamed official has a star; that of the party on record stands alone."""
    official = 'position.u = { value = "50", side = "own", speaker = "an official", attribution = "background" }'
    assert "50*" in page(compare(negotiation_of(EMPLOYER + official)), detail="brief")
    on_record = official.replace("background", "on-record")
    assert "50*" not in page(compare(negotiation_of(EMPLOYER + on_record)), detail="brief")


LONG = "an-option-that-is-longer-than-any-column-of-a-page"


@pytest.mark.parametrize("make", [compare, gaps, issues, history])
def test_no_word_is_broken_where_there_is_room(negotiation_of: Build, make: Callable[[Negotiation], View]) -> None:
    """A page gives up its columns before it breaks a word that a line of its own holds."""
    own, other = 'side = "own"', f'side = "third-party", speaker = "{LONG}"'
    negotiation = negotiation_of(EMPLOYER + RIVAL.replace(own, other))
    view = make(negotiation)
    for width in (60, 100, 120):
        assert LONG in page(view, width) or LONG not in page(view, 400)


LADDER = HEAD + f'issue.truce = {{ title = "Truce", kind = "choice", ladder = ["none", "{LONG}"] }}\n'
OFFER = f"""
proposal.p = {{ party = "state", terms = ["truce = {LONG}"], side = "own", tabled = 2024-03-01 }}
position.t = {{ issue = "truce", value = "{LONG}", side = "own", attribution = "on-record" }}
response.r = {{ proposal = "p", answer = "accepted-with-reservations", side = "own" }}
"""


@pytest.mark.parametrize("width", [60, 80, 100, 120, 160])
@pytest.mark.parametrize("word", [LONG, "accepted-with-reservations"])
def test_no_word_of_a_proposal_is_broken(negotiation_of: Build, word: str, width: int) -> None:
    """Neither the list of proposals nor a proposal's own page breaks an answer or an option."""
    snapshot = Snapshot(negotiation_of(OFFER, LADDER))
    listed, alone = page(build_proposals(snapshot), width), page(build_proposal(snapshot, snapshot.proposals[0]), width)
    assert word in (alone if word == LONG else listed)
    assert word in alone


def test_a_row_of_a_query_keeps_its_words(negotiation_of: Build) -> None:
    """Where no table holds the words of a query whole, each row is a paragraph."""
    view = QueryView(Snapshot(negotiation_of("")), ("one", "two"), ((LONG, LONG),))
    assert page(view, 80).count(LONG) == 2


MOVES = """
position.a = { value = "50", side = "own", attribution = "on-record" }
position.b = { value = "45", side = "own", attribution = "on-record", stated = 2024-03-02 }
position.c = { issue = "start", value = "2 weeks", side = "state" }
position.d = { issue = "start", value = "3 weeks after other", side = "media", speaker = "Ann", stated = 2024-03-05 }
"""


def test_movements_come_before_other_changes(negotiation_of: Build) -> None:
    """The overview shows from where to where a party moved, first the movements of known direction; another anchor and
    another voice are said."""
    head = HEAD + 'event.other = { title = "Other" }\n'
    view = build_overview(Snapshot(negotiation_of(EMPLOYER + MOVES, head)), 30)
    assert [finding.words for finding in view.findings if finding.heading == "moved"] == [
        "pay, Union, 2 Mar: 50 -> 45; closer",
        "start, Union, 5 Mar: 2 weeks, according to State -> 3 weeks after other, according to Ann; "
        "changed: another anchor; another voice",
    ]


def test_a_contest_in_the_overview_is_short(negotiation_of: Build) -> None:
    """Of many voices and values the first stand, and how many more there are."""
    voices = "".join(
        f'position.v{number} = {{ value = "{40 + number // 2}", side = "media", speaker = "S{number}" }}\n'
        for number in range(8)
    )
    own = 'position.u = { value = "50", side = "own", attribution = "on-record" }\n'
    view = build_overview(Snapshot(negotiation_of(own + voices)), 30)
    (words,) = (finding.words for finding in view.findings if finding.heading == "contested")
    assert words == (
        "pay of Union: 50 (own statement); 40 (according to S0; and 1 more); "
        "41 (according to S2; and 1 more); and 2 more"
    )
