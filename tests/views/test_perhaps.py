"""What may have been said already stands apart, and counts for nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Literal

import pytest

from negtrack.exchange.export.dossier import build_dossier
from negtrack.exchange.export.md import md_text
from negtrack.model import Negotiation
from negtrack.query import Snapshot
from negtrack.render.page import RenderOptions
from negtrack.render.pages import page_of
from negtrack.render.terminal import render_page, width_of
from negtrack.views.compare import build_compare, default_columns
from negtrack.views.show import build_show
from negtrack.views.view import View

Build = Callable[..., Negotiation]
TALKS = """
position.e = { party = "employer", value = "40", side = "own", stated = 2024-01-05 }
position.u = { value = "50", side = "own", stated = "2024-02", caveat = "the day is not given" }
"""
PERHAPS = "perhaps already 50 own statement, Feb 2024; caveat: the day is not given"


def compare(snapshot: Snapshot) -> View:
    """Return the view of `compare`."""
    return build_compare(snapshot, default_columns(snapshot), [snapshot.negotiation.issues["pay"]])


def show(snapshot: Snapshot) -> View:
    """Return the view of `show`."""
    return build_show(snapshot, snapshot.negotiation.parties.values(), [snapshot.negotiation.issues["pay"]])


def words_of(view: View, layout: Literal["auto", "columns", "stacked"] = "auto") -> str:
    """Return what stands on the page of a view, blanks as single ones."""
    options = RenderOptions(width=160, measure=width_of, layout=layout)
    return " ".join("".join(render_page(page_of(view, options), 160, False)).split())


@pytest.mark.parametrize(("month", "day", "expected"), [(1, 31, False), (2, 1, True), (2, 28, True), (2, 29, False)])
def test_within_the_interval_alone(negotiation_of: Build, month: int, day: int, expected: bool) -> None:
    """From the first possible day to the one before the last a position is perhaps said already, then it is."""
    snapshot = Snapshot(negotiation_of(TALKS), date(2024, month, day))
    assert ("perhaps already" in words_of(compare(snapshot))) is expected
    assert ("perhaps already" in words_of(show(snapshot))) is expected


@pytest.mark.parametrize("layout", ["columns", "stacked"])
def test_compare(negotiation_of: Build, layout: Literal["columns", "stacked"]) -> None:
    """The party is silent and the pair too; what it may have said stands beneath, with its caveat."""
    view = compare(Snapshot(negotiation_of(TALKS), date(2024, 2, 10)))
    (row,) = view.rows()
    assert (row["union"], row["status"]) == ("", "silent")
    words = words_of(view, layout)
    assert PERHAPS in words if layout == "stacked" else "perhaps already 50" in words


def test_compare_as_a_document(negotiation_of: Build) -> None:
    """In a Markdown table what may have been said stands in the cell of the silent party."""
    view = compare(Snapshot(negotiation_of(TALKS), date(2024, 2, 10)))
    ((_, _, union, gap),) = view.table().rows
    assert union == "silent; perhaps already: 50 (own statement, Feb 2024; caveat: the day is not given)"
    assert gap == "silent"


def test_show(negotiation_of: Build) -> None:
    """In `show` it has a standing of its own; it is not current."""
    view = show(Snapshot(negotiation_of(TALKS), date(2024, 2, 10)))
    assert [(row["id"], row["standing"]) for row in view.rows()] == [("e", "current"), ("u", "perhaps already")]


def test_beside_what_was_said_before(negotiation_of: Build) -> None:
    """The earlier value stays current until the later one is certainly said."""
    negotiation = negotiation_of(TALKS + 'position.t = { value = "60", side = "own", stated = 2024-01-10 }')
    for day, expected in ((10, "apart 20"), (29, "apart 10")):
        (row,) = compare(Snapshot(negotiation, date(2024, 2, day))).rows()
        assert str(row["gap"]).startswith(expected)


def test_an_export(negotiation_of: Build) -> None:
    """A document says so as well, also where the party is otherwise silent."""
    snapshot = Snapshot(negotiation_of(TALKS), date(2024, 2, 10))
    text = md_text(build_dossier(snapshot, default_columns(snapshot), [snapshot.negotiation.issues["pay"]]))
    assert "silent; perhaps already: 50 (own statement, Feb 2024; caveat: the day is not given)" in text
