"""One proposal: its terms beside the positions, and every answer with whose words it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from negtrack.model import Negotiation
from negtrack.query import Snapshot
from negtrack.render.page import RenderOptions
from negtrack.render.pages import page_of
from negtrack.render.terminal import render_page, width_of
from negtrack.views.compare import build_compare
from negtrack.views.compared_offer import offer_on
from negtrack.views.findings import waiting_findings
from negtrack.views.proposal import ProposalView, build_proposal

Build = Callable[..., Negotiation]
PROPOSAL = 'proposal.p = { party = "state", terms = ["pay = 45", "hours = undisclosed"], tabled = 2024-03-01 }\n'


def case(name: str, *values: Any) -> Any:
    """Return one row of a table of cases, with a name that a reader understands."""
    return pytest.param(*values, id=name.replace(" ", "-"))


def proposal(negotiation: Negotiation, day: int = 11) -> ProposalView:
    """Return the view of `proposals p` on a day of March."""
    snapshot = Snapshot(negotiation, date(2024, 3, day))
    (found,) = [candidate for candidate in snapshot.proposals if candidate.id == "p"]
    return build_proposal(snapshot, found)


def answers(view: ProposalView) -> list[str]:
    """Return `union accepted (own words)` for each answer, with the days for which one is awaited."""
    return [
        f"{answer.party.id} {answer.answer}"
        + (f" ({answer.words})" if answer.words else "")
        + ("" if answer.pending is None else f" {answer.pending} days")
        for answer in view.answers
    ]


ANSWERS = [
    case("none on record", "", ["employer no answer on record 10 days", "union no answer on record 10 days"]),
    case(
        "own words",
        'response.x = { proposal = "p", answer = "accepted", side = "own" }',
        ["employer no answer on record 10 days", "union accepted (own words)"],
    ),
    case(
        "own words before those of the other side",
        """
        response.x = { proposal = "p", answer = "restated", side = "own", stated = 2024-03-03 }
        response.y = { proposal = "p", answer = "rejected", side = "employer", stated = 2024-03-04 }
        """,
        [
            "employer no answer on record 10 days",
            "union restated (own words)",
            "union rejected (in the words of Employers)",
        ],
    ),
    case(
        "pending since it was tabled",
        'response.x = { proposal = "p", answer = "pending", side = "employer", stated = 2024-03-05 }',
        ["employer no answer on record 10 days", "union pending (in the words of Employers) 10 days"],
    ),
    case(
        "pending before it was tabled",
        'response.x = { proposal = "p", answer = "pending", side = "state", stated = 2024-02-28 }',
        ["employer no answer on record 10 days", "union pending (in the words of State) 12 days"],
    ),
    case(
        "the words of a speaker of no party, and a report",
        """
        response.x = { proposal = "p", answer = "rejected", side = "media", speaker = "Ann" }
        response.y = { proposal = "p", answer = "accepted", party = "employer" }
        """,
        ["employer accepted (reported)", "union rejected (in the words of Ann)"],
    ),
    case(
        "an offer of its own since",
        'proposal.x = { terms = ["pay = 50"], side = "own", tabled = 2024-03-03 }',
        [
            "employer no answer on record 10 days",
            "union no answer on record (its next dated offer x came 2 days later)",
        ],
    ),
    case(
        "a record that discloses is no next offer",
        """
        proposal.a = { terms = ["hours = undisclosed"], side = "own", tabled = 2024-02-20 }
        proposal.b = { discloses = "a", terms = ["hours = 3"], side = "own", stated = 2024-03-03 }
        """,
        ["employer no answer on record 10 days", "union no answer on record"],
    ),
    case(
        "no next offer: a thought, and one that it denies",
        """
        proposal.c = { terms = ["hours = 3"], side = "own", tabled = 2024-03-04, modality = "considered" }
        proposal.d = { terms = ["hours = 3"], side = "own", tabled = 2024-03-05 }
        position.e = { issue = "hours", side = "own", stance = "denial", denies = ["d"], stated = 2024-03-06 }
        """,
        ["employer no answer on record 10 days", "union no answer on record 10 days"],
    ),
    case(
        "an offer that it tabled with another since",
        """
        proposal.x = { party = "employer", with = ["union"], terms = ["hours = 3"], side = "own", tabled = 2024-03-03 }
        """,
        [
            "employer no answer on record (its next dated offer x came 2 days later)",
            "union no answer on record (its next dated offer x came 2 days later)",
        ],
    ),
    case(
        "its own offer since, and pending before",
        """
        response.x = { proposal = "p", answer = "pending", side = "own", stated = 2024-03-02 }
        proposal.q = { terms = ["pay = 50"], side = "own", tabled = 2024-03-03 }
        """,
        ["employer no answer on record 10 days", "union pending (own words)"],
    ),
    case(
        "replaced by a later offer",
        'proposal.x = { party = "state", terms = ["pay = 46", "hours = 38"], tabled = 2024-03-03 }',
        ["employer no answer on record", "union no answer on record"],
    ),
    case(
        "overtaken by an agreement",
        'agreement.x = { terms = ["pay = 46"], date = 2024-03-03 }',
        ["employer no answer on record", "union no answer on record"],
    ),
    case(
        "an agreement on another issue",
        'agreement.x = { kind = "partial", terms = ["pay = 46"], date = 2024-03-03 }',
        ["employer no answer on record 10 days", "union no answer on record 10 days"],
    ),
    case(
        "an agreement on all that it names",
        'agreement.x = { kind = "partial", terms = ["pay = 46", "hours = 38"], date = 2024-03-03 }',
        ["employer no answer on record", "union no answer on record"],
    ),
    case(
        "a rejection without a counter-offer",
        'response.x = { proposal = "p", answer = "rejected", no-counter = true, side = "own" }',
        ["employer no answer on record 10 days", "union rejected, no counter-offer (own words)"],
    ),
    case(
        "spoken well of",
        'response.x = { proposal = "p", answer = "welcomed", side = "own" }',
        ["employer no answer on record 10 days", "union welcomed (own words)"],
    ),
    case(
        "a mediator that was not asked, and answered",
        'response.x = { proposal = "p", answer = "accepted", party = "state", side = "own" }',
        ["employer no answer on record 10 days", "state accepted (own words)", "union no answer on record 10 days"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), ANSWERS)
def test_answers(negotiation_of: Build, text: str, expected: list[str]) -> None:
    """Every standing answer says in whose words it is; a principal that was asked and is silent is named as such."""
    view = proposal(negotiation_of(PROPOSAL + text))
    assert answers(view) == expected
    overview = " ".join(finding.words for finding in waiting_findings(view.snapshot))
    for answer in view.answers:
        assert answer.pending is None or f"p: {answer.party.name}" in overview


def test_days_go_by_the_reading(negotiation_of: Build) -> None:
    """The days of waiting are counted up to the reading's day, and later answers are not known then."""
    negotiation = negotiation_of(
        PROPOSAL
        + """
        response.x = { proposal = "p", answer = "pending", side = "employer", stated = 2024-03-02 }
        response.y = { proposal = "p", answer = "accepted", side = "own", stated = 2024-03-05 }
        """
    )
    worded = [answers(proposal(negotiation, day))[-1] for day in (1, 3, 5)]
    assert worded == [
        "union no answer on record 0 days",
        "union pending (in the words of Employers) 2 days",
        "union accepted (own words)",
    ]


