"""The past of an issue, walked day by day: never otherwise than each day read anew."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from negtrack.history import gap_days
from negtrack.model import Negotiation
from negtrack.query import Snapshot, pair_of, pairs_of

from .examples import tiers
from .oracle.deal_talks import random_deals
from .oracle.talks import random_talks
from .oracle.term_talks import random_terms


@pytest.mark.parametrize("draw", [random_talks, random_deals, random_terms])
@pytest.mark.parametrize("count", tiers(40, 1_000, 10_000))
def test_every_day_is_as_read_anew(count: int, draw: Callable[[int], tuple[str, Negotiation]]) -> None:
    """In random talks each pair stands at the end of each of its days, walked forwards or backwards, as in a snapshot
    of the whole negotiation that is made for that day alone."""
    for seed in range(count):
        assert_same_days(draw(seed)[1], newest_first=bool(seed % 2))


def assert_same_days(negotiation: Negotiation, newest_first: bool) -> None:
    """Assert that all days of all pairs of a negotiation are as read anew."""
    now = Snapshot(negotiation)
    for issue in negotiation.issues.values():
        for pair in pairs_of(now, issue):
            for day in gap_days(now, issue, pair.one, pair.other, newest_first):
                anew = Snapshot(negotiation, as_of=day.day)
                found = pair_of(anew, issue, pair.one, pair.other)
                assert (day.pair.status, day.pair.gap, day.pair.red_lines) == (found.status, found.gap, found.red_lines)
                assert (day.pair.left, day.pair.right) == (found.left, found.right)
                assert (day.pair.settlement and day.pair.settlement.state) == (
                    found.settlement and found.settlement.state
                )
