"""What the values of two positions come to, each pair of values measured once: among many parties, and day after day,
the same values meet again and again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

from negtrack.gap import Gap, contains, ends_of, gap_between, same_set, spot_of
from negtrack.model import Issue, Negotiation, Position
from negtrack.values import Dates, Scale, Value, parse_value

if TYPE_CHECKING:
    from negtrack.values.line import Spot

Result = TypeVar("Result")
_MOST = 1 << 13
"""Results of one issue that are remembered at once."""


def gap_of(known: Negotiation, issue: Issue, one: Position, other: Position) -> Gap:
    """Return the gap between the values of two positions."""
    return _measures_of(known, issue).gap(one.value, other.value)


def accepts(known: Negotiation, issue: Issue, outer: Position, inner: Position) -> bool | None:
    """Return whether the value of one position accepts all that another's does; None if they are not comparable or a
    report leaves it open."""
    return _measures_of(known, issue).measure(contains, outer.value, inner.value)


def is_same_set(known: Negotiation, issue: Issue, one: Position, other: Position) -> bool:
    """Return whether the values of two positions accept the same outcomes."""
    return one.value == other.value or any(same_sets(known, issue, other, [one]))


def same_sets(known: Negotiation, issue: Issue, one: Position, others: Iterable[Position]) -> Iterator[Position]:
    """Yield those of several positions whose values accept the same outcomes as that of `one`."""
    measures = _measures_of(known, issue)
    ends = measures.ends(one.value)
    for other in others:
        may_be = other.value == one.value or ends is None or measures.ends(other.value) in (None, ends)
        if may_be and (other.value == one.value or measures.measure(same_set, other.value, one.value)):
            yield other


def _measures_of(known: Negotiation, issue: Issue) -> _Measures:
    """Return what was measured on an issue as it is defined here, which the negotiation remembers."""
    measures: _Measures | None = known.measured.get((issue.id, issue.step))
    if measures is None or not (measures.issue is issue or measures.issue == issue):
        measures = _Measures(issue, known.event_dates)
        known.measured[issue.id, issue.step] = measures
    return measures


class _Measures:
    """What was measured of the values of one issue: of each value once, and of each two."""

    def __init__(self, issue: Issue, dates: Dates) -> None:
        self.issue = issue
        self._scale, self._dates = issue.scale, dates
        self._spots: dict[str, Spot | None] = {}
        self._ends: dict[str, object] = {}
        self._gaps: dict[tuple[str, str], Gap] = {}
        self._others: dict[tuple[str, str, str], Any] = {}

    def gap(self, one: str, other: str) -> Gap:
        """Return the gap between two values."""
        key = one, other
        if key not in self._gaps:
            _make_room(self._gaps)
            left, right = self._spot(one), self._spot(other)
            apart = left.gap_to(right) if left and right else None
            self._gaps[key] = apart or gap_between(self._value(one), self._value(other), self._scale, self._dates)
        return self._gaps[key]

    def measure(self, measure: Callable[[Value, Value, Scale, Dates], Result], one: str, other: str) -> Result:
        """Return what `measure` gives for two values."""
        key = measure.__name__, one, other
        if key not in self._others:
            _make_room(self._others)
            self._others[key] = measure(self._value(one), self._value(other), self._scale, self._dates)
        found: Result = self._others[key]
        return found

    def ends(self, value: str) -> object:
        """Return the ends of a value, by which most of many differ without comparing each two."""
        if value not in self._ends:
            _make_room(self._ends)
            self._ends[value] = ends_of(self._value(value), self._scale, self._dates)
        return self._ends[value]

    def _spot(self, value: str) -> Spot | None:
        if value not in self._spots:
            _make_room(self._spots)
            self._spots[value] = spot_of(self._value(value), self._scale, self._dates)
        return self._spots[value]

    def _value(self, value: str) -> Value:
        return parse_value(value, self._scale)


def _make_room(table: dict[Any, Any]) -> None:
    if len(table) >= _MOST:
        table.clear()
