"""What is agreed or reopened is counted by issue and said once, in `diff --since` as in `overview`."""

from __future__ import annotations

from datetime import date

from negtrack.diff import additions_between, changes_between
from negtrack.query import Snapshot
from negtrack.render.page import RenderOptions
from negtrack.render.pages import page_of
from negtrack.render.terminal import render_page, width_of
from negtrack.views.changes import ChangesView, build_changes
from negtrack.views.overview import build_overview

from ..negotiations import build_negotiation

OWN = 'side = "own", attribution = "on-record"'
TALKS = f"""
position.u = {{ party = "union", value = "50", stated = 2024-03-01, {OWN} }}
position.e = {{ party = "employer", value = "30", stated = 2024-03-01, {OWN} }}
agreement.deal = {{ date = 2024-03-10, stated = 2024-03-10, terms = ["pay = 40", "hours = 37"] }}
milestone.signed = {{ agreement = "deal", milestone = "signed", stated = 2024-03-10 }}
"""
ENDED = 'milestone.over = { agreement = "deal", milestone = "ended", stated = 2024-03-20 }\n'


def _changes(text: str, since: int) -> ChangesView:
    known = build_negotiation(text)
    before, after = Snapshot(known, date(2024, 3, since)), Snapshot(known, date(2024, 3, 31))
    parties, issues = list(known.parties), list(known.issues.values())
    changes = changes_between(before, after, parties, issues)
    return build_changes(before, after, "Since", changes, additions_between(before, after, parties, issues, changes))


def test_what_is_agreed_is_said_once() -> None:
    """Two parties that agree on two issues are two agreements, each on one line with what both held."""
    view = _changes(TALKS, 5)
    assert view.counts.startswith("issues: 2 agreed; ")
    assert [(row.issue.id, row.text, row.before, row.sign) for row in view.agreed] == [
        ("pay", "agreed 40", "before: Employers 30, Union 50", "✓"),
        ("hours", "agreed 37", "before: Employers silent, Union silent", "✓"),
    ]
    assert not list(view.listed)
    options = RenderOptions(width=80, measure=width_of, layout="stacked")
    text = "".join(render_page(page_of(view, options), 80, False))
    assert text.count("agreed 40") == 1


def test_reopened_is_one_count() -> None:
    """`diff --since` and `overview` count the issues on which what was agreed fell, not the parties."""
    view = _changes(TALKS + ENDED, 15)
    assert view.counts.startswith("issues: 2 reopened; ")
    assert dict(build_overview(view.after, 30).counts)["reopened"] == 2


def test_the_head_of_the_overview_counts_what_it_names() -> None:
    """Positions, proposals and answers are counted apart, and the sources of all."""
    text = f"""
    source.a = {{ title = "A", issued = 2024-03-01 }}
    source.b = {{ title = "B", issued = 2024-03-01 }}
    source.c = {{ title = "C", issued = 2024-03-01 }}
    position.u = {{ party = "union", value = "50", stated = 2024-03-01, sources = ["a"], {OWN} }}
    proposal.p = {{ party = "employer", terms = ["pay = 30"], stated = 2024-03-01, sources = ["b"], {OWN} }}
    response.r = {{ party = "union", to = "p", answer = "rejected", stated = 2024-03-02, sources = ["c"], {OWN} }}
    """
    sizes = build_overview(Snapshot(build_negotiation(text)), 30).sizes
    assert sizes.startswith("1 position, 1 proposal and 1 answer; they rest on 3 sources · ")


BACK = f"""
proposal.p = {{ party = "employer", terms = ["pay = 45"], stated = 2024-03-08, {OWN} }}
response.yes = {{ party = "union", to = "p", answer = "accepted", stated = 2024-03-10, {OWN} }}
position.back = {{ party = "union", value = "55", stated = 2024-03-12, {OWN} }}
"""
GUILD = f"""
party.guild = {{ name = "Guild", role = "principal" }}
response.too = {{ party = "guild", to = "p", answer = "accepted", stated = 2024-03-10, {OWN} }}
"""


def test_what_a_word_reopened_is_said_once() -> None:
    """A word that reopens what was agreed provisionally says so and with whom, at the head of the page alone."""
    view = _changes(BACK, 11)
    ((heading, (dispute,)),) = view.disputed
    assert (heading, dispute.text) == (
        "reopened",
        "reopened with Employers, was agreed provisionally 45, p; Union now 55, own statement",
    )
    assert [row.text for row in view.agreed] == ["reopened, was agreed provisionally 45, p"]
    text = "".join(render_page(page_of(view, RenderOptions(width=200, measure=width_of, layout="stacked")), 200, False))
    assert text.count("reopened with") == 1
    assert "agreements on issues" not in text


def test_each_pair_that_a_word_reopened_is_named() -> None:
    """A word that goes back on what several had agreed names all of them; what it left as it is stays agreed."""
    view = _changes(BACK + GUILD, 11)
    assert [(one.agreed, one.reopened) for one in view.disputes] == [
        ("reopened with Employers and Guild, was agreed provisionally 45, p", ("employer", "guild")),
    ]
    assert view.agreed_alone == ()
