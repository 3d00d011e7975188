"""Ranges and distances drawn in text cells, readable without colour.

A range is `[====]`, an excluded end `(` or `)`, an unbounded end `<` or `>`, a point `|`, an approximate point `~`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from negtrack.frozen import dataclass

BLOCKS = "▁▂▃▄▅▆▇█"
UNKNOWN = "·"
_BEYOND = 4


@dataclass(frozen=True)
class Bar:
    """An interval to draw; an end of None is unbounded."""

    low: Fraction | None
    high: Fraction | None
    low_included: bool = True
    high_included: bool = True
    about: bool = False


@dataclass(frozen=True)
class Axis:
    """The line of numbers from `least` to `most` across `width` cells.

    The outermost `left` and `right` cells lie beyond all numbers, so that an unbounded end visibly continues.
    """

    least: Fraction
    most: Fraction
    width: int
    left: int = 0
    right: int = 0

    def cell(self, at: Fraction) -> int:
        """Return the cell, from 0, that holds `at`."""
        if self.most == self.least:
            return self.width // 2
        room = self.width - 1 - self.left - self.right
        return self.left + int((at - self.least) / (self.most - self.least) * room + Fraction(1, 2))


def axis_of(bars: Sequence[Bar], width: int, marks: Sequence[Fraction] = ()) -> Axis | None:
    """Return the axis that shows every end of `bars` and all `marks`; None without any."""
    ends = [end for bar in bars for end in (bar.low, bar.high) if end is not None]
    ends += marks
    if not ends:
        return None
    left = _BEYOND if any(bar.low is None for bar in bars) else 0
    right = _BEYOND if any(bar.high is None for bar in bars) else 0
    return Axis(min(ends), max(ends), width, left, right)


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
    """Draw the labels of the axis, the outermost first, then in the given order: each from its own cell, else from the
    nearest one to the left from which it still stands over its cell; skip a label that would overlap another.

    `measure` returns the cells that a text occupies.
    """
    labels: list[tuple[int, int, str]] = []
    ordered = sorted(ticks)
    for at, label in dict.fromkeys([*ordered[:1], *ordered[-1:], *ticks]):
        place = axis.cell(at)
        cells = measure(label)
        for start in range(max(min(place, axis.width - cells), 0), max(place - cells, -1), -1):
            end = start + cells
            if end <= axis.width and all(end < other or start > stop for other, stop, _ in labels):
                labels.append((start, end, label))
                break
    line, used = "", 0
    for start, end, label in sorted(labels):
        line += " " * (start - used) + label
        used = end
    return line


def sparkline(heights: Sequence[Fraction | None]) -> str:
    """Draw one block for each height, from 0 to the greatest; a dot for None, which is not measurable."""
    most = max((height for height in heights if height is not None), default=Fraction(0))
    return "".join(UNKNOWN if height is None else _block(height, most) for height in heights)


def _block(height: Fraction, most: Fraction) -> str:
    if not most:
        return BLOCKS[0]
    return BLOCKS[int(height / most * (len(BLOCKS) - 1) + Fraction(1, 2))]
