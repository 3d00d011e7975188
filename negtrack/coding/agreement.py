"""Percent agreement and alpha of the units of two coders: of their values by kind, and of other fields.

Values of one kind and unit make one coefficient. The difference of measured values and of rungs is the square of how
far apart they are; values of an issue of which any two have no distance are only the same or not (nominal).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations

from negtrack.coding.alpha import NOTHING, Alpha, Metric, alpha_of, difference_on, interval_alpha_of
from negtrack.coding.codings import Coder, Coding
from negtrack.coding.distance import coded_distance, point_of
from negtrack.coding.units import Pair, Units
from negtrack.frozen import dataclass
from negtrack.gap import same_set
from negtrack.model import Issue
from negtrack.query import value_of
from negtrack.values import KINDS, Dates, Value

FIELDS = ("stance", "side", "attribution")
"""The fields that are compared beside the value."""
NO_UNIT = "no common unit"
NO_CHANCE = "no two values differ"
"""Why there is no alpha."""
ValuePair = tuple[Value, Value]


@dataclass(frozen=True)
class Agreement:
    """How far two coders agree on a field; for values on those of one kind and unit."""

    field: str
    kind: str
    unit: str
    metric: Metric
    units: int
    alike: int
    alpha: Alpha = NOTHING

    @property
    def share(self) -> Fraction | None:
        """Return the share of the units that are coded alike; None without units."""
        return Fraction(self.alike, self.units) if self.units else None

    @property
    def reason(self) -> str:
        """Return why there is no alpha; "" if there is one."""
        if not self.units:
            return NO_UNIT
        return NO_CHANCE if self.alpha.value is None else ""


@dataclass(frozen=True)
class Difference:
    """A field of a unit that two coders have otherwise; `distance` is that of two values, None if it is no number."""

    field: str
    one: Coding
    other: Coding
    distance: Fraction | None = None


def measure(one: Coder, units: Units, metric: Metric | None = None) -> tuple[Agreement, ...]:
    """Return the agreement on values by kind, then on the other fields; with `metric`, of all values on that level of
    measurement where they are numbers."""
    found: dict[tuple[str, str, Metric], Agreement] = {}
    for issue, pairs in _values_by_issue(one, units).items():
        part = _measure_issue(one.issues[issue], pairs, one.negotiation.event_dates, metric)
        key = part.kind, part.unit, part.metric
        found[key] = _join(found[key], part) if key in found else part
    order = list(KINDS)
    values = sorted(found.values(), key=lambda agreement: order.index(agreement.kind))
    return (*values, *(_measure_field(name, units.pairs) for name in FIELDS))


def differences_of(one: Coder, units: Units) -> Iterator[Difference]:
    """Yield what the two coders have otherwise, unit by unit: the value, then other fields."""
    dates = one.negotiation.event_dates
    for mine, yours in units.pairs:
        issue = one.issues[mine.position.issue]
        a, b = value_of(mine.position, issue), value_of(yours.position, issue)
        if a is None or b is None:
            if a is not b:
                yield Difference("value", mine, yours)
        elif not same_set(a, b, issue.scale, dates):
            yield Difference("value", mine, yours, coded_distance(a, b, issue.scale, dates))
        for name in FIELDS:
            if getattr(mine.position, name) != getattr(yours.position, name):
                yield Difference(name, mine, yours)


def _values_by_issue(one: Coder, units: Units) -> Mapping[str, list[ValuePair]]:
    """Return issue -> the values of its units; without withdrawals and denials, which have none."""
    found: dict[str, list[ValuePair]] = defaultdict(list)
    for mine, yours in units.pairs:
        issue = one.issues[mine.position.issue]
        a, b = value_of(mine.position, issue), value_of(yours.position, issue)
        if a is not None and b is not None:
            found[issue.id].append((a, b))
    return found


def _measure_issue(issue: Issue, pairs: Sequence[ValuePair], dates: Dates, metric: Metric | None) -> Agreement:
    scale, kind = issue.scale, KINDS[issue.kind]
    alike = sum(same_set(a, b, scale, dates) for a, b in pairs)
    found = None
    if metric in ("ordinal", "ratio"):
        found = _alpha_of_points(issue, pairs, dates, metric)
    elif metric != "nominal" and kind.is_compared:
        found = _alpha_of_distances(issue, pairs, dates)
    if found is None:
        alpha = alpha_of(pairs, lambda a, b: Fraction(not same_set(a, b, scale, dates)))
        return Agreement("value", issue.kind, "", "nominal", len(pairs), alike, alpha)
    unit = kind.unit(kind.reduce(pairs[0][0], scale), scale) or "" if metric in (None, "interval") else ""
    return Agreement("value", issue.kind, unit, metric or "interval", len(pairs), alike, found)


def _alpha_of_distances(issue: Issue, pairs: Sequence[ValuePair], dates: Dates) -> Alpha | None:
    """Return alpha by the distances of values; None if any two have none."""
    values = list(dict.fromkeys(value for pair in pairs for value in pair))
    if points := _points_on_one_line(values, issue, dates):
        numbers = [[points[value] for value in pair] for pair in pairs]
        return interval_alpha_of(numbers)
    distances: dict[ValuePair, Fraction] = {}
    for a, b in combinations(values, 2):
        distance = coded_distance(a, b, issue.scale, dates)
        if distance is None:
            return None
        distances[a, b] = distances[b, a] = distance**2
    return alpha_of(pairs, lambda a, b: distances[a, b]) if any(distances.values()) else None


def _points_on_one_line(values: Sequence[Value], issue: Issue, dates: Dates) -> Mapping[Value, Fraction] | None:
    """Return value -> its number; None where any is none, or is as far from the first as its number does not say: of
    another currency or event."""
    points: dict[Value, Fraction] = {}
    for value in values:
        point = point_of(value, issue.scale, dates)
        if point is None:
            return None
        points[value] = point
        if coded_distance(values[0], value, issue.scale, dates) != abs(point - points[values[0]]):
            return None
    return points


def _alpha_of_points(issue: Issue, pairs: Sequence[ValuePair], dates: Dates, metric: Metric) -> Alpha | None:
    """Return alpha of numbers on a level of measurement; None if any value is none."""
    points = [[point_of(value, issue.scale, dates) for value in pair] for pair in pairs]
    numbers = [[point for point in unit if point is not None] for unit in points]
    return alpha_of(numbers, difference_on(metric, numbers)) if numbers == points else None


def _measure_field(name: str, pairs: Sequence[Pair]) -> Agreement:
    words = [tuple(str(getattr(coding.position, name) or "") for coding in pair) for pair in pairs]
    alpha = alpha_of(words, lambda a, b: Fraction(a != b))
    return Agreement(name, "", "", "nominal", len(words), sum(a == b for a, b in words), alpha)


def _join(one: Agreement, other: Agreement) -> Agreement:
    return Agreement(
        one.field,
        one.kind,
        one.unit,
        one.metric,
        one.units + other.units,
        one.alike + other.alike,
        one.alpha.join(other.alpha),
    )
