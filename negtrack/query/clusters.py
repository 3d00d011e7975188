"""Parties in the order of their similarity, by average linkage: the two groups whose members are on average most
similar are joined first (Sokal and Michener 1958)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from negtrack.frozen import dataclass

_PARTS = 10**15
"""Parts of a share in which averages are compared, so that equal averages are equal whatever their order."""


@dataclass(frozen=True)
class Cluster:
    """Parties that were joined at an average `share` of their pairs; None for one party alone. `parts` are the two
    clusters that were joined, none for one party."""

    members: tuple[str, ...]
    share: Fraction | None = None
    parts: tuple[Cluster, ...] = ()


def clusters_of(names: Sequence[str], shares: Mapping[tuple[str, str], Fraction]) -> tuple[Cluster, ...]:
    """Return the clusters into which the parties join, one where every two are linked by shares of pairs.

    A pair without a share counts in no average. Of equal averages the parties that are named first are joined first,
    and the members of a cluster begin with the one that is named first.
    """
    clusters = dict(enumerate(Cluster((name,)) for name in names))
    number = {name: index for index, name in enumerate(names)}
    links: dict[tuple[int, int], tuple[Fraction, int]] = {}
    for (one, other), share in shares.items():
        low, high = sorted((number[one], number[other]))
        links[low, high] = (share, 1)
    nearness = {pair: _average(*link) for pair, link in links.items()}
    while nearness:
        low, high = min(nearness, key=lambda pair: (-nearness[pair], pair))
        total, count = links[low, high]
        joined = clusters[low], clusters.pop(high)
        clusters[low] = Cluster(joined[0].members + joined[1].members, total / count, joined)
        _join(links, nearness, low, high)
    return tuple(clusters.values())


def _join(
    links: dict[tuple[int, int], tuple[Fraction, int]], nearness: dict[tuple[int, int], int], low: int, high: int
) -> None:
    """Give the links of the cluster `high` to `low`."""
    del links[low, high], nearness[low, high]
    for pair in [pair for pair in links if high in pair]:
        third = pair[0] if pair[1] == high else pair[1]
        kept = (min(low, third), max(low, third))
        total, count = links.pop(pair)
        old_total, old_count = links.get(kept, (Fraction(0), 0))
        links[kept] = total + old_total, count + old_count
        nearness.pop(pair)
        nearness[kept] = _average(*links[kept])


def _average(total: Fraction, count: int) -> int:
    return int(total * _PARTS / count)