ASKED = [
    case("of all principals", PROPOSAL, "employer union"),
    case("of those that it is between", PROPOSAL.replace("terms", 'between = ["union"], terms'), "union"),
    case("not of who tabled it", PROPOSAL.replace("state", "union"), "employer"),
]


@pytest.mark.parametrize(("text", "expected"), ASKED)
def test_who_is_asked(negotiation_of: Build, text: str, expected: str) -> None:
    """An answer is missed of the principals that a proposal is put to."""
    assert " ".join(answer.party.id for answer in proposal(negotiation_of(text)).answers) == expected


@pytest.mark.parametrize(
    ("withdrawal", "expected"),
    [
        case("of its own", 'side = "own"', "withdrawn by the party, 2 Mar"),
        case("reported", 'side = "media", speaker = "Ann"', "withdrawn, according to Ann, 2 Mar"),
        case("claimed", 'side = "employer"', "withdrawn, according to Employers"),
    ],
)
def test_withdrawn(negotiation_of: Build, withdrawal: str, expected: str) -> None:
    """A proposal that was withdrawn says so, and in whose words if not the party's own."""
    end = f'stance = "withdrawal", withdraws = ["p"], stated = 2024-03-02, {withdrawal}'
    assert proposal(negotiation_of(f'{PROPOSAL}position.w = {{ party = "state", {end} }}')).marks == (expected,)


