"""What the values of two positions come to, each pair of values measured once: among many parties, and day after day,
the same values meet again and again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from negtrack.gap import Gap, contains, ends_of, gap_between, same_set
from negtrack.model import Issue, Negotiation, Position
from negtrack.values import Dates, Scale, Value, parse_value

Result = TypeVar("Result")
_MOST = 1 << 17
"""Results that are remembered at once."""


def gap_of(known: Negotiation, issue: Issue, one: Position, other: Position) -> Gap:
    """Return the gap between the values of two positions."""
    return _measure(gap_between, known, issue, one, other)


def accepts(known: Negotiation, issue: Issue, outer: Position, inner: Position) -> bool | None:
    """Return whether the value of one position accepts all that another's does; None if they are not comparable or a
    report leaves it open."""
    return _measure(contains, known, issue, outer, inner)


def is_same_set(known: Negotiation, issue: Issue, one: Position, other: Position) -> bool:
    """Return whether the values of two positions accept the same outcomes."""
    return one.value == other.value or any(same_sets(known, issue, other, [one]))


def same_sets(known: Negotiation, issue: Issue, one: Position, others: Iterable[Position]) -> Iterator[Position]:
    """Yield those of several positions whose values accept the same outcomes as that of `one`."""
    ends = _ends(known, issue, one)
    for other in others:
        may_be = other.value == one.value or ends is None or _ends(known, issue, other) in (None, ends)
        if may_be and (other.value == one.value or _measure(same_set, known, issue, other, one)):
            yield other


def _ends(known: Negotiation, issue: Issue, position: Position) -> object:
    """Return the ends of the value of a position, so that of many values each is parsed and placed once, and not each
    two compared."""
    key = ends_of.__name__, issue.id, issue.step, position.value, ""
    if key not in known.measured:
        _make_room(known)
        known.measured[key] = ends_of(parse_value(position.value, issue.scale), issue.scale, known.event_dates)
    return known.measured[key]


def _measure(
    measure: Callable[[Value, Value, Scale, Dates], Result],
    known: Negotiation,
    issue: Issue,
    one: Position,
    other: Position,
) -> Result:
    key = measure.__name__, issue.id, issue.step, one.value, other.value
    if key not in known.measured:
        _make_room(known)
        left, right = (parse_value(position.value, issue.scale) for position in (one, other))
        known.measured[key] = measure(left, right, issue.scale, known.event_dates)
    found: Result = known.measured[key]
    return found


def _make_room(known: Negotiation) -> None:
    if len(known.measured) >= _MOST:
        known.measured.clear()
