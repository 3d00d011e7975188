"""What was stated or recorded between two snapshots besides the changes of positions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from negtrack.diff import CHANGE_CLASSES, PARTS, Addition, additions_between, changes_between
from negtrack.model import Issue, Negotiation, Position
from negtrack.query import Snapshot

Build = Callable[..., Negotiation]
MARCH_1 = date(2024, 3, 1)
RECORDED = datetime(2024, 6, 1, tzinfo=UTC)


def case(name: str, *values: Any) -> Any:
    """Return one row of a table of cases, with a name that a reader understands."""
    return pytest.param(*values, id=name.replace(" ", "-"))


def additions(
    negotiation: Negotiation,
    parties: Sequence[str] = ("union", "employer", "state"),
    issues: Sequence[Issue] | None = None,
    by_record: bool = False,
) -> list[Addition]:
    """Return what was stated after 1 March, or with `by_record` recorded after 1 June, besides the changes."""
    after = Snapshot(negotiation)
    before = replace(after, known_at=RECORDED) if by_record else replace(after, as_of=MARCH_1)
    issues = tuple(negotiation.issues.values()) if issues is None else issues
    return additions_between(before, after, parties, issues, changes_between(before, after, parties, issues))


def words(found: Sequence[Addition]) -> list[str]:
    """`b claim claim beside` of each addition."""
    parts = [(one.record.id, one.part, one.change, one.target, one.standing) for one in found]
    return [" ".join(filter(None, part)) for part in parts]


OWN_50 = 'position.a = { value = "50", side = "own", attribution = "on-record" }\n'
LATER = "stated = 2024-03-02"

ADDED = [
    case("nothing", OWN_50, []),
    case("a change alone", OWN_50 + f'position.b = {{ value = "45", side = "own", {LATER} }}', []),
    case(
        "a claim that contests",
        OWN_50.replace(" }", f", {LATER} }}") + f'position.b = {{ value = "40", side = "state", {LATER} }}',
        ["b claim claim contested"],
    ),
    case(
        "a claim that stands beside",
        OWN_50.replace(" }", f", {LATER} }}") + f'position.b = {{ value = "50", side = "state", {LATER} }}',
        ["b claim claim beside"],
    ),
    case(
        "a step in between",
        OWN_50
        + f"""
        position.b = {{ value = "48", side = "own", attribution = "on-record", {LATER} }}
        position.c = {{ value = "45", side = "own", attribution = "on-record", stated = 2024-03-03 }}
        """,
        ["b claim claim overtaken"],
    ),
    case(
        "a step that was withdrawn",
        f"""
        position.b = {{ value = "48", side = "own", {LATER} }}
        position.w = {{ stance = "withdrawal", withdraws = ["b"], side = "own", stated = 2024-03-03 }}
        """,
        ["b claim claim withdrawn", "w withdrawal withdrawn"],
    ),
    case(
        "a withdrawal that a change reports",
        OWN_50 + f'position.w = {{ stance = "withdrawal", withdraws = ["a"], side = "own", {LATER} }}',
        [],
    ),
    case(
        "a withdrawal in the words of others",
        OWN_50 + f'position.w = {{ stance = "withdrawal", withdraws = ["a"], side = "employer", {LATER} }}',
        ["w withdrawal claim"],
    ),
    case(
        "a denial",
        OWN_50
        + f"""
        position.b = {{ value = "40", side = "state" }}
        position.d = {{ stance = "denial", denies = ["b"], side = "own", {LATER} }}
        """,
        ["d denial denied b"],
    ),
    case(
        "a denial in the words of others",
        f"""
        position.b = {{ value = "40", side = "state" }}
        position.d = {{ stance = "denial", denies = ["b"], side = "employer", {LATER} }}
        """,
        ["d denial claim b"],
    ),
    case(
        "a mediator's proposal, disclosed and answered",
        f"""
        proposal.p = {{ party = "state", terms = ["pay = undisclosed"], {LATER} }}
        proposal.q = {{ party = "state", discloses = "p", terms = ["pay = 45"], stated = 2024-03-03 }}
        response.r = {{ proposal = "p", answer = "pending", side = "state", stated = 2024-03-03 }}
        """,
        ["p proposal proposal", "q disclosure disclosure", "r answer answer p"],
    ),
    case(
        "a party's own proposal",
        f'proposal.p = {{ terms = ["pay = 50"], side = "own", {LATER} }}',
        ["p proposal proposal"],
    ),
    case(
        "notes, the older first",
        f'note.m = {{ text = "A", stated = 2024-03-03 }}\nnote.n = {{ text = "B", {LATER} }}',
        ["n note note", "m note note"],
    ),
    case("nothing that was retracted", f'note.n = {{ text = "B", {LATER} }}\nretraction.x = {{ of = "n" }}', []),
    case("nothing that was said before", 'note.n = { text = "B" }', []),
]


@pytest.mark.parametrize(("text", "expected"), ADDED)
def test_what_was_stated(negotiation_of: Build, text: str, expected: list[str]) -> None:
    """Each record of the span is reported once: by a change, or by itself with how it stands."""
    found = additions(negotiation_of(text))
    assert words(found) == expected
    assert all(one.part in PARTS and one.change in CHANGE_CLASSES for one in found)


KNOWN = "recorded = 2024-06-02 00:00:00+00:00"
RECORDS = [
    case("a note recorded", f'note.n = {{ text = "A", {KNOWN} }}', ["n note note"]),
    case(
        "a note retracted",
        f'note.n = {{ text = "A" }}\nretraction.x = {{ of = "n", {KNOWN} }}',
        ["x retraction retracted n"],
    ),
    case("recorded and retracted", f'note.n = {{ text = "A", {KNOWN} }}\nretraction.x = {{ of = "n", {KNOWN} }}', []),
    case(
        "a note restored",
        f'note.n = {{ text = "A" }}\nretraction.x = {{ of = "n" }}\nretraction.y = {{ of = "x", {KNOWN} }}',
        ["n note note"],
    ),
    case("a retraction that a change reports", OWN_50 + f'retraction.x = {{ of = "a", {KNOWN} }}', []),
    case(
        "a better reading of a claim",
        OWN_50
        + f"""
        position.b = {{ value = "50", side = "state" }}
        position.c = {{ value = "49", side = "state", stated = 2024-02-01, supersedes = ["b"], {KNOWN} }}
        """,
        ["c claim corrected overtaken"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), RECORDS)
def test_what_was_recorded(negotiation_of: Build, text: str, expected: list[str]) -> None:
    """On the second clock entries of ours that were taken back, restored or corrected are reported too."""
    assert words(additions(negotiation_of(text), by_record=True)) == expected


MANY = f"""
position.b = {{ value = "50", side = "state", {LATER} }}
position.c = {{ value = "50", side = "own", attribution = "on-record", stated = 2024-03-03 }}
position.h = {{ issue = "hours", value = "35", side = "state", {LATER} }}
position.i = {{ issue = "hours", value = "35", side = "own", attribution = "on-record", stated = 2024-03-03 }}
proposal.p = {{ party = "state", terms = ["pay = 45"], {LATER} }}
response.r = {{ proposal = "p", answer = "pending", side = "state", {LATER} }}
note.n = {{ text = "A", party = "employer", {LATER} }}
"""
FILTERS = [
    case("everything", ("union", "employer", "state"), ("pay", "hours", "start", "mandate"), "bhprn"),
    case("one party", ("union",), ("pay", "hours", "start", "mandate"), "bhr"),
    case("one issue, so no note", ("union", "employer", "state"), ("hours",), "h"),
    case("the issue of a proposal", ("union", "employer", "state"), ("pay",), "bpr"),
]


@pytest.mark.parametrize(("parties", "names", "expected"), FILTERS)
def test_filters(negotiation_of: Build, parties: tuple[str, ...], names: tuple[str, ...], expected: str) -> None:
    """Parties and issues asked for limit what is reported; a note is about no issue."""
    negotiation = negotiation_of(MANY)
    found = additions(negotiation, parties, [negotiation.issues[name] for name in names])
    assert "".join(one.record.id for one in found) == expected


def test_what_could_not_be_read_before_is_not_new(negotiation_of: Build) -> None:
    """A record whose table had an error in the earlier files was there already."""
    after = Snapshot(negotiation_of('note.n = { text = "A" }\nnote.m = { text = "B" }'))
    before = Snapshot(replace(after.negotiation, notes=(), unsound=frozenset({"n"})))
    assert words(additions_between(before, after, ["union"], tuple(after.negotiation.issues.values()), [])) == [
        "m note note"
    ]


def test_a_position_of_another_issue_before_is_not_new(negotiation_of: Build) -> None:
    """A record that earlier files had on another issue had been said by then, also where it is not asked for."""
    after = Snapshot(negotiation_of('position.a = { value = "50", side = "own" }'))
    moved = tuple(replace(position, issue="hours") for position in after.negotiation.positions)
    before = Snapshot(replace(after.negotiation, positions=moved))
    assert additions_between(before, after, ["union"], [after.negotiation.issues["pay"]], []) == []


def test_no_other_groups_are_read(negotiation_of: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    """What one party added on one issue takes no position of others, or on other issues, to be read."""
    after = Snapshot(negotiation_of(MANY))
    asked: set[tuple[str, str]] = set()
    said = Snapshot.said

    def record(snapshot: Snapshot, group: tuple[str, str]) -> Sequence[Position]:
        asked.add(group)
        return said(snapshot, group)

    monkeypatch.setattr(Snapshot, "said", record)
    before = replace(after, as_of=MARCH_1)
    found = additions_between(before, after, ["union"], [after.negotiation.issues["hours"]], [])
    assert ([one.record.id for one in found], asked) == (["h", "i"], {("union", "hours")})