def test_terms(negotiation_of: Build) -> None:
    """Each term stands beside each party's position, with the gap to it and what the mandate says."""
    view = proposal(
        negotiation_of(
            PROPOSAL
            + """
            position.u = { value = "50" }
            position.e = { party = "employer", value = "at least 40" }
            position.m = { issue = "mandate", value = "limited", limits = ["pay = at least 48"], side = "own" }
            """
        )
    )
    names = ("issue", "offered", "party", "value", "gap", "mandate")
    rows = [tuple(row[name] for name in names) for row in view.rows() if row["part"] == "term"]
    assert rows == [
        ("pay", "45", "employer", "at least 40", "overlap 45, according to a report", ""),
        ("pay", "45", "union", "50", "apart 5, according to a report", "outside the mandate (at least 48)"),
        ("hours", "undisclosed", "employer", "", "silent", ""),
        ("hours", "undisclosed", "union", "", "silent", ""),
    ]


def test_terms_disclosed_later(negotiation_of: Build) -> None:
    """A term stays undisclosed in the paper; what a later record tells of it stands beneath, in its own voice."""
    disclosure = 'terms = ["hours = about 35"], stated = 2024-03-05, speaker = "a source", side = "media", grade = "C2"'
    text = PROPOSAL + f'proposal.d = {{ party = "state", discloses = "p", {disclosure} }}'
    terms = [[(line.value, line.disclosed) for line in proposal(negotiation_of(text), day).terms] for day in (4, 5)]
    assert terms == [
        [("45", ()), ("undisclosed", ())],
        [("45", ()), ("undisclosed", ("about 35, according to a source, 5 Mar, C2",))],
    ]


def test_a_disclosure_on_the_page(negotiation_of: Build) -> None:
    """What others say that a term is stands below it at any width, and in the cell of a Markdown table."""
    disclosure = 'terms = ["hours = about 35"], stated = 2024-03-05, speaker = "a source", side = "media", grade = "C2"'
    text = PROPOSAL + f'proposal.d = {{ party = "state", discloses = "p", {disclosure} }}'
    view = proposal(negotiation_of(text))
    for width in (120, 60):
        page = render_page(page_of(view, RenderOptions(width=width, measure=width_of)), width, False)
        assert "about 35, according to" in " ".join("".join(page).split())
    assert view.table().rows[1][1] == "undisclosed (about 35, according to a source, 5 Mar, C2)"
    assert [row["disclosed"] for row in view.rows() if row.get("issue") == "hours"] == [
        ["about 35, according to a source, 5 Mar, C2"]
    ] * 2


def test_positions_toward_who_tabled_it(negotiation_of: Build) -> None:
    """A position meant for the one that tabled the proposal stands beside its terms."""
    text = """
    proposal.p = { party = "employer", terms = ["pay = 45"], side = "own" }
    position.u = { value = "50", side = "own" }
    position.v = { value = "46", side = "own", toward = "employer" }
    """
    (line,) = proposal(negotiation_of(text)).terms
    assert [(stand.party.id, stand.value, stand.gap) for stand in line.stands] == [
        ("employer", "45", "its own term"),
        ("union", "46", "apart 1, neither on record"),
    ]


