"""What one party held as paths of SVG: lines for points, outlines of ranges, and where marks stand.

All places are whole pixels of a `Plot`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise

from negtrack.frozen import dataclass
from negtrack.render.charts.scale import Axis
from negtrack.views.intervals import Interval
from negtrack.views.issue_chart import Held

_THICK = 3
"""Half the height of a hatched point."""


@dataclass(frozen=True)
class Plot:
    """The area of a chart: from days and numbers to pixels."""

    time: Axis
    numbers: Axis
    left: int
    top: int
    is_flipped: bool = False
    """Whether the least number is on top."""

    @property
    def bottom(self) -> int:
        """Return the lower end of the area."""
        return self.top + self.numbers.width - 1

    @property
    def right(self) -> int:
        """Return the right end of the area."""
        return self.left + self.time.width - 1

    def x(self, day: date) -> int:
        """Return the place of a day."""
        return self.left + self.time.cell(Fraction(day.toordinal()))

    def y(self, at: Fraction) -> int:
        """Return the height of a number."""
        cell = self.numbers.cell(at)
        return self.top + cell if self.is_flipped else self.bottom - cell

    def end(self, held: Held) -> int:
        """Return the place at which something ended; the right end where it still stands."""
        return self.x(held.end) if held.end else self.right


def all_fades(plot: Plot, held: Iterable[Held]) -> Iterator[tuple[str, str]]:
    """Yield the unbounded ranges, each with the way in which it fades."""
    yield from (fade for one in held if not one.is_doubtful for fade in _fades(plot, one))


def _intervals(held: Iterable[Held]) -> Iterator[tuple[Held, Interval]]:
    return ((one, interval) for one in held for line in one.lines for interval in line)


def _is_point(interval: Interval) -> bool:
    return interval.low is not None and interval.low == interval.high


def height_of(plot: Plot, line: Sequence[Interval]) -> int:
    """Return where the mark of a set stands: at a known end, in the middle of a range, halfway up for none."""
    ends = [end for end in (line[0].low, line[0].high) if end is not None]
    return plot.y(sum(ends, Fraction(0)) / len(ends)) if ends else (plot.top + plot.bottom) // 2


def points(plot: Plot, held: Iterable[Held], is_wanted: Callable[[Interval], bool]) -> Iterator[str]:
    """Yield the single values, each as one line as long as it is held."""
    lines: dict[tuple[int, int], int] = {}
    for one, interval in _intervals(held):
        if interval.low is not None and _is_point(interval) and is_wanted(interval):
            start, height = plot.x(one.start), plot.y(interval.low)
            begun = next(
                (place for place, end in lines.items() if place[1] == height and end == start), (start, height)
            )
            lines[begun] = max(lines.get(begun, 0), plot.end(one))
    yield from (f"M{start} {height}H{end}" for (start, height), end in lines.items())


def _rectangle(left: int, right: int, one: int, other: int) -> str:
    top, height = min(one, other), abs(one - other)
    return f"M{left} {top}H{right}v{height}H{left}z"


def bands(plot: Plot, held: Iterable[Held]) -> Iterator[str]:
    """Yield the ranges with two ends."""
    for one, interval in _intervals(held):
        if interval.low is not None and interval.high is not None and not _is_point(interval) and not one.is_doubtful:
            yield _rectangle(plot.x(one.start), plot.end(one), plot.y(interval.low), plot.y(interval.high))


def outlines(plot: Plot, held: Iterable[Held]) -> Iterator[str]:
    """Yield the ranges of which one outcome holds, unknown which."""
    for one, interval in _intervals(held):
        if one.is_doubtful:
            low, high = (plot.y(end) if end is not None else None for end in (interval.low, interval.high))
            ends = plot.bottom if low is None else low, plot.top if high is None else high
            yield _rectangle(plot.x(one.start), plot.end(one), *ends)


def _fades(plot: Plot, one: Held) -> Iterator[tuple[str, str]]:
    """Yield the ranges with one end or none, each with the way in which it fades: `u` upward, `d` downward."""
    for line in one.lines:
        for interval in line:
            if interval.low is None or interval.high is None:
                end = interval.high if interval.low is None else interval.low
                is_up = (interval.high is None) != plot.is_flipped
                start = (plot.bottom if is_up else plot.top) if end is None else plot.y(end)
                beyond = plot.top if is_up else plot.bottom
                yield "u" if is_up else "d", _rectangle(plot.x(one.start), plot.end(one), start, beyond)


def edges(plot: Plot, held: Iterable[Held], included: bool = True) -> Iterator[str]:
    """Yield the ends of ranges that belong to them, or those that do not."""
    for one, interval in _intervals(held):
        if _is_point(interval) or one.is_doubtful:
            continue
        for end, is_included in ((interval.low, interval.low_included), (interval.high, interval.high_included)):
            if end is not None and is_included == included:
                yield f"M{plot.x(one.start)} {plot.y(end)}H{plot.end(one)}"


def risers(plot: Plot, held: Sequence[Held]) -> Iterator[str]:
    """Yield the steps from one point to the next, on the day of the second."""
    for before, after in pairwise(held):
        for old, new in zip(before.lines, after.lines, strict=True):
            is_step = before.end == after.start and len(old) == len(new) == 1
            if is_step and _is_point(old[0]) and _is_point(new[0]) and old[0].low != new[0].low:
                yield f"M{plot.x(after.start)} {height_of(plot, old)}V{height_of(plot, new)}"


def leads(plot: Plot, held: Iterable[Held]) -> Iterator[str]:
    """Yield the time in which something may have been said before the day from which it counts."""
    for one in held:
        if one.first != one.start:
            start = plot.x(one.first) if one.first else plot.left
            heights = dict.fromkeys(height_of(plot, line) for line in one.lines if line)
            yield from (f"M{start} {height}H{plot.x(one.start)}" for height in heights)


def hatches(plot: Plot, rivals: Iterable[Held]) -> Iterator[str]:
    """Yield what disputes a headline as areas to hatch, each once."""
    areas = (hatch(plot, interval, plot.x(one.start), plot.end(one)) for one, interval in _intervals(rivals))
    yield from dict.fromkeys(areas)


def hatch(plot: Plot, interval: Interval, left: int, right: int) -> str:
    """Return the area of an interval between two places; of a point, a strip around it."""
    low, high = (plot.y(end) if end is not None else None for end in (interval.low, interval.high))
    ends = plot.bottom if low is None else low, plot.top if high is None else high
    if abs(ends[0] - ends[1]) < _THICK * 2:
        ends = ends[0] - _THICK, ends[0] + _THICK
    return _rectangle(left, right, *ends)
