"""A term of a proposal that both stood by, until one of them went back on it: every view says both."""

from __future__ import annotations

from datetime import date

import pytest

from negtrack.query import Settlement, Snapshot, settlement_of
from negtrack.views.compare import build_compare, default_columns
from negtrack.views.overview import build_overview
from negtrack.views.scorecard import build_scorecard

from ..negotiations import build_negotiation

OWN = 'side = "own", attribution = "on-record"'
TALKS = f"""
position.u = {{ party = "union", value = "60", stated = 2024-03-01, {OWN} }}
proposal.p = {{ party = "employer", terms = ["pay = 45"], stated = 2024-03-08, {OWN} }}
response.yes = {{ party = "union", to = "p", answer = "accepted", stated = 2024-03-10, {OWN} }}
"""
WORD = f'position.back = {{ party = "union", value = "55", stated = 2024-03-12, {OWN} }}\n'
TEXT = "agreed provisionally 45, p, reopened by Union since 12 Mar"


def _settled(text: str) -> Settlement | None:
    snapshot = Snapshot(build_negotiation(text), date(2024, 3, 31))
    return settlement_of(snapshot, snapshot.negotiation.issues["pay"], "employer", "union")


@pytest.mark.parametrize(
    "later",
    [
        WORD,
        f'response.no = {{ party = "union", to = "p", answer = "rejected", stated = 2024-03-12, {OWN} }}\n',
        f'position.w = {{ party = "employer", issue = "pay", stance = "withdrawal", withdraws = ["p"], '
        f"stated = 2024-03-12, {OWN} }}\n",
        f'position.w = {{ party = "union", issue = "pay", stance = "withdrawal", withdraws = ["yes"], '
        f"stated = 2024-03-12, {OWN} }}\n",
        'response.no = { party = "union", to = "p", answer = "rejected", stated = 2024-03-12, side = "employer" }\n',
    ],
    ids=["a word", "an answer", "a withdrawal", "a withdrawal of the acceptance", "an answer in others' words"],
)
def test_what_reopens(later: str) -> None:
    """A later contrary word or answer of one of the two, an answer that others report, and a withdrawal of the proposal
    or of its acceptance, reopen it."""
    settled = _settled(TALKS + later)
    assert settled is not None
    assert (settled.state, settled.value, settled.is_settled) == ("reopened", "45", False)


@pytest.mark.parametrize(
    "more",
    [
        f'position.e = {{ party = "employer", value = "30", stated = 2024-03-09, {OWN} }}\n',
        'position.e = { party = "employer", value = "30", stated = 2024-03-12, side = "media" }\n',
    ],
    ids=["left before", "others say so"],
)
def test_what_reopens_nothing(more: str) -> None:
    """Who left an offer before it was accepted has agreed to nothing; what others say ends nothing."""
    settled = _settled(TALKS + more)
    assert settled is None or settled.state == "agreed provisionally"


def test_every_view_says_so() -> None:
    """`compare`, `overview` and `scorecard` say what was agreed provisionally, and who went back on it."""
    snapshot = Snapshot(build_negotiation(TALKS + WORD), date(2024, 3, 31))
    issues = [snapshot.negotiation.issues["pay"]]
    assert build_compare(snapshot, default_columns(snapshot), issues).issues[0].gap == f"{TEXT}; apart 10"
    overview = build_overview(snapshot, 30)
    assert [one.words for one in overview.findings if one.heading == "reopened"] == [f"pay {TEXT}"]
    assert dict(overview.counts)["reopened"] == 1
    (line,) = build_scorecard(snapshot, issues).cards[0].lines
    assert (line.left, line.remarks) == ("10", (TEXT,))


def test_whose_word_it_is_stands_beside_it() -> None:
    """Where others say that a party went back on a term, they are named."""
    talks = f"{TALKS}response.no = {{ party = 'union', to = 'p', answer = 'rejected', stated = 2024-03-12, {{}} }}\n"
    snapshot = Snapshot(
        build_negotiation(talks.replace("{}", 'side = "employer", speaker = "Chair"')), date(2024, 3, 31)
    )
    (row,) = build_compare(snapshot, default_columns(snapshot), [snapshot.negotiation.issues["pay"]]).issues
    assert "reopened by Union since 12 Mar, according to Chair (Employers)" in row.gap
