"""What the values of two positions come to, each pair of values measured once: among many parties, and day after day,
the same values meet again and again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

from negtrack.gap import Gap, contains, ends_of, gap_between, same_set, spot_of
from negtrack.model import Issue, Negotiation, Position
from negtrack.values import Dates, Scale, Value, parse_value

if TYPE_CHECKING:
    from negtrack.values.line import Spot

Result = TypeVar("Result")
Ends = tuple[tuple[object, ...], ...]
"""What values that accept the same outcomes have in common."""
Filed = Sequence[Position]
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
    return one.value == other.value or _measures_of(known, issue).is_same(one.value, other.value)


def same_sets(known: Negotiation, issue: Issue, one: Position, group: Sequence[Position]) -> Iterator[Position]:
    """Yield those of a group whose values accept the same outcomes as that of `one`, those with the same words first
    where only measuring tells."""
    measures = _measures_of(known, issue)
    ends, (by_ends, by_value) = measures.ends(one.value), measures.filed(group)
    yield from by_value.get(one.value, ())
    alike = by_ends.values() if ends is None else (by_ends.get(ends, ()),)
    yield from (other for others in alike for other in others if measures.is_same(one.value, other.value))
    for value, others in by_value.items():
        if value != one.value and measures.is_same(one.value, value):
            yield from others


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
        self._ends: dict[str, Ends | None] = {}
        self._filed: dict[int, tuple[Filed, tuple[Mapping[Ends, Filed], Mapping[str, Filed]]]] = {}
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

    def ends(self, value: str) -> Ends | None:
        """Return the ends of a value, by which most of many differ without comparing each two."""
        if value not in self._ends:
            _make_room(self._ends)
            self._ends[value] = ends_of(self._value(value), self._scale, self._dates)
        return self._ends[value]

    def is_same(self, one: str, other: str) -> bool:
        """Return whether two values accept the same outcomes."""
        if one == other:
            return True
        ends = self.ends(one), self.ends(other)
        return (None in ends or ends[0] == ends[1]) and self.measure(same_set, other, one)

    def filed(self, group: Sequence[Position]) -> tuple[Mapping[Ends, Filed], Mapping[str, Filed]]:
        """Return the positions of a group that have a value: by its ends, or by the value itself where it has none;
        remembered beside the group itself."""
        if id(group) not in self._filed:
            by_ends: dict[Ends, list[Position]] = {}
            by_value: dict[str, list[Position]] = {}
            for position in filter(attrgetter("value"), group):
                ends = self.ends(position.value)
                alike = by_value.setdefault(position.value, []) if ends is None else by_ends.setdefault(ends, [])
                alike.append(position)
            self._filed[id(group)] = group, (by_ends, by_value)
        return self._filed[id(group)][1]

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
