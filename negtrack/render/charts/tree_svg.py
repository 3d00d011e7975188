"""Clusters of parties as a tree in SVG: a line for each party, joined where its cluster was, from 100 percent on the
right to 0 on the left.

The picture is stretched to the height of the rows beside it, so it has no letters, and its lines keep their width.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from negtrack.render.markup import Markup, element
from negtrack.views.matrix import Cluster

WIDTH, ROW = 200, 20
"""Units of the picture across, and of each party down."""


def draw_tree(clusters: Sequence[Cluster], title: str, description: str) -> Markup:
    """Draw the clusters, the parties down in their order; `title` and `description` are for who cannot see it."""
    members = [name for cluster in clusters for name in cluster.members]
    places = {name: number * ROW + ROW // 2 for number, name in enumerate(members)}
    path = "".join(part for cluster in clusters for part in _lines(cluster, places))
    rules = "".join(f"M{WIDTH * quarter // 4} 0V{len(members) * ROW}" for quarter in range(5))
    return element(
        "svg",
        element("title", title, id="tt"),
        element("desc", description, id="td"),
        element("path", class_="z", d=rules),
        element("path", class_="l", d=path),
        viewBox=f"0 0 {WIDTH} {len(members) * ROW}",
        preserveAspectRatio="none",
        role="img",
        aria_labelledby="tt td",
        class_="tn",
    )


def _lines(cluster: Cluster, places: Mapping[str, int]) -> Iterator[str]:
    """Yield the lines of a cluster: of each of its parts to where they were joined, and between these."""
    if not cluster.parts:
        yield f"M{WIDTH} {places[cluster.members[0]]}h-4" if cluster.share is None else ""
        return
    joint, heights = _x(cluster), [_height(part, places) for part in cluster.parts]
    yield "".join(f"M{_x(part)} {height}H{joint}" for part, height in zip(cluster.parts, heights, strict=True))
    yield f"M{joint} {heights[0]}V{heights[-1]}"
    for part in cluster.parts:
        if part.parts:
            yield from _lines(part, places)


def _x(cluster: Cluster) -> int:
    """Return the place of the share at which a cluster was joined; of one party the right end."""
    return WIDTH if cluster.share is None else round(WIDTH * max(min(cluster.share, Fraction(1)), Fraction(0)))


def _height(cluster: Cluster, places: Mapping[str, int]) -> int:
    """Return the height of a cluster: midway between its parts."""
    if not cluster.parts:
        return places[cluster.members[0]]
    return sum(_height(part, places) for part in cluster.parts) // 2
