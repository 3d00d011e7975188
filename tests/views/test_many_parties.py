"""Changes and gaps of many parties in words: counted on a page, whole for programs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from negtrack.diff import changes_between
from negtrack.frozen import replace
from negtrack.model import Negotiation
from negtrack.query import Snapshot
from negtrack.render.page import RenderOptions
from negtrack.render.pages import page_of
from negtrack.render.terminal import render_page, width_of
from negtrack.views.changes import ChangesView, build_changes
from negtrack.views.history import build_history
from negtrack.views.view import View

Build = Callable[..., Negotiation]
HELD = {"a": "30", "b": "30", "c": "40", "d": "60", "e": "60"}
"""What five more parties hold; the union moves from 50 to 40."""


def talks(build: Build, held: dict[str, str] = HELD) -> Negotiation:
    """Return talks in which the union moves from 50 to 40 among other principals."""
    parties = "".join(f'party.{name} = {{ name = "{name.upper()}", role = "principal" }}\n' for name in held)
    said = "".join(
        f'position.{name} = {{ party = "{name}", value = "{value}", stated = 2024-02-01, OWN }}\n'
        for name, value in held.items()
    )
    said += 'position.u = { value = "50", stated = 2024-02-01, OWN }\n'
    said += 'position.v = { value = "40", stated = 2024-03-02, OWN }\n'
    return build(parties + said.replace("OWN", 'side = "own", attribution = "on-record"'))


def changes(negotiation: Negotiation) -> ChangesView:
    """Return the view of `diff --since 2024-03-01`."""
    after = Snapshot(negotiation)
    before = replace(after, as_of=date(2024, 3, 1))
    found = changes_between(before, after, negotiation.parties, tuple(negotiation.issues.values()))
    return build_changes(before, after, "Since 1 Mar 2024", found)


def test_a_move_against_many_is_counted(negotiation_of: Build) -> None:
    """A move against more than three counterparts says how many it is closer to and farther from, and its sign is
    neither way; the whole phrase names them, those with the same gaps together."""
    (line,) = changes(talks(negotiation_of)).lines
    assert (line.sign, line.value) == ("~", "50 -> 40")
    assert line.short_phrase == "moved closer to 3, farther from 2"
    assert line.phrase == (
        "moved closer to A, B: apart 20 -> apart 10; moved closer to C: apart 10 -> overlap 40; "
        "moved farther from D, E: apart 10 -> apart 20"
    )


def test_a_move_against_few_is_told(negotiation_of: Build) -> None:
    """Of three counterparts each is named with its gaps."""
    (line,) = changes(talks(negotiation_of, {name: HELD[name] for name in "acd"})).lines
    assert line.short_phrase == line.phrase
    assert line.phrase.count("moved") == 3


def test_positions_that_moved_both_ways_are_counted_once(negotiation_of: Build) -> None:
    """A position that is closer to some and farther from others is one change in the line of counts."""
    assert changes(talks(negotiation_of)).counts == "positions: 1 closer to some and farther from others"


def shown(view: View, detail: str) -> str:
    """Return the page of a view as one line of words."""
    options = RenderOptions(80, detail="whole" if detail == "whole" else "normal", measure=width_of)
    return " ".join(" ".join(render_page(page_of(view, options), 80, False)).split())


@pytest.mark.parametrize("detail", ["normal", "whole"])
def test_the_page_names_under_v(negotiation_of: Build, detail: str) -> None:
    """The page of changes counts and says how to see the names; with `-v` it names them; a program gets the names."""
    view = changes(talks(negotiation_of))
    page = shown(view, detail)
    assert ("moved closer to 3, farther from 2" in page) is ("-v names" in page) is (detail == "normal")
    assert ("moved closer to A, B: apart 20" in page) is (detail == "whole")
    assert [row["phrase"] for row in view.rows()] == [view.lines[0].phrase]


@pytest.mark.parametrize("detail", ["normal", "whole"])
def test_history_counts_pairs_that_stand_alike(negotiation_of: Build, detail: str) -> None:
    """With more than ten pairs the page of `history` counts those whose gaps read the same; with `-v` each has its
    line."""
    negotiation = talks(negotiation_of)
    view = build_history(Snapshot(negotiation), negotiation.issues["pay"], list(negotiation.principals))
    page = shown(view, detail)
    assert ("gaps of 21 pairs 6 silent" in page) is ("-v names" in page) is (detail == "normal")
    assert ("gap A - B overlap 30" in page) is (detail == "whole")
    assert ("moved closer to 3, farther from 2" in page) is (detail == "normal")
