"""By how much a party softened or hardened, by the direction that it wants on the issue.

What a party that wants more would still accept is the low end of its set, of one that wants less the high end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Literal

from negtrack.frozen import dataclass, replace
from negtrack.gap import Gap
from negtrack.model import Issue, Position
from negtrack.query import Snapshot, value_of
from negtrack.values import KINDS, Dates, Scale, Value
from negtrack.values.line import Piece


@dataclass(frozen=True)
class Shift:
    """A step in or against the direction that a party wants, and its size; from `least` to `most` where a value is in
    doubt."""

    direction: Literal["softened", "hardened"]
    least: Gap
    most: Gap
    bound: Literal["", "under", "over"] = ""
    """`under` or `over` the size, where one of the two sets excludes its end."""
    steps: tuple[str, ...] = ()
    """The steps that moved, on an issue with steps; the size is then that of the total."""


@dataclass(frozen=True)
class _End:
    """An end of a set: its place, and whether the set stops short of it."""

    at: Fraction
    excluded: bool
    about: bool


def shift_of(snapshot: Snapshot, issue: Issue, old: Position, new: Position) -> Shift | None:
    """Return how a party's value moved by what it wants; None where that is not known, or where the end that counts did
    not move, is open, or moved in a direction that a doubt leaves open. Of steps none may move the other way."""
    leaning = issue.wants.get(new.party)
    before, after = value_of(old, issue), value_of(new, issue)
    if not leaning or not KINDS[issue.kind].has_line(issue.scale) or before is None or after is None:
        return None
    dates = snapshot.negotiation.event_dates
    if issue.scale.is_stepped:
        return _shift_of_steps(before, after, issue.scale, leaning, dates)
    was, now = _ends_of_values(before, after, issue.scale, leaning, dates)
    return _shift(was, now, after, issue.scale, leaning)


def _shift_of_steps(before: Value, after: Value, scale: Scale, leaning: str, dates: Dates) -> Shift | None:
    """Return the direction of all steps that moved, and the size of the total's step if that went the same way."""
    from negtrack.values.schedules import total_pieces, total_unit
    from negtrack.values.steps import parts_of, scale_of_step

    one = scale_of_step(scale)
    moved = {}
    for name, x, y in zip(scale.steps, parts_of(before, scale), parts_of(after, scale), strict=True):
        was, now = _ends_of_values(x, y, one, leaning, dates)
        if shift := _shift(was, now, y, one, leaning):
            moved[name] = shift
    directions = {shift.direction for shift in moved.values()}
    if len(directions) != 1:
        return None
    totals = [total_pieces(value, scale) or () for value in (before, after)]
    was, now = (_ends(pieces, False, leaning) for pieces in totals)
    total = _shift(was, now, parts_of(after, scale)[0], one, leaning)
    (direction,) = directions
    if total is None or total.direction != direction:
        unknown = Gap("apart", kind=scale.kind)
        return Shift(direction, unknown, unknown, steps=tuple(moved))
    size = replace(total.least, unit=total_unit(total.least.unit, scale), total=scale.total)
    return Shift(direction, size, size, total.bound, tuple(moved))


def _shift(was: Sequence[_End], now: Sequence[_End], value: Value, scale: Scale, leaning: str) -> Shift | None:
    """Return the step from some ends to others, `value` being on their line; None where it has no one direction."""
    if not was or not now:
        return None
    sign = -1 if leaning == "more" else 1
    steps = sorted(((end.at - start.at) * sign, start.excluded - end.excluded) for start in was for end in now)
    if steps[0] <= (0, 0) <= steps[-1]:
        return None
    kind = KINDS[scale.kind]
    about = any(end.about for end in (*was, *now))
    least, most = (
        Gap("apart", distance=size, about=about, unit=kind.unit(value, scale) or "", kind=kind.name)
        for size in sorted((abs(steps[0][0]), abs(steps[-1][0])))
    )
    return Shift("softened" if steps[0] > (0, 0) else "hardened", least, most, _bound(*steps[0]))


def _ends_of_values(
    before: Value, after: Value, scale: Scale, leaning: str, dates: Dates
) -> Iterator[tuple[_End, ...]]:
    """Yield of both sets the end that is nearest to the other side, both ends of a doubt; empty where one is open."""
    kind, values = KINDS[scale.kind], (before, after)
    if before.has_set and after.has_set:
        values = kind.align(before, after, scale, dates)
    for value in values:
        pieces = kind.pieces(value, scale, dates) if value.has_set else None
        yield _ends(pieces or (), value.doubtful, leaning)


def _ends(pieces: Sequence[Piece], doubtful: bool, leaning: str) -> tuple[_End, ...]:
    if not pieces:
        return ()
    ends = ((pieces[0].low, pieces[0].about), (pieces[-1].high, pieces[-1].about))
    wanted = ends if doubtful else ends[:1] if leaning == "more" else ends[1:]
    found = [_End(edge.at, not edge.included, about) for edge, about in wanted if edge]
    return tuple(found) if len(found) == len(wanted) else ()


def _bound(amount: Fraction, excluded: int) -> Literal["", "under", "over"]:
    """Return whether the step is more or less than its size, as an end that is excluded lies a little farther."""
    if not excluded or not amount:
        return ""
    return "over" if (amount > 0) == (excluded > 0) else "under"
