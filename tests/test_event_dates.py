"""Dates of events that hang on other events, how days are counted from an event, and timings from two such events."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from negtrack.checks import check_negotiation
from negtrack.dates import to_toml
from negtrack.errors import NotationError
from negtrack.event_dates import parse_event_date
from negtrack.model import Negotiation
from negtrack.query import Snapshot, pair_of
from negtrack.views.events import build_events
from negtrack.views.history import build_history
from negtrack.views.pair_words import pair_text

Build = Callable[..., Negotiation]
DAYS = """
event.truce = { title = "Truce", date = 2025-01-19 }
event.talks = { title = "Talks", date = "day 16 of truce" }
event.end = { title = "End", date = "6 weeks after truce", until = 2025-03-10 }
event.review = { title = "Review", date = "3 days after end" }
event.month = { title = "Month", date = "1 month after truce" }
event.spring = { title = "Spring", date = "2025-04" }
event.later = { title = "Later", date = "1 day after spring" }
event.open = { title = "Open", date = "2 years after signed" }
"""


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("42 days after truce", "42 days after truce"),
        (" 042  day after  truce ", "42 days after truce"),
        ("1 weeks after truce", "1 week after truce"),
        ("0 days after truce", "0 days after truce"),
        ("day 050 of truce", "day 50 of truce"),
        ("2025-01", "2025-01"),
    ],
)
def test_notation(written: str, canonical: str) -> None:
    """A date that hangs on an event has one canonical text, which a file keeps."""
    when = parse_event_date(written)
    assert when.text == canonical
    assert to_toml(when) == canonical
    assert parse_event_date(canonical) == when


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("day 0 of truce", "day 0 of truce: days are counted from 1"),
        ("2 days before truce", 'or "42 days after EVENT"'),
        ("1.5 days after truce", 'or "42 days after EVENT"'),
        ("2 days after tr_uce", "tr_uce"),
        ("2025-02-30", "2025-02 has no day 30"),
    ],
)
def test_what_is_no_date(written: str, message: str) -> None:
    """Everything else is refused with what to write."""
    with pytest.raises(NotationError) as caught:
        parse_event_date(written)
    assert message in str(caught.value)


def test_days_are_exact(negotiation_of: Build) -> None:
    """What hangs on an event of one day has a day itself, also through others; what hangs on a month or on nothing has
    none."""
    known = negotiation_of(DAYS)
    assert {name: event.start and event.start.isoformat() for name, event in known.events.items()} == {
        "signed": None,
        "truce": "2025-01-19",
        "talks": "2025-02-04",
        "end": "2025-03-02",
        "review": "2025-03-05",
        "month": "2025-02-19",
        "spring": "2025-04-30",
        "later": None,
        "open": None,
    }
    assert negotiation_of(DAYS.replace("2025-01-19 }", "2025-01-19, day-one = true }")).events["talks"].end == date(
        2025, 2, 3
    )


def test_the_list_of_events(negotiation_of: Build) -> None:
    """It says on what a date hangs and the day that follows, and hides what had not begun on the day asked for."""
    known = negotiation_of(DAYS)
    rows = {row["id"]: row for row in build_events(Snapshot(known, date(2025, 2, 4))).lines}
    assert (rows["talks"]["when"], rows["talks"]["date"], rows["talks"]["day"]) == (
        *("day 16 of truce = 4 Feb", "day 16 of truce", "2025-02-04"),
    )
    assert rows["later"]["when"] == "1 day after spring"
    assert "end" not in rows


def case(name: str, *values: Any) -> Any:
    """Return one row of a table of cases, with a name that a reader understands."""
    return pytest.param(*values, id=name.replace(" ", "-"))


PHASES = """
event.truce = { title = "Truce" }
event.phase = { title = "Phase", date = "42 days after truce" }
event.swap = { title = "Swap", date = "day 3 of truce" }
event.months = { title = "Months", date = "2 months after truce" }
issue.exit = { title = "Exit", kind = "timing", anchor = "truce" }
"""
WORDS = 'issue = "exit", side = "own", attribution = "on-record"'
GAPS = [
    case("the parent and the child", "50 days", "8 days after phase", "overlap 50 days"),
    case("apart", "50 days", "10 days after phase", "apart 2 days"),
    case("a bound", "at most 60 days", "at least 2 weeks after phase", "overlap 56..60 days"),
    case("hours", "42 days", "36 hours after phase", "apart 36 hours"),
    case("siblings", "1 day after phase", "1 day after swap", "not comparable: anchor"),
    case("months apart", "50 days", "1 day after months", "not comparable: anchor"),
    case("months of an undated event", "50 days", "1 month after phase", "not comparable: anchor"),
    case("another event", "50 days", "1 day after signed", "not comparable: anchor"),
    case("a numbered day", "day 3", "1 day after swap", "apart 1 day"),
]


@pytest.mark.parametrize(("one", "other", "expected"), GAPS)
def test_timings_from_events_that_hang_together(negotiation_of: Build, one: str, other: str, expected: str) -> None:
    """Two events are one line only where the date of one is written as hanging on the other, dated or not."""
    known = negotiation_of(
        f"""{PHASES}
        position.u = {{ value = "{one}", {WORDS} }}
        position.e = {{ party = "employer", value = "{other}", {WORDS} }}
        """
    )
    snapshot, issue = Snapshot(known), known.issues["exit"]
    for pair in (("union", "employer"), ("employer", "union")):
        assert pair_text(snapshot, pair_of(snapshot, issue, *pair), issue) == expected


def test_months_of_a_dated_event(negotiation_of: Build) -> None:
    """Where the days are known, a date months after an event is one line with it."""
    dated = PHASES.replace('title = "Truce"', 'title = "Truce", date = 2025-01-19')
    known = negotiation_of(
        f"""{dated}
        position.u = {{ value = "50 days", {WORDS} }}
        position.e = {{ party = "employer", value = "1 day after months", {WORDS} }}
        """
    )
    snapshot, issue = Snapshot(known), known.issues["exit"]
    assert pair_text(snapshot, pair_of(snapshot, issue, "union", "employer"), issue) == "apart 10 days"


@pytest.mark.parametrize(("day_one", "expected"), [("", "overlap day 30"), (", day-one = true", "apart 1 day")])
def test_day_one(negotiation_of: Build, day_one: str, expected: str) -> None:
    """Day 30 is the 30th day after the event, unless the event is itself day 1: then it falls 29 days later."""
    known = negotiation_of(
        f"""event.signed = {{ title = "Signature"{day_one} }}
        position.u = {{ value = "day 30", issue = "start", side = "own", attribution = "on-record" }}
        position.e = {{ party = "employer", value = "30 days", issue = "start", side = "own",
            attribution = "on-record" }}
        """.replace(",\n            attribution", ", attribution")
    )
    snapshot, issue = Snapshot(known), known.issues["start"]
    assert pair_text(snapshot, pair_of(snapshot, issue, "union", "employer"), issue) == expected


def test_one_chart(negotiation_of: Build) -> None:
    """Values that count from two events that hang together are drawn on one axis, from the first of these."""
    known = negotiation_of(
        f"""{PHASES}
        position.u = {{ value = "50 days", {WORDS} }}
        position.v = {{ value = "3 days after phase", {WORDS}, stated = 2024-03-02 }}
        position.w = {{ value = "3 days after signed", {WORDS}, stated = 2024-03-03 }}
        """
    )
    view = build_history(Snapshot(known), known.issues["exit"], [known.parties["union"]])
    rows = [(row["id"], row["low"]) for row in view.rows() if row["kind"] == "position"]
    assert rows == [("u", 50), ("v", 45), ("w", None)]


def test_a_shift_is_measured_on_one_line(negotiation_of: Build) -> None:
    """The size of a step counts from one event, also where the words before and after count from two."""
    known = negotiation_of(
        f"""{PHASES.replace('anchor = "truce"', 'anchor = "truce", wants = { union = "less" }')}
        position.u = {{ value = "50 days", {WORDS} }}
        position.v = {{ value = "10 days after phase", {WORDS}, stated = 2024-03-02 }}
        """
    )
    view = build_history(Snapshot(known), known.issues["exit"], [known.parties["union"]])
    assert [line.phrases for line in view.lines if hasattr(line, "phrases")] == [("new",), ("softened by 2 days",)]


def test_sources_of_definitions(negotiation_of: Build) -> None:
    """Events and delegates say who said so and where; a source that only they cite is not unused."""
    known = negotiation_of(
        """
        source.post = { title = "Post", issued = 2024-01-01 }
        source.mail = { title = "Mail", issued = 2024-01-01 }
        event.truce = { title = "Truce", date = 2025-01-19, sources = ["post"], speaker = "Ann", side = "media" }
        delegate.ann = { party = "union", name = "Ann", authority = "decides", sources = ["mail"], side = "employer",
            note = "by letter" }
        """.replace(",\n            note", ", note")
    )
    problems = [problem for problem in check_negotiation(known, date(2026, 1, 1)) if problem.code == "unused-source"]
    assert problems == []
