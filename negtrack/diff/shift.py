"""By how much a party softened or hardened, by the direction that it wants on the issue.

What a party that wants more would still accept is the low end of its set, of one that wants less the high end.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, NamedTuple

from negtrack.frozen import dataclass
from negtrack.gap import Gap
from negtrack.model import Issue, Position
from negtrack.query import Snapshot, value_of
from negtrack.values import KINDS


@dataclass(frozen=True)
class Shift:
    """A step in or against the direction that a party wants, and its size; from `least` to `most` where a value is in
    doubt."""

    direction: Literal["softened", "hardened"]
    least: Gap
    most: Gap
    bound: Literal["", "under", "over"] = ""
    """`under` or `over` the size, where one of the two sets excludes its end."""


class _End(NamedTuple):
    """An end of a set: its place, and whether the set stops short of it."""

    at: Fraction
    excluded: bool
    about: bool


def shift_of(snapshot: Snapshot, issue: Issue, old: Position, new: Position) -> Shift | None:
    """Return how a party's value moved by what it wants; None where that is not known, or where the end that counts did
    not move, is open, or moved in a direction that a doubt leaves open."""
    leaning = issue.wants.get(new.party)
    kind = KINDS[issue.kind]
    if not leaning or not kind.has_line(issue.scale):
        return None
    was, now = (_ends(snapshot, issue, position, leaning) for position in (old, new))
    if not was or not now:
        return None
    sign = -1 if leaning == "more" else 1
    steps = sorted(((end.at - start.at) * sign, start.excluded - end.excluded) for start in was for end in now)
    if steps[0] <= (0, 0) <= steps[-1]:
        return None
    value = value_of(new, issue)
    unit = kind.unit(value, issue.scale) if value else ""
    about = any(end.about for end in (*was, *now))
    least, most = (
        Gap("apart", distance=size, about=about, unit=unit or "", kind=kind.name)
        for size in sorted((abs(steps[0][0]), abs(steps[-1][0])))
    )
    return Shift("softened" if steps[0] > (0, 0) else "hardened", least, most, _bound(*steps[0]))


def _ends(snapshot: Snapshot, issue: Issue, position: Position, leaning: str) -> tuple[_End, ...]:
    """Return the end of a set that is nearest to the other side, both ends of a doubt; empty where one is open."""
    value = value_of(position, issue)
    if value is None or not value.has_set:
        return ()
    pieces = KINDS[issue.kind].pieces(value, issue.scale, snapshot.negotiation.event_dates)
    if not pieces:
        return ()
    ends = ((pieces[0].low, pieces[0].about), (pieces[-1].high, pieces[-1].about))
    wanted = ends if value.doubtful else ends[:1] if leaning == "more" else ends[1:]
    found = [_End(edge.at, not edge.included, about) for edge, about in wanted if edge]
    return tuple(found) if len(found) == len(wanted) else ()


def _bound(amount: Fraction, excluded: int) -> Literal["", "under", "over"]:
    """Return whether the step is more or less than its size, as an end that is excluded lies a little farther."""
    if not excluded or not amount:
        return ""
    return "over" if (amount > 0) == (excluded > 0) else "under"
