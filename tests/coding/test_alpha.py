"""Krippendorff's alpha beside the numbers that he published, in exact fractions."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negtrack.coding import METRICS, Metric, alpha_of, difference_on, interval_alpha_of

PUBLISHED = """
1 2 3 3 2 1 4 1 2 . . .
1 2 3 3 2 2 4 1 2 5 . 3
. 3 3 3 2 3 4 2 2 5 1 .
1 2 3 3 2 4 4 1 2 5 1 .
"""
"""Four observers, twelve units: the table of section D in Computing Krippendorff's Alpha-Reliability."""
BINARY = """
0 1 0 0 0 0 0 0 1 0
1 1 1 0 0 1 0 0 0 0
"""
"""Two observers, ten units: section A."""


def units_of(table: str) -> list[list[Fraction]]:
    """Return the values of each unit."""
    columns = zip(*(row.split() for row in table.strip().splitlines()), strict=True)
    return [[Fraction(cell) for cell in column if cell != "."] for column in columns]


def alpha(table: Sequence[Sequence[Fraction]], metric: Metric) -> Fraction | None:
    """Return the coefficient of one table."""
    return alpha_of(table, difference_on(metric, table)).value


@pytest.mark.parametrize(
    ("table", "metric", "exact", "published"),
    [
        (PUBLISHED, "nominal", "113/152", "0.743"),
        (PUBLISHED, "ordinal", "108577/133160", "0.815"),
        (PUBLISHED, "interval", "951/1120", "0.849"),
        (PUBLISHED, "ratio", "18222619/22852465", "0.797"),
        (BINARY, "nominal", "2/21", "0.095"),
    ],
)
def test_published(table: str, metric: Metric, exact: str, published: str) -> None:
    """The fraction is exact, and rounds to the number in print."""
    found = alpha(units_of(table), metric)
    assert found == Fraction(exact)
    assert f"{float(found):.3f}" == published


@pytest.mark.parametrize("metric", METRICS)
def test_nothing_to_compare(metric: Metric) -> None:
    """Without two values of a unit there is no alpha, nor where all values are the same: chance cannot disagree."""
    one = Fraction(1)
    assert alpha([], metric) is None
    assert alpha([[one], [one], []], metric) is None
    assert alpha([[one, one], [one, one]], metric) is None
    assert alpha([[one, one], [Fraction(2)] * 2], metric) == 1


TABLES = st.lists(st.lists(st.integers(0, 4).map(Fraction), max_size=3), max_size=8)


@given(TABLES, st.sampled_from(METRICS))
def test_by_the_definition(table: list[list[Fraction]], metric: Metric) -> None:
    """Alpha is 1 less the mean difference within units by that of all values, whatever their order."""
    pairable = [unit for unit in table if len(unit) > 1]
    values = [value for unit in pairable for value in unit]
    delta, count = difference_on(metric, table), len(values)
    within = [delta(a, b) / (len(unit) - 1) for unit in pairable for a in unit for b in unit]
    across = [delta(a, b) for a in values for b in values]
    expected = None
    if any(across):
        expected = 1 - (sum(within, Fraction(0)) / count) / (sum(across, Fraction(0)) / (count * (count - 1)))
    assert alpha(table, metric) == alpha([unit[::-1] for unit in reversed(table)], metric) == expected


@given(TABLES)
def test_interval_at_once(table: list[list[Fraction]]) -> None:
    """The short way gives the same sums."""
    assert interval_alpha_of(table) == alpha_of(table, difference_on("interval", table))


def test_groups_meet_no_values_of_each_other() -> None:
    """Chance is measured within each group: that values of two groups lie far apart makes nobody agree more."""
    near = [[Fraction(1), Fraction(2)], [Fraction(2), Fraction(2)]]
    far = [[Fraction(value + 1000) for value in unit] for unit in near]
    one, other = (alpha_of(group, difference_on("interval", group)) for group in (near, far))
    assert one.join(other).value == one.value == 0
    pooled = alpha([*near, *far], "interval")
    assert pooled is not None
    assert pooled > Fraction(99, 100)
