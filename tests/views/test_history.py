"""The rows, events, ticks and gap lines of `history`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from negtrack.model import Negotiation
from negtrack.query import Snapshot
from negtrack.views.history import HistoryView, build_history

from ..negotiations import put_on_record

Build = Callable[..., Negotiation]


def case(name: str, *values: Any) -> Any:
    """Return one row of a table of cases, with a name that a reader understands."""
    return pytest.param(*values, id=name.replace(" ", "-"))


def history(negotiation: Negotiation, issue: str = "pay", *parties: str, as_of: date | None = None) -> HistoryView:
    """Return the view of `history ISSUE [PARTY ...]`."""
    named = [negotiation.parties[name] for name in parties or negotiation.parties]
    return build_history(Snapshot(negotiation, as_of), negotiation.issues[issue], named)


TALKS = """
event.before = { title = "Before", date = 2024-02-01 }
event.round = { title = "Round", date = 2024-03-02, until = 2024-03-04 }
event.strike = { title = "Strike", date = 2024-03-06 }
event.later = { title = "Later", date = 2024-04-01 }
position.e = { party = "employer", value = "40", side = "own" }
position.u = { value = "at least 50", side = "own", stated = 2024-03-03, grade = "B2" }
position.v = { value = "at least 50", side = "state", stated = 2024-03-03 }
position.w = { value = "over 42", side = "own", stated = 2024-03-05 }
position.x = { value = "44..46", qualifier = "net", side = "state", stated = 2024-03-06 }
"""


def test_rows(negotiation_of: Build) -> None:
    """Positions and events come in one order of time; a position has its ends as numbers, none without bound, and its
    own basis beside it."""
    names = ("day", "kind", "party", "voice", "value", "low", "high", "current", "classes", "qualifier")
    rows = [tuple(row.get(name) for name in names) for row in history(negotiation_of(TALKS)).rows()]
    assert [row for row in rows if row[1] == "position"] == [
        ("2024-03-01", "position", "employer", "employer", "40", 40, 40, True, ["new"], ""),
        ("2024-03-03", "position", "union", "union", "at least 50", 50, None, True, ["new"], ""),
        ("2024-03-03", "position", "union", "state", "at least 50", 50, None, False, ["new"], ""),
        ("2024-03-05", "position", "union", "union", "over 42", 42, None, True, ["closer"], ""),
        ("2024-03-06", "position", "union", "state", "44..46", None, None, False, ["changed"], "net"),
    ]
    assert [row[0] for row in rows] == sorted(str(row[0]) for row in rows)


def test_change_in_words(negotiation_of: Build) -> None:
    """A step says in words what it moved, toward whom and from which gap to which."""
    rows = [row for row in history(negotiation_of(TALKS)).rows() if row["id"] == "w"]
    assert [row["change"] for row in rows] == ["moved closer to Employers: apart 10 -> apart > 2, neither on record"]


EVENTS = [
    case("from the first position to the reading's day", None, (), ["round", "strike"]),
    case("none after the reading's day", date(2024, 3, 5), (), ["round"]),
    case("up to a later day", date(2024, 4, 1), (), ["round", "strike", "later"]),
    case("from the first position of the parties named", None, ("union",), ["round", "strike"]),
    case("none without positions", None, ("state",), []),
]


@pytest.mark.parametrize(("as_of", "parties", "expected"), EVENTS)
def test_events(negotiation_of: Build, as_of: date | None, parties: tuple[str, ...], expected: list[str]) -> None:
    """Dated events between the first position and the reading's day are shown; an undated one never is."""
    rows = history(negotiation_of(TALKS), "pay", *parties, as_of=as_of).rows()
    assert [row["id"] for row in rows if row["kind"] == "event"] == expected


def test_an_event_under_way(negotiation_of: Build) -> None:
    """An event that began before the first position and ended after it stands at its beginning, with both days."""
    view = history(negotiation_of(TALKS), "pay", "union")
    assert view.table().rows[0][:3] == ("2 Mar - 4 Mar", "", "Round")


def test_ticks(negotiation_of: Build) -> None:
    """The axis is labelled with every end of a set that lies on it, another basis left out."""
    view = history(negotiation_of(TALKS))
    assert dict(view.ticks) == {Fraction(40): "40", Fraction(50): "50", Fraction(42): "42"}


