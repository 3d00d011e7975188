"""Ranges and distances drawn in text cells, readable without colour.

A range is `[====]`, an excluded end `(` or `)`, an unbounded end `<` or `>`, a point `|`, an approximate point `~`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from negtrack.frozen import dataclass
from negtrack.render.charts.scale import Axis, place_labels
from negtrack.views.signs import NOTHING

BLOCKS = "▁▂▃▄▅▆▇█"


@dataclass(frozen=True)
class Bar:
    """An interval to draw; an end of None is unbounded."""

    low: Fraction | None
    high: Fraction | None
    low_included: bool = True
    high_included: bool = True
    about: bool = False


def draw_bar(axis: Axis, bars: Sequence[Bar]) -> str:
    """Draw the bars of one line in `axis.width` cells."""
    cells = [" "] * axis.width
    for bar in bars:
        _draw(axis, bar, cells)
    return "".join(cells)


def _draw(axis: Axis, bar: Bar, cells: list[str]) -> None:
    first = 0 if bar.low is None else axis.cell(bar.low)
    last = axis.width - 1 if bar.high is None else axis.cell(bar.high)
    if first == last and None not in (bar.low, bar.high):
        cells[first] = "~" if bar.about else "|"
        return
    cells[first : last + 1] = "=" * (last + 1 - first)
    cells[last] = ">" if bar.high is None else "]" if bar.high_included else ")"
    cells[first] = "<" if bar.low is None else "[" if bar.low_included else "("


def draw_rule(axis: Axis, ticks: Sequence[tuple[Fraction, str]], measure: Callable[[str], int] = len) -> str:
    """Draw the labels of the axis, as `place_labels` places them."""
    line, used = "", 0
    for label in place_labels(axis, ticks, measure):
        line += " " * (label.start - used) + label.text
        used = label.end
    return line


def sparkline(heights: Sequence[Fraction | None]) -> str:
    """Draw one block for each height, from 0 to the greatest; a dot for None, which is not measurable."""
    most = max((height for height in heights if height is not None), default=Fraction(0))
    return "".join(NOTHING if height is None else _block(height, most) for height in heights)


def _block(height: Fraction, most: Fraction) -> str:
    if not most:
        return BLOCKS[0]
    return BLOCKS[int(height / most * (len(BLOCKS) - 1) + Fraction(1, 2))]