def test_the_day_on_which_it_was_reported(negotiation_of: Build) -> None:
    """Who reports a proposal said so on a day of their own; it was tabled on its own."""
    view = proposal(
        negotiation_of(
            """
            proposal.p.party = "state"
            proposal.p.tabled = 2024-03-01
            proposal.p.terms = ["pay = 45"]
            proposal.p.stated = 2024-03-05
            proposal.p.speaker = "an official"
            proposal.p.side = "employer"
            proposal.p.attribution = "background"
            """
        )
    )
    assert view.tabled == "1 Mar"
    assert view.provenance == "according to an official (Employers), background, 5 Mar"


def test_a_rejection_is_said_once(negotiation_of: Build) -> None:
    """Beside a party that rejected a term and names nothing stands no second word in place of the gap."""
    text = """
    proposal.p = { party = "employer", terms = ["pay = 45"], side = "own", tabled = 2024-03-04 }
    response.r = { party = "union", to = "p#pay", answer = "rejected", side = "own", stated = 2024-03-05 }
    """
    view = proposal(negotiation_of(text))
    assert [row["gap"] for row in view.rows() if row.get("party") == "union" and row["part"] == "term"] == ["rejected"]
    assert view.table().rows[0][-1] == "rejected 5 Mar"
    page = render_page(page_of(view, RenderOptions(width=120, measure=width_of)), 120, False)
    assert "".join(page).count("rejected 5 Mar") == 1
    assert "rejected 5 Mar  rejected" not in "".join(page)


@pytest.mark.parametrize(
    ("tabled", "answer", "after"),
    [
        ("2024-03-01", 'side = "own", attribution = "on-record", stated = 2024-03-09', "after 8 days"),
        ("2024-03-08", 'side = "own", attribution = "on-record", stated = 2024-03-09', "after 1 day"),
        (
            '"2024-03-01/2024-03-03"',
            'side = "own", attribution = "on-record", stated = "2024-03-08/2024-03-09"',
            "after 5 to 8 days",
        ),
        (
            '"2024-03-05/2024-03-09"',
            'side = "own", attribution = "on-record", stated = 2024-03-09',
            "after at most 4 days",
        ),
        ("2024-03-09", 'side = "own", attribution = "on-record", stated = 2024-03-09', ""),
        ('"../2024-03-03"', 'side = "own", attribution = "on-record", stated = 2024-03-09', "after at least 6 days"),
        ('"../2024-03-09"', 'side = "own", attribution = "on-record", stated = 2024-03-09', ""),
        ('"2024-03-05/2024-03-09"', 'side = "own", attribution = "on-record", stated = 2024-03-08', ""),
        ("2024-03-01", "stated = 2024-03-09", ""),
        ("2024-03-01", 'side = "own", attribution = "background", stated = 2024-03-09', ""),
        ("2024-03-01", 'side = "own", attribution = "on-record", stated = 2024-03-09, modality = "hoped"', ""),
    ],
)
def test_how_long_an_own_answer_took(negotiation_of: Build, tabled: str, answer: str, after: str) -> None:
    """A range where a day is inexact, at least so many where one is open; nothing where it may have been the other way
    round, on one day, or where the answer is not on record in the party's own words, so that only the day of the
    report is known."""
    text = f"""
    proposal.p = {{ party = "state", terms = ["pay = 45"], tabled = {tabled} }}
    response.x = {{ proposal = "p", party = "union", answer = "rejected", {answer} }}
    """
    view = proposal(negotiation_of(text))
    assert [line.after for line in view.answers if line.response] == [after]


