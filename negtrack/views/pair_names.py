"""The names of pairs that stand alike; of many, how many they are."""

from __future__ import annotations

from collections.abc import Sequence

from negtrack.errors import join_with_and
from negtrack.query import Snapshot
from negtrack.views.voices import party_name

MOST_PAIRS = 6
"""Most pairs that are named where they stand alike; of more it is said how many they are."""
MOST_NAMES = 8
"""Most names of parties that stand in a sentence where they can be counted."""
_FEW_NAMES = 3
"""Number of parties to name where more than `MOST_NAMES` stand alike."""


def pair_names(snapshot: Snapshot, pairs: Sequence[tuple[str, str]]) -> str:
    """Return the names of pairs: `UAW, Ford`, or `UAW with Ford and Stellantis` where they share a party; of more than
    `MOST_PAIRS` how many: `312 pairs`, `UAW with 12 others`."""
    shared = set(pairs[0]).intersection(*pairs) if len(pairs) > 1 else set()
    if len(shared) != 1:
        if len(pairs) > MOST_PAIRS:
            return f"{len(pairs):,} pairs"
        return "; ".join(", ".join(party_name(snapshot.negotiation, party) for party in pair) for pair in pairs)
    (party,) = shared
    others = [party_name(snapshot.negotiation, one if other == party else other) for one, other in pairs]
    with_whom = join_with_and(others) if len(others) <= MOST_PAIRS else f"{len(others)} others"
    return f"{party_name(snapshot.negotiation, party)} with {with_whom}"


def short_names(names: Sequence[str]) -> str:
    """Return the names of parties; of many the first few, and how many there are besides."""
    if len(names) <= MOST_NAMES:
        return join_with_and(names)
    return f"{', '.join(names[:_FEW_NAMES])} and {len(names) - _FEW_NAMES:,} others"
