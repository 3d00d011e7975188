"""Krippendorff's alpha: 1 - observed disagreement / disagreement expected by chance, in exact fractions.

After Klaus Krippendorff, Computing Krippendorff's Alpha-Reliability (2011). Units with fewer than two values say
nothing about agreement and are left out. Chance pairs any two values of one group, as values of two issues have no
distance; with one group it is the published coefficient.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from fractions import Fraction
from typing import Literal, NamedTuple, TypeVar, get_args

Metric = Literal["nominal", "ordinal", "interval", "ratio"]
"""Levels of measurement, each with a difference of its own."""
METRICS: tuple[Metric, ...] = get_args(Metric)

ValueT = TypeVar("ValueT", bound=Hashable)
DifferenceOf = Callable[[ValueT, ValueT], Fraction]
"""The square of how far two values are apart."""


class Alpha(NamedTuple):
    """The two sums that alpha compares, over all groups: observed, and expected by chance."""

    observed: Fraction
    expected: Fraction

    @property
    def value(self) -> Fraction | None:
        """Return the coefficient; None where chance could not disagree, as all values are the same."""
        return 1 - self.observed / self.expected if self.expected else None

    def join(self, other: Alpha) -> Alpha:
        """Return the sums of two groups together."""
        return Alpha(self.observed + other.observed, self.expected + other.expected)


NOTHING = Alpha(Fraction(0), Fraction(0))


def alpha_of(units: Iterable[Sequence[ValueT]], difference: DifferenceOf[ValueT]) -> Alpha:
    """Return the sums of one group of units, each the values that any number of coders gave it."""
    pairable = [unit for unit in units if len(unit) > 1]
    counts = Counter(value for unit in pairable for value in unit)
    observed = sum((_sum(Counter(unit), difference) / (len(unit) - 1) for unit in pairable), Fraction(0))
    total = counts.total()
    return Alpha(observed, _sum(counts, difference) / (total - 1)) if total else NOTHING


def interval_alpha_of(units: Iterable[Sequence[Fraction]]) -> Alpha:
    """Return what `alpha_of` gives on the interval level, without a look at every pair of values."""
    pairable = [unit for unit in units if len(unit) > 1]
    values = [value for unit in pairable for value in unit]
    observed = sum((_squares(unit) / (len(unit) - 1) for unit in pairable), Fraction(0))
    return Alpha(observed, _squares(values) / (len(values) - 1)) if values else NOTHING


def _squares(values: Sequence[Fraction]) -> Fraction:
    """Return the sum of the squared differences of all ordered pairs."""
    return 2 * (len(values) * sum((value**2 for value in values), Fraction(0)) - sum(values, Fraction(0)) ** 2)


def _sum(counts: Counter[ValueT], difference: DifferenceOf[ValueT]) -> Fraction:
    """Return the sum of the differences of all ordered pairs of values."""
    values = list(counts)
    pairs = ((one, other) for place, one in enumerate(values) for other in values[:place])
    return sum((2 * counts[one] * counts[other] * difference(one, other) for one, other in pairs), Fraction(0))


def difference_on(metric: Metric, units: Iterable[Sequence[Fraction]]) -> DifferenceOf[Fraction]:
    """Return the difference of numbers on a level of measurement; on the ordinal one it depends on how often the ranks
    between them occur in `units`."""
    if metric == "ordinal":
        counts = Counter(value for unit in units if len(unit) > 1 for value in unit)
        return lambda one, other: _rank_distance(counts, *sorted((one, other))) ** 2
    return _DIFFERENCES[metric]


def _rank_distance(counts: Counter[Fraction], low: Fraction, high: Fraction) -> Fraction:
    between = sum(count for value, count in counts.items() if low <= value <= high)
    return between - Fraction(counts[low] + counts[high], 2)


def _ratio(one: Fraction, other: Fraction) -> Fraction:
    return Fraction((one - other) ** 2, (one + other) ** 2) if one + other else Fraction(one != other)


_DIFFERENCES: dict[Metric, DifferenceOf[Fraction]] = {
    "nominal": lambda one, other: Fraction(one != other),
    "interval": lambda one, other: Fraction((one - other) ** 2),
    "ratio": _ratio,
}
