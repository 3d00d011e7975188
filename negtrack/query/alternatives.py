"""Alternatives: packages of a party of which exactly one holds. Each is judged whole, and the nearest counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from negtrack.gap import Gap
from negtrack.model import Issue, Position
from negtrack.query.live import live_positions
from negtrack.query.snapshot import Snapshot


def alternatives_of(snapshot: Snapshot, position: Position, issue: Issue, toward: str = "") -> tuple[Position, ...]:
    """Return the live offers of which exactly one holds, by the order of their proposals; the position alone if it has
    no alternative."""
    if not position.alternatives:
        return (position,)
    live = live_positions(snapshot, position.party, issue, toward)
    offers = [one for one in live if one.proposal in position.alternatives]
    return tuple(sorted(offers, key=lambda offer: (offer.day, offer.id))) or (position,)


def distances_of(gaps: Sequence[Gap]) -> list[Fraction]:
    """Return how wide each of several gaps is, to tell which is the narrowest: the distance, of schedules that of the
    totals; where not all have one, what lies between in the steps that all of them measure."""
    if all(gap.distance is not None for gap in gaps):
        return [gap.distance or Fraction(0) for gap in gaps]
    measured = [{number for number, step in enumerate(gap.steps) if is_measured(step)} for gap in gaps]
    shared = set.intersection(*measured)
    return [sum((gap.steps[number].distance or Fraction(0) for number in shared), Fraction(0)) for gap in gaps]


def is_measured(step: Gap) -> bool:
    """Return whether it is known how far apart a step is."""
    return step.status == "overlap" or step.distance is not None


def groups_of(positions: Iterable[Position | None]) -> dict[object, list[Position | None]]:
    """Return positions together with their alternatives, each other one by itself."""
    groups: dict[object, list[Position | None]] = {}
    for number, position in enumerate(positions):
        key = position.alternatives if position and position.alternatives else number
        groups.setdefault(key, []).append(position)
    return groups
