"""The set of outcomes of a value as numbers: its outermost ends on the line of its issue.

Values without a place on one line have no numbers: words, unordered options, unspecified or undisclosed values, and
months after an undated event.
"""

from __future__ import annotations

from collections.abc import Iterator

from negtrack.frozen import replace
from negtrack.model import Issue
from negtrack.query import Snapshot
from negtrack.values import KINDS, Value, parse_value, print_value
from negtrack.views.relations.relation import Column, Facts

SET = (
    Column("low", "real", "The least that would be accepted, in `unit`; null without a bound."),
    Column("high", "real", "The most that would be accepted, in `unit`; null without a bound."),
    Column("low_open", "boolean", "Whether `low` itself is excluded."),
    Column("high_open", "boolean", "Whether `high` itself is excluded."),
    Column("about", "boolean", "Whether a number is approximate."),
    Column("pieces", "integer", "Number of ranges in the set; `low` and `high` are the outermost ends."),
    Column(
        "unit", "text", "Unit of the numbers: days, months, USD/year, days since 1970-01-01, rungs (lowest: 0), ..."
    ),
    Column("event", "text", "The event from which a timing counts."),
)
_NO_NUMBERS: Facts = dict.fromkeys(("low", "high", "low_open", "high_open", "about", "pieces", "unit"))


def set_facts(snapshot: Snapshot, text: str, issue: Issue) -> Facts:
    """Return the columns `value` and those of `SET` for a value as written, "" where the record carries none."""
    if not text:
        return {**_NO_NUMBERS, "value": None, "event": None}
    return _facts_of(snapshot, parse_value(text, issue.scale), issue)


def step_facts(snapshot: Snapshot, text: str, issue: Issue) -> Iterator[Facts]:
    """Yield the columns `step` and `place`, and those of `set_facts` for the value in each step of its issue."""
    for place, name in enumerate(issue.steps if text else (), 1):
        at = replace(issue, step=name)
        yield {"step": name, "place": place, **set_facts(snapshot, text, at)}


def _facts_of(snapshot: Snapshot, value: Value, issue: Issue) -> Facts:
    has_event = KINDS[value.kind].has_anchor and value.has_set and not value.steps
    event = value.event or issue.anchor if has_event else ""
    return {**_numbers(snapshot, value, issue), "value": print_value(value, issue.scale), "event": event}


def without_numbers(facts: Facts) -> Facts:
    """Return the columns of a value without its set: nobody said it as it stands."""
    return {**facts, **_NO_NUMBERS}


def _numbers(snapshot: Snapshot, value: Value, issue: Issue) -> Facts:
    kind = KINDS[value.kind]
    unit = kind.unit(value, issue.scale)
    if unit is None or not issue.scale.has_line or not value.has_set:
        return _NO_NUMBERS
    pieces = kind.pieces(value, issue.scale, snapshot.negotiation.event_dates)
    if not pieces:
        return _NO_NUMBERS
    low, high = pieces[0].low, pieces[-1].high
    is_shifted = bool(kind.origin_unit) and not issue.scale.unit
    origin = kind.origin if is_shifted else 0
    return {
        "low": low and low.at - origin,
        "high": high and high.at - origin,
        "low_open": low and not low.included,
        "high_open": high and not high.included,
        "about": any(piece.about for piece in pieces),
        "pieces": len(pieces),
        "unit": kind.origin_unit if is_shifted else unit,
    }
