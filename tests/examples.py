"""On how many examples a property is tried: on a few in the ordinary run, on many with `pytest -m soak`."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

MANY = 20_000

settings.register_profile("usual", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("soak", settings.get_profile("usual"), max_examples=MANY)


def examples(usual: int) -> int:
    """`usual`, or many where that is what was asked for."""
    return max(usual, MANY) if settings.default and settings.default.max_examples == MANY else usual
