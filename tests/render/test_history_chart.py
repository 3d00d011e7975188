"""The chart of `history`: its marks stand where its scale says, and it has one scale for like values alone."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from negtrack.model import Negotiation
from negtrack.query import Snapshot
from negtrack.render.page import RenderOptions
from negtrack.render.pages import page_of
from negtrack.render.terminal import render_page, width_of
from negtrack.views.history import build_history

from ..negotiations import build_negotiation

LETTERS = "abcdefgh 談判"
NUMBERS = 'kind = "quantity", unit = "euros"'


def page(negotiation: Negotiation, width: int) -> list[str]:
    """Return the lines of the page of `history pay`."""
    view = build_history(Snapshot(negotiation), negotiation.issues["pay"], list(negotiation.parties.values()))
    elements = page_of(view, RenderOptions(width, measure=width_of))
    return [text.rstrip("\n") for text in render_page(elements, width, False)]


HEAD = """
title = "Talks"
party.union = { name = "The Union", role = "principal" }
party.employer = { name = "The Employer", role = "principal" }
event.deal = { title = "Deal" }
event.truce = { title = "Truce" }
"""


def talks(values: list[str], issue: str, name: str = "The Union") -> Negotiation:
    """Return talks in which a party with this name, and its counterpart, each name one of the values (`VALUE|BASIS`) on
    its day in turn."""
    text = f'issue.pay = {{ title = "Pay", {issue} }}\n'
    for number, value in enumerate(values):
        words, _, basis = value.partition("|")
        qualifier = f', qualifier = "{basis}"' if basis else ""
        party = ("union", "employer")[number % 2]
        text += (
            f'position.p{number} = {{ party = "{party}", value = "{words}", side = "own", '
            f"stated = 2024-03-{number + 1:02}{qualifier} }}\n"
        )
    return build_negotiation(text, HEAD.replace("The Union", name))


def column(text: str, place: int) -> int:
    """Return the terminal column of the letter at `place`."""
    return cell_len(text[:place])


def _name_of_length(length: int) -> st.SearchStrategy[str]:
    inner = st.text(LETTERS, min_size=max(length - 2, 0), max_size=max(length - 2, 0))
    return inner.map(lambda text: f"a{text}b"[:length])


@given(
    name=st.integers(1, 40).flatmap(_name_of_length),
    values=st.lists(st.integers(1, 999), min_size=3, max_size=6, unique=True),
    width=st.integers(40, 200),
)
def test_marks_stand_where_the_scale_says(name: str, values: list[int], width: int) -> None:
    """At every width and length of a name, each mark stands in the column that the ends of the scale give its value."""
    lines = page(talks([str(value) for value in values], NUMBERS, name), width)
    marks = [column(text, text.index("|")) for text in lines if "|" in text]
    if not marks:
        assert width < 100
        return
    least, most = min(values), max(values)
    scale = next(text for text in lines if text.split()[:1] == [str(least)])
    left, right = column(scale, len(scale) - len(scale.lstrip())), column(scale, len(scale)) - 1
    share = [Fraction(value - least, most - least) * (right - left) for value in values]
    assert marks == [left + int(cells + Fraction(1, 2)) for cells in share]


def test_a_long_name_leaves_the_chart_in_place() -> None:
    """A name of 29 letters folds in its own column at 80 columns of page."""
    lines = page(talks(["30", "50", "40"], NUMBERS, "United Auto Workers and Allies"), 80)
    scale = next(text for text in lines if text.split()[:1] == ["30"])
    marks = [text.index("|") for text in lines if "|" in text]
    assert marks == [scale.index("30"), scale.index("50") + 1, marks[2]]
    assert marks[2] == (marks[0] + marks[1] + 1) // 2


UNLIKE = [
    pytest.param(
        'kind = "duration"', ["6 weeks", "2 months", "12 weeks"], {"2 months": "another unit"}, id="weeks-and-months"
    ),
    pytest.param(
        'kind = "money"',
        ["USD 20/hour", "USD 3000/month", "EUR 25/hour", "USD 30/hour"],
        {"USD 3000/month": "another period", "EUR 25/hour": "another currency"},
        id="currency-and-period",
    ),
    pytest.param(
        'kind = "timing", anchor = "deal"',
        ["2 weeks", "3 weeks", "10 days after truce"],
        {"10 days after truce": "counts from another event"},
        id="anchor",
    ),
    pytest.param(
        'kind = "percent"', ["4%", "5%", "9%|all workers"], {"9%": "only one says on which basis"}, id="basis"
    ),
    pytest.param(
        'kind = "percent", basis = "base"', ["4%", "5%", "9%|all"], {"9%": "another basis"}, id="basis-of-the-issue"
    ),
    pytest.param('kind = "percent"', ["4%|a", "5%|a"], {}, id="one-basis-that-is-not-the-issues"),
]


@pytest.mark.parametrize(("issue", "values", "others"), UNLIKE)
def test_unlike_values_share_no_axis(issue: str, values: list[str], others: dict[str, str]) -> None:
    """What cannot be compared with most values has no mark, and stands below with the reason."""
    lines = page(talks(values, issue), 100)
    plain = [value.partition("|")[0] for value in values]
    marked = [text for text in lines if text.endswith("|")]
    assert [value for value in plain if any(value in text for text in marked)] == [
        value for value in plain if value not in others
    ]
    listed = [text.split(": ")[1].split("  ") for text in lines if text.startswith("not on the axis")]
    assert [(words.partition(" (")[0], reason) for words, reason in listed] == list(others.items())