LADDER = 'issue.pace = { title = "Pace", kind = "choice", ladder = ["slow", "even", "fast"] }\n'
NO_LINE = [
    case("a text", 'issue.pace = { title = "Pace", kind = "text" }'),
    case("options without order", 'issue.pace = { title = "Pace", kind = "choice", options = ["even", "fast"] }'),
]


@pytest.mark.parametrize("issue", NO_LINE)
def test_no_line(negotiation_of: Build, issue: str) -> None:
    """What has no order has no place on a line."""
    view = history(negotiation_of(f'{issue}\nposition.a = {{ issue = "pace", value = "even" }}'), "pace")
    assert view.ticks == ()
    assert [(row["low"], row["high"]) for row in view.rows()] == [(None, None)]


def test_a_ladder(negotiation_of: Build) -> None:
    """The rungs of a ladder are numbered from 0 and all of them label the axis, those that are held first."""
    view = history(negotiation_of(LADDER + 'position.a = { issue = "pace", value = "even or fast" }'), "pace")
    assert [label for _, label in view.ticks] == ["even", "fast", "slow"]
    assert [(row["low"], row["high"]) for row in view.rows()] == [(1, 2)]


GAPS = [
    case("silent all along", "", "silent", (None,)),
    case(
        "apart in words that do not bind",
        'position.a = { value = "50", side = "state", stated = 2024-03-02 }',
        "apart 10, according to State, since 2 Mar",
        (None, Fraction(10)),
    ),
    case(
        "apart",
        'position.a = { value = "50", side = "own", stated = 2024-03-02 }',
        "apart 10 since 2 Mar",
        (None, Fraction(10)),
    ),
    case(
        "closed",
        """
        position.a = { value = "50", side = "own", stated = 2024-03-02 }
        position.b = { value = "at least 40", side = "own", stated = 2024-03-05 }
        """,
        "overlap 40 since 5 Mar, apart 10 before",
        (None, Fraction(10), Fraction(0)),
    ),
    case(
        "agreed",
        """
        position.a = { value = "50", side = "own", stated = 2024-03-02 }
        proposal.p = { party = "state", terms = ["pay = 45"], side = "own", stated = 2024-03-04 }
        response.x = { proposal = "p", answer = "accepted", side = "own", stated = 2024-03-06 }
        response.y = { proposal = "p", answer = "accepted", side = "own", stated = 2024-03-05, party = "employer" }
        """,
        "agreed provisionally 45, p, since 6 Mar, apart 10 before",
        (None, Fraction(10), Fraction(5), Fraction(0)),
    ),
    case(
        "agreed on a paper older than the words",
        """
        position.a = { value = "50", side = "own", stated = 2024-03-02 }
        proposal.p = { party = "state", terms = ["pay = 45"] }
        response.x = { proposal = "p", answer = "accepted", side = "own", stated = 2024-03-05 }
        response.y = { proposal = "p", answer = "accepted", side = "own", stated = 2024-03-05, party = "employer" }
        """,
        "agreed provisionally 45, p, since 5 Mar",
        (None, Fraction(10), Fraction(0)),
    ),
]


@pytest.mark.parametrize(("text", "words", "heights"), GAPS)
def test_gap_line(negotiation_of: Build, text: str, words: str, heights: tuple[Fraction | None, ...]) -> None:
    """The gap of each pair says since when it holds and what it was before, and has a height for each day;
    `before` beside what is agreed is before the offer that was accepted, not before the last answer to it."""
    employer = 'position.e = { party = "employer", value = "40", side = "own" }\n'
    negotiation = negotiation_of(put_on_record(employer + text))
    (line,) = history(negotiation).gaps
    assert (line.names, line.words, line.heights) == (("Employers", "Union"), words, heights)


def test_gap_lines_of_the_parties_named(negotiation_of: Build) -> None:
    """A gap is shown where both parties are among those asked for, and on substance alone."""
    negotiation = negotiation_of(TALKS + 'position.m = { issue = "mandate", value = "none" }')
    assert history(negotiation, "pay", "union").gaps == ()
    assert history(negotiation, "mandate").gaps == ()
    assert len(history(negotiation, "pay", "union", "employer").gaps) == 1


def test_nothing_on_record(negotiation_of: Build) -> None:
    """An issue on which nobody spoke has no lines."""
    view = history(negotiation_of(TALKS), "hours")
    assert (view.lines, view.ticks) == ((), ())
    assert [line.words for line in view.gaps] == [""]
