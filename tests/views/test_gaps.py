"""How far apart counterparts are, against an earlier day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any, Literal

import pytest

from negtrack.frozen import replace
from negtrack.model import Negotiation
from negtrack.query import Snapshot
from negtrack.render.page import RenderOptions
from negtrack.render.pages.gaps import page
from negtrack.render.terminal import render_page, width_of
from negtrack.views.gaps import GapsView, _largest_first, build_gaps
from negtrack.views.pair_findings import widest_text
from negtrack.views.pair_words import number
from negtrack.views.trends import TREND_SIGNS

from ..negotiations import put_on_record

Build = Callable[..., Negotiation]
MARCH_1 = date(2024, 3, 1)


def case(name: str, *values: Any) -> Any:
    """Return one row of a table of cases, with a name that a reader understands."""
    return pytest.param(*values, id=name.replace(" ", "-"))


def strong(text: str) -> str:
    """Return statements with every own one on record."""
    return text.replace('side = "own"', 'side = "own", attribution = "on-record"')


def gaps(
    negotiation: Negotiation,
    base: date | None = MARCH_1,
    two: tuple[str, str] | None = None,
    sort: Literal["moved", "widest", "issue"] = "issue",
) -> GapsView:
    """Return the view of `gaps` on all issues."""
    return build_gaps(Snapshot(negotiation), negotiation.issues.values(), two, (base, ""), sort)


EMPLOYER = 'position.e = { party = "employer", value = "40", side = "own" }\n'
UNION = 'position.u = { value = "50", side = "own" }\n'
STRONG = 'side = "own", attribution = "on-record"'
AGREED = f"""
proposal.p = {{ party = "state", terms = ["pay = 45"], {STRONG} }}
response.x = {{ proposal = "p", answer = "accepted", {STRONG}, stated = 2024-03-02 }}
response.y = {{ proposal = "p", answer = "accepted", {STRONG}, stated = 2024-03-02, party = "employer" }}
"""
FALLEN_BACK = """
agreement.d = { date = 2024-02-02, terms = ["hours = 35"] }
milestone.s = { agreement = "d", milestone = "signed", stated = 2024-02-02 }
open.o = { agreement = "d", issue = "pay", decide-by = 2024-02-20, otherwise = "41", stated = 2024-02-02 }
"""

TRENDS = [
    case("closer", EMPLOYER + UNION + 'position.v = { value = "45", side = "own", stated = 2024-03-02 }', "closer"),
    case(
        "closer to an overlap",
        EMPLOYER + UNION + 'position.v = { value = "40", side = "own", stated = 2024-03-02 }',
        "closer",
    ),
    case("farther", EMPLOYER + UNION + 'position.v = { value = "51", side = "own", stated = 2024-03-02 }', "farther"),
    case("same", EMPLOYER + UNION, "same"),
    case(
        "same though said again",
        EMPLOYER + UNION + 'position.v = { value = "50", side = "own", stated = 2024-03-02 }',
        "same",
    ),
    case("same silence", UNION, "same"),
    case("new", EMPLOYER + 'position.v = { value = "50", stated = 2024-03-02 }', "new"),
    case(
        "new where it was unknown",
        EMPLOYER + 'position.u = { value = "undisclosed" }\nposition.v = { value = "50", stated = 2024-03-02 }',
        "new",
    ),
    case("agreed", EMPLOYER + UNION + AGREED, "agreed"),
    case(
        "gone",
        EMPLOYER
        + UNION
        + 'position.w = { stance = "withdrawal", withdraws = ["u"], side = "own", stated = 2024-03-02 }',
        "gone",
    ),
    case(
        "changed to what cannot be compared",
        EMPLOYER + UNION + 'position.v = { value = "50", qualifier = "net", side = "own", stated = 2024-03-02 }',
        "changed",
    ),
    case(
        "changed from silent to unknown",
        EMPLOYER + 'position.v = { value = "undisclosed", stated = 2024-03-02 }',
        "changed",
    ),
    case(
        "changed where the common part did",
        EMPLOYER.replace('"40"', '"at most 60"')
        + UNION
        + 'position.v = { value = "51", side = "own", stated = 2024-03-02 }',
        "changed",
    ),
    case(
        "reopened where an agreement fell",
        EMPLOYER
        + UNION
        + AGREED.replace("2024-03-02", "2024-03-01")
        + f'response.z = {{ proposal = "p", answer = "rejected", {STRONG}, stated = 2024-03-02 }}',
        "reopened",
    ),
    case(
        "reopened where the agreement ended of which a fallback had settled the issue",
        EMPLOYER + UNION + FALLEN_BACK + 'milestone.m = { agreement = "d", milestone = "ended", stated = 2024-03-02 }',
        "reopened",
    ),
    case(
        "reopened where the agreement was suspended of which a fallback had settled the issue",
        EMPLOYER
        + UNION
        + FALLEN_BACK
        + 'milestone.m = { agreement = "d", milestone = "suspended", stated = 2024-03-02 }',
        "reopened",
    ),
    case(
        "reopened where an agreement fell, however near the two are now",
        EMPLOYER
        + UNION
        + AGREED.replace("2024-03-02", "2024-03-01")
        + f"""
        response.z = {{ proposal = "p", answer = "rejected", {STRONG}, stated = 2024-03-02 }}
        position.v = {{ value = "41", side = "own", stated = 2024-03-02 }}
        """,
        "reopened",
    ),
]


@pytest.mark.parametrize(("text", "expected"), TRENDS)
def test_trend(negotiation_of: Build, text: str, expected: str) -> None:
    """A gap fell, grew, stayed, came up, was agreed, was reopened, went, or became another that no number compares."""
    row = gaps(negotiation_of(text)).lines[0]
    assert row.issue.id == "pay"
    assert row.trend == expected
    assert expected in TREND_SIGNS


def test_base(negotiation_of: Build) -> None:
    """The base says what a gap is compared with; without one it is what the pair was before its own last change."""
    negotiation = negotiation_of(
        strong(
            EMPLOYER
            + UNION
            + """
            position.v = { value = "45", side = "own", stated = 2024-03-05 }
            position.w = { value = "48", side = "own", stated = 2024-03-09 }
            """
        )
    )
    lines = {}
    for day in (None, 1, 5, 9):
        view = gaps(negotiation, date(2024, 3, day) if day else None)
        lines[day] = (view.lines[0].trend, view.table().rows[0][2], view.compared_with)
    assert lines == {
        None: ("farther", "apart 5", "each beside what it was before its last change"),
        1: ("closer", "apart 10", "since 1 Mar"),
        5: ("farther", "apart 5", "since 5 Mar"),
        9: ("same", "", "since 9 Mar"),
    }
    assert {view.lines[0].since for view in (gaps(negotiation), gaps(negotiation, None))} == {date(2024, 3, 9)}


def test_name_of_the_base(negotiation_of: Build) -> None:
    """A base that is an event is named before its day."""
    negotiation = negotiation_of(UNION)
    view = build_gaps(
        Snapshot(negotiation), negotiation.issues.values(), None, (date(2023, 12, 1), "Round one"), "issue"
    )
    assert view.compared_with == "since Round one, 1 Dec 2023"


ORDER = """
issue.food = { title = "Food", kind = "quantity", unit = "euros" }
issue.rest = { title = "Rest", kind = "quantity", unit = "hours" }
position.e = { party = "employer", value = "40", side = "own" }
position.u = { value = "50", side = "own" }
position.f = { party = "employer", issue = "hours", value = "40", side = "own" }
position.v = { issue = "hours", value = "35", side = "own" }
position.w = { issue = "hours", value = "39", side = "own", stated = 2024-03-03 }
position.g = { party = "employer", issue = "food", value = "1", side = "own" }
position.x = { issue = "food", value = "31", side = "own" }
position.h = { party = "employer", issue = "rest", value = "1", side = "own" }
position.y = { issue = "rest", value = "1", side = "own", stated = 2024-03-02 }
"""
ORDERS = [
    case("as the folder has the issues", "issue", "pay hours start food rest"),
    case("the largest share of the first gap first", "widest", "pay food hours start rest"),
    case("the newly moved first", "moved", "hours rest pay food start"),
]


@pytest.mark.parametrize(("sort", "expected"), ORDERS)
def test_sort(negotiation_of: Build, sort: Literal["moved", "widest", "issue"], expected: str) -> None:
    """Gaps come as the issues do, or the least settled and widest first, or what moved first, the latest first."""
    lines = gaps(negotiation_of(ORDER), sort=sort).lines
    assert " ".join(line.issue.id for line in lines) == expected


MANY = """
party.union = { name = "Union", role = "principal" }
party.ford = { name = "Ford", role = "principal", member_of = "three" }
party.gm = { name = "GM", role = "principal", member_of = "three" }
party.jeep = { name = "Jeep", role = "principal", member_of = "three" }
party.three = { name = "Three", role = "principal" }
issue.pay = { title = "Pay", kind = "percent", basis = "simple" }
issue.mandate = { title = "Mandate", class = "process", kind = "mandate" }
"""
THREE = """
position.f = { party = "ford", value = "20%", side = "own" }
position.k = { party = "ford", value = "23%", side = "own", stated = 2024-03-02 }
position.g = { party = "gm", value = "10%", side = "own" }
position.a = { value = "40%", side = "own" }
position.b = { value = "46%", qualifier = "compounded", side = "own" }
"""


def test_the_largest_comes_first_however_close() -> None:
    """Amounts are in their exact order, also where they differ by less than any whole number tells."""
    least = Fraction(1, 1 << 70)
    amounts = [Fraction(5), Fraction(1, 3) + least, Fraction(1, 3), least, Fraction(0), -least, Fraction(-7, 2)]
    mixed = [*amounts[3:], *amounts[:3]]
    assert sorted(mixed, key=_largest_first) == amounts


def test_one_against_three(negotiation_of: Build) -> None:
    """A union faces each employer of a bloc that is on record, and the bloc only where it is; the employers face nobody
    else."""
    negotiation = negotiation_of(strong(THREE), MANY)
    rows = [(row["one"], row["other"], row["gap"], row["trend"], row["before_gap"]) for row in gaps(negotiation).rows()]
    assert rows == [
        ("ford", "union", "apart 17 points", "closer", "apart 20 points"),
        ("gm", "union", "apart 30 points", "same", "apart 30 points"),
    ]
    spoke = negotiation_of(THREE + 'position.t = { party = "three", value = "15%" }', MANY)
    assert [row.now.one for row in gaps(spoke).lines] == ["ford", "gm", "three"]


def test_two_parties(negotiation_of: Build) -> None:
    """Two parties named are set against each other in that order, of one bloc or not, on substance alone."""
    negotiation = negotiation_of(strong(THREE), MANY)
    (row,) = gaps(negotiation, two=("gm", "ford")).rows()
    assert (row["one"], row["other"], row["gap"], row["trend"]) == ("gm", "ford", "apart 13 points", "farther")


def test_row(negotiation_of: Build) -> None:
    """A row has the gap now and before as numbers, the values, and since when it is so."""
    later = 'position.v = { value = "over 43", side = "own", stated = 2024-03-02 }'
    row = next(iter(gaps(negotiation_of(EMPLOYER + UNION + later)).rows()))
    expected = {
        "status": "apart",
        "distance": 3,
        "more_than": True,
        "unit": "euros",
        "before_status": "apart",
        "before_distance": 10,
        "unchanged_since": "2024-03-02",
        "one_value": "40",
        "other_value": "over 43",
    }
    assert {name: row[name] for name in expected} == expected


def test_agreed(negotiation_of: Build) -> None:
    """An agreement is named with its proposal, as provisional, and stands as a status of its own."""
    row = next(iter(gaps(negotiation_of(put_on_record(EMPLOYER) + UNION + AGREED)).rows()))
    assert (row["status"], row["gap"]) == ("agreed", "agreed provisionally 45, p")
    assert row["before_gap"] == "apart 10, according to Union (not on record)"


def test_a_deal_is_compared_with_what_it_ended(negotiation_of: Build) -> None:
    """What was agreed last stands beside the gap that it ended, though nothing followed."""
    (pay, *_) = gaps(negotiation_of(put_on_record(EMPLOYER + UNION) + AGREED)).lines
    assert (pay.trend, pay.before.status) == ("agreed", "apart")
    assert pay.before.gap.distance == 10
    silent = gaps(negotiation_of("")).lines[0]
    assert (silent.trend, silent.since_text) == ("same", "")


SHARES = [
    case("nobody moved", "", 1),
    case("half of it is left", 'position.v = { value = "45", side = "own", stated = 2024-03-05 }', "1/2"),
    case("it grew", 'position.v = { value = "55", side = "own", stated = 2024-03-05 }', "3/2"),
    case("they meet", 'position.v = { value = "40", side = "own", stated = 2024-03-05 }', None),
    case("a first word that names nothing", 'position.v = { value = "unspecified", stated = 2024-02-01 }', 1),
    case("a first word to somebody else", 'position.v = { value = "90", toward = "state", stated = 2024-02-01 }', 1),
    case("an earlier report", 'position.v = { value = "60", side = "state", stated = 2024-02-01 }', 1),
]


@pytest.mark.parametrize(("text", "expected"), SHARES)
def test_share_of_the_first_gap(negotiation_of: Build, text: str, expected: str | int | None) -> None:
    """It is the share of the first distance that lay between the two, not of words that were replaced before the
    other spoke."""
    (row, *_) = gaps(negotiation_of(put_on_record(EMPLOYER + UNION + text))).rows()
    share = row["share_left"]
    assert share == (None if expected is None else number(Fraction(expected)))


def test_widest_text(negotiation_of: Build) -> None:
    """The widest gap is given with its distance, or its status where nothing measures it, and its voices."""
    negotiation = negotiation_of(
        put_on_record(EMPLOYER)
        + UNION
        + """
        issue.pace = { title = "Pace", kind = "choice", options = ["slow", "fast"] }
        position.s = { issue = "pace", value = "slow" }
        position.t = { issue = "pace", value = "fast", party = "employer" }
        """
    )
    pay, *_, pace = gaps(negotiation).lines
    snapshot = Snapshot(negotiation)
    assert widest_text([pay], snapshot) == (
        "pay 10, according to Union (not on record) (Employers, Union), unchanged since 1 Mar"
    )
    assert widest_text([pace], snapshot) == (
        "pace apart, according to a report (Employers, Union), unchanged since 1 Mar"
    )


def test_an_offer_that_has_lapsed(negotiation_of: Build) -> None:
    """That an offer has lapsed stands beside the gap that is measured from it, and where it is why nothing was agreed
    and there is no gap: an acceptance came too late."""
    offer = f'proposal.p = {{ terms = ["pay = 50"], {STRONG}, tabled = 2024-03-02, expires = 2024-03-05 }}\n'
    late = f'response.x = {{ to = "p", answer = "accepted", party = "employer", {STRONG}, stated = 2024-03-07 }}\n'
    found = []
    for text, day in ((EMPLOYER + offer, 4), (EMPLOYER + offer, 6), (offer + late, 7)):
        snapshot = Snapshot(negotiation_of(text), date(2024, 3, day))
        (line,) = build_gaps(snapshot, [snapshot.negotiation.issues["pay"]], None, (None, "")).lines
        found.append((line.now.status, line.remarks))
    assert found == [("apart", ()), ("apart", ("Union, lapsed 5 Mar",)), ("silent", ("Union, lapsed 5 Mar",))]


def _page(view: GapsView) -> str:
    """Return the page of `gaps`, 100 cells wide."""
    options = RenderOptions(100, measure=width_of)
    return "".join(render_page(page(view, options), options.width, False))


def test_one_pair_alone_reads_as_among_all(negotiation_of: Build) -> None:
    """Since when a pair stands so is the same in `gaps` and in `gaps A B`: an answer to a third party's words is a word
    of its party there and here."""
    text = """
    party.third = { name = "Third", role = "principal" }
    position.theirs = { party = "third", value = "4", stated = 2024-03-01, side = "own" }
    response.heard = { party = "union", to = "theirs", answer = "welcomed", stated = 2024-03-02, side = "own" }
    position.later = { party = "union", value = "unspecified", stated = 2024-03-05, side = "own" }
    """
    negotiation = negotiation_of(text)
    found = set()
    for named in (None, ["employer", "union"], ["union", "employer"], ["union"]):
        view = build_gaps(Snapshot(negotiation), [negotiation.issues["pay"]], named, (None, ""), "issue")
        found |= {row.since for row in view.lines if {row.now.one, row.now.other} == {"employer", "union"}}
    assert found == {date(2024, 3, 2)}


def test_the_pair_is_named_once_where_there_is_one(negotiation_of: Build) -> None:
    """With one pair no row names it: the title does."""
    view = gaps(negotiation_of(EMPLOYER + UNION), None)
    assert view.frame.title == "talks: gaps, Employers - Union"
    assert view.table().columns == ("issue", "gap", "was", "trend", "unchanged since")
    assert {len(row) for row in view.table().rows} == {5}
    assert "Employers - Union" not in _page(view)


def test_a_page_of_many_pairs_begins_with_the_first_few(negotiation_of: Build) -> None:
    """Of more than ten pairs a page shows the first 40 rows and how many more there are, with `everything` all rows;
    programs always get all."""
    parties = "".join(f'party.p{number} = {{ name = "P{number}", role = "principal" }}\n' for number in range(4))
    negotiation = negotiation_of(EMPLOYER + UNION + parties)
    view = gaps(negotiation, None)
    rows = len(view.lines)
    assert len(view.pairs) == 15
    assert rows == 45
    assert len(list(view.rows())) == len(view.table().rows) == rows
    assert "and 5 more; --all shows them" in _page(view)
    whole = replace(view, everything=True)
    assert "more" not in _page(whole)
    assert _page(whole).count(" - ") == rows


def test_the_gaps_of_a_party_begin_with_its_counterparts(negotiation_of: Build) -> None:
    """Of more than ten a page first says on how many issues each meets the party, the nearest first, and names the
    party in the title."""
    parties = "".join(f'party.p{number} = {{ name = "P{number}", role = "principal" }}\n' for number in range(11))
    near = 'position.n = { party = "p7", value = "50", side = "own" }\n'
    snapshot = Snapshot(negotiation_of(EMPLOYER + UNION + near + parties))
    view = build_gaps(snapshot, snapshot.negotiation.issues.values(), ["union"], (None, ""))
    assert view.frame.title.endswith("talks: gaps, Union")
    assert [(one.name, one.meets, one.apart, one.others) for one in view.counts[:2]] == [
        ("P7", 1, 0, 2),
        ("Employers", 0, 1, 2),
    ]
    assert "counterpart" in _page(view)
    assert not gaps(negotiation_of(EMPLOYER + UNION), None).counts


def test_one_deal_of_many_is_one_row(negotiation_of: Build) -> None:
    """Of many pairs a reader sees what an agreement says once, with whom it binds; programs have a row a pair, and
    pairs that no agreement decides stand alone."""
    names = [f"p{number}" for number in range(6)]
    parties = "".join(f'party.{name} = {{ name = "{name.upper()}", role = "principal" }}\n' for name in names)
    deal = f"""
    agreement.deal = {{ date = 2024-03-01, kind = "partial", terms = ["pay = 40"], between = {names} }}
    milestone.signed = {{ agreement = "deal", milestone = "signed", date = 2024-03-01 }}
    """
    issue = 'issue.pay = { title = "Pay", kind = "quantity" }\nissue.hours = { title = "Hours", kind = "quantity" }\n'
    view = gaps(negotiation_of(deal, issue + parties), None)
    assert [group.names for group in view.groups if group.rows[0].issue.id == "pay"] == [
        "each two of P0, P1, P2, P3, P4 and P5"
    ]
    assert sum(group.rows[0].issue.id == "hours" for group in view.groups) == 15
    assert len(list(view.rows())) == 30
