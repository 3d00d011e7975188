"""Outcomes of what was due on a day, by the reports of it.

Lateness is never guessed. A thing is late only if a report says that it was not done on its day or later, or was done
later, and by as many days as that report tells; that it was not done before its day says nothing of the day itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from math import ceil
from typing import Literal

from negtrack.frozen import dataclass
from negtrack.model import Issue, Milestone
from negtrack.query.snapshot import Snapshot
from negtrack.values import KINDS, Value, parse_value

DueState = Literal[
    "ahead", "passed", "late", "contested", "undated", "answered", "withdrawn", "settled", "done", "done late"
]
"""`ahead`: its day has not passed; `passed`: it has, and nothing is on record of what became of it; `contested`:
reports of that contradict each other."""
WAITING: tuple[DueState, ...] = ("contested", "late", "passed", "ahead", "undated")
"""States of what still waits for somebody, the least settled first."""


@dataclass(frozen=True)
class Outcome:
    """How a thing stands that was due."""

    state: DueState
    late: int = 0
    """Days by which it is late; 0 where that is not known."""
    is_least: bool = False
    """Whether it may be later by more days."""


def outcome_of(
    snapshot: Snapshot, today: date, day: date, reports: Iterable[Milestone], issue: Issue | None = None
) -> Outcome:
    """Return what became by `today` of what was due on a day, by the last report of each voice that tells. That a thing
    was not done yet is no contest to its being done later."""
    telling = [one for one in reports if one.milestone != "begun"]
    last = [
        one for one in telling if not any(is_said_later(other, one) for other in telling if other.voice == one.voice)
    ]
    undone = [one for one in last if one.milestone == "not-done"]
    days = [_days_of(snapshot, one, issue) for one in last if one.milestone != "not-done"]
    if any(one.first_day > latest for one in undone for _, latest in days):
        return Outcome("contested")
    if not days:
        return _without_an_end(today, day, undone)
    outcomes = {_done(day, first, latest) for first, latest in days}
    return outcomes.pop() if len(outcomes) == 1 else Outcome("contested")


def _without_an_end(today: date, day: date, undone: Sequence[Milestone]) -> Outcome:
    """Return how a thing stands that nobody reports as done."""
    if day >= today:
        return Outcome("ahead")
    missed = [min(one.first_day, today) for one in undone if one.first_day >= day]
    return Outcome("late", (max(missed) - day).days, is_least=True) if missed else Outcome("passed")


def _done(day: date, first: date, latest: date) -> Outcome:
    return Outcome("done late", (first - day).days, is_least=latest > first) if first > day else Outcome("done")


def _days_of(snapshot: Snapshot, report: Milestone, issue: Issue | None) -> tuple[date, date]:
    """Return the first and the last possible day on which a thing was done: that which its value names, else the day of
    the report."""
    value = parse_value(report.value, issue.scale) if report.value and issue else None
    named = last_day(snapshot, value, issue) if value and issue and value.ranges else None
    return named or report.first_day, named or report.day


def is_said_later(one: Milestone, other: Milestone) -> bool:
    """Return whether a report was certainly said later than another, whatever the day that it is about."""
    said, before = one.stated or one.date, other.stated or other.date
    return bool(said and before and said.first and before.last and said.first > before.last)


def last_day(snapshot: Snapshot, value: Value, issue: Issue) -> date | None:
    """Return the last day that a timing or a date accepts; None where its event has no date."""
    kind, dates, event = KINDS[issue.kind], snapshot.negotiation.event_dates, event_of(value, issue)
    pieces = kind.pieces(value, issue.scale, dates)
    end = pieces[-1].high if pieces else None
    from_day = dates[event].day if event in dates else None
    if end is None or (event and from_day is None):
        return None
    day = ceil(end.at) - (0 if end.included else 1) + (from_day.toordinal() if from_day else 0)
    return date.fromordinal(day) if 1 <= day <= date.max.toordinal() else None


def event_of(value: Value, issue: Issue) -> str:
    """Return the event from which a value counts; "" for a kind that counts from none."""
    return (value.event or issue.anchor) if KINDS[issue.kind].has_anchor else ""


def least_settled_outcome(outcomes: Iterable[Outcome]) -> Outcome:
    """Return the outcome of what several parties were to do: that of the one that is farthest from it."""
    order = (*WAITING, "done late", "done")
    return min(outcomes, key=lambda one: (order.index(one.state), -one.late))
