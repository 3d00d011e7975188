"""Where a party began on an issue, and how far apart two counterparts began."""

from __future__ import annotations

from fractions import Fraction

from negtrack.gap import Gap
from negtrack.model import Issue, Position
from negtrack.query.pairs import Pair
from negtrack.query.positions import headline_of, position_gap
from negtrack.query.snapshot import Snapshot
from negtrack.query.strength import has_set


def opening_position(snapshot: Snapshot, party: str, issue: Issue, toward: str = "") -> Position | None:
    """Return the first words of a party that name outcomes, to all or `toward` a counterpart; None without any. Of
    several of that day it is the headline."""
    said = snapshot.positions.get((party, issue.id), ())
    named = [position for position in said if has_set(position) and position.toward in ("", toward)]
    first = min((position.day for position in named), default=None)
    return headline_of(snapshot, [position for position in named if position.day == first], issue, toward)


def opening_gap(snapshot: Snapshot, issue: Issue, one: str, other: str) -> Gap:
    """Return how far apart two counterparts began, whenever each first spoke; `snapshot` holds all that was said on the
    issue."""
    left = opening_position(snapshot, one, issue, toward=other)
    right = opening_position(snapshot, other, issue, toward=one)
    return position_gap(snapshot, issue, left, right)


def share_left(snapshot: Snapshot, issue: Issue, pair: Pair) -> Fraction | None:
    """Return which share of its opening gap still lies between a pair, over 1 where it grew; None where either has no
    distance, where they opened together, or where both are not of one unit."""
    first, now = opening_gap(snapshot, issue, pair.one, pair.other), pair.gap
    if not first.distance or now.distance is None or first.unit != now.unit:
        return None
    return now.distance / first.distance
