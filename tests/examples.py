"""How much each tier tries: little in the usual run, more with `-m deep`, much with `-m soak`."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import HealthCheck, settings

TIERS = {"usual": 10, "deep": 100, "soak": 10_000}
"""Tier -> examples of each property; every tier but the usual one is a marker."""

for _tier, _count in TIERS.items():
    settings.register_profile(_tier, deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=_count)


def examples(deep: int) -> int:
    """Return the examples of a slow property, which tries `deep` in the deep tier: fewer in the usual run, more in the
    soak, as for all others."""
    most = (settings.default or settings()).max_examples
    return max(deep * most // TIERS["deep"], 2)


def tiers(usual: object, deep: object, soak: object = None) -> list[object]:
    """Return the values of a parameter for `parametrize`, each in the tier that it is for."""
    params = [usual, pytest.param(deep, marks=pytest.mark.deep)]
    return params if soak is None else [*params, pytest.param(soak, marks=pytest.mark.soak)]


def sampled(values: Iterable[object], step: int) -> list[object]:
    """Return the values of a parameter for `parametrize`: one of every `step` in the usual run, the others deep."""
    deep = pytest.mark.deep
    return [pytest.param(value, marks=deep) if number % step else value for number, value in enumerate(values)]
