"""The rows and words of `diff --since`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from negtrack.diff import changes_between
from negtrack.model import Negotiation
from negtrack.query import Snapshot
from negtrack.views.changes import ChangesView, build_changes, build_stat, related_issues

Build = Callable[..., Negotiation]
MARCH_1 = date(2024, 3, 1)


def case(name: str, *values: Any) -> Any:
    """Return one row of a table of cases, with a name that a reader understands."""
    return pytest.param(*values, id=name.replace(" ", "-"))


def changes(negotiation: Negotiation) -> ChangesView:
    """Return the view of `diff --since 2024-03-01`."""
    after = Snapshot(negotiation)
    before = replace(after, as_of=MARCH_1)
    found = changes_between(before, after, negotiation.parties, tuple(negotiation.issues.values()))
    return build_changes(before, after, "Since 1 Mar 2024", found)


EMPLOYER = 'position.e = { party = "employer", value = "40", side = "own" }\n'
UNION = 'position.u = { value = "50", side = "own" }\n'

ROWS = [
    case("new", 'position.v = { value = "50", stated = 2024-03-02 }', "+", "50", "new"),
    case(
        "closer",
        UNION + 'position.v = { value = "45", side = "own", stated = 2024-03-02 }',
        ">",
        "50 -> 45",
        "moved closer to Employers: apart 10 -> apart 5",
    ),
    case(
        "farther",
        UNION + 'position.v = { value = "over 60", side = "own", stated = 2024-03-02 }',
        "<",
        "50 -> over 60",
        "moved farther from Employers: apart 10 -> apart > 20",
    ),
    case("restated", UNION + 'position.v = { value = "50", side = "own", stated = 2024-03-02 }', "=", "50", "restated"),
    case(
        "withdrawn",
        UNION + 'position.w = { stance = "withdrawal", withdraws = ["u"], side = "own", stated = 2024-03-02 }',
        "-",
        "50",
        "withdrawn",
    ),
    case(
        "denied",
        """
        position.u = { value = "50", side = "state" }
        position.d = { stance = "denial", denies = ["u"], side = "own", stated = 2024-03-02 }
        """,
        "!",
        "50",
        "denied by the party",
    ),
]


@pytest.mark.parametrize(("text", "sign", "value", "phrase"), ROWS)
def test_rows(negotiation_of: Build, text: str, sign: str, value: str, phrase: str) -> None:
    """A change has a sign, the value before and after where it is another, and words for its classes."""
    (line,) = changes(negotiation_of(EMPLOYER + text)).lines
    assert (line.sign, line.value, line.phrase) == (sign, value, phrase)


def test_disputes(negotiation_of: Build) -> None:
    """A new contest names each value once, with all who give it."""
    view = changes(
        negotiation_of("""
        position.u = { value = "50", side = "own", stated = 2024-03-02 }
        position.v = { value = "40", side = "state", stated = 2024-03-02 }
        position.w = { value = "40", side = "media", speaker = "Ann", stated = 2024-03-02 }
        """)
    )
    assert view.lines[0].disputes == ("newly contested: 50 (own), 40 (State, Ann)",)
    assert view.counts == "1 new · 1 newly contested"


LINKED = 'issue.bonus = { title = "Bonus", kind = "quantity", linked = ["pay"] }\n'


def test_linked_issues(negotiation_of: Build) -> None:
    """When an issue moves, those that it names and those that name it are named; what is new has not moved."""
    moved = UNION + 'position.v = { value = "45", side = "own", stated = 2024-03-02 }'
    negotiation = negotiation_of(LINKED + moved)
    (line,) = changes(negotiation).lines
    assert line.linked == related_issues(Snapshot(negotiation), negotiation.issues["pay"]) == ("bonus",)
    assert related_issues(Snapshot(negotiation), negotiation.issues["bonus"]) == ("pay",)
    (line,) = changes(negotiation_of(LINKED + 'position.v = { value = "45", stated = 2024-03-02 }')).lines
    assert line.linked == ()


def test_counterparts(negotiation_of: Build) -> None:
    """A row names the counterparts that a party moved to or from; a correction of ours moved it nowhere."""
    moved = UNION + 'position.v = { value = "45", side = "own", stated = 2024-03-02 }'
    (row,) = changes(negotiation_of(EMPLOYER + moved)).rows()
    assert (row["classes"], row["counterparts"]) == (["closer"], ["employer"])
    negotiation = negotiation_of(
        EMPLOYER
        + UNION
        + 'position.v = { value = "45", side = "own", supersedes = ["u"], recorded = 2024-06-02 00:00:00+00:00 }'
    )
    after = Snapshot(negotiation)
    before = replace(after, known_at=negotiation.positions[0].recorded)
    found = changes_between(before, after, ["union"], [negotiation.issues["pay"]])
    (row,) = build_changes(before, after, "", found).rows()
    assert (row["classes"], row["counterparts"]) == (["corrected"], [])


def test_stat(negotiation_of: Build) -> None:
    """The statistic counts the changes of each party and class."""
    view = changes(
        negotiation_of(
            EMPLOYER
            + """
            position.v = { value = "50", stated = 2024-03-02 }
            position.w = { issue = "hours", value = "50", stated = 2024-03-02 }
            position.f = { party = "employer", value = "40", side = "own", stated = 2024-03-02 }
            """
        )
    )
    rows = [(row["about"], row["class"], row["count"]) for row in build_stat(view).rows()]
    assert rows == [("employer", "restated", 1), ("union", "new", 2)]


def test_nothing_changed(negotiation_of: Build) -> None:
    """Without a change there is nothing to show, and no difference."""
    view = changes(negotiation_of(EMPLOYER))
    assert (view.lines, view.differs, view.counts) == ((), False, "")
