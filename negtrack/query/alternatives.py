"""Alternatives: packages of a party of which exactly one holds. Each is judged whole, and the nearest counts."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from negtrack.gap import Gap
from negtrack.model import Issue, Position
from negtrack.query.live import live_positions
from negtrack.query.positions import position_gap
from negtrack.query.snapshot import Snapshot

_NEAREST = ("overlap", "apart")


def alternatives_of(snapshot: Snapshot, position: Position, issue: Issue, toward: str = "") -> tuple[Position, ...]:
    """Return the live offers of which exactly one holds, by the order of their proposals; the position alone if it has
    no alternative."""
    if not position.alternatives:
        return (position,)
    live = live_positions(snapshot, position.party, issue, toward)
    offers = [one for one in live if one.proposal in position.alternatives]
    return tuple(sorted(offers, key=lambda offer: (offer.day, offer.id))) or (position,)


def nearest_alternative(
    snapshot: Snapshot, issue: Issue, position: Position, other: Position | None, toward: str = ""
) -> Position:
    """Return the alternative of a position that is nearest to what `other` holds; the position itself if it has none,
    or if nothing measures them."""
    offers = alternatives_of(snapshot, position, issue, toward)
    if len(offers) == 1 or other is None:
        return position
    return min(
        offers, key=lambda offer: (*nearness(position_gap(snapshot, issue, offer, other)), offer is not position)
    )


def nearness(gap: Gap) -> tuple[int, Fraction]:
    """Return the sort key of gaps, the nearest first: what meets, what is apart, what nothing measures."""
    place = _NEAREST.index(gap.status) if gap.status in _NEAREST else len(_NEAREST)
    return place, gap.distance or Fraction(0)


def groups_of(positions: Iterable[Position | None]) -> dict[object, list[Position | None]]:
    """Return positions together with their alternatives, each other one by itself."""
    groups: dict[object, list[Position | None]] = {}
    for number, position in enumerate(positions):
        key = position.alternatives if position and position.alternatives else number
        groups.setdefault(key, []).append(position)
    return groups
