"""Many parties with many values as SVG: the darker a place, the more of them accepted a value there.

The plot is a grid of cells, a few pixels wide and high; on a ladder each rung is a row. A party counts in a cell where
it accepted any value of it at any time of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import groupby

from negtrack.frozen import dataclass
from negtrack.render.charts.track_paths import Plot
from negtrack.render.markup import Markup, element
from negtrack.views.intervals import Interval
from negtrack.views.issue_chart import IssueChart, Track

_WIDE, _HIGH, _RUNG = 9, 8, 14
"""Pixels of a cell, and of the row of a rung."""
_SHADES = 4
"""Shades of cells, for equal parts of the most parties in one."""


@dataclass(frozen=True)
class Heat:
    """How many parties accepted a value in each cell, by row and column; `rows` are the first and the last pixel of
    each row."""

    plot: Plot
    rows: Sequence[tuple[int, int]]
    counts: Counter[tuple[int, int]]

    @property
    def shades(self) -> Sequence[tuple[int, int]]:
        """Return the least and the most parties of each shade that occurs, the lightest first."""
        most = max(self.counts.values(), default=0)
        ends = sorted({-(-most * shade // _SHADES) for shade in range(1, _SHADES + 1)})
        return [(before + 1, end) for before, end in zip((0, *ends), ends, strict=False) if end]


def build_heat(plot: Plot, chart: IssueChart) -> Heat:
    """Count the parties of a chart in each cell of its plot."""
    rows = _rows(plot, chart)
    cells = (cell for track in chart.tracks for cell in set(_cells_of(plot, rows, track)))
    return Heat(plot, rows, Counter(cells))


def count_levels(chart: IssueChart) -> Sequence[str]:
    """Return how many parties accept each level now; of a set of which one outcome holds, unknown which, none."""
    held = ((one for one in track.held if one.end is None and not one.is_doubtful) for track in chart.tracks)
    sets = [[interval for one in standing for line in one.lines for interval in line] for standing in held]
    levels = (Fraction(number) for number, _ in enumerate(chart.levels))
    return [str(sum(any(_includes(interval, level) for interval in found) for found in sets)) for level in levels]


def _includes(interval: Interval, at: Fraction) -> bool:
    low, high = interval.low, interval.high
    is_above = low is None or low < at or (low == at and interval.low_included)
    return is_above and (high is None or at < high or (high == at and interval.high_included))


def _rows(plot: Plot, chart: IssueChart) -> Sequence[tuple[int, int]]:
    if chart.levels:
        middles = (plot.y(Fraction(number)) for number in range(len(chart.levels)))
        return [(middle - _RUNG // 2, middle + _RUNG // 2) for middle in middles]
    return [(start, start + _HIGH - 1) for start in range(plot.top, plot.bottom + 1, _HIGH)]


def _cells_of(plot: Plot, rows: Sequence[tuple[int, int]], track: Track) -> Iterator[tuple[int, int]]:
    """Yield the cells in which a party accepted a value, row and column."""
    for held in track.held:
        columns = range((plot.x(held.start) - plot.left) // _WIDE, (plot.end(held) - plot.left) // _WIDE + 1)
        for interval in (interval for line in held.lines for interval in line):
            top, bottom = _span(plot, interval)
            touched = (number for number, (start, end) in enumerate(rows) if start <= bottom and top <= end)
            yield from ((row, column) for row in touched for column in columns)


def _span(plot: Plot, interval: Interval) -> tuple[int, int]:
    """Return the pixels of an interval, from the top down; beyond an open end all of the plot."""
    low, high = (plot.y(end) if end is not None else None for end in (interval.low, interval.high))
    ends = (plot.top, plot.bottom) if plot.is_flipped else (plot.bottom, plot.top)
    found = ends[0] if low is None else low, ends[1] if high is None else high
    return min(found), max(found)


def draw_heat(heat: Heat) -> Markup:
    """Draw the cells, those of one shade as one path of thick lines."""
    plot, is_ladder = heat.plot, heat.rows[0][1] - heat.rows[0][0] == _RUNG
    paths: list[list[str]] = [[] for _ in heat.shades]
    for row, (top, bottom) in enumerate(heat.rows):
        middle = (top + bottom + 1) // 2
        for shade, first, last in _runs(heat, row):
            start, end = (plot.left + _WIDE * place for place in (first, last + 1))
            paths[shade].append(f"M{start} {middle}H{min(end, plot.right)}")
    shaded = (
        element("path", class_=f"y{_tone(shade, len(paths))}", d="".join(path)) for shade, path in enumerate(paths)
    )
    return element("g", *shaded, class_="tn yl" if is_ladder else "tn yn")


def _tone(shade: int, count: int) -> int:
    """Return the number of a tone, from 1; the darkest is always the same."""
    return _SHADES - count + shade + 1


def _runs(heat: Heat, row: int) -> Iterable[tuple[int, int, int]]:
    """Yield the runs of cells of one shade in a row: the shade, the first column and the last."""
    columns = -(-heat.plot.time.width // _WIDE)
    shades = [_shade(heat, heat.counts[row, column]) for column in range(columns)]
    for shade, run in groupby(enumerate(shades), key=lambda cell: cell[1]):
        places = [column for column, _ in run]
        if shade is not None:
            yield shade, places[0], places[-1]


def _shade(heat: Heat, count: int) -> int | None:
    return next((number for number, (least, most) in enumerate(heat.shades) if least <= count <= most), None)
