"""A whole negotiation on one screen: the counts, and one line a finding."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from negtrack.model import Negotiation
from negtrack.query import Snapshot
from negtrack.views.overview import OverviewView, build_overview, build_overviews

from ..negotiations import put_on_record

Build = Callable[..., Negotiation]


def case(name: str, *values: Any) -> Any:
    """Return one row of a table of cases, with a name that a reader understands."""
    return pytest.param(*values, id=name.replace(" ", "-"))


def overview(negotiation: Negotiation, day: int = 11, stale: int = 30) -> OverviewView:
    """Return the view of `overview` on a day of March."""
    return build_overview(Snapshot(negotiation, date(2024, 3, day)), stale)


def findings(negotiation: Negotiation, heading: str, day: int = 11, stale: int = 30) -> list[str]:
    """Return the findings of an overview under one heading."""
    return [finding.words for finding in overview(negotiation, day, stale).findings if finding.heading == heading]


EMPLOYER = 'position.e = { party = "employer", value = "40", side = "own" }\n'
UNION = 'position.u = { value = "50", side = "own" }\n'
PACKAGES = """
proposal.a = { party = "employer", terms = ["pay = 43"], side = "own", tabled = 2024-03-05 }
proposal.b = { party = "employer", terms = ["pay = 45"], alternative_to = ["a"], side = "own", tabled = 2024-03-05 }
"""
PROPOSAL = 'proposal.p = { party = "state", terms = ["pay = 45"] }\n'
MANY = """
party.union = { name = "Union", role = "principal" }
party.ford = { name = "Ford", role = "principal", member_of = "three" }
party.gm = { name = "GM", role = "principal", member_of = "three" }
party.three = { name = "Three", role = "principal" }
issue.pay = { title = "Pay", kind = "percent" }
"""

FINDINGS = [
    case(
        "agreed",
        "agreed",
        put_on_record(
            PROPOSAL
            + """
            response.x = { proposal = "p", answer = "accepted", side = "own" }
            response.y = { proposal = "p", answer = "accepted", side = "own", party = "employer" }
            """
        ),
        ["pay provisionally 45, p"],
    ),
    case(
        "overlap",
        "overlap",
        put_on_record(EMPLOYER + 'position.u = { value = "at least 40", side = "own" }'),
        ["pay 40"],
    ),
    case(
        "an overlap that rests on others' words",
        "overlap",
        put_on_record(EMPLOYER) + 'position.u = { value = "at least 40", side = "state" }',
        ["pay 40, according to State"],
    ),
    case("widest", "widest", put_on_record(EMPLOYER + UNION), ["pay 10 (Employers, Union), unchanged since 1 Mar"]),
    case(
        "widest on others' words",
        "widest",
        put_on_record(EMPLOYER) + 'position.u = { value = "50", side = "state" }',
        ["pay 10, according to State (Employers, Union), unchanged since 1 Mar"],
    ),
    case("nothing is widest", "widest", EMPLOYER, []),
    case(
        "contested",
        "contested",
        UNION + 'position.v = { value = "45", side = "state" }',
        ["pay of Union: 50 (own statement); 45 (according to State)"],
    ),
    case(
        "contested where it is denied",
        "contested",
        """
        position.v = { value = "45", side = "state" }
        position.d = { stance = "denial", denies = ["v"], side = "own", stated = 2024-03-02 }
        """,
        ["pay of Union: 45 (according to State; denied by the party)"],
    ),
    case(
        "moved",
        "moved",
        EMPLOYER + UNION + 'position.v = { value = "45", side = "own", stated = 2024-03-05 }',
        ["pay, Union, 5 Mar: 50 -> 45; closer"],
    ),
    case("what is new has not moved", "moved", UNION, []),
    case(
        "alternatives that stand no longer",
        "moved",
        UNION
        + EMPLOYER
        + put_on_record(PACKAGES)
        + 'position.g = { party = "employer", withdraws = ["a", "b"], stance = "withdrawal", side = "own", '
        + "stated = 2024-03-07 }",
        ["pay, Employers, 5 Mar: 40 -> a: 43 or b: 45, withdrawn by the party, 7 Mar; closer"],
    ),
    case(
        "from alternatives to one offer",
        "moved",
        UNION
        + EMPLOYER
        + put_on_record(PACKAGES)
        + put_on_record('proposal.c = { party = "employer", terms = ["pay = 46"], side = "own", tabled = 2024-03-09 }'),
        ["pay, Employers, 9 Mar: a: 43 or b: 45 -> 46; closer"],
    ),
    case(
        "what was restated moved on its earlier day",
        "moved",
        EMPLOYER
        + UNION
        + """
        position.v = { value = "45", side = "own", stated = 2024-03-05 }
        position.w = { value = "45", side = "own", stated = 2024-03-08 }
        """,
        ["pay, Union, 5 Mar: 50 -> 45; closer"],
    ),
    case(
        "the same in another unit has not moved",
        "moved",
        """
        position.u = { issue = "start", value = "2 weeks", side = "own" }
        position.v = { issue = "start", value = "14 days", side = "own", stated = 2024-03-05 }
        """,
        [],
    ),
    case(
        "the latest first",
        "moved",
        "".join(
            f'position.a{day} = {{ issue = "{issue}", value = "{value}", side = "own", stated = 2024-03-0{day} }}\n'
            for day, issue, value in (
                (1, "pay", "50"),
                (2, "hours", "30"),
                (3, "mandate", "none"),
                (4, "start", "1 week"),
                (5, "hours", "31"),
                (6, "pay", "49"),
                (7, "mandate", "full"),
                (8, "start", "2 weeks"),
            )
        ),
        [
            "start, Union, 8 Mar: 1 week -> 2 weeks; changed",
            "mandate, Union, 7 Mar: none -> full; changed",
            "pay, Union, 6 Mar: 50 -> 49; changed",
            "hours, Union, 5 Mar: 30 -> 31; changed",
        ],
    ),
    case(
        "waiting for an answer",
        "waiting",
        PROPOSAL + 'response.x = { proposal = "p", answer = "accepted", side = "own" }',
        ["p: Employers, 10 days"],
    ),
    case(
        "not waiting once answered, whatever the answer",
        "waiting",
        PROPOSAL
        + """
        response.x = { proposal = "p", answer = "restated", side = "own", stated = 2024-03-10 }
        response.y = { proposal = "p", answer = "rejected", side = "own", party = "employer" }
        """,
        [],
    ),
    case(
        "waiting where the answer is pending, or is others' word, or was not said",
        "waiting",
        PROPOSAL
        + """
        response.x = { proposal = "p", answer = "rejected", side = "employer" }
        response.y = { proposal = "p", answer = "pending", side = "own" }
        response.z = { proposal = "p", answer = "accepted", side = "own", party = "employer", modality = "hoped" }
        """,
        ["p: Employers, 10 days", "p: Union, 10 days"],
    ),
    case(
        "not waiting for who has made an offer since, on its issue alone",
        "waiting",
        PROPOSAL
        + """
        position.e = { value = "40", party = "employer", stance = "offer", side = "own", stated = 2024-03-02 }
        position.u = { value = "40", issue = "hours", stance = "offer", side = "own", stated = 2024-03-02 }
        """,
        ["p: Union, 10 days"],
    ),
    case(
        "waiting though others report an offer, or the party demands something",
        "waiting",
        PROPOSAL
        + """
        position.e = { value = "40", party = "employer", stance = "offer", side = "state", stated = 2024-03-02 }
        position.u = { value = "50", stance = "demand", side = "own", stated = 2024-03-02 }
        """,
        ["p: Employers, 10 days", "p: Union, 10 days"],
    ),
    case(
        "waiting since an inexact day",
        "waiting",
        'proposal.p = { party = "state", terms = ["pay = 45"], tabled = "2024-02", between = ["union", "state"] }\n',
        ["p: Union, at least 11 days"],
    ),
    case(
        "not waiting for who was not asked, nor for who tabled it",
        "waiting",
        'proposal.p = { terms = ["pay = 45"], between = ["union", "state"], side = "own" }',
        [],
    ),
    case(
        "not waiting where it was withdrawn",
        "waiting",
        """
        proposal.p = { terms = ["pay = 45"], side = "own" }
        position.w = { stance = "withdrawal", withdraws = ["p"], side = "own", stated = 2024-03-02 }
        """,
        [],
    ),
    case(
        "not waiting once a later offer of its party names all of its issues",
        "waiting",
        """
        proposal.p = { party = "state", terms = ["pay = 45"], between = ["union", "state"] }
        proposal.q = { party = "state", terms = ["pay = 46", "hours = 35"], between = ["union"], stated = 2024-03-05 }
        """,
        ["q: Union, 6 days"],
    ),
    case(
        "waiting where a later offer leaves one of its issues out, or is an alternative to it",
        "waiting",
        """
        proposal.p = { party = "state", terms = ["pay = 45", "hours = 35"], between = ["union", "state"] }
        proposal.q = { party = "state", terms = ["pay = 46"], between = ["union", "state"], stated = 2024-03-05 }
        proposal.r = { party = "state", terms = ["pay = 47"], between = ["union"], alternative_to = ["q"] }
        """,
        ["p: Union, 10 days", "r: Union, 10 days", "q: Union, 6 days"],
    ),
    case(
        "not waiting on what is agreed by another offer",
        "waiting",
        put_on_record(
            """
            proposal.p = { party = "employer", terms = ["pay = 45"], side = "own" }
            proposal.q = { party = "state", terms = ["pay = 46"], stated = 2024-03-05 }
            response.x = { proposal = "q", answer = "accepted", side = "own", stated = 2024-03-06 }
            response.y = { proposal = "q", answer = "accepted", side = "own", party = "employer", stated = 2024-03-06 }
            """
        ),
        [],
    ),
    case(
        "silent",
        "silent",
        UNION + 'position.h = { issue = "hours", value = "35", party = "employer" }',
        ["Employers on pay, start", "Union on hours, start"],
    ),
    case("not stale", "stale", UNION, ["none older than 30 days"]),
    case(
        "stale",
        "stale",
        """
        position.u = { value = "50", side = "own", stated = 2024-02-01 }
        position.h = { issue = "hours", value = "35", stated = 2024-01-31 }
        """,
        ["hours, Union, 31 Jan: 35, reported", "pay, Union, 1 Feb: 50"],
    ),
    case(
        "what is agreed is not stale",
        "stale",
        put_on_record(
            """
            position.u = { value = "50", side = "own", stated = 2024-01-01 }
            proposal.p = { party = "employer", terms = ["pay = 50"], side = "own", stated = 2024-01-02 }
            response.x = { proposal = "p", answer = "accepted", side = "own", stated = 2024-01-03 }
            """
        ),
        [],
    ),
    case(
        "what is agreed is not stale beside the rest",
        "stale",
        put_on_record(
            """
            position.u = { value = "50", side = "own", stated = 2024-01-01 }
            proposal.p = { party = "employer", terms = ["pay = 50"], side = "own", stated = 2024-01-02 }
            response.x = { proposal = "p", answer = "accepted", side = "own", stated = 2024-01-03 }
            position.h = { issue = "hours", value = "35", party = "employer" }
            """
        ),
        ["none older than 30 days on what is not settled"],
    ),
    case(
        "what was said again is not stale",
        "stale",
        'position.t = { value = "50", stated = 2024-01-01, side = "own" }\n' + UNION,
        ["none older than 30 days"],
    ),
]


@pytest.mark.parametrize(("heading", "text", "expected"), FINDINGS)
def test_findings(negotiation_of: Build, heading: str, text: str, expected: list[str]) -> None:
    """Each heading names what is to be known of it on 11 March, and nothing else."""
    assert findings(negotiation_of(text), heading) == expected


@pytest.mark.parametrize(("stale", "count"), [case("just as old", 10, 0), case("a day older", 9, 1)])
def test_stale_days(negotiation_of: Build, stale: int, count: int) -> None:
    """A position is stale when it is older than the days given, not when it is just as old."""
    found = [finding for finding in overview(negotiation_of(UNION), stale=stale).findings if finding.heading == "stale"]
    assert sum(bool(finding.about) for finding in found) == count


THIN = [
    case("a poor grade", 'sources = ["post"], grade = "C1"', 1),
    case("no grade", 'sources = ["post"]', 1),
    case("a grade that cannot be judged", 'sources = ["post"], grade = "F6"', 1),
    case("a good grade", 'sources = ["post"], grade = "B6"', 0),
    case("two sources", 'sources = ["post", "times"], grade = "C3"', 0),
]


@pytest.mark.parametrize(("more", "count"), THIN)
def test_thin(negotiation_of: Build, more: str, count: int) -> None:
    """A current value is thin where it rests on one source that is not known to be better than C."""
    negotiation = negotiation_of(f"""
        source.post = {{ issued = 2024-03-01 }}
        source.times = {{ issued = 2024-03-01 }}
        position.u = {{ value = "50", {more} }}
    """)
    words = "1 current value rests on one source at most, of grade C or worse or without a grade"
    found = findings(negotiation, "thin")
    assert len(found) == count
    assert set(found) <= {words}


def test_counts(negotiation_of: Build) -> None:
    """Every issue of substance counts once, by its least settled pair; contested ones count whatever they are of."""
    negotiation = negotiation_of(
        EMPLOYER
        + UNION
        + """
        position.m = { issue = "mandate", value = "none", side = "own" }
        position.n = { issue = "mandate", value = "full", side = "employer" }
        position.h = { issue = "hours", value = "35" }
        position.i = { issue = "hours", value = "undisclosed", party = "employer" }
        """
    )
    view = overview(negotiation)
    assert dict(view.counts) == {"agreed": 0, "overlap": 0, "silent": 1, "unknown": 1, "apart": 1, "contested": 1}
    assert (
        view.sizes
        == "6 positions; they rest on 0 sources; nothing on record after 1 Mar · 2 principals · 1 other party"
    )


def test_several_pairs(negotiation_of: Build) -> None:
    """Where an issue has more pairs than one, each settled pair is named; the bloc that is silent is not missed."""
    negotiation = negotiation_of(
        """
        position.f = { party = "ford", value = "20%", side = "own", attribution = "on-record" }
        position.g = { party = "gm", value = "10%", side = "own", attribution = "on-record" }
        position.a = { value = "at least 20%", side = "own", attribution = "on-record" }
        """,
        MANY,
    )
    assert findings(negotiation, "overlap") == ["pay 20% (Ford, Union)"]
    assert findings(negotiation, "widest") == ["pay 10 points (GM, Union), unchanged since 1 Mar"]
    assert findings(negotiation, "silent") == []
    assert "3 principals" in overview(negotiation).sizes


TIED = [
    case("the same words", "10%", 'side = "own"', "pay 10 points each (Union with Ford and GM), unchanged since 1 Mar"),
    case("another distance", "11%", 'side = "own"', "pay 10 points (Ford, Union), unchanged since 1 Mar"),
    case(
        "others' words",
        "10%",
        'side = "media", speaker = "a reporter"',
        "pay 10 points each (Ford, Union), unchanged since 1 Mar; "
        "according to a reporter (GM, Union), unchanged since 1 Mar",
    ),
]


@pytest.mark.parametrize(("value", "who", "expected"), TIED)
def test_pairs_equally_far_apart(negotiation_of: Build, value: str, who: str, expected: str) -> None:
    """Of pairs that are equally far apart all are named, each with the words that it rests on."""
    negotiation = negotiation_of(
        put_on_record(
            f"""
            position.f = {{ party = "ford", value = "10%", side = "own" }}
            position.g = {{ party = "gm", value = "{value}", {who} }}
            position.a = {{ value = "20%", side = "own" }}
            """
        ),
        MANY,
    )
    assert findings(negotiation, "widest") == [expected]


def test_several_negotiations(negotiation_of: Build) -> None:
    """Several negotiations have a line each, with their counts and how many answers are awaited."""
    one, other = overview(negotiation_of(EMPLOYER + UNION + PROPOSAL)), overview(negotiation_of(""))
    rows = list(build_overviews([one, other], "data").rows())
    names = ("id", "as_of", "apart", "silent", "contested", "waiting")
    assert [tuple(row[name] for name in names) for row in rows] == [
        ("talks", "2024-03-11", 1, 2, 0, 2),
        ("talks", "2024-03-11", 0, 3, 0, 0),
    ]


def test_what_waits_for_a_condition_is_named(negotiation_of: Build) -> None:
    """An issue that is counted as conditional stands below with its condition."""
    known = negotiation_of(
        EMPLOYER + 'position.u = { value = "40", side = "own", requires = ["hours = 35"] }\n'
        'position.h = { party = "employer", issue = "hours", value = "40", side = "own" }'
    )
    assert dict(overview(known).counts)["conditional"] == 1
    assert findings(known, "conditional") == ["pay if hours = 35 (not met), neither on record"]


@pytest.mark.parametrize(
    ("more", "short"),
    [
        ("", "pay 10"),
        (', attribution = "background"', "pay 10, according to B officials"),
        (', caveat = "read from a table"', "pay"),
    ],
)
def test_the_short_form_of_the_widest(more: str, short: str, negotiation_of: Build) -> None:
    """Without room for all of it the gap stands with whose words it rests on; where it needs a caveat, the issue
    alone."""
    who = ', speaker = "B officials"' if "background" in more else ', attribution = "on-record"'
    text = f"{EMPLOYER.rstrip()[:-1]}, attribution = 'on-record' }}\n{UNION.rstrip()[:-1]}{who}{more} }}\n"
    (widest,) = [one for one in overview(negotiation_of(text)).findings if one.heading == "widest"]
    assert widest.short == short


def test_the_short_form_of_what_is_agreed(negotiation_of: Build) -> None:
    """Where a caveat leaves no room for the value, the issue alone still says that it is agreed provisionally."""
    text = (
        PROPOSAL.replace('terms = ["pay = 45"]', 'terms = ["pay = 45"], caveat = "as read"')
        + """
    response.x = { proposal = "p", answer = "accepted", side = "own" }
    response.y = { proposal = "p", answer = "accepted", side = "own", party = "employer" }
    """
    )
    (agreed,) = (one for one in overview(negotiation_of(put_on_record(text))).findings if one.heading == "agreed")
    assert agreed.short == "pay provisionally"


def test_the_day_of_the_first_gap(negotiation_of: Build) -> None:
    """A first gap that rests on words of an inexact day lay there by its last possible day, not on it."""
    text = """
    position.e = { party = "employer", value = "40", side = "own", stated = "2024-01-03/2024-01-07" }
    position.u = { value = "50", side = "own", stated = 2024-01-01 }
    position.v = { value = "46", side = "own", stated = 2024-02-01 }
    """
    assert findings(negotiation_of(put_on_record(text)), "widest") == [
        "pay 6 (Employers, Union), 60% of the first gap (10 by 7 Jan), unchanged since 1 Feb"
    ]