def test_a_pending_answer_took_no_time_yet(negotiation_of: Build) -> None:
    """It is awaited instead."""
    text = PROPOSAL + 'response.x = { proposal = "p", answer = "pending", side = "own", stated = 2024-03-09 }\n'
    line = next(line for line in proposal(negotiation_of(text)).answers if line.response)
    assert (line.after, line.awaited) == ("", "10 days")


def test_what_the_party_denies_comes_last_and_says_so(negotiation_of: Build) -> None:
    """An answer that its party denies stands for nothing while another does, and is marked."""
    text = (
        PROPOSAL
        + """
    response.x = { proposal = "p", answer = "accepted", stated = 2024-03-03 }
    response.y = { proposal = "p", answer = "rejected", stated = 2024-03-04, speaker = "Envoy", side = "third-party" }
    position.d = { stance = "denial", denies = ["y"], side = "own", attribution = "on-record", stated = 2024-03-05 }
    """
    )
    lines = [line for line in proposal(negotiation_of(text)).answers if line.response]
    assert [(line.answer, line.marks) for line in lines] == [("accepted", ()), ("rejected", ("denied by the party",))]


def test_an_offer_to_others_is_no_next_offer(negotiation_of: Build) -> None:
    """An offer that names whom it is meant for, and not who made the proposal, is not named as the next."""
    negotiation = negotiation_of(
        """
        party.port = { name = "Port", role = "principal" }
        proposal.p = { party = "employer", terms = ["pay = 45"], tabled = 2024-03-01 }
        proposal.x = { terms = ["hours = 3"], side = "own", tabled = 2024-03-03, between = ["union", "port"] }
        proposal.y = { terms = ["hours = 3"], side = "own", tabled = 2024-03-06, between = ["union", "employer"] }
        """
    )
    expected = "union no answer on record (its next dated offer y came 5 days later) 10 days"
    assert expected in answers(proposal(negotiation))


def test_an_alternative_is_its_own_party_s_term(negotiation_of: Build) -> None:
    """Beside one of several alternatives its party is not apart from itself."""
    negotiation = negotiation_of(
        """
        proposal.p = { party = "union", terms = ["pay = 45"], tabled = 2024-03-01 }
        proposal.q = { party = "union", terms = ["pay = 47"], tabled = 2024-03-01, alternative_to = ["p"] }
        """
    )
    snapshot = Snapshot(negotiation)
    for offer in snapshot.proposals:
        rows = build_proposal(snapshot, offer).rows()
        assert [row["gap"] for row in rows if row.get("party") == "union" and row["part"] == "term"] == ["its own term"]


def test_a_paper_is_measured_from_the_nearest_alternative(negotiation_of: Build) -> None:
    """Of packages of which one holds, wherever a paper stands beside their party."""
    negotiation = negotiation_of(
        """
        position.e = { party = "employer", value = "30", side = "own" }
        proposal.p = { party = "union", terms = ["pay = 45"], side = "own", tabled = 2024-03-01 }
        proposal.q = { party = "union", terms = ["pay = 47"], side = "own", alternative_to = ["p"] }
        proposal.r = { party = "state", terms = ["pay = 50"], side = "own", tabled = 2024-03-02 }
        """.replace('side = "own"', 'side = "own", attribution = "on-record"')
    )
    snapshot = Snapshot(negotiation)
    rows = build_proposal(snapshot, negotiation.proposals[2]).rows()
    assert [row["gap"] for row in rows if row.get("party") == "union" and row["part"] == "term"] == ["apart 3, via q"]
    cells = build_compare(snapshot, list(negotiation.parties.values()), [negotiation.issues["pay"]]).issues[0].cells
    for paper, gap in (("p", "its own term"), ("q", "its own term"), ("r", "apart 3, via q")):
        proposal = next(one for one in snapshot.proposals if one.id == paper)
        offer = offer_on(snapshot, negotiation.issues["pay"], cells, proposal)
        assert offer is not None
        assert dict(offer.gaps)["Union"] == gap
